package io.counterfoil.reconciliation.engine.internal;

import io.counterfoil.reconciliation.item.internal.Fingerprints;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * How many sets of a pool are expected to hit a target by chance (reconciliation specification 4.5): sets whose sum lies in a band around the target, per lattice point
 * of the band, times lattice points of the window. Exact; where there are too many sets of a size to look at each, a sample seeded by the content stands for them. Not
 * thread-safe.
 */
public final class Coincidence {

    /** What is counted: sums from target - halfWidth to target + halfWidth, in sets of 1 to so many items. */
    public record Question(long target, long halfWidth, int maxSetSize) {

        public Question {
            if (target == 0) {
                throw new IllegalArgumentException("TARGET_ZERO: sets that sum to nothing are not searched");
            }
            if (halfWidth < 0 || maxSetSize < 1) {
                throw new IllegalArgumentException("half width " + halfWidth + " and sets of up to " + maxSetSize
                        + " items, expected 0 and 1 or more");
            }
        }
    }

    /**
     * One size of sets.
     *
     * @param size items in a set
     * @param window lattice points in the window
     * @param points lattice points in the band outside the window
     * @param sets sets with their sum in the band outside the window
     */
    public record PerSize(int size, BigInteger window, BigInteger points, BigInteger sets) {}

    private static final long LOOKED_AT = 2_000_000;
    private static final int DRAWS = 200_000;
    private static final int STEPS_IN_BAND = 20;

    private final long[] amounts;
    private final Question question;
    private final long step;
    private final BigInteger band;
    private final List<PerSize> sizes = new ArrayList<>();
    private BigInteger numerator = BigInteger.ZERO;
    private BigInteger denominator = BigInteger.ONE;
    private long hits;
    private boolean sampled;

    private Coincidence(long[] amounts, Question question) {
        this.amounts = amounts;
        this.question = question;
        this.step = step(amounts);
        BigInteger size = BigInteger.valueOf(question.target()).abs();
        BigInteger share = size.add(BigInteger.valueOf(STEPS_IN_BAND - 1L)).divide(BigInteger.valueOf(STEPS_IN_BAND));
        this.band = BigInteger.valueOf(step)
                .multiply(BigInteger.valueOf(STEPS_IN_BAND))
                .max(share)
                .max(BigInteger.valueOf(question.halfWidth()).add(BigInteger.valueOf(step)));
    }

    /** Of the amounts, none zero. */
    public static Coincidence of(long[] amounts, Question question) {
        long[] sorted = amounts.clone();
        Arrays.sort(sorted);
        Coincidence risk = new Coincidence(sorted, question);
        for (int size = 1; size <= Math.min(question.maxSetSize(), sorted.length); size++) {
            risk.count(size);
        }
        return risk;
    }

    /** Greatest common divisor of the distances of all amounts to the first. */
    private static long step(long[] amounts) {
        BigInteger gcd = BigInteger.ZERO;
        for (long amount : amounts) {
            gcd = gcd.gcd(BigInteger.valueOf(amount).subtract(BigInteger.valueOf(amounts[0])));
        }
        return gcd.signum() == 0 || gcd.bitLength() > 62 ? 1 : gcd.longValueExact();
    }

    private void count(int size) {
        BigInteger target = BigInteger.valueOf(question.target());
        BigInteger half = BigInteger.valueOf(question.halfWidth());
        BigInteger origin = BigInteger.valueOf(amounts[0]).multiply(BigInteger.valueOf(size));
        BigInteger window = points(target.subtract(half), target.add(half), origin);
        BigInteger points =
                points(target.subtract(band), target.add(band), origin).subtract(window);
        BigInteger all = choose(amounts.length, size);
        BigInteger sets;
        if (all.compareTo(BigInteger.valueOf(LOOKED_AT)) <= 0) {
            sets = BigInteger.valueOf(enumerate(0, size, BigInteger.ZERO));
        } else {
            sets = sample(size, all);
            sampled = true;
        }
        sizes.add(new PerSize(size, window, points, sets));
        if (points.signum() > 0) {
            BigInteger top = window.multiply(sets);
            numerator = numerator.multiply(points).add(top.multiply(denominator));
            denominator = denominator.multiply(points);
            BigInteger common = numerator.gcd(denominator);
            numerator = numerator.divide(common);
            denominator = denominator.divide(common);
        }
    }

    private BigInteger points(BigInteger low, BigInteger high, BigInteger origin) {
        BigInteger by = BigInteger.valueOf(step);
        return floorDivide(high.subtract(origin), by)
                .subtract(floorDivide(low.subtract(origin).subtract(BigInteger.ONE), by));
    }

    private static BigInteger floorDivide(BigInteger a, BigInteger b) {
        BigInteger[] parts = a.divideAndRemainder(b);
        return parts[1].signum() < 0 ? parts[0].subtract(BigInteger.ONE) : parts[0];
    }

    private static BigInteger choose(int n, int k) {
        BigInteger ways = BigInteger.ONE;
        for (int i = 0; i < k; i++) {
            ways = ways.multiply(BigInteger.valueOf(n - (long) i)).divide(BigInteger.valueOf(i + 1L));
        }
        return ways;
    }

    /** Sets of exactly so many further items from a position on that lie in the band outside the window. */
    private long enumerate(int from, int more, BigInteger sum) {
        long found = 0;
        for (int i = from; i + more <= amounts.length; i++) {
            BigInteger next = sum.add(BigInteger.valueOf(amounts[i]));
            found += more == 1 ? (inBand(next) ? 1 : 0) : enumerate(i + 1, more - 1, next);
        }
        return found;
    }

    private boolean inBand(BigInteger sum) {
        BigInteger distance =
                sum.subtract(BigInteger.valueOf(question.target())).abs();
        if (distance.compareTo(BigInteger.valueOf(question.halfWidth())) <= 0) {
            hits++;
            return false;
        }
        return distance.compareTo(band) <= 0;
    }

    private BigInteger sample(int size, BigInteger all) {
        long seed = Fingerprints.mix(question.target(), size);
        for (long amount : amounts) {
            seed = Fingerprints.mix(seed, amount);
        }
        SplittableRandom random = new SplittableRandom(seed);
        long inside = 0;
        long before = hits;
        int[] drawn = new int[size];
        for (int draw = 0; draw < DRAWS; draw++) {
            BigInteger sum = BigInteger.ZERO;
            for (int i = 0; i < size; i++) {
                drawn[i] = fresh(random, drawn, i);
                sum = sum.add(BigInteger.valueOf(amounts[drawn[i]]));
            }
            inside += inBand(sum) ? 1 : 0;
        }
        hits = before;
        return all.multiply(BigInteger.valueOf(inside)).divide(BigInteger.valueOf(DRAWS));
    }

    private int fresh(SplittableRandom random, int[] drawn, int count) {
        while (true) {
            int one = random.nextInt(amounts.length);
            boolean known = false;
            for (int i = 0; i < count; i++) {
                known |= drawn[i] == one;
            }
            if (!known) {
                return one;
            }
        }
    }

    /** Distance of the sums that are possible at all. */
    public long step() {
        return step;
    }

    /** How far to either side of the target sums are counted. */
    public BigInteger band() {
        return band;
    }

    /** The parts by size. */
    public List<PerSize> sizes() {
        return List.copyOf(sizes);
    }

    /** Upper part of the expected number, reduced. */
    public BigInteger numerator() {
        return numerator;
    }

    /** Lower part of the expected number, reduced. */
    public BigInteger denominator() {
        return denominator;
    }

    /** Sets that hit, among those that were looked at. */
    public long hits() {
        return hits;
    }

    /** Whether a sample stood for sets of some size. */
    public boolean isSampled() {
        return sampled;
    }

    /** Whether the expected number is at most so many millionths. */
    public boolean isAtMost(long millionths) {
        return numerator
                        .multiply(BigInteger.valueOf(1_000_000))
                        .compareTo(denominator.multiply(BigInteger.valueOf(millionths)))
                <= 0;
    }
}
