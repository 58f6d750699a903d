package io.counterfoil.ticketing.ticket;

import io.counterfoil.payments.evidence.Code;

/** The guards of the ticket table and the other reasons to refuse a command. */
public enum TicketCode implements Code {
    /** The ticket does not exist yet. */
    NOT_OPENED,
    /** Guard: the review instant lies ahead. */
    REVIEW_AHEAD,
    /** Guard: no item of the checklist is open, and a ticket that an alert opened names its root cause. */
    READY_TO_SOLVE,
    /** Guard: the customer writes within the reopen window. */
    WITHIN_REOPEN_WINDOW,
    /** Guard: the survivor of a merge is another ticket, and not closed. */
    SURVIVOR_LIVES,
    /** A message cannot have come after the instant at which it is recorded. */
    HAPPENED_LATER,
    /** A merged ticket cannot come back in another way than by its survivor. */
    MERGE_CYCLE,
    /** A split names a customer's message that the ticket has. */
    NO_SUCH_MESSAGE,
    /** Why a mail belongs to a ticket: it answers one of its messages. */
    REFERENCED,
    /** Why a mail belongs to a ticket: its subject line carries the ticket's signed tag. */
    TAGGED,
    /** Why a mail does not belong to a ticket: the tag of its subject line is not signed by us. */
    TAG_FORGED,
    /** Why a mail belongs to a ticket: it is about the same subject, and the ticket is open. */
    SAME_SUBJECT,
    /** Why a mail belongs to no ticket. */
    NO_THREAD,
    /** Evidence: a message to a merged ticket went to the survivor. */
    REDIRECTED,
    /** Evidence: a message to a ticket that is over opened a new one. */
    FOLLOWED,
    /** Evidence: a message of a machine is kept and answers nothing. */
    AUTOMATIC,
    /** Evidence: what the command did. */
    APPLIED;

    @Override
    public String id() {
        return "TICKET." + name();
    }
}
