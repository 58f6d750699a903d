package io.counterfoil.payments.hours;

import io.counterfoil.payments.evidence.Code;

/** Thrown while business hours are built, where a part of their definition makes no sense. */
public final class InvalidHoursException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    private final HoursCode code;

    InvalidHoursException(HoursCode code, String message) {
        super(code.id() + ": " + message);
        this.code = code;
    }

    /** {@link HoursCode#INVALID_HOURS} or {@link HoursCode#INVALID_CALENDAR}. */
    public Code code() {
        return code;
    }
}
