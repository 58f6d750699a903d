package io.counterfoil.collections.receivable;

import static io.counterfoil.collections.testkit.ReceivableLog.lately;
import static io.counterfoil.collections.testkit.ReceivableLog.noon;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.counterfoil.collections.aging.AgeBasis;
import io.counterfoil.collections.aging.Aging;
import io.counterfoil.collections.receivable.ReceivableEvent.Allocated;
import io.counterfoil.collections.receivable.ReceivableEvent.Deallocated;
import io.counterfoil.collections.receivable.ReceivableEvent.ItemCancelled;
import io.counterfoil.collections.receivable.ReceivableEvent.ItemIssued;
import io.counterfoil.collections.receivable.ReceivableEvent.ReversalKind;
import io.counterfoil.collections.receivable.ReceivableEvent.Reversed;
import io.counterfoil.collections.receivable.ReceivableEvent.WriteOffReversed;
import io.counterfoil.collections.receivable.ReceivableEvent.WrittenOff;
import io.counterfoil.collections.testkit.ReceivableLog;
import io.counterfoil.payments.evidence.Checked;
import io.counterfoil.payments.evidence.Diagnostic;
import io.counterfoil.payments.money.Amounts;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import javax.money.Monetary;
import javax.money.MonetaryAmount;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Every row of the table of bad input that is about receivables (collections specification 5). */
class BadInputTest {

    private static final Amounts GBP = Amounts.in("GBP");

    /** Invoice I of 100 issued on 1 March, receipt R of 60 of 1 May, 40 of it used on 2 May. */
    private static ReceivableLog books() {
        return ReceivableLog.in("GBP")
                .invoice("I", "100", "2027-03-01", "2027-03-31")
                .receipt("R", "60", "2027-05-01")
                .allocate("R", "I", "40", "2027-05-02");
    }

    private static Diagnostic only(ReceivableEvent event) {
        Checked<Receivables> checked = books().replay().with(event);
        assertThat(checked.diagnostics()).hasSize(1);
        return checked.diagnostics().get(0);
    }

    private static ItemIssued invoice(MonetaryAmount amount) {
        return new ItemIssued(ReceivableLog.in("GBP")
                .item("X", OpenItemKind.INVOICE, "1", "2027-06-01")
                .amount(amount)
                .build());
    }

    private static Allocated allocation(String from, String to, MonetaryAmount amount, String day) {
        return new Allocated(
                ReceivableEventId.of("A"),
                OpenItemId.of(from),
                OpenItemId.of(to),
                amount,
                LocalDate.parse(day),
                noon("2027-06-01"));
    }

    private static MonetaryAmount exactly(String number, String currency) {
        return Monetary.getDefaultAmountFactory()
                .setCurrency(currency)
                .setNumber(new BigDecimal(number))
                .create();
    }

    private static String of(Diagnostic finding) {
        return finding.code().id() + " " + finding.location().field() + " "
                + finding.attributes().get("value");
    }

    @Test
    @DisplayName("section 5: amount of nothing, below nothing, with too many decimals")
    void amounts() {
        assertThat(of(only(invoice(GBP.zero())))).isEqualTo("RECEIVABLE.AMOUNT_INVALID amount 0");
        assertThat(of(only(invoice(GBP.of("-3"))))).isEqualTo("RECEIVABLE.AMOUNT_INVALID amount -3");
        assertThat(of(only(invoice(exactly("1.234", "GBP"))))).isEqualTo("RECEIVABLE.SCALE amount 1.234");
        assertThat(of(only(allocation("R", "I", GBP.of("-1"), "2027-05-03"))))
                .isEqualTo("RECEIVABLE.AMOUNT_INVALID amount -1");
        assertThat(of(only(new WrittenOff(
                        ReceivableEventId.of("W"),
                        OpenItemId.of("I"),
                        GBP.zero(),
                        "SMALL",
                        LocalDate.parse("2027-05-03"),
                        noon("2027-06-01")))))
                .startsWith("RECEIVABLE.AMOUNT_INVALID");
    }

    @Test
    @DisplayName("section 5: another currency than the item's")
    void currencies() {
        assertThat(of(only(allocation("R", "I", Amounts.in("EUR").of("1"), "2027-05-03"))))
                .isEqualTo("RECEIVABLE.CURRENCY_MISMATCH amount EUR");
        assertThat(of(only(new WrittenOff(
                        ReceivableEventId.of("W"),
                        OpenItemId.of("I"),
                        Amounts.in("EUR").of("1"),
                        "SMALL",
                        LocalDate.parse("2027-05-03"),
                        noon("2027-06-01")))))
                .isEqualTo("RECEIVABLE.CURRENCY_MISMATCH amount EUR");
    }

    @Test
    @DisplayName("section 5: an allocation over what is left on either side says what is left; a cent less stands")
    void overAllocation() {
        Diagnostic receipt = only(allocation("R", "I", GBP.of("20.01"), "2027-05-03"));
        assertThat(of(receipt)).isEqualTo("RECEIVABLE.OVER_ALLOCATION amount 20.01");
        assertThat(receipt.attributes()).containsEntry("left", "20.00");
        assertThat(books().replay()
                        .with(allocation("R", "I", GBP.of("20.00"), "2027-05-03"))
                        .isClean())
                .isTrue();
        Receivables rich = books().receipt("R2", "500", "2027-05-01").replay();
        Diagnostic invoice = rich.with(allocation("R2", "I", GBP.of("60.01"), "2027-05-03"))
                .diagnostics()
                .get(0);
        assertThat(invoice.attributes()).containsEntry("left", "60.00");
        Diagnostic writeOff = only(new WrittenOff(
                ReceivableEventId.of("W"),
                OpenItemId.of("I"),
                GBP.of("60.01"),
                "SMALL",
                LocalDate.parse("2027-05-03"),
                noon("2027-06-01")));
        assertThat(of(writeOff)).isEqualTo("RECEIVABLE.OVER_ALLOCATION amount 60.01");
    }

    @Test
    @DisplayName("section 5: an allocation before a document, to itself, of an unknown item, between items of one sign")
    void allocations() {
        assertThat(of(only(allocation("R", "I", GBP.of("1"), "2027-04-30"))))
                .isEqualTo("RECEIVABLE.BEFORE_DOCUMENT effective 2027-04-30");
        assertThat(books().replay()
                        .with(allocation("R", "I", GBP.of("1"), "2027-05-01"))
                        .isClean())
                .isTrue();
        assertThat(of(only(allocation("R", "R", GBP.of("1"), "2027-05-03")))).isEqualTo("RECEIVABLE.SELF to R");
        assertThat(of(only(allocation("Q", "I", GBP.of("1"), "2027-05-03"))))
                .isEqualTo("RECEIVABLE.UNKNOWN_ITEM from Q");
        assertThat(of(only(allocation("R", "Q", GBP.of("1"), "2027-05-03")))).isEqualTo("RECEIVABLE.UNKNOWN_ITEM to Q");
        Receivables two = books().invoice("J", "5", "2027-03-01", "2027-03-31").replay();
        assertThat(of(two.with(allocation("J", "I", GBP.of("1"), "2027-05-03"))
                        .diagnostics()
                        .get(0)))
                .isEqualTo("RECEIVABLE.SAME_SIGN to I");
    }

    @Test
    @DisplayName("section 5: terms that do not add up to the item")
    void terms() {
        Diagnostic finding = only(new ItemIssued(ReceivableLog.in("GBP")
                .item("X", OpenItemKind.INVOICE, "10", "2027-06-01")
                .addTerm(new OpenItem.Term("a", LocalDate.parse("2027-06-30"), GBP.of("4")))
                .addTerm(new OpenItem.Term("b", LocalDate.parse("2027-07-31"), GBP.of("5.99")))
                .build()));
        assertThat(of(finding)).isEqualTo("RECEIVABLE.TERMS_SUM terms 9.99");
        assertThat(finding.message()).contains("add up to 9.99, expected 10.00");
    }

    @Test
    @DisplayName("section 5: a reversal of an event that is not known, of another kind, or reversed before")
    void reversals() {
        LocalDate day = LocalDate.parse("2027-05-20");
        ReceivableEvent unknown = new Deallocated(
                ReceivableEventId.of("D"), ReceivableEventId.of("no"), ReversalKind.VOIDED, day, noon("2027-06-01"));
        assertThat(of(only(unknown))).isEqualTo("RECEIVABLE.UNKNOWN_EVENT event no");
        ReceivableEvent otherKind = new WriteOffReversed(
                ReceivableEventId.of("D"), ReceivableEventId.of("R>I"), ReversalKind.VOIDED, day, noon("2027-06-01"));
        assertThat(of(only(otherKind))).isEqualTo("RECEIVABLE.UNKNOWN_EVENT event R>I");
        ReceivableEvent item = new Reversed(
                ReceivableEventId.of("D"), OpenItemId.of("no"), ReversalKind.VOIDED, day, noon("2027-06-01"));
        assertThat(of(only(item))).isEqualTo("RECEIVABLE.UNKNOWN_EVENT item no");
        ReceivableEvent back = new Deallocated(
                ReceivableEventId.of("D"), ReceivableEventId.of("R>I"), ReversalKind.RETURNED, day, noon("2027-06-01"));
        ReceivableEvent again = new Deallocated(
                ReceivableEventId.of("E"), ReceivableEventId.of("R>I"), ReversalKind.VOIDED, day, noon("2027-06-02"));
        assertThat(of(books().replay().with(List.of(back, again)).diagnostics().get(0)))
                .isEqualTo("RECEIVABLE.ALREADY_REVERSED event R>I");
        ReceivableEvent gone =
                new ItemCancelled(ReceivableEventId.of("C"), OpenItemId.of("I"), day, noon("2027-06-01"));
        ReceivableEvent twice = new Reversed(
                ReceivableEventId.of("F"), OpenItemId.of("I"), ReversalKind.RETURNED, day, noon("2027-06-02"));
        assertThat(of(books().replay().with(List.of(gone, twice)).diagnostics().get(0)))
                .isEqualTo("RECEIVABLE.ALREADY_REVERSED event I");
        ReceivableEvent early = new Deallocated(
                ReceivableEventId.of("D"),
                ReceivableEventId.of("R>I"),
                ReversalKind.RETURNED,
                LocalDate.parse("2027-05-01"),
                noon("2027-06-01"));
        assertThat(of(only(early))).isEqualTo("RECEIVABLE.BEFORE_DOCUMENT effective 2027-05-01");
    }

    @Test
    @DisplayName("section 5: a sum beyond 64 bits throws and never wraps, in the books and in an aging")
    void overflow() {
        String most = BigDecimal.valueOf(Long.MAX_VALUE, 2).toPlainString();
        Receivables receivables = ReceivableLog.in("GBP")
                .invoice("I", most, "2027-03-01", "2027-03-31")
                .invoice("J", "0.01", "2027-03-01", "2027-03-31")
                .replay();
        assertThat(Amounts.minor(receivables.open(OpenItemId.of("I"), lately("2027-06-01"))))
                .isEqualTo(Long.MAX_VALUE);
        assertThatThrownBy(() -> receivables.open(lately("2027-06-01"))).isInstanceOf(ArithmeticException.class);
        for (Aging.UnappliedPolicy policy : Aging.UnappliedPolicy.values()) {
            assertThatThrownBy(() -> Aging.by(AgeBasis.DUE_DATE)
                            .unapplied(policy)
                            .build()
                            .assess(receivables, lately("2027-06-01")))
                    .isInstanceOf(ArithmeticException.class);
        }
    }

    @Test
    @DisplayName("section 5: count and money of accepted and refused events are those of the input")
    void conserved() {
        List<ReceivableEvent> input = books().invoice("BAD", "0", "2027-06-01", "2027-06-30")
                .allocate("R", "I", "40", "2027-05-02")
                .allocate("R", "nobody", "7", "2027-05-03")
                .invoice("GOOD", "3", "2027-06-01", "2027-06-30")
                .events();
        Checked<Receivables> read = Receivables.replay(input.stream());
        assertThat(read.diagnostics())
                .extracting(finding -> finding.attributes().get("position") + " "
                        + finding.code().id())
                .containsExactly(
                        "3 RECEIVABLE.AMOUNT_INVALID", "4 RECEIVABLE.DUPLICATE_IGNORED", "5 RECEIVABLE.UNKNOWN_ITEM");
        assertThat(read.value().orElseThrow().events().count() + 3).isEqualTo(input.size());
        assertThat(read.value().orElseThrow().open(lately("2027-06-01")).in(GBP.currency()))
                .as("100 + 3 - 60")
                .isEqualTo(GBP.of("43"));
    }
}
