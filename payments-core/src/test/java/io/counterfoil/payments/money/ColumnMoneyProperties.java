package io.counterfoil.payments.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIndexOutOfBoundsException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.counterfoil.payments.evidence.Checked;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Money in columns of minor units, beside the same in {@link BigInteger}: equal wherever the result fits, and refused where it does not. */
class ColumnMoneyProperties {

    private static final BigInteger LEAST = BigInteger.valueOf(Long.MIN_VALUE);
    private static final BigInteger MOST = BigInteger.valueOf(Long.MAX_VALUE);

    /** Numbers of every length in bits, so that sums and products end on either side of each limit. */
    @Provide
    Arbitrary<Long> sizes() {
        return Arbitraries.integers()
                .between(0, 63)
                .flatMap(shift -> Arbitraries.longs()
                        .edgeCases(edges -> edges.add(Long.MIN_VALUE, Long.MAX_VALUE))
                        .map(number -> number >> shift));
    }

    @Provide
    Arbitrary<long[]> columns() {
        return sizes().array(Long[].class)
                .ofMaxSize(40)
                .map(column -> Arrays.stream(column).mapToLong(Long::longValue).toArray());
    }

    @Property
    @Label("PAY-01 a column's sum is exact whatever the order, or refused where it is outside 64 bits")
    void sums(@ForAll("columns") long[] minor, @ForAll("cuts") int first, @ForAll("cuts") int second) {
        int from = Math.min(first, second) * minor.length / 100;
        int to = Math.max(first, second) * minor.length / 100;
        BigInteger sum = LongStream.of(Arrays.copyOfRange(minor, from, to))
                .mapToObj(BigInteger::valueOf)
                .reduce(BigInteger.ZERO, BigInteger::add);
        if (sum.compareTo(LEAST) >= 0 && sum.compareTo(MOST) <= 0) {
            assertThat(Amounts.sumMinor(minor, from, to)).isEqualTo(sum.longValueExact());
        } else {
            assertThatThrownBy(() -> Amounts.sumMinor(minor, from, to))
                    .isInstanceOf(ArithmeticException.class)
                    .hasMessageContaining("OVERFLOW")
                    .hasMessageContaining((to - from) + " amounts");
        }
    }

    @Provide
    Arbitrary<Integer> cuts() {
        return Arbitraries.integers().between(0, 100);
    }

    @Example
    @Label("PAY-01 a sum may leave 64 bits on its way, and not at its end")
    void sumsAtTheLimit() {
        assertThat(Amounts.sumMinor(new long[] {Long.MAX_VALUE, 1, -1}, 0, 3)).isEqualTo(Long.MAX_VALUE);
        assertThat(Amounts.sumMinor(new long[] {Long.MIN_VALUE, -1, 1}, 0, 3)).isEqualTo(Long.MIN_VALUE);
        assertThat(Amounts.sumMinor(new long[] {7, 5, 3}, 1, 2)).isEqualTo(5);
        assertThat(Amounts.sumMinor(new long[] {7, 5, 3}, 3, 3)).isZero();
        for (long[] over : List.of(new long[] {Long.MAX_VALUE, 1}, new long[] {Long.MIN_VALUE, -1})) {
            assertThatThrownBy(() -> Amounts.sumMinor(over, 0, 2)).isInstanceOf(ArithmeticException.class);
        }
        assertThatIndexOutOfBoundsException().isThrownBy(() -> Amounts.sumMinor(new long[3], 2, 4));
    }

    @Provide
    Arbitrary<long[]> weights() {
        return sizes().array(Long[].class)
                .ofMinSize(1)
                .ofMaxSize(66)
                .map(column -> Arrays.stream(column)
                        .mapToLong(weight -> weight == Long.MIN_VALUE ? 0 : Math.abs(weight))
                        .toArray());
    }

    @Property
    @Label("PAY-02 parts in 64 bits are those of the largest remainder without a limit")
    void allocates(@ForAll("sizes") long total, @ForAll("weights") long[] weights) {
        if (Arrays.stream(weights).allMatch(weight -> weight == 0)) {
            assertThatThrownBy(() -> Allocation.ofMinor(total, weights)).isInstanceOf(Checked.BadDataException.class);
            return;
        }
        assertThat(Allocation.ofMinor(total, weights)).isEqualTo(largestRemainders(total, weights));
    }

    /** Slow and obvious: floors, then a unit each to the largest fractions, the first of those that tie. */
    private static long[] largestRemainders(long total, long[] weights) {
        BigInteger sum = LongStream.of(weights).mapToObj(BigInteger::valueOf).reduce(BigInteger.ZERO, BigInteger::add);
        BigInteger size = BigInteger.valueOf(total).abs();
        BigInteger[][] shares = LongStream.of(weights)
                .mapToObj(weight -> size.multiply(BigInteger.valueOf(weight)).divideAndRemainder(sum))
                .toArray(BigInteger[][]::new);
        BigInteger[] parts = Arrays.stream(shares).map(share -> share[0]).toArray(BigInteger[]::new);
        int left = size.subtract(Arrays.stream(parts).reduce(BigInteger.ZERO, BigInteger::add))
                .intValueExact();
        IntStream.range(0, weights.length)
                .boxed()
                .sorted(Comparator.comparing((Integer at) -> shares[at][1]).reversed())
                .limit(left)
                .forEach(at -> parts[at] = parts[at].add(BigInteger.ONE));
        return Arrays.stream(parts)
                .mapToLong(part -> (total < 0 ? part.negate() : part).longValueExact())
                .toArray();
    }

    @Example
    @Label("PAY-02 both sides of what 64 bits hold")
    void allocatesAtTheLimit() {
        long root = 3_037_000_499L; // the largest whole number whose square is within 63 bits
        for (long total : new long[] {root, root + 1, -root, Long.MAX_VALUE, Long.MIN_VALUE, Long.MIN_VALUE + 1, 0}) {
            for (long weight :
                    new long[] {1, 2, root - 1, root, root + 1, Long.MAX_VALUE >> 6, Long.MAX_VALUE >> 5, Long.MAX_VALUE
                    }) {
                long[] weights = {weight, 1, weight};
                assertThat(Allocation.ofMinor(total, weights))
                        .as("%d over %d, 1, %d", total, weight, weight)
                        .isEqualTo(largestRemainders(total, weights));
            }
        }
        for (int count : new int[] {63, 64, 65}) {
            long[] weights = LongStream.rangeClosed(1, count).toArray();
            assertThat(Allocation.ofMinor(1_000_007, weights)).isEqualTo(largestRemainders(1_000_007, weights));
        }
        for (long[] bad : List.of(new long[] {0, 0}, new long[] {5, -1}, new long[] {-5, 1}, new long[0])) {
            assertThatThrownBy(() -> Allocation.ofMinor(10, bad))
                    .isInstanceOfSatisfying(
                            Checked.BadDataException.class,
                            e -> assertThat(e.getMessage()).contains("BAD_WEIGHTS"));
        }
    }
}
