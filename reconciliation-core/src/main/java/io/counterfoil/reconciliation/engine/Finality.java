package io.counterfoil.reconciliation.engine;

/** Whether later records can still contest a match. */
public enum Finality {
    FINAL,
    PROVISIONAL
}
