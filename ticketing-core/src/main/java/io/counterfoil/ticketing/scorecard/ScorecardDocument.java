package io.counterfoil.ticketing.scorecard;

import io.counterfoil.payments.document.Document;
import io.counterfoil.payments.document.Table;
import io.counterfoil.ticketing.measure.ConfidenceInterval;
import io.counterfoil.ticketing.measure.Goal;
import io.counterfoil.ticketing.measure.Verdict;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A report as a document. */
final class ScorecardDocument {

    private static final int DRILL_DOWN = 25;
    private static final int[] DAYS = {1, 3, 7, 14};

    private final ScorecardReport report;
    private final ScorecardReport.Terms terms;

    ScorecardDocument(ScorecardReport report, ScorecardReport.Terms terms) {
        this.report = report;
        this.terms = terms;
    }

    Document document() {
        Document.Builder page = Document.titled("Scorecard " + report.period())
                .subtitle("tickets by the day their clock stopped, " + terms.zone());
        if (!report.goals().isEmpty()) {
            page.add(glance());
        }
        page.table(table());
        notes(page);
        charts(page);
        report.goals().forEach(row -> drillDown(page, row));
        return page.build();
    }

    private Document.Block glance() {
        List<Document.Block.Fact> facts = new ArrayList<>();
        for (Measure row : report.goals()) {
            facts.add(new Document.Block.Fact(
                    row.formula().title(),
                    Table.Cell.of(row.point()
                            .map(point -> figure(point, row.formula().unit()))
                            .orElse("no data")),
                    words(row.verdict()) + ", goal "
                            + row.goal().map(ScorecardDocument::goalText).orElse("-"),
                    tone(row.verdict())));
        }
        return new Document.Block.Facts(facts);
    }

    private Table table() {
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
                .number("n", "Counted")
                .text("verdict", "Verdict")
                .text("plain", "Plain comparison")
                .text("more", "More needed");
        for (Measure row : report.rows()) {
            Goal.Unit unit = row.formula().unit();
            table.row(
                    row.formula().id(),
                    row.formula().title(),
                    row.goal().map(ScorecardDocument::goalText).orElse("-"),
                    row.point().map(point -> figure(point, unit)).orElse(row.n() == 0 ? "no data" : "not reached"),
                    row.interval().map(interval -> intervalText(interval, unit)).orElse("-"),
                    row.n(),
                    row.goal().isEmpty() && row.n() > 0
                            ? "-"
                            : new Table.Cell.Mark(row.verdict().name(), tone(row.verdict())),
                    row.n() == 0 || row.goal().isEmpty() ? "-" : row.pointMet() ? "met" : "missed",
                    row.moreNeeded().isPresent()
                            ? Long.toString(row.moreNeeded().getAsLong())
                            : "-");
        }
        return table.build();
    }

    private void notes(Document.Builder page) {
        for (Measure row : report.rows()) {
            for (Measure.Mark mark : row.marks()) {
                page.callout(Document.Tone.CAUTION, row.formula().title(), sentence(mark));
            }
        }
        if (!report.rejections().isEmpty()) {
            page.callout(
                    Document.Tone.CAUTION,
                    report.rejections().size() == 1
                            ? "1 row of the input could not be used"
                            : report.rejections().size() + " rows of the input could not be used",
                    report.rejections().stream()
                            .limit(DRILL_DOWN)
                            .map(rejection -> rejection.sentence())
                            .collect(Collectors.joining("\n")));
        }
    }

    private static String sentence(Measure.Mark mark) {
        return switch (mark) {
            case READING_ASSUMED -> "the contract names no reading; great answers by all answers are taken";
            case CLOSED_ONLY -> "what is open and late is not counted";
            case COHORT -> "counted by the day of creation";
            case MUCH_IS_OPEN ->
                "more than 5 % of what was opened is open; it is kept in for as long as it has been open";
            case SESSION_CLOSED -> "a session without an end was closed after its last event";
            case FINITE_POPULATION -> "more than 5 % of all were looked at; the interval is narrower for it";
        };
    }

    private void charts(Document.Builder page) {
        List<Document.Chart.Bar> shares = new ArrayList<>();
        for (Measure row : report.rows()) {
            if (row.formula().unit() == Goal.Unit.SHARE && row.point().isPresent()) {
                BigDecimal point = row.point().get();
                shares.add(new Document.Chart.Bar(
                        row.formula().title(),
                        point.movePointRight(4)
                                .setScale(0, RoundingMode.HALF_UP)
                                .longValue(),
                        figure(point, Goal.Unit.SHARE)
                                + row.goal().map(goal -> ", " + goalText(goal)).orElse(""),
                        tone(row.verdict())));
            }
        }
        if (shares.size() > 1) {
            page.add(new Document.Chart(
                    "Shares", shares.size() + " shares in per cent", Document.Chart.Shape.ROWS, shares));
        }
        for (Measure row : report.rows()) {
            if (row.formula() == MeasureId.BACKLOG_AGE && row.n() > 0) {
                page.add(backlog(row));
            }
        }
    }

    private static Document.Block backlog(Measure row) {
        long[] counts = new long[DAYS.length + 1];
        for (Measure.Part part : row.parts()) {
            int bucket = 0;
            while (bucket < DAYS.length && part.value().compareTo(BigDecimal.valueOf(DAYS[bucket])) > 0) {
                bucket++;
            }
            counts[bucket]++;
        }
        List<Document.Chart.Bar> bars = new ArrayList<>();
        for (int bucket = 0; bucket < counts.length; bucket++) {
            String label = bucket == DAYS.length
                    ? "over " + DAYS[bucket - 1] + " days"
                    : "up to " + DAYS[bucket] + (DAYS[bucket] == 1 ? " day" : " days");
            bars.add(new Document.Chart.Bar(
                    label,
                    counts[bucket],
                    Long.toString(counts[bucket]),
                    bucket < 3 ? Document.Tone.NEUTRAL : Document.Tone.CAUTION));
        }
        return new Document.Chart(
                "Open tickets by age in business days",
                row.n() + " open tickets by age",
                Document.Chart.Shape.ROWS,
                bars);
    }

    private static void drillDown(Document.Builder page, Measure row) {
        List<Measure.Part> missed = row.missed();
        if (missed.isEmpty() && row.waiting().isEmpty()) {
            return;
        }
        String title = row.formula().title() + ": " + missed.size() + " of "
                + row.parts().size() + " "
                + row.formula().subjectType().replace('-', ' ') + "s count against it"
                + (row.waiting().isEmpty() ? "" : ", " + row.waiting().size() + " not counted");
        page.section(title, false, section -> {
            Table.Builder table = Table.titled("")
                    .text("subject", "Which")
                    .text("value", "Adds")
                    .text("why", "Why");
            missed.stream().limit(DRILL_DOWN).forEach(part -> line(table, row, part, "against"));
            row.waiting().stream().limit(DRILL_DOWN).forEach(part -> line(table, row, part, "not counted"));
            section.table(table.build());
            int more = Math.max(0, missed.size() - DRILL_DOWN)
                    + Math.max(0, row.waiting().size() - DRILL_DOWN);
            if (more > 0) {
                section.paragraph("and " + more + " more");
            }
        });
    }

    private static void line(Table.Builder table, Measure row, Measure.Part part, String why) {
        Goal.Unit unit = row.formula().unit();
        boolean share = unit == Goal.Unit.SHARE && row.formula().figure() != MeasureId.Figure.MEAN;
        table.row(
                part.subject() + " " + why,
                part.subject().id(),
                share && row.formula().figure() != MeasureId.Figure.RATIO
                        ? part.value().stripTrailingZeros().toPlainString()
                        : figure(part.value(), unit),
                why);
    }

    static String goalText(Goal goal) {
        return (goal.sense() == Goal.Sense.AT_MOST ? "at most " : "at least ") + figure(goal.limit(), goal.unit());
    }

    private static String intervalText(ConfidenceInterval interval, Goal.Unit unit) {
        return figure(interval.lower(), unit) + " to " + figure(interval.upper(), unit);
    }

    static String figure(BigDecimal figure, Goal.Unit unit) {
        return switch (unit) {
            case HOURS -> rounded(figure, 2) + " h";
            case BUSINESS_DAYS -> {
                String days = rounded(figure, 2);
                yield days + (days.equals("1") ? " business day" : " business days");
            }
            case SHARE -> rounded(figure.movePointRight(2), 1) + " %";
            case SECONDS -> rounded(figure, 1) + " s";
            case POINTS -> rounded(figure, 1) + " points";
            case COUNT -> rounded(figure, 2);
        };
    }

    private static String rounded(BigDecimal figure, int decimals) {
        BigDecimal rounded = figure.setScale(decimals, RoundingMode.HALF_UP).stripTrailingZeros();
        return (rounded.scale() < 0 ? rounded.setScale(0, RoundingMode.UNNECESSARY) : rounded).toPlainString();
    }

    private static String words(Verdict verdict) {
        return verdict.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static Document.Tone tone(Verdict verdict) {
        return switch (verdict) {
            case MET -> Document.Tone.GOOD;
            case MISSED -> Document.Tone.BAD;
            case INCONCLUSIVE -> Document.Tone.CAUTION;
            case NO_DATA, NO_GOAL -> Document.Tone.NEUTRAL;
        };
    }
}
