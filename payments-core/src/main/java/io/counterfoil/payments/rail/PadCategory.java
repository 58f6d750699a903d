package io.counterfoil.payments.rail;

import io.counterfoil.payments.evidence.Code;

/** The category of a Canadian pre-authorised debit (Payments Canada Rule H1): it decides how long the payor may claim the money back. */
public enum PadCategory implements Code {
    /** For personal, family or household purposes. */
    PERSONAL,
    /** For the payor's business. */
    BUSINESS,
    /** Between accounts of the same or of related owners. */
    CASH_MANAGEMENT;

    @Override
    public String id() {
        return "PAD." + name();
    }
}
