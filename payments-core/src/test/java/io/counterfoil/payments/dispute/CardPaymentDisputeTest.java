package io.counterfoil.payments.dispute;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.payments.account.Instrument;
import io.counterfoil.payments.alert.AlertKind;
import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.calendar.BusinessCalendar;
import io.counterfoil.payments.calendar.HolidayCalendar;
import io.counterfoil.payments.dispute.CardDispute.EvidenceKind;
import io.counterfoil.payments.dispute.CardDispute.Piece;
import io.counterfoil.payments.evidence.Sha256;
import io.counterfoil.payments.ledger.Account;
import io.counterfoil.payments.ledger.AccountMap;
import io.counterfoil.payments.ledger.BalanceBasis;
import io.counterfoil.payments.ledger.Ledger;
import io.counterfoil.payments.lifecycle.Actor;
import io.counterfoil.payments.lifecycle.Decision;
import io.counterfoil.payments.lifecycle.EventStore;
import io.counterfoil.payments.lifecycle.Lifecycle;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.order.Payment;
import io.counterfoil.payments.order.PaymentCommand;
import io.counterfoil.payments.order.PaymentEvent;
import io.counterfoil.payments.order.PaymentId;
import io.counterfoil.payments.order.PaymentOrder;
import io.counterfoil.payments.order.PaymentStatus;
import io.counterfoil.payments.order.Payments;
import io.counterfoil.payments.rail.Rail;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** One card payment through both machines: the payment says what may be done, the dispute books the disputed money. */
class CardPaymentDisputeTest {

    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
    private static final Amounts USD = Amounts.in("USD");
    private static final LocalDate MAR_1 = LocalDate.of(2027, 3, 1);
    private static final Instant NOON = MAR_1.atTime(12, 0).atZone(NEW_YORK).toInstant();
    private static final PaymentId ID = PaymentId.of("p-1");
    private static final Actor MARIA = Actor.host("maria");
    private static final Actor PSP = Actor.rail("psp");

    private final AccountMap accounts = AccountMap.builder()
            .account(AccountMap.Role.Core.CASH, Account.asset("cash", USD.currency()))
            .account(AccountMap.Role.Core.INFLIGHT, Account.asset("inflight", USD.currency()))
            .account(
                    AccountMap.Role.Core.CLIENT,
                    Account.liability("client", USD.currency()).notBelowZero())
            .account(AccountMap.Role.Core.RETURNS_RECEIVABLE, Account.asset("retRecv", USD.currency()))
            .account(AccountMap.Role.Core.HELD, Account.asset("held", USD.currency()))
            .account(AccountMap.Role.Core.FEES, Account.expense("fees", USD.currency()))
            .account(AccountMap.Role.Core.LOSS, Account.expense("loss", USD.currency()))
            .build();
    private final Payments cards = Payments.card(
            BusinessCalendar.of(HolidayCalendar.of(Set.of(), Set.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY))),
            NEW_YORK,
            accounts);
    private final CardDisputes disputes = CardDisputes.standard(NEW_YORK, accounts);
    private final EventStore<PaymentId, PaymentEvent> store = EventStore.inMemory();
    private final Ledger ledger = Ledger.inMemory(NEW_YORK);
    private CardDispute dispute = disputes.initial();

    @BeforeEach
    void settled() {
        accounts.openIn(ledger);
        PaymentOrder order = PaymentOrder.builder()
                .id(ID)
                .direction(Rail.Direction.DEBIT)
                .amount(USD.of("100.00"))
                .payer("ana")
                .payee("shop")
                .instrument(Instrument.card("tok_1", "visa", "4242").expiring(YearMonth.of(2029, 5)))
                .mandate("m-1")
                .requestedOn(MAR_1)
                .build();
        take(PaymentCommand.submit(order, MARIA, "s"));
        take(PaymentCommand.authorised(
                "A1",
                NOON.plus(Duration.ofDays(7)),
                PaymentOrder.CardChecks.of(PaymentOrder.CardChecks.Entry.ECOMMERCE),
                PSP,
                "auth"));
        take(PaymentCommand.capture(USD.of("100.00"), MARIA, "cap"));
        take(PaymentCommand.settled(MAR_1, PSP, "payout").fee(USD.of("3.00")));
        assertThat(books()).isEqualTo("cash 97.00 client 100.00 fees 3.00");
    }

    private Payment take(PaymentCommand command) {
        Decision<Payment, PaymentEvent> decision =
                store.apply(cards, ID, command, NOON).orThrow();
        cards.post(decision, ledger, NOON).orThrow();
        return decision.state();
    }

    private void take(CardDisputeCommand command) {
        Decision<CardDispute, CardDisputeEvent> decision =
                disputes.decide(dispute, command, NOON).orThrow();
        disputes.post(decision, ledger, NOON).orThrow();
        dispute = decision.state();
    }

    private CardDispute.Opening opening(String amount) {
        return CardDispute.Opening.builder()
                .id("dp-1")
                .payment(ID)
                .client("shop")
                .network("VISA")
                .code("13.1")
                .amount(USD.of(amount))
                .fee(USD.of("15.00"))
                .openedOn(MAR_1)
                .build();
    }

    /** The processor says once that money was taken; the host tells both machines. */
    private void disputed(String amount) {
        take(PaymentCommand.disputed(USD.of(amount), "13.1", PSP, "evt-1").fee(USD.of("15.00")));
        take(CardDisputeCommand.open(opening(amount), PSP, "evt-1"));
    }

    private String books() {
        return ledger.accounts().stream()
                .map(account -> ledger.balance(
                        account.id(), new AsOf(LocalDate.of(2099, 1, 1), Instant.MAX), BalanceBasis.BOOKED))
                .filter(balance -> balance.postedMinor() != 0)
                .map(balance -> balance.account() + " " + Amounts.plain(balance.posted()))
                .collect(Collectors.joining(" "));
    }

    @Test
    @DisplayName("PAY-36 a card payment that was captured, disputed and lost through both machines is booked once")
    void lostOnce() {
        disputed("100.00");
        assertThat(books()).isEqualTo("cash -18.00 client 100.00 held 100.00 fees 18.00");
        take(CardDisputeCommand.represent(
                List.of(Piece.of(EvidenceKind.RECEIPT, Sha256.of("receipt"))), MARIA, "rep-1"));
        take(CardDisputeCommand.lost(MAR_1, PSP, "evt-2"));
        Payment lost = take(PaymentCommand.disputeLost(MARIA, "evt-2"));
        assertThat(lost.status()).isEqualTo(PaymentStatus.CHARGED_BACK);
        assertThat(dispute.status()).isEqualTo(CardDisputeStatus.LOST);
        assertThat(books()).isEqualTo("cash -18.00 fees 18.00");
        assertThat(cards.alerts(lost, NOON)).isEmpty();
    }

    @Test
    @DisplayName("PAY-36 a dispute that was won through both machines puts the money back once")
    void wonOnce() {
        disputed("40.00");
        take(CardDisputeCommand.represent(
                List.of(Piece.of(EvidenceKind.RECEIPT, Sha256.of("receipt"))), MARIA, "rep-1"));
        take(CardDisputeCommand.issuerAccepts(MAR_1, PSP, "evt-2"));
        assertThat(take(PaymentCommand.disputeWon(MARIA, "evt-2")).status()).isEqualTo(PaymentStatus.SETTLED);
        assertThat(books()).isEqualTo("cash 82.00 client 100.00 fees 18.00");
    }

    @Test
    @DisplayName("PAY-36 a refund is refused while the payment is disputed, and moves nothing")
    void noRefundWhileDisputed() {
        disputed("40.00");
        String before = books();
        Decision<Payment, PaymentEvent> refund =
                store.apply(cards, ID, PaymentCommand.refund(USD.of("1.00"), MARIA, "r-1"), NOON);
        assertThat(refund.refusal().orElseThrow().code()).isEqualTo(Lifecycle.Reason.EVENT_NOT_ALLOWED);
        assertThat(cards.journals(refund)).isEmpty();
        cards.post(refund, ledger, NOON);
        assertThat(books()).isEqualTo(before).isEqualTo("cash 42.00 client 100.00 held 40.00 fees 18.00");
    }

    @Test
    @DisplayName(
            "PAY-36 a dispute of a refunded payment raises REFUNDED_AND_DISPUTED; where it is lost as well, OVER_REFUNDED")
    void refundedAndDisputed() {
        take(PaymentCommand.refund(USD.of("100.00"), MARIA, "r-1"));
        assertThat(books()).isEqualTo("cash 97.00 inflight -100.00 fees 3.00");
        disputed("100.00");
        Payment open = cards.fold(store.load(ID));
        assertThat(cards.alerts(open, NOON)).singleElement().satisfies(alert -> {
            assertThat(alert.kind()).isEqualTo(AlertKind.REFUNDED_AND_DISPUTED);
            assertThat(alert.key().value()).isEqualTo("REFUNDED_AND_DISPUTED/payment:p-1/evt-1");
        });
        take(CardDisputeCommand.accept(MARIA, "accept"));
        Payment lost = take(PaymentCommand.disputeLost(MARIA, "evt-2"));
        assertThat(books()).isEqualTo("cash -18.00 inflight -100.00 retRecv 100.00 fees 18.00");
        assertThat(cards.alerts(lost, NOON))
                .extracting(alert -> alert.kind())
                .containsExactly(AlertKind.OVER_REFUNDED, AlertKind.REFUNDED_AND_DISPUTED);
    }
}
