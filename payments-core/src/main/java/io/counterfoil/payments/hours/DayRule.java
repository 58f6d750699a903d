package io.counterfoil.payments.hours;

/** What "n business days from an instant" means (ticketing specification 4.1); D is the local start date and T the local time. */
public enum DayRule {
    /** The n-th business date after D, at T, open or not. */
    SAME_TIME,
    /** As {@link #SAME_TIME}, then the next opening where that is closed. */
    SAME_TIME_THEN_OPEN,
    /** A closed start moves to the next opening first, then as {@link #SAME_TIME}. */
    FROM_OPENING,
    /** The last closing of the n-th business date; for 0 days of D itself, or of the next business date where D is none. */
    END_OF_DAY,
    /** n times {@link BusinessHours#nominalDay()} of open time. */
    NOMINAL_HOURS
}
