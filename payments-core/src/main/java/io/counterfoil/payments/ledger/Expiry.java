package io.counterfoil.payments.ledger;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/**
 * Until when a pending journal holds.
 *
 * @param at from this instant on it is expired; {@link Instant#MAX} for never
 */
public record Expiry(Instant at) {

    private static final Expiry NEVER = new Expiry(Instant.MAX);

    public Expiry {
        Objects.requireNonNull(at, "at");
    }

    /** Holds until it is posted or voided. */
    public static Expiry never() {
        return NEVER;
    }

    /** Expires at the instant. */
    public static Expiry at(Instant at) {
        return new Expiry(at);
    }

    /** Expires so long after now. */
    public static Expiry after(Duration span, Instant now) {
        return new Expiry(now.plus(span));
    }

    /** Whether it is expired at the instant. */
    public boolean isPassed(Instant now) {
        return !at.equals(Instant.MAX) && !at.isAfter(now);
    }
}
