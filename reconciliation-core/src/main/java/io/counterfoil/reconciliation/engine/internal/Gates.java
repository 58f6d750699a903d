package io.counterfoil.reconciliation.engine.internal;

import io.counterfoil.reconciliation.plan.Pass;

/** Gates on two texts that are both there. */
public final class Gates {

    private Gates() {}

    /** Whether the pair of references, or of texts, passes; for {@code REFERENCE_IN_OTHER_TEXT} the first is the reference. */
    public static boolean admit(Pass.Gate gate, String a, String b) {
        return switch (gate) {
            case REFERENCE_EQUAL -> a.equals(b);
            case REFERENCE_EQUAL_IGNORING_CASE -> a.equalsIgnoreCase(b);
            case REFERENCE_CONTAINS_EITHER, TEXT_CONTAINS_EITHER -> a.contains(b) || b.contains(a);
            case REFERENCE_IN_OTHER_TEXT -> Texts.standsIn(a, b);
        };
    }
}
