package io.counterfoil.reconciliation.status;

import io.counterfoil.payments.evidence.Code;

/** What becomes of an invoice (reconciliation specification 4.13). Returned, never performed: setting a status is the host's act. */
public enum InvoiceAction implements Code {
    NONE,
    MARK_PAID,
    MARK_PART_PAID,
    MARK_PAID_AND_CREDIT,
    MARK_PENDING,
    MARK_FAILED,
    MARK_REFUNDED,
    RECORD_PART_REFUND,
    FLAG_DISPUTED,
    CLEAR_DISPUTE,
    LINK,
    REOPEN,
    HAND_TO_COLLECTIONS,
    REVIEW;

    @Override
    public String id() {
        return "INVOICE." + name();
    }
}
