package io.counterfoil.reconciliation.engine.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.reconciliation.plan.Tolerance;
import java.math.RoundingMode;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class AmountWindowTest {

    private static AmountWindow window(Tolerance tolerance, boolean targetIsLeft, long target) {
        return AmountWindow.of(tolerance.inMinorUnits(2), targetIsLeft, target);
    }

    @Test
    @DisplayName("REC-05 an absolute tolerance is as wide on either side, limits inside, and mirrored for money out")
    void absolute() {
        assertThat(window(Tolerance.absolute("0.50"), true, 1_000)).isEqualTo(new AmountWindow(950, 1_050));
        assertThat(window(Tolerance.absolute("0.50"), true, -1_000)).isEqualTo(new AmountWindow(-1_050, -950));
        assertThat(window(Tolerance.absolute("20"), false, 1_000)).isEqualTo(new AmountWindow(1, 3_000));
        assertThat(AmountWindow.of(null, true, -7)).isEqualTo(new AmountWindow(-7, -7));
    }

    @Test
    @DisplayName("REC-05 a percent of the larger amount reaches farther up than down")
    void percent() {
        // 0.9 of the larger: from 100 up to 1,000
        assertThat(window(Tolerance.percent("90"), true, 100)).isEqualTo(new AmountWindow(10, 1_000));
        assertThat(window(Tolerance.percent("10").of(Tolerance.Base.LEFT), true, 1_000))
                .isEqualTo(new AmountWindow(900, 1_100));
        // of the left amount, which is the other one here: 1,000 - 0.1 left <= left <= ...
        assertThat(window(Tolerance.percent("10").of(Tolerance.Base.LEFT), false, 1_000))
                .isEqualTo(new AmountWindow(910, 1_111));
    }

    @Test
    @DisplayName("REC-06 short and over apart, seen from either side")
    void shortAndOver() {
        Tolerance tolerance = Tolerance.absolute("1").shortAnd(Tolerance.absolute("0.10"));
        // left may be 1.00 short of right, or 0.10 over it
        assertThat(window(tolerance, true, 1_000)).isEqualTo(new AmountWindow(990, 1_100));
        assertThat(window(tolerance, false, 1_000)).isEqualTo(new AmountWindow(900, 1_010));
        assertThat(window(tolerance, true, 1_000).halfWidth(1_000)).isEqualTo(100);
        assertThat(window(tolerance, true, -1_000).halfWidth(-1_000)).isEqualTo(100);
        assertThat(window(tolerance, false, 1_000).halfWidth(1_000)).isEqualTo(100);
    }

    @Test
    @DisplayName("REC-09 rounding widens the window to what rounds alike")
    void rounded() {
        assertThat(window(Tolerance.exact().rounded(0, RoundingMode.HALF_UP), true, 1_020))
                .isEqualTo(new AmountWindow(950, 1_049));
        long huge = Long.MAX_VALUE / 8;
        assertThat(window(Tolerance.percent("1"), true, huge)).isEqualTo(new AmountWindow(huge, huge));
    }
}
