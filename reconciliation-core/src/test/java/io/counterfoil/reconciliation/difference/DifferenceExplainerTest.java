package io.counterfoil.reconciliation.difference;

import static io.counterfoil.reconciliation.difference.Difference.Reason.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.counterfoil.payments.calendar.BusinessCalendar;
import io.counterfoil.payments.calendar.HolidayCalendar;
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
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class DifferenceExplainerTest {

    private static final Amounts CAD = Amounts.in("CAD");
    private static final LocalDate DAY = LocalDate.of(2026, 3, 2);
    private static final DifferenceExplainer FEES =
            DifferenceExplainer.providerFee(FeeSchedule.percent("2.9", CAD.of("0.30")), RoundingMode.HALF_UP);

    private static Item item(String id, String currency, String amount) {
        return Item.builder()
                .id(ItemId.of(id))
                .amount(Amounts.in(currency).of(amount))
                .day(DAY)
                .build();
    }

    private static Question question(String left, String... right) {
        return Question.of(
                List.of(item("b", "CAD", left)),
                List.of(right).stream()
                        .map(amount -> item("e" + amount, "CAD", amount))
                        .toList());
    }

    /** Kind and lines, such as {@code UNIQUE [PROVIDER_FEE -3.20]}. */
    private static String said(Question question, DifferenceExplainer... explainers) {
        Resolution<Explanation> found = DifferenceExplainer.explain(question, List.of(explainers), 3);
        List<Explanation> readings =
                found.fold(u -> List.of(u.value()), a -> a.alternatives(), n -> List.<Explanation>of(), t -> t.best());
        return found.kind() + " "
                + readings.stream()
                        .map(e -> e.lines().stream()
                                .map(l -> l.reason() + " " + Amounts.plain(l.amount()))
                                .toList()
                                .toString())
                        .toList();
    }

    @Test
    @DisplayName("REC-26 the provider's fee is charged on each item and rounded on each, refunds bear none")
    void fees() {
        assertThat(said(question("96.80", "100.00"), FEES)).isEqualTo("UNIQUE [[PROVIDER_FEE -3.20]]");
        // 2.9 % of 10.10 is 0.2929, 0.29 each and not 0.59 together
        assertThat(said(question("19.02", "10.10", "10.10"), FEES)).isEqualTo("UNIQUE [[PROVIDER_FEE -1.18]]");
        assertThat(said(question("56.80", "100.00", "-40.00"), FEES)).isEqualTo("UNIQUE [[PROVIDER_FEE -3.20]]");
        assertThat(said(question("96.79", "100.00"), FEES)).isEqualTo("NONE []");
        assertThat(said(question("100.00", "100.00"), FEES)).isEqualTo("UNIQUE [[]]");
    }

    @Test
    @DisplayName("REC-29 bank charges are those that the payee bears by OUR, SHA or BEN, one or several together")
    void charges() {
        List<BankCharge> list = List.of(
                new BankCharge(BankCharge.Station.PAYERS_BANK, CAD.of("5")),
                new BankCharge(BankCharge.Station.ON_THE_WAY, CAD.of("15")),
                new BankCharge(BankCharge.Station.PAYEES_BANK, CAD.of("10")));
        Question both = question("75", "100");
        assertThat(said(both, DifferenceExplainer.bankCharge(ChargeBearer.SHA, list)))
                .isEqualTo("UNIQUE [[BANK_CHARGE -25.00]]");
        assertThat(said(both, DifferenceExplainer.bankCharge(ChargeBearer.OUR, list)))
                .isEqualTo("NONE []");
        assertThat(said(question("95", "100"), DifferenceExplainer.bankCharge(ChargeBearer.SHA, list)))
                .isEqualTo("NONE []");
        assertThat(said(question("95", "100"), DifferenceExplainer.bankCharge(ChargeBearer.BEN, list)))
                .isEqualTo("UNIQUE [[BANK_CHARGE -5.00]]");
        assertThatThrownBy(() -> new BankCharge(BankCharge.Station.ON_THE_WAY, CAD.zero()))
                .hasMessageContaining("more than nothing");
    }

    @Test
    @DisplayName("REC-29 a discount holds up to its day and not after it")
    void discounts() {
        DifferenceExplainer inTime = DifferenceExplainer.discount(
                "2 % to 2 March", item -> Optional.of(new Discount(new BigDecimal("2"), DAY)), RoundingMode.HALF_UP);
        DifferenceExplainer late = DifferenceExplainer.discount(
                "2 % to 1 March",
                item -> Optional.of(new Discount(new BigDecimal("2"), DAY.minusDays(1))), RoundingMode.HALF_UP);
        assertThat(said(question("147.00", "100", "50"), inTime)).isEqualTo("UNIQUE [[EARLY_PAYMENT_DISCOUNT -3.00]]");
        assertThat(said(question("147.00", "100", "50"), late)).isEqualTo("NONE []");
        assertThatThrownBy(() -> new Discount(new BigDecimal("101"), DAY)).hasMessageContaining("0 to 100");
    }

    @Test
    @DisplayName("REC-29 tax is withheld on the gross, or on the net that a gross with sales tax contains")
    void withholding() {
        assertThat(said(
                        question("85", "100"),
                        DifferenceExplainer.withholding(rates("10", "15"), RoundingMode.HALF_UP)))
                .isEqualTo("UNIQUE [[WITHHOLDING_TAX -15.00]]");
        assertThat(said(
                        question("110", "120"),
                        DifferenceExplainer.withholdingOnNet(rates("10"), new BigDecimal("20"), RoundingMode.HALF_UP)))
                .isEqualTo("UNIQUE [[WITHHOLDING_TAX -10.00]]");
    }

    private static List<BigDecimal> rates(String... percent) {
        return List.of(percent).stream().map(BigDecimal::new).toList();
    }

    @Test
    @DisplayName("REC-29 surcharge, cash step, rounding, allowances and overpayment explain what they are for")
    void others() {
        assertThat(said(
                        question("102.50", "100"),
                        DifferenceExplainer.surcharge(FeeSchedule.percent("2.5", CAD.zero()), RoundingMode.HALF_UP)))
                .isEqualTo("UNIQUE [[SURCHARGE 2.50]]");
        assertThat(said(
                        question("10.05", "10.03"),
                        DifferenceExplainer.cashRounding(CAD.of("0.05"), RoundingMode.HALF_UP)))
                .isEqualTo("UNIQUE [[CASH_ROUNDING 0.02]]");
        assertThat(said(
                        question("10.04", "10.03"),
                        DifferenceExplainer.cashRounding(CAD.of("0.05"), RoundingMode.HALF_UP)))
                .isEqualTo("NONE []");
        assertThat(said(question("29.98", "10", "10", "10"), DifferenceExplainer.rounding()))
                .isEqualTo("UNIQUE [[ROUNDING -0.02]]");
        assertThat(said(question("29.97", "10", "10", "10"), DifferenceExplainer.rounding()))
                .isEqualTo("NONE []");
        DifferenceExplainer allowance = DifferenceExplainer.tolerance(CAD.of("1"), CAD.of("2"));
        assertThat(said(question("99", "100"), allowance)).isEqualTo("UNIQUE [[TOLERANCE_SHORT -1.00]]");
        assertThat(said(question("102", "100"), allowance)).isEqualTo("UNIQUE [[TOLERANCE_OVER 2.00]]");
        assertThat(said(question("98.99", "100"), allowance)).isEqualTo("NONE []");
        assertThat(said(question("150", "100"), DifferenceExplainer.overpayment(CAD.of("50"))))
                .isEqualTo("UNIQUE [[OVERPAYMENT 50.00]]");
        DifferenceExplainer reserve =
                DifferenceExplainer.of(RESERVE, "10 %", q -> List.of(CAD.of("-10.00"), CAD.zero()));
        assertThat(said(question("86.80", "100"), FEES, reserve))
                .isEqualTo("UNIQUE [[PROVIDER_FEE -3.20, RESERVE -10.00]]");
    }

    @Test
    @DisplayName("REC-28 a foreign amount inside the band has a line, outside or without a rate it is no candidate")
    void fx() {
        BusinessCalendar calendar =
                BusinessCalendar.of(HolidayCalendar.of(Set.of(), Set.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY)));
        RateBand.Rates rates = (of, in, day) -> day.equals(LocalDate.of(2026, 2, 27))
                ? Optional.of(new BigDecimal("1.40"))
                : day.equals(DAY) ? Optional.of(new BigDecimal("1.35")) : Optional.empty();
        RateBand band = RateBand.of(rates, new BigDecimal("50"));
        List<Item> left = List.of(item("b", "CAD", "135.50"));
        List<Item> right = List.of(item("e", "USD", "100"));
        Question question = Question.of(left, right, band).orElseThrow();
        assertThat(question.expected()).isEqualTo(CAD.of("135.00"));
        assertThat(said(question, DifferenceExplainer.fx(band))).isEqualTo("UNIQUE [[FX_RATE 0.50]]");
        Question outside =
                Question.of(List.of(item("b", "CAD", "135.68")), right, band).orElseThrow();
        assertThat(said(outside, DifferenceExplainer.fx(band))).isEqualTo("NONE []");
        RateBand before = band.onPreviousBusinessDay(calendar);
        assertThat(Question.of(left, right, before).orElseThrow().expected()).isEqualTo(CAD.of("140.00"));
        RateBand none = RateBand.of((of, in, day) -> Optional.empty(), BigDecimal.TEN);
        assertThat(Question.of(left, right, none)).isEmpty();
        assertThat(none.assess(CAD.of("1"), Amounts.in("USD").of("1"), DAY)).isEmpty();
        assertThatThrownBy(() -> Question.of(left, right)).hasMessageContaining("expected one currency");
    }

    @Test
    @DisplayName("REC-25 explainers read differently where they offer differently, and an interval is never empty")
    void identities() {
        assertThat(FEES.identity())
                .isNotEqualTo(DifferenceExplainer.providerFee(
                                FeeSchedule.percent("2.8", CAD.of("0.30")), RoundingMode.HALF_UP)
                        .identity());
        assertThatThrownBy(() -> Offer.interval(ROUNDING, CAD.of("1"), CAD.of("0")))
                .hasMessageContaining("low <= high");
        assertThatThrownBy(() -> DifferenceExplainer.explain(question("1", "2"), List.of(FEES), 0))
                .hasMessageContaining("at least 1");
    }

    @Test
    @DisplayName("REC-25 a search with more combinations than can be tried says so")
    void truncated() {
        List<javax.money.MonetaryAmount> many = java.util.stream.LongStream.rangeClosed(1, 3000)
                .mapToObj(CAD::ofMinor)
                .toList();
        DifferenceExplainer one = DifferenceExplainer.of(RESERVE, "many", q -> many);
        DifferenceExplainer two = DifferenceExplainer.of(SALES_TAX, "many", q -> many);
        DifferenceExplainer three = DifferenceExplainer.of(LATE_INTEREST, "many", q -> many);
        assertThat(DifferenceExplainer.explain(question("999.99", "1"), List.of(one, two, three), 3)
                        .kind())
                .isEqualTo(Resolution.Kind.TRUNCATED);
    }

    @Test
    @DisplayName("REC-59 a fee record knows its variance and refuses two currencies")
    void record() {
        FeeRecord record = FeeRecord.builder()
                .source("stripe")
                .scheduleLine("card")
                .basis(CAD.of("100"))
                .expected(CAD.of("3.20"))
                .charged(CAD.of("3.50"))
                .build();
        assertThat(record.variance()).isEqualTo(CAD.of("0.30"));
        assertThatThrownBy(() -> FeeRecord.builder()
                        .from(record)
                        .charged(Amounts.in("USD").of("3.50"))
                        .build())
                .hasMessageContaining("expected one currency");
    }
}
