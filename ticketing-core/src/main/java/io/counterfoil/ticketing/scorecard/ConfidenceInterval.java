package io.counterfoil.ticketing.scorecard;

import java.math.BigDecimal;

/**
 * Where the true figure lies with the given confidence.
 *
 * @param lower its lower end, in the unit of the measure
 * @param upper its upper end
 * @param confidence such as 0.95, two-sided
 * @param method how it was found
 */
public record ConfidenceInterval(BigDecimal lower, BigDecimal upper, BigDecimal confidence, Method method) {

    public ConfidenceInterval {
        if (lower.compareTo(upper) > 0) {
            throw new IllegalArgumentException("interval begins at " + lower + " above its end " + upper);
        }
    }

    /** How an interval was found. */
    public enum Method {
        /** Wilson's score interval for a share. */
        WILSON,
        /** Clopper and Pearson's exact interval for a share: never too narrow, often too wide. */
        CLOPPER_PEARSON,
        /** Studentised bootstrap for a mean: 2,000 resamples, seeded from the data. */
        BOOTSTRAP_T,
        /** Normal interval for a mean of 20,000 values or more, where the bootstrap comes to the same. */
        NORMAL
    }
}
