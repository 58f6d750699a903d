package io.counterfoil.reconciliation.engine.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.reconciliation.engine.internal.SetSearch.End;
import io.counterfoil.reconciliation.engine.internal.SetSearch.Limits;
import io.counterfoil.reconciliation.engine.internal.SetSearch.Method;
import io.counterfoil.reconciliation.engine.internal.SetSearch.Question;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What a cut search says about the share of sets behind it: worked out by hand, set by set. */
class SetShareTest {

    private static SetSearch by(Method method, long low, long high, int maxSize, long steps, long... amounts) {
        return SetSearch.by(
                method,
                amounts,
                IntStream.range(0, amounts.length).toArray(),
                new Question(low, high, maxSize),
                new Limits(200, 100, steps));
    }

    private static void cut(SetSearch found, long millionths) {
        assertThat(found.end()).isEqualTo(End.STEPS);
        assertThat(found.count().exact()).isFalse();
        assertThat(found.exploredMillionths()).isEqualTo(millionths);
    }

    @Test
    @DisplayName(
            "REC-23 largest first: the sets that begin with the first amount are behind it when the second is tried")
    void depthFirst() {
        // 30, 20, 11, 8, 6 make no 33: tried are 30, 20, 20 + 11, 20 + 8. Of 31 sets 16 begin with 30, 8 with 20;
        // of the 7 that 20 begins with another, 4 go on with 11
        long[] amounts = {8, 30, 6, 20, 11};
        cut(by(Method.DEPTH_FIRST, 33, 33, 5, 1, amounts), 516_129); // 16 / 31
        cut(by(Method.DEPTH_FIRST, 33, 33, 5, 2, amounts), 516_129);
        cut(by(Method.DEPTH_FIRST, 33, 33, 5, 3, amounts), 663_594); // (16 + 8 * 4 / 7) / 31
        SetSearch all = by(Method.DEPTH_FIRST, 33, 33, 5, 4, amounts);
        assertThat(all.end()).isEqualTo(End.COMPLETE);
        assertThat(all.steps()).isEqualTo(4);
        assertThat(all.exploredMillionths()).isEqualTo(1_000_000);
        assertThat(all.count().items()).isZero();
    }

    @Test
    @DisplayName("REC-23 largest first, in sets of two: five alone and ten pairs")
    void pairs() {
        // 30, 20, 19, 9, 6 make no 27: tried are 20 and 19; of 15 sets 5 begin with 30, 4 with 20
        long[] amounts = {30, 20, 19, 9, 6};
        cut(by(Method.DEPTH_FIRST, 27, 27, 2, 1, amounts), 600_000);
        assertThat(by(Method.DEPTH_FIRST, 27, 27, 2, 2, amounts).end()).isEqualTo(End.COMPLETE);
    }

    @Test
    @DisplayName("REC-23 halves: 30, 11, 6 make eight sums and 20, 8 make four; the share is of the eight")
    void halves() {
        // in the window of 20 to 28: 20, 28, 6 + 20, 17 + 8
        long[] amounts = {30, 20, 11, 8, 6};
        long work = new SetHalves(SetValues.of(amounts, new Question(20, 28, 5))).work();
        SetSearch all = by(Method.HALVES, 20, 28, 5, work + 4, amounts);
        assertThat(all.end()).isEqualTo(End.COMPLETE);
        assertThat(all.count().items()).isEqualTo(4);
        assertThat(all.exploredMillionths()).isEqualTo(1_000_000);
        cut(by(Method.HALVES, 20, 28, 5, work + 3, amounts), 375_000);
        cut(by(Method.HALVES, 20, 28, 5, work + 2, amounts), 125_000);
        cut(by(Method.HALVES, 20, 28, 5, work + 1, amounts), 0);
        cut(by(Method.HALVES, 20, 28, 5, work - 1, amounts), 0);
    }

    @Test
    @DisplayName("REC-17 REC-16 every way finds the same sets, of no more items than asked for")
    void sameSets() {
        long[] amounts = {30, 20, 11, 8, 6, -6, 11};
        for (Method method : Method.values()) {
            // 20; 30 - 6 + ... : by size of set, counted by hand
            assertThat(by(method, 20, 20, 1, 100_000, amounts).count().items())
                    .as("%s, one", method)
                    .isEqualTo(1);
            // no two of them make 20
            assertThat(by(method, 20, 20, 2, 100_000, amounts).count().items())
                    .as("%s, up to two", method)
                    .isEqualTo(1);
            // 20 + 6 - 6
            assertThat(by(method, 20, 20, 3, 100_000, amounts).count().items())
                    .as("%s, up to three", method)
                    .isEqualTo(2);
            // 24 is 30 - 6 and 11 + 11 + 8 - 6
            assertThat(by(method, 24, 24, 7, 100_000, amounts).count().items())
                    .as("%s, any", method)
                    .isEqualTo(2);
        }
    }
}
