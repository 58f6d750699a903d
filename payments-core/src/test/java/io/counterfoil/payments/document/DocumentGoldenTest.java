package io.counterfoil.payments.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.money.Totals;
import io.counterfoil.payments.testkit.GoldenFile;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** One document with every kind of block and cell, in the three renderings; the files were read by a person. */
class DocumentGoldenTest {

    private static final Amounts GBP = Amounts.in("GBP");
    private static final ZoneId TORONTO = ZoneId.of("America/Toronto");

    private static Document everything() {
        Document other =
                Document.titled("not shown").paragraph("From another document.").build();
        return Document.titled("Every kind")
                .subtitle("March 2027 & after")
                .heading("Figures <first>")
                .paragraph("A paragraph | with a bar, a \"quote\" and an 'apostrophe'.")
                .facts(
                        Document.Block.Fact.of("Open", GBP.of("12345.60")),
                        new Document.Block.Fact("Late", Table.Cell.of(3), "two of them\nfor long", Document.Tone.BAD),
                        new Document.Block.Fact(
                                "On time", new Table.Cell.Share(new BigDecimal("0.8549")), "", Document.Tone.GOOD))
                .callout(Document.Tone.CAUTION, "Look", "one < two")
                .callout(Document.Tone.GOOD, "Well", "all agreed")
                .callout(Document.Tone.NEUTRAL, "Note", "for the record")
                .table(cells())
                .table(Table.titled("").text("only", "Only a column").build())
                .add(new Document.Chart(
                        "Rows",
                        "three rows",
                        Document.Chart.Shape.ROWS,
                        List.of(
                                new Document.Chart.Bar("long", 1000, "10.00", Document.Tone.GOOD),
                                new Document.Chart.Bar("tiny", 1, "0.01", Document.Tone.CAUTION),
                                new Document.Chart.Bar("none", 0, "0.00", Document.Tone.NEUTRAL),
                                new Document.Chart.Bar("below", -500, "-5.00", Document.Tone.BAD))))
                .add(new Document.Chart(
                        "Columns",
                        "two columns",
                        Document.Chart.Shape.COLUMNS,
                        List.of(
                                new Document.Chart.Bar("Mon", 4, "4", Document.Tone.NEUTRAL),
                                new Document.Chart.Bar("Tue", 8, "8", Document.Tone.NEUTRAL))))
                .section("Folded", false, inside -> inside.heading("Inside").paragraph("Deep down."))
                .section("Open", true, inside -> inside.addAll(other))
                .build();
    }

    private static Table cells() {
        return Table.titled("Cells")
                .text("kind", "Kind")
                .number("value", "Value")
                .row("text", "text", "a|b")
                .row("money", "money", GBP.of("-1234.50"))
                .row(
                        "sums",
                        "sums",
                        Totals.of(List.of(GBP.of("1.00"), Amounts.in("CAD").of("2.00"))))
                .row("nothing", "no sums", Totals.none())
                .row("count", "count", 1234567L)
                .row("decimal", "decimal", new BigDecimal("0.1250"))
                .row("whole", "whole decimal", new BigDecimal("1E3"))
                .row("share", "share", new Table.Cell.Share(new BigDecimal("0.00049")))
                .row("day", "day", LocalDate.of(2027, 3, 1))
                .row("moment", "moment", new Table.Cell.Moment(Instant.parse("2027-03-02T03:30:00Z"), TORONTO))
                .row("mark", "mark", new Table.Cell.Mark("overdue", Document.Tone.BAD))
                .row("enum", "enum", Document.Tone.GOOD)
                .row("blank", "blank", (Object) null)
                .build();
    }

    @Test
    void textIsWhatAPersonReadsInATerminal() {
        GoldenFile.named("document/every-kind.txt").holds(Documents.text(everything(), Locale.UK));
    }

    @Test
    void markdownIsWhatAForgeShows() {
        GoldenFile.named("document/every-kind.md").holds(Documents.markdown(everything(), Locale.UK));
    }

    @Test
    void htmlIsAPageOfItsOwn() {
        GoldenFile.named("document/every-kind.html").holds(Documents.html(everything(), Locale.CANADA_FRENCH));
    }

    @Test
    void aLongParagraphIsWrappedBetweenWordsAndNoWordIsLost() {
        String words = "reconciliation of the clearing account ".repeat(12).trim();
        String text = Documents.text(Document.titled("Long").paragraph(words).build(), Locale.UK);
        List<String> lines = text.lines().skip(3).toList();
        assertThat(String.join(" ", lines)).isEqualTo(words);
        assertThat(lines.size()).isGreaterThan(3);
        for (int at = 0; at + 1 < lines.size(); at++) {
            String next = lines.get(at + 1);
            int first = next.indexOf(' ') < 0 ? next.length() : next.indexOf(' ');
            assertThat(lines.get(at).length()).isLessThanOrEqualTo(100);
            assertThat(lines.get(at).length() + 1 + first)
                    .as("the first word of the next line had no room")
                    .isGreaterThan(100);
        }
    }

    @Test
    void aTableRefusesARowOfAnotherWidthAndAKeyThatStandsTwice() {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        Table.titled("T").text("a", "A").row("k", "1", "2").build())
                .withMessage("row 'k' of table 'T' has 2 cells, expected 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Table.titled("T")
                        .text("a", "A")
                        .row("k", "1")
                        .row("k", "2")
                        .build())
                .withMessage("row key 'k' stands twice in table 'T', expected unique keys");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Table.Cell.of(1.5))
                .withMessageContaining("a table cell cannot hold a java.lang.Double");
    }
}
