package io.counterfoil.examples.deskweek;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.counterfoil.examples.Main;
import io.counterfoil.examples.desk.Ties;
import io.counterfoil.ticketing.phone.PhoneLog;
import io.counterfoil.ticketing.phone.PhoneLog.Outcome;
import io.counterfoil.ticketing.scorecard.Measure;
import io.counterfoil.ticketing.scorecard.MeasureId;
import io.counterfoil.ticketing.survey.SurveyLog;
import io.counterfoil.ticketing.survey.SurveyLog.Question;
import io.counterfoil.ticketing.ticket.CloseReason;
import io.counterfoil.ticketing.ticket.Ticket;
import io.counterfoil.ticketing.ticket.TicketEvent;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The figures of the week, each counted a second time from the raw logs in the plainest way. */
class DeskWeekTest {

    private static final ZoneId TORONTO = ZoneId.of("America/Toronto");

    private final DeskWeek desk = DeskWeek.of(20270301);
    private final Week week = desk.week();

    private double point(MeasureId id) {
        return row(id).point().orElseThrow().doubleValue();
    }

    private Measure row(MeasureId id) {
        return desk.report().row(id);
    }

    /** Walks minute by minute: Monday to Friday, nine to five. */
    private static long openMinutes(Instant from, Instant to) {
        long open = 0;
        for (Instant at = from; at.isBefore(to); at = at.plusSeconds(60)) {
            ZonedDateTime local = at.atZone(TORONTO);
            boolean workday = local.getDayOfWeek() != DayOfWeek.SATURDAY && local.getDayOfWeek() != DayOfWeek.SUNDAY;
            open += workday && local.getHour() >= 9 && local.getHour() < 17 ? 1 : 0;
        }
        return open;
    }

    private List<Ticket> counted() {
        return week.tickets().stream()
                .filter(ticket -> ticket.closeReason()
                        .filter(reason -> reason == CloseReason.SPAM)
                        .isEmpty())
                .toList();
    }

    @Test
    @DisplayName("TIC-31 first replies and resolutions agree with a walk minute by minute")
    void desk() {
        double replyMinutes = 0;
        double late = 0;
        double days = 0;
        int replied = 0;
        int solved = 0;
        for (Ticket ticket : counted()) {
            Instant opened = ticket.log().get(0).at();
            for (TicketEvent event : ticket.log()) {
                if (event.kind() == TicketEvent.Kind.REPLIED) {
                    long minutes = openMinutes(opened, event.at());
                    replyMinutes += minutes;
                    late += minutes > 480 ? 1 : 0;
                    replied++;
                    break;
                }
            }
            boolean plain = ticket.log().stream().noneMatch(event -> event.kind() == TicketEvent.Kind.REOPENED);
            if (ticket.solvedAt().isPresent() && plain) {
                days += (openMinutes(opened, ticket.solvedAt().get()) - pendingMinutes(ticket)) / 480.0;
                solved++;
            }
        }
        assertThat(row(MeasureId.FIRST_REPLY_AVERAGE).n()).isEqualTo(replied);
        assertThat(point(MeasureId.FIRST_REPLY_AVERAGE)).isCloseTo(replyMinutes / 60 / replied, within(1e-9));
        assertThat(point(MeasureId.FIRST_REPLY_IN_TIME)).isCloseTo(1 - late / replied, within(1e-9));
        assertThat(row(MeasureId.RESOLUTION_AVERAGE).n())
                .as("nothing reopened is solved again in this week")
                .isEqualTo(solved);
        assertThat(point(MeasureId.RESOLUTION_AVERAGE)).isCloseTo(days / solved, within(1e-9));
    }

    /** From the question to the customer's answer: the resolution clock stands still. */
    private static long pendingMinutes(Ticket ticket) {
        Instant asked = null;
        for (TicketEvent event : ticket.log()) {
            if (event.kind() == TicketEvent.Kind.ASKED) {
                asked = event.at();
            } else if (event.kind() == TicketEvent.Kind.RESUMED && asked != null) {
                return openMinutes(asked, event.at());
            }
        }
        return 0;
    }

    @Test
    @DisplayName("TIC-34 abandons, waits and service levels agree with a count over the calls")
    void phone() {
        int answered = 0;
        int abandoned = 0;
        int shortOnes = 0;
        int inTime = 0;
        double waits = 0;
        for (PhoneLog.Call call : week.phone().calls()) {
            long wait = call.waiting().toSeconds();
            if (call.outcome() == Outcome.ANSWERED) {
                answered++;
                waits += wait;
                inTime += wait <= 30 ? 1 : 0;
            } else if (call.outcome() == Outcome.ABANDONED) {
                abandoned++;
                shortOnes += wait < 5 ? 1 : 0;
            }
        }
        assertThat(shortOnes).as("the week has short abandons").isPositive();
        assertThat(point(MeasureId.ABANDONED_GROSS))
                .isCloseTo((double) abandoned / (answered + abandoned), within(1e-9));
        assertThat(point(MeasureId.ABANDONED_NET))
                .isCloseTo((double) (abandoned - shortOnes) / (answered + abandoned - shortOnes), within(1e-9));
        assertThat(point(MeasureId.SPEED_OF_ANSWER)).isCloseTo(waits / answered, within(1e-9));
        assertThat(point(MeasureId.SL_ANSWERED_OVER_OFFERED))
                .isCloseTo((double) inTime / (answered + abandoned - shortOnes), within(1e-9));
        assertThat(week.phone().rejections()).hasSize(3);
    }

    @Test
    @DisplayName("TIC-34 login time agrees with a count second by second")
    void login() {
        Map<String, boolean[]> seconds = new HashMap<>();
        for (PhoneLog.Session session : week.phone().sessions()) {
            Instant end = session.to() == null ? session.lastEventAt().plusSeconds(1800) : session.to();
            for (Instant at = session.from(); at.isBefore(end); at = at.plusSeconds(1)) {
                ZonedDateTime local = at.atZone(TORONTO);
                seconds.computeIfAbsent(session.agent() + local.toLocalDate(), key -> new boolean[86_400])[
                        local.toLocalTime().toSecondOfDay()] = true;
            }
        }
        long logged = 0;
        for (boolean[] day : seconds.values()) {
            for (boolean in : day) {
                logged += in ? 1 : 0;
            }
        }
        assertThat(row(MeasureId.LOGIN_TIME).n()).isEqualTo(30);
        assertThat(seconds).as("one agent was ill on one day").hasSize(29);
        assertThat(point(MeasureId.LOGIN_TIME)).isCloseTo(logged / 3600.0 / 30, within(1e-9));
        assertThat(row(MeasureId.LOGIN_TIME).marks()).contains(Measure.Mark.SESSION_CLOSED);
    }

    @Test
    @DisplayName("TIC-36 TIC-41 happiness and data-entry errors agree with plain counts")
    void surveysAndEntry() {
        Map<String, SurveyLog.Answer> last = new HashMap<>();
        week.answers().stream()
                .filter(answer -> answer.question() == Question.HAPPINESS)
                .forEach(answer -> last.merge(
                        answer.ticket().value(), answer, (one, two) -> one.at().isAfter(two.at()) ? one : two));
        double great =
                last.values().stream().filter(answer -> answer.value() == 3).count();
        assertThat(point(MeasureId.HAPPINESS)).isCloseTo(great / last.size(), within(1e-9));
        assertThat(row(MeasureId.HAPPINESS).marks()).isEmpty();
        assertThat(row(MeasureId.FIELD_ERRORS).n()).isEqualTo(400 * 2 * 4);
        assertThat(week.typos()).isPositive();
        assertThat(point(MeasureId.FIELD_ERRORS)).isCloseTo(week.typos() / 3200.0, within(1e-9));
    }

    @Test
    @DisplayName(
            "TIC-33 TIC-35 the command prints card, ties and plan, and writes the page; the same seed makes the same page")
    void command(@TempDir Path folder) throws IOException {
        assertThat(WeekTies.of(week, desk.report()).all())
                .hasSizeGreaterThan(10)
                .allMatch(Ties.Tie::holds);
        assertThat(desk.plan().peakAgents()).isBetween(5, 9);
        assertThat(desk.ties()).isTrue();
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        Path page = folder.resolve("report.html");
        int status = Main.run(
                List.of("desk-week", "--strict", "--report", page.toString()),
                new PrintWriter(out),
                new PrintWriter(err));
        assertThat(status).as(err.toString()).isZero();
        assertThat(out.toString())
                .contains("Average first reply", "at most 8 h", "How the figures tie", "Agents at work")
                .doesNotContain("  NO\n");
        assertThat(Files.readString(page))
                .isEqualTo(DeskWeek.of(20270301).html())
                .contains("<svg", "Happiness quotient");
        assertThat(DeskWeek.of(7).html()).isNotEqualTo(Files.readString(page));
        assertThat(DeskWeek.of(7).ties()).isTrue();
    }
}
