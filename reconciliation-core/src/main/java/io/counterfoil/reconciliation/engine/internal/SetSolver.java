package io.counterfoil.reconciliation.engine.internal;

/** One way to find the sets of a pool whose sums lie in a window. Not thread-safe: for one search. */
abstract class SetSolver {

    /** What a solver answers that cannot be used on the pool. */
    static final long UNFIT = Long.MAX_VALUE;

    final SetValues pool;
    private long left;
    private long steps;

    SetSolver(SetValues pool) {
        this.pool = pool;
    }

    /** How much work there is before the first hit, in steps, known from the pool alone; {@link #UNFIT} where it cannot be used. */
    abstract long work();

    /** Finds hits until there are no more, no more are wanted, or the steps run out. */
    abstract void search(SetHits hits);

    /** How much of all sets was looked at or ruled out, in millionths. */
    abstract long explored();

    /** Searches; true where it came to its end, be it because no more hits are wanted. */
    final boolean run(SetHits hits, long maxSteps) {
        left = maxSteps;
        search(hits);
        return left >= 0;
    }

    /** Counts work; false where there may be no more. */
    final boolean spend(long work) {
        steps += work;
        left -= work;
        return left >= 0;
    }

    final boolean isSpent() {
        return left < 0;
    }

    /** Work done. */
    final long steps() {
        return steps;
    }
}
