package io.counterfoil.reconciliation.status;

/** How a payment stands at its provider or bank, reduced to what decides about an invoice (reconciliation specification 4.13). */
public enum PaymentStanding {
    /** The money arrived, or is certain to. */
    SUCCEEDED,
    /** Under way. */
    PROCESSING,
    /** Waits for the payer, such as for an authentication. */
    REQUIRES_ACTION,
    /** Refused or returned. */
    FAILED,
    /** Given up before any money moved. */
    CANCELED,
    /** Arrived and wholly given back. */
    REFUNDED_FULL,
    /** Arrived and partly given back. */
    REFUNDED_PART,
    /** The payer's bank asks for it back. */
    DISPUTED,
    /** The dispute ended for us. */
    DISPUTE_WON,
    /** The dispute ended against us: the money is gone. */
    DISPUTE_LOST,
    /** There is no payment. */
    NONE
}
