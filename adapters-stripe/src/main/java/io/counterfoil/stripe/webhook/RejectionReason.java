package io.counterfoil.stripe.webhook;

import io.counterfoil.payments.evidence.Code;

/** Why a webhook was rejected, in the order in which it is looked at (specification 4.1). */
public enum RejectionReason implements Code {
    /** No header, or a blank one. */
    MISSING_HEADER,
    /** The header has more than 8,192 bytes. */
    HEADER_TOO_LARGE,
    /** The body has more bytes than are accepted. */
    PAYLOAD_TOO_LARGE,
    /** A time or a signature without value, two times, or a time that is not 1 to 12 digits. */
    MALFORMED_HEADER,
    /** No time. */
    NO_TIMESTAMP,
    /** No signature of scheme v1. */
    NO_V1_SIGNATURE,
    /** No secret gives any of the signatures. */
    SIGNATURE_MISMATCH,
    /** Only a secret gives it that is not valid at this time: the sender still uses a retired one. */
    SECRET_NOT_ACTIVE,
    /** Signed longer ago than is tolerated. */
    TIMESTAMP_TOO_OLD,
    /** Signed further in the future than is tolerated. */
    TIMESTAMP_IN_FUTURE;

    @Override
    public String id() {
        return "STRIPE_WEBHOOK." + name();
    }
}
