package io.counterfoil.payments.fee;

import io.counterfoil.payments.evidence.Code;

/** How a charge compares with what was due. */
public enum FeeVerdict implements Code {
    /** Within the tolerance. */
    AS_EXPECTED,
    /** More than was due. */
    OVERCHARGED,
    /** Less than was due. */
    UNDERCHARGED,
    /** No charge where one was due. */
    MISSING,
    /** A charge without a schedule. */
    UNEXPECTED;

    @Override
    public String id() {
        return "FEE." + name();
    }
}
