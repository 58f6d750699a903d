package io.counterfoil.payments.hours;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/** When an amount of business time is used up (ticketing specification 4.1). Immutable. */
public sealed interface Due {

    /** The instant, if the hours ever come to it. */
    Optional<At> at();

    /**
     * Used up at a known instant. The two answers differ only where the amount ends exactly at the end of open time.
     *
     * @param stay the first instant (backward: the last) at which the amount is used up; what screens show
     * @param roll the last instant (backward: the first) up to which no more than the amount is used: the beginning of the next open time
     */
    record At(Instant stay, Instant roll) implements Due {
        public At {
            Objects.requireNonNull(stay, "stay");
            Objects.requireNonNull(roll, "roll");
        }

        @Override
        public Optional<At> at() {
            return Optional.of(this);
        }
    }

    /**
     * The hours do not open again within 25 years.
     *
     * @param searchedTo how far was searched (backward: how far back)
     */
    record NeverOpens(Instant searchedTo) implements Due {
        public NeverOpens {
            Objects.requireNonNull(searchedTo, "searchedTo");
        }

        @Override
        public Optional<At> at() {
            return Optional.empty();
        }
    }
}
