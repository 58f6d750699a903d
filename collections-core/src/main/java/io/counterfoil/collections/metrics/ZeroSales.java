package io.counterfoil.collections.metrics;

/** What counting back does at a period without sales, or with more credited than sold. */
public enum ZeroSales {
    /** It stops: the days counted so far are the least that the figure can be. */
    STOP,
    /** It counts the period's days and goes on. */
    COUNT_DAYS
}
