package io.counterfoil.ticketing.ticket;

import static io.counterfoil.ticketing.ticket.TicketStatus.CLOSED;
import static io.counterfoil.ticketing.ticket.TicketStatus.NEW;
import static io.counterfoil.ticketing.ticket.TicketStatus.ON_HOLD;
import static io.counterfoil.ticketing.ticket.TicketStatus.OPEN;
import static io.counterfoil.ticketing.ticket.TicketStatus.PENDING;
import static io.counterfoil.ticketing.ticket.TicketStatus.SOLVED;

import io.counterfoil.payments.lifecycle.Lifecycle;
import java.util.List;

/** The ticket table of the specification's facts ({@code ticketing_lifecycles.json}, {@code ticket}). */
final class TicketTable {

    private TicketTable() {}

    static Lifecycle<TicketStatus, TicketEvent> build() {
        Lifecycle.Builder<TicketStatus, TicketEvent> table = Lifecycle.startingIn(NEW, TicketEvent.class);
        table.on(NEW, TicketEvent.Opened.class, NEW).on(NEW, TicketEvent.Started.class, OPEN);
        table.on(OPEN, TicketEvent.Asked.class, PENDING);
        for (TicketStatus from : List.of(OPEN, PENDING)) {
            table.on(from, TicketEvent.Held.class, ON_HOLD).guard(TicketCode.REVIEW_AHEAD);
        }
        for (TicketStatus from : List.of(PENDING, ON_HOLD)) {
            table.on(from, TicketEvent.Resumed.class, OPEN);
        }
        for (TicketStatus from : List.of(NEW, OPEN, PENDING, ON_HOLD)) {
            table.on(from, TicketEvent.Solved.class, SOLVED).guard(TicketCode.READY_TO_SOLVE);
        }
        table.on(SOLVED, TicketEvent.Reopened.class, OPEN).guard(TicketCode.WITHIN_REOPEN_WINDOW);
        table.on(SOLVED, TicketEvent.Closed.class, CLOSED);
        for (TicketStatus from : List.of(NEW, OPEN, PENDING, ON_HOLD, SOLVED)) {
            table.on(from, TicketEvent.Merged.class, CLOSED).guard(TicketCode.SURVIVOR_LIVES);
            staying(table, from);
        }
        table.on(CLOSED, TicketEvent.Linked.class, CLOSED).on(CLOSED, TicketEvent.Redacted.class, CLOSED);
        return table.terminal(CLOSED).build();
    }

    private static void staying(Lifecycle.Builder<TicketStatus, TicketEvent> table, TicketStatus status) {
        for (Class<? extends TicketEvent> event : List.of(
                TicketEvent.Assigned.class,
                TicketEvent.CustomerWrote.class,
                TicketEvent.Replied.class,
                TicketEvent.AutoReplied.class,
                TicketEvent.Noted.class,
                TicketEvent.Linked.class,
                TicketEvent.PolicyApplied.class,
                TicketEvent.PolicyWithdrawn.class,
                TicketEvent.PauseBegun.class,
                TicketEvent.PauseEnded.class,
                TicketEvent.FieldChanged.class,
                TicketEvent.WatchChanged.class,
                TicketEvent.ChecklistChanged.class,
                TicketEvent.Called.class,
                TicketEvent.Reclassified.class,
                TicketEvent.Absorbed.class,
                TicketEvent.Escalated.class,
                TicketEvent.Told.class,
                TicketEvent.Acknowledged.class,
                TicketEvent.Redacted.class)) {
            table.on(status, event, status);
        }
    }
}
