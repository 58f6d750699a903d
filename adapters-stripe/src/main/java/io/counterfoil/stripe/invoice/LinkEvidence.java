package io.counterfoil.stripe.invoice;

import io.counterfoil.payments.evidence.Code;

/** The ranks of evidence that link a payment to an invoice, strongest first (specification 4.10). */
public enum LinkEvidence implements Code {
    INVOICE_PAYMENT(true),
    LEGACY_INVOICE_FIELD(true),
    METADATA(true),
    CLIENT_REFERENCE(true),
    PAYMENT_LINK(true),
    ORDER_REFERENCE(true),
    /** An invoice number as a whole token of a free text. */
    NUMBER_IN_TEXT(false),
    /** The same customer, exactly the open amount, near in time. */
    CUSTOMER_AMOUNT_DATE(false),
    /** Exactly the open amount, near in time: a suggestion, never a link. */
    AMOUNT_DATE(false);

    private final boolean hard;

    LinkEvidence(boolean hard) {
        this.hard = hard;
    }

    /** Whether it names the invoice beyond doubt: two hard pieces that disagree are a conflict. */
    public boolean hard() {
        return hard;
    }

    @Override
    public String id() {
        return "STRIPE_LINK." + name();
    }
}
