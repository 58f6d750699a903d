package io.counterfoil.payments.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.counterfoil.payments.account.BankAccountRef;
import io.counterfoil.payments.alert.Alert;
import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.calendar.BusinessCalendar;
import io.counterfoil.payments.evidence.SubjectRef;
import io.counterfoil.payments.fee.Fee;
import io.counterfoil.payments.ledger.AccountMap;
import io.counterfoil.payments.lifecycle.Actor;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.order.Payment;
import io.counterfoil.payments.order.PaymentCommand;
import io.counterfoil.payments.order.PaymentOrder;
import io.counterfoil.payments.order.Payments;
import io.counterfoil.payments.rail.Rail;
import io.counterfoil.payments.returns.ReturnCodes;
import io.counterfoil.payments.watch.PaymentWatch.Scope;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class PaymentWatchWindowTest {

    private static final Amounts USD = Amounts.in("USD");
    private static final LocalDate MONDAY = LocalDate.of(2027, 4, 19);
    private static final Actor BANK = Actor.rail("odfi");

    private final AccountMap accounts = AccountMap.builder()
            .standard(
                    USD.currency(),
                    AccountMap.Role.Core.CASH,
                    AccountMap.Role.Core.INFLIGHT,
                    AccountMap.Role.Core.FEES,
                    AccountMap.Role.Core.LOSS,
                    AccountMap.Role.Core.RETURNS_RECEIVABLE,
                    AccountMap.Role.Core.CLIENT.of("shop"))
            .build();
    private final Payments ach = Payments.ach(BusinessCalendar.Rails.fed(), accounts);

    private static AsOf on(LocalDate day) {
        return new AsOf(day, noon(day));
    }

    private static Instant noon(LocalDate day) {
        return day.atTime(17, 0).toInstant(ZoneOffset.UTC);
    }

    private Payment submitted(String id, String amount, LocalDate day) {
        PaymentOrder order = PaymentOrder.builder()
                .id(id)
                .direction(Rail.Direction.DEBIT)
                .amount(USD.of(amount))
                .payer("dan")
                .payee("shop")
                .instrument(BankAccountRef.of("US", "111000025", "00012345"))
                .mandate("m-7")
                .requestedOn(day)
                .build();
        Payment payment = ach.decide(ach.initial(), PaymentCommand.submit(order, Actor.host("ana"), "s"), noon(day))
                .orThrow()
                .state();
        return ach.decide(payment, PaymentCommand.accepted(BANK, "a"), noon(day))
                .orThrow()
                .state();
    }

    private Payment settled(String id, String amount, LocalDate day) {
        Payment payment = submitted(id, amount, day);
        LocalDate settles = payment.expectedOn().orElseThrow();
        return ach.decide(payment, PaymentCommand.settled(settles, BANK, "set"), noon(settles))
                .orThrow()
                .state();
    }

    private static List<String> keys(List<Alert> alerts) {
        return alerts.stream().map(alert -> alert.key().value()).toList();
    }

    @Test
    @DisplayName("PAY-40 a payment past its day is not seen at the bank, under the key of the break of the same record")
    void overdue() {
        PaymentWatch watch = PaymentWatch.builder()
                .payments(ach)
                .singleLimit(USD.of("50.00"))
                .build();
        Payment payment = submitted("p-1", "60.00", MONDAY);
        LocalDate expected = payment.expectedOn().orElseThrow();
        assertThat(keys(watch.assess(payment, on(expected)))).containsExactly("SINGLE_LIMIT/payment:p-1");
        assertThat(keys(watch.assess(payment, on(expected.plusDays(1)))))
                .containsExactly("NOT_SEEN_AT_BANK/payment:p-1", "SINGLE_LIMIT/payment:p-1");
        assertThat(keys(watch.assess(settled("p-1", "10.00", MONDAY), on(expected.plusDays(9)))))
                .isEmpty();
        assertThat(watch.assess(ach.initial(), on(MONDAY))).isEmpty();
        assertThatThrownBy(() -> PaymentWatch.builder().build().assess(payment, on(MONDAY)))
                .hasMessageContaining("no machine of payments");
    }

    @Test
    @DisplayName("PAY-27 what the machine says of a payment stands among the alerts")
    void machine() {
        Payment payment = settled("p-1", "10.00", MONDAY);
        LocalDate late = payment.settledOn().orElseThrow().plusDays(30);
        Payment back = ach.decide(payment, PaymentCommand.returned("R01", late, BANK, "r"), noon(late))
                .orThrow()
                .state();
        PaymentWatch watch = PaymentWatch.builder().payments(ach).build();
        assertThat(watch.assess(back, on(late)))
                .extracting(alert -> alert.kind().code())
                .containsExactly("UNTIMELY_RETURN");
    }

    @Test
    @DisplayName(
            "PAY-42 PAY-65 a window raises what single payments raise, velocity, and figures out of their norm with the baseline")
    void window() {
        PaymentWatch watch = PaymentWatch.builder()
                .payments(ach)
                .velocity(Scope.INSTRUMENT, 5, 1)
                .norms(PaymentNorms.standard())
                .build();
        List<Payment> window = new ArrayList<>();
        for (int week = 1; week <= 10; week++) {
            for (int n = 0; n < 2; n++) {
                window.add(settled("p-" + week + "-" + n, "10.00", MONDAY.minusWeeks(week)));
            }
        }
        AsOf asOf = on(MONDAY);
        for (int n = 0; n < 2; n++) {
            window.add(submitted("q-" + n, "10.00", MONDAY));
        }
        assertThat(watch.assess(window.stream(), asOf)).isEmpty();
        for (int n = 2; n < 6; n++) {
            window.add(submitted("q-" + n, "10.00", MONDAY));
        }
        List<Alert> alerts = watch.assess(window.stream(), asOf);
        assertThat(keys(alerts))
                .containsSubsequence(
                        "OUT_OF_NORM/client:shop/AMOUNT-USD/2027-04-19",
                        "OUT_OF_NORM/client:shop/COUNT/2027-04-19",
                        "OUT_OF_NORM/rail:usd-ach/AMOUNT-USD/2027-04-19",
                        "OUT_OF_NORM/rail:usd-ach/COUNT/2027-04-19");
        assertThat(alerts).hasSize(5);
        assertThat(alerts.get(4).kind().code()).isEqualTo("VELOCITY");
        assertThat(alerts.get(3).evidence().sentence())
                .isEqualTo("number of payments of rail:usd-ach on Monday 2027-04-19 is 6, above its norm of 1.6 to 2.4:"
                        + " median 2 of 9 Mondays, MAD 0");
        // ten weeks less the holiday of 15 February
        List<Payment> none = window.subList(0, 20);
        assertThat(keys(watch.assess(none.stream(), asOf))).hasSize(4);
        assertThat(watch.assess(Stream.empty(), asOf)).isEmpty();
    }

    @Test
    @DisplayName("PAY-65 an exception that stays open is older than ever before, and the share of returns has a norm")
    void exceptions() {
        PaymentWatch watch = PaymentWatch.builder()
                .payments(ach)
                .norms(PaymentNorms.standard())
                .build();
        List<Payment> window = new ArrayList<>();
        for (int week = 1; week <= 10; week++) {
            window.add(settled("p-" + week, "10.00", MONDAY.minusWeeks(week)));
        }
        window.add(submitted("late", "10.00", MONDAY.minusDays(5)));
        Payment today = settled("today", "10.00", MONDAY);
        LocalDate later = MONDAY.plusDays(2);
        assertThat(keys(watch.assess(Stream.concat(window.stream(), Stream.of(today)), on(MONDAY))))
                .contains("NOT_SEEN_AT_BANK/payment:late", "OUT_OF_NORM/rail:usd-ach/EXCEPTION_AGE/2027-04-19");
        assertThat(later).isAfter(MONDAY);
    }

    @Test
    @DisplayName("PAY-18 rates, ratios and fee variances raise alerts with keys of their window")
    void figures() {
        SubjectRef shop = SubjectRef.of("client", "shop");
        Instant now = noon(MONDAY);
        List<Alert> rates = ReturnCodes.Rates.standard()
                .assess(200, Map.of(ReturnCodes.bundled().reason(Rail.ACH, "R10"), 2L))
                .toAlerts(shop, "2027-03", now);
        assertThat(keys(rates))
                .containsExactly("RETURN_RATE/client:shop/" + ReturnCodes.Rates.Bucket.UNAUTHORISED + "/2027-03");
        assertThat(rates.get(0).evidence().sentence())
                .isEqualTo("2 of 200 of client:shop in UNAUTHORISED/2027-03 is 1.00 %, above 0.5 %");
        ReturnCodes.Rates.Ratio.Threshold chargebacks =
                ReturnCodes.Rates.Ratio.Threshold.chargebacks(new BigDecimal("0.9"));
        assertThat(chargebacks.alert(new ReturnCodes.Rates.Ratio(9, 1000), shop, "2027-03", now))
                .isEmpty();
        assertThat(chargebacks.alert(new ReturnCodes.Rates.Ratio(10, 1000), shop, "2027-03", now))
                .hasValueSatisfying(
                        alert -> assertThat(alert.key().value()).isEqualTo("CHARGEBACK_RATIO/client:shop/2027-03"));
        assertThatThrownBy(() -> ReturnCodes.Rates.Ratio.Threshold.chargebacks(new BigDecimal("-1")))
                .isInstanceOf(IllegalArgumentException.class);
        Fee.Variance more = Fee.Variance.unexpected(USD.of("3.00"));
        assertThat(more.toAlert(SubjectRef.of("fee", "f-1"), now)).hasValueSatisfying(alert -> {
            assertThat(alert.key().value()).isEqualTo("FEE_VARIANCE/fee:f-1");
            assertThat(alert.amount()).contains(USD.of("3.00"));
        });
        assertThat(Fee.Variance.unexpected(USD.of("0.00")).toAlert(SubjectRef.of("fee", "f-1"), now))
                .isEmpty();
    }

    @Test
    @DisplayName(
            "PAY-65 returns count on the day they came, against what was ordered that day; a late payment ages until it settles")
    void returnSharesAndAges() {
        LocalDate wednesday = MONDAY.plusDays(2);
        Payment back = ach.decide(
                        settled("p-1", "10.00", MONDAY),
                        PaymentCommand.returned("R01", wednesday, BANK, "r"),
                        noon(wednesday))
                .orThrow()
                .state();
        LocalDate thursday = MONDAY.plusDays(3);
        Payment late = ach.decide(
                        submitted("p-2", "10.00", MONDAY),
                        PaymentCommand.settled(thursday, BANK, "set"),
                        noon(thursday))
                .orThrow()
                .state();
        NormFigures figures = new NormFigures(MONDAY.plusDays(4));
        for (Payment payment : List.of(
                back,
                late,
                settled("p-3", "10.00", wednesday),
                settled("p-4", "10.00", wednesday),
                settled("p-5", "10.00", wednesday),
                submitted("p-6", "10.00", wednesday))) {
            figures.add(payment, ach);
        }
        for (SubjectRef subject : List.of(SubjectRef.of("rail", "usd-ach"), SubjectRef.of("client", "shop"))) {
            assertThat(shown(figures, PaymentNorms.Figure.RETURN_SHARE, subject))
                    .describedAs("one of the four of Wednesday; no share where nothing was ordered")
                    .containsExactly("MONDAY 0", "WEDNESDAY 25");
        }
        assertThat(shown(figures, PaymentNorms.Figure.EXCEPTION_AGE, SubjectRef.of("rail", "usd-ach")))
                .describedAs("p-2 was due on Tuesday and settled on Thursday, p-6 was due on Thursday and is open")
                .containsExactly("MONDAY 0", "TUESDAY 0", "WEDNESDAY 1", "THURSDAY 0", "FRIDAY 1");
    }

    private static List<String> shown(NormFigures figures, PaymentNorms.Figure figure, SubjectRef subject) {
        return figures.observations().stream()
                .filter(one -> one.figure() == figure && one.subject().equals(subject))
                .map(one -> one.day().getDayOfWeek() + " "
                        + one.value().stripTrailingZeros().toPlainString())
                .toList();
    }

    @Test
    @DisplayName("PAY-42 a rule of velocity that makes no sense is refused when the watch is built")
    void senselessRules() {
        PaymentWatch.Builder watch = PaymentWatch.builder();
        assertThatThrownBy(() -> watch.velocity(Scope.CLIENT, USD.of("1.00"), 0))
                .hasMessage("days of velocity of 0, expected 1 or more");
        assertThatThrownBy(() -> watch.newPayee(USD.of("-0.01"), 1))
                .hasMessage("amount for a new payee of -0.01 USD, expected 0 or more");
        assertThatThrownBy(() -> watch.newPayee(USD.of("1.00"), 0))
                .hasMessage("days for a new payee of 0, expected 1 or more");
        assertThatThrownBy(() -> watch.roundNumbers(Scope.CLIENT, USD.of("100.00"), 1, 1))
                .hasMessage("number of round amounts of 1, expected 2 or more");
        assertThatThrownBy(() -> watch.roundNumbers(Scope.CLIENT, USD.of("100.00"), 2, 0))
                .hasMessage("days of round amounts of 0, expected 1 or more");
        assertThatThrownBy(() -> watch.splitBelow(USD.of("-0.01"), BigDecimal.TEN, 2, 1))
                .hasMessage("limit of splitting of -0.01 USD, expected 0 or more");
        assertThatThrownBy(() -> watch.splitBelow(USD.of("1.00"), new BigDecimal("100.01"), 2, 1))
                .hasMessage("share below a limit of 100.01 %, expected above 0 to 100");
        assertThatThrownBy(() -> watch.splitBelow(USD.of("1.00"), BigDecimal.TEN, 1, 1))
                .hasMessage("number of splits of 1, expected 2 or more");
        assertThatThrownBy(() -> watch.splitBelow(USD.of("1.00"), BigDecimal.TEN, 2, 0))
                .hasMessage("days of splitting of 0, expected 1 or more");
        assertThat(watch.splitBelow(USD.of("1.00"), BigDecimal.valueOf(100), 2, 1)
                        .build())
                .isNotNull();
    }
}
