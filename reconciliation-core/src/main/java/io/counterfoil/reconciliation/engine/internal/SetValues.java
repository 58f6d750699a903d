package io.counterfoil.reconciliation.engine.internal;

import io.counterfoil.reconciliation.item.internal.KeySort;
import java.util.Arrays;

/**
 * A pool of amounts as set searches look at it: each amount once with the number of items that have it, largest first, in units of what divides all of them, and
 * the window of sums in the same units. Immutable.
 */
final class SetValues {

    /** Amounts, and the window, may add up to that much in size: no sum that is formed leaves 64 bits. */
    static final long RANGE = Long.MAX_VALUE / 8;

    final int size;
    final long[] value;
    final int[] times;
    final int items;
    final long low;
    final long high;
    final int maxSetSize;
    /** Items in descending order of amount, as positions in the given amounts; those of one value in the order given. */
    private final int[] item;

    private final int[] firstItem;
    private final int positiveItems;
    private final long[] prefix;

    private SetValues(long[] amounts, int[] order, SetSearch.Question question) {
        this.items = amounts.length;
        this.item = order;
        long unit = divisor(amounts);
        long[] values = new long[items];
        int[] first = new int[items + 1];
        int count = 0;
        int positive = 0;
        this.prefix = new long[items + 1];
        for (int i = 0; i < items; i++) {
            long amount = amounts[order[i]] / unit;
            if (i == 0 || amount != values[count - 1]) {
                values[count] = amount;
                first[count] = i;
                count++;
            }
            positive += amount > 0 ? 1 : 0;
            prefix[i + 1] = prefix[i] + amount;
        }
        first[count] = items;
        this.size = count;
        this.value = Arrays.copyOf(values, count);
        this.firstItem = Arrays.copyOf(first, count + 1);
        this.positiveItems = positive;
        this.times = new int[count];
        for (int v = 0; v < count; v++) {
            times[v] = firstItem[v + 1] - firstItem[v];
        }
        this.maxSetSize = Math.min(question.maxSetSize(), items);
        this.low = Math.max(-Math.floorDiv(-Math.max(question.low(), -RANGE), unit), leastFrom(0, maxSetSize));
        this.high = Math.min(Math.floorDiv(Math.min(question.high(), RANGE), unit), mostFrom(0, maxSetSize));
    }

    /**
     * Of the amounts, none zero.
     *
     * @throws ArithmeticException where sums may leave the range
     */
    static SetValues of(long[] amounts, SetSearch.Question question) {
        long range = 0;
        for (long amount : amounts) {
            if (amount == 0) {
                throw new IllegalArgumentException("an amount of zero, expected items that change a sum");
            }
            range = Math.addExact(range, Math.absExact(amount));
        }
        if (range > RANGE) {
            throw new ArithmeticException("amounts of " + range + " in all, expected at most " + RANGE);
        }
        return new SetValues(amounts, descending(amounts), question);
    }

    /** Positions of the amounts, the largest first, equal ones in the order given. */
    private static int[] descending(long[] amounts) {
        int[] order = new int[amounts.length];
        long[] keys = new long[amounts.length];
        for (int i = 0; i < order.length; i++) {
            order[i] = i;
            keys[i] = ~(amounts[i] ^ Long.MIN_VALUE);
        }
        KeySort.sort(keys, order, order.length);
        return order;
    }

    private static long divisor(long[] amounts) {
        long divisor = 0;
        for (long amount : amounts) {
            long a = Math.abs(amount);
            while (a != 0) {
                long rest = divisor % a;
                divisor = a;
                a = rest;
            }
        }
        return Math.max(divisor, 1);
    }

    /** Whether no set can have its sum in the window, seen from the largest and the smallest sums alone. */
    boolean isHopeless() {
        return low > high;
    }

    boolean hasNegatives() {
        return positiveItems < items;
    }

    /** The most that up to so many items of the values from one on can add. */
    long mostFrom(int from, int more) {
        int first = firstItem[from];
        return first >= positiveItems ? 0 : prefix[Math.min(first + more, positiveItems)] - prefix[first];
    }

    /** The least that up to so many items of the values from one on can add; not above zero. */
    long leastFrom(int from, int more) {
        int first = Math.max(Math.max(firstItem[from], positiveItems), items - more);
        return prefix[items] - prefix[first];
    }

    /** Whether a set of exactly so many items can have its sum in the window, seen from the largest and the smallest. */
    boolean mayHold(int setSize) {
        return prefix[setSize] >= low && prefix[items] - prefix[items - setSize] <= high;
    }

    boolean isInWindow(long sum) {
        return sum >= low && sum <= high;
    }

    /** The first value from one on that is not above the bound. */
    int firstAtMost(long bound, int from) {
        int a = from;
        int b = size;
        while (a < b) {
            int middle = (a + b) >>> 1;
            if (value[middle] > bound) {
                a = middle + 1;
            } else {
                b = middle;
            }
        }
        return a;
    }

    /** The position, in the given amounts, of the n-th item of a value. */
    int item(int ofValue, int n) {
        return item[firstItem[ofValue] + n];
    }
}
