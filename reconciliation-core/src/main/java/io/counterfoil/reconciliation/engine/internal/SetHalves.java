package io.counterfoil.reconciliation.engine.internal;

import java.util.Arrays;

/**
 * Sets that meet in the middle: all sums of one half of the values, in order, against all sums of the other half. Wins where amounts are wide and not many, whatever
 * the size of the sets.
 */
final class SetHalves extends SetSolver {

    /** Sums that one half may have. */
    private static final int MOST_SUMS = 1 << 21;

    /** What one sum costs, in steps: it is moved once in each merge. */
    private static final int COST = 2;

    private static final long MILLION = 1_000_000;

    private final int[] left;
    private final int[] right;
    private final long leftSums;
    private final long rightSums;
    private final int[] taken;
    private long done;

    SetHalves(SetValues pool) {
        super(pool);
        this.taken = new int[pool.size];
        int[] first = new int[pool.size];
        int[] second = new int[pool.size];
        int a = 0;
        int b = 0;
        long x = 1;
        long y = 1;
        for (int v = 0; v < pool.size; v++) {
            long choices = most(v) + 1L;
            if (x <= y) {
                first[a++] = v;
                x = Math.min(2L * MOST_SUMS, x * choices);
            } else {
                second[b++] = v;
                y = Math.min(2L * MOST_SUMS, y * choices);
            }
        }
        this.left = Arrays.copyOf(first, a);
        this.right = Arrays.copyOf(second, b);
        this.leftSums = x;
        this.rightSums = y;
    }

    private int most(int v) {
        return Math.min(pool.times[v], pool.maxSetSize);
    }

    @Override
    long work() {
        return Math.max(leftSums, rightSums) > MOST_SUMS ? UNFIT : COST * (leftSums + rightSums);
    }

    /** All sums of some values in ascending order, each with a number that says how many of each value it takes. */
    private final class Sums {

        private long[] sum = {0};
        private int[] code = {0};

        private Sums(int[] values) {
            int radix = 1;
            for (int v : values) {
                add(v, radix);
                radix *= most(v) + 1;
            }
        }

        /** Merges the sums with none of the value, with one, with two, ... */
        private void add(int v, int radix) {
            int before = sum.length;
            int times = most(v);
            long[] nextSum = new long[before * (times + 1)];
            int[] nextCode = new int[nextSum.length];
            long[] ownSum = sum;
            int[] ownCode = code;
            for (int count = 1; count <= times; count++) {
                nextSum = count == 1 ? nextSum : new long[nextSum.length];
                nextCode = count == 1 ? nextCode : new int[nextSum.length];
                int size = before * count;
                long by = count * pool.value[v];
                int codeBy = count * radix;
                int i = 0;
                int j = 0;
                int at = 0;
                while (i < size && j < before) {
                    long moved = sum[j] + by;
                    if (ownSum[i] <= moved) {
                        nextSum[at] = ownSum[i];
                        nextCode[at] = ownCode[i];
                        i++;
                    } else {
                        nextSum[at] = moved;
                        nextCode[at] = code[j] + codeBy;
                        j++;
                    }
                    at++;
                }
                for (; i < size; i++, at++) {
                    nextSum[at] = ownSum[i];
                    nextCode[at] = ownCode[i];
                }
                for (; j < before; j++, at++) {
                    nextSum[at] = sum[j] + by;
                    nextCode[at] = code[j] + codeBy;
                }
                ownSum = nextSum;
                ownCode = nextCode;
            }
            sum = ownSum;
            code = ownCode;
        }
    }

    @Override
    void search(SetHits hits) {
        if (!spend(work())) {
            return;
        }
        Sums a = new Sums(left);
        Sums b = new Sums(right);
        int from = b.sum.length;
        int to = b.sum.length;
        for (int i = 0; i < a.sum.length; i++) {
            long rest = a.sum[i];
            while (from > 0 && rest + b.sum[from - 1] >= pool.low) {
                from--;
            }
            while (to > 0 && rest + b.sum[to - 1] > pool.high) {
                to--;
            }
            for (int j = from; j < to; j++) {
                if (!spend(1) || !hit(a.code[i], b.code[j], hits)) {
                    done = MILLION * i / a.sum.length;
                    return;
                }
            }
        }
    }

    private boolean hit(int leftCode, int rightCode, SetHits hits) {
        Arrays.fill(taken, 0);
        int size = unpack(left, leftCode) + unpack(right, rightCode);
        return size == 0 || size > pool.maxSetSize || hits.add(taken);
    }

    private int unpack(int[] values, int code) {
        int rest = code;
        int size = 0;
        for (int v : values) {
            int choices = most(v) + 1;
            taken[v] = rest % choices;
            size += taken[v];
            rest /= choices;
        }
        return size;
    }

    @Override
    long explored() {
        return isSpent() ? done : MILLION;
    }
}
