package io.counterfoil.reconciliation.engine.internal;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The best ways to give lines a set each so that no two sets share an item: the ways of greatest total weight, by branch and bound. Of each line it is known which
 * set it gets in all of them, if it is one. Not thread-safe.
 */
final class SetDivision {

    /** The line gets no set in any best division. */
    static final int NONE = -1;

    /** What the line gets differs among the best divisions. */
    static final int OPEN = -2;

    /**
     * A line that wants one of some sets.
     *
     * @param sets members of each, as any numbers
     * @param weight of serving it, positive
     */
    record Line(List<int[]> sets, long weight) {}

    private final int[][][] sets;
    private final long[] weight;
    private final int[] original;
    private final long[] weightFrom;
    private final boolean[] taken;
    private final int[] chosen;
    private final int[] best;
    private final int[] verdict;
    private final int smallest;
    private int free;
    private long bestWeight = -1;
    private long left;

    /**
     * Divides.
     *
     * @param maxSteps how many times a set may be looked at
     */
    SetDivision(List<Line> lines, long maxSteps) {
        int n = lines.size();
        this.left = maxSteps;
        this.original = java.util.stream.IntStream.range(0, n)
                .boxed()
                .sorted((a, b) -> order(lines.get(a), lines.get(b)))
                .mapToInt(Integer::intValue)
                .toArray();
        Map<Integer, Integer> numbers = new HashMap<>();
        this.sets = new int[n][][];
        this.weight = new long[n];
        this.weightFrom = new long[n + 1];
        for (int i = 0; i < n; i++) {
            Line line = lines.get(original[i]);
            weight[i] = line.weight();
            sets[i] = line.sets().stream()
                    .map(set -> Arrays.stream(set)
                            .map(member -> numbers.computeIfAbsent(member, m -> numbers.size()))
                            .toArray())
                    .toArray(int[][]::new);
        }
        for (int i = n - 1; i >= 0; i--) {
            weightFrom[i] = weightFrom[i + 1] + weight[i];
        }
        this.taken = new boolean[numbers.size()];
        this.free = numbers.size();
        this.smallest = Arrays.stream(sets)
                .flatMap(Arrays::stream)
                .mapToInt(set -> set.length)
                .min()
                .orElse(1);
        this.chosen = new int[n];
        this.best = new int[n];
        this.verdict = new int[n];
        improve(0, 0);
        for (int i = 0; i < n; i++) {
            verdict[original[i]] = isComplete() && !otherwise(0, 0, i) && isComplete() ? best[i] : OPEN;
        }
    }

    /** Who weighs most first, then who has least to choose from. */
    private static int order(Line a, Line b) {
        int order = Long.compare(b.weight(), a.weight());
        return order != 0 ? order : Integer.compare(a.sets().size(), b.sets().size());
    }

    private boolean isFree(int[] set) {
        left--;
        for (int member : set) {
            if (taken[member]) {
                return false;
            }
        }
        return true;
    }

    private void take(int[] set, boolean isTaken) {
        for (int member : set) {
            taken[member] = isTaken;
        }
        free += isTaken ? -set.length : set.length;
    }

    /** What the lines from one on can still weigh, by the items that are left and then each seen by itself; looked at only as far as it may matter. */
    private long reach(int from, long enough) {
        int most = Math.min(sets.length - from, free / smallest);
        if (weightFrom[from] - weightFrom[from + most] < enough) {
            return weightFrom[from] - weightFrom[from + most];
        }
        long reach = weightFrom[from];
        for (int i = from; i < sets.length && reach >= enough && isComplete(); i++) {
            boolean some = false;
            for (int s = 0; s < sets[i].length && !some; s++) {
                some = isFree(sets[i][s]);
            }
            reach -= some ? 0 : weight[i];
        }
        return reach;
    }

    private void improve(int at, long served) {
        if (!isComplete() || served + reach(at, bestWeight - served + 1) <= bestWeight) {
            return;
        }
        if (at == sets.length) {
            bestWeight = served;
            System.arraycopy(chosen, 0, best, 0, chosen.length);
            return;
        }
        for (int s = 0; s < sets[at].length; s++) {
            if (isFree(sets[at][s])) {
                take(sets[at][s], true);
                chosen[at] = s;
                improve(at + 1, served + weight[at]);
                take(sets[at][s], false);
            }
        }
        chosen[at] = NONE;
        improve(at + 1, served);
    }

    /** Whether some best division gives the line something else than the one found. */
    private boolean otherwise(int at, long served, int line) {
        if (!isComplete() || served + reach(at, bestWeight - served) < bestWeight) {
            return false;
        }
        if (at == sets.length) {
            return true;
        }
        boolean found = false;
        for (int s = 0; s < sets[at].length && !found; s++) {
            if ((at != line || s != best[at]) && isFree(sets[at][s])) {
                take(sets[at][s], true);
                found = otherwise(at + 1, served + weight[at], line);
                take(sets[at][s], false);
            }
        }
        return found || ((at != line || best[at] != NONE) && otherwise(at + 1, served, line));
    }

    /** Whether the steps were enough; if not, nothing is decided. */
    boolean isComplete() {
        return left >= 0;
    }

    /** Whether every line gets a set in the best divisions. */
    boolean servesAll() {
        return isComplete() && bestWeight == weightFrom[0];
    }

    /** What the line gets in all best divisions: the number of its set, {@link #NONE}, or {@link #OPEN}. */
    int verdict(int line) {
        return isComplete() ? verdict[line] : OPEN;
    }
}
