package io.counterfoil.payments.returns;

import io.counterfoil.payments.evidence.Code;

/** A share of returns that a rail watches; one return may count in several. */
public enum RateBucket implements Code {
    /** Unauthorised returns. */
    UNAUTHORISED,
    /** Returns for wrong or closed accounts. */
    ADMIN,
    /** All returns, those of re-presented cheques excepted. */
    OVERALL;

    @Override
    public String id() {
        return "RETURN_RATE." + name();
    }
}
