package io.counterfoil.reconciliation.plan;

import io.counterfoil.payments.evidence.Code;

/** What can be wrong with a plan (reconciliation specification REC-04, {@code facts/reconciliation-rejections.json}). */
public enum PlanCode implements Code {
    /** A pass with neither an amount nor a reference criterion. */
    PLAN_PASS_WITHOUT_CRITERION,
    /** A criterion that every pair passes, or a percent above 100. */
    PLAN_CRITERION_VACUOUS,
    /** A pass whose candidates an earlier pass always takes or holds. */
    PLAN_UNREACHABLE,
    /** An asymmetric window without a side to count from. */
    PLAN_WINDOW_UNANCHORED,
    /** A pass of sets on both sides without a key that ties items together. */
    PLAN_NM_WITHOUT_KEY,
    /** Two passes of one name. */
    PLAN_NAME_TWICE,
    /** A setting that the pass's cardinality has no use for. */
    PLAN_SETTING_UNUSED;

    @Override
    public String id() {
        return "RECONCILIATION." + name();
    }
}
