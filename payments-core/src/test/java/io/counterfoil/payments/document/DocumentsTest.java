package io.counterfoil.payments.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.counterfoil.payments.money.Amounts;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DocumentsTest {

    private static final Amounts GBP = Amounts.in("GBP");

    private static Document sample() {
        return Document.titled("Aging <b>")
                .subtitle("31 March 2027")
                .facts(new Document.Block.Fact(
                        "Open", Table.Cell.of(GBP.of("12345.60")), "3 items", Document.Tone.CAUTION))
                .callout(Document.Tone.BAD, "Broken", "closing differs & more")
                .table(Table.titled("By bucket")
                        .text("bucket", "Bucket")
                        .number("open", "Open")
                        .row("a", "1 to 30 days", GBP.of("12345.60"))
                        .row("b", "31 to 60 days", GBP.of("-5"))
                        .build())
                .add(new Document.Chart(
                        "Buckets",
                        "two bars",
                        Document.Chart.Shape.ROWS,
                        List.of(
                                new Document.Chart.Bar("1-30", 400, "400", Document.Tone.NEUTRAL),
                                new Document.Chart.Bar("31-60", 100, "100", Document.Tone.BAD))))
                .section("Details", false, inside -> inside.paragraph("folded"))
                .build();
    }

    @Test
    void textLinesUpNumbersAndNamesEveryBlock() {
        assertThat(Documents.text(sample(), Locale.UK)).isEqualTo("""
                        Aging <b>
                        =========
                        31 March 2027

                        Open  12,345.60 GBP  (3 items)

                        ! Broken: closing differs & more

                        By bucket
                        ---------
                        Bucket                  Open
                        ----------------------------
                        1 to 30 days   12,345.60 GBP
                        31 to 60 days      -5.00 GBP

                        Buckets
                        -------
                        1-30   ######################################## 400
                        31-60  ########## 100

                        Details
                        -------

                        folded
                        """);
    }

    @Test
    void htmlEscapesEveryTextAndLoadsNothing() {
        String page = Documents.html(sample(), Locale.UK);
        assertThat(page).contains("Aging &lt;b&gt;").doesNotContain("Aging <b>").contains("differs &amp; more");
        assertThat(page)
                .doesNotContain("http://")
                .doesNotContain("https://")
                .doesNotContain("<script")
                .doesNotContain("url(");
        assertThat(page).contains("default-src 'none'").contains("<svg").contains("prefers-color-scheme: dark");
    }

    @Test
    void markdownCannotBecomeOtherMarkup() {
        assertThat(Documents.markdown(sample(), Locale.UK))
                .startsWith("# Aging \\<b\\>\n")
                .contains("| Bucket | Open |\n| --- | ---: |\n| 1 to 30 days | 12,345.60 GBP |\n");
    }

    @Test
    void theLocaleDecidesHowNumbersAndDatesAreWritten() {
        Document document = Document.titled("t")
                .facts(
                        Document.Block.Fact.of("amount", Amounts.in("EUR").of("1234.5")),
                        Document.Block.Fact.of("day", LocalDate.of(2027, 3, 2)),
                        Document.Block.Fact.of("share", new Table.Cell.Share(new BigDecimal("0.8545"))),
                        Document.Block.Fact.of(
                                "moment",
                                new Table.Cell.Moment(
                                        Instant.parse("2027-03-02T14:05:00Z"), ZoneId.of("America/Toronto"))))
                .build();
        assertThat(Documents.text(document, Locale.GERMANY))
                .contains("1.234,50 EUR")
                .contains("2 März 2027")
                .contains("85,5 %");
        assertThat(Documents.text(document, Locale.UK)).contains("1,234.50 EUR").contains("Tue 2 Mar 2027 09:05");
    }

    @Test
    void amountsOfEveryCurrencyKeepTheirDecimals() {
        assertThat(new CellFormat(Locale.UK)
                        .text(Table.Cell.of(Amounts.in("JPY").of("1200"))))
                .isEqualTo("1,200 JPY");
        assertThat(new CellFormat(Locale.UK)
                        .text(Table.Cell.of(Amounts.in("BHD").of("1.5"))))
                .isEqualTo("1.500 BHD");
        assertThat(new CellFormat(Locale.UK)
                        .text(Table.Cell.of(Amounts.in("GBP").ofMinor(Long.MIN_VALUE))))
                .isEqualTo("-92,233,720,368,547,758.08 GBP");
    }

    @Test
    void tablesRefuseRowsOfAnotherWidthAndRepeatedKeys() {
        Table.Builder narrow = Table.titled("T").text("a", "A").row("1", "x", "y");
        assertThatThrownBy(narrow::build).hasMessage("row '1' of table 'T' has 2 cells, expected 1");
        Table.Builder twice = Table.titled("T").text("a", "A").row("1", "x").row("1", "y");
        assertThatThrownBy(twice::build).hasMessageContaining("stands twice");
    }

    @Test
    void cellsRefuseTypesTheyCannotShow() {
        assertThatThrownBy(() -> Table.Cell.of(1.5)).hasMessageContaining("java.lang.Double");
    }

    @Test
    void aBarThatIsNotZeroIsAlwaysSeen() {
        Document.Chart chart = new Document.Chart(
                "c",
                "s",
                Document.Chart.Shape.COLUMNS,
                List.of(
                        new Document.Chart.Bar("big", Long.MIN_VALUE, "", Document.Tone.NEUTRAL),
                        new Document.Chart.Bar("small", 1, "", Document.Tone.NEUTRAL),
                        new Document.Chart.Bar("none", 0, "", Document.Tone.NEUTRAL)));
        assertThat(chart.scaled(chart.bars().get(0), 40)).isEqualTo(40);
        assertThat(chart.scaled(chart.bars().get(1), 40)).isEqualTo(1);
        assertThat(chart.scaled(chart.bars().get(2), 40)).isZero();
    }

    @Test
    void theLastLabelBelowAColumnEndsInsideThePicture() {
        List<Document.Chart.Bar> days = IntStream.rangeClosed(1, 45)
                .mapToObj(day -> new Document.Chart.Bar("d" + day, day, "" + day, Document.Tone.NEUTRAL))
                .toList();
        Document document = Document.titled("t")
                .add(new Document.Chart("c", "s", Document.Chart.Shape.COLUMNS, days))
                .build();
        assertThat(Documents.html(document, Locale.UK))
                .contains("<text x=\"720\" y=\"180\" text-anchor=\"end\">d45</text>");
    }

    @Test
    void theLongestLabelBesideARowHasRoom() {
        assertThat(rows("x".repeat(17)))
                .contains("<text x=\"140\" y=\"20\"")
                .contains("x=\"150\" y=\"5\" width=\"420\"");
        assertThat(rows("x".repeat(18)))
                .contains("<text x=\"144\" y=\"20\"")
                .contains("x=\"154\" y=\"5\" width=\"416\"");
        assertThat(rows("x".repeat(90)))
                .contains("<text x=\"330\" y=\"20\"")
                .contains("x=\"340\" y=\"5\" width=\"230\"");
    }

    private static String rows(String label) {
        return Documents.html(
                Document.titled("t")
                        .add(new Document.Chart(
                                "c",
                                "s",
                                Document.Chart.Shape.ROWS,
                                List.of(
                                        new Document.Chart.Bar(label, 1, "1", Document.Tone.NEUTRAL),
                                        new Document.Chart.Bar("short", 1, "1", Document.Tone.NEUTRAL))))
                        .build(),
                Locale.UK);
    }

    @Test
    void tablesOfManyColumnsScrollSideways() {
        Table narrow = Table.titled("N").text("a", "A").build();
        Table wide = Table.titled("W")
                .text("a", "A")
                .text("b", "B")
                .text("c", "C")
                .text("d", "D")
                .text("e", "E")
                .build();
        String page =
                Documents.html(Document.titled("t").table(narrow).table(wide).build(), Locale.UK);
        assertThat(page).contains("<div class=\"table\" role").contains("<div class=\"table wide\" role");
    }
}
