package io.counterfoil.payments.hours;

import java.util.Arrays;

/** Sets of seconds as sorted, disjoint, non-touching half-open pairs in one array: from, to, from, to. */
final class Spans {

    private Spans() {}

    /** No time at all. */
    static long[] none() {
        return new long[0];
    }

    /** Sorts pairs and joins those that overlap or touch; empty ones are dropped. */
    static long[] normalise(long[] pairs) {
        boolean tidy = true;
        for (int at = 0; at < pairs.length; at += 2) {
            tidy &= pairs[at] < pairs[at + 1] && (at == 0 || pairs[at] > pairs[at - 1]);
        }
        if (tidy) {
            return pairs;
        }
        long[][] rows = new long[pairs.length / 2][];
        for (int row = 0; row < rows.length; row++) {
            rows[row] = new long[] {pairs[2 * row], pairs[2 * row + 1]};
        }
        Arrays.sort(rows, (left, right) -> Long.compare(left[0], right[0]));
        long[] out = new long[pairs.length];
        int size = 0;
        for (long[] row : rows) {
            if (row[0] >= row[1]) {
                continue;
            }
            if (size > 0 && row[0] <= out[size - 1]) {
                out[size - 1] = Math.max(out[size - 1], row[1]);
            } else {
                out[size++] = row[0];
                out[size++] = row[1];
            }
        }
        return Arrays.copyOf(out, size);
    }

    static long[] union(long[] left, long[] right) {
        if (left.length == 0 || right.length == 0) {
            return left.length == 0 ? right : left;
        }
        long[] both = Arrays.copyOf(left, left.length + right.length);
        System.arraycopy(right, 0, both, left.length, right.length);
        return normalise(both);
    }

    static long[] intersection(long[] left, long[] right) {
        long[] out = new long[left.length + right.length];
        int size = 0;
        int a = 0;
        int b = 0;
        while (a < left.length && b < right.length) {
            long from = Math.max(left[a], right[b]);
            long to = Math.min(left[a + 1], right[b + 1]);
            if (from < to) {
                out[size++] = from;
                out[size++] = to;
            }
            if (left[a + 1] < right[b + 1]) {
                a += 2;
            } else {
                b += 2;
            }
        }
        return Arrays.copyOf(out, size);
    }

    static long[] difference(long[] left, long[] right) {
        if (right.length == 0) {
            return left;
        }
        long[] out = new long[left.length + right.length];
        int size = 0;
        int b = 0;
        for (int a = 0; a < left.length; a += 2) {
            long from = left[a];
            while (b < right.length && right[b + 1] <= from) {
                b += 2;
            }
            for (int cut = b; cut < right.length && right[cut] < left[a + 1]; cut += 2) {
                if (right[cut] > from) {
                    out[size++] = from;
                    out[size++] = right[cut];
                }
                from = Math.max(from, right[cut + 1]);
            }
            if (from < left[a + 1]) {
                out[size++] = from;
                out[size++] = left[a + 1];
            }
        }
        return Arrays.copyOf(out, size);
    }

    static long[] clip(long[] spans, long from, long to) {
        return intersection(spans, new long[] {from, to});
    }

    static boolean contains(long[] spans, long second) {
        for (int at = 0; at < spans.length; at += 2) {
            if (second >= spans[at] && second < spans[at + 1]) {
                return true;
            }
        }
        return false;
    }
}
