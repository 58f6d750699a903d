package io.counterfoil.ticketing.measure;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;

/**
 * Where the true figure lies with the given confidence.
 *
 * @param lower its lower end, in the unit of the measure
 * @param upper its upper end
 * @param confidence such as 0.95, two-sided
 * @param method how it was found
 */
public record ConfidenceInterval(BigDecimal lower, BigDecimal upper, BigDecimal confidence, Method method) {

    /** From this many values on the bootstrap of a mean is replaced by the normal interval. */
    static final int NORMAL_FROM = Bootstrap.NORMAL_FROM;

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
        return of(Proportions.clopperPearson(successes, n, level(confidence)), confidence, Method.CLOPPER_PEARSON);
    }

    /**
     * Wilson's score interval for a share.
     *
     * @throws IllegalArgumentException where nothing was counted, or more successes than were counted
     */
    public static ConfidenceInterval wilson(long successes, long n, BigDecimal confidence) {
        return wilsonOf(successes, n, n * 1.0, confidence);
    }

    /**
     * Wilson's score interval for a share of a finite population: a sample of more than 5 % of it is worth more than its size, the whole of it leaves no doubt
     * (finite-population correction: the variance times (N - n) / (N - 1)).
     *
     * @param population how many there are in all, n or more
     * @throws IllegalArgumentException where nothing was counted, more successes than were counted, or more than there are
     */
    public static ConfidenceInterval wilson(long successes, long n, long population, BigDecimal confidence) {
        check(successes, n);
        if (population < n) {
            throw new IllegalArgumentException(
                    "sample of " + n + " from a population of " + population + ", expected n or more");
        }
        if (n == population) {
            BigDecimal share = BigDecimal.valueOf(successes).divide(BigDecimal.valueOf(n), MathContext.DECIMAL64);
            return new ConfidenceInterval(share, share, confidence, Method.WILSON);
        }
        boolean large = n * 20.0 > population;
        return wilsonOf(successes, n, large ? n * (population - 1.0) / (population - n) : n, confidence);
    }

    private static ConfidenceInterval wilsonOf(long successes, long n, double size, BigDecimal confidence) {
        check(successes, n);
        double share = (double) successes / n;
        return of(Proportions.wilson(share, size, Proportions.z(level(confidence))), confidence, Method.WILSON);
    }

    /**
     * The mean of these values: studentised bootstrap, seeded from the values; the normal interval from 20,000 values on.
     *
     * @param values two or more, in any order
     */
    public static ConfidenceInterval ofMean(double[] values, BigDecimal confidence) {
        if (values.length < 2) {
            throw new IllegalArgumentException("mean of " + values.length + " values, expected two or more");
        }
        return of(Bootstrap.interval(values, level(confidence)), confidence, methodOfMean(values.length));
    }

    /**
     * A ratio of two sums over the same items, such as handled by available time: the bootstrap of its linearised residuals.
     *
     * @param above each item's part of the numerator
     * @param below each item's part of the denominator; their sum is above zero
     */
    public static ConfidenceInterval ofRatio(double[] above, double[] below, BigDecimal confidence) {
        double sumBelow = Arrays.stream(below).sum();
        if (above.length != below.length || above.length < 2 || !(sumBelow > 0)) {
            throw new IllegalArgumentException("ratio of " + above.length + " to " + below.length
                    + " parts adding up to " + sumBelow + ", expected two or more of each and a sum above 0");
        }
        double ratio = Arrays.stream(above).sum() / sumBelow;
        double meanBelow = sumBelow / below.length;
        double[] residuals = new double[above.length];
        for (int at = 0; at < residuals.length; at++) {
            residuals[at] = (above[at] - ratio * below[at]) / meanBelow;
        }
        double[] ends = Bootstrap.interval(residuals, level(confidence));
        return of(new double[] {ratio + ends[0], ratio + ends[1]}, confidence, methodOfMean(residuals.length));
    }

    /**
     * A quantile, free of any distribution: between two of the sorted values, by the binomial distribution of how many lie below it. Where there are too few
     * values for the confidence, from the smallest to the largest.
     *
     * @param sorted one or more, ascending
     * @param share of the values below the quantile, such as 0.9
     */
    public static ConfidenceInterval ofQuantile(double[] sorted, double share, BigDecimal confidence) {
        double tail = (1 - level(confidence)) / 2;
        int n = sorted.length;
        int low = 0;
        int high = n - 1;
        double below = 0;
        for (int count = 0; count <= n; count++) {
            double before = below;
            below += Proportions.binomial(count, n, share);
            if (before <= tail && below > tail) {
                low = Math.max(0, count - 1);
            }
            if (before < 1 - tail && below >= 1 - tail) {
                high = Math.min(n - 1, count);
            }
        }
        return of(new double[] {sorted[Math.min(low, high)], sorted[high]}, confidence, Method.ORDER_STATISTICS);
    }

    /** A figure and its standard error. */
    public static ConfidenceInterval normal(double point, double standardError, BigDecimal confidence, Method method) {
        double reach = Proportions.z(level(confidence)) * standardError;
        return of(new double[] {point - reach, point + reach}, confidence, method);
    }

    private static ConfidenceInterval of(double[] ends, BigDecimal confidence, Method method) {
        return new ConfidenceInterval(BigDecimal.valueOf(ends[0]), BigDecimal.valueOf(ends[1]), confidence, method);
    }

    private static Method methodOfMean(int n) {
        return n >= NORMAL_FROM ? Method.NORMAL : Method.BOOTSTRAP_T;
    }

    private static double level(BigDecimal confidence) {
        double level = confidence.doubleValue();
        if (!(level > 0 && level < 1)) {
            throw new IllegalArgumentException("confidence is " + confidence.toPlainString() + ", expected 0 to 1");
        }
        return level;
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
        /** Studentised bootstrap for a mean or a ratio: 2,000 resamples, seeded from the data. */
        BOOTSTRAP_T,
        /** Normal interval: for a mean of 20,000 values or more, and where a standard error is known. */
        NORMAL,
        /** Normal interval with imagined answers added, because a class of answers is empty. */
        ADJUSTED_WALD,
        /** Between two of the sorted values, for a quantile. */
        ORDER_STATISTICS,
        /** By the curve's log-log transform, for the median of censored times. */
        LOG_LOG
    }
}
