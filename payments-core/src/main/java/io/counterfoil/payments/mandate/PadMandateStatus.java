package io.counterfoil.payments.mandate;

/** Where a pre-authorised debit agreement stands: the states of the lifecycle {@code PAD_MANDATE}. */
public enum PadMandateStatus {
    /** Being drawn up. */
    DRAFT,
    /** Signed, or consent recorded. */
    CONFIRMED,
    /** The payer was told the first date and amount. */
    NOTIFIED,
    /** Debits may be filed. */
    ACTIVE,
    /** No debits until it is resumed. */
    SUSPENDED,
    /** Ended by either side. */
    CANCELLED,
    /** A one-time agreement that was used. */
    DONE
}
