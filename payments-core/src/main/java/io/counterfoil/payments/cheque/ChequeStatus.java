package io.counterfoil.payments.cheque;

import io.counterfoil.payments.evidence.Code;

/** Where an issued cheque stands: the states of the table CHEQUE_ISSUED. */
public enum ChequeStatus implements Code {
    /** Printed, not given away; before it is printed there is nothing but this state. */
    PRINTED,
    /** On its way or with the payee. */
    MAILED,
    /** The bank was asked not to pay it. */
    STOPPED,
    /** Too old to be paid, by agreement with the bank. */
    STALE,
    /** Presented, and positive pay disagrees: a person decides. */
    EXCEPTION,
    /** Paid by the bank. */
    PAID,
    /** Never to be paid: taken back before it was presented. */
    VOID,
    /** Never to be paid: stopped for good, or returned unpaid. */
    CLOSED;

    @Override
    public String id() {
        return "CHEQUE." + name();
    }
}
