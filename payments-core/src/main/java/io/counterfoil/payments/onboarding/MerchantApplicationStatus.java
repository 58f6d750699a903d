package io.counterfoil.payments.onboarding;

import io.counterfoil.payments.evidence.Code;

/** Where an application stands: the states of the life {@code MERCHANT_APPLICATION}. */
public enum MerchantApplicationStatus implements Code {
    /** Being filled in. */
    DRAFT,
    /** Complete enough to be looked at. */
    SUBMITTED,
    /** A reviewer looks at it. */
    IN_REVIEW,
    /** Waits for documents or answers of the applicant. */
    AWAITING_APPLICANT,
    /** The partner, such as an acquirer, looks at it. */
    WITH_PARTNER,
    /** The partner takes the merchant. */
    PARTNER_APPROVED,
    /** Approved by a person who did not review it. */
    APPROVED,
    /** Accounts, fees and limits are set. */
    CONFIGURED,
    /** Payments may flow. */
    ACTIVE,
    /** Turned down. */
    DECLINED,
    /** Given up, by the applicant or by silence. */
    WITHDRAWN;

    @Override
    public String id() {
        return "APPLICATION." + name();
    }
}
