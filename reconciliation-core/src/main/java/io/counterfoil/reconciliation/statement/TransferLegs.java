package io.counterfoil.reconciliation.statement;

import io.counterfoil.payments.money.Amounts;
import io.counterfoil.reconciliation.engine.internal.Assignment;
import io.counterfoil.reconciliation.statement.Arrivals.Transfer.Leg;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Lays the legs of two tellings of a transfer side by side (reconciliation specification REC-22). Immutable. */
final class TransferLegs {

    private final int windowDays;

    TransferLegs(int windowDays) {
        this.windowDays = windowDays;
    }

    boolean tellTheSame(List<Leg> mine, List<Leg> theirs) {
        List<Leg> restOfMine = new ArrayList<>(mine);
        List<Leg> restOfTheirs = new ArrayList<>(theirs);
        int shared = removeShared(restOfMine, restOfTheirs);
        List<Leg> known = known(restOfMine);
        List<Leg> unknown = unknown(restOfMine);
        List<Leg> otherKnown = known(restOfTheirs);
        List<Leg> otherUnknown = unknown(restOfTheirs);
        boolean nothingNew = known.isEmpty() && otherKnown.isEmpty();
        if (nothingNew) {
            return shared > 0 && standsFor(unknown, otherUnknown);
        }
        return standsFor(otherUnknown, known) && standsFor(unknown, otherKnown);
    }

    private int removeShared(List<Leg> mine, List<Leg> theirs) {
        List<int[]> edges = new ArrayList<>();
        for (int m = 0; m < mine.size(); m++) {
            for (int t = 0; t < theirs.size(); t++) {
                if (isOne(mine.get(m), theirs.get(t))) {
                    edges.add(new int[] {m, t});
                }
            }
        }
        Assignment best = Assignment.solve(
                mine.size(),
                theirs.size(),
                edges.stream().mapToInt(edge -> edge[0]).toArray(),
                edges.stream().mapToInt(edge -> edge[1]).toArray(),
                edges.stream().mapToLong(edge -> 1).toArray());
        boolean[] taken = new boolean[theirs.size()];
        int shared = 0;
        for (int m = mine.size() - 1; m >= 0; m--) {
            if (best.mateOf(m) >= 0) {
                taken[best.mateOf(m)] = true;
                mine.remove(m);
                shared++;
            }
        }
        for (int t = taken.length - 1; t >= 0; t--) {
            if (taken[t]) {
                theirs.remove(t);
            }
        }
        return shared;
    }

    private boolean isOne(Leg mine, Leg theirs) {
        return mine.account().isPresent()
                && mine.account().equals(theirs.account())
                && mine.amount().isEqualTo(theirs.amount())
                && !(mine.cleared() && theirs.cleared())
                && areNear(mine, theirs);
    }

    private boolean areNear(Leg mine, Leg theirs) {
        if (mine.cheque().isPresent() && theirs.cheque().isPresent()) {
            return mine.cheque().equals(theirs.cheque());
        }
        return mine.day().isEmpty()
                || theirs.day().isEmpty()
                || Math.abs(ChronoUnit.DAYS.between(
                                mine.day().orElseThrow(), theirs.day().orElseThrow()))
                        <= windowDays;
    }

    /** Whether the unknown legs come to as much as the others, in each currency, and lie near to all of them. */
    private boolean standsFor(List<Leg> unknown, List<Leg> others) {
        return unknown.isEmpty() == others.isEmpty()
                && totals(unknown).equals(totals(others))
                && unknown.stream().allMatch(leg -> others.stream().allMatch(other -> areNear(leg, other)));
    }

    private static Map<String, Long> totals(List<Leg> legs) {
        Map<String, Long> totals = new TreeMap<>();
        legs.forEach(leg -> totals.merge(
                leg.amount().getCurrency().getCurrencyCode(), Amounts.minor(leg.amount()), Math::addExact));
        totals.values().removeIf(total -> total == 0);
        return totals;
    }

    private static List<Leg> known(List<Leg> legs) {
        return legs.stream().filter(leg -> leg.account().isPresent()).toList();
    }

    private static List<Leg> unknown(List<Leg> legs) {
        return legs.stream().filter(leg -> leg.account().isEmpty()).toList();
    }
}
