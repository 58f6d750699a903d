package io.counterfoil.ticketing.claim;

import static io.counterfoil.ticketing.claim.ClaimSamples.CAD;
import static io.counterfoil.ticketing.claim.ClaimSamples.content;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.counterfoil.payments.evidence.Sha256;
import io.counterfoil.payments.party.PartyId;
import io.counterfoil.ticketing.claim.Claim.Content;
import io.counterfoil.ticketing.claim.Claim.Line;
import io.counterfoil.ticketing.claim.ClaimIndex.Entry;
import io.counterfoil.ticketing.claim.Duplicates.Finding;
import io.counterfoil.ticketing.claim.Duplicates.Kind;
import io.counterfoil.ticketing.claim.InvoiceNumber.Relation;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class DuplicatesTest {

    private final ClaimIndex index = ClaimIndex.inMemory();
    private final Duplicates duplicates = Duplicates.standard();

    private static Entry entry(String id, String participant, Content content) {
        return new Entry(id, PartyId.of(participant), true, Sha256.of("document " + id), content);
    }

    private static Content line(String invoice, int number, String amount, String total, String serial) {
        return new Content(
                invoice,
                LocalDate.of(2027, 2, 20),
                CAD.of(total),
                List.of(new Line(number, "TYRE", 1, CAD.of(amount), serial)));
    }

    private List<Kind> kinds(Entry entry) {
        return duplicates.match(entry, index).stream().map(Finding::kind).toList();
    }

    @Test
    @DisplayName("TIC-43 the same line of the same invoice of a participant, or the same serial, is exact and blocks")
    void exact() {
        index.put(entry("c-1", "pat", line("INV-00123", 1, "100.00", "300.00", "SN-1")));
        List<Finding> found = duplicates.match(entry("c-2", "pat", line("inv 123", 1, "90.00", "300.00", "")), index);
        assertThat(found).hasSize(1);
        assertThat(found.get(0).consequence()).isEqualTo(Duplicates.Consequence.BLOCKED);
        assertThat(found.get(0).other()).isEqualTo("c-1");
        assertThat(found.get(0).evidence().sentence())
                .isEqualTo("invoices 'inv 123' and 'INV-00123' are the same, and so is line 1");
        assertThat(kinds(entry("c-2", "pat", line("inv 123", 2, "90.00", "300.00", ""))))
                .isEmpty();
        List<Finding> serial = duplicates.match(entry("c-3", "kim", line("ZZ-9", 1, "90.00", "90.00", "sn1")), index);
        assertThat(serial).extracting(Finding::kind).containsExactly(Kind.EXACT);
        assertThat(serial.get(0).evidence().sentence()).isEqualTo("serial SN1 is the same");
        assertThat(kinds(entry("c-1", "pat", line("INV-00123", 1, "100.00", "300.00", "SN-1"))))
                .isEmpty();
        assertThat(kinds(entry("c-4", "pat", line("", 1, "100.00", "300.00", ""))))
                .isEmpty();
    }

    @Test
    @DisplayName("TIC-43 a near number with the same amount and a date within three days goes to review")
    void near() {
        index.put(entry("c-1", "pat", content("A-1024", "100.00")));
        assertThat(kinds(entry("c-2", "kim", content("A-1042", "100.00")))).containsExactly(Kind.NEAR);
        assertThat(duplicates
                        .match(entry("c-2", "kim", content("A-1042", "100.00")), index)
                        .get(0)
                        .evidence()
                        .sentence())
                .isEqualTo("invoices 'A-1042' and 'A-1024' are near, 100.00 CAD is the same and the dates are 0 days"
                        + " apart");
        assertThat(kinds(entry("c-2", "kim", content("A-1042", "100.01")))).isEmpty();
        for (int days : new int[] {-3, 3}) {
            assertThat(kinds(entry("c-2", "kim", moved(content("A-1042", "100.00"), days))))
                    .containsExactly(Kind.NEAR);
        }
        for (int days : new int[] {-4, 4}) {
            assertThat(kinds(entry("c-2", "kim", moved(content("A-1042", "100.00"), days))))
                    .isEmpty();
        }
        assertThat(Duplicates.withinDays(4).match(entry("c-2", "kim", moved(content("A-1042", "100.00"), 4)), index))
                .hasSize(1);
        assertThatIllegalArgumentException().isThrownBy(() -> Duplicates.withinDays(-1));
        Content euros = new Content(
                "A-1042",
                LocalDate.of(2027, 2, 20),
                io.counterfoil.payments.money.Amounts.in("EUR").of("100.00"),
                List.of(new Line(
                        1,
                        "TYRE",
                        1,
                        io.counterfoil.payments.money.Amounts.in("EUR").of("100.00"),
                        "")));
        assertThat(kinds(entry("c-2", "kim", euros))).isEmpty();
    }

    private static Content moved(Content content, int days) {
        return new Content(content.invoice(), content.date().plusDays(days), content.total(), content.lines());
    }

    @Test
    @DisplayName("TIC-43 parts that add up to one invoice, or to another claim on it, are a split")
    void split() {
        index.put(entry("c-1", "pat", line("INV-77120", 1, "100.00", "300.00", "")));
        index.put(entry("c-2", "pat", line("INV-77120", 2, "120.00", "300.00", "")));
        List<Finding> found = duplicates.match(entry("c-3", "pat", line("INV-77120", 3, "80.00", "300.00", "")), index);
        assertThat(found).extracting(Finding::kind).containsExactly(Kind.SPLIT);
        assertThat(found.get(0).evidence().sentence())
                .isEqualTo("with c-1, c-2 it adds up to the whole of invoice INV-77120");
        assertThat(found.get(0).other()).isEqualTo("c-1");
        assertThat(kinds(entry("c-3", "pat", line("INV-77120", 3, "79.00", "300.00", ""))))
                .isEmpty();
        assertThat(kinds(entry("c-3", "kim", line("INV-77120", 3, "80.00", "300.00", ""))))
                .containsExactly(Kind.CROSS, Kind.CROSS);
        index.put(entry("c-4", "pat", line("INV-77121", 9, "190.00", "190.00", "")));
        List<Finding> whole = duplicates.match(entry("c-5", "pat", line("INV-77120", 4, "90.00", "500.00", "")), index);
        assertThat(whole).extracting(Finding::kind).containsExactly(Kind.SPLIT);
        assertThat(whole.get(0).other()).isEqualTo("c-4");
        assertThat(whole.get(0).evidence().sentence()).isEqualTo("with c-1 it adds up to claim c-4");
        index.put(entry("c-6", "max", line("INV-5001", 1, "0.00", "50.00", "")));
        assertThat(kinds(entry("c-7", "max", line("INV-5001", 2, "50.00", "50.00", ""))))
                .isEmpty();
    }

    @Test
    @DisplayName(
            "TIC-43 another participant's claim on an invoice goes to the integrity queue, the same document to review")
    void crossAndDocument() {
        index.put(entry("c-1", "pat", content("A-1024", "100.00")));
        Entry other = new Entry("c-2", PartyId.of("kim"), true, Sha256.of("document c-1"), content("a 1024", "5.00"));
        List<Finding> found = duplicates.match(other, index);
        assertThat(found).extracting(Finding::kind).containsExactly(Kind.CROSS, Kind.DOCUMENT);
        assertThat(found)
                .extracting(Finding::consequence)
                .containsExactly(Duplicates.Consequence.INTEGRITY_QUEUE, Duplicates.Consequence.REVIEW);
        assertThat(found.get(0).evidence().sentence()).endsWith("claimed by another participant");
        assertThat(found.get(1).kind().id()).isEqualTo("DUPLICATE.DOCUMENT");
    }

    @Test
    @DisplayName("TIC-43 a rejected or cancelled claim does not stand in the way of its correction, but is still seen"
            + " across participants")
    void corrections() {
        Entry first = entry("c-1", "pat", line("A-1024", 1, "100.00", "100.00", "S1"));
        index.put(new Entry("c-1", first.participant(), false, first.document(), first.content()));
        assertThat(kinds(entry("c-2", "pat", first.content()))).isEmpty();
        assertThat(kinds(entry("c-2", "kim", first.content()))).containsExactly(Kind.CROSS);
        assertThat(kinds(entry("c-2", "kim", line("A-1042", 1, "100.00", "100.00", ""))))
                .isEmpty();
        index.put(first); // reopened
        assertThat(kinds(entry("c-2", "pat", first.content()))).containsExactly(Kind.EXACT);
        index.put(entry("c-1", "pat", content("B-9", "1.00"))); // keyed again as another invoice
        assertThat(kinds(entry("c-2", "pat", first.content()))).isEmpty();
        Claim claim = ClaimSamples.verified("c-9");
        assertThat(duplicates.match(claim, content("B-9", "1.00"), index))
                .extracting(Finding::kind)
                .containsExactly(Kind.EXACT);
        assertThat(Entry.of(claim, content("B-9", "1.00")).isAlive()).isTrue();
    }

    @Test
    @DisplayName("TIC-43 invoice numbers of the same look are the same, a slip apart near, nothing is incomparable")
    void relations() {
        assertThat(relation("INV-000123", "inv 123")).isEqualTo(Relation.SAME);
        assertThat(relation("A-1024", "A-1042")).isEqualTo(Relation.NEAR);
        assertThat(relation("A-1024", "A-2025")).isEqualTo(Relation.DIFFERENT);
        assertThat(relation("A102", "A103")).isEqualTo(Relation.DIFFERENT);
        assertThat(relation("A1024", "A102")).isEqualTo(Relation.DIFFERENT);
        assertThat(relation("A1024", "A10245")).isEqualTo(Relation.NEAR);
        assertThat(relation("XA1024", "A1024")).isEqualTo(Relation.NEAR);
        assertThat(relation("", "A1024")).isEqualTo(Relation.INCOMPARABLE);
        assertThat(relation("--", "--")).isEqualTo(Relation.INCOMPARABLE);
        assertThat(relation("PO/2026/0001", "PO-2026-2")).isEqualTo(Relation.NEAR); // by runs of digits only
        assertThat(relation("12345", "12354")).isEqualTo(Relation.NEAR);
        assertThat(relation("12345", "13254")).isEqualTo(Relation.DIFFERENT);
        assertThat(InvoiceNumber.of("000").compact()).isEqualTo("0");
    }

    private static Relation relation(String a, String b) {
        return InvoiceNumber.of(a).relation(InvoiceNumber.of(b));
    }
}
