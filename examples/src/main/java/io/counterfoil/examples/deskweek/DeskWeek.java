package io.counterfoil.examples.deskweek;

import io.counterfoil.examples.desk.DeskReport;
import io.counterfoil.examples.desk.Ties;
import io.counterfoil.payments.document.Document;
import io.counterfoil.ticketing.measure.Goal;
import io.counterfoil.ticketing.phone.Erlang;
import io.counterfoil.ticketing.phone.PhoneLog;
import io.counterfoil.ticketing.scorecard.MeasureId;
import io.counterfoil.ticketing.scorecard.Scorecard;
import io.counterfoil.ticketing.scorecard.ScorecardReport;
import io.counterfoil.ticketing.survey.SurveyLog.HappinessReading;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The week assessed: scorecard, ties between its figures, and a staffing plan for the week after. */
public final class DeskWeek implements DeskReport {

    private static final Duration HALF_HOUR = Duration.ofMinutes(30);
    private static final int HALF_HOURS = 16;

    private final Week week;
    private final ScorecardReport report;
    private final Ties ties;

    private DeskWeek(Week week) {
        this.week = week;
        report = card().assess(week.records(), Week.DAYS, Week.NOW);
        ties = WeekTies.of(week, report);
    }

    /** The week of the seed. */
    public static DeskWeek of(long seed) {
        return new DeskWeek(new WeekGenerator(seed).week());
    }

    private static Scorecard card() {
        return Scorecard.participantServices(Week.clocks())
                .goal(MeasureId.FIELD_ERRORS, Goal.atMost("0.005"))
                .happiness(HappinessReading.SHARE_GREAT)
                .build();
    }

    /** What happened. */
    public Week week() {
        return week;
    }

    /** What it comes to. */
    public ScorecardReport report() {
        return report;
    }

    @Override
    public Ties tying() {
        return ties;
    }

    /** How many calls each half hour brought on average, and the agents that takes next week. */
    public Erlang.Plan plan() {
        Instant nine = Week.MONDAY.plusDays(7).atTime(9, 0).atZone(Week.ZONE).toInstant();
        long[] calls = new long[HALF_HOURS];
        long handleSeconds = 0;
        long answered = 0;
        for (PhoneLog.Call call : week.phone().calls()) {
            if (call.outcome().isOffered()) {
                int second = call.offeredAt().atZone(Week.ZONE).toLocalTime().toSecondOfDay() - 9 * 3600;
                calls[second / 1800]++;
            }
            if (call.outcome() == PhoneLog.Outcome.ANSWERED) {
                answered++;
                handleSeconds += call.handling().toSeconds();
            }
        }
        Duration handleTime = Duration.ofSeconds(handleSeconds / Math.max(1, answered));
        List<Erlang.Plan.Interval> intervals = new ArrayList<>();
        for (int slot = 0; slot < HALF_HOURS; slot++) {
            double mean = calls[slot] / (double) Week.DAYS.days();
            intervals.add(
                    new Erlang.Plan.Interval(nine.plus(HALF_HOUR.multipliedBy(slot)), HALF_HOUR, mean, handleTime));
        }
        return Erlang.plan(
                intervals,
                Erlang.Requirement.serviceLevel("0.8", Duration.ofSeconds(30))
                        .withMaxOccupancy("0.85")
                        .withMaxLost("0.05")
                        .withPatience(Duration.ofSeconds(150))
                        .withShrinkage("0.3"));
    }

    @Override
    public Document document() {
        return Document.titled("A week of a participant services desk")
                .subtitle(week.tickets().size() + " tickets, " + week.rows().size() + " calls, "
                        + week.answers().size() + " answers, "
                        + week.keyed().checked().size() + " records typed")
                .addAll(report.toDocument())
                .table(ties.table())
                .addAll(plan().toDocument(Week.ZONE))
                .build();
    }

    @Override
    public Locale locale() {
        return Locale.CANADA;
    }
}
