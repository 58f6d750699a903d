package io.counterfoil.payments.returned;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.counterfoil.payments.account.BankAccountRef;
import io.counterfoil.payments.alert.Alert;
import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.calendar.BusinessCalendar;
import io.counterfoil.payments.calendar.DateRange;
import io.counterfoil.payments.document.Documents;
import io.counterfoil.payments.evidence.Diagnostic;
import io.counterfoil.payments.evidence.Resolution;
import io.counterfoil.payments.ledger.Account;
import io.counterfoil.payments.ledger.AccountMap;
import io.counterfoil.payments.ledger.Journal;
import io.counterfoil.payments.ledger.Ledger;
import io.counterfoil.payments.lifecycle.Actor;
import io.counterfoil.payments.lifecycle.Decision;
import io.counterfoil.payments.lifecycle.EventStore;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.order.Payment;
import io.counterfoil.payments.order.PaymentCommand;
import io.counterfoil.payments.order.PaymentEvent;
import io.counterfoil.payments.order.PaymentEvent.Kind;
import io.counterfoil.payments.order.PaymentId;
import io.counterfoil.payments.order.PaymentOrder;
import io.counterfoil.payments.order.Payments;
import io.counterfoil.payments.party.PartyId;
import io.counterfoil.payments.proof.Proof;
import io.counterfoil.payments.rail.Rail;
import io.counterfoil.payments.returned.ReturnedItemsReport.Line;
import io.counterfoil.payments.returned.ReturnedItemsReport.Standing;
import io.counterfoil.payments.returned.ReturnedItemsReport.Turn;
import io.counterfoil.payments.testkit.GoldenFile;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ReturnedItemsTest {

    private static final Amounts CAD = Amounts.in("CAD");
    private static final Amounts USD = Amounts.in("USD");
    private static final LocalDate MAR_1 = LocalDate.of(2027, 3, 1);
    private static final Actor MARIA = Actor.host("maria");
    private static final Actor BANK = Actor.rail("rbc");
    private static final AsOf AS_OF = new AsOf(LocalDate.of(2027, 3, 31), Instant.parse("2027-03-31T20:00:00Z"));
    private static final DateRange MARCH = DateRange.month(2027, 3);

    private final AccountMap accounts = AccountMap.builder()
            .account(
                    AccountMap.Role.Core.CLIENT.of("maple"),
                    Account.liability("client:maple", CAD.currency()).notBelowZero())
            .account(AccountMap.Role.Core.CLIENT.of("oak"), Account.liability("client:oak", USD.currency()))
            .account(AccountMap.Role.Core.CLIENT.of("oak"), Account.liability("client:oak-cad", CAD.currency()))
            .standard(
                    CAD.currency(),
                    AccountMap.Role.Core.CASH,
                    AccountMap.Role.Core.INFLIGHT,
                    AccountMap.Role.Core.FEES,
                    AccountMap.Role.Core.LOSS,
                    AccountMap.Role.Core.SUSPENSE,
                    AccountMap.Role.Core.RETURNS_RECEIVABLE)
            .standard(
                    USD.currency(),
                    AccountMap.Role.Core.CASH,
                    AccountMap.Role.Core.INFLIGHT,
                    AccountMap.Role.Core.FEES,
                    AccountMap.Role.Core.LOSS,
                    AccountMap.Role.Core.SUSPENSE,
                    AccountMap.Role.Core.RETURNS_RECEIVABLE)
            .build();
    private final Payments eft = Payments.canadaEft(BusinessCalendar.Rails.paymentsCanada(), accounts);
    private final Payments ach = Payments.ach(BusinessCalendar.Rails.fed(), accounts);
    private final EventStore<PaymentId, PaymentEvent> store = EventStore.inMemory();
    private final Ledger ledger = Ledger.inMemory(ZoneOffset.UTC);

    @BeforeEach
    void open() {
        accounts.openIn(ledger);
    }

    private static Instant noon(LocalDate day) {
        return day.atTime(17, 0).toInstant(ZoneOffset.UTC);
    }

    private Payment apply(Payments machine, String id, PaymentCommand command, LocalDate day) {
        Decision<Payment, PaymentEvent> decision =
                store.apply(machine, PaymentId.of(id), command, noon(day)).orThrow();
        machine.post(decision, ledger, noon(day)).orThrow();
        return decision.state();
    }

    private PaymentOrder order(String id, String client, String payer, Amounts money, String amount, LocalDate on) {
        return PaymentOrder.builder()
                .id(id)
                .direction(Rail.Direction.DEBIT)
                .amount(money.of(amount))
                .payer(payer)
                .payee(client)
                .instrument(BankAccountRef.of("CA", "0001-00002", "12345678" + payer.length()))
                .mandate("m-" + payer)
                .requestedOn(on)
                .build();
    }

    /** An EFT debit that was due on 1 March. */
    private void eftDue(String id, String client, String payer, String amount) {
        apply(
                eft,
                id,
                PaymentCommand.submit(order(id, client, payer, CAD, amount, MAR_1), MARIA, "s"),
                MAR_1.minusDays(3));
        apply(eft, id, PaymentCommand.accepted(BANK, "ack-" + id), MAR_1.minusDays(3));
        apply(eft, id, PaymentCommand.clock(Kind.DUE, "due"), MAR_1);
    }

    private void achSettled(String id, String client, String payer, String amount) {
        apply(ach, id, PaymentCommand.submit(order(id, client, payer, USD, amount, MAR_1), MARIA, "s"), MAR_1);
        apply(ach, id, PaymentCommand.accepted(BANK, "ack-" + id), MAR_1);
        apply(ach, id, PaymentCommand.settled(MAR_1.plusDays(1), BANK, "set-" + id), MAR_1.plusDays(1));
    }

    private void returned(Payments machine, String id, String code, LocalDate on, String fee) {
        PaymentCommand command = PaymentCommand.returned(code, on, BANK, "ret-" + id + "-" + on);
        if (!fee.isEmpty()) {
            command = command.fee((machine == eft ? CAD : USD).of(fee));
        }
        apply(machine, id, command, on);
    }

    private Stream<Payment> payments() {
        return store.ids().map(id -> {
            List<PaymentEvent> events = store.load(id);
            boolean dollars = events.get(0)
                    .fact()
                    .order()
                    .orElseThrow()
                    .amount()
                    .getCurrency()
                    .getCurrencyCode()
                    .equals("USD");
            return (dollars ? ach : eft).fold(events);
        });
    }

    private static ReturnedItems.Item stray(String reference, String amount) {
        return ReturnedItems.Item.builder()
                .reference(reference)
                .source("partner-0303.txt")
                .rail(Rail.EFT_CA)
                .direction(Rail.Direction.DEBIT)
                .code("901")
                .amount(CAD.of(amount))
                .fee(CAD.of("5.00"))
                .returnedOn(LocalDate.of(2027, 3, 4))
                .build();
    }

    /** Two clients on two rails: one within its retry budget, one closed account, one late, one unknown code, one stray. */
    private ReturnedItems month() {
        eftDue("p-1", "maple", "ana", "100.00");
        eftDue("p-2", "maple", "bob", "250.00");
        eftDue("p-3", "oak", "cid", "80.00");
        eftDue("p-4", "maple", "eve", "60.00");
        achSettled("a-1", "oak", "dan", "500.00");
        achSettled("a-2", "oak", "fay", "75.00");
        returned(eft, "p-1", "901", LocalDate.of(2027, 3, 2), "4.50");
        returned(eft, "p-2", "905", LocalDate.of(2027, 3, 2), "4.50");
        returned(ach, "a-1", "R01", LocalDate.of(2027, 3, 25), "");
        returned(ach, "a-2", "R99", LocalDate.of(2027, 3, 3), "2.00");
        return ReturnedItems.of(eft, ach).unmatched(stray("line-7", "33.00"), nobody(stray("line-7", "33.00")));
    }

    private static Resolution<PaymentId> nobody(ReturnedItems.Item item) {
        return ReturnMatcher.standard().match(item, ReturnMatcher.PaymentIndex.empty());
    }

    private void bookSuspense(ReturnedItems.Item item) {
        for (Journal journal : ReturnMatcher.standard().suspense(item, accounts, item.returnedOn())) {
            ledger.post(journal, AS_OF.knownAt()).orThrow();
        }
    }

    @Test
    @DisplayName(
            "PAY-32 the report lists every return of the period with cause, fee, deadline, who must act and what next")
    void lines() {
        ReturnedItemsReport report = month().assess(payments(), MARCH, AS_OF);
        assertThat(report.lines())
                .extracting(line -> line.payment().value())
                .containsExactly("p-1", "p-2", "a-2", "a-1");
        Line nsf = report.lines().get(0);
        assertThat(nsf.client()).isEqualTo(PartyId.of("maple"));
        assertThat(nsf.counterparty()).isEqualTo(PartyId.of("ana"));
        assertThat(nsf.reason().code()).isEqualTo("901");
        assertThat(nsf.fee()).contains(CAD.of("4.50"));
        assertThat(nsf.originalOn()).contains(MAR_1);
        assertThat(nsf.isUntimely()).isFalse();
        assertThat(nsf.standing()).isEqualTo(Standing.OPEN);
        assertThat(nsf.turn()).isEqualTo(Turn.US);
        assertThat(nsf.actBy()).contains(LocalDate.of(2027, 4, 1));
        assertThat(nsf.nextStep()).startsWith("present again");
        Line late = report.lines().get(3);
        assertThat(late.isUntimely()).isTrue();
        assertThat(late.actBy()).contains(LocalDate.of(2027, 4, 1));
        assertThat(late.nextStep()).isEqualTo("answer the late return with R68");
        assertThat(report.untimely()).containsExactly(late);
        Line unknown = report.lines().get(2);
        assertThat(unknown.reason().known()).isFalse();
        assertThat(unknown.nextStep()).isEqualTo("find out what happened");
        assertThat(report.amount()).hasToString("383.00 CAD, 575.00 USD");
        assertThat(report.fees()).hasToString("14.00 CAD, 2.00 USD");
        assertThat(report.unmatchedAmount()).hasToString("33.00 CAD");
        assertThat(report.groups()).extracting(ReturnedItemsReport.Group::count).containsExactly(2L, 2L);
        assertThat(report.waitingFor(Turn.US).get(0)).isIn(nsf, late);
        assertThat(report.diagnostics()).isNotEmpty().doesNotHaveDuplicates();
    }

    @Test
    @DisplayName("PAY-32 client, rail and period choose parts of it, and knowledge after the instant is not seen")
    void parts() {
        ReturnedItemsReport report = month().assess(payments(), MARCH, AS_OF);
        assertThat(report.ofClient(PartyId.of("oak")).lines()).hasSize(2);
        assertThat(report.ofClient(PartyId.of("oak")).unmatched()).isEmpty();
        assertThat(report.onRail(Rail.EFT_CA).lines()).hasSize(2);
        assertThat(report.onRail(Rail.EFT_CA).unmatched()).hasSize(1);
        assertThat(report.onRail(Rail.BACS).lines()).isEmpty();
        assertThat(report.onRail(Rail.BACS).diagnostics()).isEmpty();
        assertThat(report.onRail(Rail.BACS).unmatched()).isEmpty();
        assertThat(report.onRail(Rail.ACH).diagnostics())
                .isNotEmpty()
                .allSatisfy(one -> assertThat(one.message()).contains("ACH"));
        assertThat(report).hasToString("returned items of " + MARCH + ": 4 lines, 1 unmatched, 383.00 CAD, 575.00 USD");
        ReturnedItems items = ReturnedItems.of(eft, ach);
        assertThat(items.assess(payments(), DateRange.day(LocalDate.of(2027, 3, 25)), AS_OF)
                        .lines())
                .extracting(line -> line.payment().value())
                .containsExactly("a-1");
        AsOf early = new AsOf(LocalDate.of(2027, 3, 2), Instant.parse("2027-03-02T23:00:00Z"));
        assertThat(items.assess(payments(), MARCH, early).lines()).hasSize(2);
        assertThat(items.assess(payments(), DateRange.month(2027, 4), AS_OF).lines())
                .isEmpty();
    }

    @Test
    @DisplayName(
            "PAY-32 what became of a return stands in its line: presented again, closed; each return has a line of its own")
    void standings() {
        eftDue("p-1", "maple", "ana", "100.00");
        returned(eft, "p-1", "901", LocalDate.of(2027, 3, 2), "");
        AsOf mar3 = new AsOf(LocalDate.of(2027, 3, 3), noon(LocalDate.of(2027, 3, 3)));
        Payment back = eft.fold(store.load(PaymentId.of("p-1")));
        apply(eft, "p-1", PaymentCommand.retry(eft.proposeRetry(back, mar3), MARIA, "again"), LocalDate.of(2027, 3, 3));
        ReturnedItems items = ReturnedItems.of(eft);
        assertThat(items.assess(payments(), MARCH, AS_OF).lines())
                .singleElement()
                .satisfies(line -> {
                    assertThat(line.standing()).isEqualTo(Standing.PRESENTED_AGAIN);
                    assertThat(line.turn()).isEqualTo(Turn.BANK);
                    assertThat(line.nextStep()).startsWith("wait: presented again on 2027-03-0");
                });
        apply(eft, "p-1", PaymentCommand.accepted(BANK, "ack-2"), LocalDate.of(2027, 3, 4));
        apply(eft, "p-1", PaymentCommand.clock(Kind.DUE, "due-2"), LocalDate.of(2027, 3, 5));
        returned(eft, "p-1", "901", LocalDate.of(2027, 3, 8), "4.50");
        ReturnedItemsReport twice = items.assess(payments(), MARCH, AS_OF);
        assertThat(twice.lines()).extracting(Line::standing).containsExactly(Standing.PRESENTED_AGAIN, Standing.OPEN);
        assertThat(twice.lines().get(1).turn()).isEqualTo(Turn.CLIENT);
        assertThat(twice.lines().get(1).nextStep()).startsWith("collect another way: 1 retries made");
        assertThat(twice.proof(ledger).holds()).isTrue();
        apply(eft, "p-1", PaymentCommand.close(MARIA, "bye"), LocalDate.of(2027, 3, 9));
        assertThat(items.assess(payments(), MARCH, AS_OF).lines().get(1)).satisfies(line -> {
            assertThat(line.standing()).isEqualTo(Standing.CLOSED);
            assertThat(line.turn()).isEqualTo(Turn.NOBODY);
        });
    }

    @Test
    @DisplayName(
            "PAY-27 a late return and an unknown code are alerts, and a dishonoured return waits for the other bank")
    void alerts() {
        ReturnedItemsReport report = month().assess(payments(), MARCH, AS_OF);
        List<Alert> alerts = report.alerts(AS_OF.knownAt());
        assertThat(alerts)
                .extracting(alert -> alert.key().value())
                .containsExactly("UNKNOWN_CODE/return-code:ACH//R99", "UNTIMELY_RETURN/payment:a-1/ret-a-1-2027-03-25");
        assertThat(payments()
                        .filter(payment -> payment.id().value().startsWith("a-"))
                        .flatMap(payment -> ach.alerts(payment, AS_OF.knownAt()).stream())
                        .map(Alert::key))
                .describedAs("the machine raises the same facts under the same keys")
                .containsExactlyInAnyOrderElementsOf(
                        alerts.stream().map(Alert::key).toList());
        assertThat(alerts.get(0).severity()).isEqualTo(Diagnostic.Severity.LOW);
        assertThat(alerts.get(1).evidence().sentence())
                .isEqualTo("return ACH R01 (balance too low for the debit) of 2027-03-25 came after its last day"
                        + " 2027-03-04; it may be answered with R68 until 2027-04-01");
        apply(
                ach,
                "a-1",
                PaymentCommand.dishonour("R68", LocalDate.of(2027, 3, 26), MARIA, "dis"),
                LocalDate.of(2027, 3, 26));
        assertThat(ReturnedItems.of(eft, ach)
                        .assess(payments(), MARCH, AS_OF)
                        .lines()
                        .get(3))
                .satisfies(line -> {
                    assertThat(line.standing()).isEqualTo(Standing.DISHONOURED);
                    assertThat(line.turn()).isEqualTo(Turn.BANK);
                    assertThat(line.actBy()).contains(LocalDate.of(2027, 3, 30));
                    assertThat(line.nextStep()).contains("dishonoured with R68 on 2027-03-26");
                });
    }

    @Test
    @DisplayName(
            "PAY-32 the totals of the report are those of the ledger, and the proof says what is missing on either side")
    void proof() {
        ReturnedItems items = month();
        ReturnedItemsReport report = items.assess(payments(), MARCH, AS_OF);
        Proof early = report.proof(ledger);
        assertThat(early.holds()).isFalse();
        assertThat(early.differences())
                .extracting(Proof.Figure::code)
                .containsExactly("FEES_LESS_BOOKED", "UNMATCHED_LESS_SUSPENSE");
        assertThat(early.sentence())
                .contains("return-item:partner-0303.txt/line-7 of 33.00 CAD has no payment, 0 is in suspense");
        bookSuspense(stray("line-7", "33.00"));
        Proof proof = report.proof(ledger);
        assertThat(proof.problems()).isEmpty();
        assertThat(proof.holds()).isTrue();
        assertThat(proof.figures())
                .extracting(figure -> figure.code() + " " + Amounts.plain(figure.amount()) + " "
                        + figure.amount().getCurrency())
                .containsExactly(
                        "RETURNED 350.00 CAD",
                        "RETURNED 575.00 USD",
                        "BOOKED 350.00 CAD",
                        "BOOKED 575.00 USD",
                        "FEES 14.00 CAD",
                        "FEES 2.00 USD",
                        "FEES_BOOKED 14.00 CAD",
                        "FEES_BOOKED 2.00 USD",
                        "UNMATCHED 33.00 CAD",
                        "SUSPENSE 33.00 CAD");
        ReturnedItemsReport less =
                items.assess(payments().filter(payment -> !payment.id().value().equals("p-2")), MARCH, AS_OF);
        assertThat(less.proof(ledger).differences())
                .extracting(Proof.Figure::code, figure -> Amounts.plain(figure.amount()))
                .containsExactly(org.assertj.core.groups.Tuple.tuple("NOT_IN_REPORT", "254.50"));
        Ledger empty = Ledger.inMemory(ZoneOffset.UTC);
        accounts.openIn(empty);
        assertThat(report.proof(empty).differences())
                .extracting(Proof.Figure::code)
                .contains("RETURNED_LESS_BOOKED");
        assertThat(report.proof(empty).problems())
                .extracting(problem -> problem.code().id().replace("RETURNED_ITEMS.", ""))
                .describedAs("p-1 and p-2 with a fee, a-2 with a fee, a-1 without; then the stray item with its fee")
                .containsExactly("AMOUNT", "FEE", "AMOUNT", "FEE", "AMOUNT", "FEE", "AMOUNT", "SUSPENSE", "FEE");
        assertThat(report.proof(Ledger.inMemory(ZoneOffset.UTC)).holds())
                .describedAs("a ledger without the accounts")
                .isFalse();
    }

    @Test
    @DisplayName("PAY-32 a return that the client cannot bear proves too, with its receivable")
    void receivable() {
        eftDue("p-1", "maple", "ana", "100.00");
        ledger.post(
                        Journal.of("payout")
                                .bookedOn(MAR_1)
                                .debit("client:maple", CAD.of("90.00"))
                                .credit("cash:cad", CAD.of("90.00")),
                        noon(MAR_1))
                .orThrow();
        returned(eft, "p-1", "901", LocalDate.of(2027, 3, 2), "4.50");
        ReturnedItemsReport report = ReturnedItems.of(eft).assess(payments(), MARCH, AS_OF);
        assertThat(report.proof(ledger).problems()).isEmpty();
        assertThat(report.proof(ledger).holds()).isTrue();
    }

    @Test
    @DisplayName(
            "PAY-31 what cannot be told is refused: a payment twice, a rail that is not there, an item that has its payment")
    void badInput() {
        ReturnedItems items = month();
        assertThatThrownBy(() -> items.assess(Stream.concat(payments(), payments()), MARCH, AS_OF))
                .hasMessageContaining("stands twice");
        assertThatThrownBy(() -> ReturnedItems.of(ach).assess(payments(), MARCH, AS_OF))
                .hasMessageStartingWith("payment p-1 fits 0 of the rails usd-ach, expected one");
        assertThatThrownBy(() -> items.unmatched(stray("line-7", "1.00"), nobody(stray("x", "1.00"))))
                .hasMessage("return-item:partner-0303.txt/line-7 stands twice, expected each item once");
        ReturnMatcher.PaymentIndex index = ReturnMatcher.PaymentIndex.of(
                eft, payments().filter(one -> one.id().value().equals("p-1")));
        ReturnedItems.Item own = ReturnedItems.Item.builder()
                .from(stray("line-8", "100.00"))
                .crossReference("p-1")
                .build();
        assertThatThrownBy(() -> items.unmatched(own, ReturnMatcher.standard().match(own, index)))
                .hasMessageContaining("has its payment");
        assertThatThrownBy(() -> ReturnedItems.of()).hasMessageContaining("no machine");
        assertThat(ReturnedItems.of(eft, ach)
                        .assess(Stream.of(eft.initial()), MARCH, AS_OF)
                        .lines())
                .isEmpty();
    }

    @Test
    @DisplayName("PAY-32 what a coordinator holds in her hands: the report as text and as a page")
    void golden() {
        ReturnedItemsReport report = month().assess(payments(), MARCH, AS_OF);
        GoldenFile.named("returned/returned-items.txt").holds(Documents.text(report.toDocument(), Locale.CANADA));
        GoldenFile.named("returned/returned-items.html").holds(Documents.html(report.toDocument(), Locale.CANADA));
        assertThat(Documents.text(
                        ReturnedItems.of(eft)
                                .assess(Stream.empty(), MARCH, AS_OF)
                                .toDocument(),
                        Locale.CANADA))
                .contains("Nothing came back.");
    }
}
