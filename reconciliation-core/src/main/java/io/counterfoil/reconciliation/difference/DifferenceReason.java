package io.counterfoil.reconciliation.difference;

import io.counterfoil.payments.evidence.Code;

/** Why two sides of a match differ ({@code facts/reconciliation-difference-reasons.json}); only those that a pass can find without explainers. */
public enum DifferenceReason implements Code {
    /** Left is less than right, inside the tolerance of the pass. */
    TOLERANCE_SHORT,
    /** Left is more than right, inside the tolerance of the pass. */
    TOLERANCE_OVER,
    /** The pass does not look at amounts; nothing explains the difference. */
    UNEXPLAINED,
    /** The days differ; carries amount zero. */
    TIMING;

    @Override
    public String id() {
        return "DIFFERENCE." + name();
    }
}
