package io.counterfoil.payments.order;

import static io.counterfoil.payments.order.Desk.BANK;
import static io.counterfoil.payments.order.Desk.MARIA;
import static io.counterfoil.payments.order.Desk.MAR_1;
import static io.counterfoil.payments.rail.Rail.Direction.DEBIT;
import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.payments.alert.Alert;
import io.counterfoil.payments.alert.AlertKind;
import io.counterfoil.payments.lifecycle.Lifecycle;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.order.PaymentOrder.CardChecks.Answer;
import io.counterfoil.payments.order.PaymentOrder.CardChecks.Authentication;
import io.counterfoil.payments.order.PaymentOrder.CardChecks.Entry;
import io.counterfoil.payments.order.PaymentOrder.CardChecks.Liability;
import java.time.Duration;
import java.time.Instant;
import javax.money.MonetaryAmount;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class CardPaymentTest {

    private final Desk desk = Desk.card();
    private final Instant until = desk.now.plus(Duration.ofDays(7));

    private MonetaryAmount cad(String amount) {
        return desk.money.of(amount);
    }

    private Payment authorised() {
        desk.submit(DEBIT);
        return desk.take(
                PaymentCommand.authorised("A1", until, PaymentOrder.CardChecks.of(Entry.ECOMMERCE), BANK, "auth-1"));
    }

    private Payment settled(String captured) {
        authorised();
        desk.take(PaymentCommand.capture(cad(captured), MARIA, "cap-1"));
        if (desk.status() == PaymentStatus.PART_CAPTURED) {
            desk.take(PaymentCommand.releaseRest(MARIA, "rest"));
        }
        return desk.take(PaymentCommand.settled(MAR_1, BANK, "payout-1"));
    }

    private Payment refund(String amount, String key) {
        return desk.take(PaymentCommand.refund(cad(amount), MARIA, key));
    }

    @Test
    @DisplayName("PAY-20 captures in parts take from the authorisation, and from its increment; the rest is released")
    void captures() {
        assertThat(authorised().status()).isEqualTo(PaymentStatus.AUTHORISED);
        assertThat(desk.balance("client").pendingCreditMinor()).isEqualTo(100_00);
        desk.take(PaymentCommand.increment(cad("20.00"), MARIA, "inc-1"));
        assertThat(desk.payment().authorised().isEqualTo(cad("120.00"))).isTrue();
        assertThat(desk.take(PaymentCommand.capture(cad("30.00"), MARIA, "cap-1"))
                        .status())
                .isEqualTo(PaymentStatus.PART_CAPTURED);
        assertThat(desk.books()).isEqualTo("inflight 30.00(+90.00 -0.00) client 30.00(+90.00 -0.00)");
        desk.take(PaymentCommand.capture(cad("80.00"), MARIA, "cap-2"));
        assertThat(desk.books()).isEqualTo("inflight 110.00(+10.00 -0.00) client 110.00(+10.00 -0.00)");
        desk.take(PaymentCommand.releaseRest(MARIA, "rest"));
        assertThat(desk.books()).isEqualTo("inflight 110.00 client 110.00");
        desk.take(PaymentCommand.settled(MAR_1, BANK, "payout-1").fee(cad("3.30")));
        assertThat(desk.books()).isEqualTo("cash 106.70 client 110.00 fees 3.30");
    }

    @Test
    @DisplayName("PAY-20 a capture beyond the authorisation passes within the tolerance only")
    void tolerance() {
        Desk hotel = Desk.card().rules(rules -> rules.captureToleranceBps(1_500));
        hotel.submit(DEBIT);
        hotel.take(PaymentCommand.authorised("A1", until, PaymentOrder.CardChecks.of(Entry.CHIP), BANK, "auth-1"));
        assertThat(hotel.why(PaymentCommand.capture(cad("115.01"), MARIA, "cap-0")))
                .contains("captures of 115.01 CAD from 100.00 CAD, expected at most 115.00 CAD");
        hotel.take(PaymentCommand.capture(cad("115.00"), MARIA, "cap-1"));
        assertThat(hotel.status()).isEqualTo(PaymentStatus.CAPTURED);
        assertThat(hotel.books()).isEqualTo("inflight 115.00 client 115.00");
    }

    @Test
    @DisplayName("PAY-20 an authorisation runs out on its clock: nothing is captured after it, what was captured stays")
    void expiry() {
        authorised();
        desk.take(PaymentCommand.capture(cad("40.00"), MARIA, "cap-1"));
        desk.now = until.minusSeconds(1);
        assertThat(desk.payments.due(desk.payment(), desk.now)).isEmpty();
        desk.now = until;
        assertThat(desk.why(PaymentCommand.capture(cad("1.00"), MARIA, "cap-2")))
                .contains("authorised until " + until);
        assertThat(desk.clock().status()).isEqualTo(PaymentStatus.CAPTURED);
        assertThat(desk.books()).isEqualTo("inflight 40.00 client 40.00");

        Desk other = Desk.card();
        other.submit(DEBIT);
        other.take(PaymentCommand.exactly(PaymentEvent.Kind.APPROVED, PaymentEvent.Fact.none(), BANK, "a"));
        other.now = until;
        assertThat(other.clock().status()).isEqualTo(PaymentStatus.AUTH_EXPIRED);
        assertThat(other.books()).isEmpty();
    }

    @Test
    @DisplayName("PAY-20 an authorisation is given back only while nothing was captured")
    void voids() {
        authorised();
        assertThat(desk.take(PaymentCommand.cancelAuthorisation(MARIA, "void")).status())
                .isEqualTo(PaymentStatus.VOIDED);
        assertThat(desk.books()).isEmpty();
    }

    @Test
    @DisplayName(
            "PAY-18 an authorisation without answer is unknown after its time, and the issuer's late answer counts")
    void unknown() {
        desk.submit(DEBIT);
        desk.now = desk.now.plus(Duration.ofMinutes(2));
        assertThat(desk.clock().status()).isEqualTo(PaymentStatus.UNKNOWN);
        assertThat(desk.take(PaymentCommand.rejected("51", BANK, "no")).status())
                .isEqualTo(PaymentStatus.DECLINED);
        assertThat(desk.books()).isEmpty();
    }

    @Test
    @DisplayName(
            "PAY-20 refunds and lost disputes never exceed the captures: the last cent makes it full, one more is refused")
    void refunds() {
        settled("100.00");
        assertThat(refund("60.00", "r-1").status()).isEqualTo(PaymentStatus.PART_REFUNDED);
        assertThat(desk.why(PaymentCommand.refund(cad("40.01"), MARIA, "r-2")))
                .contains("refund of 40.01 CAD, refunds 60.00 CAD and lost disputes 0.00 CAD of 100.00 CAD captured");
        assertThat(refund("40.00", "r-3").status()).isEqualTo(PaymentStatus.REFUNDED);
        assertThat(desk.refused(PaymentCommand.refund(cad("0.01"), MARIA, "r-4")))
                .isEqualTo(Lifecycle.Reason.EVENT_NOT_ALLOWED);
        assertThat(desk.books()).isEqualTo("cash 100.00 inflight -100.00");
    }

    @Test
    @DisplayName(
            "PAY-36 no refund while a dispute is open; a refunded payment disputed raises an alert with the refund as evidence")
    void refundedAndDisputed() {
        settled("100.00");
        refund("30.00", "r-1");
        desk.on(3, 5)
                .take(PaymentCommand.disputed(cad("70.00"), "10.4", BANK, "d-1").fee(cad("15.00")));
        assertThat(desk.books()).isEqualTo("cash 15.00 inflight -30.00 client 70.00 held 70.00 fees 15.00");
        assertThat(desk.refused(PaymentCommand.refund(cad("1.00"), MARIA, "r-2")))
                .isEqualTo(Lifecycle.Reason.EVENT_NOT_ALLOWED);
        assertThat(desk.payment().isDisputeOpen()).isTrue();
        assertThat(desk.payments.alerts(desk.payment(), desk.now))
                .singleElement()
                .satisfies(alert -> {
                    assertThat(alert.kind()).isEqualTo(AlertKind.REFUNDED_AND_DISPUTED);
                    assertThat(alert.evidence().sentence())
                            .isEqualTo("p-1 was disputed on 2027-03-05 after 30.00 CAD had been refunded;"
                                    + " refund r-1 of 30.00 CAD on 2027-03-01");
                });
        desk.take(PaymentCommand.disputeWon(MARIA, "w-1"));
        assertThat(desk.status()).isEqualTo(PaymentStatus.PART_REFUNDED);
        assertThat(desk.books()).isEqualTo("cash 85.00 inflight -30.00 client 70.00 fees 15.00");
    }

    @Test
    @DisplayName(
            "PAY-20 a dispute lost in part leaves the payment settled, of all of it charged back; the loss is the client's or ours")
    void lostDisputes() {
        settled("100.00");
        desk.take(PaymentCommand.disputed(cad("40.00"), "13.1", BANK, "d-1"));
        desk.take(PaymentCommand.disputeLost(MARIA, "l-1"));
        assertThat(desk.status()).isEqualTo(PaymentStatus.SETTLED);
        assertThat(desk.books()).isEqualTo("cash 60.00 client 60.00");
        desk.take(PaymentCommand.disputed(cad("60.00"), "13.1", BANK, "d-2"));
        desk.take(PaymentCommand.disputeLost(MARIA, "l-2"));
        assertThat(desk.status()).isEqualTo(PaymentStatus.CHARGED_BACK);
        assertThat(desk.books()).isEmpty();
    }

    @Test
    @DisplayName("PAY-36 a dispute lost after the money was refunded is booked and raises OVER_REFUNDED")
    void overRefunded() {
        settled("100.00");
        refund("100.00", "r-1");
        desk.take(PaymentCommand.disputed(cad("100.00"), "10.4", BANK, "d-1"));
        desk.take(PaymentCommand.disputeLost(MARIA, "l-1"));
        assertThat(desk.status()).isEqualTo(PaymentStatus.CHARGED_BACK);
        assertThat(desk.books()).isEqualTo("inflight -100.00 retRecv 100.00");
        assertThat(desk.payments.alerts(desk.payment(), desk.now))
                .extracting(Alert::kind)
                .containsExactly(AlertKind.OVER_REFUNDED, AlertKind.REFUNDED_AND_DISPUTED);
        assertThat(desk.payments.alerts(desk.payment(), desk.now).get(0).amount())
                .hasValueSatisfying(amount -> assertThat(Amounts.text(amount)).isEqualTo("100.00 CAD"));
    }

    @Test
    @DisplayName("PAY-36 disputed money that a dispute machine books is not booked twice")
    void disputesBookedApart() {
        Desk apart = Desk.card().rules(rules -> rules.disputesBookedApart(true));
        apart.submit(DEBIT);
        apart.take(PaymentCommand.authorised("A1", until, PaymentOrder.CardChecks.of(Entry.CHIP), BANK, "auth-1"));
        apart.take(PaymentCommand.capture(cad("100.00"), MARIA, "cap-1"));
        apart.take(PaymentCommand.settled(MAR_1, BANK, "payout-1"));
        String before = apart.books();
        apart.take(PaymentCommand.disputed(cad("100.00"), "10.4", BANK, "d-1"));
        apart.take(PaymentCommand.disputeLost(MARIA, "l-1"));
        assertThat(apart.books()).isEqualTo(before);
    }

    @Test
    @DisplayName("PAY-33 a card payment is final on the day after its hundred and twentieth, unless a dispute is open")
    void finality() {
        settled("100.00");
        assertThat(desk.payments.finalAt(desk.payment())).contains(MAR_1.plusDays(120));
        assertThat(desk.on(MAR_1.plusDays(120)).clock().status()).isEqualTo(PaymentStatus.SETTLED);
        assertThat(desk.on(MAR_1.plusDays(121)).clock().status()).isEqualTo(PaymentStatus.FINAL);
    }

    @Test
    @DisplayName("PAY-64 entry mode and checks stay with the authorisation and choose fee line, liability and evidence")
    void checks() {
        desk.submit(DEBIT);
        PaymentOrder.CardChecks given = PaymentOrder.CardChecks.of(Entry.ECOMMERCE)
                .authentication(Authentication.AUTHENTICATED)
                .address(Answer.MATCH)
                .securityCode(Answer.NO_MATCH);
        Payment payment = desk.take(PaymentCommand.authorised("A1", until, given, BANK, "auth-1"));
        assertThat(payment.cardChecks()).contains(given);
        assertThat(given.feeLine()).isEqualTo("card.ecommerce.3ds");
        assertThat(given.fraudLiability()).isEqualTo(Liability.ISSUER);
        assertThat(given.evidence())
                .containsExactly(
                        "three_d_secure_result",
                        "delivery_or_service_proof",
                        "customer_communication",
                        "address_match");
        PaymentOrder.CardChecks phone =
                PaymentOrder.CardChecks.of(Entry.MAIL_PHONE).securityCode(Answer.MATCH);
        assertThat(phone.feeLine()).isEqualTo("card.mail-phone");
        assertThat(phone.fraudLiability()).isEqualTo(Liability.MERCHANT);
        assertThat(phone.evidence())
                .containsExactly(
                        "delivery_or_service_proof",
                        "customer_communication",
                        "order_form_or_call_record",
                        "security_code_match");
        assertThat(PaymentOrder.CardChecks.of(Entry.CHIP).fraudLiability()).isEqualTo(Liability.ISSUER);
        assertThat(PaymentOrder.CardChecks.of(Entry.CONTACTLESS).evidence()).containsExactly("terminal_receipt");
        assertThat(PaymentOrder.CardChecks.of(Entry.SWIPE).fraudLiability()).isEqualTo(Liability.MERCHANT);
        assertThat(PaymentOrder.CardChecks.of(Entry.KEYED).evidence())
                .containsExactly("terminal_receipt", "signed_receipt");
        assertThat(PaymentOrder.CardChecks.of(Entry.RECURRING)
                        .authentication(Authentication.ATTEMPTED)
                        .evidence())
                .contains("three_d_secure_result", "recurring_agreement");
        assertThat(PaymentOrder.CardChecks.of(Entry.RECURRING)
                        .authentication(Authentication.FAILED)
                        .fraudLiability())
                .isEqualTo(Liability.MERCHANT);
    }
}
