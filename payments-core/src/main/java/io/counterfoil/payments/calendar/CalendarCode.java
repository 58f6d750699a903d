package io.counterfoil.payments.calendar;

import io.counterfoil.payments.evidence.Code;

/** Why an answer about days is refused (payments specification 4.2 and 5). */
public enum CalendarCode implements Code {
    /** The date is outside the years for which the calendar knows its holidays. */
    NOT_COVERED;

    @Override
    public String id() {
        return "CALENDAR." + name();
    }
}
