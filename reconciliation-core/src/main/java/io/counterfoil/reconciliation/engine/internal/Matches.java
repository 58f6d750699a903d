package io.counterfoil.reconciliation.engine.internal;

import io.counterfoil.reconciliation.engine.Certainty;
import io.counterfoil.reconciliation.item.internal.KeySort;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Matches in columns; sides of more than one row stand in a list. Not thread-safe while matches are added. */
final class Matches {

    private int[] left = new int[256];
    private int[] right = new int[256];
    private byte[] pass = new byte[256];
    private byte[] certainty = new byte[256];
    private long[] regret = new long[256];
    private int[] likelihood = new int[256];
    private final List<int[]> many = new ArrayList<>();
    private int size;

    /** What is added: rows of both sides, and how sure it is. */
    record Finding(int pass, long regret, Certainty certainty, int likelihood) {

        static final int UNKNOWN = -1;

        Finding(int pass, long regret, Certainty certainty) {
            this(pass, regret, certainty, UNKNOWN);
        }
    }

    int add(int[] leftRows, int[] rightRows, Finding finding) {
        if (size == left.length) {
            int more = size + (size >> 1);
            left = Arrays.copyOf(left, more);
            right = Arrays.copyOf(right, more);
            pass = Arrays.copyOf(pass, more);
            certainty = Arrays.copyOf(certainty, more);
            regret = Arrays.copyOf(regret, more);
            likelihood = Arrays.copyOf(likelihood, more);
        }
        left[size] = keep(leftRows);
        right[size] = keep(rightRows);
        pass[size] = (byte) finding.pass();
        certainty[size] = code(finding.certainty());
        regret[size] = finding.regret();
        likelihood[size] = finding.likelihood();
        return size++;
    }

    private static byte code(Certainty certainty) {
        return switch (certainty) {
            case CERTAIN -> 0;
            case INTERCHANGEABLE -> 1;
            case LIKELY -> 2;
        };
    }

    private int keep(int[] rows) {
        if (rows.length == 1) {
            return rows[0];
        }
        many.add(rows);
        return -many.size();
    }

    int size() {
        return size;
    }

    int[] left(int match) {
        return rows(left[match]);
    }

    int[] right(int match) {
        return rows(right[match]);
    }

    private int[] rows(int kept) {
        return kept >= 0 ? new int[] {kept} : many.get(-kept - 1);
    }

    int pass(int match) {
        return pass[match];
    }

    long regret(int match) {
        return regret[match];
    }

    /** Billionths, with {@link Edges#APPROXIMATE}; {@link Finding#UNKNOWN} where the pass has no model. */
    int likelihood(int match) {
        return likelihood[match];
    }

    Certainty certainty(int match) {
        return switch (certainty[match]) {
            case 0 -> Certainty.CERTAIN;
            case 1 -> Certainty.INTERCHANGEABLE;
            default -> Certainty.LIKELY;
        };
    }

    /** Match numbers by pass, then by the content of the first left row. */
    int[] inContentOrder(SideData leftSide) {
        long[] keys = new long[size];
        int[] order = new int[size];
        for (int m = 0; m < size; m++) {
            int row = rows(left[m])[0];
            long amount = Math.max(-(1L << 34), Math.min((1L << 34) - 1, leftSide.columns.amount[row])) + (1L << 34);
            keys[m] = (long) pass[m] << 56 | (long) leftSide.columns.day[row] << 36 | amount;
            order[m] = m;
        }
        KeySort.sort(keys, order, size);
        int from = 0;
        while (from < size) {
            int to = from + 1;
            while (to < size && keys[to] == keys[from]) {
                to++;
            }
            if (to - from > 1) {
                settle(order, from, to, leftSide);
            }
            from = to;
        }
        return order;
    }

    private void settle(int[] order, int from, int to, SideData leftSide) {
        Integer[] some = Arrays.stream(order, from, to).boxed().toArray(Integer[]::new);
        Arrays.sort(some, (a, b) -> ContentOrder.compare(leftSide, rows(left[a])[0], leftSide, rows(left[b])[0]));
        for (int i = from; i < to; i++) {
            order[i] = some[i - from];
        }
    }
}
