package io.counterfoil.collections.receivable;

/** How an earlier event is taken back (COL-03). */
public enum ReversalKind {
    /** It happened and came back on a day: until then it counted. What it had paid is open again and ages from its original due date. */
    RETURNED,
    /** It should never have been recorded: once that is known, it counts on no day. */
    VOIDED
}
