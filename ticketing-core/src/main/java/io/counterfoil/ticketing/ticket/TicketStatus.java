package io.counterfoil.ticketing.ticket;

/** Where a ticket stands (ticketing specification 4.2). */
public enum TicketStatus {
    /** Nobody has taken it. */
    NEW,
    /** It is with an agent. */
    OPEN,
    /** It waits for the customer. */
    PENDING,
    /** It waits for somebody else: a vendor, a bank, another team. */
    ON_HOLD,
    /** It is answered; the customer may still write. */
    SOLVED,
    /** It is over. */
    CLOSED;

    /** Whether work is left on it. */
    public boolean isOpen() {
        return this != SOLVED && this != CLOSED;
    }
}
