package io.counterfoil.payments.hours;

import io.counterfoil.payments.evidence.Code;

/** What can be wrong with the definition of business hours (ticketing specification 5). */
public enum HoursCode implements Code {
    /** Opening hours that cannot be read, or that are empty. */
    INVALID_HOURS,
    /** A reversed range of holidays, or two weekly patterns from the same date. */
    INVALID_CALENDAR,
    /** Two intervals of opening hours share time; they are merged. */
    OVERLAP;

    @Override
    public String id() {
        return "HOURS." + name();
    }
}
