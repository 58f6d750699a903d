package io.counterfoil.benchmarks.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class GrowthTest {

    private static RaceResult race(int operations, double square, double linear) {
        return new RaceResult(
                "race",
                operations,
                operations,
                "processor time",
                List.of(
                        new RaceResult.Entry("square", Role.OURS, operations, square, 0, null, null),
                        new RaceResult.Entry("linear", Role.OURS, operations, linear, 0, null, null),
                        new RaceResult.Entry("limited", Role.PEER, 10, 1, 0, null, null)));
    }

    @Test
    void theExponentIsTheSlopeOfTimeOverOperations() {
        List<Growth> growth = Growth.of(List.of(race(100, 1, 7), race(1_000, 10, 7), race(10_000, 100, 7)));

        assertThat(growth).extracting(Growth::contender).containsExactly("square", "linear");
        assertThat(growth.get(0).exponent()).isCloseTo(2, within(1e-9));
        assertThat(growth.get(1).exponent()).isCloseTo(1, within(1e-9));
    }

    @Test
    void oneSizeHasNoGrowth() {
        assertThat(Growth.of(List.of(race(100, 1, 7)))).isEmpty();
        assertThat(Growth.of(List.of(race(100, 1, 7), race(100, 1, 7)))).isEmpty();
    }

    @Test
    void whoIsNotThereAtEverySizeHasNone() {
        RaceResult small = new RaceResult(
                "race",
                10,
                10,
                "processor time",
                List.of(new RaceResult.Entry("linear", Role.OURS, 10, 7, 0, null, null)));

        assertThat(Growth.of(List.of(small, race(100, 1, 7))))
                .extracting(Growth::contender)
                .containsExactly("linear");
    }
}
