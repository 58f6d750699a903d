package io.counterfoil.payments.returns;

import io.counterfoil.payments.evidence.Code;

/** What to do next about a return. A proposal for a person or a desk, never an act. */
public enum NextAction implements Code {
    /** It may be presented again within its budget. */
    MAY_REPRESENT,
    /** Correct the record and send it anew; not a re-presentment. */
    REPAIR,
    /** Ask for other bank details before anything is sent again. */
    ASK_NEW_DETAILS,
    /** Speak with the payer or payee first. */
    CONTACT_PAYER,
    /** Nothing more may be collected under the mandate. */
    CANCEL_MANDATE,
    /** Take over the details that the bank supplied. */
    AMEND_MANDATE,
    /** Take over the new details where they came, otherwise end the mandate. */
    AMEND_OR_CANCEL,
    /** The mandate lives again. */
    REACTIVATE_MANDATE,
    /** Lodge the instruction again. */
    LODGE_AGAIN,
    /** Look for the other payment before anything else. */
    CHECK_DUPLICATE,
    /** Answer the other bank while its window runs. */
    ANSWER_BANK,
    /** A person must find out. */
    INVESTIGATE;

    @Override
    public String id() {
        return "NEXT." + name();
    }
}
