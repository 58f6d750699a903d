package io.counterfoil.payments.evidence;

/**
 * How many readings there are.
 *
 * @param items counted by the items taken: every set of items is its own solution
 * @param compositions counted by what the items look like: interchangeable items are one
 * @param exact false where counting stopped at a limit; the figures are then lower bounds
 */
public record SolutionCount(long items, long compositions, boolean exact) {

    public SolutionCount {
        if (items < 0 || compositions < 0 || compositions > items) {
            throw new IllegalArgumentException("counts " + items + " by items and " + compositions
                    + " by compositions, expected 0 <= compositions <= items");
        }
    }

    /** So many readings, counted to the end, none of them alike. */
    public static SolutionCount exactly(long n) {
        return new SolutionCount(n, n, true);
    }
}
