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

    /**
     * Clopper and Pearson's exact interval for a share.
     *
     * @throws IllegalArgumentException where nothing was counted, or more successes than were counted
     */
    public static ConfidenceInterval exact(long successes, long n, BigDecimal confidence) {
        check(successes, n);
        double[] ends = Proportions.clopperPearson(successes, n, confidence.doubleValue());
        return new ConfidenceInterval(
                BigDecimal.valueOf(ends[0]), BigDecimal.valueOf(ends[1]), confidence, Method.CLOPPER_PEARSON);
    }

    /**
     * Wilson's score interval for a share.
     *
     * @throws IllegalArgumentException where nothing was counted, or more successes than were counted
     */
    public static ConfidenceInterval wilson(long successes, long n, BigDecimal confidence) {
        check(successes, n);
        double[] ends = Proportions.wilson(successes, n, Proportions.z(confidence.doubleValue()));
        return new ConfidenceInterval(
                BigDecimal.valueOf(ends[0]), BigDecimal.valueOf(ends[1]), confidence, Method.WILSON);
    }

    private static void check(long successes, long n) {
        if (successes < 0 || n < 1 || successes > n) {
            throw new IllegalArgumentException(successes + " successes of " + n + ", expected 0 to n, and n above 0");
        }
    }

    /** What the whole interval says about a goal in the same unit. */
    public Verdict verdict(Goal goal) {
        int low = lower.compareTo(goal.limit());
        int high = upper.compareTo(goal.limit());
        if (goal.sense() == Goal.Sense.AT_LEAST) {
            return low >= 0 ? Verdict.MET : high < 0 ? Verdict.MISSED : Verdict.INCONCLUSIVE;
        }
        return high <= 0 ? Verdict.MET : low > 0 ? Verdict.MISSED : Verdict.INCONCLUSIVE;
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
