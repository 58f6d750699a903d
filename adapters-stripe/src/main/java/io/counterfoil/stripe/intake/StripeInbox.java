package io.counterfoil.stripe.intake;

import io.counterfoil.payments.evidence.Sha256;
import io.counterfoil.payments.idempotency.VersionedBytes;
import io.counterfoil.stripe.fact.StripeAccountId;
import io.counterfoil.stripe.fact.StripeCode;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * Port: which events were taken, and which bodies could not be read (STR-06, STR-07).
 *
 * <p>An implementation must make {@link #record} atomic: of two writers with one event or one change, exactly one is told FIRST. Thread-safe.
 */
public interface StripeInbox {

    /** What {@link #record} would answer now; nothing is recorded. */
    Recorded ask(EventKey event, Sha256 change);

    /**
     * Records the event.
     *
     * @param change what it says about which object: another event that says it too is the same change
     * @param at when it was received
     */
    Recorded record(EventKey event, Sha256 change, Instant at);

    /** Keeps a body that was signed but cannot be read, for a person. The same body is kept once. */
    void quarantine(Quarantined body);

    /** The bodies that were kept, in the order in which they came. */
    List<Quarantined> quarantined();

    /** An inbox in memory, for one process and for tests. It keeps everything. */
    static StripeInbox inMemory() {
        return new InMemoryStripeInbox();
    }

    /**
     * An inbox in the host's own store of bytes, under keys that start with {@code stripe-event:}, {@code stripe-change:} and {@code stripe-quarantine:}: with
     * a store in a database, it survives the process and many processes share it.
     */
    static StripeInbox over(VersionedBytes bytes) {
        return new BytesStripeInbox(bytes);
    }

    /** What an inbox knows of an event. */
    enum Recorded {
        /** Nothing: it is recorded now. */
        FIRST,
        /** The event itself. */
        SAME_EVENT,
        /** Another event that says the same about the same object. */
        SAME_CHANGE
    }

    /**
     * What makes an event the same.
     *
     * @param account whose event
     * @param livemode real money, not test mode
     * @param eventId Stripe's id
     */
    record EventKey(StripeAccountId account, boolean livemode, String eventId) {
        public EventKey {
            Objects.requireNonNull(account, "account");
            if (eventId.isBlank()) {
                throw new IllegalArgumentException("event id of account " + account + " is blank");
            }
        }

        /** Reads as {@code acct_1:live:evt_1}, usable as a part of an idempotency key. */
        @Override
        public String toString() {
            return account + ":" + (livemode ? "live" : "test") + ":" + eventId;
        }
    }

    /** A signed body that could not be read. Its bytes appear in no message and not in {@code toString}. */
    final class Quarantined {

        private final byte[] bytes;
        private final StripeCode reason;
        private final Instant receivedAt;

        private Quarantined(byte[] bytes, StripeCode reason, Instant receivedAt) {
            this.bytes = bytes;
            this.reason = Objects.requireNonNull(reason, "reason");
            this.receivedAt = Objects.requireNonNull(receivedAt, "receivedAt");
        }

        /** The body, for the reason. */
        public static Quarantined of(byte[] bytes, StripeCode reason, Instant receivedAt) {
            return new Quarantined(bytes.clone(), reason, receivedAt);
        }

        /** A copy of the body. */
        public byte[] bytes() {
            return bytes.clone();
        }

        /** Why it could not be read. */
        public StripeCode reason() {
            return reason;
        }

        /** When it came. */
        public Instant receivedAt() {
            return receivedAt;
        }

        /** What makes it the same body. */
        public Sha256 digest() {
            return Sha256.of(bytes);
        }

        @Override
        public String toString() {
            return bytes.length + " bytes, " + reason.id() + ", " + receivedAt;
        }
    }
}
