package io.counterfoil.ticketing;

import static io.counterfoil.ticketing.clock.ClockKind.FIRST_REPLY;
import static io.counterfoil.ticketing.measure.Goal.atLeast;
import static io.counterfoil.ticketing.measure.Goal.atMost;
import static io.counterfoil.ticketing.scorecard.MeasureId.FIRST_REPLY_AVERAGE;
import static io.counterfoil.ticketing.scorecard.MeasureId.ON_TIME;
import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.payments.alert.Alert;
import io.counterfoil.payments.alert.AlertKind;
import io.counterfoil.payments.calendar.DateRange;
import io.counterfoil.payments.document.Documents;
import io.counterfoil.payments.evidence.Code;
import io.counterfoil.payments.evidence.Diagnostic;
import io.counterfoil.payments.evidence.Evidence;
import io.counterfoil.payments.evidence.SubjectRef;
import io.counterfoil.payments.hours.BusinessDays;
import io.counterfoil.payments.hours.BusinessHours;
import io.counterfoil.payments.lifecycle.Actor;
import io.counterfoil.payments.lifecycle.EventStore;
import io.counterfoil.ticketing.clock.ClockReading;
import io.counterfoil.ticketing.clock.Clocks;
import io.counterfoil.ticketing.clock.SlaPolicy;
import io.counterfoil.ticketing.measure.Verdict;
import io.counterfoil.ticketing.scorecard.Scorecard;
import io.counterfoil.ticketing.scorecard.ScorecardReport;
import io.counterfoil.ticketing.ticket.CloseReason;
import io.counterfoil.ticketing.ticket.Ticket;
import io.counterfoil.ticketing.ticket.TicketCommand;
import io.counterfoil.ticketing.ticket.TicketEvent;
import io.counterfoil.ticketing.ticket.TicketId;
import io.counterfoil.ticketing.ticket.TicketStatus;
import io.counterfoil.ticketing.ticket.Tickets;
import io.counterfoil.ticketing.triage.Priority;
import io.counterfoil.ticketing.triage.Route;
import io.counterfoil.ticketing.triage.Triage;
import io.counterfoil.ticketing.triage.TriageRule;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The snippets of the public API, as written there. */
class SnippetTest {

    private final ZoneId toronto = ZoneId.of("America/Toronto");
    private final BusinessHours torontoHours =
            BusinessHours.in(toronto).weekdays("09:00-17:00").build();
    private final Actor ana = Actor.host("ana");
    private final Actor robot = Actor.host("robot");
    private final EventStore<TicketId, TicketEvent> store = EventStore.inMemory();

    private Instant toronto(String local) {
        return java.time.LocalDateTime.parse(local).atZone(toronto).toInstant();
    }

    @Test
    @DisplayName("TIC-11 TIC-17 TIC-33 clock a ticket, print a scorecard")
    void clockATicketPrintAScorecard() {
        SubjectRef subject = SubjectRef.of("order", "4711");
        TicketId id = TicketId.of("mail-88");
        Instant opened = toronto("2027-03-01T09:40");

        Tickets tickets = Tickets.standard();
        Ticket t = store.apply(tickets, id, TicketCommand.open(subject, "Refund missing", ana, "mail-88"), opened)
                .orThrow()
                .state();
        Clocks clocks = Clocks.of(SlaPolicy.builder("gold")
                .hours(torontoHours)
                .firstReply(Duration.ofHours(8))
                .resolution(BusinessDays.of(7))
                .build());
        Instant now = toronto("2027-03-01T11:30");
        ClockReading reply = clocks.read(t, now).of(FIRST_REPLY);
        assertThat(reply.remaining()).isEqualTo(Duration.ofHours(6).plusMinutes(10));
        assertThat(reply.due().orElseThrow().stay()).isEqualTo(toronto("2027-03-02T09:40"));
        assertThat(reply.sentence()).isEqualTo("6 h 10 min left, due Tue 09:40");

        store.apply(tickets, id, TicketCommand.reply("It left on Friday.", ana, "r-1"), now)
                .orThrow();
        Instant solved = toronto("2027-03-03T10:00");
        store.apply(tickets, id, TicketCommand.solve(CloseReason.SOLVED, ana, "s-1"), solved)
                .orThrow();

        Scorecard card = Scorecard.builder(clocks)
                .goal(FIRST_REPLY_AVERAGE, atMost(Duration.ofHours(8)))
                .goal(ON_TIME, atLeast("0.85"))
                .build();
        ScorecardReport report = card.assess(store.all(tickets), DateRange.month(2027, 3), solved);
        assertThat(report.row(ON_TIME).verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(report.row(ON_TIME).pointMet()).isTrue();
        assertThat(report.row(ON_TIME).ticketIds()).containsExactly(id);
        assertThat(Documents.text(report.toDocument(), Locale.UK))
                .contains("Resolved on time", "INCONCLUSIVE", "at least 85 %", "1.83 h");
    }

    @Test
    @DisplayName("TIC-12 an alert becomes one ticket, however often it is raised")
    void sameAlertSameTicket() {
        Tickets tickets = Tickets.standard();
        Instant now = toronto("2027-03-01T09:40");
        Triage triage = Triage.builder("manual")
                .rule(TriageRule.named("stray debits")
                        .kind(AlertKind.OUTSIDE_SYSTEM)
                        .routesTo(Route.of("bank-exceptions", "EXCEPTION", Priority.URGENT)))
                .build();

        Consumer<Alert> raise = alert -> store.apply(
                        tickets,
                        TicketId.of(alert.key()), // same alert, same ticket
                        TicketCommand.open(alert, triage.assess(alert), robot),
                        now)
                .orThrow();

        Alert alert = Alert.builder()
                .kind(AlertKind.OUTSIDE_SYSTEM)
                .severity(Diagnostic.Severity.CRITICAL)
                .subject(SubjectRef.of("statement-entry", "2027-03-01/17"))
                .evidence(Evidence.of(
                        Code.of("BANK.STRAY"), "a debit by card 4111 1111 1111 1111 that no record explains"))
                .raisedAt(now)
                .build();
        raise.accept(alert);
        raise.accept(Alert.builder()
                .from(alert)
                .severity(Diagnostic.Severity.HIGH)
                .raisedAt(now.plusSeconds(60))
                .build());

        assertThat(store.all(tickets)).singleElement().satisfies(ticket -> {
            assertThat(ticket.log()).hasSize(1);
            assertThat(ticket.id()).isEqualTo(TicketId.of(alert.key()));
            assertThat(ticket.status()).isEqualTo(TicketStatus.NEW);
            assertThat(ticket.route()).contains(Route.of("bank-exceptions", "EXCEPTION", Priority.URGENT));
            assertThat(ticket.title()).contains("[PAN ****1111]").doesNotContain("4111 1111");
            assertThat(ticket.intake().orElseThrow().evidence().sentence()).doesNotContain("4111 1111");
        });
    }
}
