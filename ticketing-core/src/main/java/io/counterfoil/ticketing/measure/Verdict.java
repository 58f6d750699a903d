package io.counterfoil.ticketing.measure;

/** What can be said about a goal. */
public enum Verdict {
    /** The whole interval is on the good side. */
    MET,
    /** The whole interval is on the bad side. */
    MISSED,
    /** The goal lies inside the interval: the figure could be chance. */
    INCONCLUSIVE,
    /** Nothing to count. */
    NO_DATA,
    /** The figure is shown for information: no goal was agreed. */
    NO_GOAL
}
