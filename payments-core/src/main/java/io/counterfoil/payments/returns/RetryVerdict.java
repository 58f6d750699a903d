package io.counterfoil.payments.returns;

import io.counterfoil.payments.evidence.Code;

/** Whether a returned payment may be presented again; in the order in which it is asked, the first that holds. */
public enum RetryVerdict implements Code {
    /** The reason allows no retry. */
    NOT_RETRIABLE,
    /** All retries were made. */
    BUDGET_USED,
    /** The last day for a retry has passed. */
    TOO_LATE,
    /** A retry asks for the same amount. */
    AMOUNT_CHANGED,
    /** It may be presented again. */
    ALLOWED;

    @Override
    public String id() {
        return "RETRY." + name();
    }
}
