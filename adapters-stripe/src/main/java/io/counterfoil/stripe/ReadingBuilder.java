package io.counterfoil.stripe;

import io.counterfoil.payments.idempotency.VersionedBytes;
import io.counterfoil.stripe.fact.FactStore;
import io.counterfoil.stripe.fact.StripeAccountId;
import io.counterfoil.stripe.fact.StripeFact;
import io.counterfoil.stripe.transport.StripeTransport;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The part of the engine's builder that is about reading Stripe. Not thread-safe. */
abstract class ReadingBuilder {

    private @Nullable StripeTransport transport;
    private @Nullable StripeAccountId account;
    private @Nullable Boolean livemode;
    private boolean connected;
    private FactStore store = FactStore.inMemory();
    private VersionedBytes cursors = VersionedBytes.inMemory();
    private Consumer<StripeFact> changes = fact -> {};

    abstract Stripe.Builder self();

    Stripe.Builder transport(StripeTransport way) {
        this.transport = Objects.requireNonNull(way, "way");
        return self();
    }

    StripeReads reads() {
        return new StripeReads(transport, account, livemode, connected, store, cursors, changes);
    }

    /** Whose objects are read, such as {@code acct_1}; Stripe is asked whose the key is unless stated. */
    public Stripe.Builder account(String id) {
        this.account = StripeAccountId.of(id);
        return self();
    }

    /** The account is connected to the key's own: each read names it. */
    public Stripe.Builder connected(String id) {
        this.connected = true;
        return account(id);
    }

    /** Reads real money; Stripe is asked for the key's mode unless stated. */
    public Stripe.Builder live() {
        this.livemode = true;
        return self();
    }

    /** Reads the test mode; Stripe is asked for the key's mode unless stated. */
    public Stripe.Builder test() {
        this.livemode = false;
        return self();
    }

    /** Where facts are kept that a backfill reads, the same as the intake's; in memory unless stated. */
    public Stripe.Builder facts(FactStore port) {
        this.store = Objects.requireNonNull(port, "port");
        return self();
    }

    /** Where places in lists are kept; in memory unless stated. */
    public Stripe.Builder cursors(VersionedBytes port) {
        this.cursors = Objects.requireNonNull(port, "port");
        return self();
    }

    /** What the host does about a fact that was read new or otherwise, before it is stored; it must bear repetition, and what it throws ends the run. */
    public Stripe.Builder changes(Consumer<StripeFact> effect) {
        this.changes = Objects.requireNonNull(effect, "effect");
        return self();
    }
}
