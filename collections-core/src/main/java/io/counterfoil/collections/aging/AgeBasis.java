package io.counterfoil.collections.aging;

/** From which date an age is counted. */
public enum AgeBasis {
    /** The due date, of each instalment its own; the issue date where there is none. */
    DUE_DATE,
    /** The issue date. */
    ISSUE_DATE
}
