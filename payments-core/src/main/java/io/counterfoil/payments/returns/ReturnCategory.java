package io.counterfoil.payments.returns;

import io.counterfoil.payments.evidence.Code;

/** Why a payment came back, in the same words on every rail (payments specification 4.5). */
public enum ReturnCategory implements Code {
    /** Not enough money, or money not yet cleared. */
    INSUFFICIENT_FUNDS,
    /** The account was open once. */
    ACCOUNT_CLOSED,
    /** There is no such account. */
    NO_ACCOUNT,
    /** The payer denies, revoked or disputes the authority. */
    UNAUTHORISED,
    /** The payer stopped this payment. */
    STOPPED,
    /** The receiver or its bank does not want it. */
    REFUSED,
    /** The account takes no such payment, or is frozen. */
    BLOCKED,
    /** The account holder died. */
    DECEASED,
    /** It was sent, or collected, twice. */
    DUPLICATE,
    /** Sanctions, regulation, a duty of the bank. */
    COMPLIANCE,
    /** A mistake in the record or in its handling. */
    ADMIN,
    /** The originator's bank sends a return back. */
    DISHONOURED_RETURN,
    /** The receiver's bank insists on its return. */
    CONTESTED_DISHONOUR,
    /** Another reason, or a code that is not known. */
    OTHER;

    @Override
    public String id() {
        return "RETURN." + name();
    }
}
