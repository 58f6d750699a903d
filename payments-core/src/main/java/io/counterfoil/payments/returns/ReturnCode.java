package io.counterfoil.payments.returns;

import io.counterfoil.payments.evidence.Code;

/** What can be said about a return code beside its reason. */
public enum ReturnCode implements Code {
    /** No table knows the code. */
    UNKNOWN_CODE,
    /** The code's row is not confirmed in a rule book. */
    RULE_UNCONFIRMED,
    /** The return came in time. */
    TIMELY,
    /** The return came after its last day. */
    UNTIMELY,
    /** No last day is tabled. */
    NO_DEADLINE;

    @Override
    public String id() {
        return "RETURN_CODE." + name();
    }
}
