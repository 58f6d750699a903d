package io.counterfoil.payments.hours;

/**
 * Open time of one stretch of 2^25 seconds (some 388 days), in seconds from its beginning: intervals, the open seconds before each, and for each bucket of
 * 2^16 seconds the first interval that ends after the bucket's beginning.
 */
final class Chunk {

    static final int BITS = 25;
    static final int SECONDS = 1 << BITS;
    /** Not in this stretch. */
    static final int BEYOND = -1;

    private static final int BUCKET_BITS = 16;
    private static final int DENSITY_BITS = 32;
    /** So far a guess may be off before the search is by halves. */
    private static final int NEAR = 4;

    private static final int BUCKETS = 1 << (BITS - BUCKET_BITS);

    private final int[] starts;
    private final int[] ends;
    private final int[] cumulative;
    private final int[] buckets;
    /** Intervals for each open second, in 2^-32. */
    private final long density;

    /** From normalised spans that lie inside the stretch beginning at {@code origin}. */
    Chunk(long origin, long[] spans) {
        int count = spans.length / 2;
        starts = new int[count];
        ends = new int[count];
        cumulative = new int[count + 1];
        buckets = new int[BUCKETS];
        for (int at = 0; at < count; at++) {
            starts[at] = (int) (spans[2 * at] - origin);
            ends[at] = (int) (spans[2 * at + 1] - origin);
            cumulative[at + 1] = cumulative[at] + ends[at] - starts[at];
        }
        density = total() == 0 ? 0 : ((long) count << DENSITY_BITS) / total();
        int at = 0;
        for (int bucket = 0; bucket < BUCKETS; bucket++) {
            while (at < count && ends[at] <= bucket << BUCKET_BITS) {
                at++;
            }
            buckets[bucket] = at;
        }
    }

    int size() {
        return starts.length;
    }

    int start(int interval) {
        return starts[interval];
    }

    int end(int interval) {
        return ends[interval];
    }

    int total() {
        return cumulative[starts.length];
    }

    /** The first interval that ends after the second, or {@link #size()}. */
    int endingAfter(int second) {
        int at = buckets[second >>> BUCKET_BITS];
        while (at < ends.length && ends[at] <= second) {
            at++;
        }
        return at;
    }

    /** Open seconds before the second. */
    int before(int second) {
        int at = endingAfter(second);
        return at < starts.length && second > starts[at] ? cumulative[at] + second - starts[at] : cumulative[at];
    }

    boolean isOpen(int second) {
        int at = endingAfter(second);
        return at < starts.length && starts[at] <= second;
    }

    /**
     * The first second with {@code open} open seconds, more than none, between it and the given one, or {@link #BEYOND}. Most amounts end within a few
     * intervals, which lie side by side; for others the sums are searched.
     */
    int used(int second, int open) {
        int at = endingAfter(second);
        if (at == starts.length) {
            return BEYOND;
        }
        int rest = open - ends[at] + Math.max(second, starts[at]);
        int last = Math.min(at + NEAR, starts.length - 1);
        while (rest > 0 && at < last) {
            at++;
            rest -= ends[at] - starts[at];
        }
        if (rest <= 0) {
            return ends[at] + rest;
        }
        int before = cumulative[at + 1] + rest;
        return before <= total() ? earliest(before) : BEYOND;
    }

    /** The last second with no more than {@code open} open seconds before it, for 0 ≤ open < total. */
    int latest(int open) {
        int at = floor(open);
        return starts[at] + open - cumulative[at];
    }

    /** The first second with {@code open} open seconds before it, for 0 < open ≤ total. */
    int earliest(int open) {
        int at = floor(open - 1);
        return starts[at] + open - cumulative[at];
    }

    /** The last interval with no more than {@code open} seconds before it: most hours are so even that a guess is near. */
    private int floor(int open) {
        int low = 0;
        int high = starts.length - 1;
        int guess = (int) ((open * density) >>> DENSITY_BITS);
        if (guess <= high) {
            if (cumulative[guess] <= open) {
                low = guess;
                high = Math.min(high, guess + NEAR);
                if (cumulative[high + 1] <= open) {
                    high = starts.length - 1;
                }
            } else {
                high = guess;
                low = Math.max(0, guess - NEAR);
                if (cumulative[low] > open) {
                    low = 0;
                }
            }
        }
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (cumulative[middle] <= open) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }
}
