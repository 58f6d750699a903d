package io.counterfoil.reconciliation.engine.internal;

import io.counterfoil.payments.evidence.Resolution;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Sets that hit. A search says how many items of each value a set takes; which of equal items those are, is counted here: by items, and by compositions where
 * items of one kind are the same. Not thread-safe.
 */
final class SetHits {

    private static final long MOST = 1L << 62;

    private final SetValues values;
    private final int most;
    /** For each value its kinds, each with its items in the order given. */
    private final int[][] @Nullable [] kindsOf;

    private final int[][] kindNumbers;
    private final int[] kinds;
    private final boolean kindsCross;
    private final List<int[]> sets = new ArrayList<>();
    private final List<int[]> readings = new ArrayList<>();
    private final Set<List<Integer>> compositions = new HashSet<>();
    private int found;
    private long items;
    private int[] taken = new int[0];
    private final int[] chosen;

    /**
     * Nothing found so far.
     *
     * @param kinds of the items; sets that take as many of each kind are one composition
     * @param most hits after which no more are wanted
     */
    SetHits(SetValues values, int[] kinds, int most) {
        this.values = values;
        this.most = most;
        this.kinds = kinds;
        this.kindsOf = new int[values.size][][];
        this.kindNumbers = new int[values.size][];
        this.chosen = new int[values.items];
        this.kindsCross = cross();
    }

    /** Whether items of one kind have several values, so that different readings may be one composition. */
    private boolean cross() {
        long[] kindAndValue = new long[values.items];
        int at = 0;
        for (int v = 0; v < values.size; v++) {
            for (int n = 0; n < values.times[v]; n++) {
                kindAndValue[at] = (long) kinds[values.item(v, n)] << 32 | v;
                at++;
            }
        }
        Arrays.sort(kindAndValue);
        for (int i = 1; i < at; i++) {
            if (kindAndValue[i] != kindAndValue[i - 1] && kindAndValue[i] >> 32 == kindAndValue[i - 1] >> 32) {
                return true;
            }
        }
        return false;
    }

    /** The kinds of a value; made when a set takes it. */
    private int[][] kindsOf(int v) {
        int[][] known = kindsOf[v];
        if (known != null) {
            return known;
        }
        List<List<Integer>> groups = new ArrayList<>();
        Map<Integer, Integer> places = new LinkedHashMap<>();
        for (int n = 0; n < values.times[v]; n++) {
            int item = values.item(v, n);
            int place = places.computeIfAbsent(kinds[item], kind -> {
                groups.add(new ArrayList<>());
                return groups.size() - 1;
            });
            groups.get(place).add(item);
        }
        kindNumbers[v] = places.keySet().stream().mapToInt(Integer::intValue).toArray();
        known = groups.stream()
                .map(g -> g.stream().mapToInt(Integer::intValue).toArray())
                .toArray(int[][]::new);
        kindsOf[v] = known;
        return known;
    }

    /**
     * Takes a hit.
     *
     * @param counts how many items of each value it has
     * @return whether more are wanted
     */
    boolean add(int[] counts) {
        taken = counts;
        ofValue(0, 1, 0, new ArrayList<>());
        return found < most;
    }

    /** Choices among the kinds of one value after the other. */
    private void ofValue(int v, long ways, int length, List<int[]> picks) {
        int next = v;
        while (next < values.size && taken[next] == 0) {
            next++;
        }
        if (next == values.size) {
            reading(ways, length, picks);
        } else {
            ofKind(next, 0, taken[next], ways, length, picks);
        }
    }

    private void ofKind(int v, int kind, int more, long ways, int length, List<int[]> picks) {
        if (more == 0) {
            ofValue(v + 1, ways, length, picks);
            return;
        }
        int[][] all = kindsOf(v);
        if (kind == all.length || found >= most) {
            return;
        }
        int[] members = all[kind];
        int rest = 0;
        for (int k = kind + 1; k < all.length; k++) {
            rest += all[k].length;
        }
        for (int count = Math.min(more, members.length); count >= Math.max(0, more - rest); count--) {
            System.arraycopy(members, 0, chosen, length, count);
            if (count > 0) {
                picks.add(new int[] {v, kind, count});
            }
            ofKind(v, kind + 1, more - count, times(ways, choose(members.length, count)), length + count, picks);
            if (count > 0) {
                picks.remove(picks.size() - 1);
            }
        }
    }

    private void reading(long ways, int length, List<int[]> picks) {
        if (found >= most) {
            return;
        }
        found++;
        items = Math.min(MOST, items + ways);
        readings.add(Arrays.copyOf(chosen, length));
        if (kindsCross) {
            List<Integer> kind = new ArrayList<>(length);
            picks.forEach(pick -> {
                for (int i = 0; i < pick[2]; i++) {
                    kind.add(kindNumbers[pick[0]][pick[1]]);
                }
            });
            kind.sort(null);
            compositions.add(kind);
        }
        list(picks, 0, 0, 0, new int[length]);
    }

    /** Every set of items of the reading, as long as sets are listed. */
    private void list(List<int[]> picks, int pick, int from, int length, int[] set) {
        if (sets.size() >= most) {
            return;
        }
        int inPick = length;
        for (int p = 0; p < pick; p++) {
            inPick -= picks.get(p)[2];
        }
        if (pick == picks.size()) {
            sets.add(set.clone());
            return;
        }
        int[] which = picks.get(pick);
        int[] members = kindsOf(which[0])[which[1]];
        int more = which[2] - inPick;
        if (more == 0) {
            list(picks, pick + 1, 0, length, set);
            return;
        }
        for (int i = from; i + more <= members.length; i++) {
            set[length] = members[i];
            list(picks, pick, i + 1, length + 1, set);
        }
    }

    private static long choose(int n, int k) {
        long ways = 1;
        for (int i = 0; i < k; i++) {
            long top = (long) n - i;
            ways = ways > MOST / top ? MOST : ways * top / (i + 1);
        }
        return ways;
    }

    private static long times(long a, long b) {
        return a > MOST / b ? MOST : a * b;
    }

    /** Whether no more are wanted. */
    boolean isFull() {
        return found >= most;
    }

    /** Sets of items as positions in the given amounts, up to the number wanted. */
    List<int[]> sets() {
        return List.copyOf(sets);
    }

    /** One set of each reading: of items of one kind, those given first. */
    List<int[]> readings() {
        return List.copyOf(readings);
    }

    Resolution.SolutionCount count(boolean exact) {
        return new Resolution.SolutionCount(items, kindsCross ? compositions.size() : found, exact);
    }
}
