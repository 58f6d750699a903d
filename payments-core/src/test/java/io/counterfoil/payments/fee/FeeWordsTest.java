package io.counterfoil.payments.fee;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.counterfoil.payments.money.Amounts;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import javax.money.MonetaryAmount;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What a schedule refuses when it is written, and what it says of a fee. Sentences by hand. */
class FeeWordsTest {

    private static final Amounts CAD = Amounts.in("CAD");
    private static final MonetaryAmount NONE = CAD.zero();

    private static String explained(FeeSchedule schedule, String amount) {
        return schedule.expected(CAD.of(amount), RoundingMode.HALF_UP)
                .evidence()
                .sentence();
    }

    @Test
    @DisplayName("PAY-39 A fee says how it came about, line, tier and limit by name")
    void explains() {
        assertThat(explained(FeeSchedule.flat(CAD.of("1.50")), "10.00")).contains("flat 1.50 CAD");
        assertThat(explained(FeeSchedule.percent("2", CAD.of("0.10")).atLeast(CAD.of("0.50")), "10.00"))
                .contains("2 % of 10.00 CAD")
                .contains("0.10 CAD")
                .contains(", at least 0.50 CAD");
        assertThat(explained(FeeSchedule.percent("2", NONE).atMost(CAD.of("5.00")), "1000.00"))
                .contains("2 % of 1000.00 CAD, at most 5.00 CAD");
        FeeSchedule.Line margins = new FeeSchedule.Line.Tiered(
                FeeSchedule.Line.TierMode.MARGINAL,
                List.of(FeeSchedule.Tier.upTo(CAD.of("100.00"), "1", NONE), FeeSchedule.Tier.above("0.5", NONE)));
        assertThat(explained(margins, "300.00")).contains("1 % of 100.00 CAD + 0.5 % of 200.00 CAD");
        assertThat(explained(margins, "0.00")).contains("no slice");
    }

    @Test
    @DisplayName("PAY-38 Percentages are 0 to 100 with at most 12 decimals, in plain digits")
    void percentages() {
        assertThat(FeeSchedule.percent("100", NONE)
                        .expected(CAD.of("7.00"), RoundingMode.HALF_UP)
                        .amount())
                .isEqualTo(CAD.of("7.00"));
        assertThat(FeeSchedule.percent("0", NONE)
                        .expected(CAD.of("7.00"), RoundingMode.HALF_UP)
                        .amount())
                .isEqualTo(NONE);
        assertThat(new FeeSchedule.Line.Percent(new BigDecimal("1E-12"), NONE).exactMinor(100))
                .isEqualByComparingTo("1E-12");
        assertThat(FeeSchedule.percent("1." + "0".repeat(12), NONE)
                        .expected(CAD.of("7.00"), RoundingMode.HALF_UP)
                        .amount())
                .isEqualTo(CAD.of("0.07"));
        for (BigDecimal bad : List.of(
                new BigDecimal("-0.1"), new BigDecimal("100.1"), new BigDecimal("1E-13"), new BigDecimal("1E+13"))) {
            assertThatIllegalArgumentException()
                    .as(bad.toString())
                    .isThrownBy(() -> new FeeSchedule.Line.Percent(bad, NONE))
                    .withMessageContaining("percentage");
        }
        for (String bad : List.of("", "1,5", "-1", "1e1", ".5", "1.", "0".repeat(41))) {
            assertThatIllegalArgumentException().as(bad).isThrownBy(() -> FeeSchedule.percent(bad, NONE));
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FeeSchedule.percent("9".repeat(70), NONE))
                .withMessage("percentage '" + "9".repeat(40) + "…', expected digits with an optional point");
    }

    @Test
    @DisplayName("PAY-38 Flat parts and limits below zero, in another currency or in the wrong order are refused")
    void limits() {
        FeeSchedule.Line line = new FeeSchedule.Line.Percent(BigDecimal.ONE, NONE);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new FeeSchedule.Line.Percent(BigDecimal.ONE, CAD.of("-0.01")))
                .withMessage("flat part of -0.01 CAD, expected 0 or more");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> line.atLeast(CAD.of("-0.01")))
                .withMessage("minimum of -0.01 CAD, expected 0 or more");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> line.atMost(Amounts.in("GBP").of("1.00")))
                .withMessage("maximum of 1.00 GBP, expected the currency CAD of the line");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> line.atLeast(Amounts.in("GBP").of("1.00")))
                .withMessageStartingWith("minimum of 1.00 GBP");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> line.atLeast(CAD.of("2.00")).atMost(CAD.of("1.99")))
                .withMessage("minimum fee 2.00 CAD is above the maximum 1.99 CAD");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> line.atMost(CAD.of("1.99")).atLeast(CAD.of("2.00")))
                .withMessage("minimum fee 2.00 CAD is above the maximum 1.99 CAD");
        assertThat(line.atLeast(CAD.of("2.00")).atMost(CAD.of("2.00")).exactMinor(0))
                .isEqualByComparingTo("200");
    }

    @Test
    @DisplayName("PAY-38 Tiers rise, are in one currency, and only the last is open above")
    void tiers() {
        FeeSchedule.Tier low = FeeSchedule.Tier.upTo(CAD.of("100.00"), "1", CAD.of("0.10"));
        FeeSchedule.Tier rest = FeeSchedule.Tier.above("0.5", NONE);
        assertThat(low).hasToString("up to 100.00 CAD: 1 % and 0.10 CAD");
        assertThat(rest).hasToString("above: 0.5 %");
        assertThat(low).isEqualTo(FeeSchedule.Tier.upTo(CAD.of("100.00"), "1", CAD.of("0.10")));
        assertThat(low).hasSameHashCodeAs(FeeSchedule.Tier.upTo(CAD.of("100.00"), "1", CAD.of("0.10")));
        assertThat(low.hashCode()).isNotEqualTo(rest.hashCode());
        assertThat(low)
                .isNotEqualTo(FeeSchedule.Tier.upTo(CAD.of("100.01"), "1", CAD.of("0.10")))
                .isNotEqualTo(FeeSchedule.Tier.upTo(CAD.of("100.00"), "2", CAD.of("0.10")))
                .isNotEqualTo(FeeSchedule.Tier.upTo(CAD.of("100.00"), "1", CAD.of("0.11")))
                .isNotEqualTo("tier");
        refused(List.of(rest, rest), "has no limit but is not the last");
        refused(List.of(low), "the last of 1 tiers has a limit");
        refused(List.of(low, low, rest), "does not rise");
        refused(List.of(FeeSchedule.Tier.upTo(NONE, "1", NONE), rest), "does not rise");
        refused(
                List.of(low, FeeSchedule.Tier.above("1", Amounts.in("GBP").zero())),
                "is not in CAD as the first tier is");
        refused(
                List.of(FeeSchedule.Tier.upTo(Amounts.in("GBP").of("1.00"), "1", NONE), rest),
                "is not in CAD as the first tier is");
        assertThatIllegalArgumentException().isThrownBy(() -> FeeSchedule.Tier.above("100.5", NONE));
        assertThatIllegalArgumentException().isThrownBy(() -> FeeSchedule.Tier.above("1", CAD.of("-1.00")));
    }

    private static void refused(List<FeeSchedule.Tier> tiers, String reason) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new FeeSchedule.Line.Tiered(FeeSchedule.Line.TierMode.SLAB, tiers))
                .withMessageContaining(reason);
    }

    @Test
    @DisplayName(
            "PAY-39 A variance of exactly the tolerance is as expected, one unit more is not, and the sentence says how much")
    void variance() {
        Fee due = FeeSchedule.flat(CAD.of("2.00")).expected(CAD.of("10.00"), RoundingMode.HALF_UP);
        MonetaryAmount tolerance = CAD.of("0.05");
        Fee.Variance same = Fee.Variance.of(due, CAD.of("2.00"), tolerance);
        assertThat(same.evidence().sentence()).isEqualTo("charged 2.00 CAD, expected 2.00 CAD; flat 2.00 CAD");
        Fee.Variance less = Fee.Variance.of(due, CAD.of("1.94"), tolerance);
        assertThat(less.evidence().sentence())
                .isEqualTo("charged 1.94 CAD, expected 2.00 CAD, 0.06 CAD less; flat 2.00 CAD");
        Fee.Variance more = Fee.Variance.of(due, CAD.of("2.06"), tolerance);
        assertThat(more.evidence().sentence())
                .isEqualTo("charged 2.06 CAD, expected 2.00 CAD, 0.06 CAD more; flat 2.00 CAD");
        assertThat(List.of(
                        Fee.Variance.of(due, CAD.of("1.95"), tolerance).verdict(),
                        less.verdict(),
                        Fee.Variance.of(due, CAD.of("2.05"), tolerance).verdict(),
                        more.verdict()))
                .extracting(Enum::name)
                .containsExactly("AS_EXPECTED", "UNDERCHARGED", "AS_EXPECTED", "OVERCHARGED");
        assertThat(Fee.Variance.of(due, CAD.of("2.00"), NONE).verdict().name()).isEqualTo("AS_EXPECTED");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        Fee.Variance.of(due, CAD.of("2.00"), Amounts.in("GBP").zero()))
                .withMessageContaining("expected the same currency");
    }
}
