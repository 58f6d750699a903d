package io.counterfoil.payments.rail;

import io.counterfoil.payments.evidence.Code;

/** A scheme of the European Payments Council. */
public enum SepaScheme implements Code {
    /** Direct debit, open to consumers. */
    SDD_CORE,
    /** Direct debit between businesses: no refund of an authorised debit. */
    SDD_B2B,
    /** Credit transfer. */
    SCT,
    /** Instant credit transfer. */
    SCT_INST;

    @Override
    public String id() {
        return "SEPA." + name();
    }
}
