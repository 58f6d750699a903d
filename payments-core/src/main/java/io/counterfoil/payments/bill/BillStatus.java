package io.counterfoil.payments.bill;

import io.counterfoil.payments.evidence.Code;

/** Where the payment of a bill stands: the states of the table BILL_PAYMENT. */
public enum BillStatus implements Code {
    /** Taken from the client; before that there is nothing but this state. */
    RECEIVED,
    /** The biller is known and takes the account number. */
    MATCHED,
    /** Sent to the biller, or put right by it. */
    POSTED,
    /** On a wrong account. */
    MISAPPLIED,
    /** The biller or the network was asked to put it right. */
    CORRECTION_REQUESTED,
    /** The money came back. */
    REVERSED,
    /** The correction was refused. */
    REFUSED;

    @Override
    public String id() {
        return "BILL." + name();
    }
}
