package io.counterfoil.examples.recipes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.counterfoil.payments.account.AccountNumber;
import io.counterfoil.payments.account.AccountNumberCheck;
import io.counterfoil.payments.account.BankAccountRef;
import io.counterfoil.payments.account.ModulusWeightTable;
import io.counterfoil.payments.alert.Alert;
import io.counterfoil.payments.alert.AlertKind;
import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.calendar.BusinessCalendar;
import io.counterfoil.payments.calendar.DateRange;
import io.counterfoil.payments.dispute.CardDispute;
import io.counterfoil.payments.dispute.CardDisputeCommand;
import io.counterfoil.payments.dispute.CardDisputes;
import io.counterfoil.payments.document.Document;
import io.counterfoil.payments.document.Documents;
import io.counterfoil.payments.document.Table;
import io.counterfoil.payments.evidence.Code;
import io.counterfoil.payments.evidence.Diagnostic;
import io.counterfoil.payments.evidence.Evidence;
import io.counterfoil.payments.evidence.Sha256;
import io.counterfoil.payments.evidence.SubjectRef;
import io.counterfoil.payments.exposure.FinalityPolicy;
import io.counterfoil.payments.fee.Fee;
import io.counterfoil.payments.fee.FeeSchedule;
import io.counterfoil.payments.hours.BusinessHours;
import io.counterfoil.payments.hours.OpenHours;
import io.counterfoil.payments.json.PaymentsJson;
import io.counterfoil.payments.ledger.Account;
import io.counterfoil.payments.ledger.AccountId;
import io.counterfoil.payments.ledger.AccountMap;
import io.counterfoil.payments.ledger.Balance;
import io.counterfoil.payments.ledger.BalanceBasis;
import io.counterfoil.payments.ledger.FileLedgerStore;
import io.counterfoil.payments.ledger.Journal;
import io.counterfoil.payments.ledger.Ledger;
import io.counterfoil.payments.ledger.LedgerStore;
import io.counterfoil.payments.ledger.PeriodProof;
import io.counterfoil.payments.lifecycle.Actor;
import io.counterfoil.payments.money.Allocation;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.rail.Rail;
import io.counterfoil.payments.rail.RailTerms;
import io.counterfoil.payments.redaction.PanRedactor;
import io.counterfoil.payments.returns.ReturnCodes;
import io.counterfoil.payments.returns.ReturnCodes.RetryAnswer;
import io.counterfoil.payments.returns.ReturnReason;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.money.MonetaryAmount;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Recipes of the payments module; expected values by hand. */
class PaymentRecipesTest {

    private static final ZoneId TORONTO = ZoneId.of("America/Toronto");
    private static final Instant NOW = Instant.parse("2027-03-01T15:00:00Z");
    private static final Amounts CAD = Amounts.in("CAD");

    private static Ledger ledger() {
        Ledger ledger = Ledger.inMemory(TORONTO);
        ledger.open(Account.asset("cash", CAD.currency())).orThrow();
        ledger.open(Account.liability("client:42", CAD.currency()).notBelowZero())
                .orThrow();
        return ledger;
    }

    private static Journal receipt(String id, LocalDate day, String amount) {
        return Journal.of(id).bookedOn(day).debit("cash", CAD.of(amount)).credit("client:42", CAD.of(amount));
    }

    @Test
    void splitsAnAmount() {
        // tag::split[]
        Amounts cad = Amounts.in("CAD");
        BigDecimal one = BigDecimal.ONE;
        List<MonetaryAmount> parts = Allocation.of(cad.of("100.00"), List.of(one, one, one));
        // 33.34, 33.33, 33.33: the cent that is left over goes to the first
        // end::split[]
        assertThat(parts).containsExactly(CAD.of("33.34"), CAD.of("33.33"), CAD.of("33.33"));
    }

    @Test
    void addsBankingDays() {
        // tag::bankingDays[]
        BusinessCalendar canada = BusinessCalendar.Rails.paymentsCanada();
        LocalDate sent = LocalDate.of(2027, 3, 25); // the Thursday before Good Friday
        LocalDate settles = canada.plus(sent, 2); // Monday is the first banking day, Tuesday the second
        boolean open = canada.isBusinessDay(LocalDate.of(2027, 3, 26)); // false
        // end::bankingDays[]
        assertThat(settles).isEqualTo(LocalDate.of(2027, 3, 30));
        assertThat(open).isFalse();
    }

    @Test
    void findsADeadlineInOpeningHours() {
        // tag::deadline[]
        BusinessHours hours = BusinessHours.in(ZoneId.of("America/Toronto"))
                .weekdays("09:00-12:00", "13:00-17:00")
                .holidays(LocalDate.of(2027, 3, 26))
                .build();
        Instant asked = Instant.parse("2027-03-25T20:00:00Z"); // Thursday 16:00 in Toronto
        Optional<Instant> due = hours.deadline(asked, Duration.ofHours(4)).at().map(OpenHours.Due.At::stay);
        // 1 h on Thursday, none on Good Friday, 3 h on Monday: Monday 12:00
        // end::deadline[]
        assertThat(due).contains(Instant.parse("2027-03-29T16:00:00Z"));
    }

    @Test
    void holdsMoneyAndTakesLess() {
        Instant now = NOW;
        Ledger ledger = ledger();
        ledger.post(receipt("in", LocalDate.of(2027, 3, 1), "500.00"), now).orThrow();
        // tag::hold[]
        LocalDate day = LocalDate.of(2027, 3, 1);
        Journal hold = Journal.of("order-7:hold")
                .bookedOn(day)
                .debit("client:42", CAD.of("120.00"))
                .credit("cash", CAD.of("120.00"));
        ledger.pend(hold, Journal.Expiry.after(Duration.ofDays(7), now), now).orThrow();

        Journal taken = Journal.of("order-7:taken")
                .bookedOn(day)
                .debit("client:42", CAD.of("95.00"))
                .credit("cash", CAD.of("95.00"));
        ledger.postPending(Journal.PostPending.part(taken, "order-7:hold"), now).orThrow();
        // the other 25.00 are released; keepRest() would have kept them pending
        // end::hold[]
        Balance balance = ledger.balance(AccountId.of("client:42"), AsOf.at(now, TORONTO), BalanceBasis.BOOKED);
        assertThat(balance.posted()).isEqualTo(CAD.of("405.00"));
        assertThat(balance.available()).isEqualTo(CAD.of("405.00"));
        assertThat(balance.pendingAgainst()).isEqualTo(CAD.zero());
    }

    @Test
    void provesAndLocksAMonth() {
        Instant now = NOW.plus(Duration.ofDays(31));
        Ledger ledger = ledger();
        ledger.post(receipt("in", LocalDate.of(2027, 3, 5), "500.00"), now).orThrow();
        // tag::lock[]
        PeriodProof march =
                ledger.prove(DateRange.month(2027, 3)).orThrow(); // opening, movements, closing, debits = credits
        ledger.lock(LocalDate.of(2027, 3, 31), march).orThrow();

        Journal late = Journal.of("late")
                .bookedOn(LocalDate.of(2027, 3, 30))
                .debit("cash", CAD.of("1.00"))
                .credit("client:42", CAD.of("1.00"));
        Optional<?> error = ledger.post(late, now).error(); // PERIOD_LOCKED: book it in April
        // end::lock[]
        assertThat(error.map(Object::toString)).contains("PERIOD_LOCKED");
        assertThat(march.holds()).isTrue();
    }

    @Test
    void keepsALedgerOnDisk(@TempDir Path folder) throws Exception {
        Instant now = NOW;
        // tag::durable[]
        try (FileLedgerStore store = LedgerStore.file(folder)) {
            Ledger ledger = Ledger.builder(TORONTO).store(store).build();
            ledger.open(Account.asset("cash", CAD.currency())).orThrow();
            ledger.open(Account.liability("client:42", CAD.currency())).orThrow();
            ledger.post(
                            Journal.of("p-1")
                                    .bookedOn(LocalDate.of(2027, 3, 1))
                                    .debit("cash", CAD.of("97.00"))
                                    .credit("client:42", CAD.of("97.00")),
                            now)
                    .orThrow(); // on disk when this returns
        }
        try (FileLedgerStore store = LedgerStore.file(folder)) {
            Ledger again = Ledger.builder(TORONTO).store(store).build(); // reads the log and its chain of hashes
            again.verify().isIntact();
        }
        // end::durable[]
        try (FileLedgerStore store = LedgerStore.file(folder)) {
            Ledger again = Ledger.builder(TORONTO).store(store).build();
            assertThat(again.verify().isIntact()).isTrue();
            assertThat(again.sequence()).isEqualTo(3);
            assertThat(again.balance(AccountId.of("cash"), AsOf.at(now, TORONTO), BalanceBasis.BOOKED)
                            .posted())
                    .isEqualTo(CAD.of("97.00"));
        }
    }

    @Test
    void readsAReturnCode() {
        // tag::returnCode[]
        ReturnReason reason = ReturnCodes.bundled().reason(Rail.ACH, "R01");
        LocalDate settledOn = LocalDate.of(2026, 9, 2); // a Wednesday; Labor Day is the 7th
        LocalDate returnedOn = LocalDate.of(2026, 9, 8);
        ReturnReason.Timeliness when =
                reason.timeliness(RailTerms.of(Rail.ACH), settledOn, returnedOn, BusinessCalendar.Rails.fed());
        RetryAnswer retry = reason.retry(RetryAnswer.Request.of(settledOn, returnedOn, 0, LocalDate.of(2026, 9, 15)));
        reason.category(); // INSUFFICIENT_FUNDS, on any rail
        when.isLate(); // true: the last day was Friday the 4th
        retry.isAllowed(); // true, marked as retry.marking() says
        // end::returnCode[]
        assertThat(reason.category()).isEqualTo(ReturnReason.Category.INSUFFICIENT_FUNDS);
        assertThat(when.isLate()).isTrue();
        assertThat(when.deadline()).contains(LocalDate.of(2026, 9, 4));
        assertThat(retry.isAllowed()).isTrue();
        assertThat(retry.marking()).contains("RETRY PYMT");
    }

    @Test
    void saysWhenMoneyIsFinal() {
        // tag::final[]
        RailTerms pad = RailTerms.pad(RailTerms.PadCategory.PERSONAL);
        Optional<LocalDate> lastDayOfRecourse = FinalityPolicy.standard()
                .finalAt(pad, LocalDate.of(2026, 5, 25), BusinessCalendar.Rails.paymentsCanada());
        // 23 August: ninety days in which the payer may claim it back; empty where a claim never lapses
        // end::final[]
        assertThat(lastDayOfRecourse).contains(LocalDate.of(2026, 8, 23));
        assertThat(FinalityPolicy.standard()
                        .finalAt(
                                RailTerms.of(Rail.BACS, Rail.Direction.DEBIT),
                                LocalDate.of(2026, 5, 25),
                                BusinessCalendar.Rails.englandAndWales()))
                .isEmpty();
    }

    @Test
    void comparesAFeeWithWhatWasAgreed() {
        // tag::fee[]
        FeeSchedule agreed = FeeSchedule.percent("2.9", CAD.of("0.30"));
        Fee expected = agreed.expected(CAD.of("100.01"), RoundingMode.HALF_UP); // 3.20: the rounding is yours to name
        Fee.Variance variance = Fee.Variance.of(expected, CAD.of("3.25"), CAD.of("0.01"));
        variance.verdict(); // OVERCHARGED
        variance.variance(); // 0.05 CAD
        // end::fee[]
        assertThat(expected.amount()).isEqualTo(CAD.of("3.20"));
        assertThat(variance.verdict()).isEqualTo(Fee.Variance.Verdict.OVERCHARGED);
        assertThat(variance.variance()).isEqualTo(CAD.of("0.05"));
    }

    @Test
    void checksAnAccountNumber() {
        // tag::account[]
        AccountNumberCheck check = AccountNumberCheck.standard(ModulusWeightTable.none());
        Optional<Code> error =
                check.check(AccountNumber.iban("DE88370400440532013000")).error(); // ACCOUNT.BAD_CHECK_DIGITS
        BankAccountRef kept = AccountNumber.iban("DE89370400440532013000").ref(); // a token and the last four digits
        // end::account[]
        assertThat(error.map(Code::id)).contains("ACCOUNT.BAD_CHECK_DIGITS");
        assertThat(kept.toString()).contains("3000").doesNotContain("0532013000");
    }

    @Test
    void keepsCardNumbersOut() {
        // tag::redact[]
        String kept = PanRedactor.redact("card 4111 1111 1111 1111 cvv 123"); // "card [PAN ****1111] cvv [CVV]"
        boolean clean = !PanRedactor.holdsCardData(kept);
        // end::redact[]
        assertThat(kept).isEqualTo("card [PAN ****1111] cvv [CVV]");
        assertThat(clean).isTrue();
    }

    @Test
    void storesValuesAsJson() throws IOException {
        Instant now = NOW;
        // tag::json[]
        ObjectMapper json = new ObjectMapper().registerModule(PaymentsJson.module());
        Alert alert = Alert.builder()
                .kind(AlertKind.OUTSIDE_SYSTEM)
                .severity(Diagnostic.Severity.CRITICAL)
                .subject(SubjectRef.of("statement-entry", "2027-03-01/17"))
                .amount(CAD.of("412.00"))
                .evidence(Evidence.of(Code.of("BANK.STRAY"), "a debit that no record explains"))
                .raisedAt(now)
                .build();
        String stored = json.writeValueAsString(alert);
        Alert again = json.readValue(stored, Alert.class); // equals the first
        // end::json[]
        assertThat(again).isEqualTo(alert);
        assertThat(stored).contains("{\"amount\":\"412.00\",\"currency\":\"CAD\"}");
    }

    @Test
    void saysUntilWhenADisputeCanBeAnswered() {
        Amounts usd = Amounts.in("USD");
        AccountMap accounts = AccountMap.builder()
                .account(AccountMap.Role.Core.CLIENT.of("shop"), Account.liability("client:shop", usd.currency()))
                .standard(
                        usd.currency(),
                        AccountMap.Role.Core.CASH,
                        AccountMap.Role.Core.HELD,
                        AccountMap.Role.Core.FEES,
                        AccountMap.Role.Core.LOSS,
                        AccountMap.Role.Core.RETURNS_RECEIVABLE)
                .build();
        Instant now = NOW;
        // tag::dispute[]
        CardDisputes disputes = CardDisputes.standard(ZoneId.of("America/New_York"), accounts);
        CardDispute.Opening opening = CardDispute.Opening.builder()
                .id("dp-1")
                .payment("p-1")
                .client("shop")
                .network("VISA")
                .code("10.4") // fraud, card absent
                .amount(usd.of("100.00"))
                .fee(usd.of("15.00"))
                .openedOn(LocalDate.of(2027, 3, 1))
                .build();
        CardDispute dispute = disputes.decide(
                        disputes.initial(), CardDisputeCommand.open(opening, Actor.rail("processor"), "evt-1"), now)
                .orThrow()
                .state();
        dispute.deadline(); // 31 March by the table; the processor's own date would win
        CardDispute.Piece receipt = CardDispute.Piece.of(CardDispute.EvidenceKind.RECEIPT, Sha256.of("the receipt"));
        disputes.checklist(dispute, List.of(receipt)).missing(); // AUTHENTICATION
        // end::dispute[]
        assertThat(dispute.deadline()).hasValueSatisfying(due -> assertThat(due).hasToString("2027-03-31 (TABLE)"));
        assertThat(disputes.checklist(dispute, List.of(receipt)).missing())
                .containsExactly(CardDispute.EvidenceKind.AUTHENTICATION);
    }

    @Test
    void printsATableAsAPage() {
        // tag::page[]
        Document page = Document.titled("Returned items")
                .paragraph("As of 31 March 2027")
                .table(Table.titled("By reason")
                        .text("reason", "Reason")
                        .number("amount", "Amount")
                        .row("901", "Not sufficient funds", CAD.of("1200.50"))
                        .build())
                .build();
        String html = Documents.html(page, Locale.CANADA); // one file, light and dark, loads nothing
        String text = Documents.text(page, Locale.CANADA);
        // end::page[]
        assertThat(html).contains("<!DOCTYPE html>").contains("1,200.50").doesNotContain("http://", "https://");
        assertThat(text).contains("Not sufficient funds", "1,200.50");
    }
}
