package io.counterfoil.stripe.decline.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.counterfoil.stripe.decline.DeclineAdvice;
import io.counterfoil.stripe.decline.DeclineAdvice.Act;
import io.counterfoil.stripe.decline.DeclineAdvice.FailureClass;
import io.counterfoil.stripe.decline.DeclineAdvice.Warning;
import io.counterfoil.stripe.fact.StripeFact.ChargeFact;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Advises on declines by Stripe's table (specification 4.14, STR-50). Immutable, thread-safe. */
public final class DeclineAdvisor {

    private static final String TABLE = "stripe_decline_advice.json";
    private static final Set<String> BANK_DEBITS =
            Set.of("us_bank_account", "acss_debit", "bacs_debit", "sepa_debit", "au_becs_debit");
    private static final Rule UNKNOWN = new Rule(Act.CUSTOMER_ACTION, FailureClass.SOFT, 0, false);

    private final Map<String, Rule> codes;
    private final Map<String, Rule> bankDebits;
    private final Map<String, Act> networkAdvice;

    /**
     * One line of the table.
     *
     * @param budget retries that are allowed before the advice changes; 0 where retries play no part
     */
    private record Rule(Act act, FailureClass failureClass, int budget, boolean mandateInactive) {}

    private DeclineAdvisor(JsonNode table) {
        this.codes = rules(table.path("codes"), "max_soft_retries");
        this.bankDebits = rules(table.path("bank_debit"), "max_representments");
        Map<String, Act> advice = new HashMap<>();
        table.path("advice")
                .properties()
                .forEach(entry ->
                        advice.put(entry.getKey(), Act.valueOf(entry.getValue().asText())));
        this.networkAdvice = Map.copyOf(advice);
    }

    /** The advisor over Stripe's published codes. */
    public static DeclineAdvisor standard() {
        try (InputStream json = Objects.requireNonNull(DeclineAdvisor.class.getResourceAsStream(TABLE), TABLE)) {
            return new DeclineAdvisor(JsonMapper.builder().build().readTree(json));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + TABLE, e);
        }
    }

    private static Map<String, Rule> rules(JsonNode table, String budget) {
        Map<String, Rule> rules = new HashMap<>();
        table.properties().forEach(entry -> {
            JsonNode row = entry.getValue();
            rules.put(
                    entry.getKey(),
                    new Rule(
                            Act.valueOf(row.path("advice").asText()),
                            FailureClass.valueOf(row.path("failure_class").asText()),
                            row.path(budget).asInt(0),
                            row.path("mandate").asText().equals("INACTIVE")));
        });
        return Map.copyOf(rules);
    }

    /**
     * A decline as it is assessed.
     *
     * @param code Stripe's failure or decline code; empty for none
     * @param networkAdvice of the card network; empty for none
     * @param paymentMethod such as {@code card}, {@code bacs_debit}; empty where it is not known
     * @param attempts failed attempts with the same instrument before this one
     */
    public record Decline(String code, String networkAdvice, String paymentMethod, int attempts) {
        public Decline {
            if (attempts < 0) {
                throw new IllegalArgumentException("attempts " + attempts + ", expected 0 or more");
            }
        }
    }

    /** Advice on a charge that failed, after so many failed attempts before it. */
    public DeclineAdvice assess(ChargeFact declined, int attempts) {
        return assess(new Decline(
                declined.declineCode().orElse(""),
                declined.networkAdvice().orElse(""),
                declined.paymentMethod().orElse(""),
                attempts));
    }

    /** Advice on a decline. */
    public DeclineAdvice assess(Decline decline) {
        Set<Warning> warnings = new TreeSet<>((a, b) -> a.name().compareTo(b.name()));
        boolean bankDebit = BANK_DEBITS.contains(decline.paymentMethod());
        Rule listed = bankDebit ? bankDebits.get(decline.code()) : null;
        boolean byBank = listed != null;
        listed = byBank ? listed : codes.get(decline.code());
        if (listed == null && !decline.code().isEmpty()) {
            warnings.add(Warning.UNKNOWN_DECLINE);
        } else if (listed == null && decline.networkAdvice().isEmpty()) {
            warnings.add(Warning.NO_CODE);
        }
        Rule code = listed == null ? UNKNOWN : listed;
        Rule base = withinBudget(code, decline.attempts(), byBank);
        Optional<Act> advice = Optional.ofNullable(networkAdvice.get(decline.networkAdvice()));
        if (advice.isEmpty() && !decline.networkAdvice().isEmpty()) {
            warnings.add(Warning.UNKNOWN_ADVICE);
        }
        Rule result = advice.map(act -> outrank(base, act)).orElse(base);
        boolean generic = code.act() == Act.STOP || result.act() == Act.STOP;
        return new DeclineAdvice(
                result.act(), result.failureClass(), code.mandateInactive(), generic, List.copyOf(warnings));
    }

    /** A soft code of a card may be retried within its budget; a bank debit may be presented again within it, and not after. */
    private static Rule withinBudget(Rule code, int attempts, boolean bankDebit) {
        if (code.budget() == 0) {
            return code;
        }
        if (attempts < code.budget()) {
            return new Rule(Act.RETRY_LATER, code.failureClass(), code.budget(), code.mandateInactive());
        }
        return bankDebit ? new Rule(Act.STOP, FailureClass.HARD, code.budget(), code.mandateInactive()) : code;
    }

    private static Rule outrank(Rule base, Act advice) {
        return switch (advice) {
            case STOP ->
                with(
                        base,
                        Act.STOP,
                        base.failureClass() == FailureClass.FRAUD ? FailureClass.FRAUD : FailureClass.HARD);
            case NEW_METHOD -> with(base, Act.NEW_METHOD, FailureClass.DATA_ERROR);
            case RETRY_LATER ->
                base.act() == Act.STOP || base.act() == Act.RETRY_LATER
                        ? base
                        : with(base, Act.RETRY_LATER, FailureClass.TRANSIENT);
            case CUSTOMER_ACTION -> base;
        };
    }

    private static Rule with(Rule base, Act act, FailureClass failureClass) {
        return new Rule(act, failureClass, base.budget(), base.mandateInactive());
    }
}
