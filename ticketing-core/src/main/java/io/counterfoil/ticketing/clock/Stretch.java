package io.counterfoil.ticketing.clock;

import io.counterfoil.payments.hours.BusinessHours;
import java.time.Duration;
import java.time.Instant;

/**
 * A piece of a clock's timeline that runs or stands still in one set of hours.
 *
 * @param from its first instant
 * @param to its end, not inside; {@link Instant#MAX} where it has none
 * @param paused whether it stands still
 * @param policy whose hours they are
 * @param hours the hours in force
 */
record Stretch(Instant from, Instant to, boolean paused, SlaPolicy policy, BusinessHours hours) {

    static Stretch of(Instant from, Instant to, boolean paused, SlaPolicy policy) {
        return new Stretch(from, to, paused, policy, policy.hoursAt(from));
    }

    boolean isEndless() {
        return to.equals(Instant.MAX);
    }

    /** Its open time; only for one that ends. */
    Duration length() {
        return hours.elapsed(from, to);
    }

    Stretch under(SlaPolicy other) {
        return of(from, to, paused, other);
    }

    Stretch between(Instant newFrom, Instant newTo, boolean nowPaused) {
        return new Stretch(newFrom, newTo, nowPaused, policy, hours);
    }
}
