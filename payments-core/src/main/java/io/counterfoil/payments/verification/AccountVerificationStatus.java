package io.counterfoil.payments.verification;

import io.counterfoil.payments.evidence.Code;

/** Where a verification stands: the states of the life {@code ACCOUNT_VERIFICATION}. */
public enum AccountVerificationStatus implements Code {
    /** Nothing to go by yet. */
    UNVERIFIED,
    /** A document is there, to be looked at. */
    DOC_RECEIVED,
    /** A person found the document in order. */
    DOC_CHECKED,
    /** An entry of amount zero is on its way. */
    PRENOTE_SENT,
    /** Two small deposits are on their way, or wait for the client to tell them. */
    MICRO_SENT,
    /** The account is the client's. */
    VERIFIED,
    /** The account did not answer as it should. */
    FAILED,
    /** Not to be used, for good. */
    REFUSED,
    /** Verified too long ago. */
    EXPIRED,
    /** Verified once, no longer to be used. */
    REVOKED;

    @Override
    public String id() {
        return "VERIFICATION." + name();
    }
}
