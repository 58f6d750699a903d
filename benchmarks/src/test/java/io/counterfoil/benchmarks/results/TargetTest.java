package io.counterfoil.benchmarks.results;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.benchmarks.results.Target.Relation;
import org.junit.jupiter.api.Test;

class TargetTest {

    @Test
    void theTargetItselfIsReachedOnEitherSide() {
        assertThat(target(2, Relation.AT_MOST, 2).reached()).isTrue();
        assertThat(target(2.01, Relation.AT_MOST, 2).reached()).isFalse();
        assertThat(target(2, Relation.AT_LEAST, 2).reached()).isTrue();
        assertThat(target(1.99, Relation.AT_LEAST, 2).reached()).isFalse();
    }

    @Test
    void whatIsNoNumberReachesNothing() {
        assertThat(target(Double.NaN, Relation.AT_MOST, 2).reached()).isFalse();
        assertThat(target(Double.NaN, Relation.AT_LEAST, 2).reached()).isFalse();
    }

    @Test
    void itsLineShowsThreeDigits() {
        assertThat(target(2.904, Relation.AT_MOST, 3.5).line("W8")).isEqualTo("W8 what 2.9 (target <= 3.5) reached");
        assertThat(target(22_185.4, Relation.AT_LEAST, 200_000).line("planner"))
                .isEqualTo("planner what 22185 (target >= 200000) missed");
        assertThat(target(63.24, Relation.AT_MOST, 50).line("W1")).isEqualTo("W1 what 63.2 (target <= 50) missed");
    }

    @Test
    void sharesNearOneAndSmallFiguresKeepTheDigitsThatTellThemApart() {
        assertThat(Shown.digits(0.99941)).isEqualTo("0.99941");
        assertThat(Shown.digits(0.98)).isEqualTo("0.98");
        assertThat(Shown.digits(0.5)).isEqualTo("0.5");
        assertThat(Shown.digits(1)).isEqualTo("1");
        assertThat(Shown.digits(0)).isEqualTo("0");
        assertThat(Shown.digits(0.00104)).isEqualTo("0.00104");
        assertThat(Shown.digits(-12.34)).isEqualTo("-12.3");
        assertThat(Shown.digits(Double.POSITIVE_INFINITY)).isEqualTo("not a number");
        assertThat(Shown.grouped(1_234_567.4)).isEqualTo("1,234,567");
        assertThat(Shown.grouped(99.96)).isEqualTo("100");
        assertThat(Shown.grouped(-1_000)).isEqualTo("-1,000");
        assertThat(Shown.grouped(Double.NaN)).isEqualTo("not a number");
    }

    private static Target target(double figure, Relation relation, double target) {
        return new Target("what", figure, relation, target, "");
    }
}
