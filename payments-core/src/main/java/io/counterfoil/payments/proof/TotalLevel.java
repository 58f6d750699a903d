package io.counterfoil.payments.proof;

/** Which part of a file a control total speaks about, outermost first. */
public enum TotalLevel {
    FILE,
    GROUP,
    BATCH,
    STATEMENT,
    ACCOUNT,
    PAGE,
    ENTRY
}
