package io.counterfoil.reconciliation.item;

import io.counterfoil.payments.evidence.Code;

/** What can be wrong with a record (reconciliation specification 5, {@code facts/reconciliation-rejections.json}). */
public enum IntakeCode implements Code {
    /** No id. */
    ID_MISSING(true),
    /** Same id and equal content as an earlier record, which stays. */
    DUPLICATE_RECORD(true),
    /** Same id as another record, with other content: both are rejected. */
    ID_CONFLICT(true),
    /** An id with control characters or malformed text. */
    ID_FORMAT(true),
    /** No currency. */
    CURRENCY_MISSING(true),
    /** A code that names no currency. */
    CURRENCY_UNKNOWN(true),
    /** More decimals than the currency has. */
    SCALE_INEXACT(true),
    /** Not a number. */
    AMOUNT_FORMAT(true),
    /** Outside 64-bit minor units. */
    AMOUNT_RANGE(true),
    /** Debit and credit both filled. */
    BOTH_SIDES(true),
    /** Nothing to match: the item is excluded and never part of a set. */
    ZERO_AMOUNT(false),
    /** An open amount larger than the amount, or of other sign. */
    OPEN_INVALID(true),
    /** No booking day. */
    DATE_MISSING(true),
    /** Before 1970 or after 2100. */
    DATE_IMPLAUSIBLE(true),
    /** Due before it was issued. */
    DUE_BEFORE_ISSUE(false),
    /** Malformed or control characters in text were replaced. */
    TEXT_REPLACED(false);

    private final boolean rejecting;

    IntakeCode(boolean rejecting) {
        this.rejecting = rejecting;
    }

    /** Whether the record is rejected; otherwise the item stands with a remark. */
    public boolean isRejecting() {
        return rejecting;
    }

    @Override
    public String id() {
        return "INTAKE." + name();
    }
}
