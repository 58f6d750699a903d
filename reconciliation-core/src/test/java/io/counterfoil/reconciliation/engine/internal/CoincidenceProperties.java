package io.counterfoil.reconciliation.engine.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The expected number of chance sets against the formula of the specification, point by point and set by set. */
class CoincidenceProperties {

    private static long[] amounts(int items, int like, Random random) {
        return random.longs(items, -300, 900)
                .map(x -> like == 0 ? x == 0 ? 7 : x : like == 1 ? 35 * (1 + Math.abs(x) / 100) : 1 + Math.abs(x))
                .toArray();
    }

    @Property
    @Label("REC-18 the expected number is that of counting lattice points and sets one by one")
    void equalsTheFormula(
            @ForAll @IntRange(min = 1, max = 9) int items,
            @ForAll @IntRange(min = 1, max = 9) int maxSize,
            @ForAll @IntRange(min = 0, max = 2) int like,
            @ForAll long seed) {
        Random random = new Random(seed);
        long[] amounts = amounts(items, like, random);
        long target = 1 + random.nextInt(1_500) * (long) (random.nextInt(5) == 0 ? -1 : 1);
        target = target == 0 ? 1 : target;
        long half = random.nextInt(3) == 0 ? random.nextInt(60) : 0;
        long g = 0;
        for (long a : amounts) {
            g = BigInteger.valueOf(g).gcd(BigInteger.valueOf(a - amounts[0])).longValueExact();
        }
        g = g == 0 ? 1 : g;
        long h = Math.max(Math.max(20 * g, (Math.abs(target) + 19) / 20), half + g);
        BigInteger top = BigInteger.ZERO;
        BigInteger bottom = BigInteger.ONE;
        long hits = 0;
        for (int s = 1; s <= Math.min(maxSize, items); s++) {
            long window = 0;
            long points = 0;
            for (long x = target - h; x <= target + h; x++) {
                if (Math.floorMod(x - s * amounts[0], g) == 0) {
                    boolean inside = Math.abs(x - target) <= half;
                    window += inside ? 1 : 0;
                    points += inside ? 0 : 1;
                }
            }
            long sets = 0;
            for (int mask = 0; mask < 1 << items; mask++) {
                long sum = 0;
                for (int i = 0; i < items; i++) {
                    sum += (mask >> i & 1) * amounts[i];
                }
                boolean ofSize = Integer.bitCount(mask) == s;
                hits += ofSize && Math.abs(sum - target) <= half ? 1 : 0;
                sets += ofSize && Math.abs(sum - target) > half && Math.abs(sum - target) <= h ? 1 : 0;
            }
            if (points > 0) {
                top = top.multiply(BigInteger.valueOf(points))
                        .add(BigInteger.valueOf(window * sets).multiply(bottom));
                bottom = bottom.multiply(BigInteger.valueOf(points));
            }
        }
        Coincidence found = Coincidence.of(amounts, new Coincidence.Question(target, half, maxSize));
        assertThat(found.step()).isEqualTo(g);
        assertThat(found.band()).isEqualTo(BigInteger.valueOf(h));
        assertThat(found.numerator().multiply(bottom)).isEqualTo(top.multiply(found.denominator()));
        assertThat(found.hits()).isEqualTo(hits);
        assertThat(found.isSampled()).isFalse();
        long millionths = random.nextInt(200_000);
        boolean atMost =
                top.multiply(BigInteger.valueOf(1_000_000)).compareTo(bottom.multiply(BigInteger.valueOf(millionths)))
                        <= 0;
        assertThat(found.isAtMost(millionths)).isEqualTo(atMost);
        if (maxSize == 1) {
            Coincidence.Singles singles = singles(amounts, g);
            Coincidence.Question question = new Coincidence.Question(target, half, 1);
            Coincidence single = Coincidence.ofSingles(singles, question);
            assertThat(single.numerator()).isEqualTo(found.numerator());
            assertThat(single.denominator()).isEqualTo(found.denominator());
            assertThat(Coincidence.isAtMost(singles, question, millionths)).isEqualTo(atMost);
        }
    }

    private static Coincidence.Singles singles(long[] amounts, long step) {
        return new Coincidence.Singles() {
            @Override
            public long step() {
                return step;
            }

            @Override
            public long first() {
                return amounts[0];
            }

            @Override
            public long within(long low, long high) {
                return Arrays.stream(amounts).filter(a -> a >= low && a <= high).count();
            }
        };
    }

    @Property
    @Label("REC-18 the expected number of chance sets never falls as sets may be larger, on a sample or not")
    void neverFalls(
            @ForAll @IntRange(min = 1, max = 12) int items,
            @ForAll @IntRange(min = 0, max = 2) int like,
            @ForAll long seed) {
        Random random = new Random(seed);
        long[] amounts = amounts(items, like, random);
        Coincidence before = Coincidence.of(amounts, new Coincidence.Question(700, 2, 1));
        for (int size = 2; size <= items; size++) {
            Coincidence now = Coincidence.of(amounts, new Coincidence.Question(700, 2, size));
            assertThat(now.max(before)).isSameAs(now);
            before = now;
        }
    }

    @Test
    @DisplayName("REC-18 a large pool is sampled by its content, says so, and never counts as less than it may be")
    void sample() {
        long[] amounts = new Random(9).longs(200, 50_000, 60_000).toArray();
        Coincidence found = Coincidence.of(amounts, new Coincidence.Question(330_000, 0, 6));
        assertThat(found.isSampled()).isTrue();
        assertThat(found.isAtMost(10_000)).isFalse();
        long[] shuffled = amounts.clone();
        for (int i = 0; i < 100; i++) {
            long other = shuffled[i];
            shuffled[i] = shuffled[199 - i];
            shuffled[199 - i] = other;
        }
        Coincidence again = Coincidence.of(shuffled, new Coincidence.Question(330_000, 0, 6));
        assertThat(again.numerator()).isEqualTo(found.numerator());
        // six of 200 of about 55,000 each: their sums spread over some 28,000, of which the band has 33,001 lattice
        // points
        assertThat(found.sizes().get(5).sets().doubleValue()).isBetween(7.5e10, 8.3e10);
        Coincidence.Question alone = new Coincidence.Question(55_000, 0, 6);
        assertThat(Coincidence.of(amounts, alone).isSampled())
                .as("two are too many for the band")
                .isFalse();
    }

    @Test
    @DisplayName("REC-18 two equal rivals of the target do not change what is expected beside it")
    void bounds() {
        assertThat(Coincidence.of(new long[] {500, 500}, new Coincidence.Question(500, 0, 1))
                        .isAtMost(0))
                .isTrue();
        assertThatThrownBy(() -> Coincidence.of(
                        new long[] {Long.MAX_VALUE / 2, Long.MAX_VALUE / 2}, new Coincidence.Question(5, 0, 2)))
                .isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> new Coincidence.Question(0, 0, 1)).hasMessageContaining("TARGET_ZERO");
        assertThatThrownBy(() -> new Coincidence.Question(1, -1, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Coincidence.Question(1, 0, 0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    @DisplayName("REC-18 numbers that do not fit 64 bits are counted all the same")
    void large() {
        long huge = Long.MAX_VALUE / 16;
        Coincidence.Singles singles = singles(new long[] {huge, huge - 1_000}, 1_000);
        Coincidence.Question question = new Coincidence.Question(huge, 0, 1);
        // band of a twentieth of the target: some 5.8e14 lattice points, one other item
        assertThat(Coincidence.isAtMost(singles, question, 1)).isTrue();
        assertThat(Coincidence.isAtMost(singles, question, 0)).isFalse();
    }
}
