package io.counterfoil.payments.mandate;

import io.counterfoil.payments.evidence.Code;

/** Where a mandate stands: the states of the lives {@code PAD_MANDATE}, {@code BACS_INSTRUCTION} and {@code SEPA_MANDATE}. */
public enum MandateStatus implements Code {
    /** Being drawn up. */
    DRAFT,
    /** PAD: signed, or consent recorded. */
    CONFIRMED,
    /** PAD: the payer was told the first date and amount. */
    NOTIFIED,
    /** Bacs: sent to the payer's bank, which may reject it. */
    LODGED,
    /** SEPA: signed, nothing collected yet. */
    SIGNED,
    /** Debits may be filed. */
    ACTIVE,
    /** SEPA: changed since the last collection; the next one carries the change. */
    AMENDED,
    /** PAD: no debits until it is resumed. */
    SUSPENDED,
    /** Bacs: unused for so long that the payer's bank may let it expire. */
    DORMANT,
    /** Ended by either side. */
    CANCELLED,
    /** Bacs: the payer's bank did not take it. */
    REJECTED,
    /** Bacs: the payer's bank let it expire. */
    EXPIRED,
    /** SEPA: 36 months without a collection. */
    LAPSED,
    /** A one-time mandate that was used, or the last collection was made. */
    DONE;

    @Override
    public String id() {
        return "MANDATE." + name();
    }
}
