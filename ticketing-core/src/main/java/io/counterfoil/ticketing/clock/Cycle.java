package io.counterfoil.ticketing.clock;

import java.time.Instant;
import java.util.Optional;

/**
 * One cycle of a clock.
 *
 * @param start when it began
 * @param end when it ended; absent while it goes on
 * @param ending how
 */
record Cycle(Instant start, Optional<Instant> end, Ending ending) {

    static Cycle open(Instant start) {
        return new Cycle(start, Optional.empty(), Ending.GOES_ON);
    }

    Cycle fulfilled(Instant at) {
        return new Cycle(start, Optional.of(at), Ending.FULFILLED);
    }

    Cycle withdrawn(Instant at) {
        return new Cycle(start, Optional.of(at), Ending.WITHDRAWN);
    }

    boolean goesOn() {
        return ending == Ending.GOES_ON;
    }

    enum Ending {
        GOES_ON,
        FULFILLED,
        WITHDRAWN
    }
}
