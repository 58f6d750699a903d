package io.counterfoil.payments.returned;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.payments.account.BankAccountRef;
import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.calendar.BusinessCalendar;
import io.counterfoil.payments.calendar.DateRange;
import io.counterfoil.payments.calendar.HolidayCalendar;
import io.counterfoil.payments.evidence.Evidence;
import io.counterfoil.payments.evidence.Resolution;
import io.counterfoil.payments.ledger.Account;
import io.counterfoil.payments.ledger.AccountId;
import io.counterfoil.payments.ledger.AccountMap;
import io.counterfoil.payments.ledger.BalanceBasis;
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
import io.counterfoil.payments.proof.Proof;
import io.counterfoil.payments.rail.Rail;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Returns of four rails, of debits and of credits, in one report and one ledger. */
class ReturnedRailsTest {

    private static final Actor MARIA = Actor.host("maria");
    private static final Actor BANK = Actor.rail("bank");
    private static final DateRange MARCH = DateRange.month(2027, 3);
    private static final AsOf AS_OF = new AsOf(LocalDate.of(2027, 3, 31), Instant.parse("2027-03-31T20:00:00Z"));
    private static final BusinessCalendar WEEKDAYS =
            BusinessCalendar.of(HolidayCalendar.of(Set.of(), Set.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY)));

    private final AccountMap accounts = accounts("CAD", "EUR", "GBP", "USD");
    private final Payments eft = Payments.canadaEft(WEEKDAYS, accounts);
    private final Payments ach = Payments.ach(WEEKDAYS, accounts);
    private final Payments bacs = Payments.bacs(WEEKDAYS, accounts);
    private final Payments sepa = Payments.sepa(WEEKDAYS, accounts);
    private final Map<String, Payments> machines = new LinkedHashMap<>();
    private final EventStore<PaymentId, PaymentEvent> store = EventStore.inMemory();
    private final Ledger ledger = Ledger.inMemory(ZoneOffset.UTC);

    private static AccountMap accounts(String... currencies) {
        AccountMap.Builder map = AccountMap.builder();
        for (String code : currencies) {
            var currency = Amounts.in(code).currency();
            map.account(AccountMap.Role.Core.CLIENT, Account.liability("client:" + code, currency))
                    .account(AccountMap.Role.Core.CASH, Account.asset("cash:" + code, currency))
                    .standard(
                            currency,
                            AccountMap.Role.Core.INFLIGHT,
                            AccountMap.Role.Core.FEES,
                            AccountMap.Role.Core.LOSS,
                            AccountMap.Role.Core.SUSPENSE,
                            AccountMap.Role.Core.RETURNS_RECEIVABLE);
        }
        return map.build();
    }

    @BeforeEach
    void open() {
        accounts.openIn(ledger);
    }

    private static LocalDate mar(int day) {
        return LocalDate.of(2027, 3, day);
    }

    private void take(String id, int day, PaymentCommand command) {
        Payments machine = machines.get(id);
        Instant now = mar(day).atTime(15, 0).toInstant(ZoneOffset.UTC);
        Decision<Payment, PaymentEvent> decision =
                store.apply(machine, PaymentId.of(id), command, now).orThrow();
        machine.post(decision, ledger, now).orThrow();
    }

    private static PaymentCommand back(String id, String report, String code, int day) {
        return PaymentCommand.returned(code, mar(day), BANK, "ret-" + id).report(report);
    }

    private void submitted(Payments machine, String id, Rail.Direction direction, Amounts money, String amount) {
        machines.put(id, machine);
        PaymentOrder.Builder order = PaymentOrder.builder()
                .id(id)
                .direction(direction)
                .amount(money.of(amount))
                .payer(direction == Rail.Direction.DEBIT ? "ana" : "shop")
                .payee(direction == Rail.Direction.DEBIT ? "shop" : "acme")
                .instrument(BankAccountRef.of("CA", "0001-00002", "123456789"))
                .endToEndId("REF" + id.substring(2))
                .requestedOn(mar(1));
        take(
                id,
                1,
                PaymentCommand.submit(
                        (direction == Rail.Direction.DEBIT ? order.mandate("m-1") : order).build(), MARIA, "submit"));
    }

    private void bacs(String id, Rail.Direction direction, String amount) {
        submitted(bacs, id, direction, Amounts.in("GBP"), amount);
        take(id, 1, PaymentCommand.accepted(BANK, "ack"));
        take(id, 3, PaymentCommand.settled(mar(3), BANK, "set"));
    }

    private void sepa(String id, Rail.Direction direction, String amount) {
        submitted(sepa, id, direction, Amounts.in("EUR"), amount);
        take(id, 2, PaymentCommand.settled(mar(2), BANK, "set"));
    }

    private void eft(String id, Rail.Direction direction, String amount) {
        submitted(eft, id, direction, Amounts.in("CAD"), amount);
        take(id, 1, PaymentCommand.accepted(BANK, "ack"));
    }

    private Stream<Payment> payments() {
        return machines.entrySet().stream().map(one -> one.getValue().fold(store.load(PaymentId.of(one.getKey()))));
    }

    private static ReturnedItems.Item stray(
            String reference, Rail rail, Rail.Direction direction, Amounts money, String amount) {
        return ReturnedItems.Item.builder()
                .reference(reference)
                .source("partner.txt")
                .rail(rail)
                .direction(direction)
                .code("9")
                .amount(money.of(amount))
                .returnedOn(mar(5))
                .build();
    }

    private String cash(String currency) {
        return Amounts.plain(ledger.balance(
                        AccountId.of("cash:" + currency),
                        new AsOf(LocalDate.of(2099, 1, 1), Instant.MAX),
                        BalanceBasis.BOOKED)
                .posted());
    }

    private void month() {
        bacs("b-1", Rail.Direction.DEBIT, "100.00");
        take("b-1", 4, back("b-1", "ARUDD", "0", 4).fee(Amounts.in("GBP").of("0.50")));
        bacs("b-2", Rail.Direction.DEBIT, "80.00");
        take("b-2", 5, back("b-2", "DDICA", "4", 5));
        take("b-2", 25, PaymentCommand.indemnityDebited(mar(25), BANK, "debit"));
        bacs("b-3", Rail.Direction.CREDIT, "30.00");
        take("b-3", 5, back("b-3", "ARUCS", "5", 5));
        sepa("s-1", Rail.Direction.DEBIT, "100.00");
        take("s-1", 9, back("s-1", "RETURN", "AM04", 9).fee(Amounts.in("EUR").of("2.00")));
        sepa("s-2", Rail.Direction.DEBIT, "90.00");
        take("s-2", 29, back("s-2", "REFUND", "MD06", 29));
        sepa("s-3", Rail.Direction.CREDIT, "50.00");
        take("s-3", 4, back("s-3", "RETURN", "AC04", 4).amount(Amounts.in("EUR").of("49.00")));
        sepa("s-4", Rail.Direction.CREDIT, "60.00");
        take("s-4", 8, PaymentCommand.recall("DUPL", mar(8), MARIA, "recall"));
        take(
                "s-4",
                10,
                PaymentCommand.recallAccepted(mar(10), BANK, "yes")
                        .amount(Amounts.in("EUR").of("58.00")));
        eft("e-1", Rail.Direction.CREDIT, "40.00");
        take("e-1", 2, PaymentCommand.clock(Kind.DUE, "due"));
        take("e-1", 3, back("e-1", "", "905", 3).fee(Amounts.in("CAD").of("4.50")));
        eft("e-2", Rail.Direction.CREDIT, "25.00");
        take("e-2", 2, back("e-2", "", "900", 2).amount(Amounts.in("CAD").of("24.00")));
        eft("e-3", Rail.Direction.DEBIT, "15.00");
        take("e-3", 2, back("e-3", "", "900", 2));
        submitted(ach, "a-1", Rail.Direction.CREDIT, Amounts.in("USD"), "70.00");
        take("a-1", 1, PaymentCommand.accepted(BANK, "ack"));
        take("a-1", 2, PaymentCommand.settled(mar(2), BANK, "set"));
        take("a-1", 4, back("a-1", "", "R03", 4));
    }

    @Test
    @DisplayName(
            "PAY-32 returns of Bacs, SEPA, EFT and ACH, of debits and credits, stand in one report and prove to the ledger")
    void rails() {
        month();
        ReturnedItemsReport report = ReturnedItems.of(eft, ach, bacs, sepa).assess(payments(), MARCH, AS_OF);
        assertThat(report.lines())
                .extracting(line -> line.payment() + " " + line.direction() + " "
                        + line.reason().code() + " " + Amounts.text(line.amount()) + " "
                        + line.returnedOn().getDayOfMonth())
                .containsExactlyInAnyOrder(
                        "b-1 DEBIT 0 100.00 GBP 4",
                        "b-2 DEBIT 4 80.00 GBP 25",
                        "b-3 CREDIT 5 30.00 GBP 5",
                        "s-1 DEBIT AM04 100.00 EUR 9",
                        "s-2 DEBIT MD06 90.00 EUR 29",
                        "s-3 CREDIT AC04 49.00 EUR 4",
                        "s-4 CREDIT DUPL 58.00 EUR 10",
                        "e-1 CREDIT 905 40.00 CAD 3",
                        "e-2 CREDIT 900 24.00 CAD 2",
                        "e-3 DEBIT 900 15.00 CAD 2",
                        "a-1 CREDIT R03 70.00 USD 4");
        assertThat(report.amount()).hasToString("79.00 CAD, 297.00 EUR, 210.00 GBP, 70.00 USD");
        assertThat(report.fees()).hasToString("4.50 CAD, 2.00 EUR, 0.50 GBP");
        assertThat(cash("CAD")).describedAs("a fee of 4.50, and 1 kept").isEqualTo("-5.50");
        assertThat(cash("EUR"))
                .describedAs("a fee of 2, and 1 and 2 kept by others")
                .isEqualTo("-5.00");
        assertThat(cash("GBP")).isEqualTo("-0.50");
        assertThat(cash("USD")).isEqualTo("0.00");
        Proof proof = report.proof(ledger);
        assertThat(proof.problems()).isEmpty();
        assertThat(proof.holds()).isTrue();
        for (String missing : List.of("b-2", "s-2", "s-4", "e-1")) {
            Proof less = ReturnedItems.of(eft, ach, bacs, sepa)
                    .assess(payments().filter(one -> !one.id().value().equals(missing)), MARCH, AS_OF)
                    .proof(ledger);
            assertThat(less.holds()).describedAs("without " + missing).isFalse();
            assertThat(less.differences()).extracting(Proof.Figure::code).containsExactly("NOT_IN_REPORT");
        }
    }

    @Test
    @DisplayName("PAY-31 unmatched returns of debits and credits wait in suspense, and the proof holds with them")
    void unmatched() {
        month();
        ReturnedItems.Item debit = stray("line-1", Rail.BACS, Rail.Direction.DEBIT, Amounts.in("GBP"), "21.00");
        ReturnedItems.Item credit = ReturnedItems.Item.builder()
                .from(stray("line-2", Rail.EFT_CA, Rail.Direction.CREDIT, Amounts.in("CAD"), "33.00"))
                .fee(Amounts.in("CAD").of("5.00"))
                .build();
        ReturnedItems items = ReturnedItems.of(eft, ach, bacs, sepa);
        for (ReturnedItems.Item item : List.of(credit, debit)) {
            Resolution<PaymentId> nobody = ReturnMatcher.standard()
                    .match(item, ReturnMatcher.PaymentIndex.of(bacs, payments().limit(1)));
            assertThat(nobody.kind()).isEqualTo(Resolution.Kind.NONE);
            items = items.unmatched(item, nobody);
        }
        ReturnedItemsReport report = items.assess(payments(), MARCH, AS_OF);
        assertThat(report.unmatchedAmount()).hasToString("33.00 CAD, 21.00 GBP");
        assertThat(report.unmatched())
                .extracting(one -> one.item().reference())
                .describedAs("by day, then by item")
                .containsExactly("line-1", "line-2");
        assertThat(report.onRail(Rail.BACS).unmatched())
                .extracting(one -> one.item().reference())
                .containsExactly("line-1");
        assertThat(items.assess(payments(), DateRange.month(2027, 4), AS_OF).unmatched())
                .isEmpty();
        assertThat(report.proof(ledger).differences())
                .extracting(one -> one.code() + " " + Amounts.text(one.amount()))
                .containsExactly(
                        "FEES_LESS_BOOKED 5.00 CAD",
                        "UNMATCHED_LESS_SUSPENSE 33.00 CAD",
                        "UNMATCHED_LESS_SUSPENSE 21.00 GBP");
        for (ReturnedItems.Item item : List.of(debit, credit)) {
            ReturnMatcher.standard()
                    .suspense(item, accounts, item.returnedOn())
                    .forEach(journal -> ledger.post(journal, AS_OF.knownAt()).orThrow());
        }
        assertThat(cash("GBP")).isEqualTo("-21.50");
        assertThat(cash("CAD")).isEqualTo("22.50");
        assertThat(report.proof(ledger).problems()).isEmpty();
        assertThat(report.proof(ledger).holds()).isTrue();
        assertThat(ReturnedItems.of(eft, ach, bacs, sepa)
                        .assess(payments(), MARCH, AS_OF)
                        .proof(ledger)
                        .differences())
                .describedAs("suspense that the report does not know")
                .extracting(Proof.Figure::code)
                .containsOnly("NOT_IN_REPORT");
    }

    @Test
    @DisplayName("PAY-31 why an item has no payment is said in words, whatever the search came to")
    void why() {
        ReturnedItems.Item item = stray("line-1", Rail.BACS, Rail.Direction.DEBIT, Amounts.in("GBP"), "21.00");
        Evidence evidence = Evidence.of(ReturnMatcher.Finding.SAME_NAME, "seen");
        assertThat(new ReturnedItemsReport.Unmatched(
                                item,
                                new Resolution.Ambiguous<>(
                                        List.of(PaymentId.of("p-1"), PaymentId.of("p-2")),
                                        Resolution.SolutionCount.exactly(2),
                                        evidence))
                        .why())
                .isEqualTo("2 payments fit: p-1, p-2");
        assertThat(new ReturnedItemsReport.Unmatched(item, new Resolution.Unique<>(PaymentId.of("p-1"), evidence))
                        .why())
                .isEqualTo("payment p-1");
        assertThat(new ReturnedItemsReport.Unmatched(
                                item, new Resolution.Truncated<>(List.of(), ReturnMatcher.Finding.NO_NAME, 7))
                        .why())
                .isEqualTo("the search was cut by RETURN_MATCH.NO_NAME");
    }

    @Test
    @DisplayName("PAY-31 an item without a charge has no journal for a fee")
    void noFee() {
        ReturnedItems.Item free = ReturnedItems.Item.builder()
                .from(stray("line-1", Rail.BACS, Rail.Direction.DEBIT, Amounts.in("GBP"), "21.00"))
                .fee(Amounts.in("GBP").of("0.00"))
                .build();
        assertThat(ReturnMatcher.standard().suspense(free, accounts, mar(5)))
                .extracting(journal -> journal.id().value())
                .containsExactly("return:partner.txt:line-1:suspense");
    }

    @Test
    @DisplayName(
            "PAY-31 payments are indexed by account, due and settlement days, traces and end-to-end ids of the rail")
    void index() {
        sepa("s-1", Rail.Direction.DEBIT, "100.00");
        take("s-1", 9, back("s-1", "RETURN", "AM04", 9).reference("TR-1"));
        submitted(sepa, "s-2", Rail.Direction.DEBIT, Amounts.in("EUR"), "20.00");
        ReturnMatcher.PaymentIndex index =
                ReturnMatcher.PaymentIndex.of(sepa, Stream.concat(payments(), Stream.of(sepa.initial())));
        assertThat(index.entries()).hasSize(2);
        ReturnMatcher.PaymentIndex.Entry entry = index.entries().get(0);
        assertThat(entry.id()).isEqualTo(PaymentId.of("s-1"));
        assertThat(entry.account())
                .contains(BankAccountRef.of("CA", "0001-00002", "123456789").token());
        assertThat(entry.days())
                .describedAs("asked for, settled; not the day it came back")
                .containsExactly(mar(1), mar(2));
        assertThat(entry.traces()).containsExactly("TR-1");
        assertThat(entry.crossReferences()).containsExactly("s-1");
        assertThat(entry.endToEndIds()).containsExactly("REF1");
        ReturnedItems.Item item = ReturnedItems.Item.builder()
                .from(stray("line-1", Rail.SEPA, Rail.Direction.DEBIT, Amounts.in("EUR"), "100.00"))
                .account(entry.account())
                .originalOn(mar(2))
                .build();
        Resolution<PaymentId> found = ReturnMatcher.standard().match(item, index);
        assertThat(found.<String>fold(
                        unique -> unique.value() + ": " + unique.evidence().sentence(),
                        several -> "several",
                        none -> "none",
                        cut -> "cut"))
                .isEqualTo("s-1: item line-1 has account, amount 100.00 EUR and date 2027-03-02 of payment s-1");
    }
}
