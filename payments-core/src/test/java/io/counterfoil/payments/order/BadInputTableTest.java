package io.counterfoil.payments.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.counterfoil.payments.account.AccountNumber;
import io.counterfoil.payments.account.AccountNumberCheck;
import io.counterfoil.payments.account.BankAccountRef;
import io.counterfoil.payments.account.Instrument;
import io.counterfoil.payments.account.ModulusWeightTable;
import io.counterfoil.payments.alert.Alert;
import io.counterfoil.payments.alert.AlertKind;
import io.counterfoil.payments.calendar.BusinessCalendar;
import io.counterfoil.payments.calendar.HolidayCalendar;
import io.counterfoil.payments.dispute.DisputeCodes;
import io.counterfoil.payments.evidence.Checked;
import io.counterfoil.payments.evidence.Diagnostic;
import io.counterfoil.payments.evidence.Obstacle;
import io.counterfoil.payments.evidence.Refusal;
import io.counterfoil.payments.evidence.Resolution;
import io.counterfoil.payments.ledger.Account;
import io.counterfoil.payments.ledger.AccountId;
import io.counterfoil.payments.ledger.AccountMap;
import io.counterfoil.payments.ledger.BatchOutcome;
import io.counterfoil.payments.ledger.Journal;
import io.counterfoil.payments.ledger.JournalBatch;
import io.counterfoil.payments.ledger.Ledger;
import io.counterfoil.payments.ledger.LedgerStore;
import io.counterfoil.payments.ledger.Posting;
import io.counterfoil.payments.lifecycle.Decision;
import io.counterfoil.payments.lifecycle.Lifecycle;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.rail.Rail;
import io.counterfoil.payments.returned.ReturnMatcher;
import io.counterfoil.payments.returned.ReturnedItems;
import io.counterfoil.payments.returns.ReturnCodes;
import io.counterfoil.payments.returns.ReturnReason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import javax.money.MonetaryAmount;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The table of bad input of payments specification 5, row by row: the code that a host compares, and the sentence that a person reads. */
class BadInputTableTest {

    private static final Amounts CAD = Amounts.in("CAD");
    private static final Instant NOW =
            Desk.MAR_1.atTime(12, 0).atZone(Desk.TORONTO).toInstant();

    @Test
    @DisplayName("PAY-01 5.1 an amount with more decimals than its currency is NOT_EXACT, with amount and currency")
    void amountWithTooManyDecimals() {
        Checked<MonetaryAmount> parsed = CAD.parse("10.005");
        Diagnostic fault = parsed.diagnostics().get(0);
        assertThat(fault.code().id()).isEqualTo("MONEY.NOT_EXACT");
        assertThat(fault.message()).isEqualTo("amount 10.005 has more decimals than CAD, expected at most 2");
    }

    @Test
    @DisplayName("PAY-05 5.2 a date outside the years of a calendar is refused with the year")
    void dateOutsideTheCalendar() {
        BusinessCalendar canada = BusinessCalendar.Rails.paymentsCanada();
        HolidayCalendar.NotCoveredException refused = catchThrowableOfType(
                HolidayCalendar.NotCoveredException.class, () -> canada.isBusinessDay(LocalDate.of(1949, 3, 1)));
        assertThat(refused.code().id()).isEqualTo("CALENDAR.NOT_COVERED");
        assertThat(refused)
                .hasMessage("CALENDAR.NOT_COVERED: calendar '" + refused.calendar()
                        + "' does not cover 1949-03-01, expected a date in " + refused.covered()
                        + "\nMaybe the calendar needs the holidays of 1949.");
    }

    @Test
    @DisplayName("PAY-31 5.3 a return without a payment is nobody's, says why, and waits in suspense")
    void returnWithoutMatch() {
        ReturnedItems.Item item = ReturnedItems.Item.builder()
                .reference("7")
                .source("file")
                .rail(Rail.EFT_CA)
                .direction(Rail.Direction.DEBIT)
                .code("901")
                .amount(CAD.of("100.00"))
                .returnedOn(Desk.MAR_1)
                .build();
        Resolution<PaymentId> nobody = ReturnMatcher.standard().match(item, ReturnMatcher.PaymentIndex.empty());
        List<Obstacle> obstacles =
                nobody.fold(one -> List.of(), several -> List.of(), none -> none.obstacles(), cut -> List.of());
        assertThat(obstacles)
                .extracting(one -> one.code().id() + ": " + one.sentence())
                .containsExactly(
                        "RETURN_MATCH.NO_NAME: item 7 carries no reference of a payment",
                        "RETURN_MATCH.NOT_ENOUGH_KNOWN: item 7 says no account, expected account, amount and date");
        AccountMap accounts = AccountMap.builder()
                .standard(CAD.currency(), AccountMap.Role.Core.CASH, AccountMap.Role.Core.SUSPENSE)
                .build();
        List<Journal> proposal = ReturnMatcher.standard().suspense(item, accounts, Desk.MAR_1);
        assertThat(proposal).hasSize(1);
        assertThat(proposal.get(0).legs())
                .extracting(leg -> leg.account() + " " + leg.side() + " " + leg.minor())
                .containsExactly("suspense:cad DEBIT 10000", "cash:cad CREDIT 10000");
    }

    @Test
    @DisplayName("PAY-26 5.4 an unknown return code is kept as text, category OTHER, with a warning")
    void unknownReturnCode() {
        ReturnReason reason = ReturnCodes.bundled().reason(Rail.ACH, "", "R99");
        assertThat(reason.code()).isEqualTo("R99");
        assertThat(reason.category()).isEqualTo(ReturnReason.Category.OTHER);
        assertThat(reason.known()).isFalse();
        Diagnostic caution = reason.caution().orElseThrow();
        assertThat(caution.level()).isEqualTo(Diagnostic.Level.WARNING);
        assertThat(caution.code().id()).isEqualTo("RETURN_CODE.UNKNOWN_CODE");
        assertThat(caution.message())
                .isEqualTo("return code 'R99' of ACH is not known, expected one of its tables\n"
                        + "Maybe the bank has codes of its own: overlay them.");
    }

    @Test
    @DisplayName("PAY-26 5.4 a payment that came back with an unknown code raises an alert of low severity")
    void unknownReturnCodeOfAPayment() {
        Desk desk = Desk.eft();
        desk.submit(Rail.Direction.DEBIT);
        desk.take(PaymentCommand.accepted(Desk.BANK, desk.key()));
        desk.on(3, 2).clock();
        desk.on(3, 3).take(PaymentCommand.returned("977", LocalDate.of(2027, 3, 3), Desk.BANK, desk.key()));
        Alert alert = desk.payments.alerts(desk.payment(), desk.now).get(0);
        assertThat(alert.kind()).isEqualTo(AlertKind.UNKNOWN_CODE);
        assertThat(alert.severity()).isEqualTo(Diagnostic.Severity.LOW);
        assertThat(alert.evidence().sentence())
                .isEqualTo("p-1 came back with code '977', which no table of EFT_CA has");
    }

    @Test
    @DisplayName("PAY-35 5.4 an unknown dispute code is kept as text, category OTHER, with a warning")
    void unknownDisputeCode() {
        DisputeCodes.Reason reason = DisputeCodes.bundled().reason("visa", "99.9");
        assertThat(reason.code()).isEqualTo("99.9");
        assertThat(reason.category()).isEqualTo(DisputeCodes.Reason.Category.OTHER);
        assertThat(reason.known()).isFalse();
        Diagnostic caution = reason.caution().orElseThrow();
        assertThat(caution.code().id()).isEqualTo("DISPUTE_CODE.UNKNOWN_CODE");
        assertThat(caution.message())
                .isEqualTo("dispute code '99.9' of visa is not known, expected one of its table\n"
                        + "Maybe the processor has codes of its own: overlay them.");
    }

    @Test
    @DisplayName("PAY-17 5.5 an event in a wrong state is refused with the list of what is allowed")
    void eventInAWrongState() {
        Desk desk = Desk.eft();
        desk.submit(Rail.Direction.DEBIT);
        Refusal refusal =
                desk.tell(PaymentCommand.approve(Desk.BEN, "k-9")).refusal().orElseThrow();
        assertThat(refusal.code()).isEqualTo(Lifecycle.Reason.EVENT_NOT_ALLOWED);
        assertThat(refusal.sentence())
                .isEqualTo("'approve' is not allowed in state FILED, expected one of accept, fileRejected");
    }

    @Test
    @DisplayName("PAY-17 5.5 a fact of the rail in a wrong state is refused too, and never dropped: it is an alert")
    void railFactInAWrongState() {
        Desk desk = Desk.eft();
        desk.submit(Rail.Direction.DEBIT);
        PaymentCommand fact = PaymentCommand.settled(Desk.MAR_1, Desk.BANK, "s-1");
        Decision<Payment, PaymentEvent> refused = desk.tell(fact);
        Alert alert = desk.payments.alert(desk.id, fact, refused, desk.now).orElseThrow();
        assertThat(alert.kind()).isEqualTo(AlertKind.RAIL_FACT_REFUSED);
        assertThat(alert.severity()).isEqualTo(Diagnostic.Severity.HIGH);
        assertThat(alert.evidence().sentence())
                .isEqualTo("bank reported 's-1', which cannot be taken: 'settle' is not allowed in state FILED, "
                        + "expected one of accept, fileRejected");
    }

    @Test
    @DisplayName("PAY-25 5.6 a journal's key with another body is refused with the first field that differs")
    void sameKeyOtherJournal() {
        Ledger ledger = ledger(LedgerStore.inMemory());
        ledger.post(journal("a", "5.00"), NOW).orThrow();
        Refusal refusal = ledger.post(journal("a", "6.00"), NOW).refusal().orElseThrow();
        assertThat(refusal.code()).isEqualTo(Posting.LedgerError.EXISTS_DIFFERENT);
        assertThat(refusal.sentence())
                .isEqualTo("journal 'a': record 3 has this id and another LEGS, expected the same body or a new id");
    }

    @Test
    @DisplayName("PAY-25 5.6 a command's key with another body is a conflict")
    void sameKeyOtherCommand() {
        Desk desk = Desk.eft();
        PaymentOrder order = desk.order(Rail.Direction.DEBIT).build();
        desk.take(PaymentCommand.submit(order, Desk.MARIA, "k-1"));
        PaymentOrder other =
                desk.order(Rail.Direction.DEBIT).amount(CAD.of("101.00")).build();
        Refusal refusal = desk.tell(PaymentCommand.submit(other, Desk.MARIA, "k-1"))
                .refusal()
                .orElseThrow();
        assertThat(refusal.code()).isEqualTo(Lifecycle.Reason.CONFLICT);
        assertThat(refusal.sentence())
                .isEqualTo("key 'k-1' was used for another command with another order.amount,"
                        + " expected the same body or a new key");
        assertThat(refusal.attributes()).containsEntry("differs", "order.amount");
        assertThat(desk.why(PaymentCommand.cancel("no", Desk.MARIA, "k-1"))).contains("with another kind");
        PaymentOrder elsewhere = desk.order(Rail.Direction.DEBIT)
                .instrument(BankAccountRef.of("CA", "00011-003", "9234567"))
                .build();
        assertThat(elsewhere.instrument().masked()).isEqualTo(order.instrument().masked());
        assertThat(desk.why(PaymentCommand.submit(elsewhere, Desk.MARIA, "k-1")))
                .as("accounts that look alike are told apart")
                .contains("with another order.account");
    }

    @Test
    @DisplayName("PAY-08 5.7 a card number is refused as a token and as a reference, and its digits are in no message")
    void cardNumberAsTokenOrReference() {
        assertThatThrownBy(() -> Instrument.card("4111111111111111", "visa", "1111"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("card token holds a card number or security code (16 characters), expected none\n"
                        + "Maybe give the vault's token instead");
        assertThatThrownBy(() -> Desk.eft()
                        .order(Rail.Direction.DEBIT)
                        .endToEndId("4111 1111 1111 1111")
                        .build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("order p-1 has a card number in a reference, expected none");
    }

    @Test
    @DisplayName("PAY-09 5.7 a card number in a memo is redacted")
    void cardNumberInAMemo() {
        assertThat(Journal.of("a")
                        .memo("paid with 4111 1111 1111 1111, cvv 123")
                        .attributes())
                .containsEntry("memo", "paid with [PAN ****1111], cvv [CVV]");
    }

    @Test
    @DisplayName("PAY-48 5.8 a journal in error is refused with its code, and the ledger stands as before")
    void journalInError() {
        Ledger ledger = ledger(LedgerStore.inMemory());
        long before = ledger.sequence();
        Journal unbalanced = Journal.of("a")
                .bookedOn(Desk.MAR_1)
                .debit("cash", CAD.of("5.00"))
                .credit("client", CAD.of("4.00"));
        Refusal refusal = ledger.post(unbalanced, NOW).refusal().orElseThrow();
        assertThat(refusal.code()).isEqualTo(Posting.LedgerError.UNBALANCED);
        assertThat(refusal.sentence()).isEqualTo("journal 'a': debits and credits in CAD differ, expected equal sums");
        assertThat(ledger.sequence()).isEqualTo(before);
    }

    @Test
    @DisplayName("PAY-57 5.8 in a batch each journal is by itself, results in order; or all or nothing")
    void journalInErrorInABatch() {
        Ledger ledger = ledger(LedgerStore.inMemory());
        BatchOutcome each = ledger.post(filled(ledger, batch(), "a"), NOW);
        assertThat(each.accepted()).isEqualTo(2);
        assertThat(each.error(0)).isEmpty();
        assertThat(each.error(1)).contains(Posting.LedgerError.UNBALANCED);
        assertThat(each.error(2)).isEmpty();
        long before = ledger.sequence();
        BatchOutcome nothing = ledger.post(filled(ledger, batch().allOrNothing(), "b"), NOW);
        assertThat(nothing.accepted()).isZero();
        assertThat(nothing.error(1)).contains(Posting.LedgerError.UNBALANCED);
        assertThat(ledger.sequence()).isEqualTo(before);
    }

    @Test
    @DisplayName("PAY-53 5.9 a damaged log names the first bad record, and the ledger opens read-only")
    void damagedLog(@TempDir Path folder) throws IOException {
        Path log = folder.resolve("ledger.log");
        try (var store = LedgerStore.file(folder)) {
            Ledger ledger = ledger(store);
            ledger.post(journal("a", "5.00"), NOW).orThrow();
            ledger.post(journal("b", "5.00"), NOW).orThrow();
        }
        byte[] bytes = Files.readAllBytes(log);
        int at = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("cash");
        bytes[at] = (byte) (bytes[at] ^ 1);
        Files.write(log, bytes);
        try (var store = LedgerStore.file(folder)) {
            Ledger ledger = Ledger.builder(Desk.TORONTO).store(store).build();
            LedgerStore.ChainReport report = ledger.verify();
            assertThat(report.firstBadSequence()).isEqualTo(1);
            assertThat(report.sentence())
                    .isEqualTo("record 1 is not what was written: hash "
                            + report.found().shortHex() + ", expected "
                            + report.expected().shortHex());
            Refusal refusal = ledger.post(journal("c", "5.00"), NOW).refusal().orElseThrow();
            assertThat(refusal.code()).isEqualTo(Posting.LedgerError.LOG_DAMAGED);
            assertThat(refusal.sentence()).isEqualTo("the ledger is read-only: " + report.sentence());
        }
    }

    @Test
    @DisplayName("PAY-10 5.10 a sort code without a row in the table is unchecked, not invalid")
    void sortCodeWithoutRow() {
        AccountNumberCheck.Result result =
                AccountNumberCheck.uk(ModulusWeightTable.none()).check(AccountNumber.uk("08-99-99", "66374958"));
        assertThat(result)
                .isEqualTo(new AccountNumberCheck.Result.Unchecked("the weight table has no row for sort code 089999"));
    }

    private static Ledger ledger(LedgerStore store) {
        Ledger ledger = Ledger.builder(Desk.TORONTO).store(store).build();
        ledger.open(Account.asset("cash", CAD.currency())).orThrow();
        ledger.open(Account.liability("client", CAD.currency())).orThrow();
        return ledger;
    }

    private static Journal journal(String id, String amount) {
        return Journal.of(id).bookedOn(Desk.MAR_1).debit("cash", CAD.of(amount)).credit("client", CAD.of(amount));
    }

    private static JournalBatch batch() {
        long day = Desk.MAR_1.toEpochDay();
        return JournalBatch.ofCapacity(3).on(Math.toIntExact(day), Math.toIntExact(day));
    }

    /** A good one, one that does not balance, a good one. */
    private static JournalBatch filled(Ledger ledger, JournalBatch batch, String name) {
        int cash = ledger.number(AccountId.of("cash"));
        int client = ledger.number(AccountId.of("client"));
        return batch.post(name + "1")
                .debit(cash, 1)
                .credit(client, 1)
                .post(name + "2")
                .debit(cash, 1)
                .credit(client, 2)
                .post(name + "3")
                .debit(cash, 1)
                .credit(client, 1);
    }
}
