package io.counterfoil.reconciliation.engine.internal;

import io.counterfoil.reconciliation.item.internal.KeySort;
import java.util.Arrays;

/** Candidate pairs of one pass with their weights, as arrays. Not thread-safe. */
final class Edges {

    int[] left = new int[1024];
    int[] right = new int[1024];
    long[] weight = new long[1024];
    boolean[] contest = new boolean[1024];
    /** Probability of each pair in billionths, with {@link #APPROXIMATE} where it is not exact; null where there is no model. */
    int @org.jspecify.annotations.Nullable [] likelihood;

    int size;

    static final int APPROXIMATE = 1 << 30;

    void add(int l, int r, long w, boolean isContest) {
        if (size == left.length) {
            int more = size + (size >> 1);
            left = Arrays.copyOf(left, more);
            right = Arrays.copyOf(right, more);
            weight = Arrays.copyOf(weight, more);
            contest = Arrays.copyOf(contest, more);
        }
        left[size] = l;
        right[size] = r;
        weight[size] = w;
        contest[size] = isContest;
        size++;
    }

    /** The likelihood of the pair, {@link Matches.Finding#UNKNOWN} without a model; the pairs must be sorted. */
    int likelihood(int l, int r) {
        int[] known = likelihood;
        if (known == null) {
            return Matches.Finding.UNKNOWN;
        }
        int low = 0;
        int high = size - 1;
        long key = (long) l << 32 | r;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            long here = (long) left[middle] << 32 | right[middle];
            if (here == key) {
                return known[middle];
            }
            if (here < key) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return Matches.Finding.UNKNOWN;
    }

    /** The same pairs in the order of left, then right, each once. */
    Edges sorted() {
        long[] keys = new long[size];
        int[] order = new int[size];
        for (int i = 0; i < size; i++) {
            keys[i] = (long) left[i] << 32 | right[i];
            order[i] = i;
        }
        KeySort.sort(keys, order, size);
        Edges sorted = new Edges();
        sorted.left = new int[size + 1];
        sorted.right = new int[size + 1];
        sorted.weight = new long[size + 1];
        sorted.contest = new boolean[size + 1];
        for (int i = 0; i < size; i++) {
            if (i == 0 || keys[i] != keys[i - 1]) {
                int e = order[i];
                sorted.add(left[e], right[e], weight[e], contest[e]);
            }
        }
        return sorted;
    }
}
