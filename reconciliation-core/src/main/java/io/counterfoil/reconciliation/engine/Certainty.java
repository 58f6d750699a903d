package io.counterfoil.reconciliation.engine;

/** How sure a match is. */
public enum Certainty {
    /** In every best assignment, and its regret reaches the confirm margin. */
    CERTAIN,
    /** Sure up to an exchange of items that the plan declares to be as good as each other. */
    INTERCHANGEABLE,
    /** In every best assignment, by less than the confirm margin. */
    LIKELY
}
