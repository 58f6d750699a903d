package io.counterfoil.ticketing.clock;

import io.counterfoil.payments.hours.BusinessDays;
import java.time.Duration;

/** How much business time a clock may use. */
public sealed interface ClockTarget {

    /** For people: {@code 8 h}, {@code 7 business days}. */
    String sentence();

    /** An amount of open time. */
    static ClockTarget of(Duration amount) {
        return new Time(amount);
    }

    /** A number of business days, turned into open time at the start of the clock. */
    static ClockTarget of(BusinessDays days) {
        return new Days(days);
    }

    /**
     * Open time.
     *
     * @param amount zero or more
     */
    record Time(Duration amount) implements ClockTarget {
        public Time {
            if (amount.isNegative()) {
                throw new IllegalArgumentException("clock target is " + amount + ", expected zero or more");
            }
        }

        @Override
        public String sentence() {
            return Sentences.of(amount);
        }
    }

    /**
     * Business days: the open time from the start of the clock to the instant that the rule gives; later pauses extend it.
     *
     * @param days zero or more
     */
    record Days(BusinessDays days) implements ClockTarget {
        public Days {
            if (days.n() < 0) {
                throw new IllegalArgumentException(
                        "clock target is " + days.n() + " business days, expected zero or more");
            }
        }

        @Override
        public String sentence() {
            return days.n() + (days.n() == 1 ? " business day" : " business days");
        }
    }
}
