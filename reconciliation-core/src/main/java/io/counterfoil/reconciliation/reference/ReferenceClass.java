package io.counterfoil.reconciliation.reference;

import io.counterfoil.payments.evidence.Code;

/** How well a reference is founded, strongest first (reconciliation specification 4.6a). */
public enum ReferenceClass implements Code {
    /** The structured reference field of the payment holds it, and its check digits agree. */
    STRUCTURED,
    /** Free text holds it, and its check digits agree. */
    CHECK_DIGIT,
    /** Free text holds something of a form that the creditor declared. */
    PATTERN,
    /** Free text names an open item, whatever its separators, case, leading zeros and prefix. */
    DICTIONARY,
    /** One edit away from exactly one open item: counts only beside a second evidence, such as the amount or the party. */
    NEAR,
    /** The head or tail, six characters or more, of exactly one open item: counts only beside a second evidence. */
    PARTIAL;

    /** Whether a reference of this class proves nothing alone: the amount or the party must agree too. */
    public boolean needsSecondEvidence() {
        return this == NEAR || this == PARTIAL;
    }

    @Override
    public String id() {
        return "REFERENCE." + name();
    }
}
