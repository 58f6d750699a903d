package io.counterfoil.ticketing.scorecard;

import io.counterfoil.payments.calendar.DateRange;
import io.counterfoil.payments.document.Document;
import io.counterfoil.payments.evidence.Rejection;
import io.counterfoil.payments.evidence.SubjectRef;
import io.counterfoil.ticketing.internal.Judgement;
import io.counterfoil.ticketing.measure.Goal;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a scorecard for one period. Two reports of the same card and period that were made from different records can be put together; the result is the
 * report of all the records at once. Immutable, thread-safe.
 */
public final class ScorecardReport {

    /** Above this open share, censored figures are always given. */
    private static final double MUCH_OPEN = 0.05;

    private final Terms terms;
    private final DateRange period;
    private final Map<MeasureId, Samples> samples;
    private final Map<MeasureId, Measure> measures;
    private final List<Rejection> rejections;

    /** What two reports must share to be put together. */
    record Terms(
            Map<MeasureId, Goal> goals,
            Set<MeasureId> rows,
            ZoneId zone,
            BigDecimal confidence,
            boolean exact,
            Options options) {}

    ScorecardReport(Terms terms, DateRange period, Map<MeasureId, Samples> samples, List<Rejection> rejections) {
        this.terms = terms;
        this.period = period;
        this.samples = Collections.unmodifiableMap(new EnumMap<>(samples));
        this.rejections = List.copyOf(new LinkedHashSet<>(rejections));
        Map<MeasureId, Measure> rows = new EnumMap<>(MeasureId.class);
        samples.forEach((id, sample) -> {
            boolean asked = terms.rows().contains(id);
            if (asked || muchIsOpen(sample)) {
                rows.put(id, measure(id, sample, asked));
            }
        });
        this.measures = Collections.unmodifiableMap(rows);
    }

    private static boolean muchIsOpen(Samples sample) {
        long open = sample.counted().values().stream()
                .filter(time -> time.weight().signum() == 0)
                .count();
        return open > MUCH_OPEN * sample.counted().size();
    }

    private Measure measure(MeasureId id, Samples sample, boolean asked) {
        Goal goal = terms.goals().get(id);
        Judgement judgement = new Judge(id, goal, terms).of(sample);
        Set<Measure.Mark> marks = EnumSet.noneOf(Measure.Mark.class);
        marks.addAll(sample.marks());
        if (!asked) {
            marks.add(Measure.Mark.MUCH_IS_OPEN);
        }
        boolean small = sample.counted().size() * 20.0
                <= sample.counted().size() + (double) sample.waiting().size();
        if (small || sample.waiting().isEmpty()) {
            marks.remove(Measure.Mark.FINITE_POPULATION);
        }
        return Measure.builder()
                .formula(id)
                .goal(Optional.ofNullable(goal))
                .period(period)
                .zone(terms.zone())
                .n(n(id, sample))
                .point(judgement.point())
                .interval(judgement.interval())
                .verdict(judgement.verdict())
                .pointMet(judgement.pointMet())
                .moreNeeded(judgement.moreNeeded())
                .marks(marks)
                .parts(parts(id, sample, goal))
                .waiting(sample.waitingParts(id))
                .build();
    }

    private static long n(MeasureId id, Samples sample) {
        return id.figure() == MeasureId.Figure.POOLED
                ? sample.counted().values().stream()
                        .map(Samples.Sample::weight)
                        .reduce(BigDecimal.ZERO, BigDecimal::add)
                        .longValueExact()
                : sample.counted().size();
    }

    /** A clock says itself whether a ticket was late; a call or a day is measured by the goal of the mean. */
    private static List<Measure.Part> parts(MeasureId id, Samples sample, @Nullable Goal goal) {
        boolean byGoal = goal != null
                && (id.figure() == MeasureId.Figure.MEAN || id.figure() == MeasureId.Figure.RATIO)
                && id.source() != MeasureId.Source.CLOCK
                && id.source() != MeasureId.Source.SURVEYS;
        List<Measure.Part> parts = new ArrayList<>(sample.counted().size());
        sample.counted().forEach((subject, one) -> {
            BigDecimal value =
                    id.figure() == MeasureId.Figure.RATIO && one.weight().signum() > 0
                            ? one.value().divide(one.weight(), MathContext.DECIMAL64)
                            : one.value();
            boolean missed = one.missed() || (byGoal && goal != null && !goal.isMetBy(value));
            parts.add(new Measure.Part(SubjectRef.of(id.subjectType(), subject), value, missed));
        });
        return parts;
    }

    /** The days it is about. */
    public DateRange period() {
        return period;
    }

    /**
     * The row of the measure.
     *
     * @throws IllegalArgumentException where the card has no goal for it
     */
    public Measure row(MeasureId id) {
        Measure measure = measures.get(id);
        if (measure == null) {
            throw new IllegalArgumentException(
                    "scorecard has no goal for " + id + ", expected one of " + measures.keySet());
        }
        return measure;
    }

    /** Every row, in the order of the measures. */
    public List<Measure> rows() {
        return List.copyOf(measures.values());
    }

    /** The rows that have a goal. */
    public List<Measure> goals() {
        return measures.values().stream().filter(row -> row.goal().isPresent()).toList();
    }

    /** Rows of the input that could not be used: what was given is what was counted and these. */
    public List<Rejection> rejections() {
        return rejections;
    }

    /**
     * The report of the records of both. What stands in both counts once.
     *
     * @throws IllegalArgumentException where card or period differ, or a ticket counts differently in the two
     */
    public ScorecardReport merge(ScorecardReport other) {
        if (!terms.equals(other.terms) || !period.equals(other.period)) {
            throw new IllegalArgumentException(
                    "report of " + period + " with " + terms + " cannot be put together with one of " + other.period
                            + " with " + other.terms + ", expected the same card and period");
        }
        Map<MeasureId, Samples> both = new EnumMap<>(MeasureId.class);
        samples.forEach((id, sample) -> both.put(id, sample.merge(id, other.samples.getOrDefault(id, Samples.none()))));
        List<Rejection> rejected = new ArrayList<>(rejections);
        rejected.addAll(other.rejections);
        return new ScorecardReport(terms, period, both, rejected);
    }

    /** The report: goals at a glance, every row with interval, verdict and the plain comparison beside each other, small charts, and what is behind each goal. */
    public Document toDocument() {
        return new ScorecardDocument(this, terms).document();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ScorecardReport report
                && terms.equals(report.terms)
                && period.equals(report.period)
                && measures.equals(report.measures)
                && Set.copyOf(rejections).equals(Set.copyOf(report.rejections));
    }

    @Override
    public int hashCode() {
        return measures.hashCode();
    }

    @Override
    public String toString() {
        return "scorecard " + period + " " + measures.values();
    }
}
