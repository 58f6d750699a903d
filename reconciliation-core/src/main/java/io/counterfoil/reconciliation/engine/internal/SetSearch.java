package io.counterfoil.reconciliation.engine.internal;

import io.counterfoil.payments.evidence.SolutionCount;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Counts and lists every set of items whose sum lies in a window (reconciliation specification 4.4): items in descending order, branches cut where what is left
 * can no longer reach the window. Not thread-safe.
 */
public final class SetSearch {

    /** How the search ended. */
    public enum End {
        COMPLETE,
        /** More hits than are counted. */
        COUNT,
        /** More sums than may be tried. */
        STEPS,
        /** More items than may be searched. */
        POOL
    }

    /** What is looked for: a sum from low to high, in sets of 1 to so many items. */
    public record Question(long low, long high, int maxSetSize) {

        public Question {
            if (low == 0 && high == 0) {
                throw new IllegalArgumentException("TARGET_ZERO: sets that sum to nothing are not searched");
            }
            if (low > high || maxSetSize < 1) {
                throw new IllegalArgumentException("sums from " + low + " to " + high + " in sets of up to "
                        + maxSetSize + " items, expected a window and at least one item");
            }
        }
    }

    /** How much is allowed: items in the pool, hits counted, sums tried. */
    public record Limits(int pool, int hits, long steps) {}

    private final long[] amounts;
    private final int[] original;
    private final int[] kinds;
    private final Question question;
    private final Limits limits;
    private final long[] reachUp;
    private final long[] reachDown;
    private final int[] chosen;
    private final List<int[]> sets = new ArrayList<>();
    private final Set<List<Integer>> compositions = new HashSet<>();
    private long steps;
    private End end = End.COMPLETE;

    private SetSearch(long[] values, int[] kinds, Question question, Limits limits) {
        Integer[] order = new Integer[values.length];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, (a, b) -> Long.compare(values[b], values[a]));
        this.original = Arrays.stream(order).mapToInt(Integer::intValue).toArray();
        this.amounts = Arrays.stream(original).mapToLong(i -> values[i]).toArray();
        this.kinds = kinds;
        this.question = question;
        this.limits = limits;
        this.reachUp = new long[values.length + 1];
        this.reachDown = new long[values.length + 1];
        this.chosen = new int[question.maxSetSize()];
    }

    /**
     * Searches.
     *
     * @param amounts of the items, none zero
     * @param kinds items of one kind are interchangeable; sets that take as many of each kind are one composition
     */
    public static SetSearch of(long[] amounts, int[] kinds, Question question, Limits limits) {
        SetSearch search = new SetSearch(amounts, kinds, question, limits);
        if (amounts.length > limits.pool()) {
            search.end = End.POOL;
        } else {
            search.bounds();
            search.extend(0, 0, 0);
        }
        return search;
    }

    /** The most and the least that any items from a position on can add. */
    private void bounds() {
        for (int i = amounts.length - 1; i >= 0; i--) {
            reachUp[i] = saturated(reachUp[i + 1], Math.max(0, amounts[i]));
            reachDown[i] = saturated(reachDown[i + 1], Math.min(0, amounts[i]));
        }
    }

    private static long saturated(long a, long b) {
        long sum = a + b;
        if (((a ^ sum) & (b ^ sum)) < 0) {
            return a < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
        }
        return sum;
    }

    private void extend(int from, int depth, long sum) {
        for (int i = from; i < amounts.length && end == End.COMPLETE; i++) {
            if (saturated(sum, reachUp[i]) < question.low() || saturated(sum, reachDown[i]) > question.high()) {
                return;
            }
            steps++;
            if (steps > limits.steps()) {
                end = End.STEPS;
                return;
            }
            long next = saturated(sum, amounts[i]);
            boolean exact = next != Long.MAX_VALUE && next != Long.MIN_VALUE;
            chosen[depth] = i;
            if (exact && next >= question.low() && next <= question.high()) {
                hit(depth + 1);
            }
            if (exact && depth + 1 < question.maxSetSize() && mayReach(i + 1, depth + 1, next)) {
                extend(i + 1, depth + 1, next);
            }
        }
    }

    /** Amounts descend: what one more item adds, times the items that may still come, bounds the sum. */
    private boolean mayReach(int from, int depth, long sum) {
        if (from >= amounts.length) {
            return false;
        }
        long left = (long) question.maxSetSize() - depth;
        long most = amounts[from] <= 0 ? amounts[from] : saturatedTimes(amounts[from], left);
        long last = amounts[amounts.length - 1];
        long least = last >= 0 ? last : saturatedTimes(last, left);
        return saturated(sum, most) >= question.low() && saturated(sum, least) <= question.high();
    }

    private static long saturatedTimes(long a, long b) {
        long high = Math.multiplyHigh(a, b);
        long low = a * b;
        if ((high == 0 && low >= 0) || (high == -1 && low < 0)) {
            return low;
        }
        return high < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
    }

    private void hit(int length) {
        int[] set = new int[length];
        List<Integer> kind = new ArrayList<>(length);
        for (int i = 0; i < length; i++) {
            set[i] = original[chosen[i]];
            kind.add(kinds[set[i]]);
        }
        kind.sort(null);
        sets.add(set);
        compositions.add(kind);
        if (sets.size() >= limits.hits()) {
            end = End.COUNT;
        }
    }

    /** Positions in the given amounts, one array a set. */
    public List<int[]> sets() {
        return List.copyOf(sets);
    }

    /** How many sets, by items and by composition. */
    public SolutionCount count() {
        return new SolutionCount(sets.size(), compositions.size(), end == End.COMPLETE);
    }

    /** How it ended. */
    public End end() {
        return end;
    }

    /** How many sums were tried. */
    public long steps() {
        return steps;
    }
}
