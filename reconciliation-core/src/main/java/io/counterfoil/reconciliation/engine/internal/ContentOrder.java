package io.counterfoil.reconciliation.engine.internal;

import io.counterfoil.reconciliation.item.internal.Columns;
import io.counterfoil.reconciliation.item.internal.KeySort;
import io.counterfoil.reconciliation.item.internal.TextPool;
import java.util.Arrays;
import java.util.Comparator;

/** The order of items by what they are: day, amount, first reference, id bytes. Never the order of intake. */
final class ContentOrder {

    private ContentOrder() {}

    static int compare(SideData x, int a, SideData y, int b) {
        int order = Integer.compare(x.columns.day[a], y.columns.day[b]);
        order = order != 0 ? order : Long.compare(x.columns.amount[a], y.columns.amount[b]);
        order = order != 0 ? order : compareReferences(x.columns, a, y.columns, b);
        return order != 0 ? order : TextPool.compare(x.columns.ids, a, y.columns.ids, b);
    }

    private static int compareReferences(Columns x, int a, Columns y, int b) {
        boolean none = x.referenceStart(a) == x.referenceEnd[a];
        boolean noneEither = y.referenceStart(b) == y.referenceEnd[b];
        if (none || noneEither) {
            return Boolean.compare(noneEither, none);
        }
        return TextPool.compare(x.references, x.referenceStart(a), y.references, y.referenceStart(b));
    }

    /** The rows of one side in content order. */
    static int[] sorted(SideData side, int[] rows) {
        if (rows.length < 2) {
            return rows.clone();
        }
        int[] sorted = rows.clone();
        long[] keys = new long[rows.length];
        for (int i = 0; i < keys.length; i++) {
            keys[i] = key(side, rows[i]);
        }
        KeySort.sort(keys, sorted, keys.length);
        settle(keys, sorted, keys.length, (a, b) -> compare(side, a, side, b));
        return sorted;
    }

    private static final long HALF = 1L << 34;

    /** Day and amount in 52 bits; amounts too large for that share a key. */
    static long key(SideData side, int row) {
        long amount = Math.max(-HALF, Math.min(HALF - 1, side.columns.amount[row])) + HALF;
        return (long) side.columns.day[row] << 36 | amount;
    }

    /** Orders what has equal keys. */
    static void settle(long[] keys, int[] order, int size, Comparator<Integer> byContent) {
        int from = 0;
        while (from < size) {
            int to = from + 1;
            while (to < size && keys[to] == keys[from]) {
                to++;
            }
            if (to - from > 1) {
                Integer[] some = Arrays.stream(order, from, to).boxed().toArray(Integer[]::new);
                Arrays.sort(some, byContent);
                for (int i = from; i < to; i++) {
                    order[i] = some[i - from];
                }
            }
            from = to;
        }
    }

    /** Orders sets of one side's rows, each in content order: the smaller set first, then by their members. */
    static int compareSets(SideData side, int[] a, int[] b) {
        int order = Integer.compare(a.length, b.length);
        for (int i = 0; order == 0 && i < a.length; i++) {
            order = compare(side, a[i], side, b[i]);
        }
        return order;
    }
}
