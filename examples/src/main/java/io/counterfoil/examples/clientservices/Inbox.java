package io.counterfoil.examples.clientservices;

import io.counterfoil.payments.alert.Alert;
import io.counterfoil.payments.alert.AlertKind;
import io.counterfoil.payments.evidence.Diagnostic.Severity;
import io.counterfoil.payments.evidence.SubjectRef;
import io.counterfoil.payments.hours.BusinessDays;
import io.counterfoil.payments.hours.BusinessHours;
import io.counterfoil.payments.lifecycle.Actor;
import io.counterfoil.payments.lifecycle.EventStore;
import io.counterfoil.ticketing.clock.ClockKind;
import io.counterfoil.ticketing.clock.Clocks;
import io.counterfoil.ticketing.clock.SlaPolicy;
import io.counterfoil.ticketing.ticket.CloseReason;
import io.counterfoil.ticketing.ticket.Intake;
import io.counterfoil.ticketing.ticket.Ticket;
import io.counterfoil.ticketing.ticket.TicketCommand;
import io.counterfoil.ticketing.ticket.TicketEvent;
import io.counterfoil.ticketing.ticket.TicketId;
import io.counterfoil.ticketing.ticket.Tickets;
import io.counterfoil.ticketing.triage.IncomingItem;
import io.counterfoil.ticketing.triage.Priority;
import io.counterfoil.ticketing.triage.Route;
import io.counterfoil.ticketing.triage.Triage;
import io.counterfoil.ticketing.triage.TriageResult;
import io.counterfoil.ticketing.triage.TriageRule;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The mailboxes support@ and finance@, and what the system itself reports: all become tickets with clocks. Not thread-safe. */
final class Inbox {

    static final String FRONT = "front";

    private static final Actor ROBOT = Actor.host("robot");
    private static final int LARGEST_MAIL = 100_000;

    private final Triage triage = Triage.builder(FRONT)
            .reference("payment", Pattern.compile("\\b(P-[0-9]{4})\\b"))
            .rule(TriageRule.named("statements")
                    .subjectWord("statement")
                    .routesTo(Route.of("statements", "REQUEST", Priority.NORMAL)))
            .rule(TriageRule.named("returned payments")
                    .mailbox("support@")
                    .subjectWord("returned")
                    .routesTo(Route.of("returns", "REQUEST", Priority.HIGH)))
            .rule(TriageRule.named("remittances")
                    .mailbox("finance@")
                    .subjectWord("remittance")
                    .routesTo(Route.of("funding", "REQUEST", Priority.HIGH)))
            .rule(TriageRule.named("outside the system")
                    .kind(AlertKind.OUTSIDE_SYSTEM)
                    .routesTo(Route.of("bank-exceptions", "EXCEPTION", Priority.URGENT)))
            .rule(TriageRule.named("disputes")
                    .kind(AlertKind.DEADLINE_NEAR)
                    .routesTo(Route.of("disputes", "DEADLINE", Priority.URGENT)))
            .rule(TriageRule.named("new accounts")
                    .kind(AlertKind.DUPLICATE_ACCOUNT)
                    .atLeast(Severity.HIGH)
                    .routesTo(Route.of("onboarding", "EXCEPTION", Priority.HIGH)))
            .build();
    private final Tickets tickets = Tickets.standard();
    private final EventStore<TicketId, TicketEvent> store = EventStore.inMemory();
    private final Clocks clocks = Clocks.of(SlaPolicy.builder("clients")
            .hours(BusinessHours.in(Month.ZONE).weekdays("09:00-17:00").build())
            .firstReply(Duration.ofHours(8))
            .resolution(BusinessDays.of(5))
            .build());
    private final List<IncomingItem> dropped = new ArrayList<>();

    /** A mail as it came in. */
    void mail(Plan.Mail mail) {
        Instant now = Month.at(mail.on(), mail.hour());
        IncomingItem item = IncomingItem.ofMail(mail.raw().getBytes(StandardCharsets.UTF_8), LARGEST_MAIL, now);
        TriageResult result = triage.assess(item);
        if (result.dropped()) { // a machine wrote it: no ticket, and never an answer
            dropped.add(item);
            return;
        }
        Intake intake = Intake.builder()
                .id(item.id())
                .subject(SubjectRef.of("mail", item.id()))
                .title(item.subject())
                .route(result.route()) // the front desk's where no rule knows it
                .mentions(result.mentions())
                .client(item.sender())
                .evidence(result.evidence())
                .build();
        store.apply(tickets, TicketId.of(item.id()), TicketCommand.open(intake, ROBOT, item.id()), now)
                .orThrow();
    }

    /** An alert opens one ticket, however often it is raised. */
    void alert(Alert alert, Instant now) {
        store.apply(tickets, TicketId.of(alert.key()), TicketCommand.open(alert, triage.assess(alert), ROBOT), now)
                .orThrow();
    }

    /** The desk answers what came in before noon and on the days before, and solves what it answered before. */
    void work(LocalDate day) {
        Instant now = Month.at(day, 16);
        for (Ticket ticket : tickets()) {
            Instant opened = ticket.log().get(0).at();
            boolean replied = ticket.log().stream().anyMatch(event -> event.kind() == TicketEvent.Kind.REPLIED);
            if (!ticket.status().isOpen() || opened.isAfter(Month.at(day, 12))) {
                continue;
            }
            TicketCommand next = replied
                    ? solved(ticket, "solved-" + day)
                    : TicketCommand.reply("We have looked at it.", Month.MARIA, "reply-" + day);
            String queue = ticket.route().orElseThrow().queue();
            if (ticket.agent().isEmpty()) {
                TicketCommand assign = TicketCommand.assign(queue, Month.MARIA.id(), ROBOT, "assign");
                store.apply(tickets, ticket.id(), assign, now).orThrow();
            }
            boolean untilDecided = queue.equals("disputes");
            if (!untilDecided || !replied) {
                store.apply(tickets, ticket.id(), next, now).orThrow();
            }
        }
    }

    /** What an alert opened is solved with its root cause: what the alert found. */
    private static TicketCommand solved(Ticket ticket, String key) {
        Intake intake = ticket.intake().orElseThrow();
        return intake.alert().isEmpty()
                ? TicketCommand.solve(CloseReason.SOLVED, Month.MARIA, key)
                : TicketCommand.solve(
                        CloseReason.SOLVED, intake.evidence().facts().get(0).code(), Month.MARIA, key);
    }

    List<Ticket> tickets() {
        return store.all(tickets).toList();
    }

    /** What machines wrote. */
    List<IncomingItem> dropped() {
        return List.copyOf(dropped);
    }

    /** Whether the first reply came, or is due, within its time. */
    boolean isLate(Ticket ticket) {
        return clocks.read(ticket, Month.at(Month.LAST, 20))
                .of(ClockKind.FIRST_REPLY)
                .breached();
    }
}
