package io.counterfoil.collections.receivable;

import io.counterfoil.collections.receivable.OpenItem.TermAllocation;
import java.math.BigInteger;

/** Spreads what is paid on an item over its terms (COL-04): every minor unit once, no term beyond its amount. */
final class TermSpread {

    private TermSpread() {}

    /**
     * The part of each term that is paid.
     *
     * @param termMinor amounts of the terms, first due first
     * @param from first term of the item
     * @param to after its last term
     * @param paid 0 to the sum of the terms
     */
    static long[] paid(long[] termMinor, int from, int to, long paid, TermAllocation how) {
        return how == TermAllocation.WATERFALL
                ? waterfall(termMinor, from, to, paid)
                : proportional(termMinor, from, to, paid);
    }

    private static long[] waterfall(long[] termMinor, int from, int to, long paid) {
        long[] parts = new long[to - from];
        long left = paid;
        for (int i = 0; i < parts.length; i++) {
            parts[i] = Math.min(left, termMinor[from + i]);
            left -= parts[i];
        }
        return parts;
    }

    private static long[] proportional(long[] termMinor, int from, int to, long paid) {
        long[] parts = new long[to - from];
        BigInteger[] remainders = new BigInteger[parts.length];
        long total = 0;
        for (int i = from; i < to; i++) {
            total = Math.addExact(total, termMinor[i]);
        }
        long given = 0;
        for (int i = 0; i < parts.length; i++) {
            BigInteger[] share = BigInteger.valueOf(paid)
                    .multiply(BigInteger.valueOf(termMinor[from + i]))
                    .divideAndRemainder(BigInteger.valueOf(total));
            parts[i] = share[0].longValueExact();
            remainders[i] = share[1];
            given += parts[i];
        }
        for (long rest = paid - given; rest > 0; rest--) {
            int largest = 0;
            for (int i = 1; i < parts.length; i++) {
                if (remainders[i].compareTo(remainders[largest]) > 0) {
                    largest = i;
                }
            }
            parts[largest]++;
            remainders[largest] = BigInteger.valueOf(-1);
        }
        return parts;
    }
}
