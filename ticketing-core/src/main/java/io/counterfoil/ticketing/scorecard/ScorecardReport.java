package io.counterfoil.ticketing.scorecard;

import io.counterfoil.payments.calendar.DateRange;
import io.counterfoil.payments.document.Document;
import io.counterfoil.payments.document.Table;
import io.counterfoil.ticketing.scorecard.Samples.Sample;
import io.counterfoil.ticketing.ticket.TicketId;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.ZoneId;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a scorecard for one period. Two reports of the same card and period that were made from different tickets can be put together; the result is the
 * report of all the tickets at once. Immutable, thread-safe.
 */
public final class ScorecardReport {

    private final Terms terms;
    private final DateRange period;
    private final Map<MeasureId, Samples> samples;
    private final Map<MeasureId, Measure> measures;

    /** What two reports must share to be put together. */
    record Terms(Map<MeasureId, Goal> goals, ZoneId zone, BigDecimal confidence, boolean exact) {}

    ScorecardReport(Terms terms, DateRange period, Map<MeasureId, Samples> samples) {
        this.terms = terms;
        this.period = period;
        this.samples = Collections.unmodifiableMap(new EnumMap<>(samples));
        Map<MeasureId, Measure> rows = new EnumMap<>(MeasureId.class);
        samples.forEach((id, sample) -> rows.put(id, measure(id, sample)));
        this.measures = Collections.unmodifiableMap(rows);
    }

    private Measure measure(MeasureId id, Samples sample) {
        Goal goal = goal(id);
        Collection<Sample> values = sample.counted().values();
        Judgement judgement = id.unit() == MeasureId.Unit.SHARE
                ? Judgement.ofShare(
                        values.stream().filter(value -> !value.missed()).count(),
                        values.size(),
                        goal,
                        terms.confidence(),
                        terms.exact())
                : Judgement.ofMean(values.stream().map(Sample::value).toList(), goal, terms.confidence());
        return ImmutableMeasure.builder()
                .formula(id)
                .goal(goal)
                .period(period)
                .zone(terms.zone())
                .n(values.size())
                .point(judgement.point())
                .interval(judgement.interval())
                .verdict(judgement.verdict())
                .pointMet(judgement.pointMet())
                .moreNeeded(judgement.moreNeeded())
                .ticketIds(sample.counted().keySet())
                .missedIds(missed(sample))
                .waitingIds(sample.waiting())
                .build();
    }

    private Goal goal(MeasureId id) {
        Goal goal = terms.goals().get(id);
        if (goal == null) {
            throw new IllegalArgumentException("scorecard has no goal for " + id + ", expected one of "
                    + terms.goals().keySet());
        }
        return goal;
    }

    private static List<TicketId> missed(Samples sample) {
        return sample.counted().entrySet().stream()
                .filter(entry -> entry.getValue().missed())
                .map(Map.Entry::getKey)
                .toList();
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

    /**
     * The report of the tickets of both. A ticket that stands in both counts once.
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
        samples.forEach((id, sample) -> both.put(id, sample.merge(other.samples.getOrDefault(id, Samples.none()))));
        return new ScorecardReport(terms, period, both);
    }

    /** The rows as a table, with interval, verdict and the plain comparison beside each other. */
    public Document toDocument() {
        Table.Builder table = Table.titled("Measures")
                .text("measure", "Measure")
                .text("goal", "Goal")
                .text("figure", "Figure")
                .text(
                        "interval",
                        terms.confidence()
                                        .movePointRight(2)
                                        .stripTrailingZeros()
                                        .toPlainString() + " % interval")
                .number("n", "Tickets")
                .text("verdict", "Verdict")
                .text("plain", "Plain comparison")
                .text("more", "More needed");
        for (Measure row : rows()) {
            table.row(
                    row.formula().id(),
                    row.formula().title(),
                    goalText(row.goal()),
                    row.point()
                            .map(point -> figure(point, row.formula().unit()))
                            .orElse("no data"),
                    row.interval()
                            .map(interval ->
                                    intervalText(interval, row.formula().unit()))
                            .orElse("-"),
                    row.n(),
                    new Table.Cell.Mark(row.verdict().name(), tone(row.verdict())),
                    row.n() == 0 ? "-" : row.pointMet() ? "met" : "missed",
                    row.moreNeeded().isPresent()
                            ? Long.toString(row.moreNeeded().getAsLong())
                            : "-");
        }
        return Document.titled("Scorecard " + period)
                .subtitle("tickets by the day their clock stopped, " + terms.zone())
                .table(table.build())
                .build();
    }

    private static String goalText(Goal goal) {
        return (goal.sense() == Goal.Sense.AT_MOST ? "at most " : "at least ") + figure(goal.limit(), goal.unit());
    }

    private static String intervalText(ConfidenceInterval interval, MeasureId.Unit unit) {
        return figure(interval.lower(), unit) + " to " + figure(interval.upper(), unit);
    }

    private static String figure(BigDecimal figure, MeasureId.Unit unit) {
        return switch (unit) {
            case HOURS -> rounded(figure, 2) + " h";
            case BUSINESS_DAYS -> rounded(figure, 2) + " business days";
            case SHARE -> rounded(figure.movePointRight(2), 1) + " %";
        };
    }

    private static String rounded(BigDecimal figure, int decimals) {
        BigDecimal rounded = figure.setScale(decimals, RoundingMode.HALF_UP).stripTrailingZeros();
        return (rounded.scale() < 0 ? rounded.setScale(0, RoundingMode.UNNECESSARY) : rounded).toPlainString();
    }

    private static Document.Tone tone(Verdict verdict) {
        return switch (verdict) {
            case MET -> Document.Tone.GOOD;
            case MISSED -> Document.Tone.BAD;
            case INCONCLUSIVE -> Document.Tone.CAUTION;
            case NO_DATA -> Document.Tone.NEUTRAL;
        };
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ScorecardReport report
                && terms.equals(report.terms)
                && period.equals(report.period)
                && measures.equals(report.measures);
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
