package io.counterfoil.reconciliation.difference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.counterfoil.payments.fee.FeeSchedule;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.reconciliation.difference.DifferenceExplainer.BankCharge;
import io.counterfoil.reconciliation.difference.DifferenceExplainer.ByItem;
import io.counterfoil.reconciliation.difference.DifferenceExplainer.ChargeBearer;
import io.counterfoil.reconciliation.difference.DifferenceExplainer.Discount;
import io.counterfoil.reconciliation.item.Item;
import io.counterfoil.reconciliation.item.ItemId;
import io.counterfoil.reconciliation.item.ItemView;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What explainers offer item by item. */
class ByItemTest {

    private static final Amounts CAD = Amounts.in("CAD");
    private static final Amounts USD = Amounts.in("USD");
    private static final LocalDate DAY = LocalDate.of(2027, 3, 10);

    private static ItemView item(Amounts money, String amount, LocalDate day) {
        return Item.builder()
                .id(ItemId.of("i"))
                .amount(money.of(amount))
                .day(day)
                .build();
    }

    private static ByItem of(DifferenceExplainer explainer, Amounts money, int most) {
        return explainer.byItem(item(money, "1000.00", DAY), most).orElseThrow();
    }

    private static void says(ByItem offer, String amount, long minor, long low, long high) {
        assertThat(offer.minor().applyAsLong(item(CAD, amount, DAY))).isEqualTo(minor);
        assertThat(offer.low()).isEqualTo(low);
        assertThat(offer.high()).isEqualTo(high);
    }

    @Test
    @DisplayName("REC-26 REC-29 fees and surcharges are due on each item of positive amount, in their currency")
    void fees() {
        FeeSchedule schedule = FeeSchedule.percent("2.9", CAD.of("0.30"));
        DifferenceExplainer fee = DifferenceExplainer.providerFee(schedule, RoundingMode.HALF_UP);
        says(of(fee, CAD, 3), "100.00", -320, 0, 0);
        says(of(fee, CAD, 3), "-100.00", 0, 0, 0);
        says(of(fee, USD, 3), "100.00", 0, 0, 0);
        DifferenceExplainer surcharge = DifferenceExplainer.surcharge(schedule, RoundingMode.HALF_UP);
        says(of(surcharge, CAD, 3), "100.00", 320, 0, 0);
        says(of(surcharge, CAD, 3), "-100.00", 0, 0, 0);
    }

    @Test
    @DisplayName("REC-29 a discount counts on its last day and not on the day after")
    void discounts() {
        DifferenceExplainer until = DifferenceExplainer.discount(
                "terms",
                item -> item.amount().isPositive()
                        ? Optional.of(new Discount(new BigDecimal("2"), DAY))
                        : Optional.empty(),
                RoundingMode.HALF_UP);
        says(of(until, CAD, 3), "100.00", -200, 0, 0);
        says(of(until, CAD, 3), "-100.00", 0, 0, 0);
        ByItem late = until.byItem(item(CAD, "1000.00", DAY.plusDays(1)), 3).orElseThrow();
        says(late, "100.00", 0, 0, 0);
    }

    @Test
    @DisplayName("REC-29 charges take up to what the payee bears, whatever the items")
    void charges() {
        List<BankCharge> charges = List.of(
                new BankCharge(BankCharge.Station.PAYERS_BANK, CAD.of("9.00")),
                new BankCharge(BankCharge.Station.ON_THE_WAY, CAD.of("0.15")),
                new BankCharge(BankCharge.Station.PAYEES_BANK, CAD.of("0.40")));
        says(of(DifferenceExplainer.bankCharge(ChargeBearer.SHA, charges), CAD, 3), "100.00", 0, -55, 0);
        says(of(DifferenceExplainer.bankCharge(ChargeBearer.BEN, charges), CAD, 3), "100.00", 0, -955, 0);
        says(of(DifferenceExplainer.bankCharge(ChargeBearer.OUR, charges), CAD, 3), "100.00", 0, 0, 0);
        says(of(DifferenceExplainer.bankCharge(ChargeBearer.BEN, charges), USD, 3), "100.00", 0, 0, 0);
    }

    @Test
    @DisplayName("REC-25 rounding allows half a minor unit a line, rounded up; allowances count in their currency")
    void intervals() {
        long[] bounds = {1, 1, 2, 2, 3};
        for (int most = 1; most <= bounds.length; most++) {
            says(of(DifferenceExplainer.rounding(), CAD, most), "100.00", 0, -bounds[most - 1], bounds[most - 1]);
        }
        DifferenceExplainer tolerance = DifferenceExplainer.tolerance(CAD.of("0.05"), CAD.of("0.02"));
        says(of(tolerance, CAD, 3), "100.00", 0, -5, 2);
        says(of(tolerance, USD, 3), "100.00", 0, 0, 0);
        says(of(DifferenceExplainer.overpayment(CAD.of("7.00")), CAD, 3), "100.00", 0, 0, 700);
    }

    @Test
    @DisplayName("REC-29 what depends on the whole set is asked about each set")
    void wholeSets() {
        ItemView left = item(CAD, "1000.00", DAY);
        assertThat(DifferenceExplainer.withholding(List.of(BigDecimal.TEN), RoundingMode.HALF_UP)
                        .byItem(left, 3))
                .isEmpty();
        assertThat(DifferenceExplainer.cashRounding(CAD.of("0.05"), RoundingMode.HALF_UP)
                        .byItem(left, 3))
                .isEmpty();
        assertThat(DifferenceExplainer.of(Difference.Reason.CREDIT_NOTE, "one", question -> List.of())
                        .byItem(left, 3))
                .isEmpty();
    }

    @Test
    @DisplayName("REC-25 what is offered beside the items has zero inside")
    void zeroInside() {
        assertThat(ByItem.between(-3, 0)).satisfies(offer -> {
            assertThat(offer.low()).isEqualTo(-3);
            assertThat(offer.high()).isZero();
        });
        assertThat(ByItem.between(0, 3).high()).isEqualTo(3);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ByItem.between(1, 3))
                .withMessageContaining("EXPLAINER_CONTRACT: from 1 to 3");
        assertThatIllegalArgumentException().isThrownBy(() -> ByItem.between(-3, -1));
    }
}
