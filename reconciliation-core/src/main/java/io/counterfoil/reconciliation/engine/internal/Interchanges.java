package io.counterfoil.reconciliation.engine.internal;

import io.counterfoil.reconciliation.item.internal.Columns;
import io.counterfoil.reconciliation.plan.MatchKey;
import io.counterfoil.reconciliation.plan.Pass;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** Declared interchange of items of one side (reconciliation specification REC-14). */
final class Interchanges {

    private final PairCheck check;

    Interchanges(PairCheck check) {
        this.check = check;
    }

    /** Whether all lefts agree on the declared keys, and all rights. */
    boolean alike(int[] lefts, int[] rights) {
        return check.pass
                .interchange()
                .map(i -> alike(check.left(), lefts, i) && alike(check.right(), rights, i))
                .orElse(false);
    }

    private static boolean alike(Units side, int[] units, Pass.Interchange declared) {
        List<Object> first = marks(side.data, side.firstRow(units[0]), declared);
        return Arrays.stream(units)
                .allMatch(
                        unit -> marks(side.data, side.firstRow(unit), declared).equals(first));
    }

    /** What an item must have in common with another to be interchangeable with it. */
    static List<Object> marks(SideData side, int row, Pass.Interchange declared) {
        List<Object> marks = new ArrayList<>();
        for (MatchKey key : declared.keys()) {
            marks.add(
                    switch (key) {
                        case AMOUNT -> side.batch.openMinor(row);
                        case PARTY -> code(side.party(row), row);
                        case ACCOUNT -> code(side.account(row), row);
                        case GROUP -> code(side.group(row), row);
                        case REFERENCE, REFERENCE_LOOSELY -> {
                            List<String> references = side.batch.view(row).references();
                            yield references.isEmpty() ? code(Columns.MISSING, row) : references;
                        }
                    });
        }
        return marks;
    }

    /** What is missing is like nothing. */
    private static Object code(int code, int row) {
        return code == Columns.MISSING ? "row " + row : code;
    }

    /** The units, first the oldest or the newest, then by content. */
    int[] inOrder(int[] units, boolean leftSide) {
        Units side = leftSide ? check.left() : check.right();
        boolean newest = check.pass
                .interchange()
                .map(i -> i.order() == Pass.Interchange.Order.NEWEST_FIRST)
                .orElse(false);
        Comparator<Integer> byDay = Comparator.comparingInt(unit -> side.day[unit]);
        Comparator<Integer> order = newest ? byDay.reversed() : byDay;
        return Arrays.stream(units)
                .boxed()
                .sorted(order.thenComparing(
                        (a, b) -> ContentOrder.compare(side.data, side.firstRow(a), side.data, side.firstRow(b))))
                .mapToInt(Integer::intValue)
                .toArray();
    }
}
