package io.counterfoil.ticketing.clock;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One cycle of a clock.
 *
 * @param start when it began
 * @param end when it ended; null while it goes on
 * @param ending how
 */
record Cycle(Instant start, @Nullable Instant end, Ending ending) {

    static Cycle open(Instant start) {
        return new Cycle(start, null, Ending.GOES_ON);
    }

    Cycle from(Instant earlier) {
        return new Cycle(earlier, end, ending);
    }

    boolean goesOn() {
        return ending == Ending.GOES_ON;
    }

    /** Whether it has begun and is not met at the instant. */
    boolean isUnmetAt(Instant instant) {
        return !start.isAfter(instant) && (end == null || end.isAfter(instant));
    }

    enum Ending {
        GOES_ON,
        FULFILLED,
        WITHDRAWN
    }
}
