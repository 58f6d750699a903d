package io.counterfoil.payments.dispute;

/** Where a deadline comes from. */
public enum DeadlineSource {
    /** The processor gave the date. */
    PROCESSOR,
    /** The day of opening and the days of the code table. */
    TABLE,
    /** Neither: there is no deadline. */
    NONE
}
