package io.counterfoil.examples.host;

import static io.counterfoil.payments.ledger.AccountMap.Role.Core.CASH;
import static io.counterfoil.payments.ledger.AccountMap.Role.Core.CLIENT;
import static io.counterfoil.payments.ledger.AccountMap.Role.Core.FEES;
import static io.counterfoil.payments.ledger.AccountMap.Role.Core.INFLIGHT;
import static io.counterfoil.payments.ledger.AccountMap.Role.Core.RETURNS_RECEIVABLE;
import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.payments.account.BankAccountRef;
import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.ledger.AccountMap;
import io.counterfoil.payments.ledger.BalanceBasis;
import io.counterfoil.payments.ledger.Journal;
import io.counterfoil.payments.ledger.Ledger;
import io.counterfoil.payments.lifecycle.Actor;
import io.counterfoil.payments.lifecycle.Decision;
import io.counterfoil.payments.lifecycle.EventStore;
import io.counterfoil.payments.lifecycle.Outcome;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.order.Payment;
import io.counterfoil.payments.order.PaymentCommand;
import io.counterfoil.payments.order.PaymentEvent;
import io.counterfoil.payments.order.PaymentId;
import io.counterfoil.payments.order.PaymentOrder;
import io.counterfoil.payments.order.PaymentStatus;
import io.counterfoil.payments.order.Payments;
import io.counterfoil.payments.rail.Rail;
import io.counterfoil.payments.returns.ReturnReason;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class InstantTransfersTest {

    private static final Amounts GBP = Amounts.in("GBP");
    private static final ZoneId LONDON = ZoneId.of("Europe/London");
    private static final Actor MARIA = Actor.host("maria");
    private static final Actor OMAR = Actor.approver("omar");
    private static final Actor PETRA = Actor.approver("petra");
    private static final Actor BANK = Actor.rail("bank");

    /** A Sunday, half an hour before midnight. */
    private static final LocalDate SUNDAY = LocalDate.of(2027, 3, 7);

    private static final Instant NIGHT = Instant.parse("2027-03-07T23:30:00Z");

    private final AccountMap accounts = AccountMap.builder()
            .standard(GBP.currency(), CASH, CLIENT, FEES, RETURNS_RECEIVABLE)
            .account(INFLIGHT.of(InstantTransfers.NAME), "inflight:instant", GBP.currency())
            .build();
    private final Payments instant = Payments.of(InstantTransfers.rules(), accounts);
    private final EventStore<PaymentId, PaymentEvent> store = EventStore.inMemory();
    private final Ledger ledger = Ledger.inMemory(LONDON);

    private static PaymentOrder order(String amount) {
        return PaymentOrder.builder()
                .id("p-1")
                .direction(Rail.Direction.CREDIT)
                .amount(GBP.of(amount))
                .payer("us")
                .payee("ana")
                .instrument(BankAccountRef.of("GB33BUKB20201555555555"))
                .requestedOn(SUNDAY)
                .build();
    }

    private Decision<Payment, PaymentEvent> tell(PaymentCommand command, Instant at) {
        Decision<Payment, PaymentEvent> decision = store.apply(instant, PaymentId.of("p-1"), command, at);
        if (decision.outcome() == Outcome.ACCEPTED) {
            instant.post(decision, ledger, at).orThrow();
        }
        return decision;
    }

    @Test
    void moneyMovesOnASundayNightAndIsFinalTheNextDay() {
        accounts.openIn(ledger);
        ledger.post(
                        Journal.of("opening")
                                .bookedOn(SUNDAY)
                                .debit("cash:gbp", GBP.of("9000.00"))
                                .credit("client:gbp", GBP.of("9000.00")),
                        NIGHT)
                .orThrow();
        assertThat(instant.rules().settlement().earliestSettlement(GBP.of("9000.00"), NIGHT))
                .satisfies(earliest -> assertThat(earliest.date()).isEqualTo(SUNDAY))
                .satisfies(earliest -> assertThat(earliest.lost()).isEmpty());

        assertThat(tell(PaymentCommand.submit(order("9000.00"), MARIA, "c-1"), NIGHT)
                        .state()
                        .status())
                .isEqualTo(PaymentStatus.AWAITING_APPROVAL);
        assertThat(tell(PaymentCommand.approve(Actor.approver("maria"), "c-2"), NIGHT)
                        .outcome())
                .as("nobody approves what they made")
                .isEqualTo(Outcome.REFUSED);
        tell(PaymentCommand.approve(OMAR, "c-3"), NIGHT).orThrow();
        tell(PaymentCommand.release(MARIA, "c-4"), NIGHT).orThrow();
        tell(PaymentCommand.accepted(BANK, "b-1"), NIGHT).orThrow();
        Payment settled = tell(PaymentCommand.settled(SUNDAY, BANK, "b-2"), NIGHT)
                .orThrow()
                .state();

        assertThat(settled.status()).isEqualTo(PaymentStatus.SETTLED);
        assertThat(instant.finalAt(settled)).contains(SUNDAY);
        AsOf night = AsOf.at(NIGHT, LONDON);
        assertThat(ledger.balance(accounts.of(CASH), night, BalanceBasis.BOOKED).posted())
                .isEqualTo(GBP.zero());
        assertThat(ledger.balance(accounts.of(CLIENT), night, BalanceBasis.BOOKED)
                        .posted())
                .isEqualTo(GBP.zero());
        assertThat(instant.due(settled, NIGHT)).isEmpty();
        assertThat(instant.due(settled, NIGHT.plusSeconds(3600)))
                .as("a quarter to one on Monday")
                .hasSize(1);
    }

    @Test
    void silenceOfTwentySecondsIsAnUnknownOutcomeAndNoFailure() {
        accounts.openIn(ledger);
        tell(PaymentCommand.submit(order("100.00"), MARIA, "c-1"), NIGHT).orThrow();
        tell(PaymentCommand.approve(OMAR, "c-2"), NIGHT).orThrow();
        Payment released =
                tell(PaymentCommand.release(MARIA, "c-3"), NIGHT).orThrow().state();

        assertThat(instant.due(released, NIGHT.plusSeconds(19))).isEmpty();
        PaymentCommand timeout = instant.due(released, NIGHT.plusSeconds(20)).get(0);
        assertThat(tell(timeout, NIGHT.plusSeconds(20)).orThrow().state().status())
                .isEqualTo(PaymentStatus.UNKNOWN);
    }

    @Test
    void ordersOutsideTheAgreementAreRefusedWithEveryReason() {
        AsOf asOf = AsOf.at(NIGHT, LONDON);
        assertThat(instant.check(order("250000.00"), asOf).diagnostics()).isEmpty();
        assertThat(instant.check(order("250000.01"), asOf).diagnostics())
                .extracting(d -> d.code().id())
                .containsExactly(PaymentOrder.Fault.OVER_LIMIT.id());
        PaymentOrder wrong = PaymentOrder.builder()
                .from(order("10.00"))
                .direction(Rail.Direction.DEBIT)
                .amount(Amounts.in("EUR").of("10.00"))
                .requestedOn(SUNDAY.plusDays(1))
                .build();
        assertThat(instant.check(wrong, asOf).diagnostics())
                .extracting(d -> d.code().id())
                .contains(
                        PaymentOrder.Fault.DIRECTION.id(),
                        PaymentOrder.Fault.CURRENCY.id(),
                        PaymentOrder.Fault.TOO_LATE.id());
    }

    @Test
    void moreThanTenThousandPoundsNeedTwoPeople() {
        accounts.openIn(ledger);
        tell(PaymentCommand.submit(order("10000.01"), MARIA, "c-1"), NIGHT).orThrow();
        assertThat(tell(PaymentCommand.approve(OMAR, "c-2"), NIGHT)
                        .orThrow()
                        .state()
                        .status())
                .isEqualTo(PaymentStatus.AWAITING_APPROVAL);
        assertThat(tell(PaymentCommand.approve(PETRA, "c-3"), NIGHT)
                        .orThrow()
                        .state()
                        .status())
                .isEqualTo(PaymentStatus.APPROVED);
    }

    @Test
    void theBanksOwnCodesAreKnownBesideThoseOfTheFamily() {
        ReturnReason closed = instant.rules().returnCodes().reason(Rail.BACS, "IP07");
        assertThat(closed.known()).isTrue();
        assertThat(closed.category()).isEqualTo(ReturnReason.Category.ACCOUNT_CLOSED);
        assertThat(instant.rules().returnCodes().reason(Rail.BACS, "IP99").known())
                .isFalse();
    }
}
