package io.counterfoil.payments.money;

import io.counterfoil.payments.evidence.Code;

/** What can be wrong with an amount (payments specification 4.1). */
public enum MoneyCode implements Code {
    /** Not {@code [+-]?digits[.digits]} in ASCII. */
    BAD_NUMBER,
    /** More decimals than the currency has, not all of them zero. */
    NOT_EXACT,
    /** Outside signed 64-bit minor units. */
    OVERFLOW,
    /** Weights are negative, or their sum is zero. */
    BAD_WEIGHTS;

    @Override
    public String id() {
        return "MONEY." + name();
    }
}
