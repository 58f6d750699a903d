package io.counterfoil.reconciliation.plan;

/**
 * How much work a run may spend on one place; what is cut by a limit is answered as truncated, never as "none".
 *
 * @param edges candidate pairs in one component
 * @param nodes items in one component
 * @param block candidate pairs that one block of equal keys may have
 * @param alternatives how many alternatives are listed; their count goes on
 * @param pool open items that a set is searched in
 * @param steps sums that one set search may try
 */
public record MatchLimits(int edges, int nodes, int block, int alternatives, int pool, int steps) {

    public MatchLimits {
        if (edges < 1 || nodes < 2 || block < 1 || alternatives < 2 || pool < 1 || steps < 1) {
            throw new IllegalArgumentException("a limit of " + edges + " edges, " + nodes + " nodes, " + block
                    + " pairs a block, " + alternatives + " alternatives, " + pool + " pool items, " + steps
                    + " steps is too small to match anything");
        }
    }

    /** 5 million edges, 200,000 nodes, 5 million pairs a block, 100 alternatives, 200 pool items, 20 million steps. */
    public static MatchLimits defaults() {
        return new MatchLimits(5_000_000, 200_000, 5_000_000, 100, 200, 20_000_000);
    }
}
