package io.counterfoil.examples.exceptions;

import static io.counterfoil.ticketing.clock.ClockKind.FIRST_REPLY;
import static io.counterfoil.ticketing.clock.ClockKind.RESOLUTION;

import io.counterfoil.payments.alert.Alert;
import io.counterfoil.payments.evidence.Code;
import io.counterfoil.payments.evidence.Diagnostic;
import io.counterfoil.payments.hours.BusinessHours;
import io.counterfoil.payments.lifecycle.Actor;
import io.counterfoil.payments.lifecycle.EventStore;
import io.counterfoil.ticketing.clock.ClockReadings;
import io.counterfoil.ticketing.clock.Clocks;
import io.counterfoil.ticketing.escalation.EscalationPlan;
import io.counterfoil.ticketing.escalation.StakeholderNotice;
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
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The tickets behind the cases: what was promised, who is told when it is not kept. Not thread-safe. */
final class Queue {

    private static final Actor ROBOT = Actor.host("exception-run");
    private static final Actor ANALYST = Actor.host("noor");
    private static final EscalationPlan PLAN =
            EscalationPlan.paymentException(Week.HOURS, Week.HOURS, BusinessHours.always(Week.ZONE));

    private final EventStore<TicketId, TicketEvent> store = EventStore.inMemory();
    private final Tickets machine = Tickets.standard();
    private final Clocks clocks = Week.clocks();
    private final Triage triage = Triage.builder("exceptions")
            .rule(TriageRule.named("critical")
                    .atLeast(Diagnostic.Severity.CRITICAL)
                    .routesTo(Route.of("risk", "EXCEPTION", Priority.URGENT)))
            .rule(TriageRule.named("high")
                    .atLeast(Diagnostic.Severity.HIGH)
                    .routesTo(Route.of("payments", "EXCEPTION", Priority.HIGH)))
            .rule(TriageRule.named("everything else").routesTo(Route.of("payments", "EXCEPTION", Priority.NORMAL)))
            .build();
    private final List<StakeholderNotice> told = new ArrayList<>();

    /** One ticket an alert. */
    TicketId open(Alert alert, Instant now) {
        TicketId id = TicketId.of(alert.key());
        apply(id, TicketCommand.open(alert, triage.assess(alert), ROBOT), now);
        return id;
    }

    /** The analyst says what is being done, and takes on what was escalated. */
    void reply(Ticket ticket, String text, Instant now) {
        List<String> escalations = PLAN.open(ticket, clocks.read(ticket, now), now);
        apply(ticket.id(), TicketCommand.reply(text, ANALYST, "reply-" + ticket.id()), now);
        for (String escalation : escalations) {
            apply(ticket.id(), TicketCommand.acknowledge(escalation, ANALYST, "ack-" + escalation), now);
        }
    }

    /** The run found nothing any more; an exception is not closed without what lay behind it. */
    void solve(TicketId id, String cause, Instant now) {
        apply(id, TicketCommand.solve(CloseReason.SOLVED, new Cause(cause), ROBOT, "solve-" + id), now);
    }

    /** A root cause, in the word of the taxonomy. */
    private record Cause(String word) implements Code {
        @Override
        public String id() {
            return "ROOT_CAUSE." + word;
        }
    }

    /** Tells whoever is to be told by now, once each. */
    void escalate(Instant now) {
        for (Ticket ticket : open()) {
            for (StakeholderNotice notice : PLAN.propose(ticket, clocks.read(ticket, now), now)) {
                told.add(notice);
                apply(ticket.id(), notice.told(ROBOT), now);
            }
        }
    }

    private void apply(TicketId id, TicketCommand command, Instant now) {
        store.apply(machine, id, command, now).orThrow();
    }

    /** Unanswered tickets, the most urgent first, then the oldest. */
    List<Ticket> unanswered() {
        return open().stream()
                .filter(ticket -> ticket.status() == TicketStatus.NEW)
                .sorted(Comparator.comparing((Ticket ticket) ->
                                ticket.route().map(Route::priority).orElse(Priority.LOW))
                        .thenComparing(ticket -> ticket.log().get(0).at())
                        .thenComparing(Ticket::id))
                .toList();
    }

    List<Ticket> open() {
        return all().stream().filter(ticket -> ticket.solvedAt().isEmpty()).toList();
    }

    List<Ticket> all() {
        return store.all(machine).toList();
    }

    /** Who was told, in the order of time. */
    List<StakeholderNotice> told() {
        return List.copyOf(told);
    }

    /** Whether the first answer came too late, or is too late by now. */
    boolean isReplyLate(Ticket ticket, Instant now) {
        return clocks.read(ticket, now).of(FIRST_REPLY).breached();
    }

    /** Whether it took too long to settle, or takes too long by now. */
    boolean isResolutionLate(Ticket ticket, Instant now) {
        return clocks.read(ticket, now).of(RESOLUTION).breached();
    }

    /** What is promised, in words. */
    String promised(Ticket ticket, Instant now) {
        ClockReadings readings = clocks.read(ticket, now);
        return "answer: " + readings.of(FIRST_REPLY).sentence() + "; resolution: "
                + readings.of(RESOLUTION).sentence();
    }
}
