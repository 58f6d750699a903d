package io.counterfoil.reconciliation.status;

/** How an invoice stands towards the payment looked at (reconciliation specification 4.13). */
public enum InvoiceStanding {
    /** Sent, not paid. */
    PENDING,
    /** The last attempt to pay it failed. */
    FAILED,
    /** Marked paid, with this payment recorded on it. */
    PAID_BY_THIS,
    /** Marked paid, with another payment recorded on it. */
    PAID_BY_OTHER,
    /** Marked paid, with no payment recorded on it. */
    PAID_UNLINKED,
    /** Cancelled: nothing is owed. */
    VOID
}
