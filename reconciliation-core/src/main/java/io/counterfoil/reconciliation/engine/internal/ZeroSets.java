package io.counterfoil.reconciliation.engine.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongPredicate;

/**
 * Groups of items of both sides whose sums are equal and that contain no smaller such group, and the best ways to divide the items into them (reconciliation
 * specification 4.6). Items are numbered lefts first, then rights; a group is a bit mask. Not thread-safe.
 */
public final class ZeroSets {

    /** More items than are looked at. */
    public static final int MOST_ITEMS = 40;

    /** What is looked at: a right amount counts against the lefts. */
    public static final class Items {

        private final long[] left;
        private final long[] right;
        private final boolean sameSide;

        /** Amounts of either side, and whether a group may stand on one side alone. */
        public Items(long[] left, long[] right, boolean sameSide) {
            this.left = left.clone();
            this.right = right.clone();
            this.sameSide = sameSide;
        }
    }

    private final int lefts;
    private final int items;
    private final long[] amounts;
    private final boolean sameSide;
    private final long maxSteps;
    private final LongPredicate allowed;
    private final List<Long> groups = new ArrayList<>();
    private final Map<Long, Best> known = new HashMap<>();
    private long steps;
    private boolean complete = true;

    /**
     * The best divisions of some items.
     *
     * @param covered items in groups
     * @param groups how many groups
     * @param count how many divisions reach that, up to 2^62
     */
    public record Best(int covered, int groups, long count) {

        private Best with(int items) {
            return new Best(covered + items, groups + 1, count);
        }

        private boolean isBetterThan(Best other) {
            return covered != other.covered ? covered > other.covered : groups > other.groups;
        }

        private boolean isAsGoodAs(Best other) {
            return covered == other.covered && groups == other.groups;
        }
    }

    private ZeroSets(Items given, long maxSteps, LongPredicate allowed) {
        this.allowed = allowed;
        this.lefts = given.left.length;
        this.items = lefts + given.right.length;
        this.sameSide = given.sameSide;
        this.maxSteps = maxSteps;
        this.amounts = new long[items];
        for (int i = 0; i < items; i++) {
            amounts[i] = i < lefts ? given.left[i] : Math.negateExact(given.right[i - lefts]);
        }
    }

    /**
     * Searches.
     *
     * @param maxSteps how many sums and divisions may be tried
     * @throws ArithmeticException where a sum leaves 64 bits
     */
    public static ZeroSets of(Items items, long maxSteps) {
        return of(items, maxSteps, group -> true);
    }

    /** The same, where only some groups count, such as those whose items know each other. */
    static ZeroSets of(Items items, long maxSteps, LongPredicate allowed) {
        ZeroSets found = new ZeroSets(items, maxSteps, allowed);
        if (found.items > MOST_ITEMS) {
            found.complete = false;
        } else {
            found.search();
        }
        return found;
    }

    /** All sums of the one half against all sums of the other. */
    private void search() {
        int half = items / 2;
        if (1L << (items - half) > maxSteps) {
            complete = false;
            return;
        }
        long[] low = sums(0, half);
        long[] high = sums(half, items);
        Integer[] order = new Integer[low.length];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, Comparator.comparingLong(i -> low[i]));
        long[] sorted = Arrays.stream(order).mapToLong(i -> low[i]).toArray();
        List<Long> zero = new ArrayList<>();
        for (int mask = 0; mask < high.length && complete; mask++) {
            long wanted = -high[mask];
            int at = firstAtLeast(sorted, wanted);
            while (at < sorted.length && sorted[at] == wanted && complete) {
                long group = (long) mask << half | order[at];
                at++;
                steps++;
                complete = steps <= maxSteps;
                if (group != 0 && counts(group)) {
                    zero.add(group);
                }
            }
        }
        zero.sort(Comparator.<Long>comparingInt(Long::bitCount).thenComparing(Comparator.naturalOrder()));
        for (long group : zero) {
            steps += groups.size();
            complete &= steps <= maxSteps;
            if (!complete) {
                return;
            }
            if (groups.stream().noneMatch(smaller -> (smaller & group) == smaller)) {
                groups.add(group);
            }
        }
    }

    private static int firstAtLeast(long[] sorted, long wanted) {
        int low = 0;
        int high = sorted.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sorted[middle] < wanted) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private long[] sums(int from, int to) {
        long[] sums = new long[1 << (to - from)];
        for (int mask = 1; mask < sums.length; mask++) {
            int bit = Integer.numberOfTrailingZeros(mask);
            sums[mask] = Math.addExact(sums[mask & (mask - 1)], amounts[from + bit]);
        }
        return sums;
    }

    private boolean counts(long group) {
        long leftBits = group & ((1L << lefts) - 1);
        return (sameSide || (leftBits != 0 && leftBits != group)) && allowed.test(group);
    }

    /** The groups that contain no smaller one, the smallest first. */
    public List<Long> irreducible() {
        return List.copyOf(groups);
    }

    /** Whether everything was looked at. */
    public boolean isComplete() {
        return complete;
    }

    /** The best divisions of all items: most items, then most groups. */
    public Best best() {
        known.clear();
        return best((1L << items) - 1, 0);
    }

    private Best best(long rest, long without) {
        if (rest == 0) {
            return new Best(0, 0, 1);
        }
        Best before = known.get(rest);
        if (before != null) {
            return before;
        }
        steps++;
        complete &= steps <= maxSteps;
        if (!complete) {
            return new Best(0, 0, 1);
        }
        long first = rest & -rest;
        Best best = best(rest & ~first, without);
        for (long group : groups) {
            if (group != without && (group & first) != 0 && (group & rest) == group) {
                Best other = best(rest & ~group, without).with(Long.bitCount(group));
                if (other.isBetterThan(best)) {
                    best = other;
                } else if (other.isAsGoodAs(best)) {
                    best = new Best(best.covered(), best.groups(), Math.min(1L << 62, best.count() + other.count()));
                }
            }
        }
        known.put(rest, best);
        return best;
    }

    /** Groups in every best division. */
    public List<Long> backbone() {
        Best all = best();
        List<Long> certain = new ArrayList<>();
        for (long group : groups) {
            known.clear();
            Best without = best((1L << items) - 1, group);
            if (complete && all.isBetterThan(without)) {
                certain.add(group);
            }
        }
        return certain;
    }

    /** Groups of at least one best division. */
    public List<Long> inSomeBest() {
        Best all = best();
        List<Long> some = new ArrayList<>();
        for (long group : groups) {
            known.clear();
            Best rest = best((1L << items) - 1 & ~group, 0).with(Long.bitCount(group));
            if (rest.isAsGoodAs(all)) {
                some.add(group);
            }
        }
        return some;
    }

    /** Numbers of the group's lefts. */
    public int[] lefts(long group) {
        return bits(group & ((1L << lefts) - 1));
    }

    /** Numbers of the group's rights. */
    public int[] rights(long group) {
        return bits(group >>> lefts);
    }

    private static int[] bits(long mask) {
        int[] bits = new int[Long.bitCount(mask)];
        long rest = mask;
        for (int i = 0; i < bits.length; i++) {
            bits[i] = Long.numberOfTrailingZeros(rest);
            rest &= rest - 1;
        }
        return bits;
    }
}
