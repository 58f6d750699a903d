package io.counterfoil.examples.dayclose;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.collections.strategy.ContactDecision;
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
import io.counterfoil.ticketing.clock.ClockKind;
import io.counterfoil.ticketing.ticket.Ticket;
import io.counterfoil.ticketing.ticket.TicketStatus;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
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
    void collectionsDecideAboutEveryCustomerAndTieToTheAging() {
        Collecting collecting = day.collecting();
        assertThat(collecting.dashboard().proof().holds()).isTrue();
        assertThat(collecting.dashboard().outcomes())
                .hasSameSizeAs(day.billing().invoices());
        assertThat(collecting.counts()).containsKeys(ContactDecision.Kind.ACT, ContactDecision.Kind.SUPPRESSED);
        assertThat(collecting.worklist().overdue())
                .as("what is overdue on the lists is what is overdue in the aging, credits aside")
                .isEqualTo(day.aging().total().overdue());
        assertThat(collecting.movements().total().closing())
                .isEqualTo(day.aging().total().open());
        assertThat(collecting.statements()).hasSize(3).allSatisfy(statement -> {
            assertThat(statement.proof().holds()).isTrue();
            assertThat(statement.closing())
                    .isEqualTo(day.aging().of(statement.party()).open());
        });
        assertThat(Documents.html(DayReport.of(day), Locale.UK))
                .contains(
                        "Worklist of tomorrow",
                        "Payment desk",
                        "Statement of account",
                        "Why, and why not",
                        "Portfolio");
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
        assertThat(day.desk().open(List.of(first), CLOSE).get(0).id())
                .isEqualTo(day.opened().get(0).id());
        assertThat(day.opened()).allSatisfy(ticket -> assertThat(ticket.route()).isPresent());
    }

    @Test
    void ticketsAreGivenOutInTheOrderOfTheirClocksAndEachSaysWhy() {
        List<Desk.Handover> inTurn = day.opened().stream()
                .map(ticket -> day.desk().handover(ticket.id()))
                .sorted(Comparator.comparingInt(Desk.Handover::turn))
                .toList();
        assertThat(inTurn)
                .extracting(Desk.Handover::turn)
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, day.opened().size()).boxed().toList());
        List<Duration> left = inTurn.stream()
                .map(handover -> day.opened().stream()
                        .filter(ticket ->
                                ticket.id().equals(handover.assignment().work()))
                        .findFirst()
                        .orElseThrow())
                .map(ticket -> day.desk()
                        .clocks()
                        .read(ticket, CLOSE)
                        .of(ClockKind.FIRST_REPLY)
                        .remaining())
                .toList();
        assertThat(left).isSorted().startsWith(Duration.ofHours(1)).endsWith(Duration.ofHours(8));
        Instant opening = Instant.parse("2027-04-01T08:00:00Z");
        for (Desk.Handover handover : inTurn) {
            Ticket kept = day.desk().all().stream()
                    .filter(ticket -> ticket.id().equals(handover.assignment().work()))
                    .findFirst()
                    .orElseThrow();
            assertThat(kept.agent()).isEqualTo(handover.assignment().agent().orElse(""));
            assertThat(kept.status())
                    .isEqualTo(handover.assignment().agent().isPresent() ? TicketStatus.OPEN : TicketStatus.NEW);
            if (handover.assignment().agent().isEmpty()) {
                assertThat(handover.assignment().obstacles()).hasSize(4);
                assertThat(handover.sentence()).startsWith("nobody: ");
            }
            assertThat(handover.triaged().abstained()).isFalse();
            boolean exception = kept.route().orElseThrow().kind().equals("EXCEPTION");
            assertThat(handover.notices()).hasSize(exception ? 1 : 0).allSatisfy(notice -> {
                assertThat(notice.to()).isEqualTo("analyst");
                assertThat(notice.deliverAt()).isEqualTo(opening);
            });
        }
        Map<String, Long> load = inTurn.stream()
                .flatMap(handover -> handover.assignment().agent().stream())
                .collect(Collectors.groupingBy(agent -> agent, Collectors.counting()));
        assertThat(load).allSatisfy((agent, tickets) -> assertThat(tickets).isLessThanOrEqualTo(10));
        assertThat(load).hasSizeGreaterThan(2);
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
        BankDay bank = BankDay.read(altered, DayStores.inMemory(), Progress.silent());
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
