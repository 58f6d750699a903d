package io.counterfoil.reconciliation.engine.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What one side brings to a pass: single rows, or declared groups of rows taken whole. Immutable once made. */
final class Units {

    final SideData data;
    final int size;
    final int[] currency;
    final long[] open;
    final int[] day;
    private final int[] members;
    private final int[] start;

    private Units(SideData data, int[] members, int[] start, long[] open, int[] day, int[] currency) {
        this.data = data;
        this.members = members;
        this.start = start;
        this.size = start.length == 0 ? members.length : start.length - 1;
        this.open = open;
        this.day = day;
        this.currency = currency;
    }

    /** The same rows with their amounts turned round: money out counts as money in. */
    Units turned() {
        return new Units(
                data, members, start, Arrays.stream(open).map(Math::negateExact).toArray(), day, currency);
    }

    javax.money.CurrencyUnit currencyOf(int unit) {
        return data.batch.currency(firstRow(unit));
    }

    /** Each of the rows by itself. */
    static Units single(SideData data, int[] rows) {
        long[] open = new long[rows.length];
        int[] day = new int[rows.length];
        int[] currency = new int[rows.length];
        for (int i = 0; i < rows.length; i++) {
            open[i] = data.openMinor(rows[i]);
            day[i] = data.columns.day[rows[i]];
            currency[i] = data.currency(rows[i]);
        }
        return new Units(data, rows, new int[0], open, day, currency);
    }

    /**
     * Groups that are whole: every member that has anything open is still open, all are of one currency, and their sum is neither zero nor outside 64
     * bits. A group's day is its first member's.
     */
    static Units groups(SideData data) {
        List<int[]> whole = new ArrayList<>();
        for (int[] rows : rowsByGroup(data)) {
            if (isWhole(data, rows)) {
                whole.add(rows);
            }
        }
        int[] start = new int[whole.size() + 1];
        long[] open = new long[whole.size()];
        int[] day = new int[whole.size()];
        int[] currency = new int[whole.size()];
        List<Integer> members = new ArrayList<>();
        for (int g = 0; g < whole.size(); g++) {
            int[] rows = whole.get(g);
            day[g] = Integer.MAX_VALUE;
            currency[g] = data.currency(rows[0]);
            for (int row : rows) {
                open[g] += data.openMinor(row);
                day[g] = Math.min(day[g], data.columns.day[row]);
                members.add(row);
            }
            start[g + 1] = members.size();
        }
        int[] all = members.stream().mapToInt(Integer::intValue).toArray();
        return new Units(data, all, start, open, day, currency);
    }

    /** The given rows as one unit, whatever became of them; for explanations. */
    static Units together(SideData data, int[] rows) {
        long open = 0;
        int day = Integer.MAX_VALUE;
        for (int row : rows) {
            open = Math.addExact(open, data.openMinor(row));
            day = Math.min(day, data.columns.day[row]);
        }
        int[] currency = {data.currency(rows[0])};
        return new Units(data, rows, new int[] {0, rows.length}, new long[] {open}, new int[] {day}, currency);
    }

    /** All rows of the group that have anything open. */
    static int[] rowsOfGroup(SideData data, int groupCode) {
        return java.util.stream.IntStream.range(0, data.state.length)
                .filter(row -> data.columns.group[row] == groupCode && data.state[row] != SideData.EXCLUDED)
                .toArray();
    }

    private static List<int[]> rowsByGroup(SideData data) {
        int[] count = new int[data.columns.groups.size()];
        for (int row = 0; row < data.state.length; row++) {
            int group = data.columns.group[row];
            if (group >= 0 && data.state[row] != SideData.EXCLUDED) {
                count[group]++;
            }
        }
        List<int[]> rows = new ArrayList<>();
        for (int members : count) {
            rows.add(new int[members]);
        }
        int[] at = new int[count.length];
        for (int row = 0; row < data.state.length; row++) {
            int group = data.columns.group[row];
            if (group >= 0 && data.state[row] != SideData.EXCLUDED) {
                rows.get(group)[at[group]++] = row;
            }
        }
        return rows;
    }

    private static boolean isWhole(SideData data, int[] rows) {
        long sum = 0;
        for (int row : rows) {
            if (data.state[row] != SideData.OPEN || data.currency(row) != data.currency(rows[0])) {
                return false;
            }
            try {
                sum = Math.addExact(sum, data.openMinor(row));
            } catch (ArithmeticException e) {
                return false;
            }
        }
        return rows.length > 0 && sum != 0 && sum != Long.MIN_VALUE;
    }

    /** The rows of a unit, in the order of intake. */
    int[] rows(int unit) {
        return start.length == 0
                ? new int[] {members[unit]}
                : Arrays.copyOfRange(members, start[unit], start[unit + 1]);
    }

    int firstRow(int unit) {
        return members[memberStart(unit)];
    }

    int memberStart(int unit) {
        return start.length == 0 ? unit : start[unit];
    }

    int memberEnd(int unit) {
        return start.length == 0 ? unit + 1 : start[unit + 1];
    }

    int member(int position) {
        return members[position];
    }

    boolean isSingle() {
        return start.length == 0;
    }
}
