package io.counterfoil.ticketing.ticket;

/** What sort of text is added to a ticket. Only a public reply of a person satisfies a reply clock. */
public enum Entry {
    /** The customer writes: public. */
    CUSTOMER_MESSAGE,
    /** A person of ours answers: public. */
    REPLY,
    /** A machine of ours answers: public. */
    AUTO_REPLY,
    /** For colleagues only. */
    NOTE
}
