package io.counterfoil.payments.money;

import io.counterfoil.payments.evidence.Checked;
import io.counterfoil.payments.evidence.Diagnostic;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import javax.money.MonetaryAmount;

/**
 * Divides an amount by weights without losing or inventing a minor unit (payments specification 4.1).
 *
 * <p>Largest remainder (Hamilton): each part is its exact share rounded down in size, then the units that are left go one each to the largest fractions,
 * ties to the lowest index; the sign of the total comes last. So the parts sum to the total, and each differs from its share by less than one unit.
 * Shares are exact fractions: nothing is rounded on the way.
 */
public final class Allocation {

    /** More digits than any weight has; a longer number is a mistake or an attack. */
    private static final int MAX_DIGITS = 1_000;

    private static final int MAX_SMALL = 64;

    private Allocation() {}

    /**
     * The parts of the amount, in its currency and in the order of the weights.
     *
     * @param weights none negative, not all zero; only their proportions count
     * @throws Checked.BadDataException {@link Amounts.Fault#BAD_WEIGHTS}
     * @throws ArithmeticException where the total is not exact in minor units
     */
    public static List<MonetaryAmount> of(MonetaryAmount total, List<BigDecimal> weights) {
        long[] parts = split(Amounts.minor(total), whole(weights));
        Amounts amounts = Amounts.in(total.getCurrency());
        return Arrays.stream(parts).mapToObj(amounts::ofMinor).toList();
    }

    /**
     * The parts of so many minor units, in the order of the weights.
     *
     * @param weights none negative, not all zero; only their proportions count
     * @throws Checked.BadDataException {@link Amounts.Fault#BAD_WEIGHTS}
     */
    public static long[] ofMinor(long total, long[] weights) {
        long[] parts = new long[weights.length];
        ofMinor(total, weights, parts);
        return parts;
    }

    /**
     * The parts of so many minor units, in the order of the weights, written into the array: allocates nothing where the products of size and weights stay
     * within 64 bits.
     *
     * @param weights none negative, not all zero; only their proportions count
     * @param parts as many as there are weights; what was in it is overwritten
     * @throws Checked.BadDataException {@link Amounts.Fault#BAD_WEIGHTS}
     */
    public static void ofMinor(long total, long[] weights, long[] parts) {
        if (parts.length != weights.length) {
            throw new IllegalArgumentException(
                    parts.length + " parts for " + weights.length + " weights, expected as many");
        }
        if (weights.length > MAX_SMALL || !splitSmall(total, weights, parts)) {
            long[] exact = split(
                    total, Arrays.stream(weights).mapToObj(BigInteger::valueOf).toArray(BigInteger[]::new));
            System.arraycopy(exact, 0, parts, 0, exact.length);
        }
    }

    /** In 64 bits, for as many weights as a mask of 64 bits can mark; false where something is too large or the weights are bad. */
    private static boolean splitSmall(long total, long[] weights, long[] parts) {
        long sum = 0;
        long all = 0;
        for (long weight : weights) {
            sum += weight;
            all |= weight;
        }
        if (all < 0 || sum <= 0 || all > Long.MAX_VALUE >> 6 || total == Long.MIN_VALUE) {
            return false; // negative weights, none above zero, or perhaps a sum beyond 64 bits
        }
        long size = Math.abs(total);
        if (Math.multiplyHigh(size, sum) != 0 || size * sum < 0) {
            return false;
        }
        long left = size;
        for (int at = 0; at < weights.length; at++) {
            long part = size * weights[at] / sum;
            parts[at] = part;
            left -= part;
        }
        spread(left, size, sum, weights, parts);
        if (total < 0) {
            for (int at = 0; at < parts.length; at++) {
                parts[at] = -parts[at];
            }
        }
        return true;
    }

    /** One unit each to the largest fractions, ties to the lowest index. */
    private static void spread(long units, long size, long sum, long[] weights, long[] parts) {
        long served = 0;
        for (long left = units; left > 0; left--) {
            int best = 0;
            long most = -1;
            for (int at = 0; at < parts.length; at++) {
                long fraction = size * weights[at] - parts[at] * sum; // negative once served
                if (fraction > most && (served >>> at & 1) == 0) {
                    most = fraction;
                    best = at;
                }
            }
            served |= 1L << best;
            parts[best]++;
        }
    }

    private static BigInteger[] whole(List<BigDecimal> weights) {
        int scale = 0;
        for (BigDecimal weight : weights) {
            if (weight.precision() > MAX_DIGITS || Math.abs((long) weight.scale()) > MAX_DIGITS) {
                throw bad("a weight has more than " + MAX_DIGITS + " digits, expected fewer");
            }
            scale = Math.max(scale, weight.scale());
        }
        int common = scale;
        return weights.stream()
                .map(weight -> weight.setScale(common).unscaledValue())
                .toArray(BigInteger[]::new);
    }

    private static long[] split(long total, BigInteger[] weights) {
        BigInteger sum = sum(weights);
        BigInteger size = BigInteger.valueOf(total).abs();
        BigInteger[] parts = new BigInteger[weights.length];
        BigInteger[] fractions = new BigInteger[weights.length];
        BigInteger left = size;
        List<Integer> order = new ArrayList<>(weights.length);
        for (int at = 0; at < weights.length; at++) {
            BigInteger[] share = size.multiply(weights[at]).divideAndRemainder(sum);
            parts[at] = share[0];
            fractions[at] = share[1];
            left = left.subtract(share[0]);
            order.add(at);
        }
        order.sort(Comparator.comparing((Integer at) -> fractions[at]).reversed());
        for (int at : order.subList(0, left.intValueExact())) {
            parts[at] = parts[at].add(BigInteger.ONE);
        }
        BigInteger sign = total < 0 ? BigInteger.ONE.negate() : BigInteger.ONE;
        return Arrays.stream(parts)
                .mapToLong(part -> part.multiply(sign).longValueExact())
                .toArray();
    }

    private static BigInteger sum(BigInteger[] weights) {
        BigInteger sum = BigInteger.ZERO;
        for (int at = 0; at < weights.length; at++) {
            if (weights[at].signum() < 0) {
                throw bad("weight " + at + " (from 0) is negative, expected none below zero");
            }
            sum = sum.add(weights[at]);
        }
        if (sum.signum() == 0) {
            throw bad("the " + weights.length + " weights sum to zero, expected at least one above zero");
        }
        return sum;
    }

    private static Checked.BadDataException bad(String message) {
        return new Checked.BadDataException(
                List.of(Diagnostic.error(Amounts.Fault.BAD_WEIGHTS, message, Diagnostic.Location.of("weights"))));
    }
}
