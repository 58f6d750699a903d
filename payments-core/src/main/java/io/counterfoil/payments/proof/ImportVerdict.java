package io.counterfoil.payments.proof;

import io.counterfoil.payments.evidence.Code;

/** Whether a file was seen before; found in this order (bank file specification 4.12). */
public enum ImportVerdict implements Code {
    /** The same bytes were taken in before. */
    SAME_FILE,
    /** The same account, format, number and opening balance were taken in before, in other bytes. */
    SAME_STATEMENT,
    /** The number was used before, with another opening balance: taken in, with a problem. */
    STATEMENT_NUMBER_REUSED,
    /** Not seen before. */
    NEW;

    @Override
    public String id() {
        return "IMPORT." + name();
    }

    /** Whether a file with this verdict may be imported. */
    public boolean isTakenIn() {
        return this == NEW || this == STATEMENT_NUMBER_REUSED;
    }
}
