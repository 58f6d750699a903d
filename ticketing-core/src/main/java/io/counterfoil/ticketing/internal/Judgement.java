package io.counterfoil.ticketing.internal;

import io.counterfoil.ticketing.measure.ConfidenceInterval;
import io.counterfoil.ticketing.measure.Goal;
import io.counterfoil.ticketing.measure.Verdict;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Collection;
import java.util.Optional;
import java.util.OptionalLong;
import org.immutables.value.Value;
import org.jspecify.annotations.Nullable;

/** A figure, its interval and what both say about a goal (ticketing specification 4.5). Immutable. */
@Value.Immutable
public interface Judgement {

    /** The figure, twelve decimals, half even; empty where there is nothing to count. */
    Optional<BigDecimal> point();

    /** Where the true figure lies; empty where there is nothing to count, and for a mean of fewer than ten values. */
    Optional<ConfidenceInterval> interval();

    /** What the interval says. */
    Verdict verdict();

    /** What the plain comparison says; false where there is nothing to count or no goal. */
    boolean pointMet();

    /** Further values at the same rate that would decide an inconclusive verdict. */
    OptionalLong moreNeeded();

    /** Fewer values than this make no interval for a mean. */
    int MIN_FOR_MEAN = 10;

    /** Nothing to count. */
    static Judgement noData() {
        return builder().verdict(Verdict.NO_DATA).pointMet(false).build();
    }

    /**
     * Judges a share.
     *
     * @param goal null where the figure is for information
     * @param exact Clopper and Pearson's interval in place of Wilson's
     */
    static Judgement ofShare(long successes, long n, @Nullable Goal goal, BigDecimal confidence, boolean exact) {
        if (successes < 0 || successes > n) {
            throw new IllegalArgumentException(successes + " successes of " + n + ", expected 0 to " + n);
        }
        if (n == 0) {
            return noData();
        }
        ConfidenceInterval interval = exact
                ? ConfidenceInterval.exact(successes, n, confidence)
                : ConfidenceInterval.wilson(successes, n, confidence);
        return ofShare(successes, n, goal, interval);
    }

    /** Judges a share with an interval of its own, such as one for a finite population. */
    static Judgement ofShare(long successes, long n, @Nullable Goal goal, ConfidenceInterval interval) {
        BigDecimal point = divide(BigDecimal.valueOf(successes), BigDecimal.valueOf(n));
        if (goal == null) {
            return of(point, interval, null);
        }
        boolean pointMet = goal.isMetBy(point)
                || BigDecimal.valueOf(successes).compareTo(goal.limit().multiply(BigDecimal.valueOf(n))) == 0;
        Verdict verdict = interval.verdict(goal);
        boolean open = verdict == Verdict.INCONCLUSIVE && interval.method() == ConfidenceInterval.Method.WILSON;
        return builder()
                .point(point)
                .interval(interval)
                .verdict(verdict)
                .pointMet(pointMet)
                .moreNeeded(open ? moreForShare(successes, n, goal, z(interval.confidence())) : OptionalLong.empty())
                .build();
    }

    /** Judges a figure that has an interval. */
    static Judgement of(BigDecimal point, ConfidenceInterval interval, @Nullable Goal goal) {
        return builder()
                .point(scaled(point))
                .interval(interval)
                .verdict(goal == null ? Verdict.NO_GOAL : interval.verdict(goal))
                .pointMet(goal != null && goal.isMetBy(scaled(point)))
                .build();
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

    private static double z(BigDecimal confidence) {
        return ConfidenceInterval.normal(0, 1, confidence, ConfidenceInterval.Method.NORMAL)
                .upper()
                .doubleValue();
    }

    /** Judges a mean. */
    static Judgement ofMean(Collection<BigDecimal> values, @Nullable Goal goal, BigDecimal confidence) {
        if (values.isEmpty()) {
            return noData();
        }
        BigDecimal sum = values.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        BigDecimal point = divide(sum, BigDecimal.valueOf(values.size()));
        if (values.size() < MIN_FOR_MEAN) {
            return ofFew(values, point, goal);
        }
        double[] numbers = values.stream().mapToDouble(BigDecimal::doubleValue).toArray();
        ConfidenceInterval interval = ConfidenceInterval.ofMean(numbers, confidence);
        Judgement judged = of(point, interval, goal);
        return goal == null || judged.verdict() != Verdict.INCONCLUSIVE
                ? judged
                : builder()
                        .from(judged)
                        .moreNeeded(moreForMean(point.doubleValue(), interval, goal, numbers.length))
                        .build();
    }

    /** Fewer than ten values decide only where all are on one side. */
    static Judgement ofFew(Collection<BigDecimal> values, BigDecimal point, @Nullable Goal goal) {
        if (goal == null) {
            return builder()
                    .point(scaled(point))
                    .verdict(Verdict.NO_GOAL)
                    .pointMet(false)
                    .build();
        }
        boolean allMeet = values.stream().allMatch(goal::isMetBy);
        boolean noneMeets = values.stream().noneMatch(goal::isMetBy);
        Verdict verdict = allMeet ? Verdict.MET : noneMeets ? Verdict.MISSED : Verdict.INCONCLUSIVE;
        return builder()
                .point(scaled(point))
                .verdict(verdict)
                .pointMet(goal.isMetBy(scaled(point)))
                .moreNeeded(
                        verdict == Verdict.INCONCLUSIVE
                                ? OptionalLong.of(MIN_FOR_MEAN - (long) values.size())
                                : OptionalLong.empty())
                .build();
    }

    /** The interval narrows with the square root of n: how many until its end on the goal's side has come as near as the goal. */
    private static OptionalLong moreForMean(double point, ConfidenceInterval interval, Goal goal, int n) {
        double limit = goal.limit().doubleValue();
        double distance = Math.abs(limit - point);
        double reach = limit > point
                ? interval.upper().doubleValue() - point
                : point - interval.lower().doubleValue();
        double enough = n * (reach / distance) * (reach / distance);
        return distance < 1e-12 || enough > Long.MAX_VALUE / 2.0
                ? OptionalLong.empty()
                : OptionalLong.of(Math.max(1, (long) Math.ceil(enough) - n));
    }

    /** A quotient with twelve decimals, half even. */
    static BigDecimal divide(BigDecimal sum, BigDecimal n) {
        return scaled(sum.divide(n, MathContext.DECIMAL128));
    }

    private static BigDecimal scaled(BigDecimal figure) {
        return figure.setScale(12, RoundingMode.HALF_EVEN);
    }

    /** A new builder. */
    static Builder builder() {
        return new Builder();
    }

    /** Builds judgements. Not thread-safe. */
    final class Builder extends ImmutableJudgement.Builder {
        Builder() {}
    }
}
