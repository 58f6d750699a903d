package io.counterfoil.payments.watch;

import io.counterfoil.payments.evidence.Code;

/** Facts that stand in the evidence of an alert of {@link PaymentWatch}. */
public enum WatchCode implements Code {
    /** No record has the reference of the bank's line. */
    NO_RECORD,
    /** No line at the bank has the payment's reference, and its day has passed. */
    NO_BANK_LINE,
    /** One payment is above the limit. */
    ABOVE_SINGLE_LIMIT,
    /** The payments of a client's day are together above the limit. */
    ABOVE_DAILY_LIMIT;

    @Override
    public String id() {
        return "WATCH." + name();
    }
}
