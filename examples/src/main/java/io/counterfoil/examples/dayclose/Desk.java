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
import io.counterfoil.payments.evidence.Obstacle;
import io.counterfoil.payments.evidence.SubjectRef;
import io.counterfoil.payments.hours.BusinessDays;
import io.counterfoil.payments.hours.BusinessHours;
import io.counterfoil.payments.lifecycle.Actor;
import io.counterfoil.payments.lifecycle.Decision;
import io.counterfoil.payments.lifecycle.EventStore;
import io.counterfoil.ticketing.clock.ClockReadings;
import io.counterfoil.ticketing.clock.Clocks;
import io.counterfoil.ticketing.escalation.EscalationPlan;
import io.counterfoil.ticketing.escalation.StakeholderNotice;
import io.counterfoil.ticketing.measure.Goal;
import io.counterfoil.ticketing.routing.Agent;
import io.counterfoil.ticketing.routing.Router;
import io.counterfoil.ticketing.routing.RoutingPolicy;
import io.counterfoil.ticketing.routing.Work;
import io.counterfoil.ticketing.scorecard.Scorecard;
import io.counterfoil.ticketing.scorecard.ScorecardReport;
import io.counterfoil.ticketing.ticket.CloseReason;
import io.counterfoil.ticketing.ticket.Ticket;
import io.counterfoil.ticketing.ticket.TicketCommand;
import io.counterfoil.ticketing.ticket.TicketEvent;
import io.counterfoil.ticketing.ticket.TicketId;
import io.counterfoil.ticketing.ticket.Tickets;
import io.counterfoil.ticketing.triage.Route;
import io.counterfoil.ticketing.triage.Triage;
import io.counterfoil.ticketing.triage.TriageResult;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** The support desk: its month so far, a ticket for each alert of the day, and who works on it, in which order, by when. */
final class Desk {

    private static final DateTimeFormatter WHEN = DateTimeFormatter.ofPattern("EEE HH:mm", Locale.UK);
    private static final Actor ROBOT = Actor.host("day-close");
    private static final Actor AGENT = Actor.host("maria");
    private static final List<Agent> TEAM = List.of(
            agent("maria", 6, "payments", "risk"),
            agent("noor", 6, "payments", "billing"),
            agent("sam", 4, "finance"),
            agent("tess", 10, "billing"));
    private static final Router ROUTER = Router.of(
            RoutingPolicy.builder(RoutingPolicy.Mode.LEAST_LOADED, House.HOURS).build());
    private static final EscalationPlan EXCEPTIONS =
            EscalationPlan.paymentException(House.HOURS, House.HOURS, BusinessHours.always(House.ZONE));
    private static final EscalationPlan SERVICE = EscalationPlan.service(House.HOURS, House.HOURS, House.HOURS);

    private final DayStores stores;
    private final Tickets tickets = Tickets.standard();
    private final Clocks clocks;
    private final Triage triage;
    private final Map<TicketId, Handover> handovers = new LinkedHashMap<>();

    /**
     * What becomes of a new ticket.
     *
     * @param turn its place in the queue, from 1
     * @param triaged why it is in this queue
     * @param assignment who gets it and why, or why nobody can have it
     * @param notices who is told at the next opening; the tier after it follows where nobody takes it on
     */
    record Handover(int turn, TriageResult triaged, Router.Assignment assignment, List<StakeholderNotice> notices) {

        /** In words: who, and why. */
        String sentence() {
            String why = assignment
                    .agent()
                    .map(agent -> assignment.evidence().facts().get(0).sentence())
                    .orElseGet(() -> "nobody: "
                            + assignment.obstacles().values().stream()
                                    .map(Obstacle::sentence)
                                    .collect(Collectors.joining("; ")));
            return why + "; in its queue by "
                    + triaged.evidence().facts().get(0).sentence();
        }

        /** In words: who is told, when and how. */
        String escalation() {
            return notices.stream()
                    .map(notice -> notice.to() + ", " + notice.channel() + ", "
                            + notice.deliverAt().atZone(House.ZONE).format(WHEN))
                    .collect(Collectors.joining("; "));
        }
    }

    private static Agent agent(String id, int capacity, String... skills) {
        return Agent.builder(id, capacity).addSkills(skills).build();
    }

    Desk(DayStores stores, Clocks clocks, Triage triage) {
        this.stores = stores;
        this.clocks = clocks;
        this.triage = triage;
    }

    /** What the desk did so far, from its export. */
    void replay(InputFolder folder) {
        String text = new String(folder.bytes("tickets.csv"), StandardCharsets.UTF_8);
        stores.step(tx -> {
            EventStore<TicketId, TicketEvent> store = tx.tickets();
            CsvReader.builder().ofNamedCsvRecord(text).stream().forEach(row -> replay(store, row));
            return true;
        });
    }

    private void replay(EventStore<TicketId, TicketEvent> store, NamedCsvRecord row) {
        TicketId id = TicketId.of(row.getField("ticket"));
        Actor customer = Actor.host(row.getField("customer"));
        SubjectRef subject = SubjectRef.of("enquiry", row.getField("ticket"));
        Instant opened = Instant.parse(row.getField("opened"));
        apply(store, id, TicketCommand.open(subject, row.getField("title"), customer, id.value() + "-open"), opened);
        if (!row.getField("replied").isEmpty()) {
            apply(
                    store,
                    id,
                    TicketCommand.reply("answered", AGENT, id.value() + "-reply"),
                    Instant.parse(row.getField("replied")));
        }
        if (!row.getField("solved").isEmpty()) {
            apply(
                    store,
                    id,
                    TicketCommand.solve(CloseReason.SOLVED, AGENT, id.value() + "-solve"),
                    Instant.parse(row.getField("solved")));
        }
    }

    /** One ticket an alert, as it was when it was opened; the same alert finds the same ticket. */
    List<Ticket> open(List<Alert> alerts, Instant now) {
        return stores.step(tx -> {
            EventStore<TicketId, TicketEvent> store = tx.tickets();
            return alerts.stream()
                    .map(alert -> apply(
                            store,
                            TicketId.of(alert.key()),
                            TicketCommand.open(alert, triage.assess(alert), ROBOT),
                            now))
                    .map(decision -> tickets.fold(decision.events()))
                    .toList();
        });
    }

    /** Gives out the tickets: those with the least time left first, each to who may have it and has the most room; says who is told otherwise. */
    void handOver(List<Alert> alerts, List<Ticket> opened, Instant now) {
        handovers.putAll(stores.step(tx -> handedOver(tx.tickets(), alerts, opened, now)));
    }

    private Map<TicketId, Handover> handedOver(
            EventStore<TicketId, TicketEvent> store, List<Alert> alerts, List<Ticket> opened, Instant now) {
        Map<TicketId, Handover> handed = new LinkedHashMap<>();
        Map<TicketId, Ticket> tickets = new LinkedHashMap<>();
        Map<TicketId, TriageResult> triaged = new LinkedHashMap<>();
        List<Work> queue = new ArrayList<>();
        for (int at = 0; at < opened.size(); at++) {
            Ticket ticket = opened.get(at);
            tickets.put(ticket.id(), ticket);
            triaged.put(ticket.id(), triage.assess(alerts.get(at)));
            queue.add(Work.of(ticket, clocks.read(ticket, now)));
        }
        Instant opening = House.HOURS.nextOpen(now).orElse(now);
        for (Router.Assignment assignment : ROUTER.proposeAll(queue, TEAM, Router.State.none(), now)) {
            Ticket ticket = Objects.requireNonNull(tickets.get(assignment.work()));
            Route route = ticket.route().orElseThrow();
            if (assignment.agent().isPresent()) {
                String agent = assignment.agent().get();
                TicketCommand give = TicketCommand.assign(route.queue(), agent, ROBOT, "give-" + ticket.id());
                ticket = apply(store, ticket.id(), give, now).state();
            }
            EscalationPlan plan = route.kind().equals("EXCEPTION") ? EXCEPTIONS : SERVICE;
            handed.put(
                    ticket.id(),
                    new Handover(
                            handed.size() + 1,
                            Objects.requireNonNull(triaged.get(ticket.id())),
                            assignment,
                            plan.propose(ticket, clocks.read(ticket, opening), opening)));
        }
        return handed;
    }

    /** What became of a ticket that was handed over. */
    Handover handover(TicketId ticket) {
        return Objects.requireNonNull(handovers.get(ticket), () -> "ticket " + ticket + " was not handed over");
    }

    private Decision<Ticket, TicketEvent> apply(
            EventStore<TicketId, TicketEvent> store, TicketId id, TicketCommand command, Instant now) {
        return store.apply(tickets, id, command, now).orThrow();
    }

    List<Ticket> all() {
        return stores.tickets().all(tickets).toList();
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
                .assess(stores.tickets().all(tickets), DateRange.month(today.getYear(), today.getMonthValue()), now);
    }

    /** When somebody must have answered and settled it, in words. */
    String due(Ticket ticket, Instant now) {
        ClockReadings readings = clocks.read(ticket, now);
        return "reply: " + readings.of(FIRST_REPLY).sentence() + "; resolution: "
                + readings.of(RESOLUTION).sentence();
    }
}
