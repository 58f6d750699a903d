package io.counterfoil.stripe.invoice;

import io.counterfoil.payments.evidence.Code;

/** Why a payment was not linked to an invoice, or was linked and must be looked at (specification 4.10). */
public enum LinkObstacle implements Code {
    /** Two hard pieces of evidence name different invoices. */
    CONFLICTING_EVIDENCE,
    /** The evidence names several invoices. */
    SEVERAL_CANDIDATES,
    /** A text names several invoices whose open amounts do not sum to the payment. */
    SUM_DIFFERS,
    /** Nothing names an invoice. */
    NO_EVIDENCE,
    /** Only amount and date fit. */
    SUGGESTION_ONLY,
    /** The invoice is in another currency. */
    CURRENCY_MISMATCH,
    /** Nothing is open on the invoice. */
    DUPLICATE_PAYMENT,
    /** A reference that no invoice of the host has. */
    NAMES_NO_INVOICE,
    /** Stronger evidence names another invoice. */
    OUTRANKED,
    /** The table of payment and invoice says that a person must look. */
    STATUS_REVIEW;

    @Override
    public String id() {
        return "STRIPE_LINK." + name();
    }
}
