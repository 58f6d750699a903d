package io.counterfoil.reconciliation.engine.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.Arrays;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Expected numbers worked out by hand where figures are too large for short cuts in 64 bits, and the order of two of them. */
class CoincidenceTest {

    private static Coincidence.Singles singles(long step, long first, long... others) {
        return new Coincidence.Singles() {
            @Override
            public long step() {
                return step;
            }

            @Override
            public long first() {
                return first;
            }

            @Override
            public long within(long low, long high) {
                return Arrays.stream(others).filter(a -> a >= low && a <= high).count()
                        + (first >= low && first <= high ? 1 : 0);
            }
        };
    }

    private static void edge(Coincidence.Singles pool, Coincidence.Question question, long enough, long tooFew) {
        assertThat(Coincidence.isAtMost(pool, question, enough)).isTrue();
        assertThat(Coincidence.isAtMost(pool, question, tooFew)).isFalse();
        assertThat(Coincidence.ofSingles(pool, question).isAtMost(enough)).isTrue();
        assertThat(Coincidence.ofSingles(pool, question).isAtMost(tooFew)).isFalse();
    }

    @Test
    @DisplayName("REC-18 an amount at the end of 64 bits: its band goes beyond them, and is counted")
    void amountAtTheEnd() {
        long target = Long.MAX_VALUE - 1;
        // the band is a twentieth of the amount, 419,430 steps of 2^40 to either side; one other item: 1 in 838,860
        edge(singles(1L << 40, target, target - (1L << 40)), new Coincidence.Question(target, 0, 1), 2, 1);
    }

    @Test
    @DisplayName("REC-18 steps so long that twenty of them leave 64 bits, and a pool that begins at their end")
    void longSteps() {
        // twenty steps to either side, one other item: 1 in 40
        edge(singles(1L << 61, 5, 5 + (1L << 61)), new Coincidence.Question(5, 0, 1), 25_000, 24_999);
        edge(singles(3, Long.MIN_VALUE + 5, 6, 9), new Coincidence.Question(6, 0, 1), 25_000, 24_999);
    }

    @Test
    @DisplayName("REC-18 windows, counts and bands of more than a few million are multiplied without loss")
    void large() {
        long half = 1L << 48;
        // a window of 2^49 + 1 points, two beside it, one item there
        Coincidence.Question wide = new Coincidence.Question(5, half, 1);
        assertThat(Coincidence.isAtMost(singles(1, 5, 5 + half + 1), wide, 0)).isFalse();
        assertThat(Coincidence.isAtMost(singles(1, 5, 5 + half + 1), wide, Long.MAX_VALUE))
                .isFalse();
        Coincidence.Singles crowded = new Coincidence.Singles() {
            @Override
            public long step() {
                return 1;
            }

            @Override
            public long first() {
                return 5;
            }

            @Override
            public long within(long low, long high) {
                return high - low > 2 ? (1L << 44) + 3 : 3;
            }
        };
        // 3 * 2^44 / 38 = 1,388,856,792,980.210526...
        Coincidence.Question near = new Coincidence.Question(5, 1, 1);
        edge(crowded, near, 1_388_856_792_980_210_527L, 1_388_856_792_980_210_526L);
        long far = 1L << 49;
        // 28,147,497,671,066 points to either side: far less than a millionth
        assertThat(Coincidence.isAtMost(singles(1, far, far + 1), new Coincidence.Question(far, 0, 1), 200_000))
                .isTrue();
        assertThat(Coincidence.isAtMost(singles(1, far, far + 1), new Coincidence.Question(far, 0, 1), 0))
                .isFalse();
    }

    @Test
    @DisplayName("REC-18 of two chances the larger counts; of equal ones the wider band, then the longer step")
    void larger() {
        Coincidence.Question hundred = new Coincidence.Question(100, 0, 1);
        // one other item in 40 points, and two
        Coincidence one = Coincidence.of(new long[] {100, 101}, hundred);
        Coincidence two = Coincidence.of(new long[] {100, 101, 102}, hundred);
        assertThat(one.numerator()).isEqualTo(BigInteger.ONE);
        assertThat(one.denominator()).isEqualTo(BigInteger.valueOf(40));
        assertThat(two.numerator()).isEqualTo(BigInteger.ONE);
        assertThat(two.denominator()).isEqualTo(BigInteger.valueOf(20));
        assertThat(one.max(two)).isSameAs(two);
        assertThat(two.max(one)).isSameAs(two);
        // nothing beside either: the wider band
        Coincidence narrow = Coincidence.of(new long[] {100}, hundred);
        Coincidence wide = Coincidence.of(new long[] {100}, new Coincidence.Question(100, 30, 1));
        assertThat(narrow.band()).isEqualTo(BigInteger.valueOf(20));
        assertThat(wide.band()).isEqualTo(BigInteger.valueOf(31));
        assertThat(narrow.max(wide)).isSameAs(wide);
        assertThat(wide.max(narrow)).isSameAs(wide);
        // bands of 20 * 5 and of 2,000 / 20: the longer step
        Coincidence.Question large = new Coincidence.Question(2_000, 0, 1);
        Coincidence fine = Coincidence.of(new long[] {1, 2}, large);
        Coincidence coarse = Coincidence.of(new long[] {5, 10}, large);
        assertThat(fine.band()).isEqualTo(coarse.band());
        assertThat(fine.max(coarse)).isSameAs(coarse);
        assertThat(coarse.max(fine)).isSameAs(coarse);
        Coincidence again = Coincidence.of(new long[] {5, 10}, large);
        assertThat(coarse.max(again)).isSameAs(coarse);
    }
}
