package io.counterfoil.payments.mandate;

import io.counterfoil.payments.evidence.Code;

/** Why a pre-authorised debit may not be filed; judged in this order (payments specification 4.6). */
public enum PadCode implements Code {
    /** The agreement does not say what its debits are for. */
    CATEGORY_MISSING,
    /** The agreement is not active. */
    MANDATE_NOT_ACTIVE,
    /** The due date is too far back or too far ahead for the rail. */
    DUE_DATE_OUTSIDE_WINDOW,
    /** More than one debit may take. */
    OVER_MANDATE_AMOUNT,
    /** The payer was not told and did not waive it. */
    NOTICE_MISSING,
    /** The payer was told too late. */
    NOTICE_TOO_SHORT,
    /** A one-time agreement was used already. */
    ONE_TIME_DONE;

    @Override
    public String id() {
        return "PAD." + name();
    }
}
