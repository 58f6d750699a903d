package io.counterfoil.reconciliation.engine.internal;

/** Sets by their largest value first; what the rest can add at most and at least cuts branches. Wins where hits are dense or nearly nothing can be combined. */
final class SetDepthFirst extends SetSolver {

    private static final double MILLION = 1_000_000;

    private final int[] taken;
    private final boolean onlyPositive;
    private boolean stopped;
    private double share;

    SetDepthFirst(SetValues pool) {
        super(pool);
        this.taken = new int[pool.size];
        this.onlyPositive = !pool.hasNegatives();
    }

    @Override
    long work() {
        return 0;
    }

    @Override
    void search(SetHits hits) {
        extend(0, pool.maxSetSize, 0, hits);
    }

    private void extend(int from, int more, long sum, SetHits hits) {
        int v = from;
        while (v < pool.size) {
            if (onlyPositive && pool.value[v] > pool.high - sum) {
                v = pool.firstAtMost(pool.high - sum, v);
            }
            if (v == pool.size
                    || sum + pool.mostFrom(v, more) < pool.low
                    || sum + pool.leastFrom(v, more) > pool.high) {
                return;
            }
            take(v, more, sum, hits);
            if (stopped) {
                share = shareBefore(from, v, more);
                return;
            }
            v++;
        }
    }

    private void take(int v, int more, long sum, SetHits hits) {
        long next = sum;
        int most = Math.min(pool.times[v], more);
        for (int count = 1; count <= most && !stopped; count++) {
            next += pool.value[v];
            if (onlyPositive && next > pool.high) {
                break;
            }
            stopped = !spend(1);
            taken[v] = count;
            if (!stopped && pool.isInWindow(next)) {
                stopped = !hits.add(taken);
            }
            if (!stopped && more > count && v + 1 < pool.size) {
                extend(v + 1, more - count, next, hits);
            }
        }
        taken[v] = 0;
    }

    /** Of all sets of values from one on, the share whose first value stands before another, and of those that begin with that one the share known so far. */
    private double shareBefore(int from, int v, int more) {
        double all = 0;
        double done = 0;
        for (int first = from; first < pool.size; first++) {
            double sets = sets(pool.size - first - 1, more - 1);
            all += sets;
            done += first < v ? sets : first == v ? sets * share : 0;
        }
        return done / all;
    }

    /** How many sets of up to so many of n things there are, the empty one included. */
    private static double sets(int n, int most) {
        double all = 1;
        double ofSize = 1;
        for (int s = 1; s <= Math.min(n, most); s++) {
            ofSize = ofSize * (n - s + 1) / s;
            all += ofSize;
        }
        return all;
    }

    @Override
    long explored() {
        return isSpent() ? Math.min(999_999, (long) (share * MILLION)) : 1_000_000;
    }
}
