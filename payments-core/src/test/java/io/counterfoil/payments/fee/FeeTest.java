package io.counterfoil.payments.fee;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.party.PartyId;
import io.counterfoil.payments.rail.Rail;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import javax.money.MonetaryAmount;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Expected values by hand, from payments specification 4.9. */
class FeeTest {

    private static final Amounts CAD = Amounts.in("CAD");
    private static final MonetaryAmount NONE = CAD.zero();

    private static MonetaryAmount fee(FeeSchedule schedule, String amount) {
        return schedule.expected(CAD.of(amount), RoundingMode.HALF_UP).amount();
    }

    @Test
    @DisplayName("PAY-38 A percentage and a flat part are exact until one rounding at the end, by the caller's mode")
    void percent() {
        FeeSchedule card = FeeSchedule.percent("2.9", CAD.of("0.30"));
        // 100.01 * 2.9 % = 2.90029, and 0.30
        assertThat(fee(card, "100.01")).isEqualTo(CAD.of("3.20"));
        assertThat(card.expected(CAD.of("100.01"), RoundingMode.CEILING).amount())
                .isEqualTo(CAD.of("3.21"));
        assertThatThrownBy(() -> card.expected(CAD.of("100.01"), RoundingMode.UNNECESSARY))
                .isInstanceOf(ArithmeticException.class);
        assertThat(fee(FeeSchedule.percent("0.5", NONE), "1.00"))
                .as("half a cent goes up")
                .isEqualTo(CAD.of("0.01"));
    }

    @Test
    @DisplayName("PAY-38 Minimum and maximum come before the rounding")
    void limits() {
        FeeSchedule transfer =
                FeeSchedule.percent("0.25", NONE).atLeast(CAD.of("0.50")).atMost(CAD.of("25.00"));
        assertThat(fee(transfer, "0.00")).isEqualTo(CAD.of("0.50"));
        assertThat(fee(transfer, "1234.56")).isEqualTo(CAD.of("3.09"));
        assertThat(fee(transfer, "1000000.00")).isEqualTo(CAD.of("25.00"));
    }

    @Test
    @DisplayName(
            "PAY-38 In a slab the whole amount has one rate; margins charge each slice, and a limit belongs to its tier")
    void tiers() {
        List<FeeSchedule.Tier> tiers = List.of(
                FeeSchedule.Tier.upTo(CAD.of("100.00"), "1", CAD.of("1.00")),
                FeeSchedule.Tier.upTo(CAD.of("1000.00"), "0.5", CAD.of("2.00")),
                FeeSchedule.Tier.above("0.1", CAD.of("4.00")));
        FeeSchedule slab = FeeSchedule.slab(tiers);
        assertThat(fee(slab, "100.00")).isEqualTo(CAD.of("2.00"));
        assertThat(fee(slab, "100.01")).isEqualTo(CAD.of("2.50"));
        assertThat(fee(slab, "5000.00")).isEqualTo(CAD.of("9.00"));
        FeeSchedule marginal = FeeSchedule.marginal(tiers);
        assertThat(fee(marginal, "0.00")).as("no slice, no flat part").isEqualTo(NONE);
        assertThat(fee(marginal, "100.00")).isEqualTo(CAD.of("2.00"));
        // 1 % of 100 and 1.00 are 2.00, 0.5 % of 900 and 2.00 are 6.50, 0.1 % of 4000 and 4.00 are 8.00
        assertThat(fee(marginal, "5000.00")).isEqualTo(CAD.of("16.50"));
    }

    @Test
    @DisplayName("PAY-38 The slices of one marginal line are not rounded apart")
    void slicesAreNotRoundedApart() {
        // 0.4 cent and 0.4 cent: 0.8 cent is one cent, each by itself would be none
        FeeSchedule marginal = FeeSchedule.marginal(
                List.of(FeeSchedule.Tier.upTo(CAD.of("0.40"), "1", NONE), FeeSchedule.Tier.above("1", NONE)));
        assertThat(fee(marginal, "0.80")).isEqualTo(CAD.of("0.01"));
    }

    @Test
    @DisplayName("PAY-38 Parallel lines are charged on the gross, cascading ones on what is left")
    void lines() {
        List<FeeSchedule.Lines.Named> lines = List.of(
                new FeeSchedule.Lines.Named("acquirer", FeeSchedule.percent("10", NONE)),
                new FeeSchedule.Lines.Named("platform", FeeSchedule.percent("10", NONE)));
        Fee parallel = FeeSchedule.Lines.parallel(lines).expected(CAD.of("100.00"), RoundingMode.HALF_UP);
        assertThat(parallel.amount()).isEqualTo(CAD.of("20.00"));
        Fee cascading = FeeSchedule.Lines.cascading(lines).expected(CAD.of("100.00"), RoundingMode.HALF_UP);
        assertThat(cascading.amount()).isEqualTo(CAD.of("19.00"));
        assertThat(cascading.parts())
                .extracting(Fee.Part::name, Fee.Part::base, Fee.Part::amount)
                .containsExactly(
                        tuple("acquirer", CAD.of("100.00"), CAD.of("10.00")),
                        tuple("platform", CAD.of("90.00"), CAD.of("9.00")));
    }

    @Test
    @DisplayName("PAY-38 A line that takes more than there is leaves nothing to the lines after it")
    void cascadeLeavesNothing() {
        Fee fee = FeeSchedule.Lines.cascading(List.of(
                        new FeeSchedule.Lines.Named("flat", FeeSchedule.flat(CAD.of("5.00"))),
                        new FeeSchedule.Lines.Named("share", FeeSchedule.percent("50", NONE))))
                .expected(CAD.of("3.00"), RoundingMode.HALF_UP);
        assertThat(fee.amount()).isEqualTo(CAD.of("5.00"));
    }

    @Test
    @DisplayName("PAY-38 Fees of points are in points")
    void points() {
        Amounts points = Amounts.in("PTS");
        assertThat(FeeSchedule.percent("1.5", points.zero())
                        .expected(points.ofMinor(100), RoundingMode.DOWN)
                        .amount())
                .isEqualTo(points.ofMinor(1));
    }

    @Test
    @DisplayName("PAY-38 A bad schedule or payment is refused with what was expected")
    void refusals() {
        for (String bad : List.of("-1", "", "2,9", "1E-999999", "1E+999999", "9".repeat(1000), "٣")) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> FeeSchedule.percent(bad, NONE))
                    .withMessageContaining("expected digits with an optional point");
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FeeSchedule.percent("100.1", NONE))
                .withMessage("percentage 100.1, expected 0 to 100");
        for (String bad : List.of("-1", "1E-999999", "1E+999999", "0.0000000000001")) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new FeeSchedule.Line.Percent(new BigDecimal(bad), NONE))
                    .withMessageContaining("expected 0 to 100 with at most 12 decimals");
        }
        assertThatIllegalArgumentException().isThrownBy(() -> FeeSchedule.flat(CAD.of("-1.00")));
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        FeeSchedule.percent("1", NONE).atMost(CAD.of("1.00")).atLeast(CAD.of("2.00")))
                .withMessage("minimum fee 2.00 CAD is above the maximum 1.00 CAD");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FeeSchedule.slab(List.of(FeeSchedule.Tier.upTo(CAD.of("1.00"), "1", NONE))))
                .withMessageContaining("expected a last tier above all limits");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FeeSchedule.slab(List.of(
                        FeeSchedule.Tier.upTo(CAD.of("2.00"), "1", NONE),
                        FeeSchedule.Tier.upTo(CAD.of("2.00"), "1", NONE),
                        FeeSchedule.Tier.above("1", NONE))))
                .withMessageContaining("does not rise");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> fee(FeeSchedule.flat(Amounts.in("GBP").of("1.00")), "1.00"))
                .withMessage("fee of a payment of 1.00 CAD, expected the currency GBP of the schedule");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> fee(FeeSchedule.flat(CAD.of("1.00")), "-1.00"))
                .withMessageContaining("expected 0 or more");
        assertThatIllegalArgumentException().isThrownBy(() -> FeeSchedule.Lines.parallel(List.of()));
    }

    @Test
    @DisplayName("PAY-39 A charge is held against the fee with a tolerance, and says why")
    void variance() {
        Fee due = FeeSchedule.percent("2.9", CAD.of("0.30")).expected(CAD.of("100.01"), RoundingMode.HALF_UP);
        Fee.Variance over = Fee.Variance.of(due, CAD.of("3.25"), CAD.of("0.01"));
        assertThat(over.verdict()).isEqualTo(Fee.Variance.Verdict.OVERCHARGED);
        assertThat(over.variance()).isEqualTo(CAD.of("0.05"));
        assertThat(over.evidence().sentence())
                .isEqualTo("charged 3.25 CAD, expected 3.20 CAD, 0.05 CAD more; 2.9 % of 100.01 CAD and 0.30 CAD");
        assertThat(over.evidence().facts())
                .extracting(fact -> fact.code().id())
                .containsExactly("FEE.OVERCHARGED", "FEE.LINE");
        assertThat(Fee.Variance.of(due, CAD.of("3.19"), CAD.of("0.01")).verdict())
                .isEqualTo(Fee.Variance.Verdict.AS_EXPECTED);
        assertThat(Fee.Variance.of(due, CAD.of("3.18"), CAD.of("0.01")).verdict())
                .isEqualTo(Fee.Variance.Verdict.UNDERCHARGED);
    }

    @Test
    @DisplayName("PAY-39 No charge where one was due is missing, a charge without schedule unexpected, however small")
    void missingAndUnexpected() {
        Fee due = FeeSchedule.flat(CAD.of("0.25")).expected(CAD.of("10.00"), RoundingMode.HALF_UP);
        assertThat(Fee.Variance.missing(due).verdict()).isEqualTo(Fee.Variance.Verdict.MISSING);
        assertThat(Fee.Variance.missing(due).variance()).isEqualTo(CAD.of("-0.25"));
        assertThat(Fee.Variance.unexpected(CAD.of("0.01")).verdict()).isEqualTo(Fee.Variance.Verdict.UNEXPECTED);
        Fee free = FeeSchedule.flat(NONE).expected(CAD.of("10.00"), RoundingMode.HALF_UP);
        assertThat(Fee.Variance.missing(free).verdict()).isEqualTo(Fee.Variance.Verdict.AS_EXPECTED);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Fee.Variance.of(due, Amounts.in("GBP").of("1.00"), NONE));
        assertThatIllegalArgumentException().isThrownBy(() -> Fee.Variance.of(due, NONE, CAD.of("-0.01")));
    }

    private static Fee.Agreements.Agreement.Builder agreed(String fee, String from) {
        return Fee.Agreements.Agreement.builder()
                .event("RETURN")
                .validFrom(LocalDate.parse(from))
                .schedule(FeeSchedule.flat(CAD.of(fee)));
    }

    @Test
    @DisplayName(
            "PAY-38 The client's agreement comes before the rail's, that before the general one, and the latest version holds")
    void agreements() {
        PartyId ana = PartyId.of("ana");
        Fee.Agreements.Agreement general = agreed("1.00", "2026-01-01").build();
        Fee.Agreements.Agreement ach =
                agreed("2.00", "2026-01-01").rail(Rail.ACH).build();
        Fee.Agreements.Agreement achNew =
                agreed("3.00", "2026-07-01").rail(Rail.ACH).build();
        Fee.Agreements.Agreement anas = agreed("0.50", "2026-03-01")
                .client(ana)
                .validUntil(LocalDate.parse("2026-03-31"))
                .build();
        Fee.Agreements agreements = Fee.Agreements.of(List.of(achNew, anas, general, ach));
        PartyId ben = PartyId.of("ben");
        assertThat(agreements.inForce("RETURN", Rail.WIRE, ben, LocalDate.parse("2026-08-01")))
                .contains(general);
        assertThat(agreements.inForce("RETURN", Rail.ACH, ben, LocalDate.parse("2026-06-30")))
                .contains(ach);
        assertThat(agreements.inForce("RETURN", Rail.ACH, ben, LocalDate.parse("2026-07-01")))
                .contains(achNew);
        assertThat(agreements.inForce("RETURN", Rail.ACH, ana, LocalDate.parse("2026-03-31")))
                .contains(anas);
        assertThat(agreements.inForce("RETURN", Rail.ACH, ana, LocalDate.parse("2026-04-01")))
                .contains(ach);
        assertThat(agreements.inForce("RETURN", Rail.ACH, ana, LocalDate.parse("2025-12-31")))
                .isEmpty();
        assertThat(agreements.inForce("PAYMENT", Rail.ACH, ana, LocalDate.parse("2026-04-01")))
                .isEqualTo(Optional.empty());
        assertThatIllegalArgumentException().isThrownBy(() -> Fee.Agreements.of(List.of(ach, ach)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> agreed("1.00", "2026-02-01")
                        .validUntil(LocalDate.parse("2026-01-31"))
                        .build());
    }

    @Test
    @DisplayName("PAY-38 A version that ended does not bring back the one before it")
    void anEndedVersionDoesNotRevive() {
        Fee.Agreements agreements = Fee.Agreements.of(List.of(
                agreed("1.00", "2026-01-01").build(),
                agreed("2.00", "2026-02-01")
                        .validUntil(LocalDate.parse("2026-02-28"))
                        .build()));
        assertThat(agreements.inForce("RETURN", Rail.ACH, PartyId.of("ana"), LocalDate.parse("2026-03-01")))
                .isEmpty();
    }
}
