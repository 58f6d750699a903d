package io.counterfoil.reconciliation.cash;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.payments.money.Amounts;
import io.counterfoil.reconciliation.cash.CashMatcher.Application;
import io.counterfoil.reconciliation.cash.CashMatcher.Line;
import io.counterfoil.reconciliation.cash.CashMatcher.OpenItem;
import io.counterfoil.reconciliation.cash.CashMatcher.Policy;
import io.counterfoil.reconciliation.item.ItemId;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class CashMatcherTest {

    private static final Amounts EUR = Amounts.in("EUR");

    private static Line line(String id, String amount, String text) {
        return Line.builder()
                .id(ItemId.of(id))
                .amount(EUR.of(amount))
                .putText("text", text)
                .build();
    }

    private static OpenItem item(String id, String open, String party) {
        return OpenItem.builder()
                .id(ItemId.of(id))
                .open(EUR.of(open))
                .party(party)
                .partyName("Name of " + party)
                .addDocument(id)
                .build();
    }

    private static String said(Policy policy, List<Line> lines, OpenItem... items) {
        return CashMatcher.of(policy).match(lines, List.of(items)).stream()
                .map(CashMatcherTest::said)
                .toList()
                .toString();
    }

    private static String said(Application line) {
        return line.line() + "="
                + line.applied().stream()
                        .map(p -> p.item() + ":" + Amounts.plain(p.amount()))
                        .toList()
                + line.reason().map(code -> " " + code.id()).orElse("")
                + (line.isAutomatic() ? " auto" : "");
    }

    private static final Policy EXACT = Policy.builder().build();

    @Test
    @DisplayName("REC-47 two lines of equal strength that want one item both abstain")
    void tie() {
        assertThat(said(EXACT, List.of(line("b1", "10", ""), line("b2", "10", "")), item("DOC1", "10", "A")))
                .isEqualTo("[b1=[] CASH.CONFLICT, b2=[] CASH.CONFLICT]");
    }

    @Test
    @DisplayName("REC-47 the line that names the item keeps it, the other is told which set it would need")
    void strength() {
        List<Application> found = CashMatcher.of(EXACT)
                .match(List.of(line("b1", "10", ""), line("b2", "10", "pays DOC1")), List.of(item("DOC1", "10", "A")));
        assertThat(found.get(1).applied()).hasSize(1);
        assertThat(found.get(0).conflicts()).singleElement().isEqualTo(java.util.Set.of(ItemId.of("DOC1")));
    }

    @Test
    @DisplayName("REC-47 equal items without evidence are handed back, not picked")
    void ambiguous() {
        List<Application> found = CashMatcher.of(EXACT)
                .match(List.of(line("b1", "10", "")), List.of(item("DOC1", "10", "A"), item("DOC2", "10", "B")));
        assertThat(found.get(0).applied()).isEmpty();
        assertThat(found.get(0).alternatives()).hasSize(2);
        assertThat(found.get(0).count().orElseThrow().items()).isEqualTo(2);
    }

    @Test
    @DisplayName(
            "REC-47 sets are searched within one customer: {60,50,50} pays 100 as {50,50} and never across customers")
    void sets() {
        assertThat(said(
                        EXACT,
                        List.of(line("b1", "100", "")),
                        item("DOC1", "60", "A"),
                        item("DOC2", "50", "A"),
                        item("DOC3", "50", "A")))
                .isEqualTo("[b1=[DOC2:50.00, DOC3:50.00]]");
        assertThat(said(EXACT, List.of(line("b1", "100", "")), item("DOC2", "50", "A"), item("DOC3", "50", "B")))
                .isEqualTo("[b1=[] CASH.NOTHING_FITS]");
    }

    @Test
    @DisplayName("REC-47 a withdrawal clears no receivable, an overpayment is suggested and not swallowed")
    void refused() {
        assertThat(said(EXACT, List.of(line("b1", "-10", "DOC1")), item("DOC1", "10", "A")))
                .isEqualTo("[b1=[] CASH.DIRECTION]");
        Application over = CashMatcher.of(EXACT)
                .match(List.of(line("b1", "12", "DOC1")), List.of(item("DOC1", "10", "A")))
                .get(0);
        assertThat(over.applied()).isEmpty();
        assertThat(over.suggestion().orElseThrow().difference()).isEqualTo(EUR.of("2"));
        assertThat(over.suggestion().orElseThrow().reason()).isEqualTo(CashMatcher.CashCode.OVERPAID);
        assertThat(said(EXACT, List.of(line("b1", "8", "DOC1")), item("DOC1", "10", "A")))
                .isEqualTo("[b1=[] CASH.UNDERPAID]");
        assertThat(said(
                        Policy.builder().allowPartial(true).build(),
                        List.of(line("b1", "8", "DOC1")),
                        item("DOC1", "10", "A")))
                .isEqualTo("[b1=[DOC1:8.00]]");
    }

    @Test
    @DisplayName("REC-47 the matrix applies without a person only where the party, the document and the amount agree")
    void automatic() {
        Line named = Line.builder()
                .from(line("b1", "10", "DOC1"))
                .partyName("NAME OF A")
                .build();
        assertThat(said(EXACT, List.of(named), item("DOC1", "10", "A"))).isEqualTo("[b1=[DOC1:10.00] auto]");
        assertThat(said(EXACT, List.of(line("b1", "10", "DOC1")), item("DOC1", "10", "A")))
                .isEqualTo("[b1=[DOC1:10.00]]");
        Line collected =
                Line.builder().from(line("b1", "10", "")).directDebit(true).build();
        assertThat(said(EXACT, List.of(collected), item("DOC1", "10", "A"))).isEqualTo("[b1=[DOC1:10.00] auto]");
    }

    @Test
    @DisplayName("REC-47 items are valued at the line's own rate where the policy says so")
    void lineRate() {
        Line foreign = Line.builder()
                .id(ItemId.of("b1"))
                .amount(EUR.of("100"))
                .foreignAmount(Amounts.in("USD").of("120"))
                .build();
        OpenItem dollars = OpenItem.builder()
                .id(ItemId.of("d"))
                .open(Amounts.in("USD").of("60"))
                .party("A")
                .build();
        Application found = CashMatcher.of(Policy.builder().useLineRate(true).build())
                .match(List.of(foreign), List.of(dollars, item("DOC1", "50", "A")))
                .get(0);
        assertThat(found.applied()).hasSize(2);
        assertThat(found.valued()).contains(Amounts.in("USD").of("120"));
    }
}
