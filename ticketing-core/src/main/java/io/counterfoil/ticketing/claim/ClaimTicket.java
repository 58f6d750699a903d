package io.counterfoil.ticketing.claim;

import io.counterfoil.ticketing.ticket.CloseReason;
import io.counterfoil.ticketing.ticket.Intake;
import io.counterfoil.ticketing.ticket.Ticket;
import io.counterfoil.ticketing.ticket.TicketEvent;
import io.counterfoil.ticketing.ticket.TicketEvent.Occurrence;
import io.counterfoil.ticketing.ticket.TicketId;
import io.counterfoil.ticketing.ticket.Tickets;
import java.util.ArrayList;
import java.util.List;

/** Tells a claim's events in the words of a ticket's log, so that one kind of clock measures both. */
final class ClaimTicket {

    private ClaimTicket() {}

    static Ticket of(Claim claim) {
        List<TicketEvent> log = new ArrayList<>();
        for (ClaimEvent event : claim.history().toList()) {
            Occurrence at =
                    new Occurrence(event.stamp(), log.size(), event.stamp().at());
            switch (event.kind()) {
                case RECEIVE ->
                    log.add(new TicketEvent.Opened(
                            at,
                            Intake.builder()
                                    .id(TicketId.of(claim.receipt().id()))
                                    .subject(claim.receipt().subject())
                                    .title("claim " + claim.receipt().id())
                                    .build()));
                case RETURN -> log.add(new TicketEvent.Asked(at, "returned to the participant"));
                case RESUBMIT -> log.add(new TicketEvent.Resumed(at, "resubmitted"));
                case REOPEN -> log.add(new TicketEvent.Reopened(at, "reopened"));
                case AWARD, REJECT -> log.add(new TicketEvent.Solved(at, CloseReason.SOLVED, ""));
                case EXPIRE -> log.add(new TicketEvent.Solved(at, CloseReason.NO_RESPONSE, ""));
                case WITHDRAW -> log.add(new TicketEvent.Solved(at, CloseReason.WITHDRAWN, ""));
                case DELETE -> log.add(new TicketEvent.Solved(at, CloseReason.DUPLICATE, ""));
                default -> {}
            }
        }
        return Tickets.standard().fold(log);
    }
}
