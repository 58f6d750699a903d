package io.counterfoil.reconciliation.engine.internal;

/**
 * Sets by a table of which sums the values from each one on can reach: bits, one for each sum that matters. A branch is entered only if its sum can still be
 * completed, so that finding nothing costs no more than the table. Wins where amounts are few or alike.
 */
final class SetReachTable extends SetSolver {

    /** Words of 64 sums that the table may have: 32 MB. */
    private static final long MOST_WORDS = 1L << 22;

    /** Words of the table that are moved in the time of one sum tried. */
    private static final int WORDS_A_STEP = 8;

    private final long base;
    private final long width;
    private final int words;
    private final int[] taken;
    private long[][] reach = new long[0][];
    private boolean stopped;

    SetReachTable(SetValues pool) {
        super(pool);
        this.taken = new int[pool.size];
        long least = pool.leastFrom(0, pool.items);
        long most = pool.mostFrom(0, pool.items);
        this.base = Math.max(least, pool.low - most);
        this.width = Math.min(most, pool.high - least) - base + 1;
        this.words = width / 64 >= MOST_WORDS ? -1 : (int) (width / 64 + 1);
    }

    @Override
    long work() {
        if (words < 0 || (long) words * (pool.size + 1) > MOST_WORDS) {
            return UNFIT;
        }
        long shifts = pool.size;
        for (int times : pool.times) {
            shifts += 32 - Integer.numberOfLeadingZeros(times);
        }
        return shifts * words / WORDS_A_STEP + 1;
    }

    @Override
    void search(SetHits hits) {
        reach = new long[pool.size + 1][words];
        set(reach[pool.size], -base);
        for (int v = pool.size - 1; v >= 0; v--) {
            System.arraycopy(reach[v + 1], 0, reach[v], 0, words);
            int more = pool.times[v];
            for (int part = 1; more > 0; part *= 2) {
                int now = Math.min(part, more);
                more -= now;
                shift(reach[v], now * pool.value[v]);
                if (!spend(words / WORDS_A_STEP + 1)) {
                    return;
                }
            }
        }
        extend(0, pool.maxSetSize, 0, hits);
    }

    private static void set(long[] bits, long at) {
        bits[(int) (at >>> 6)] |= 1L << at;
    }

    /** Adds every sum moved by so much. */
    private void shift(long[] bits, long by) {
        long size = Math.abs(by);
        int whole = (int) Math.min(size >>> 6, words);
        int part = (int) (size & 63);
        if (by > 0) {
            for (int w = words - 1; w >= whole; w--) {
                long moved = bits[w - whole] << part;
                if (part > 0 && w > whole) {
                    moved |= bits[w - whole - 1] >>> (64 - part);
                }
                bits[w] |= moved;
            }
        } else {
            for (int w = 0; w + whole < words; w++) {
                long moved = bits[w + whole] >>> part;
                if (part > 0 && w + whole + 1 < words) {
                    moved |= bits[w + whole + 1] << (64 - part);
                }
                bits[w] |= moved;
            }
        }
    }

    /** Whether some sum of the values from one on lies between two, both included. */
    private boolean reaches(int from, long low, long high) {
        long a = Math.max(low, base) - base;
        long b = Math.min(high, base + width - 1) - base;
        if (a > b) {
            return false;
        }
        long[] bits = reach[from];
        int first = (int) (a >>> 6);
        int last = (int) (b >>> 6);
        long word = bits[first] & -1L << a;
        for (int w = first; w < last; w++) {
            if (word != 0) {
                return true;
            }
            word = bits[w + 1];
        }
        return (word & (-1L >>> (63 - (int) (b & 63)))) != 0;
    }

    private void extend(int v, int more, long sum, SetHits hits) {
        if (!spend(1)) {
            stopped = true;
            return;
        }
        if (v == pool.size) {
            if (more < pool.maxSetSize && pool.isInWindow(sum)) {
                stopped = !hits.add(taken);
            }
            return;
        }
        int most = Math.min(pool.times[v], more);
        for (int count = 0; count <= most && !stopped; count++) {
            long next = sum + count * pool.value[v];
            if (reaches(v + 1, pool.low - next, pool.high - next)
                    && next + pool.mostFrom(v + 1, more - count) >= pool.low
                    && next + pool.leastFrom(v + 1, more - count) <= pool.high) {
                taken[v] = count;
                extend(v + 1, more - count, next, hits);
            }
        }
        taken[v] = 0;
    }

    @Override
    long explored() {
        return isSpent() ? 0 : 1_000_000;
    }
}
