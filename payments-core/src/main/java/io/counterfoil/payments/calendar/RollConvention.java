package io.counterfoil.payments.calendar;

/** What becomes of a date on which no business is done (the terms of ISDA's business day conventions). */
public enum RollConvention {
    /** It stays. */
    NONE,
    /** The next business day. */
    FOLLOWING,
    /** The business day before. */
    PRECEDING,
    /** The next business day, but the one before where that would leave the month. */
    MODIFIED_FOLLOWING,
    /** The business day before, but the next one where that would leave the month. */
    MODIFIED_PRECEDING
}
