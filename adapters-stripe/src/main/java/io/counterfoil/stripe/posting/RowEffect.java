package io.counterfoil.stripe.posting;

import io.counterfoil.payments.evidence.Code;

/** What a row of the balance means to the host, beside its posting. Source: {@code stripe_postings.json}. */
public enum RowEffect implements Code {
    PAYMENT_CONFIRMED,
    PAYMENT_RETURNED,
    REFUND_PAID,
    REFUND_FAILED,
    CAPTURE_REDUCED,
    DISPUTE_FUNDS_WITHDRAWN,
    DISPUTE_FUNDS_REINSTATED,
    FEE_CHARGED,
    FEE_TAX_CHARGED,
    PAYOUT_SENT,
    PAYOUT_RETURNED,
    TOPUP,
    TOPUP_REVERSED,
    TRANSFER,
    TRANSFER_REVERSED,
    PLATFORM_FEE_EARNED,
    PLATFORM_FEE_REFUNDED,
    RESERVE_MOVED,
    UNAPPLIED_CASH_MOVED,
    FINANCING,
    DONATION,
    ISSUING,
    /** A person must say what it is. */
    CLASSIFY;

    @Override
    public String id() {
        return "STRIPE_EFFECT." + name();
    }
}
