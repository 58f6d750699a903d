package io.counterfoil.payments.returns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.counterfoil.payments.rail.Rail;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ReturnRatesTest {

    private static final ReturnReason UNAUTHORISED = ReturnCodes.bundled().reason(Rail.ACH, "R10");
    private static final ReturnReason RE_PRESENTED_CHEQUE =
            ReturnCodes.bundled().reason(Rail.ACH, "R52");

    @Test
    @DisplayName(
            "PAY-41 A breach is strictly above the threshold; an unauthorised return counts in OVERALL too, a re-presented cheque's not")
    void breaches() {
        ReturnCodes.Rates.Report at =
                ReturnCodes.Rates.standard().assess(1000, Map.of(UNAUTHORISED, 5L, RE_PRESENTED_CHEQUE, 900L));
        assertThat(at.breaches()).as("5 of 1000 is 0.5 %").isEmpty();
        assertThat(at.rates().get(ReturnCodes.Rates.Bucket.OVERALL)).isEqualTo(new ReturnCodes.Rates.Ratio(5, 1000));
        ReturnCodes.Rates.Report above = ReturnCodes.Rates.standard().assess(1000, Map.of(UNAUTHORISED, 6L));
        assertThat(above.breaches()).containsExactly(ReturnCodes.Rates.Bucket.UNAUTHORISED);
        assertThat(ReturnCodes.Rates.standard()
                        .withThreshold(ReturnCodes.Rates.Bucket.UNAUTHORISED, new BigDecimal("0.6"))
                        .assess(1000, Map.of(UNAUTHORISED, 6L))
                        .breaches())
                .isEmpty();
    }

    @Test
    @DisplayName("PAY-41 Without debits there is no rate and no breach")
    void noBase() {
        ReturnCodes.Rates.Report report = ReturnCodes.Rates.standard().assess(0, Map.of(UNAUTHORISED, 6L));
        assertThat(report.hasBase()).isFalse();
        assertThat(report.breaches()).isEmpty();
        assertThat(report.rates().get(ReturnCodes.Rates.Bucket.UNAUTHORISED).percent(2, RoundingMode.HALF_UP))
                .isEmpty();
    }

    @Test
    @DisplayName(
            "PAY-41 A ratio of chargebacks to captures is exact; counts below zero and thresholds without sense are refused")
    void ratios() {
        ReturnCodes.Rates.Ratio chargebacks = new ReturnCodes.Rates.Ratio(1, 3);
        assertThat(chargebacks.percent(2, RoundingMode.HALF_UP)).contains(new BigDecimal("33.33"));
        assertThat(chargebacks.isAbove(new BigDecimal("33.3333333333"))).isTrue();
        assertThat(chargebacks.isAbove(new BigDecimal("33.3333333334"))).isFalse();
        assertThatIllegalArgumentException().isThrownBy(() -> new ReturnCodes.Rates.Ratio(-1, 3));
        assertThatIllegalArgumentException().isThrownBy(() -> chargebacks.isAbove(new BigDecimal("-0.1")));
        assertThatIllegalArgumentException().isThrownBy(() -> chargebacks.isAbove(new BigDecimal("1E+999999")));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ReturnCodes.Rates.standard().assess(10, Map.of(UNAUTHORISED, -1L)));
    }

    @Property
    void aRatioIsAboveExactlyWhereTheWholeNumbersSaySo(
            @ForAll @LongRange(min = 0, max = 10_000) long count,
            @ForAll @LongRange(min = 1, max = 10_000) long base,
            @ForAll @LongRange(min = 0, max = 2_000) long tenths) {
        assertThat(new ReturnCodes.Rates.Ratio(count, base).isAbove(BigDecimal.valueOf(tenths, 1)))
                .isEqualTo(count * 1000 > tenths * base);
    }
}
