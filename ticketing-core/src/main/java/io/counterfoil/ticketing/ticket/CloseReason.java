package io.counterfoil.ticketing.ticket;

import io.counterfoil.payments.evidence.Code;

/** Why a ticket was solved or closed. */
public enum CloseReason implements Code {
    /** The matter is settled. */
    SOLVED,
    /** Another ticket carries the same matter. */
    DUPLICATE,
    /** It was merged into another ticket. */
    MERGED,
    /** Nobody asked for anything. */
    SPAM,
    /** The customer did not answer. */
    NO_RESPONSE,
    /** The customer took it back. */
    WITHDRAWN,
    /** It belongs to somebody else. */
    NOT_OURS,
    /** It was made to try something. */
    TEST;

    /** Whether it says that the work was done, so that open items of a checklist stand against it. */
    boolean settles() {
        return this == SOLVED;
    }

    @Override
    public String id() {
        return "TICKET.CLOSE." + name();
    }
}
