package io.counterfoil.reconciliation.engine.internal;

import io.counterfoil.reconciliation.item.ItemBatch;
import io.counterfoil.reconciliation.item.internal.SameRows;
import java.util.Arrays;

/** Which rows of a batch were in an earlier batch with the same content. Immutable once made. */
final class RowMap {

    private final int[] before;
    private final int[] now;

    private RowMap(int[] before, int[] now) {
        this.before = before;
        this.now = now;
    }

    /** Rows that stand at the same place as before are found by comparing whole columns, the others by their ids. */
    static RowMap of(ItemBatch earlier, ItemBatch later) {
        int[] before = new int[later.size()];
        int[] now = new int[earlier.size()];
        int same = earlier.currencies().equals(later.currencies())
                ? SameRows.leading(earlier.columns(), later.columns())
                : 0;
        for (int row = 0; row < same; row++) {
            before[row] = row;
            now[row] = row;
        }
        Arrays.fill(before, same, before.length, -1);
        Arrays.fill(now, same, now.length, -1);
        for (int row = same; row < before.length; row++) {
            int old = earlier.rowOf(later.view(row).id());
            if (old >= same
                    && earlier.currency(old).equals(later.currency(row))
                    && SameRows.same(earlier.columns(), old, later.columns(), row)) {
                before[row] = old;
                now[old] = row;
            }
        }
        return new RowMap(before, now);
    }

    /** The row it was, or -1. */
    int before(int row) {
        return before[row];
    }

    /** The row it is now, or -1. */
    int now(int earlierRow) {
        return now[earlierRow];
    }

    int sizeBefore() {
        return now.length;
    }
}
