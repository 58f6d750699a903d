package io.counterfoil.payments.order;

import static io.counterfoil.payments.order.Desk.BANK;
import static io.counterfoil.payments.order.Desk.MARIA;
import static io.counterfoil.payments.order.Desk.MAR_1;
import static io.counterfoil.payments.rail.Rail.Direction.DEBIT;
import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.payments.lifecycle.Actor;
import io.counterfoil.payments.order.PaymentEvent.Fact;
import io.counterfoil.payments.order.PaymentEvent.Kind;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What a processor reports by the very event: sums of captures, refunds and disputes hold at both sides of each limit. */
class CardGuardsTest {

    private final Desk desk = Desk.card();
    private final Instant until = desk.now.plus(Duration.ofDays(7));

    private PaymentCommand exactly(Kind kind, String amount) {
        return PaymentCommand.exactly(
                kind, Fact.none().toBuilder().amount(desk.money.of(amount)).build(), by(kind), desk.key());
    }

    private PaymentCommand exactly(Kind kind) {
        return PaymentCommand.exactly(kind, Fact.none(), by(kind), desk.key());
    }

    private static Actor by(Kind kind) {
        return switch (kind) {
            case EXPIRE -> Actor.clock();
            case DISPUTE -> BANK;
            default -> MARIA;
        };
    }

    private void authorised() {
        desk.submit(DEBIT);
        desk.take(PaymentCommand.exactly(
                Kind.APPROVED, Fact.none().toBuilder().expiresAt(until).build(), BANK, desk.key()));
    }

    private void settled() {
        authorised();
        desk.take(PaymentCommand.capture(desk.money.of("100.00"), MARIA, "cap-1"));
        desk.take(PaymentCommand.settled(MAR_1, BANK, "payout-1"));
    }

    @Test
    @DisplayName(
            "PAY-20 a capture in part leaves something, the last one takes what the authorisation and its tolerance allow")
    void captures() {
        authorised();
        assertThat(desk.why(exactly(Kind.CAPTURE, "100.00"))).contains("captures of 100.00 CAD from 100.00 CAD");
        assertThat(desk.why(exactly(Kind.CAPTURE_FULL, "100.01")))
                .contains("captures of 100.01 CAD from 100.00 CAD, expected at most 100.00 CAD");
        assertThat(desk.take(exactly(Kind.CAPTURE, "99.99")).status()).isEqualTo(PaymentStatus.PART_CAPTURED);
        assertThat(desk.why(exactly(Kind.CAPTURE_FULL, "0.02"))).contains("captures of 100.01 CAD");
        assertThat(desk.take(exactly(Kind.CAPTURE_FULL, "0.01")).status()).isEqualTo(PaymentStatus.CAPTURED);
    }

    @Test
    @DisplayName("PAY-20 an authorisation lives to the instant before its end, and runs out at its end")
    void authorisationLife() {
        authorised();
        desk.now = until.minusNanos(1);
        assertThat(desk.why(exactly(Kind.EXPIRE))).contains("authorised until " + until);
        desk.now = until;
        assertThat(desk.why(exactly(Kind.CAPTURE, "1.00"))).contains("authorised until " + until);
        assertThat(desk.take(exactly(Kind.EXPIRE)).status()).isEqualTo(PaymentStatus.AUTH_EXPIRED);
    }

    @Test
    @DisplayName("PAY-20 a refund in part leaves something, the last one takes all that is left")
    void refunds() {
        settled();
        assertThat(desk.why(exactly(Kind.REFUND, "100.00")))
                .contains("refund of 100.00 CAD, refunds 0.00 CAD and lost disputes 0.00 CAD of 100.00 CAD captured");
        assertThat(desk.why(exactly(Kind.REFUND_FULL, "99.99"))).contains("refund of 99.99 CAD");
        assertThat(desk.why(exactly(Kind.REFUND_FULL, "100.01"))).contains("refund of 100.01 CAD");
        assertThat(desk.take(exactly(Kind.REFUND, "99.99")).status()).isEqualTo(PaymentStatus.PART_REFUNDED);
        assertThat(desk.take(exactly(Kind.REFUND_FULL, "0.01")).status()).isEqualTo(PaymentStatus.REFUNDED);
    }

    @Test
    @DisplayName("PAY-36 how a dispute was won says what refunds had left")
    void disputesWon() {
        settled();
        desk.take(exactly(Kind.DISPUTE, "100.00"));
        assertThat(desk.why(exactly(Kind.DISPUTE_WON_AFTER_REFUND))).contains("refunded 0.00 CAD, left 100.00 CAD");
        assertThat(desk.why(exactly(Kind.DISPUTE_WON_AFTER_FULL_REFUND)))
                .contains("refunded 0.00 CAD, left 100.00 CAD");
        assertThat(desk.take(exactly(Kind.DISPUTE_WON)).status()).isEqualTo(PaymentStatus.SETTLED);

        desk.take(exactly(Kind.REFUND, "0.01"));
        desk.take(exactly(Kind.DISPUTE, "50.00"));
        assertThat(desk.why(exactly(Kind.DISPUTE_WON))).contains("refunded 0.01 CAD");
        assertThat(desk.why(exactly(Kind.DISPUTE_WON_AFTER_FULL_REFUND))).contains("refunded 0.01 CAD, left 99.99 CAD");
        assertThat(desk.take(exactly(Kind.DISPUTE_WON_AFTER_REFUND)).status()).isEqualTo(PaymentStatus.PART_REFUNDED);
    }

    @Test
    @DisplayName("PAY-36 a dispute is lost in part below what is left, and in full from there on")
    void disputesLost() {
        settled();
        desk.take(exactly(Kind.DISPUTE, "100.00"));
        assertThat(desk.why(exactly(Kind.DISPUTE_LOST_PART, "100.00"))).contains("lost 100.00 CAD of 100.00 CAD");
        assertThat(desk.why(exactly(Kind.DISPUTE_LOST, "99.99"))).contains("lost 99.99 CAD of 100.00 CAD");
        desk.take(exactly(Kind.DISPUTE_LOST_PART, "99.99"));
        assertThat(desk.payment().lost().isEqualTo(desk.money.of("99.99"))).isTrue();
        assertThat(desk.why(exactly(Kind.REFUND_FULL, "0.02")))
                .contains("lost disputes 99.99 CAD of 100.00 CAD captured");
        assertThat(desk.take(exactly(Kind.REFUND_FULL, "0.01")).status()).isEqualTo(PaymentStatus.REFUNDED);
    }
}
