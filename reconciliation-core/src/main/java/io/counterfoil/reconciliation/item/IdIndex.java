package io.counterfoil.reconciliation.item;

import io.counterfoil.reconciliation.item.internal.Columns;
import io.counterfoil.reconciliation.item.internal.Fingerprints;
import io.counterfoil.reconciliation.item.internal.KeySort;
import io.counterfoil.reconciliation.item.internal.TextPool;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.BitSet;

/** Rows by id: sorted fingerprints, verified on the text. Immutable. */
final class IdIndex {

    private final long[] fingerprints;
    private final int[] rows;

    private IdIndex(long[] fingerprints, int[] rows) {
        this.fingerprints = fingerprints;
        this.rows = rows;
    }

    static IdIndex none() {
        return new IdIndex(new long[0], new int[0]);
    }

    static IdIndex of(Columns columns) {
        long[] fingerprints = new long[columns.size];
        int[] rows = new int[columns.size];
        for (int row = 0; row < columns.size; row++) {
            fingerprints[row] = columns.ids.fingerprint(row);
            rows[row] = row;
        }
        KeySort.sort(fingerprints, rows, columns.size);
        return new IdIndex(fingerprints, rows);
    }

    /** The row of the id, or -1. */
    int rowOf(Columns columns, String id) {
        byte[] utf8 = id.getBytes(StandardCharsets.UTF_8);
        long wanted = Fingerprints.of(utf8, 0, utf8.length);
        int low = 0;
        int high = fingerprints.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (Long.compareUnsigned(fingerprints[middle], wanted) < 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        for (int i = low; i < fingerprints.length && fingerprints[i] == wanted; i++) {
            if (columns.ids.text(rows[i]).equals(id)) {
                return rows[i];
            }
        }
        return -1;
    }

    /** Rows that must go because their id came more than once, and which of them contradict each other. */
    static Twins twins(Columns columns) {
        IdIndex index = of(columns);
        BitSet out = new BitSet();
        BitSet conflicts = new BitSet();
        int from = 0;
        while (from < columns.size) {
            int to = from + 1;
            while (to < columns.size && index.fingerprints[to] == index.fingerprints[from]) {
                to++;
            }
            if (to - from > 1) {
                int[] alike = Arrays.copyOfRange(index.rows, from, to);
                Arrays.sort(alike);
                settle(columns, alike, out, conflicts);
            }
            from = to;
        }
        return new Twins(index, out, conflicts);
    }

    /** Rows with one fingerprint, in the order of intake: the first of equal ones stays, contradicting ones all go. */
    private static void settle(Columns columns, int[] alike, BitSet out, BitSet conflicts) {
        for (int i = 0; i < alike.length; i++) {
            boolean earlierEqual = false;
            boolean conflict = false;
            for (int j = 0; j < alike.length; j++) {
                if (i != j && TextPool.equal(columns.ids, alike[i], columns.ids, alike[j])) {
                    boolean same = sameContent(columns, alike[i], alike[j]);
                    conflict |= !same;
                    earlierEqual |= same && j < i;
                }
            }
            if (conflict || earlierEqual) {
                out.set(alike[i]);
            }
            if (conflict) {
                conflicts.set(alike[i]);
            }
        }
    }

    private static boolean sameContent(Columns c, int a, int b) {
        long[] open = c.open;
        int[] due = c.due;
        return c.amount[a] == c.amount[b]
                && c.currency[a] == c.currency[b]
                && c.day[a] == c.day[b]
                && c.party[a] == c.party[b]
                && c.account[a] == c.account[b]
                && c.group[a] == c.group[b]
                && (open == null || open[a] == open[b])
                && (due == null || due[a] == due[b])
                && c.instantOf(a) == c.instantOf(b)
                && sameReferences(c, a, b)
                && sameText(c, a, b);
    }

    private static boolean sameReferences(Columns c, int a, int b) {
        int from = c.referenceStart(a);
        int other = c.referenceStart(b);
        int count = c.referenceEnd[a] - from;
        if (count != c.referenceEnd[b] - other) {
            return false;
        }
        for (int i = 0; i < count; i++) {
            if (!TextPool.equal(c.references, from + i, c.references, other + i)) {
                return false;
            }
        }
        return true;
    }

    private static boolean sameText(Columns c, int a, int b) {
        int[] text = c.text;
        if (text == null || text[a] == text[b]) {
            return true;
        }
        return text[a] != Columns.MISSING
                && text[b] != Columns.MISSING
                && TextPool.equal(c.texts, text[a], c.texts, text[b]);
    }

    /** The columns without the rows that must go. */
    static Columns without(Columns from, Twins twins) {
        Columns to = new Columns(from.prints);
        for (int row = 0; row < from.size; row++) {
            if (!twins.out().get(row)) {
                to.appendRow(from, row);
            }
        }
        return to;
    }

    record Twins(IdIndex index, BitSet out, BitSet conflicts) {

        boolean isEmpty() {
            return out.isEmpty();
        }

        int[] rows() {
            return out.stream().toArray();
        }

        boolean isConflict(int row) {
            return conflicts.get(row);
        }
    }
}
