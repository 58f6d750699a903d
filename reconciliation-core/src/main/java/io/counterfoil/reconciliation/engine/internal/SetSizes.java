package io.counterfoil.reconciliation.engine.internal;

import io.counterfoil.reconciliation.item.internal.KeySort;
import java.util.Arrays;

/**
 * Sets of few items, size by size: all sums of half as many items, in order, against each other. A set is found once, as its first half in the order of values and
 * its second. Wins where sets are small in a pool that is not.
 */
final class SetSizes extends SetSolver {

    private static final int MOST_SUMS = 1 << 21;
    private static final int MOST_HALF = 5;
    private static final int BITS = 12;
    private static final int MASK = (1 << BITS) - 1;
    private static final long MILLION = 1_000_000;

    /** What one sum costs, in steps: it is made, sorted and looked up. */
    private static final int COST = 8;

    private final int half;
    private final long[] counts;
    private final int[] taken;
    private final Sums[] bySize;
    private long done;

    SetSizes(SetValues pool) {
        super(pool);
        this.half = (pool.maxSetSize + 1) / 2;
        this.taken = new int[pool.size];
        this.counts = half > MOST_HALF || pool.size > MASK ? new long[0] : counts();
        this.bySize = new Sums[counts.length];
    }

    /** How many ways there are to take so many items, by value. */
    private long[] counts() {
        long[] ways = new long[half + 1];
        ways[0] = 1;
        for (int v = 0; v < pool.size; v++) {
            for (int s = half; s > 0; s--) {
                for (int count = 1; count <= Math.min(s, pool.times[v]); count++) {
                    ways[s] = Math.min(2L * MOST_SUMS, ways[s] + ways[s - count]);
                }
            }
        }
        return ways;
    }

    @Override
    long work() {
        long all = Arrays.stream(counts).sum();
        return counts.length == 0 || all > MOST_SUMS ? UNFIT : COST * all;
    }

    /** Sums of so many items each in ascending order, with the values taken, the first of them lowest. */
    private static final class Sums {

        private final long[] sum;
        private final long[] values;

        private Sums(long[] sum, long[] values) {
            int[] order = new int[sum.length];
            long[] keys = new long[sum.length];
            for (int i = 0; i < order.length; i++) {
                order[i] = i;
                keys[i] = sum[i] ^ Long.MIN_VALUE;
            }
            KeySort.sort(keys, order, order.length);
            this.sum = new long[sum.length];
            this.values = new long[sum.length];
            for (int i = 0; i < order.length; i++) {
                this.sum[i] = sum[order[i]];
                this.values[i] = values[order[i]];
            }
        }
    }

    private Sums sums(int size) {
        Sums known = bySize[size];
        if (known == null) {
            long[] sum = new long[(int) counts[size]];
            long[] values = new long[sum.length];
            fill(sum, values, new int[size], 0, 0);
            known = new Sums(sum, values);
            bySize[size] = known;
        }
        return known;
    }

    private int fill(long[] sum, long[] values, int[] chosen, int depth, int at) {
        if (depth == chosen.length) {
            for (int i = depth - 1; i >= 0; i--) {
                sum[at] += pool.value[chosen[i]];
                values[at] = values[at] << BITS | chosen[i];
            }
            return at + 1;
        }
        int next = at;
        for (int v = depth == 0 ? 0 : chosen[depth - 1]; v < pool.size; v++) {
            if (depth < pool.times[v] || chosen[depth - pool.times[v]] != v) {
                chosen[depth] = v;
                next = fill(sum, values, chosen, depth + 1, next);
            }
        }
        return next;
    }

    @Override
    void search(SetHits hits) {
        if (!spend(work())) {
            return;
        }
        for (int size = 1; size <= pool.maxSetSize; size++) {
            if (pool.mayHold(size) && !join(size, hits)) {
                done = MILLION * (size - 1) / pool.maxSetSize;
                return;
            }
        }
    }

    private boolean join(int size, SetHits hits) {
        Sums a = sums((size + 1) / 2);
        int rest = size / 2;
        Sums b = rest == 0 ? new Sums(new long[1], new long[1]) : sums(rest);
        int from = b.sum.length;
        int to = b.sum.length;
        for (int i = 0; i < a.sum.length; i++) {
            while (from > 0 && a.sum[i] + b.sum[from - 1] >= pool.low) {
                from--;
            }
            while (to > 0 && a.sum[i] + b.sum[to - 1] > pool.high) {
                to--;
            }
            for (int j = from; j < to; j++) {
                if (!spend(1) || !hit(a.values[i], b.values[j], size, hits)) {
                    return false;
                }
            }
        }
        return true;
    }

    /** A hit if the second half goes on where the first one ends, and no value is taken more often than it is there. */
    private boolean hit(long first, long second, int size, SetHits hits) {
        int ofFirst = (size + 1) / 2;
        int ofSecond = size / 2;
        if (ofSecond > 0 && ((first >>> (BITS * (ofFirst - 1))) & MASK) > (second & MASK)) {
            return true;
        }
        Arrays.fill(taken, 0);
        return (take(first, ofFirst) && take(second, ofSecond)) ? hits.add(taken) : true;
    }

    private boolean take(long values, int count) {
        boolean there = true;
        for (int i = 0; i < count; i++) {
            int v = (int) ((values >>> (BITS * i)) & MASK);
            taken[v]++;
            there &= taken[v] <= pool.times[v];
        }
        return there;
    }

    @Override
    long explored() {
        return isSpent() ? done : MILLION;
    }
}
