package io.counterfoil.examples.desk;

/** The report of a desk's period, made from a seed: the same seed makes the same report. */
public interface DeskReport {

    /** For a terminal. */
    String text();

    /** One page that needs nothing else. */
    String html();

    /** Whether every figure that is counted twice comes out the same. */
    boolean ties();
}
