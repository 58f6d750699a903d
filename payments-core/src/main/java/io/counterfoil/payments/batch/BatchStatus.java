package io.counterfoil.payments.batch;

import io.counterfoil.payments.evidence.Code;

/** Where a supplier batch stands: the states of the table SUPPLIER_BATCH. */
public enum BatchStatus implements Code {
    /** Being made, or sent back by an edit. */
    DRAFT,
    /** Counted; people must agree. */
    AWAITING_APPROVAL,
    /** Enough people agreed. */
    APPROVED,
    /** The money is reserved. */
    FUNDED,
    /** Its payments are on their way. */
    RELEASED,
    /** Every payment of it ended. */
    COMPLETED,
    /** Called off. */
    CANCELLED,
    /** An approver said no. */
    REJECTED;

    @Override
    public String id() {
        return "BATCH." + name();
    }
}
