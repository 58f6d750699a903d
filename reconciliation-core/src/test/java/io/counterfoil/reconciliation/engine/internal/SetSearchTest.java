package io.counterfoil.reconciliation.engine.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.counterfoil.payments.evidence.Resolution;
import io.counterfoil.reconciliation.engine.internal.SetSearch.End;
import io.counterfoil.reconciliation.engine.internal.SetSearch.Limits;
import io.counterfoil.reconciliation.engine.internal.SetSearch.Method;
import io.counterfoil.reconciliation.engine.internal.SetSearch.Question;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SetSearchTest {

    private static final Limits TO_TWO = new Limits(200, 2, 20_000_000);

    private static SetSearch search(long[] amounts, long target, int maxSize, Limits limits) {
        return SetSearch.of(
                amounts, IntStream.range(0, amounts.length).toArray(), new Question(target, target, maxSize), limits);
    }

    @Test
    @DisplayName(
            "REC-17 equal instalments without declared interchange are as many sets as there are ways to choose them")
    void instalments() {
        long[] amounts = {100, 100, 100, 100, 100};
        SetSearch found = search(amounts, 200, 5, new Limits(200, 1000, 1_000_000));
        assertThat(found.count()).isEqualTo(Resolution.SolutionCount.exactly(10));
        assertThat(found.sets()).hasSize(10);
    }

    @Test
    @DisplayName("REC-17 interchangeable items are one composition, though their sets are more than are listed")
    void interchangeable() {
        long[] amounts = new long[40];
        Arrays.fill(amounts, 100);
        SetSearch found =
                SetSearch.of(amounts, new int[40], new Question(2_000, 2_000, 40), new Limits(200, 1000, 20_000_000));
        assertThat(found.end()).isEqualTo(End.COMPLETE);
        // 40! / (20! 20!)
        assertThat(found.count()).isEqualTo(new Resolution.SolutionCount(137_846_528_820L, 1, true));
        assertThat(found.sets()).hasSize(1000);
        assertThat(found.readings()).hasSize(1);
        assertThat(found.readings().get(0)).isEqualTo(IntStream.range(0, 20).toArray());
    }

    @Test
    @DisplayName("REC-16 a reversed item and the one it reverses do not hide that the rest makes the sum")
    void negativeItems() {
        SetSearch found = search(new long[] {500, -200, 700, 900}, 500, 3, TO_TWO);
        // 500, and 700 - 200
        assertThat(found.count().items()).isEqualTo(2);
        assertThat(found.end()).isEqualTo(End.COUNT);
    }

    @Test
    @DisplayName("REC-17 amounts that all share a divisor which the target lacks make nothing, at no cost")
    void divisor() {
        long[] amounts = new Random(1).longs(100, 1, 100_000).map(x -> 5 * x).toArray();
        SetSearch found = search(amounts, 1_000_001, 100, TO_TWO);
        assertThat(found.end()).isEqualTo(End.COMPLETE);
        assertThat(found.count()).isEqualTo(Resolution.SolutionCount.exactly(0));
        assertThat(found.steps()).isZero();
        assertThat(found.method()).isEmpty();
    }

    @Test
    @DisplayName("REC-17 a table of sums within reach proves that a hundred amounts make nothing")
    void infeasible() {
        // multiples of 7.00 and one amount of 1.00: 3.00 above a multiple cannot be made
        long[] amounts = new Random(2).longs(100, 1, 60).map(x -> 700 * x).toArray();
        amounts[50] = 100;
        SetSearch found = search(amounts, 700 * 900 + 300, 100, TO_TWO);
        assertThat(found.end()).isEqualTo(End.COMPLETE);
        assertThat(found.count().items()).isZero();
        assertThat(found.method()).contains(Method.REACH_TABLE);
    }

    @Test
    @DisplayName("REC-17 forty wide amounts are decided by meeting in the middle")
    void wide() {
        long[] amounts = new Random(3).longs(40, 1L << 49, 1L << 50).toArray();
        long target = IntStream.range(0, 40)
                .filter(i -> i % 2 == 0)
                .mapToLong(i -> amounts[i])
                .sum();
        SetSearch found = search(amounts, target, 40, TO_TWO);
        assertThat(found.end()).isEqualTo(End.COMPLETE);
        assertThat(found.count()).isEqualTo(Resolution.SolutionCount.exactly(1));
        assertThat(found.sets().get(0)).hasSize(20);
        assertThat(found.method()).contains(Method.HALVES);
    }

    @Test
    @DisplayName("REC-17 four of a hundred are decided by pairs of pairs")
    void small() {
        long[] amounts = new Random(4).longs(100, 1L << 39, 1L << 40).toArray();
        SetSearch found = search(amounts, amounts[3] + amounts[20] + amounts[50] + amounts[99], 4, TO_TWO);
        assertThat(found.end()).isEqualTo(End.COMPLETE);
        assertThat(found.sets())
                .singleElement()
                .satisfies(set -> assertThat(set).containsExactlyInAnyOrder(3, 20, 50, 99));
        assertThat(found.method()).contains(Method.SIZES);
    }

    @Test
    @DisplayName("REC-17 six of two hundred are decided within the default limit of steps")
    void sixOfTwoHundred() {
        long[] amounts = new Random(5).longs(200, 1L << 39, 1L << 40).toArray();
        SetSearch found = search(
                amounts, IntStream.range(7, 13).mapToLong(i -> amounts[i]).sum(), 6, TO_TWO);
        assertThat(found.end()).isEqualTo(End.COMPLETE);
        assertThat(found.count()).isEqualTo(Resolution.SolutionCount.exactly(1));
    }

    @Test
    @DisplayName("REC-23 what no way can decide within the steps is cut, with the share of sets that is behind it")
    void cut() {
        long[] amounts = new Random(6).longs(120, 1L << 39, 1L << 40).toArray();
        long target = Arrays.stream(amounts).sum() / 2;
        SetSearch found = search(amounts, target, 120, new Limits(200, 2, 100_000));
        assertThat(found.end()).isEqualTo(End.STEPS);
        assertThat(found.steps()).isBetween(100_000L, 140_000L);
        assertThat(found.exploredMillionths()).isBetween(0L, 999_999L);
        assertThat(found.count().exact()).isFalse();
    }

    @Test
    @DisplayName("REC-23 a pool over its limit is not searched")
    void pool() {
        SetSearch found = search(new long[] {1, 2, 3}, 3, 2, new Limits(2, 2, 100));
        assertThat(found.end()).isEqualTo(End.POOL);
        assertThat(found.end().isCut()).isTrue();
        assertThat(found.exploredMillionths()).isZero();
    }

    @Test
    @DisplayName("amounts whose sums may leave 64 bits are cut, never wrapped")
    void range() {
        long[] amounts = {Long.MAX_VALUE / 4, Long.MAX_VALUE / 4, Long.MIN_VALUE};
        assertThat(search(amounts, 5, 3, TO_TWO).end()).isEqualTo(End.RANGE);
        assertThat(search(new long[] {Long.MAX_VALUE / 8, 1}, 5, 3, TO_TWO).end())
                .isEqualTo(End.RANGE);
        assertThat(search(new long[] {Long.MAX_VALUE / 8}, 5, 3, TO_TWO).end()).isEqualTo(End.COMPLETE);
    }

    @Test
    @DisplayName("an empty pool holds no set, and a window far outside is empty")
    void nothing() {
        assertThat(search(new long[0], 5, 3, TO_TWO).end()).isEqualTo(End.COMPLETE);
        SetSearch far = SetSearch.of(
                new long[] {5, 6}, new int[2], new Question(Long.MAX_VALUE - 1, Long.MAX_VALUE, 2), TO_TWO);
        assertThat(far.end()).isEqualTo(End.COMPLETE);
        assertThat(far.count().items()).isZero();
        SetSearch all = SetSearch.of(
                new long[] {5, 6},
                new int[] {0, 1},
                new Question(Long.MIN_VALUE, Long.MAX_VALUE, 2),
                new Limits(9, 9, 999));
        assertThat(all.count()).isEqualTo(Resolution.SolutionCount.exactly(3));
    }

    @Test
    void badQuestionsAreRefused() {
        assertThatThrownBy(() -> new Question(0, 0, 1)).hasMessageContaining("TARGET_ZERO");
        assertThatThrownBy(() -> new Question(2, 1, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Question(1, 2, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> search(new long[] {1, 0}, 1, 1, TO_TWO)).isInstanceOf(IllegalArgumentException.class);
    }
}
