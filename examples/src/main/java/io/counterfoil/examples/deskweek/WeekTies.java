package io.counterfoil.examples.deskweek;

import io.counterfoil.examples.desk.Ties;
import io.counterfoil.ticketing.phone.PhoneLog;
import io.counterfoil.ticketing.scorecard.Measure;
import io.counterfoil.ticketing.scorecard.MeasureId;
import io.counterfoil.ticketing.scorecard.ScorecardReport;
import java.math.BigDecimal;
import java.time.Duration;

/** How the figures of the week hang together: each line is counted twice, in two ways. */
final class WeekTies {

    private final Ties ties = new Ties();

    private WeekTies() {}

    static Ties of(Week week, ScorecardReport report) {
        WeekTies lines = new WeekTies();
        lines.desk(week, report);
        lines.phone(week, report);
        lines.rest(week, report);
        return lines.ties;
    }

    private void desk(Week week, ScorecardReport report) {
        Measure reply = report.row(MeasureId.FIRST_REPLY_AVERAGE);
        Measure resolution = report.row(MeasureId.RESOLUTION_AVERAGE);
        Measure backlog = report.row(MeasureId.BACKLOG_AGE);
        long spam = week.tickets().stream()
                .filter(ticket -> ticket.closeReason()
                        .filter(reason -> reason.name().equals("SPAM"))
                        .isPresent())
                .count();
        ties.count(
                "tickets opened = replied + waiting + spam",
                week.tickets().size(),
                reply.n() + reply.waiting().size() + spam);
        ties.count("tickets opened = solved + open + spam", week.tickets().size(), resolution.n() + backlog.n() + spam);
        Measure onTime = report.row(MeasureId.ON_TIME);
        ties.count(
                "on time or late = solved + open and late",
                onTime.n(),
                resolution.n() + openAndLate(onTime, resolution));
    }

    private static long openAndLate(Measure onTime, Measure resolution) {
        return onTime.ticketIds().stream()
                .filter(id -> !resolution.ticketIds().contains(id))
                .count();
    }

    private void phone(Week week, ScorecardReport report) {
        PhoneLog phone = week.phone();
        ties.count(
                "call rows = calls + rejected",
                week.rows().size(),
                phone.calls().size() + phone.rejections().size());
        long apart = phone.calls().stream()
                .filter(call -> !call.outcome().isOffered())
                .count();
        Measure gross = report.row(MeasureId.ABANDONED_GROSS);
        Measure net = report.row(MeasureId.ABANDONED_NET);
        Measure speed = report.row(MeasureId.SPEED_OF_ANSWER);
        Measure all = report.row(MeasureId.WAIT_ALL);
        ties.count("calls = offered + counted apart", phone.calls().size(), gross.n() + apart);
        ties.count(
                "offered less short abandons = answered + abandoned",
                net.n(),
                speed.n() + net.missed().size());
        BigDecimal waitAnswered = sum(speed);
        BigDecimal waitAbandoned = all.parts().stream()
                .filter(part ->
                        net.missed().stream().anyMatch(other -> other.subject().equals(part.subject())))
                .map(Measure.Part::value)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        ties.sum("wait of all = of answered + of abandoned, s", sum(all), waitAnswered.add(waitAbandoned));
        Duration handling = phone.agentDays(Week.ZONE, Duration.ZERO, Week.NOW).stream()
                .map(PhoneLog.AgentDay::handling)
                .reduce(Duration.ZERO, Duration::plus);
        ties.sum(
                "handle time of calls = handling of agents, s",
                sum(report.row(MeasureId.HANDLE_TIME)),
                BigDecimal.valueOf(handling.toSeconds()));
        ties.count(
                "scheduled agent-days = agents times days",
                report.row(MeasureId.LOGIN_TIME).n(),
                PhoneWeek.AGENTS.size() * Week.DAYS.days());
    }

    private static BigDecimal sum(Measure row) {
        return row.parts().stream().map(Measure.Part::value).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private void rest(Week week, ScorecardReport report) {
        long counted = report.row(MeasureId.HAPPINESS).n()
                + report.row(MeasureId.SATISFACTION).n();
        ties.count(
                "answers = counted + replaced + rejected",
                week.answers().size(),
                counted
                        + week.surveys().superseded().size()
                        + week.surveys().rejections().size());
        Measure fields = report.row(MeasureId.FIELD_ERRORS);
        ties.count(
                "fields checked = records typed times fields",
                fields.n(),
                (long) week.keyed().checked().size() * Week.FIELDS);
        ties.sum("errors found = errors made by the typists", sum(fields), BigDecimal.valueOf(week.typos()));
    }
}
