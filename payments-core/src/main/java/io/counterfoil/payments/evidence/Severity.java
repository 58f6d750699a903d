package io.counterfoil.payments.evidence;

/** How urgently a person must look, mildest first. */
public enum Severity {
    /** Nothing to do. */
    NONE,
    LOW,
    MEDIUM,
    HIGH,
    /** At once: money may be leaving or a proof is broken. */
    CRITICAL
}
