package io.counterfoil.ticketing.scorecard;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.ticketing.internal.Judgement;
import io.counterfoil.ticketing.measure.ConfidenceInterval;
import io.counterfoil.ticketing.measure.Goal;
import io.counterfoil.ticketing.measure.Verdict;
import io.counterfoil.ticketing.scorecard.Samples.Sample;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Figures, intervals and verdicts at the edge of what a figure can be. */
class JudgeTest {

    private static final BigDecimal LEVEL = new BigDecimal("0.95");
    /** Nine quick replies and one of a week: the resamples without the last are narrow and far from the mean. */
    private static final double[] ONE_ODD = {0.1, 0.2, 0.1, 0.3, 0.2, 0.1, 0.2, 0.3, 0.1, 0.2, 56};

    private static Judge judge(MeasureId id, @Nullable Goal goal) {
        return new Judge(
                id,
                goal,
                new ScorecardReport.Terms(
                        Map.of(),
                        Set.of(id),
                        ZoneOffset.UTC,
                        LEVEL,
                        false,
                        Options.builder().build()));
    }

    private static Samples samples(MeasureId id, double[] values, double[] weights) {
        Samples.Collector samples = new Samples.Collector(id);
        for (int at = 0; at < values.length; at++) {
            samples.count(
                    "s-" + (100 + at),
                    new Sample(BigDecimal.valueOf(values[at]), BigDecimal.valueOf(weights[at]), false));
        }
        return samples.samples();
    }

    private static double[] ones(int n) {
        return DoubleStream.generate(() -> 1).limit(n).toArray();
    }

    @Test
    @DisplayName("TIC-33 no interval of a time reaches below zero, however far one odd value pulls the bootstrap")
    void timesAreNotBelowZero() {
        ConfidenceInterval raw = ConfidenceInterval.ofMean(ONE_ODD, LEVEL);
        double[] mirrored = DoubleStream.of(ONE_ODD).map(value -> 56.3 - value).toArray();
        ConfidenceInterval below = ConfidenceInterval.ofMean(mirrored, LEVEL);
        assertThat(below.lower()).isNegative();
        Goal goal = Goal.atMost(Duration.ofHours(8));
        Judgement cut = judge(MeasureId.FIRST_REPLY_AVERAGE, goal)
                .of(samples(MeasureId.FIRST_REPLY_AVERAGE, mirrored, ones(mirrored.length)));
        assertThat(cut.interval().orElseThrow().lower()).isEqualByComparingTo("0");
        assertThat(cut.interval().orElseThrow().upper()).isEqualByComparingTo(below.upper());
        assertThat(cut.interval().orElseThrow().method()).isEqualTo(ConfidenceInterval.Method.BOOTSTRAP_T);
        assertThat(cut.interval().orElseThrow().confidence()).isEqualByComparingTo(LEVEL);
        assertThat(cut.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        Judgement whole = judge(MeasureId.FIRST_REPLY_AVERAGE, goal)
                .of(samples(MeasureId.FIRST_REPLY_AVERAGE, ONE_ODD, ones(ONE_ODD.length)));
        assertThat(raw.lower()).isNegative();
        assertThat(whole.interval().orElseThrow().lower()).isEqualByComparingTo("0");
        assertThat(whole.interval().orElseThrow().upper()).isEqualByComparingTo(raw.upper());
        double[] even = DoubleStream.iterate(5, value -> value + 0.1).limit(20).toArray();
        assertThat(judge(MeasureId.FIRST_REPLY_AVERAGE, goal)
                        .of(samples(MeasureId.FIRST_REPLY_AVERAGE, even, ones(even.length)))
                        .interval())
                .contains(ConfidenceInterval.ofMean(even, LEVEL));
        assertThat(judge(MeasureId.FIRST_REPLY_AVERAGE, null)
                        .of(samples(MeasureId.FIRST_REPLY_AVERAGE, mirrored, ones(mirrored.length)))
                        .verdict())
                .isEqualTo(Verdict.NO_GOAL);
    }

    @Test
    @DisplayName("TIC-34 no interval of a share reaches above one; conformance may, and points may be negative")
    void sharesAreNotAboveOne() {
        double[] planned = {8, 8, 8, 8, 8, 8, 8, 8, 8, 8, 8};
        double[] busy = {0.1, 0.3, 0.2, 0.1, 0.2, 0.3, 0.1, 0.2, 0.1, 0.3, 8};
        ConfidenceInterval wide = ConfidenceInterval.ofRatio(busy, planned, LEVEL);
        assertThat(wide.upper()).isGreaterThan(BigDecimal.ONE);
        assertThat(judge(MeasureId.OCCUPANCY, null)
                        .of(samples(MeasureId.OCCUPANCY, busy, planned))
                        .interval()
                        .orElseThrow()
                        .upper())
                .isEqualByComparingTo("1");
        assertThat(judge(MeasureId.CONFORMANCE, null)
                        .of(samples(MeasureId.CONFORMANCE, busy, planned))
                        .interval()
                        .orElseThrow()
                        .upper())
                .isEqualByComparingTo(wide.upper());
        double[] sad = {-1, -1, -1, -1, -1, -1, -1, -1, -1, 0, 1};
        assertThat(judge(MeasureId.NET_PROMOTER, null)
                        .of(samples(MeasureId.NET_PROMOTER, sad, ones(sad.length)))
                        .interval()
                        .orElseThrow()
                        .lower())
                .isNegative();
    }

    @Test
    @DisplayName(
            "TIC-33 the mean of nearly twenty thousand calls has its bootstrap within a few seconds, and the same again")
    void manyCalls() {
        SplittableRandom random = new SplittableRandom(4);
        double[] waits = random.doubles(19_999).map(u -> -30 * Math.log(1 - u)).toArray();
        ConfidenceInterval interval = ConfidenceInterval.ofMean(waits, LEVEL);
        double mean = DoubleStream.of(waits).average().orElseThrow();
        double error = Math.sqrt(DoubleStream.of(waits)
                        .map(wait -> (wait - mean) * (wait - mean))
                        .sum())
                / Math.sqrt(19_998.0 * 19_999);
        assertThat(interval.method()).isEqualTo(ConfidenceInterval.Method.BOOTSTRAP_T);
        assertThat(interval.lower().doubleValue()).isBetween(mean - 2.15 * error, mean - 1.75 * error);
        assertThat(interval.upper().doubleValue()).isBetween(mean + 1.75 * error, mean + 2.15 * error);
        assertThat(ConfidenceInterval.ofMean(waits, LEVEL)).isEqualTo(interval);
    }
}
