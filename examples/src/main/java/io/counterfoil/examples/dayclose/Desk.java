package io.counterfoil.examples.dayclose;

import static io.counterfoil.ticketing.clock.ClockKind.FIRST_REPLY;
import static io.counterfoil.ticketing.clock.ClockKind.RESOLUTION;
import static io.counterfoil.ticketing.scorecard.MeasureId.FIRST_REPLY_AVERAGE;
import static io.counterfoil.ticketing.scorecard.MeasureId.ON_TIME;
import static io.counterfoil.ticketing.scorecard.MeasureId.RESOLUTION_AVERAGE;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.counterfoil.payments.alert.Alert;
import io.counterfoil.payments.calendar.DateRange;
import io.counterfoil.payments.evidence.SubjectRef;
import io.counterfoil.payments.hours.BusinessDays;
import io.counterfoil.payments.lifecycle.Actor;
import io.counterfoil.payments.lifecycle.EventStore;
import io.counterfoil.ticketing.clock.ClockReadings;
import io.counterfoil.ticketing.clock.Clocks;
import io.counterfoil.ticketing.measure.Goal;
import io.counterfoil.ticketing.scorecard.Scorecard;
import io.counterfoil.ticketing.scorecard.ScorecardReport;
import io.counterfoil.ticketing.ticket.CloseReason;
import io.counterfoil.ticketing.ticket.Ticket;
import io.counterfoil.ticketing.ticket.TicketCommand;
import io.counterfoil.ticketing.ticket.TicketEvent;
import io.counterfoil.ticketing.ticket.TicketId;
import io.counterfoil.ticketing.ticket.Tickets;
import io.counterfoil.ticketing.triage.Triage;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/** The support desk: its month so far, and a ticket for each alert of the day. */
final class Desk {

    private static final Actor ROBOT = Actor.host("day-close");
    private static final Actor AGENT = Actor.host("maria");

    private final EventStore<TicketId, TicketEvent> store = EventStore.inMemory();
    private final Tickets tickets = Tickets.standard();
    private final Clocks clocks;
    private final Triage triage;

    Desk(Clocks clocks, Triage triage) {
        this.clocks = clocks;
        this.triage = triage;
    }

    /** What the desk did so far, from its export. */
    void replay(InputFolder folder) {
        String text = new String(folder.bytes("tickets.csv"), StandardCharsets.UTF_8);
        CsvReader.builder().ofNamedCsvRecord(text).stream().forEach(this::replay);
    }

    private void replay(NamedCsvRecord row) {
        TicketId id = TicketId.of(row.getField("ticket"));
        Actor customer = Actor.host(row.getField("customer"));
        SubjectRef subject = SubjectRef.of("enquiry", row.getField("ticket"));
        Instant opened = Instant.parse(row.getField("opened"));
        apply(id, TicketCommand.open(subject, row.getField("title"), customer, id.value() + "-open"), opened);
        if (!row.getField("replied").isEmpty()) {
            apply(
                    id,
                    TicketCommand.reply("answered", AGENT, id.value() + "-reply"),
                    Instant.parse(row.getField("replied")));
        }
        if (!row.getField("solved").isEmpty()) {
            apply(
                    id,
                    TicketCommand.solve(CloseReason.SOLVED, AGENT, id.value() + "-solve"),
                    Instant.parse(row.getField("solved")));
        }
    }

    /** One ticket an alert; the same alert finds the same ticket. */
    Ticket open(Alert alert, Instant now) {
        return apply(TicketId.of(alert.key()), TicketCommand.open(alert, triage.assess(alert), ROBOT), now);
    }

    private Ticket apply(TicketId id, TicketCommand command, Instant now) {
        return store.apply(tickets, id, command, now).orThrow().state();
    }

    List<Ticket> all() {
        return store.all(tickets).toList();
    }

    Clocks clocks() {
        return clocks;
    }

    /** How the month went, against the desk's targets. */
    ScorecardReport scorecard(Instant now) {
        LocalDate today = LocalDate.ofInstant(now, House.ZONE);
        return Scorecard.builder(clocks)
                .zone(House.ZONE)
                .goal(FIRST_REPLY_AVERAGE, Goal.atMost(Duration.ofHours(8)))
                .goal(RESOLUTION_AVERAGE, Goal.atMost(BusinessDays.of(7)))
                .goal(ON_TIME, Goal.atLeast("0.85"))
                .build()
                .assess(store.all(tickets), DateRange.month(today.getYear(), today.getMonthValue()), now);
    }

    /** When somebody must have answered and settled it, in words. */
    String due(Ticket ticket, Instant now) {
        ClockReadings readings = clocks.read(ticket, now);
        return "reply: " + readings.of(FIRST_REPLY).sentence() + "; resolution: "
                + readings.of(RESOLUTION).sentence();
    }
}
