package io.counterfoil.reconciliation.engine.internal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What matches take of rows that are divided among several matches, and which those are (reconciliation specification REC-24). Not thread-safe while a run writes. */
final class Parts {

    /** Of each divided match: what it takes, row by row. */
    static final class Taken {
        private final long[] left;
        private final long[] right;

        Taken(long[] left, long[] right) {
            this.left = left;
            this.right = right;
        }
    }

    private final Map<Integer, Taken> taken = new HashMap<>();

    /** Writes down the match's amounts where it takes rows of which another match took a part. */
    void keep(int match, SideData left, int[] leftRows, SideData right, int[] rightRows) {
        long[] mine = open(left, leftRows);
        long[] theirs = open(right, rightRows);
        if (mine.length + theirs.length > 0) {
            taken.put(match, new Taken(all(left, leftRows), all(right, rightRows)));
        }
    }

    private static long[] open(SideData side, int[] rows) {
        for (int row : rows) {
            if (side.takenMinor(row) != 0) {
                return all(side, rows);
            }
        }
        return new long[0];
    }

    private static long[] all(SideData side, int[] rows) {
        long[] open = new long[rows.length];
        for (int i = 0; i < rows.length; i++) {
            open[i] = side.openMinor(rows[i]);
        }
        return open;
    }

    void put(int match, Taken amounts) {
        taken.put(match, amounts);
    }

    /** What the match takes of its rows; each whole row where it is not divided. */
    long[] of(int match, SideData side, int[] rows) {
        Taken amounts = taken.get(match);
        if (amounts == null) {
            return all(side, rows);
        }
        return side.side == io.counterfoil.reconciliation.item.Side.LEFT ? amounts.left : amounts.right;
    }

    /** Whether no match is of parts. */
    boolean isEmpty() {
        return taken.isEmpty();
    }

    boolean isDivided(int match) {
        return taken.containsKey(match);
    }

    /** The matches that took a part of the row, in the order in which they were made. */
    List<Integer> takers(Matches matches, SideData side, int row) {
        boolean isLeft = side.side == io.counterfoil.reconciliation.item.Side.LEFT;
        List<Integer> takers = new ArrayList<>();
        taken.keySet().stream()
                .sorted()
                .filter(match -> Standing.contains(isLeft ? matches.left(match) : matches.right(match), row))
                .forEach(takers::add);
        return takers;
    }
}
