package io.counterfoil.ticketing.scorecard;

import io.counterfoil.ticketing.internal.Judgement;
import io.counterfoil.ticketing.internal.Survival;
import io.counterfoil.ticketing.measure.ConfidenceInterval;
import io.counterfoil.ticketing.measure.ConfidenceInterval.Method;
import io.counterfoil.ticketing.measure.Goal;
import io.counterfoil.ticketing.measure.Verdict;
import io.counterfoil.ticketing.scorecard.Samples.Sample;
import io.counterfoil.ticketing.survey.SurveyLog;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Makes a figure of samples and judges it.
 *
 * @param id which measure
 * @param goal null where there is none
 * @param terms confidence and sort of interval
 */
record Judge(MeasureId id, @Nullable Goal goal, ScorecardReport.Terms terms) {

    private static final double POPULATION_PART = 20;

    private MeasureId.Figure figure() {
        if (id != MeasureId.HAPPINESS) {
            return id.figure();
        }
        return switch (terms.options().reading()) {
            case SHARE_GREAT -> MeasureId.Figure.SHARE;
            case NET -> MeasureId.Figure.NET;
            case MEAN_SCALED -> MeasureId.Figure.MEAN;
        };
    }

    Judgement of(Samples samples) {
        Collection<Sample> values = samples.counted().values();
        if (values.isEmpty()) {
            return Judgement.noData();
        }
        return bounded(judged(samples, values));
    }

    private Judgement judged(Samples samples, Collection<Sample> values) {
        return switch (figure()) {
            case MEAN ->
                mean(
                        values,
                        samples.marks().contains(Measure.Mark.FINITE_POPULATION)
                                ? values.size() + (long) samples.waiting().size()
                                : 0);
            case SHARE -> share(values);
            case POOLED -> pooled(values);
            case RATIO -> ratio(values);
            case MEDIAN -> quantile(values, 0.5);
            case P90 -> quantile(values, 0.9);
            case NET -> net(values);
            case SURVIVAL_MEDIAN -> survivalMedian(values);
            case SURVIVAL_MEAN -> survivalMean(values);
        };
    }

    /** No time and no share is below zero, and but for conformance no share is above one, however far a few odd values pull the bootstrap. */
    private Judgement bounded(Judgement judgement) {
        ConfidenceInterval interval = judgement.interval().orElse(null);
        boolean signed = id.unit() == Goal.Unit.POINTS || figure() == MeasureId.Figure.NET;
        if (interval == null || signed) {
            return judgement;
        }
        BigDecimal most = id.unit() == Goal.Unit.SHARE && id != MeasureId.CONFORMANCE ? BigDecimal.ONE : null;
        BigDecimal upper = most == null ? interval.upper() : interval.upper().min(most);
        BigDecimal lower = interval.lower().max(BigDecimal.ZERO);
        if (lower.compareTo(interval.lower()) == 0 && upper.compareTo(interval.upper()) == 0) {
            return judgement;
        }
        ConfidenceInterval inside = new ConfidenceInterval(lower, upper, interval.confidence(), interval.method());
        return Judgement.builder()
                .from(judgement)
                .interval(inside)
                .verdict(goal == null ? Verdict.NO_GOAL : inside.verdict(goal))
                .build();
    }

    private Judgement mean(Collection<Sample> values, long population) {
        Judgement plain = Judgement.ofMean(values.stream().map(Sample::value).toList(), goal, terms.confidence());
        ConfidenceInterval interval = plain.interval().orElse(null);
        if (interval == null || population < 2 || values.size() * POPULATION_PART <= population) {
            return plain;
        }
        double part = Math.sqrt((population - (double) values.size()) / (population - 1.0));
        BigDecimal point = plain.point().orElseThrow();
        BigDecimal factor = BigDecimal.valueOf(part);
        return Judgement.of(
                point,
                new ConfidenceInterval(
                        point.add(interval.lower().subtract(point).multiply(factor)),
                        point.add(interval.upper().subtract(point).multiply(factor)),
                        terms.confidence(),
                        interval.method()),
                goal);
    }

    private Judgement share(Collection<Sample> values) {
        long successes =
                values.stream().filter(sample -> sample.value().signum() > 0).count();
        return Judgement.ofShare(successes, values.size(), goal, terms.confidence(), terms.exact());
    }

    private Judgement pooled(Collection<Sample> values) {
        long wrong = sum(values, false).longValueExact();
        long checked = sum(values, true).longValueExact();
        return checked == 0
                ? Judgement.noData()
                : Judgement.ofShare(Math.min(wrong, checked), checked, goal, terms.confidence(), true);
    }

    private static BigDecimal sum(Collection<Sample> values, boolean weights) {
        return values.stream()
                .map(sample -> weights ? sample.weight() : sample.value())
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private Judgement ratio(Collection<Sample> values) {
        List<Sample> counted =
                values.stream().filter(sample -> sample.weight().signum() > 0).toList();
        if (counted.isEmpty()) {
            return Judgement.noData();
        }
        BigDecimal point = Judgement.divide(sum(counted, false), sum(counted, true));
        if (counted.size() < Judgement.MIN_FOR_MEAN) {
            return Judgement.ofFew(
                    counted.stream()
                            .map(sample -> Judgement.divide(sample.value(), sample.weight()))
                            .toList(),
                    point,
                    goal);
        }
        double[] above = counted.stream()
                .mapToDouble(sample -> sample.value().doubleValue())
                .toArray();
        double[] below = counted.stream()
                .mapToDouble(sample -> sample.weight().doubleValue())
                .toArray();
        return Judgement.of(point, ConfidenceInterval.ofRatio(above, below, terms.confidence()), goal);
    }

    private Judgement quantile(Collection<Sample> values, double share) {
        List<BigDecimal> sorted = values.stream().map(Sample::value).sorted().toList();
        int n = sorted.size();
        BigDecimal point;
        if (share == 0.5 && n % 2 == 0) {
            point = Judgement.divide(sorted.get(n / 2 - 1).add(sorted.get(n / 2)), BigDecimal.valueOf(2));
        } else {
            point = sorted.get((int) Math.ceil(share * n - 1e-9) - 1);
        }
        if (n < Judgement.MIN_FOR_MEAN) {
            return Judgement.ofFew(sorted, point, goal);
        }
        double[] numbers = sorted.stream().mapToDouble(BigDecimal::doubleValue).toArray();
        return Judgement.of(point, ConfidenceInterval.ofQuantile(numbers, share, terms.confidence()), goal);
    }

    /** In points of a hundred, or as a share for a happiness quotient. */
    private Judgement net(Collection<Sample> values) {
        long up = values.stream().filter(sample -> sample.value().signum() > 0).count();
        long down =
                values.stream().filter(sample -> sample.value().signum() < 0).count();
        SurveyLog.NetPromoter counts = new SurveyLog.NetPromoter(up, values.size() - up - down, down);
        ConfidenceInterval points = counts.interval(terms.confidence());
        BigDecimal scale = id == MeasureId.HAPPINESS ? new BigDecimal("0.01") : BigDecimal.ONE;
        return Judgement.of(
                counts.score().multiply(scale),
                new ConfidenceInterval(
                        points.lower().multiply(scale),
                        points.upper().multiply(scale),
                        terms.confidence(),
                        points.method()),
                goal);
    }

    private static Survival survival(Collection<Sample> values) {
        return Survival.of(values.stream()
                .map(sample -> new Survival.Time(
                        sample.value().doubleValue(), sample.weight().signum() > 0))
                .toList());
    }

    private Judgement survivalMedian(Collection<Sample> values) {
        Survival curve = survival(values);
        Optional<BigDecimal> median = curve.median();
        Optional<ConfidenceInterval> interval = curve.medianInterval(terms.confidence());
        if (median.isPresent() && interval.isPresent()) {
            return Judgement.of(median.get(), interval.get(), goal);
        }
        return Judgement.builder()
                .point(median)
                .verdict(goal == null ? Verdict.NO_GOAL : Verdict.INCONCLUSIVE)
                .pointMet(goal != null && median.filter(goal::isMetBy).isPresent())
                .build();
    }

    private Judgement survivalMean(Collection<Sample> values) {
        Survival curve = survival(values);
        double horizon = curve.horizon();
        double mean = curve.restrictedMean(horizon);
        return Judgement.of(
                BigDecimal.valueOf(mean),
                ConfidenceInterval.normal(mean, curve.restrictedMeanError(horizon), terms.confidence(), Method.NORMAL),
                goal);
    }
}
