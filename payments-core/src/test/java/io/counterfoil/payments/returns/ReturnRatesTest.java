package io.counterfoil.payments.returns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.counterfoil.payments.alert.Alert;
import io.counterfoil.payments.alert.AlertKind;
import io.counterfoil.payments.evidence.Diagnostic;
import io.counterfoil.payments.evidence.SubjectRef;
import io.counterfoil.payments.rail.Rail;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.List;
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

    @Test
    @DisplayName(
            "PAY-41 a breach of a bucket, and of a chargeback ratio, is one alert of the period, with the figures in words")
    void alerts() {
        SubjectRef ana = SubjectRef.of("client", "ana");
        Instant now = Instant.parse("2027-04-01T12:00:00Z");
        ReturnCodes.Rates.Report report = ReturnCodes.Rates.standard().assess(200, Map.of(UNAUTHORISED, 12L));
        assertThat(report.hasBase()).isTrue();
        List<Alert> alerts = report.toAlerts(ana, "2027-03", now);
        assertThat(alerts).singleElement().satisfies(alert -> {
            assertThat(alert.kind()).isEqualTo(AlertKind.RETURN_RATE);
            assertThat(alert.severity()).isEqualTo(Diagnostic.Severity.HIGH);
            assertThat(alert.subject()).isEqualTo(ana);
            assertThat(alert.period()).isEqualTo("UNAUTHORISED/2027-03");
            assertThat(alert.raisedAt()).isEqualTo(now);
            assertThat(alert.evidence().sentence())
                    .isEqualTo("12 of 200 of " + ana + " in UNAUTHORISED/2027-03 is 6.00 %, above 0.5 %");
        });
        assertThat(report.toAlerts(ana, "2027-03", now.plusSeconds(9)).get(0).key())
                .isEqualTo(alerts.get(0).key());
        assertThat(report.toAlerts(ana, "2027-04", now).get(0).key())
                .isNotEqualTo(alerts.get(0).key());
        ReturnCodes.Rates.Ratio.Threshold threshold =
                ReturnCodes.Rates.Ratio.Threshold.chargebacks(new BigDecimal("0.9"));
        assertThat(threshold.alert(new ReturnCodes.Rates.Ratio(9, 1000), ana, "2027-03", now))
                .isEmpty();
        assertThat(threshold.alert(new ReturnCodes.Rates.Ratio(10, 1000), ana, "2027-03", now))
                .hasValueSatisfying(alert -> {
                    assertThat(alert.kind()).isEqualTo(AlertKind.CHARGEBACK_RATIO);
                    assertThat(alert.evidence().sentence())
                            .isEqualTo("10 of 1000 of " + ana + " in 2027-03 is 1.00 %, above 0.9 %");
                });
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ReturnCodes.Rates.Ratio.Threshold.chargebacks(new BigDecimal("-1")));
    }

    @Test
    @DisplayName(
            "PAY-41 thresholds have up to 30 digits before and after the point, and none below zero; no returns are no breach")
    void thresholds() {
        ReturnCodes.Rates rates = ReturnCodes.Rates.standard();
        ReturnCodes.Rates.Bucket bucket = ReturnCodes.Rates.Bucket.ADMIN;
        for (String refused : List.of("-0.01", "1E+31", "1E-31", "0." + "1".repeat(31))) {
            assertThatIllegalArgumentException()
                    .as(refused)
                    .isThrownBy(() -> rates.withThreshold(bucket, new BigDecimal(refused)));
        }
        for (String taken : List.of("0", "1E+30", "1E-30", "0." + "1".repeat(30))) {
            assertThat(rates.withThreshold(bucket, new BigDecimal(taken))
                            .assess(10, Map.of())
                            .thresholdsPercent())
                    .containsEntry(bucket, new BigDecimal(taken));
        }
        assertThat(rates.assess(10, Map.of(UNAUTHORISED, 0L)).breaches()).isEmpty();
        assertThatIllegalArgumentException().isThrownBy(() -> rates.assess(10, Map.of(UNAUTHORISED, -1L)));
        assertThat(rates.withThreshold(bucket, BigDecimal.ZERO)
                        .assess(10, Map.of())
                        .breaches())
                .isEmpty();
    }
}
