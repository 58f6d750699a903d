package io.counterfoil.examples.dayclose;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.payments.alert.Alert;
import io.counterfoil.payments.alert.AlertKind;
import io.counterfoil.payments.document.Documents;
import io.counterfoil.payments.evidence.Diagnostic;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.proof.Proof;
import io.counterfoil.payments.proof.ProofStatus;
import io.counterfoil.reconciliation.breaks.Break;
import io.counterfoil.reconciliation.breaks.BreakClass;
import io.counterfoil.reconciliation.status.InvoiceAction;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The day close of the invented quarter: what it must find, because the generator put it there. */
class DayCloseTest {

    private static final Instant CLOSE = Instant.parse("2027-03-31T20:30:00Z");
    private static DayCloseResult day;

    @BeforeAll
    static void closeTheDay() {
        day = DayClose.run(InputFolder.example(), CLOSE, Progress.silent());
    }

    @Test
    void everythingThatMustAgreeAgrees() {
        assertThat(day.proofs())
                .hasSize(10)
                .allSatisfy(
                        proof -> assertThat(proof.holds()).as(proof.sentence()).isTrue());
        assertThat(day.stripe().proofs()).isNotEmpty().allMatch(Proof::holds);
        assertThat(day.bank().receipts()).hasSize(6).allMatch(receipt -> receipt.status() == ProofStatus.PROVED);
    }

    @Test
    void membershipsAreCollectedReturnedAndProvedMonthByMonth() {
        Memberships memberships = day.memberships();
        // 16 members, three months: 5 x 45.00, 6 x 60.00, 5 x 75.00 a month
        assertThat(memberships.payments()).hasSize(48);
        assertThat(memberships.exposure().settled()).hasToString("2880.00 GBP");
        assertThat(memberships.returned().lines()).hasSize(4);
        assertThat(memberships.exposure().endless().plus(memberships.returned().amount()))
                .isEqualTo(memberships.exposure().settled());
        assertThat(memberships.months()).hasSize(3);
        assertThat(memberships.proofs())
                .hasSize(5)
                .allSatisfy(
                        proof -> assertThat(proof.holds()).as(proof.sentence()).isTrue());
        assertThat(Documents.html(DayReport.of(day), Locale.UK))
                .contains("Returned items", "Finality and exposure", "Month-end proof 2027-02-01..2027-02-28");
    }

    @Test
    void shuffledFilesGiveTheSameHash() {
        for (long seed : new long[] {1, 2}) {
            DayCloseResult shuffled =
                    DayClose.run(new ShuffledFolder(InputFolder.example(), seed), CLOSE, Progress.silent());
            assertThat(shuffled.hash()).as("seed %d", seed).isEqualTo(day.hash());
            assertThat(DaySummary.of(shuffled)).isEqualTo(DaySummary.of(day));
        }
    }

    @Test
    void theDebitThatNobodyRecordedIsAlertedAsUrgent() {
        assertThat(day.alerts())
                .filteredOn(
                        a -> a.kind().equals(AlertKind.OUTSIDE_SYSTEM) && a.severity() == Diagnostic.Severity.CRITICAL)
                .singleElement()
                .satisfies(a -> assertThat(a.amount()).map(Amounts::plain).contains("-412.00"));
    }

    @Test
    void theLineThatTheBankBookedTwiceIsABreakAndWaitsInSuspense() {
        assertThat(day.run().breaks().map(Break::breakClass)).containsOnlyOnce(BreakClass.DUPLICATE);
    }

    @Test
    void thePayoutThatFailedIsAlertedAndItsMoneyLeftWithALaterOne() {
        assertThat(day.alerts())
                .filteredOn(a -> a.kind().equals(House.PAYOUT_FAILED))
                .hasSize(1);
    }

    @Test
    void invoicesMarkedPaidWithoutAPaymentAreShownToAPerson() {
        assertThat(day.actions())
                .filteredOn(act -> act.action() == InvoiceAction.REVIEW
                        && act.invoice().references().get("payment") == null
                        && act.payment().isEmpty())
                .hasSize(2);
    }

    @Test
    void aRecordedPaymentThatIsAtTheBankIsNeverDenied() {
        List<String> atTheBank =
                day.bank().entries().stream().map(BankMatching::itemId).toList();
        assertThat(day.actions())
                .filteredOn(act -> act.action() == InvoiceAction.REVIEW
                        && act.payment().isEmpty()
                        && atTheBank.contains(act.invoice().references().getOrDefault("payment", "")))
                .isNotEmpty()
                .allSatisfy(act -> assertThat(act.why())
                        .contains(act.invoice().references().getOrDefault("payment", "?"))
                        .contains("not confirmed"));
    }

    @Test
    void theSecondPaymentOfAPaidInvoiceIsNeverAppliedElsewhere() {
        List<InvoiceActions.Act> second = day.actions().stream()
                .filter(act ->
                        act.action() == InvoiceAction.REVIEW && !act.payment().isEmpty())
                .toList();
        assertThat(second)
                .isNotEmpty()
                .allSatisfy(act -> assertThat(day.receipts())
                        .filteredOn(receipt -> receipt.id().equals(act.payment()))
                        .allSatisfy(receipt -> assertThat(receipt.shares()).isEmpty()));
    }

    @Test
    void invoicesAreProposedForEveryStatusChange() {
        DayFigures figures = new DayFigures(day);
        assertThat(figures.actions(InvoiceAction.MARK_PAID)).isGreaterThan(40);
        assertThat(figures.actions(InvoiceAction.MARK_FAILED)).isPositive();
        assertThat(figures.actions(InvoiceAction.MARK_REFUNDED)).isPositive();
        assertThat(figures.actions(InvoiceAction.FLAG_DISPUTED)).isEqualTo(1);
        assertThat(figures.actions(InvoiceAction.HAND_TO_COLLECTIONS)).isPositive();
    }

    @Test
    void oneAlertIsOneTicket() {
        assertThat(day.opened()).hasSameSizeAs(day.alerts());
        Alert first = day.alerts().get(0);
        assertThat(day.desk().open(first, CLOSE).id())
                .isEqualTo(day.opened().get(0).id());
        assertThat(day.opened()).allSatisfy(ticket -> assertThat(ticket.route()).isPresent());
    }

    @Test
    void theReportLoadsNothingAndSaysWhatTheSummarySays() {
        DayCloseRun run = DayCloseRun.of(InputFolder.example(), CLOSE, Progress.silent());
        assertThat(run.report())
                .doesNotContain("http://")
                .doesNotContain("https://")
                .doesNotContain("<script")
                .contains(run.hash().shortHex());
        assertThat(run.summary())
                .contains(run.hash().shortHex())
                .contains("PROVED")
                .doesNotContain("BROKEN");
        assertThat(run.status()).isEqualTo(ProofStatus.PROVED);
        assertThat(run.hasBreaks()).isTrue();
    }

    @Test
    void aBankFileAlteredByOnePennyIsNotPosted() {
        InputFolder altered = name -> name.equals("bank/gbp-2027-02.xml")
                ? alterFirstAmount(InputFolder.example().bytes(name))
                : InputFolder.example().bytes(name);
        BankDay bank = BankDay.read(altered, Progress.silent());
        assertThat(bank.receipts())
                .filteredOn(receipt -> receipt.status() == ProofStatus.BROKEN)
                .hasSize(1);
        assertThat(bank.statements()).hasSizeLessThan(day.bank().statements().size());
    }

    @Test
    void aPageThatIsCutIsNamedInAnAlertAndTheBooksNoLongerAgree() {
        InputFolder cut = name -> name.equals("stripe/charges-03.json")
                ? Arrays.copyOf(InputFolder.example().bytes(name), 5000)
                : InputFolder.example().bytes(name);
        DayCloseResult result = DayClose.run(cut, CLOSE, Progress.silent());
        assertThat(result.alerts())
                .filteredOn(alert -> alert.kind().equals(House.INPUT_REJECTED))
                .singleElement()
                .satisfies(alert -> assertThat(alert.evidence().sentence()).contains("stripe/charges-03.json"));
    }

    private static byte[] alterFirstAmount(byte[] file) {
        String xml = new String(file, StandardCharsets.UTF_8);
        Matcher amount = Pattern.compile("<Ntry><Amt Ccy=\"GBP\">([0-9]+)\\.([0-9])([0-9])<")
                .matcher(xml);
        assertThat(amount.find()).isTrue();
        char last =
                amount.group(3).charAt(0) == '9' ? '8' : (char) (amount.group(3).charAt(0) + 1);
        return (xml.substring(0, amount.start(3)) + last + xml.substring(amount.end(3)))
                .getBytes(StandardCharsets.UTF_8);
    }
}
