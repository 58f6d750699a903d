package io.counterfoil.collections.receivable;

import io.counterfoil.payments.evidence.Code;

/** What can be wrong with an event of the receivables (collections specification 5). */
public enum ReceivableCode implements Code {
    /** Not a number, zero or less. */
    AMOUNT_INVALID,
    /** More decimals than the currency has. */
    SCALE,
    /** Not a currency. */
    CURRENCY_UNKNOWN,
    /** Another currency than that of the item. */
    CURRENCY_MISMATCH,
    /** More than is left on one of the sides; the finding's attribute {@code left} says how much that is. */
    OVER_ALLOCATION,
    /** Effective before the document it is about. */
    BEFORE_DOCUMENT,
    /** An item against itself. */
    SELF,
    /** No such item. */
    UNKNOWN_ITEM,
    /** A debit against a debit, or a credit against a credit. */
    SAME_SIGN,
    /** From a debit to a credit: the money moves the other way. */
    DIRECTION,
    /** Items of two parties: the total of a party would move. */
    PARTY_MISMATCH,
    /** The instalment terms do not add up to the item. */
    TERMS_SUM,
    /** Due before it was issued; accepted. */
    DUE_BEFORE_ISSUE,
    /** The same event again; ignored. */
    DUPLICATE_IGNORED,
    /** Another event under an id that is taken. */
    DUPLICATE_CONFLICT,
    /** No such event to reverse. */
    UNKNOWN_EVENT,
    /** Reversed or cancelled before. */
    ALREADY_REVERSED,
    /** A foreign item without a rate to the base currency. */
    MISSING_RATE;

    @Override
    public String id() {
        return "RECEIVABLE." + name();
    }
}
