package io.counterfoil.stripe.command;

import io.counterfoil.payments.idempotency.IdempotencyKey;
import io.counterfoil.stripe.fact.StripeAccountId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A command to Stripe's API, as far as its idempotency key goes (specification 4.16, STR-14). The clock plays no part: a deliberate repetition has another
 * generation. Immutable.
 */
public final class StripeCommand {

    private static final String PLATFORM = "platform";

    private final String name;
    private final @Nullable StripeAccountId account;
    private final boolean livemode;
    private final int generation;
    private final SortedMap<String, String> parameters;

    private StripeCommand(
            String name,
            @Nullable StripeAccountId account,
            boolean livemode,
            int generation,
            SortedMap<String, String> parameters) {
        if (name.isBlank() || generation < 1) {
            throw new IllegalArgumentException("command '" + name + "' of generation " + generation
                    + ", expected a name such as refund.create and a generation from 1");
        }
        this.name = name;
        this.account = account;
        this.livemode = livemode;
        this.generation = generation;
        this.parameters = Collections.unmodifiableSortedMap(new TreeMap<>(parameters));
    }

    /** A command of the platform's own account, first generation, without parameters. */
    public static StripeCommand of(String name, boolean livemode) {
        return new StripeCommand(name, null, livemode, 1, Collections.emptySortedMap());
    }

    /** This command on a connected account. */
    public StripeCommand on(StripeAccountId connected) {
        return new StripeCommand(name, connected, livemode, generation, parameters);
    }

    /** This command with a parameter. */
    public StripeCommand with(String parameter, String value) {
        SortedMap<String, String> more = new TreeMap<>(parameters);
        more.put(parameter, value);
        return new StripeCommand(name, account, livemode, generation, more);
    }

    /** The deliberate repetition of this command: one generation on. */
    public StripeCommand again() {
        return ofGeneration(Math.addExact(generation, 1));
    }

    /** This command in the given generation, from 1. */
    public StripeCommand ofGeneration(int wanted) {
        return new StripeCommand(name, account, livemode, wanted, parameters);
    }

    /** Its name, such as {@code refund.create}. */
    public String name() {
        return name;
    }

    /** The connected account; empty for the platform's own. */
    public Optional<StripeAccountId> account() {
        return Optional.ofNullable(account);
    }

    /** Its parameters by name. */
    public SortedMap<String, String> parameters() {
        return parameters;
    }

    /** {@code cf1-} and 40 hex digits of SHA-256 over the command's fields as netstrings, parameters sorted by name. */
    public IdempotencyKey key() {
        List<Object> fields = new ArrayList<>(
                List.of(name, account == null ? PLATFORM : account.value(), livemode ? "live" : "test", generation));
        for (Map.Entry<String, String> parameter : parameters.entrySet()) {
            fields.add(parameter.getKey());
            fields.add(parameter.getValue());
        }
        return IdempotencyKey.derived("cf1", fields.toArray());
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof StripeCommand command
                && name.equals(command.name)
                && Objects.equals(account, command.account)
                && livemode == command.livemode
                && generation == command.generation
                && parameters.equals(command.parameters);
    }

    @Override
    public int hashCode() {
        return Objects.hash(name, account, livemode, generation, parameters);
    }

    /** Name and generation; parameters may be private. */
    @Override
    public String toString() {
        return name + " #" + generation;
    }
}
