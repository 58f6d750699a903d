package io.counterfoil.reconciliation.engine.internal;

import io.counterfoil.reconciliation.plan.MatchKey;
import io.counterfoil.reconciliation.plan.Pass;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Set;

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
                .map(i -> alike(check.left(), lefts, i.keys()) && alike(check.right(), rights, i.keys()))
                .orElse(false);
    }

    private static boolean alike(Units side, int[] units, Set<MatchKey> keys) {
        for (int unit : units) {
            for (MatchKey key : keys) {
                if (!same(side, units[0], unit, key)) {
                    return false;
                }
            }
        }
        return true;
    }

    private static boolean same(Units side, int a, int b, MatchKey key) {
        SideData data = side.data;
        int x = side.firstRow(a);
        int y = side.firstRow(b);
        return switch (key) {
            case AMOUNT -> side.open[a] == side.open[b];
            case PARTY -> data.party(x) == data.party(y);
            case ACCOUNT -> data.account(x) == data.account(y);
            case GROUP -> data.group(x) == data.group(y);
            case REFERENCE, REFERENCE_LOOSELY ->
                data.batch.view(x).references().equals(data.batch.view(y).references());
        };
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
