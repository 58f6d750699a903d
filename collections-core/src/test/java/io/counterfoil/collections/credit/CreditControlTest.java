package io.counterfoil.collections.credit;

import static io.counterfoil.collections.testkit.ReceivableLog.lately;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.counterfoil.collections.credit.CreditControl.Check;
import io.counterfoil.collections.credit.CreditControl.Decision;
import io.counterfoil.collections.credit.CreditControl.Exposure;
import io.counterfoil.collections.credit.CreditControl.ExposureClass;
import io.counterfoil.collections.credit.CreditControl.OrderRuling;
import io.counterfoil.collections.credit.CreditControl.Policy;
import io.counterfoil.collections.credit.CreditControl.Reason;
import io.counterfoil.collections.receivable.OpenItemKind;
import io.counterfoil.collections.receivable.ReceivableEvent.ItemIssued;
import io.counterfoil.collections.testkit.ReceivableLog;
import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.party.PartyId;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class CreditControlTest {

    private static final Amounts GBP = Amounts.in("GBP");
    private static final AsOf TODAY = lately("2027-03-10");

    private static Exposure open(String amount) {
        return new Exposure(GBP.currency(), Map.of(ExposureClass.OPEN, GBP.of(amount)));
    }

    private static Policy.Builder policy() {
        return Policy.builder().limit(GBP.of("1000.00"));
    }

    private static Check check(Policy.Builder policy, Exposure exposure, String order) {
        return CreditControl.of(policy.build()).assess(exposure, GBP.of(order), TODAY);
    }

    @Test
    @DisplayName("COL-58 equal to the limit is not over it; over nine tenths of it is watched")
    void decides() {
        assertThat(check(policy(), open("900.00"), "0.00").decision()).isEqualTo(Decision.OK);
        assertThat(check(policy(), open("900.01"), "0.00").decision()).isEqualTo(Decision.WATCH);
        assertThat(check(policy(), open("900.00"), "100.00").decision()).isEqualTo(Decision.WATCH);
        Check over = check(policy(), open("900.00"), "100.01");
        assertThat(over.decision()).isEqualTo(Decision.HOLD);
        assertThat(over.exposure()).isEqualTo(GBP.of("1000.01"));
        assertThat(over.reasons()).extracting(reason -> reason.code()).containsExactly(Reason.OVER_LIMIT);
        assertThat(over.reasons().get(0).sentence()).isEqualTo("1000.01 GBP is over the limit of 1000.00 GBP");
        assertThat(check(Policy.builder(), open("999999.00"), "1.00").decision())
                .isEqualTo(Decision.OK);
        assertThat(check(policy().isUnchecked(true), open("9999.00"), "1.00").decision())
                .isEqualTo(Decision.OK);
        assertThat(check(policy().isStopped(true), open("0.00"), "0.00").decision())
                .isEqualTo(Decision.STOP);
        assertThat(check(policy().isStopped(true).isUnchecked(true), open("0.00"), "0.00")
                        .decision())
                .as("a stop set by hand stays")
                .isEqualTo(Decision.STOP);
    }

    @Test
    @DisplayName("COL-58 sub-limits bind on their own; unapplied money is taken off; only included classes count")
    void subLimits() {
        Exposure exposure = open("500.00")
                .with(ExposureClass.OVERDUE, GBP.of("100.00"))
                .with(ExposureClass.UNAPPLIED, GBP.of("50.00"));
        assertThat(check(policy(), exposure, "0.00").exposure()).isEqualTo(GBP.of("550.00"));
        assertThat(check(policy().putSubLimit(ExposureClass.OVERDUE, GBP.of("100.00")), exposure, "0.00")
                        .decision())
                .isEqualTo(Decision.OK);
        Check held = check(policy().putSubLimit(ExposureClass.OVERDUE, GBP.of("99.99")), exposure, "0.00");
        assertThat(held.decision()).isEqualTo(Decision.HOLD);
        assertThat(held.reasons().get(0).code()).isEqualTo(Reason.OVER_SUB_LIMIT);
        assertThat(check(policy().putSubLimit(ExposureClass.ORDER, GBP.of("10.00")), exposure, "10.01")
                        .decision())
                .isEqualTo(Decision.HOLD);
        assertThat(check(policy().putSubLimit(ExposureClass.ORDER, GBP.of("10.00")), exposure, "10.00")
                        .decision())
                .isEqualTo(Decision.OK);
        assertThat(check(policy().included(Set.of(ExposureClass.OVERDUE)), exposure, "5.00")
                        .exposure())
                .isEqualTo(GBP.of("105.00"));
        assertThatIllegalArgumentException().isThrownBy(() -> open("-1.00"));
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        open("1.00").with(ExposureClass.DRAFT, Amounts.in("EUR").of("1.00")));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CreditControl.of(policy().build())
                        .assess(open("1.00"), Amounts.in("EUR").of("1.00"), TODAY));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> check(Policy.builder().limit(Amounts.in("EUR").of("1.00")), open("1.00"), "1.00"));
    }

    @Test
    @DisplayName("COL-58 the exposure is read from the receivables by class and currency")
    void readsExposure() {
        ReceivableLog log = ReceivableLog.in("GBP")
                .invoice("I1", "100.00", "2027-01-01", "2027-03-07")
                .invoice("I2", "200.00", "2027-01-01", "2027-03-06")
                .receipt("R1", "30.00", "2027-03-01");
        log.add(new ItemIssued(
                log.item("O1", OpenItemKind.ORDER, "70.00", "2027-03-01").build()));
        CreditControl control = CreditControl.of(policy().marginDays(3).build());
        Exposure exposure = control.exposure(log.replay(), PartyId.of("acme"), GBP.currency(), TODAY);
        assertThat(exposure.of(ExposureClass.OPEN)).as("three days late").isEqualTo(GBP.of("100.00"));
        assertThat(exposure.of(ExposureClass.OVERDUE)).as("four days late").isEqualTo(GBP.of("200.00"));
        assertThat(exposure.of(ExposureClass.ORDER)).isEqualTo(GBP.of("70.00"));
        assertThat(exposure.of(ExposureClass.UNAPPLIED)).isEqualTo(GBP.of("30.00"));
        assertThat(exposure.of(ExposureClass.DRAFT)).isEqualTo(GBP.zero());
        assertThat(control.exposure(
                                log.replay(),
                                PartyId.of("acme"),
                                Amounts.in("EUR").currency(),
                                TODAY)
                        .byClass())
                .isEmpty();
        assertThat(control.policy().marginDays()).isEqualTo(3);
    }

    @Test
    @DisplayName(
            "COL-59 an order is held with its reason, released after cash with what changed, and each ruling expires")
    void holdsAndReleases() {
        CreditControl control = CreditControl.of(policy().validityDays(5).build());
        Exposure before = open("300.00").with(ExposureClass.OVERDUE, GBP.of("700.00"));
        OrderRuling held =
                control.decide("O-9", control.assess(before, GBP.of("10.00"), TODAY), Optional.empty(), TODAY);
        assertThat(held.kind()).isEqualTo(OrderRuling.Kind.HELD);
        assertThat(held.sentence())
                .isEqualTo("order O-9 held until 2027-03-15: 1010.00 GBP is over the limit of 1000.00 GBP");
        assertThat(held.standsOn(LocalDate.of(2027, 3, 15))).isTrue();
        assertThat(held.standsOn(LocalDate.of(2027, 3, 16))).isFalse();
        Exposure after = open("300.00").with(ExposureClass.OVERDUE, GBP.of("200.00"));
        OrderRuling released =
                control.decide("O-9", control.assess(after, GBP.of("10.00"), TODAY), Optional.of(held), TODAY);
        assertThat(released.kind()).isEqualTo(OrderRuling.Kind.RELEASED);
        assertThat(released.evidence().sentence()).isEqualTo("OVERDUE went from 700.00 GBP to 200.00 GBP");
        assertThat(released.expires()).isEqualTo(LocalDate.of(2027, 3, 15));
        assertThat(released.key()).isNotEqualTo(held.key());
        OrderRuling again =
                control.decide("O-9", control.assess(after, GBP.of("10.00"), TODAY), Optional.of(released), TODAY);
        assertThat(again.evidence().sentence()).isEqualTo("510.00 GBP is within the limit of 1000.00 GBP");
        assertThat(again.key()).isEqualTo(released.key());
        OrderRuling stopped = CreditControl.of(policy().isStopped(true).build())
                .decide("O-9", check(policy().isStopped(true), after, "1.00"), Optional.empty(), TODAY);
        assertThat(stopped.kind()).isEqualTo(OrderRuling.Kind.HELD);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> control.decide(" ", held.check(), Optional.empty(), TODAY));
    }
}
