package io.counterfoil.collections.receivable;

import static io.counterfoil.collections.testkit.ReceivableLog.endOf;
import static io.counterfoil.collections.testkit.ReceivableLog.lately;
import static io.counterfoil.collections.testkit.ReceivableLog.noon;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.counterfoil.collections.receivable.OpenItem.TermAllocation;
import io.counterfoil.collections.receivable.ReceivableEvent.Allocated;
import io.counterfoil.collections.receivable.ReceivableEvent.Deallocated;
import io.counterfoil.collections.receivable.ReceivableEvent.ItemIssued;
import io.counterfoil.collections.receivable.ReceivableEvent.ReversalKind;
import io.counterfoil.collections.receivable.ReceivableEvent.Reversed;
import io.counterfoil.collections.receivable.ReceivableEvent.WrittenOff;
import io.counterfoil.collections.testkit.ReceivableLog;
import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.calendar.DateRange;
import io.counterfoil.payments.evidence.Checked;
import io.counterfoil.payments.evidence.Diagnostic;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.money.Totals;
import io.counterfoil.payments.party.PartyId;
import io.counterfoil.payments.proof.Proof;
import io.counterfoil.payments.proof.ProofStatus;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ReceivablesTest {

    private static final OpenItemId I1 = OpenItemId.of("I1");
    private final Amounts gbp = Amounts.in("GBP");

    @Test
    @DisplayName("COL-01 a back-dated list is not shrunk by later payments")
    void laterPaymentsAreIgnored() {
        Receivables receivables = paidInMay().replay();
        assertThat(receivables.open(I1, lately("2027-04-30"))).isEqualTo(gbp.of("100"));
        assertThat(receivables.open(I1, lately("2027-05-02"))).isEqualTo(gbp.of("40"));
        assertThat(receivables.open(I1, lately("2027-02-28"))).isEqualTo(gbp.zero());
    }

    @Test
    @DisplayName("COL-02 yesterday's list is had again after a back-dated payment")
    void backDatedPaymentIsNotKnownBefore() {
        ReceivableLog log = ReceivableLog.in("GBP").invoice("I1", "100", "2027-03-01", "2027-03-31");
        Receivables before = log.replay();
        log.receipt("R1", "60", "2027-03-10");
        log.add(new Allocated(
                ReceivableEventId.of("late"),
                OpenItemId.of("R1"),
                I1,
                gbp.of("60"),
                LocalDate.parse("2027-03-10"),
                noon("2027-04-05")));
        assertThat(log.replay().open(I1, endOf("2027-03-31"))).isEqualTo(before.open(I1, endOf("2027-03-31")));
        assertThat(log.replay().open(I1, lately("2027-03-31"))).isEqualTo(gbp.of("40"));
    }

    @Test
    @DisplayName("COL-03 a returned payment counted until it came back, a voided one never did")
    void returnedAndVoidedDiffer() {
        Receivables returned = paidInMay().add(reversal(ReversalKind.RETURNED)).replay();
        assertThat(returned.open(I1, lately("2027-05-19"))).isEqualTo(gbp.of("40"));
        assertThat(returned.open(I1, lately("2027-05-20"))).isEqualTo(gbp.of("100"));
        assertThat(returned.open(PartyId.of("acme"), lately("2027-05-20"))).isEqualTo(Totals.of(gbp.of("100")));
        Receivables voided = paidInMay().add(reversal(ReversalKind.VOIDED)).replay();
        assertThat(voided.open(I1, lately("2027-05-19"))).isEqualTo(gbp.of("100"));
        assertThat(voided.open(I1, endOf("2027-05-19"))).isEqualTo(gbp.of("40"));
    }

    @Test
    @DisplayName("COL-03 an item whose payment came back and was paid again is paid from the second date")
    void paidAgain() {
        Receivables receivables = paidInMay()
                .add(reversal(ReversalKind.RETURNED))
                .receipt("R2", "100", "2027-06-01")
                .allocate("R2", "I1", "100", "2027-06-01")
                .replay();
        assertThat(receivables.open(I1, lately("2027-05-31"))).isEqualTo(gbp.of("100"));
        assertThat(receivables.open(I1, lately("2027-06-01"))).isEqualTo(gbp.zero());
    }

    @Test
    @DisplayName("COL-03 between a payment and its return there is no room for another one")
    void noRoomBeforeTheReturn() {
        ReceivableLog log = ReceivableLog.in("GBP")
                .invoice("I1", "100", "2027-03-01", "2027-03-31")
                .receipt("R1", "100", "2027-05-01")
                .allocate("R1", "I1", "100", "2027-05-01")
                .add(reversal(ReversalKind.RETURNED))
                .receipt("R2", "100", "2027-05-10");
        Checked<Receivables> early = log.replay().with(allocation("2027-05-10"));
        assertThat(early.diagnostics()).singleElement().satisfies(finding -> {
            assertThat(finding.code()).isEqualTo(ReceivableCode.OVER_ALLOCATION);
            assertThat(finding.attributes()).containsEntry("left", "0.00").containsEntry("position", "0");
        });
        assertThat(log.replay().with(allocation("2027-05-20")).isClean()).isTrue();
    }

    @Test
    @DisplayName("COL-03 a receipt that came back before its allocation was taken back ends the allocation, once")
    void receiptComesBackBeforeTheDeallocation() {
        ReceivableLog log = ReceivableLog.in("GBP")
                .receipt("I0", "1.47", "2027-01-01")
                .invoice("I1", "2.59", "2027-01-06", "2027-02-02")
                .add(allocation("E4", "I0", "I1", "1.10", "2027-01-12", "2027-01-15"))
                .add(deallocation("E5", "E4", "2027-01-25", "2027-01-17"))
                .add(returned("E6", "I0", "2027-01-05", "2027-01-23"));
        Receivables receivables = log.replay();
        OpenItemId receipt = OpenItemId.of("I0");
        assertThat(receivables.open(receipt, lately("2027-01-04"))).isEqualTo(gbp.of("-1.47"));
        assertThat(receivables.open(I1, new AsOf(LocalDate.parse("2027-01-13"), noon("2027-01-22"))))
                .isEqualTo(gbp.of("1.49"));
        for (String day : List.of("2027-01-12", "2027-01-13", "2027-01-24", "2027-01-25", "2027-02-28")) {
            assertThat(receivables.open(receipt, lately(day))).isEqualTo(gbp.zero());
            assertThat(receivables.open(I1, lately(day))).isEqualTo(gbp.of("2.59"));
        }
        receivables.scan(
                lately("2027-01-31"), row -> assertThat(row.returnedMinor()).isZero());
    }

    @Test
    @DisplayName("COL-03 an invoice taken back before the de-allocation of its credit frees the credit, once")
    void invoiceComesBackBeforeTheDeallocation() {
        Receivables receivables = ReceivableLog.in("GBP")
                .invoice("I1", "0.03", "2027-01-01", "2027-01-11")
                .receipt("R1", "0.03", "2027-01-01")
                .add(allocation("E1", "R1", "I1", "0.01", "2027-01-01", "2027-01-01"))
                .add(deallocation("E2", "E1", "2027-01-02", "2027-01-01"))
                .add(returned("E0", "I1", "2027-01-01", "2027-01-02"))
                .replay();
        assertThat(receivables.open(I1, endOf("2027-01-01"))).isEqualTo(gbp.of("0.02"));
        assertThat(receivables.open(I1, lately("2027-01-01"))).isEqualTo(gbp.zero());
        assertThat(receivables.open(I1, lately("2027-01-02"))).isEqualTo(gbp.zero());
        assertThat(receivables.open(OpenItemId.of("R1"), lately("2027-01-01"))).isEqualTo(gbp.of("-0.03"));
        assertThat(receivables.open(OpenItemId.of("R1"), lately("2027-01-02"))).isEqualTo(gbp.of("-0.03"));
    }

    @Test
    @DisplayName("COL-03 an allocation that was taken back never counted once its receipt is voided")
    void receiptIsVoidedAfterTheDeallocation() {
        Receivables receivables = paidInMay()
                .add(deallocation("D1", "R1>I1", "2027-05-20", "2027-05-20"))
                .add(new Reversed(
                        ReceivableEventId.of("V1"),
                        OpenItemId.of("R1"),
                        ReversalKind.VOIDED,
                        LocalDate.parse("2027-05-25"),
                        noon("2027-05-25")))
                .replay();
        assertThat(receivables.open(I1, new AsOf(LocalDate.parse("2027-05-10"), noon("2027-05-24"))))
                .isEqualTo(gbp.of("40"));
        for (String day : List.of("2027-05-10", "2027-05-20", "2027-05-30")) {
            assertThat(receivables.open(I1, lately(day))).isEqualTo(gbp.of("100"));
            assertThat(receivables.open(OpenItemId.of("R1"), lately(day))).isEqualTo(gbp.zero());
        }
    }

    @Test
    @DisplayName("COL-03 nothing is taken back twice: what a returned receipt took along can not be de-allocated")
    void takenBackOnce() {
        Receivables returned = paidInMay().add(reversal(ReversalKind.RETURNED)).replay();
        assertThat(codes(returned.with(deallocation("D1", "R1>I1", "2027-05-10", "2027-05-21"))))
                .containsExactly("RECEIVABLE.ALREADY_REVERSED");
        assertThat(codes(returned.with(returned("again", "R1", "2027-05-10", "2027-05-21"))))
                .containsExactly("RECEIVABLE.ALREADY_REVERSED");
        assertThat(codes(paidInMay().replay().with(returned("early", "R1", "2027-04-30", "2027-05-21"))))
                .containsExactly("RECEIVABLE.BEFORE_DOCUMENT");
        assertThat(codes(paidInMay().replay().with(deallocation("early", "R1>I1", "2027-05-01", "2027-05-21"))))
                .containsExactly("RECEIVABLE.BEFORE_DOCUMENT");
    }

    @Test
    @DisplayName("COL-04 terms are lines of their own and add up, filled first due first or by share")
    void termsAddUp() {
        for (TermAllocation how : TermAllocation.values()) {
            ReceivableLog log = ReceivableLog.in("GBP");
            log.add(new ItemIssued(log.item("I1", OpenItemKind.INVOICE, "100", "2027-03-01")
                            .termAllocation(how)
                            .addTerm(new OpenItem.Term("B", LocalDate.parse("2027-05-01"), gbp.of("50.01")))
                            .addTerm(new OpenItem.Term("A", LocalDate.parse("2027-04-01"), gbp.of("49.99")))
                            .build()))
                    .receipt("R1", "60", "2027-03-05")
                    .allocate("R1", "I1", "60", "2027-03-05");
            List<OpenRow> rows = log.replay().at(lately("2027-03-05")).rows();
            if (how == TermAllocation.WATERFALL) {
                assertThat(rows).singleElement().satisfies(row -> {
                    assertThat(row.term().orElseThrow().id()).isEqualTo("B");
                    assertThat(row.open()).isEqualTo(gbp.of("40"));
                    assertThat(row.cash()).isEqualTo(gbp.of("10.01"));
                    assertThat(row.documentTotal()).isEqualTo(gbp.of("100"));
                });
            } else {
                assertThat(rows.stream().map(OpenRow::open)).containsExactly(gbp.of("20.00"), gbp.of("20.00"));
            }
        }
    }

    @Test
    @DisplayName("COL-11 a term that is settled today and open again later is no line of today's list")
    void settledTermIsNotListed() {
        ReceivableLog log = ReceivableLog.in("GBP");
        log.add(new ItemIssued(log.item("I1", OpenItemKind.INVOICE, "0.03", "2027-01-01")
                        .addTerm(new OpenItem.Term("second", LocalDate.parse("2027-02-10"), gbp.of("0.01")))
                        .addTerm(new OpenItem.Term("first", LocalDate.parse("2027-01-11"), gbp.of("0.02")))
                        .build()))
                .receipt("R1", "0.02", "2027-01-01")
                .allocate("R1", "I1", "0.02", "2027-01-01")
                .add(deallocation("D1", "R1>I1", "2027-01-02", "2027-01-01"));
        assertThat(log.replay().at(lately("2027-01-01")).of(I1)).singleElement().satisfies(row -> {
            assertThat(row.term().orElseThrow().id()).isEqualTo("second");
            assertThat(row.remaining()).isEqualTo(gbp.of("0.01"));
        });
        assertThat(log.replay().open(I1, lately("2027-01-02"))).isEqualTo(gbp.of("0.03"));
    }

    @Test
    @DisplayName("COL-54 a write-off closes an item, and needs a reason")
    void writeOff() {
        Receivables receivables = paidInMay()
                .add(new WrittenOff(
                        ReceivableEventId.of("W1"),
                        I1,
                        gbp.of("40"),
                        "SMALL_BALANCE",
                        LocalDate.parse("2027-06-01"),
                        noon("2027-06-01")))
                .replay();
        assertThat(receivables.open(I1, lately("2027-06-01"))).isEqualTo(gbp.zero());
        RollForward june = receivables.rollForward(DateRange.month(2027, 6), lately("2027-06-30"));
        assertThat(june.total().of(RollForward.Cause.WRITTEN_OFF)).isEqualTo(Totals.of(gbp.of("-40")));
        assertThat(june.total().of(RollForward.Cause.OPENING)).isEqualTo(Totals.of(gbp.of("40")));
        assertThatThrownBy(() -> new WrittenOff(
                        ReceivableEventId.of("W1"), I1, gbp.of("40"), " ", LocalDate.MIN, noon("2027-06-01")))
                .hasMessageContaining("expected a reason code");
    }

    @Test
    @DisplayName("COL-10 what an exchange rate lost is a line of its own, never debt")
    void exchangeDifferenceIsNoDebt() {
        Amounts usd = Amounts.in("USD");
        ReceivableLog log = ReceivableLog.in("USD");
        log.add(new ItemIssued(log.item("I1", OpenItemKind.INVOICE, "100", "2027-03-01")
                        .baseRate(new BigDecimal("0.80"))
                        .build()))
                .add(new ItemIssued(log.item("R1", OpenItemKind.RECEIPT, "90", "2027-03-10")
                        .baseRate(new BigDecimal("0.75"))
                        .build()))
                .allocate("R1", "I1", "90", "2027-03-10");
        BaseView view = log.replay()
                .inBase(
                        gbp.currency(),
                        RoundingMode.HALF_UP,
                        lately("2027-03-31"),
                        Map.of("USD", new BigDecimal("0.70")))
                .orThrow();
        BaseView.Line line = view.of(I1).orElseThrow();
        assertThat(line.open()).isEqualTo(usd.of("10"));
        assertThat(line.openBase()).isEqualTo(gbp.of("8"));
        assertThat(line.fxRealised()).isEqualTo(gbp.of("-4.50"));
        assertThat(line.fxUnrealised()).contains(gbp.of("-1"));
        assertThat(ReceivableLog.in("USD")
                        .invoice("I9", "1", "2027-03-01", "2027-03-31")
                        .replay()
                        .inBase(gbp.currency(), RoundingMode.HALF_UP, lately("2027-03-31"))
                        .diagnostics())
                .extracting(Diagnostic::code)
                .containsExactly(ReceivableCode.MISSING_RATE);
    }

    @Test
    @DisplayName("COL-12 a control account that misses a late entry is BROKEN by its amount, and the entry is named")
    void controlAccountDifferenceIsExplained() {
        ReceivableLog log = ReceivableLog.in("GBP")
                .invoice("I1", "100", "2027-03-01", "2027-03-31")
                .invoice("I2", "70.50", "2027-03-01", "2027-03-31");
        Proof proved = log.replay().prove(Totals.of(gbp.of("170.50")), lately("2027-03-31"));
        assertThat(proved.holds()).isTrue();
        Proof broken = log.replay().prove(Totals.of(gbp.of("100")), lately("2027-03-31"));
        assertThat(broken.status()).isEqualTo(ProofStatus.BROKEN);
        assertThat(broken.differences()).singleElement().satisfies(difference -> {
            assertThat(difference.amount()).isEqualTo(gbp.of("70.50"));
            assertThat(difference.items())
                    .extracting(Proof.Figure.Item::reference)
                    .containsExactly("I2");
        });
        Proof late = log.receipt("R1", "30", "2027-03-20")
                .replay()
                .prove(Totals.of(gbp.of("140.50")), new AsOf(LocalDate.parse("2027-03-31"), noon("2027-03-10")));
        assertThat(late.differences().get(0).items())
                .extracting(Proof.Figure.Item::reference)
                .contains("recorded later");
    }

    @Test
    @DisplayName("bad events are refused with code, position and value, and the rest stands")
    void badEventsAreRefused() {
        ReceivableLog log = paidInMay();
        log.add(new ItemIssued(
                        log.item("Z", OpenItemKind.INVOICE, "0", "2027-03-01").build()))
                .invoice("EARLY", "1", "2027-03-10", "2027-03-01")
                .allocate("R1", "R1", "1", "2027-05-02")
                .allocate("I1", "R1", "1", "2027-05-02")
                .allocate("I1", "EARLY", "1", "2027-05-02")
                .allocate("R1", "nobody's", "1", "2027-05-02")
                .of("beta")
                .invoice("OTHER", "50", "2027-03-01", "2027-03-31")
                .receipt("R9", "5", "2027-03-05")
                .allocate("R1", "OTHER", "1", "2027-05-02")
                .add(new Deallocated(
                        ReceivableEventId.of("D9"),
                        ReceivableEventId.of("never"),
                        ReversalKind.VOIDED,
                        LocalDate.parse("2027-05-02"),
                        noon("2027-05-03")));
        Checked<Receivables> read = Receivables.replay(log.events().stream());
        assertThat(read.diagnostics())
                .extracting(finding -> finding.attributes().get("position") + " "
                        + finding.code().id())
                .containsExactly(
                        "3 RECEIVABLE.AMOUNT_INVALID",
                        "4 RECEIVABLE.DUE_BEFORE_ISSUE",
                        "5 RECEIVABLE.SELF",
                        "6 RECEIVABLE.DIRECTION",
                        "7 RECEIVABLE.SAME_SIGN",
                        "8 RECEIVABLE.UNKNOWN_ITEM",
                        "11 RECEIVABLE.PARTY_MISMATCH",
                        "12 RECEIVABLE.UNKNOWN_EVENT");
        assertThat(read.value().orElseThrow().events()).hasSize(6);
    }

    @Test
    @DisplayName("an amount is read from text exactly or refused: no number, a decimal too many, no currency")
    void amountsAreReadExactly() {
        assertThat(OpenItem.parseAmount("12.30", "GBP").orThrow()).isEqualTo(gbp.of("12.30"));
        assertThat(codes(OpenItem.parseAmount("12,30", "GBP"))).containsExactly("RECEIVABLE.AMOUNT_INVALID");
        assertThat(codes(OpenItem.parseAmount("12.301", "GBP"))).containsExactly("RECEIVABLE.SCALE");
        assertThat(codes(OpenItem.parseAmount("1", "QQQ"))).containsExactly("RECEIVABLE.CURRENCY_UNKNOWN");
    }

    @Test
    @DisplayName("the same event again is ignored, another one under its id is refused")
    void duplicatesAreIgnored() {
        Receivables receivables = paidInMay().replay();
        ReceivableEvent allocation = receivables
                .events()
                .filter(Allocated.class::isInstance)
                .findFirst()
                .orElseThrow();
        assertThat(codes(receivables.with(allocation))).containsExactly("RECEIVABLE.DUPLICATE_IGNORED");
        Allocated other = new Allocated(
                ReceivableEventId.of("R1>I1"),
                OpenItemId.of("R1"),
                I1,
                gbp.of("59"),
                LocalDate.parse("2027-05-02"),
                noon("2027-05-02"));
        assertThat(codes(receivables.with(other))).containsExactly("RECEIVABLE.DUPLICATE_CONFLICT");
    }

    private static List<String> codes(Checked<?> checked) {
        return checked.diagnostics().stream()
                .map(finding -> finding.code().id())
                .toList();
    }

    private static ReceivableLog paidInMay() {
        return ReceivableLog.in("GBP")
                .invoice("I1", "100", "2027-03-01", "2027-03-31")
                .receipt("R1", "60", "2027-05-01")
                .allocate("R1", "I1", "60", "2027-05-02");
    }

    private static Reversed reversal(ReversalKind kind) {
        return new Reversed(
                ReceivableEventId.of("back"),
                OpenItemId.of("R1"),
                kind,
                LocalDate.parse("2027-05-20"),
                noon("2027-05-20"));
    }

    private Allocated allocation(String id, String from, String to, String amount, String day, String recorded) {
        return new Allocated(
                ReceivableEventId.of(id),
                OpenItemId.of(from),
                OpenItemId.of(to),
                gbp.of(amount),
                LocalDate.parse(day),
                noon(recorded));
    }

    private static Deallocated deallocation(String id, String allocation, String day, String recorded) {
        return new Deallocated(
                ReceivableEventId.of(id),
                ReceivableEventId.of(allocation),
                ReversalKind.RETURNED,
                LocalDate.parse(day),
                noon(recorded));
    }

    private static Reversed returned(String id, String item, String day, String recorded) {
        return new Reversed(
                ReceivableEventId.of(id),
                OpenItemId.of(item),
                ReversalKind.RETURNED,
                LocalDate.parse(day),
                noon(recorded));
    }

    private Allocated allocation(String day) {
        return new Allocated(
                ReceivableEventId.of("again"),
                OpenItemId.of("R2"),
                I1,
                gbp.of("100"),
                LocalDate.parse(day),
                noon("2027-05-21"));
    }
}
