package io.counterfoil.payments.dispute;

/** What kind of complaint a dispute is. */
public enum DisputeCategory {
    /** The cardholder did not take part. */
    FRAUD,
    /** The authorisation was missing, late or declined. */
    AUTHORISATION,
    /** Late, twice, wrong amount or currency. */
    PROCESSING,
    /** Goods, services, cancellations, credits. */
    CONSUMER,
    /** The code is not in the table. */
    OTHER
}
