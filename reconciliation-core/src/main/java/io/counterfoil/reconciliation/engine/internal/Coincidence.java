package io.counterfoil.reconciliation.engine.internal;

import io.counterfoil.reconciliation.item.internal.Fingerprints;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * How many sets of a pool are expected to hit a target by chance (reconciliation specification 4.5): sets whose sum lies in a band around the target, per lattice point
 * of the band, times lattice points of the window. Exact; where there are too many sets of a size to count, a sample seeded by the content stands for them. Immutable.
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

    /** A pool of single items of which only counts are known. */
    interface Singles {

        /** Distance of the amounts that are possible; 1 where all are equal. */
        long step();

        /** One of the amounts. */
        long first();

        /** How many amounts lie between the two, both included. */
        long within(long low, long high);
    }

    /** Beginnings of sets that are looked at for one size; their last items are counted. */
    private static final int LOOKED_AT = 400_000;

    private static final int DRAWS = 200_000;

    /** Added to what a sample finds where a limit is asked about: what may hide behind a sample that found nothing (19 in 20). */
    private static final long UNSEEN = 3;

    private static final int STEPS_IN_BAND = 20;
    private static final long MILLION = 1_000_000;

    /** Numbers below these can be added and multiplied in 64 bits. */
    private static final long SMALL = 1L << 50;

    private static final long FEW = 1L << 21;

    private final Question question;
    private final long step;
    private final BigInteger band;
    private final List<PerSize> sizes = new ArrayList<>();
    private Fraction expected = Fraction.ZERO;
    private Fraction atMost = Fraction.ZERO;
    private long hits;
    private boolean sampled;

    private record Fraction(BigInteger numerator, BigInteger denominator) {

        private static final Fraction ZERO = new Fraction(BigInteger.ZERO, BigInteger.ONE);

        private Fraction plus(BigInteger top, BigInteger bottom) {
            BigInteger sum = numerator.multiply(bottom).add(top.multiply(denominator));
            BigInteger under = denominator.multiply(bottom);
            BigInteger common = sum.gcd(under);
            return new Fraction(sum.divide(common), under.divide(common));
        }
    }

    private Coincidence(long step, Question question) {
        this.question = question;
        this.step = step;
        BigInteger size = BigInteger.valueOf(question.target()).abs();
        BigInteger share = size.add(BigInteger.valueOf(STEPS_IN_BAND - 1L)).divide(BigInteger.valueOf(STEPS_IN_BAND));
        this.band = BigInteger.valueOf(step)
                .multiply(BigInteger.valueOf(STEPS_IN_BAND))
                .max(share)
                .max(BigInteger.valueOf(question.halfWidth()).add(BigInteger.valueOf(step)));
    }

    /**
     * Of the amounts, none zero.
     *
     * @throws ArithmeticException where sums may leave 64 bits
     */
    public static Coincidence of(long[] amounts, Question question) {
        long[] sorted = amounts.clone();
        Arrays.sort(sorted);
        Coincidence risk = new Coincidence(step(sorted), question);
        Sets sets = new Sets(sorted, risk.edges());
        for (int size = 1; size <= Math.min(question.maxSetSize(), sorted.length); size++) {
            risk.count(sets, size);
        }
        return risk;
    }

    /** Of single items. */
    static Coincidence ofSingles(Singles pool, Question question) {
        Coincidence risk = new Coincidence(pool.step(), question);
        long[] edges = risk.edges();
        long inWindow = pool.within(edges[1], edges[2]);
        risk.hits = inWindow;
        BigInteger sets = BigInteger.valueOf(pool.within(edges[0], edges[3]) - inWindow);
        risk.add(1, BigInteger.valueOf(pool.first()), sets, sets);
        return risk;
    }

    /** Whether the expected number of single items is at most so many millionths. */
    static boolean isAtMost(Singles pool, Question question, long millionths) {
        long step = pool.step();
        long size = Math.abs(question.target());
        if (size >= SMALL || step >= SMALL || question.halfWidth() >= SMALL || Math.abs(pool.first()) >= SMALL) {
            return ofSingles(pool, question).isAtMost(millionths);
        }
        long target = question.target();
        long half = question.halfWidth();
        long band = Math.max(Math.max(STEPS_IN_BAND * step, -Math.floorDiv(-size, STEPS_IN_BAND)), half + step);
        long window = points(target - half, target + half, pool.first(), step);
        long points = points(target - band, target + band, pool.first(), step) - window;
        long sets = pool.within(target - band, target + band) - pool.within(target - half, target + half);
        if (points == 0) {
            return true;
        }
        if (window >= FEW || sets >= FEW || points >= FEW) {
            return ofSingles(pool, question).isAtMost(millionths);
        }
        return window * sets * MILLION <= points * millionths;
    }

    private static long points(long low, long high, long origin, long step) {
        return Math.floorDiv(high - origin, step) - Math.floorDiv(low - origin - 1, step);
    }

    /** Greatest common divisor of the distances of all amounts to the first. */
    private static long step(long[] amounts) {
        long gcd = 0;
        for (long amount : amounts) {
            gcd = divisor(gcd, Math.subtractExact(amount, amounts[0]));
        }
        return gcd == 0 ? 1 : gcd;
    }

    /** Greatest common divisor of two numbers that are not negative; the other one where one is zero. */
    static long divisor(long a, long b) {
        long x = a;
        long y = b;
        while (y != 0) {
            long rest = x % y;
            x = y;
            y = rest;
        }
        return x;
    }

    /** Least sum of the band and of the window, most of the window and of the band, cut off at 64 bits. */
    private long[] edges() {
        BigInteger target = BigInteger.valueOf(question.target());
        BigInteger half = BigInteger.valueOf(question.halfWidth());
        return new long[] {
            within64(target.subtract(band)),
            within64(target.subtract(half)),
            within64(target.add(half)),
            within64(target.add(band))
        };
    }

    private static long within64(BigInteger value) {
        return value.max(BigInteger.valueOf(Long.MIN_VALUE))
                .min(BigInteger.valueOf(Long.MAX_VALUE))
                .longValueExact();
    }

    private void count(Sets pool, int size) {
        BigInteger origin = BigInteger.valueOf(pool.amounts[0]).multiply(BigInteger.valueOf(size));
        pool.count(size);
        if (pool.looks <= LOOKED_AT) {
            hits += pool.inWindow;
            BigInteger sets = BigInteger.valueOf(pool.inBand - pool.inWindow);
            add(size, origin, sets, sets);
        } else {
            sampled = true;
            BigInteger all = choose(pool.amounts.length, size);
            long inside = pool.sample(size, seed(pool.amounts, size));
            add(size, origin, share(all, inside), share(all, inside + UNSEEN));
        }
    }

    private static BigInteger share(BigInteger all, long inside) {
        return all.multiply(BigInteger.valueOf(inside)).divide(BigInteger.valueOf(DRAWS));
    }

    private long seed(long[] amounts, int size) {
        long seed = Fingerprints.mix(question.target(), size);
        for (long amount : amounts) {
            seed = Fingerprints.mix(seed, amount);
        }
        return seed;
    }

    private void add(int size, BigInteger origin, BigInteger sets, BigInteger setsAtMost) {
        BigInteger target = BigInteger.valueOf(question.target());
        BigInteger half = BigInteger.valueOf(question.halfWidth());
        BigInteger window = points(target.subtract(half), target.add(half), origin);
        BigInteger points =
                points(target.subtract(band), target.add(band), origin).subtract(window);
        sizes.add(new PerSize(size, window, points, sets));
        if (points.signum() > 0) {
            expected = expected.plus(window.multiply(sets), points);
            atMost = atMost.plus(window.multiply(setsAtMost), points);
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

    /** Counts sets of a pool by their sums: all but the last item of a set are chosen, the last ones are counted. Not thread-safe. */
    private static final class Sets {

        private final long[] amounts;
        private final long[] prefix;
        private final long bandLow;
        private final long low;
        private final long high;
        private final long bandHigh;
        private long inBand;
        private long inWindow;
        private int looks;

        private Sets(long[] amounts, long[] edges) {
            this.amounts = amounts;
            this.prefix = new long[amounts.length + 1];
            long range = 0;
            for (int i = 0; i < amounts.length; i++) {
                range = Math.addExact(range, Math.absExact(amounts[i]));
                prefix[i + 1] = prefix[i] + amounts[i];
            }
            if (range > SetValues.RANGE) {
                throw new ArithmeticException("amounts of " + range + " in all, expected at most " + SetValues.RANGE);
            }
            this.bandLow = inRange(edges[0]);
            this.low = inRange(edges[1]);
            this.high = inRange(edges[2]);
            this.bandHigh = inRange(edges[3]);
        }

        /** No sum lies outside twice the range, so that a bound there is as good as any farther out. */
        private static long inRange(long bound) {
            return Math.max(-2 * SetValues.RANGE, Math.min(2 * SetValues.RANGE, bound));
        }

        private void count(int size) {
            inBand = 0;
            inWindow = 0;
            looks = 0;
            extend(0, size, 0);
        }

        private void extend(int from, int more, long sum) {
            if (more == 1) {
                inBand += between(from, bandLow - sum, bandHigh - sum);
                inWindow += between(from, low - sum, high - sum);
                return;
            }
            int n = amounts.length;
            for (int i = from; i + more <= n && looks <= LOOKED_AT; i++) {
                if (sum + prefix[i + more] - prefix[i] > bandHigh) {
                    return;
                }
                long next = sum + amounts[i];
                if (next + prefix[n] - prefix[n - more + 1] >= bandLow) {
                    looks++;
                    extend(i + 1, more - 1, next);
                }
            }
        }

        private int between(int from, long least, long most) {
            return most < least ? 0 : firstAbove(from, most) - firstAbove(from, least - 1);
        }

        private int firstAbove(int from, long bound) {
            int a = from;
            int b = amounts.length;
            while (a < b) {
                int middle = (a + b) >>> 1;
                if (amounts[middle] > bound) {
                    b = middle;
                } else {
                    a = middle + 1;
                }
            }
            return a;
        }

        /** Of so many sets drawn, those in the band outside the window. */
        private long sample(int size, long seed) {
            SplittableRandom random = new SplittableRandom(seed);
            long inside = 0;
            int[] drawn = new int[size];
            for (int draw = 0; draw < DRAWS; draw++) {
                long sum = 0;
                for (int i = 0; i < size; i++) {
                    drawn[i] = fresh(random, drawn, i);
                    sum += amounts[drawn[i]];
                }
                boolean inWindowNow = sum >= low && sum <= high;
                inside += !inWindowNow && sum >= bandLow && sum <= bandHigh ? 1 : 0;
            }
            return inside;
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
        return expected.numerator();
    }

    /** Lower part of the expected number, reduced. */
    public BigInteger denominator() {
        return expected.denominator();
    }

    /** Sets that hit, among those that were looked at. */
    public long hits() {
        return hits;
    }

    /** Whether a sample stood for sets of some size. */
    public boolean isSampled() {
        return sampled;
    }

    /** The one that expects more; of equal ones that with the wider band, then the longer step. */
    Coincidence max(Coincidence other) {
        int order = numerator()
                .multiply(other.denominator())
                .compareTo(other.numerator().multiply(denominator()));
        order = order != 0 ? order : band.compareTo(other.band);
        order = order != 0 ? order : Long.compare(step, other.step);
        return order < 0 ? other : this;
    }

    /** Whether the expected number is at most so many millionths, with what a sample may have missed. */
    public boolean isAtMost(long millionths) {
        return atMost.numerator()
                        .multiply(BigInteger.valueOf(MILLION))
                        .compareTo(atMost.denominator().multiply(BigInteger.valueOf(millionths)))
                <= 0;
    }
}
