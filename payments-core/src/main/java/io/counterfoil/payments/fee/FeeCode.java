package io.counterfoil.payments.fee;

import io.counterfoil.payments.evidence.Code;

/** Facts in the explanation of a fee. */
enum FeeCode implements Code {
    /** How a line of the schedule comes to its amount. */
    LINE,
    /** No schedule was in force. */
    NO_SCHEDULE;

    @Override
    public String id() {
        return "FEE." + name();
    }
}
