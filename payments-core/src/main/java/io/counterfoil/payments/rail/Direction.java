package io.counterfoil.payments.rail;

import io.counterfoil.payments.evidence.Code;

/** Who moves the money: the originator pulls it or pushes it. */
public enum Direction implements Code {
    /** The originator takes money from the other side's account. */
    DEBIT,
    /** The originator sends money to the other side's account. */
    CREDIT;

    @Override
    public String id() {
        return "DIRECTION." + name();
    }
}
