package io.counterfoil.ticketing.ticket;

import io.counterfoil.payments.evidence.Code;

/** The guards of the ticket table and the other reasons to refuse a command. */
public enum TicketCode implements Code {
    /** The ticket does not exist yet. */
    NOT_OPENED,
    /** Guard: the review instant lies ahead. */
    REVIEW_AHEAD,
    /** Guard: a ticket that an alert opened names its root cause when it is solved. */
    ROOT_CAUSE_GIVEN,
    /** Guard: the customer writes within the reopen window. */
    WITHIN_REOPEN_WINDOW,
    /** Guard: the survivor of a merge is another ticket, and not closed. */
    SURVIVOR_LIVES,
    /** A message cannot have come after the instant at which it is recorded. */
    HAPPENED_LATER,
    /** Evidence: what the command did. */
    APPLIED;

    @Override
    public String id() {
        return "TICKET." + name();
    }
}
