package io.counterfoil.payments.ledger;

/** Which of a journal's two days decides whether a balance as of a day counts it. */
public enum BalanceBasis {
    /** The day of booking: the books. */
    BOOKED,
    /** The day of value: interest and cash positions. */
    VALUE
}
