package io.counterfoil.reconciliation.difference;

import static io.counterfoil.reconciliation.difference.Difference.Reason.CREDIT_NOTE;
import static io.counterfoil.reconciliation.difference.Difference.Reason.PROVIDER_FEE;
import static io.counterfoil.reconciliation.difference.Difference.Reason.RESERVE;
import static io.counterfoil.reconciliation.difference.Difference.Reason.ROUNDING;
import static io.counterfoil.reconciliation.difference.Difference.Reason.TOLERANCE_SHORT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.counterfoil.payments.evidence.Resolution;
import io.counterfoil.payments.fee.FeeSchedule;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.reconciliation.difference.DifferenceExplainer.BankCharge;
import io.counterfoil.reconciliation.difference.DifferenceExplainer.ChargeBearer;
import io.counterfoil.reconciliation.difference.DifferenceExplainer.Discount;
import io.counterfoil.reconciliation.difference.DifferenceExplainer.Explanation;
import io.counterfoil.reconciliation.difference.DifferenceExplainer.Offer;
import io.counterfoil.reconciliation.difference.DifferenceExplainer.Question;
import io.counterfoil.reconciliation.item.Item;
import io.counterfoil.reconciliation.item.ItemId;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import javax.money.MonetaryAmount;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Lines that add up to a difference, in each shape that offers come in; and what explainers refuse. */
class ExplanationSearchTest {

    private static final Amounts CAD = Amounts.in("CAD");
    private static final Amounts USD = Amounts.in("USD");
    private static final LocalDate DAY = LocalDate.of(2027, 3, 10);

    private static List<Offer> points(Difference.Reason reason, long... minor) {
        return List.of(
                Offer.points(reason, Arrays.stream(minor).mapToObj(CAD::ofMinor).toList()));
    }

    private static List<Offer> band(Difference.Reason reason, long low, long high) {
        return List.of(Offer.interval(reason, CAD.ofMinor(low), CAD.ofMinor(high)));
    }

    @SafeVarargs
    @SuppressWarnings("varargs") // the array is only read
    private static Resolution<Explanation> explain(long residual, int lines, List<Offer>... offers) {
        return DifferenceExplainer.explainOffers(CAD.ofMinor(residual), List.of(offers), lines);
    }

    private static List<String> readings(Resolution<Explanation> found) {
        return found
                .<List<Explanation>>fold(u -> List.of(u.value()), a -> a.alternatives(), n -> List.of(), t -> t.best())
                .stream()
                .map(e -> e.lines().stream()
                        .map(l -> l.reason() + " " + Amounts.minor(l.amount()))
                        .toList()
                        .toString())
                .toList();
    }

    @SafeVarargs
    @SuppressWarnings("varargs") // the array is only read
    private static void says(String kind, List<String> readings, long residual, List<Offer>... offers) {
        Resolution<Explanation> found = explain(residual, 3, offers);
        assertThat(found.kind()).isEqualTo(Resolution.Kind.valueOf(kind));
        assertThat(readings(found)).isEqualTo(readings);
    }

    @Test
    @DisplayName(
            "REC-25 points and one interval are combined in any order of explainers, the interval takes what is left")
    void shapes() {
        List<Offer> fee = points(PROVIDER_FEE, -320);
        List<Offer> reserve = points(RESERVE, -1000, -500);
        List<Offer> rounding = band(ROUNDING, -2, 2);
        says("UNIQUE", List.of("[]"), 0, fee, rounding);
        says("UNIQUE", List.of("[PROVIDER_FEE -320]"), -320, fee, rounding);
        says("UNIQUE", List.of("[ROUNDING 2]"), 2, fee, rounding);
        says("UNIQUE", List.of("[ROUNDING -2]"), -2, rounding, fee);
        says("NONE", List.of(), 3, fee, rounding);
        says("NONE", List.of(), -3, fee, rounding);
        for (List<List<Offer>> order : List.of(
                List.of(fee, reserve, rounding), List.of(rounding, fee, reserve), List.of(fee, rounding, reserve))) {
            List<Offer> a = order.get(0);
            List<Offer> b = order.get(1);
            List<Offer> c = order.get(2);
            says("UNIQUE", List.of("[PROVIDER_FEE -320, ROUNDING -2]"), -322, a, b, c);
            says("UNIQUE", List.of("[PROVIDER_FEE -320, ROUNDING 2]"), -318, a, b, c);
            says("NONE", List.of(), -323, a, b, c);
            says("NONE", List.of(), -317, a, b, c);
            says("UNIQUE", List.of("[PROVIDER_FEE -320, RESERVE -500]"), -820, a, b, c);
            says("UNIQUE", List.of("[PROVIDER_FEE -320, RESERVE -500, ROUNDING 1]"), -819, a, b, c);
            says("UNIQUE", List.of("[PROVIDER_FEE -320, RESERVE -1000, ROUNDING -2]"), -1322, a, b, c);
            says("NONE", List.of(), -1323, a, b, c);
        }
        says("NONE", List.of(), -4, rounding, band(TOLERANCE_SHORT, -2, -1));
        says("UNIQUE", List.of("[TOLERANCE_SHORT -4]"), -4, rounding, band(TOLERANCE_SHORT, -4, -1));
    }

    @Test
    @DisplayName("REC-25 fewest lines win, at most as many as asked for, and equally short ones tie in a fixed order")
    void fewest() {
        List<Offer> one = points(PROVIDER_FEE, -3, -1);
        List<Offer> two = points(CREDIT_NOTE, -2, -4);
        List<Offer> three = points(RESERVE, -5, -3);
        says("AMBIGUOUS", List.of("[PROVIDER_FEE -3]", "[RESERVE -3]"), -3, three, two, one);
        says("UNIQUE", List.of("[RESERVE -5]"), -5, one, two, three);
        says(
                "AMBIGUOUS",
                List.of(
                        "[CREDIT_NOTE -2, RESERVE -5]",
                        "[CREDIT_NOTE -4, PROVIDER_FEE -3]",
                        "[CREDIT_NOTE -4, RESERVE -3]"),
                -7,
                one,
                two,
                three);
        assertThat(readings(explain(-12, 3, one, two, three)))
                .containsExactly("[CREDIT_NOTE -4, PROVIDER_FEE -3, RESERVE -5]");
        assertThat(explain(-12, 2, one, two, three).kind()).isEqualTo(Resolution.Kind.NONE);
        assertThat(explain(-7, 1, one, two, three).kind()).isEqualTo(Resolution.Kind.NONE);
        assertThat(explain(-8, 2, points(PROVIDER_FEE, -4), points(CREDIT_NOTE, -4))
                        .kind())
                .isEqualTo(Resolution.Kind.UNIQUE);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> explain(1, 0, one))
                .withMessageContaining("explanations of 0 lines");
    }

    @Test
    @DisplayName("REC-25 twenty readings are shown and all are counted; words name lines, ties and what is unexplained")
    void counted() {
        List<List<Offer>> many = IntStream.range(0, 25)
                .mapToObj(i -> List.of(Offer.points(DifferenceTestReason.of("R" + (10 + i)), List.of(CAD.ofMinor(-1)))))
                .toList();
        Resolution<Explanation> tied = DifferenceExplainer.explainOffers(CAD.ofMinor(-1), many, 1);
        assertThat(tied).isInstanceOfSatisfying(Resolution.Ambiguous.class, a -> {
            assertThat((List<?>) a.alternatives()).hasSize(20);
            assertThat(a.count()).isEqualTo(Resolution.SolutionCount.exactly(25));
            assertThat(a.evidence().sentence()).contains("difference of -0.01 CAD has 25 explanations of as few lines");
        });
        assertThat(readings(tied).get(0)).isEqualTo("[R10 -1]");
        assertThat(explain(-3, 3, points(PROVIDER_FEE, -2), points(RESERVE, -1)))
                .isInstanceOfSatisfying(
                        Resolution.Unique.class,
                        u -> assertThat(u.evidence().sentence())
                                .contains(
                                        "difference of -0.03 CAD is DIFFERENCE.PROVIDER_FEE -0.02 and DIFFERENCE.RESERVE -0.01"));
        assertThat(explain(0, 3))
                .isInstanceOfSatisfying(
                        Resolution.Unique.class,
                        u -> assertThat(u.evidence().sentence()).contains("difference of 0.00 CAD is none"));
        assertThat(explain(9, 3))
                .isInstanceOfSatisfying(
                        Resolution.None.class,
                        n -> assertThat(n.obstacles().toString())
                                .contains("nothing declared explains the difference of 0.09 CAD")
                                .contains("NOT_EXPLAINED"));
    }

    private record DifferenceTestReason(String id) implements io.counterfoil.payments.evidence.Code {
        private static DifferenceTestReason of(String id) {
            return new DifferenceTestReason(id);
        }

        @Override
        public String toString() {
            return id;
        }
    }

    @Test
    @DisplayName("REC-25 an offer in another currency than the difference breaks the contract")
    void contract() {
        List<Offer> foreign = List.of(Offer.points(RESERVE, List.of(USD.of("1.00"))));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> explain(1, 3, foreign))
                .withMessageContaining("EXPLAINER_CONTRACT: offer of DIFFERENCE.RESERVE is in USD, expected CAD");
        assertThat(Offer.interval(ROUNDING, CAD.of("1"), CAD.of("1")).reason()).isEqualTo(ROUNDING);
    }

    private static Item item(Amounts money, String amount) {
        return Item.builder()
                .id(ItemId.of("i" + amount))
                .amount(money.of(amount))
                .day(DAY)
                .build();
    }

    private static Question question(Amounts money) {
        return Question.of(List.of(item(money, "10.00")), List.of(item(money, "12.00")));
    }

    @Test
    @DisplayName("REC-29 in another currency than its own settings an explainer offers nothing")
    void otherCurrency() {
        List<BankCharge> charges = List.of(new BankCharge(BankCharge.Station.PAYEES_BANK, CAD.of("2.00")));
        FeeSchedule schedule = FeeSchedule.percent("1", CAD.of("0.10"));
        List<DifferenceExplainer> all = List.of(
                DifferenceExplainer.providerFee(schedule, RoundingMode.HALF_UP),
                DifferenceExplainer.surcharge(schedule, RoundingMode.HALF_UP),
                DifferenceExplainer.bankCharge(ChargeBearer.SHA, charges),
                DifferenceExplainer.cashRounding(CAD.of("0.05"), RoundingMode.HALF_UP),
                DifferenceExplainer.tolerance(CAD.of("1.00"), CAD.of("1.00")));
        for (DifferenceExplainer explainer : all) {
            assertThat(explainer.offers(question(USD))).as(explainer.identity()).isEmpty();
            assertThat(explainer.offers(question(CAD))).as(explainer.identity()).isNotEmpty();
        }
        assertThat(DifferenceExplainer.tolerance(CAD.zero(), CAD.zero()).offers(question(CAD)))
                .isEmpty();
        assertThat(DifferenceExplainer.of(CREDIT_NOTE, "none", q -> List.of()).offers(question(CAD)))
                .isEmpty();
        assertThat(DifferenceExplainer.bankCharge(ChargeBearer.OUR, charges).offers(question(CAD)))
                .isEmpty();
    }

    @Test
    @DisplayName("REC-29 settings that make no sense are refused with the value, and settings are told by identity")
    void settings() {
        BankCharge charge = new BankCharge(BankCharge.Station.ON_THE_WAY, CAD.of("1.00"));
        List<BankCharge> six = Collections.nCopies(6, charge);
        assertThat(DifferenceExplainer.bankCharge(ChargeBearer.SHA, six).identity())
                .startsWith("BANK_CHARGE SHA [");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DifferenceExplainer.bankCharge(ChargeBearer.SHA, Collections.nCopies(7, charge)))
                .withMessageContaining("7 bank charges, expected at most 6");
        for (String wrong : List.of("-1", "101")) {
            assertThatIllegalArgumentException()
                    .isThrownBy(
                            () -> DifferenceExplainer.withholding(List.of(new BigDecimal(wrong)), RoundingMode.HALF_UP))
                    .withMessageContaining("withholding tax of " + wrong + " %");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new Discount(new BigDecimal(wrong), DAY))
                    .withMessageContaining("discount of " + wrong + " %");
        }
        for (String edge : List.of("0", "100")) {
            assertThat(new Discount(new BigDecimal(edge), DAY).until()).isEqualTo(DAY);
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DifferenceExplainer.withholdingOnNet(
                        List.of(BigDecimal.ONE), new BigDecimal("-1"), RoundingMode.HALF_UP))
                .withMessageContaining("sales tax of -1 %");
        assertThat(DifferenceExplainer.withholding(List.of(BigDecimal.ONE), RoundingMode.DOWN)
                        .identity())
                .isEqualTo("WITHHOLDING_TAX [1] on net of 0 DOWN");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DifferenceExplainer.cashRounding(CAD.zero(), RoundingMode.HALF_UP))
                .withMessageContaining("cash step of");
        assertThat(DifferenceExplainer.cashRounding(CAD.of("0.05"), RoundingMode.UP)
                        .identity())
                .startsWith("CASH_ROUNDING ")
                .endsWith(" UP");
        MonetaryAmount negative = CAD.of("-0.01");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DifferenceExplainer.tolerance(negative, CAD.zero()))
                .withMessageContaining("allowance of");
        assertThatIllegalArgumentException().isThrownBy(() -> DifferenceExplainer.tolerance(CAD.zero(), negative));
        assertThat(DifferenceExplainer.tolerance(CAD.of("1.00"), CAD.of("2.00")).identity())
                .startsWith("TOLERANCE_SHORT ")
                .contains("TOLERANCE_OVER");
        assertThat(DifferenceExplainer.rounding().identity()).isEqualTo("ROUNDING half a minor unit a line");
        assertThat(DifferenceExplainer.discount("2 % 10 days", i -> Optional.empty(), RoundingMode.HALF_EVEN)
                        .identity())
                .isEqualTo("EARLY_PAYMENT_DISCOUNT 2 % 10 days HALF_EVEN");
        assertThat(DifferenceExplainer.of(CREDIT_NOTE, "credits", q -> List.of())
                        .identity())
                .isEqualTo("DIFFERENCE.CREDIT_NOTE credits");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Question.of(List.of(), List.of(item(CAD, "1.00"))))
                .withMessageContaining("a side without items");
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> Question.of(List.of(item(CAD, "1.00"), item(USD, "2.00")), List.of(item(CAD, "1.00"))))
                .withMessageContaining("a side holds CAD and USD");
        assertThat(CREDIT_NOTE.kind()).isEqualTo(Difference.Reason.Kind.POINTS);
        assertThat(ROUNDING.kind()).isEqualTo(Difference.Reason.Kind.INTERVAL);
        assertThat(ROUNDING.sign()).isEqualTo("+/-");
    }
}
