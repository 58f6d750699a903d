package io.counterfoil.ticketing.scorecard;

import io.counterfoil.ticketing.scorecard.ConfidenceInterval.Method;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Collection;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A figure, its interval and what both say about a goal (ticketing specification 4.5).
 *
 * @param point the figure
 * @param interval where the true figure lies
 * @param verdict what the interval says
 * @param pointMet what the figure says
 * @param moreNeeded further values at the same rate that would decide
 */
record Judgement(
        Optional<BigDecimal> point,
        Optional<ConfidenceInterval> interval,
        Verdict verdict,
        boolean pointMet,
        OptionalLong moreNeeded) {

    private static final int MIN_FOR_MEAN = 10;
    private static final Judgement NO_DATA =
            new Judgement(Optional.empty(), Optional.empty(), Verdict.NO_DATA, false, OptionalLong.empty());

    /** Judges a share. */
    static Judgement ofShare(long successes, long n, Goal goal, BigDecimal confidence, boolean exact) {
        if (successes < 0 || successes > n) {
            throw new IllegalArgumentException(successes + " successes of " + n + ", expected 0 to " + n);
        }
        if (n == 0) {
            return NO_DATA;
        }
        double level = confidence.doubleValue();
        double z = Proportions.z(level);
        double[] ends = exact ? Proportions.clopperPearson(successes, n, level) : Proportions.wilson(successes, n, z);
        ConfidenceInterval interval =
                interval(ends[0], ends[1], confidence, exact ? Method.CLOPPER_PEARSON : Method.WILSON);
        BigDecimal point = divide(BigDecimal.valueOf(successes), BigDecimal.valueOf(n));
        boolean pointMet = goal.isMetBy(point)
                || BigDecimal.valueOf(successes).compareTo(goal.limit().multiply(BigDecimal.valueOf(n))) == 0;
        Verdict verdict = interval.verdict(goal);
        return new Judgement(
                Optional.of(point),
                Optional.of(interval),
                verdict,
                pointMet,
                verdict == Verdict.INCONCLUSIVE && !exact ? moreForShare(successes, n, goal, z) : OptionalLong.empty());
    }

    /** At a fixed rate Wilson's interval leaves the goal out as soon as n exceeds z² t (1 - t) / (p - t)². */
    private static OptionalLong moreForShare(long successes, long n, Goal goal, double z) {
        double rate = (double) successes / n;
        double limit = goal.limit().doubleValue();
        double distance = rate - limit;
        if (Math.abs(distance) < 1e-12) {
            return OptionalLong.empty();
        }
        double enough = z * z * limit * (1 - limit) / (distance * distance);
        return enough > Long.MAX_VALUE / 2.0
                ? OptionalLong.empty()
                : OptionalLong.of(Math.max(1, (long) Math.ceil(enough) - n));
    }

    /** Judges a mean. */
    static Judgement ofMean(Collection<BigDecimal> values, Goal goal, BigDecimal confidence) {
        if (values.isEmpty()) {
            return NO_DATA;
        }
        BigDecimal sum = values.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        BigDecimal point = divide(sum, BigDecimal.valueOf(values.size()));
        if (values.size() < MIN_FOR_MEAN) {
            boolean allMeet = values.stream().allMatch(goal::isMetBy);
            boolean noneMeets = values.stream().noneMatch(goal::isMetBy);
            Verdict verdict = allMeet ? Verdict.MET : noneMeets ? Verdict.MISSED : Verdict.INCONCLUSIVE;
            return new Judgement(
                    Optional.of(point),
                    Optional.empty(),
                    verdict,
                    goal.isMetBy(point),
                    verdict == Verdict.INCONCLUSIVE
                            ? OptionalLong.of(MIN_FOR_MEAN - (long) values.size())
                            : OptionalLong.empty());
        }
        double[] numbers = values.stream().mapToDouble(BigDecimal::doubleValue).toArray();
        double[] ends = Bootstrap.interval(numbers, confidence.doubleValue());
        ConfidenceInterval interval = interval(
                ends[0],
                ends[1],
                confidence,
                numbers.length >= Bootstrap.NORMAL_FROM ? Method.NORMAL : Method.BOOTSTRAP_T);
        Verdict verdict = interval.verdict(goal);
        return new Judgement(
                Optional.of(point),
                Optional.of(interval),
                verdict,
                goal.isMetBy(point),
                verdict == Verdict.INCONCLUSIVE
                        ? moreForMean(point.doubleValue(), ends, goal, numbers.length)
                        : OptionalLong.empty());
    }

    /** The interval narrows with the square root of n: how many until its end on the goal's side has come as near as the goal. */
    private static OptionalLong moreForMean(double point, double[] ends, Goal goal, int n) {
        double limit = goal.limit().doubleValue();
        double distance = Math.abs(limit - point);
        double reach = limit > point ? ends[1] - point : point - ends[0];
        double enough = n * (reach / distance) * (reach / distance);
        return distance < 1e-12 || enough > Long.MAX_VALUE / 2.0
                ? OptionalLong.empty()
                : OptionalLong.of(Math.max(1, (long) Math.ceil(enough) - n));
    }

    private static ConfidenceInterval interval(double lower, double upper, BigDecimal confidence, Method method) {
        return new ConfidenceInterval(BigDecimal.valueOf(lower), BigDecimal.valueOf(upper), confidence, method);
    }

    private static BigDecimal divide(BigDecimal sum, BigDecimal n) {
        return sum.divide(n, MathContext.DECIMAL128).setScale(12, RoundingMode.HALF_EVEN);
    }
}
