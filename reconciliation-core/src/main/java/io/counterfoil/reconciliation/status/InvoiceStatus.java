package io.counterfoil.reconciliation.status;

/** The status of an invoice in the host's billing, reduced to what decides. */
public enum InvoiceStatus {
    /** Sent, not paid. */
    PENDING,
    /** The last attempt to pay it failed. */
    FAILED,
    /** Marked paid. */
    PAID,
    /** Cancelled: nothing is owed. */
    VOID
}
