package io.counterfoil.reconciliation.item.internal;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Compares the rows of two batches of one side, column by column where they stand at the same places. */
public final class SameRows {

    private SameRows() {}

    /** How many rows from the first on are the same; a column that only one batch has ends it at once. */
    public static int leading(Columns a, Columns b) {
        if (a == b) {
            return a.size;
        }
        int size = Math.min(a.size, b.size);
        boolean sameShape = (a.open == null) == (b.open == null)
                && (a.due == null) == (b.due == null)
                && (a.instant == null) == (b.instant == null)
                && (a.text == null) == (b.text == null);
        if (!sameShape) {
            return 0;
        }
        int same = Math.min(size, TextPool.leading(a.ids, b.ids));
        same = upTo(same, Arrays.mismatch(a.amount, 0, same, b.amount, 0, same));
        same = longs(same, a.open, b.open);
        same = longs(same, a.instant, b.instant);
        same = upTo(same, Arrays.mismatch(a.day, 0, same, b.day, 0, same));
        same = ints(same, a.due, b.due);
        same = upTo(same, Arrays.mismatch(a.currency, 0, same, b.currency, 0, same));
        same = upTo(same, Arrays.mismatch(a.referenceEnd, 0, same, b.referenceEnd, 0, same));
        same = within(same, a.referenceEnd, TextPool.leading(a.references, b.references));
        same = codes(same, a.party, b.party, a.parties.leading(b.parties));
        same = codes(same, a.account, b.account, a.accounts.leading(b.accounts));
        same = codes(same, a.group, b.group, a.groups.leading(b.groups));
        same = ints(same, a.text, b.text);
        int[] text = a.text;
        return text == null ? same : codes(same, text, text, TextPool.leading(a.texts, b.texts));
    }

    private static int upTo(int same, int mismatch) {
        return mismatch < 0 ? same : mismatch;
    }

    private static int longs(int same, long @Nullable [] a, long @Nullable [] b) {
        return a == null || b == null ? same : upTo(same, Arrays.mismatch(a, 0, same, b, 0, same));
    }

    private static int ints(int same, int @Nullable [] a, int @Nullable [] b) {
        return a == null || b == null ? same : upTo(same, Arrays.mismatch(a, 0, same, b, 0, same));
    }

    /** Rows whose references all are among the first so many. */
    private static int within(int same, int[] ends, int references) {
        if (same == 0 || ends[same - 1] <= references) {
            return same;
        }
        int row = 0;
        while (row < same && ends[row] <= references) {
            row++;
        }
        return row;
    }

    /** Rows with equal codes that mean the same in both. */
    private static int codes(int same, int[] a, int[] b, int alike) {
        int rows = upTo(same, Arrays.mismatch(a, 0, same, b, 0, same));
        for (int row = 0; row < rows; row++) {
            if (a[row] >= alike) {
                return row;
            }
        }
        return rows;
    }

    /** Whether two rows of one currency have the same content. */
    public static boolean same(Columns a, int i, Columns b, int j) {
        return a.amount[i] == b.amount[j]
                && a.day[i] == b.day[j]
                && (a.open == null ? a.amount[i] : a.open[i]) == (b.open == null ? b.amount[j] : b.open[j])
                && due(a, i) == due(b, j)
                && a.instantOf(i) == b.instantOf(j)
                && TextPool.equal(a.ids, i, b.ids, j)
                && sameReferences(a, i, b, j)
                && Objects.equals(a.parties.text(a.party[i]), b.parties.text(b.party[j]))
                && Objects.equals(a.accounts.text(a.account[i]), b.accounts.text(b.account[j]))
                && Objects.equals(a.groups.text(a.group[i]), b.groups.text(b.group[j]))
                && Objects.equals(text(a, i), text(b, j));
    }

    private static int due(Columns columns, int row) {
        int[] due = columns.due;
        return due == null ? Columns.NO_DAY : due[row];
    }

    private static @Nullable String text(Columns columns, int row) {
        int[] text = columns.text;
        return text == null || text[row] == Columns.MISSING ? null : columns.texts.text(text[row]);
    }

    private static boolean sameReferences(Columns a, int i, Columns b, int j) {
        int from = a.referenceStart(i);
        int other = b.referenceStart(j);
        int count = a.referenceEnd[i] - from;
        if (count != b.referenceEnd[j] - other) {
            return false;
        }
        for (int k = 0; k < count; k++) {
            if (!TextPool.equal(a.references, from + k, b.references, other + k)) {
                return false;
            }
        }
        return true;
    }
}
