package io.counterfoil.payments.hours;

import io.counterfoil.payments.evidence.Code;

/** Thrown while business hours are built, where a part of their definition makes no sense. */
public final class InvalidHoursException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    private final Reason code;

    InvalidHoursException(Reason code, String message) {
        super(code.id() + ": " + message);
        this.code = code;
    }

    /** {@link Reason#INVALID_HOURS} or {@link Reason#INVALID_CALENDAR}. */
    public Code code() {
        return code;
    }

    /** What can be wrong with the definition of business hours (ticketing specification 5). */
    public enum Reason implements Code {
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
}
