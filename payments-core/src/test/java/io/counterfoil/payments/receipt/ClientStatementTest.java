package io.counterfoil.payments.receipt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.counterfoil.payments.account.BankAccountRef;
import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.calendar.BusinessCalendar;
import io.counterfoil.payments.calendar.DateRange;
import io.counterfoil.payments.document.Document;
import io.counterfoil.payments.document.Documents;
import io.counterfoil.payments.document.Table;
import io.counterfoil.payments.evidence.Evidence;
import io.counterfoil.payments.exposure.AvailableFunds;
import io.counterfoil.payments.exposure.SuspenseAging;
import io.counterfoil.payments.fee.Fee;
import io.counterfoil.payments.fee.TaxBill;
import io.counterfoil.payments.fee.TaxRates;
import io.counterfoil.payments.ledger.Account;
import io.counterfoil.payments.ledger.AccountMap;
import io.counterfoil.payments.ledger.Journal;
import io.counterfoil.payments.ledger.Ledger;
import io.counterfoil.payments.lifecycle.Actor;
import io.counterfoil.payments.lifecycle.Decision;
import io.counterfoil.payments.lifecycle.EventStore;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.money.Totals;
import io.counterfoil.payments.order.Payment;
import io.counterfoil.payments.order.PaymentCommand;
import io.counterfoil.payments.order.PaymentEvent;
import io.counterfoil.payments.order.PaymentId;
import io.counterfoil.payments.order.PaymentOrder;
import io.counterfoil.payments.order.PaymentStatus;
import io.counterfoil.payments.order.Payments;
import io.counterfoil.payments.party.PartyId;
import io.counterfoil.payments.proof.Proof;
import io.counterfoil.payments.proof.ProofStatus;
import io.counterfoil.payments.rail.Rail;
import io.counterfoil.payments.testkit.GoldenFile;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * One client's March: 50.00 brought forward, 100.00 and 40.00 collected, 40.00 returned with NSF, 30.00 paid out, fees of 10.00 with 13 % HST. Closing by hand: 50 + 140 - 40 - 30 - 11.30 =
 * 108.70; held are the 100.00 that can be taken back until 31 May; available 8.70.
 */
class ClientStatementTest {

    private static final ZoneId TORONTO = ZoneId.of("America/Toronto");
    private static final Amounts CAD = Amounts.in("CAD");
    private static final DateRange MARCH = DateRange.month(2027, 3);
    private static final PartyId CLIENT = PartyId.of("client-42");
    private static final Actor MARIA = Actor.host("maria");
    private static final Actor BANK = Actor.rail("rbc");
    private static final AsOf APRIL = new AsOf(LocalDate.of(2027, 3, 31), at("2027-04-01"));

    private final AccountMap accounts = AccountMap.builder()
            .account(
                    AccountMap.Role.Core.CLIENT.of("client-42"),
                    Account.liability("client:42", CAD.currency()).notBelow(CAD.of("-25.00")))
            .account(AccountMap.Role.Core.INFLIGHT.of("cad-eft"), Account.asset("inflight:cad-eft", CAD.currency()))
            .standard(
                    CAD.currency(),
                    AccountMap.Role.Core.CASH,
                    AccountMap.Role.Core.FEES,
                    AccountMap.Role.Core.FEE_INCOME,
                    TaxBill.role("CA-ON", "HST"),
                    AccountMap.Role.Core.SUSPENSE,
                    AccountMap.Role.Core.UNAPPLIED,
                    AccountMap.Role.Core.RETURNS_RECEIVABLE,
                    AccountMap.Role.Core.LOSS)
            .build();
    private final Payments eft = Payments.canadaEft(BusinessCalendar.Rails.paymentsCanada(), accounts);
    private final EventStore<PaymentId, PaymentEvent> store = EventStore.inMemory();
    private final Ledger ledger = Ledger.inMemory(TORONTO);

    private static Instant at(String day) {
        return Instant.parse(day + "T15:00:00Z");
    }

    private Payment apply(String id, PaymentCommand command, String day) {
        Decision<Payment, PaymentEvent> decision =
                store.apply(eft, PaymentId.of(id), command, at(day)).orThrow();
        eft.post(decision, ledger, at(day)).orThrow();
        return decision.state();
    }

    private PaymentOrder order(String id, String amount) {
        return PaymentOrder.builder()
                .id(id)
                .direction(Rail.Direction.DEBIT)
                .amount(CAD.of(amount))
                .payer("ana")
                .payee("client-42")
                .instrument(BankAccountRef.of("CA", "0004-12345", "1234567"))
                .mandate("m-7")
                .requestedOn(LocalDate.of(2027, 3, 1))
                .build();
    }

    @BeforeEach
    void march() {
        accounts.openIn(ledger);
        post(
                Journal.of("opening")
                        .bookedOn(LocalDate.of(2027, 2, 26))
                        .debit("cash:cad", CAD.of("50.00"))
                        .credit("client:42", CAD.of("50.00")),
                "2027-02-26");
        for (String id : List.of("p-1", "p-2")) {
            apply(
                    id,
                    PaymentCommand.submit(order(id, id.equals("p-1") ? "100.00" : "40.00"), MARIA, id + "-cmd"),
                    "2027-03-01");
            apply(id, PaymentCommand.accepted(BANK, id + "-file"), "2027-03-01");
            Payment payment = eft.fold(store.load(PaymentId.of(id)));
            for (PaymentCommand due : eft.due(payment, at("2027-03-02"))) {
                apply(id, due, "2027-03-02");
            }
        }
        apply("p-2", PaymentCommand.returned("901", LocalDate.of(2027, 3, 4), BANK, "ret-1"), "2027-03-04");
        post(
                Journal.of("payout-1")
                        .bookedOn(LocalDate.of(2027, 3, 15))
                        .debit("client:42", CAD.of("30.00"))
                        .credit("cash:cad", CAD.of("30.00"))
                        .memo("=payout of \"14 March\"; card 4111 1111 1111 1111"),
                "2027-03-15");
        TaxBill bill = TaxRates.bundled()
                .bill("INV-7", CLIENT)
                .prices(TaxBill.Prices.EXCLUSIVE)
                .rounding(TaxBill.Rounding.PER_LINE, RoundingMode.HALF_UP)
                .line("monthly", CAD.of("10.00"), "CA-ON", LocalDate.of(2027, 3, 31))
                .build()
                .orThrow();
        post(
                bill.journal(
                                accounts,
                                accounts.of(AccountMap.Role.Core.CLIENT.of("client-42")),
                                LocalDate.of(2027, 3, 31))
                        .attribute(ClientStatement.FEE_LINE, "monthly"),
                "2027-03-31");
        post(
                Journal.of("april")
                        .bookedOn(LocalDate.of(2027, 4, 1))
                        .debit("cash:cad", CAD.of("7.00"))
                        .credit("client:42", CAD.of("7.00")),
                "2027-04-01");
    }

    private void post(Journal journal, String day) {
        ledger.post(journal, at(day)).orThrow();
    }

    private AvailableFunds funds() {
        return AvailableFunds.of(accounts)
                .holding(AvailableFunds.Hold.untilFinal(id -> eft.finalAt(eft.fold(store.load(PaymentId.of(id))))));
    }

    private ClientStatement statement() {
        return ClientStatement.of(CLIENT, MARCH, funds(), ledger, APRIL).get(0);
    }

    @Test
    @DisplayName("PAY-62 Opening and lines are closing, closing is the ledger and the available funds")
    void figures() {
        ClientStatement statement = statement();
        assertThat(statement.proof().holds()).isTrue();
        assertThat(statement.opening()).isEqualTo(CAD.of("50.00"));
        assertThat(statement.closing()).isEqualTo(CAD.of("108.70"));
        assertThat(statement.held()).isEqualTo(CAD.of("100.00"));
        assertThat(statement.available()).isEqualTo(CAD.of("8.70"));
        assertThat(statement.lines())
                .extracting(line -> String.join(
                        " | ",
                        line.bookedOn().toString(),
                        line.kind().name(),
                        line.reference(),
                        line.description(),
                        Amounts.plain(line.amount()),
                        Amounts.plain(line.balance())))
                .containsExactly(
                        "2027-03-02 | FUNDED | p-1 |  | 100.00 | 150.00",
                        "2027-03-02 | FUNDED | p-2 |  | 40.00 | 190.00",
                        "2027-03-04 | RETURNED | p-2 |  | -40.00 | 150.00",
                        "2027-03-15 | DISBURSED | payout-1 | =payout of \"14 March\"; card [PAN ****1111] | -30.00 | 120.00",
                        "2027-03-31 | FEE | INV-7 | monthly | -10.00 | 110.00",
                        "2027-03-31 | TAX | INV-7 | HST CA-ON | -1.30 | 108.70");
    }

    @Test
    @DisplayName(
            "PAY-62 A line is named by its journal, by its event, by what stands opposite, else by its sign; ids tell parts of a leg apart")
    void kinds() {
        accounts.openIn(ledger);
        ledger.open(Account.liability("tax:gst", CAD.currency())).orThrow();
        LocalDate day = LocalDate.of(2027, 3, 20);
        for (Journal journal : List.of(
                Journal.of("named")
                        .bookedOn(day)
                        .debit("client:42", CAD.of("1.00"))
                        .credit("feeIncome:cad", CAD.of("1.00"))
                        .attribute(ClientStatement.LINE, "disbursed"),
                Journal.of("own-word")
                        .bookedOn(day)
                        .debit("client:42", CAD.of("2.00"))
                        .credit("cash:cad", CAD.of("2.00"))
                        .attribute(ClientStatement.LINE, "goodwill"),
                Journal.of("dispute")
                        .bookedOn(day)
                        .debit("client:42", CAD.of("3.00"))
                        .credit("cash:cad", CAD.of("3.00"))
                        .attribute("event", "disputeLost"),
                Journal.of("with-fee")
                        .bookedOn(day)
                        .debit("client:42", CAD.of("5.25"))
                        .credit("cash:cad", CAD.of("4.00"))
                        .credit("feeIncome:cad", CAD.of("1.00"))
                        .credit("tax:gst", CAD.of("0.25")),
                Journal.of("fee-given-back")
                        .bookedOn(day)
                        .debit("feeIncome:cad", CAD.of("0.50"))
                        .credit("client:42", CAD.of("0.50")))) {
            post(journal, "2027-03-20");
        }
        ClientStatement statement = ClientStatement.of(
                        CLIENT, DateRange.of(day, day), AvailableFunds.of(accounts), ledger, APRIL)
                .get(0);
        assertThat(statement.lines())
                .extracting(line -> line.id().replaceFirst("^[0-9]+", "n") + " " + line.kind() + " " + line.reference()
                        + " '" + line.description() + "' " + Amounts.plain(line.amount()))
                .containsExactly(
                        "n.0 DISBURSED named '' -1.00",
                        "n.0 OTHER own-word '' -2.00",
                        "n.0 DISPUTED dispute '' -3.00",
                        "n.0 DISBURSED with-fee '' -4.00",
                        "n.0.1 FEE with-fee 'feeIncome:cad' -1.00",
                        "n.0.2 TAX with-fee 'tax:gst' -0.25",
                        "n.1.1 FEE fee-given-back 'feeIncome:cad' 0.50");
        assertThat(statement.proof().figures())
                .extracting(figure -> figure.code() + " " + figure.count() + " " + Amounts.plain(figure.amount()))
                .as("by hand: 120.00 on 15 March less 1, 2, 3, 4 and 1.25, and 0.50 back")
                .startsWith(
                        "OPENING 0 120.00",
                        "DISBURSED 2 -5.00",
                        "DISPUTED 1 -3.00",
                        "FEE 2 -0.50",
                        "TAX 1 -0.25",
                        "OTHER 1 -2.00",
                        "CLOSING 0 109.25");
        assertThat(ClientStatement.Kind.DISPUTED.id()).isEqualTo("STATEMENT.DISPUTED");
    }

    @Test
    @DisplayName("PAY-62 Lines that are not the ledger's, or not the funds', break the proof and stand on the paper")
    void broken() {
        ClientStatement good = statement();
        StatementMaker maker = new StatementMaker(CLIENT, MARCH, ledger, APRIL);
        Proof lost = maker.proof(
                good.account(), good.opening(), good.lines().subList(1, 6), good.closing(), good.funds(), true);
        assertThat(lost.status()).isEqualTo(ProofStatus.BROKEN);
        assertThat(lost.differences())
                .as("the first line of 100.00 is missing")
                .extracting(figure -> figure.code() + " " + Amounts.plain(figure.amount()))
                .containsExactly("LEDGER -100.00");
        Proof other = maker.proof(good.account(), CAD.of("51.00"), good.lines(), CAD.of("109.70"), good.funds(), true);
        assertThat(other.differences())
                .extracting(figure -> figure.code() + " " + Amounts.plain(figure.amount()))
                .containsExactly("FUNDS 1.00");
        assertThat(maker.proof(good.account(), good.opening(), good.lines(), good.closing(), good.funds(), false)
                        .status())
                .as("funds that do not hold prove nothing")
                .isEqualTo(ProofStatus.UNPROVED);
        ClientStatement broken = new ClientStatement(
                CLIENT,
                MARCH,
                good.account(),
                good.opening(),
                good.lines().subList(1, 6),
                good.closing(),
                good.funds(),
                lost);
        assertThat(broken.toDocument(Locale.UK).blocks())
                .filteredOn(Document.Block.Callout.class::isInstance)
                .hasSize(1);
        assertThat(good.toDocument(Locale.UK).blocks()).noneMatch(Document.Block.Callout.class::isInstance);
    }

    @Test
    @DisplayName("PAY-62 Rows fit for CSV, OFX and IIF: stable ids, plain amounts, no quote, break or formula")
    void rows() {
        List<List<String>> rows = statement().rows();
        assertThat(rows.get(0))
                .containsExactly(
                        "id", "date", "value", "kind", "reference", "description", "amount", "currency", "balance");
        assertThat(rows.get(4))
                .endsWith("payout-1", "payout of 14 March card [PAN ****1111]", "-30.00", "CAD", "120.00");
        assertThat(rows.stream().skip(1).map(row -> row.get(0))).doesNotHaveDuplicates();
        assertThat(StatementRows.clean("  -2+3\tx\n\"y\"")).isEqualTo("2+3 x y");
        assertThat(StatementRows.clean("@cmd|' /C calc'!A0")).isEqualTo("cmd|' /C calc'!A0");
        assertThat(statement().rows()).as("the same ids again").isEqualTo(rows);
    }

    @Test
    @DisplayName("PAY-62 The statement reads well in English and French")
    void golden() {
        GoldenFile.named("receipt/statement-en.txt")
                .holds(Documents.text(statement().toDocument(Locale.UK), Locale.UK));
        GoldenFile.named("receipt/statement-fr.txt")
                .holds(Documents.text(statement().toDocument(Locale.CANADA_FRENCH), Locale.CANADA_FRENCH));
        GoldenFile.named("receipt/statement-en.html")
                .holds(Documents.html(statement().toDocument(Locale.UK), Locale.UK));
    }

    @Test
    @DisplayName("PAY-62 As known before a fact came, the statement is without it and still proven")
    void asKnown() {
        ClientStatement before = ClientStatement.of(
                        CLIENT, MARCH, AvailableFunds.of(accounts), ledger, new AsOf(MARCH.to(), at("2027-03-03")))
                .get(0);
        assertThat(before.proof().holds()).isTrue();
        assertThat(before.closing()).isEqualTo(CAD.of("190.00"));
    }

    @Test
    @DisplayName("PAY-55 PAY-56 Available funds, suspense, month-end proof and tax report read well")
    void reports() {
        Ledger books = Ledger.inMemory(TORONTO);
        accounts.openIn(books);
        LocalDate day = LocalDate.of(2027, 3, 2);
        for (Journal journal : List.of(
                Journal.of("opening")
                        .bookedOn(day.minusDays(4))
                        .debit("cash:cad", CAD.of("50.00"))
                        .credit("client:42", CAD.of("50.00")),
                Journal.of("p-1:settled")
                        .bookedOn(day)
                        .debit("cash:cad", CAD.of("100.00"))
                        .credit("client:42", CAD.of("100.00"))
                        .attribute(AvailableFunds.FINAL_ON, "2027-05-31"),
                Journal.of("payout-1")
                        .bookedOn(day.plusDays(13))
                        .debit("client:42", CAD.of("30.00"))
                        .credit("cash:cad", CAD.of("30.00")),
                Journal.of("line-17")
                        .bookedOn(day.plusDays(7))
                        .debit("cash:cad", CAD.of("12.00"))
                        .credit("suspense:cad", CAD.of("12.00"))
                        .attribute(SuspenseAging.OWNER, "maria"))) {
            books.post(journal, at("2027-03-31")).orThrow();
        }
        books.pend(
                        Journal.of("p-2:approved")
                                .bookedOn(day)
                                .debit("client:42", CAD.of("20.00"))
                                .credit("inflight:cad-eft", CAD.of("20.00")),
                        Journal.Expiry.never(),
                        at("2027-03-31"))
                .orThrow();
        AvailableFunds.Report report = AvailableFunds.of(accounts)
                .holding(AvailableFunds.Hold.untilFinal())
                .assess(CLIENT, books, APRIL);
        assertThat(report.available().in(CAD.currency())).isEqualTo(CAD.zero());
        GoldenFile.named("receipt/funds.txt").holds(Documents.text(report.toDocument(), Locale.UK));
        GoldenFile.named("receipt/funds.html").holds(Documents.html(report.toDocument(), Locale.UK));
        SuspenseAging.Report suspense = SuspenseAging.of(accounts, "operations").assess(books, APRIL);
        GoldenFile.named("receipt/suspense.txt").holds(Documents.text(suspense.toDocument(), Locale.UK));
        GoldenFile.named("receipt/suspense.html").holds(Documents.html(suspense.toDocument(), Locale.UK));
        GoldenFile.named("receipt/month-end.txt")
                .holds(Documents.text(books.prove(MARCH).toDocument(), Locale.UK));
        GoldenFile.named("receipt/month-end.html")
                .holds(Documents.html(books.prove(MARCH).toDocument(), Locale.UK));
    }

    @Test
    @DisplayName(
            "PAY-24 A confirmation, a receipt and a notice, in two languages; a copy keeps the number and says copy")
    void receipts() {
        Payment returned = eft.fold(store.load(PaymentId.of("p-2")));
        assertThat(PaymentReceipt.of("R-1", eft, eft.fold(store.load(PaymentId.of("p-1"))), at("2027-03-02"))
                        .build()
                        .kind())
                .as("due is not yet settled")
                .isEqualTo(PaymentReceipt.Kind.CONFIRMATION);
        for (PaymentCommand due : eft.due(eft.fold(store.load(PaymentId.of("p-1"))), at("2027-03-10"))) {
            apply("p-1", due, "2027-03-10");
        }
        Payment settled = eft.fold(store.load(PaymentId.of("p-1")));
        PaymentReceipt receipt = PaymentReceipt.of("R-2027-0001", eft, settled, at("2027-03-10"))
                .payerName("Ana Roy")
                .payeeName("Gym Ltd, card 4111 1111 1111 1111")
                .addCharge(new PaymentReceipt.Charge("monthly", CAD.of("10.00")))
                .addCharge(new PaymentReceipt.Charge("HST CA-ON 13 %", CAD.of("1.30")))
                .build();
        assertThat(receipt.kind()).isEqualTo(PaymentReceipt.Kind.RECEIPT);
        assertThat(receipt.payeeName()).isEqualTo("Gym Ltd, card [PAN ****1111]");
        PaymentReceipt copy = receipt.resentAt(at("2027-03-20"));
        assertThat(copy.number()).isEqualTo(receipt.number());
        assertThat(copy.isCopy()).isTrue();
        assertThat(receipt.isCopy()).isFalse();
        GoldenFile.named("receipt/receipt-en.txt").holds(text(receipt, Locale.UK));
        GoldenFile.named("receipt/receipt-copy-fr.txt").holds(text(copy, Locale.CANADA_FRENCH));
        GoldenFile.named("receipt/receipt-en.html")
                .holds(Documents.html(receipt.toDocument(Locale.UK, TORONTO), Locale.UK));
        GoldenFile.named("receipt/notice-fr.txt")
                .holds(text(
                        PaymentReceipt.of("R-2027-0002", eft, returned, at("2027-03-04"))
                                .build(),
                        Locale.CANADA_FRENCH));
        Payment ordered = apply("p-3", PaymentCommand.submit(order("p-3", "5.00"), MARIA, "p-3-cmd"), "2027-03-02");
        PaymentReceipt confirmation =
                PaymentReceipt.of("R-2027-0003", eft, ordered, at("2027-03-02")).build();
        assertThat(confirmation.kind()).isEqualTo(PaymentReceipt.Kind.CONFIRMATION);
        GoldenFile.named("receipt/confirmation-en.txt").holds(text(confirmation, Locale.UK));
    }

    @Test
    @DisplayName("PAY-24 PAY-38 PAY-63 a receipt lists each part of a fee, and each tax of a bill by its rate")
    void charges() {
        Payment payment = eft.fold(store.load(PaymentId.of("p-1")));
        TaxBill bill = TaxRates.bundled()
                .bill("INV-8", CLIENT)
                .prices(TaxBill.Prices.EXCLUSIVE)
                .rounding(TaxBill.Rounding.PER_LINE, RoundingMode.HALF_UP)
                .line("monthly", CAD.of("10.00"), "CA-ON", LocalDate.of(2027, 3, 31))
                .build()
                .orThrow();
        Fee fee = new Fee(
                CAD.of("3.20"),
                List.of(
                        new Fee.Part("share", CAD.of("100.00"), CAD.of("2.90"), Evidence.none()),
                        new Fee.Part("item", CAD.of("100.00"), CAD.of("0.30"), Evidence.none())));
        PaymentReceipt receipt = PaymentReceipt.of("R-9", eft, payment, at("2027-03-10"))
                .fee(fee)
                .bill(bill)
                .build();
        assertThat(receipt.charges())
                .extracting(charge -> charge.name() + " " + Amounts.plain(charge.amount()))
                .containsExactly("share 2.90", "item 0.30", "monthly 10.00", "HST CA-ON 13 % 1.30");
        assertThat(receipt.toDocument(Locale.UK, TORONTO).blocks().stream()
                        .filter(Table.class::isInstance)
                        .map(Table.class::cast)
                        .flatMap(table -> table.rows().stream())
                        .map(row -> row.key() + " " + row.cells().get(1)))
                .containsExactly(
                        "1 " + Table.Cell.of(CAD.of("2.90")),
                        "2 " + Table.Cell.of(CAD.of("0.30")),
                        "3 " + Table.Cell.of(CAD.of("10.00")),
                        "4 " + Table.Cell.of(CAD.of("1.30")),
                        "total " + Table.Cell.of(Totals.of(List.of(CAD.of("14.50")))));
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        PaymentReceipt.of(" ", eft, payment, at("2027-03-10")).build())
                .withMessage("receipt of payment p-1 without a number, expected the issuer's");
    }

    @Test
    @DisplayName("PAY-24 what a receipt is follows from where the payment stands; recourse that is over is not printed")
    void kindsOfReceipts() {
        assertThat(Arrays.stream(PaymentStatus.values())
                        .filter(status -> PaymentReceipt.Kind.of(status) == PaymentReceipt.Kind.RECEIPT))
                .containsExactlyInAnyOrder(
                        PaymentStatus.PRESUMED_SETTLED,
                        PaymentStatus.SETTLED,
                        PaymentStatus.CREDITED,
                        PaymentStatus.CLEARED,
                        PaymentStatus.PART_REFUNDED,
                        PaymentStatus.RECALL_OPEN,
                        PaymentStatus.DISPUTED,
                        PaymentStatus.INDEMNITY_OPEN,
                        PaymentStatus.INDEMNITY_CHALLENGED,
                        PaymentStatus.DISHONOURED,
                        PaymentStatus.FINAL);
        assertThat(PaymentReceipt.Kind.of(PaymentStatus.SCHEDULED)).isEqualTo(PaymentReceipt.Kind.ORDER);
        assertThat(PaymentReceipt.Kind.of(PaymentStatus.CANCELLED)).isEqualTo(PaymentReceipt.Kind.NOTICE);
        assertThat(PaymentReceipt.Kind.of(PaymentStatus.UNPAID).id()).isEqualTo("RECEIPT.NOTICE");
        for (PaymentCommand due : eft.due(eft.fold(store.load(PaymentId.of("p-1"))), at("2027-03-10"))) {
            apply("p-1", due, "2027-03-10");
        }
        Payment settled = eft.fold(store.load(PaymentId.of("p-1")));
        assertThat(PaymentReceipt.of("R-1", eft, settled, at("2027-05-31"))
                        .build()
                        .finalOn())
                .as("the last day of recourse itself")
                .contains(LocalDate.of(2027, 5, 31));
        assertThat(PaymentReceipt.of("R-1", eft, settled, at("2027-06-01"))
                        .build()
                        .finalOn())
                .isEmpty();
    }

    private static String text(PaymentReceipt receipt, Locale locale) {
        return Documents.text(receipt.toDocument(locale, TORONTO), locale);
    }
}
