package io.counterfoil.bankfiles.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.counterfoil.bankfiles.export.Sheets.RowChange;
import io.counterfoil.bankfiles.source.ByteSource;
import io.counterfoil.payments.document.Document;
import io.counterfoil.payments.document.Table;
import io.counterfoil.payments.evidence.Checked;
import io.counterfoil.payments.evidence.Diagnostic;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.money.Totals;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SheetsTest {

    private static final Amounts CAD = Amounts.in("CAD");
    private static final Amounts JPY = Amounts.in("JPY");

    private final Sheets sheets = Sheets.standard();

    private static Table table() {
        return Table.titled("Work: list/1")
                .text("name", "Name")
                .number("open", "Open")
                .number("mixed", "Mixed")
                .number("count", "Count")
                .number("share", "Share")
                .text("due", "Due")
                .text("status", "Status")
                .row(
                        "r1",
                        "=HYPERLINK(\"x\")",
                        CAD.of("1234.50"),
                        CAD.of("1.00"),
                        7,
                        new Table.Cell.Share(new BigDecimal("0.125")),
                        LocalDate.of(2027, 3, 1),
                        new Table.Cell.Mark("open", Document.Tone.CAUTION))
                .row(
                        "r2",
                        "Smith & Sons, \"Ltd\"\nline",
                        CAD.of("-0.05"),
                        JPY.of("100"),
                        -3L,
                        new BigDecimal("0.5"),
                        null,
                        new Table.Cell.Moment(Instant.parse("2027-03-01T10:00:00Z"), ZoneId.of("UTC")))
                .row("+r3", "@x", null, Totals.of(CAD.of("2.00")), 0, null, LocalDate.of(2027, 3, 2), "-5")
                .build();
    }

    private static byte[] csv(Table table) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            Sheets.standard().csv(table, out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static byte[] xlsx(Table table) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            Sheets.standard().xlsx(table, out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static Map<String, String> parts(byte[] book) throws IOException {
        Map<String, String> parts = new TreeMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(book))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                parts.put(entry.getName(), new String(zip.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        return parts;
    }

    private static byte[] zipped(Map<String, String> parts) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, String> part : parts.entrySet()) {
                zip.putNextEntry(new ZipEntry(part.getKey()));
                zip.write(part.getValue().getBytes(StandardCharsets.UTF_8));
            }
        }
        return out.toByteArray();
    }

    private Checked<List<RowChange>> read(byte[] sheet) {
        return sheets.read(ByteSource.of(sheet, "edited"), table());
    }

    private Checked<List<RowChange>> read(String sheet) {
        return read(sheet.getBytes(StandardCharsets.UTF_8));
    }

    private static List<String> codes(Checked<?> checked) {
        return checked.diagnostics().stream().map(d -> d.code().id()).toList();
    }

    @Test
    @DisplayName("BNK-38 BNK-60 a table is written as CSV in which no text is a formula and no number is a text")
    void csvIsSafe() {
        String text = new String(csv(table()), StandardCharsets.UTF_8);

        assertThat(text)
                .startsWith(
                        "\uFEFFKey (do not change),Name,Open (CAD),Mixed,Count,Share,Due,Status,Mark (do not change)\r\n");
        assertThat(text).contains("r1,\"'=HYPERLINK(\"\"x\"\")\",1234.50,1.00 CAD,7,0.125,2027-03-01,open,");
        assertThat(text).contains("r2,\"Smith & Sons, \"\"Ltd\"\"\nline\",-0.05,100 JPY,-3,0.5,,2027-03-01 10:00,");
        assertThat(text).contains("'+r3,'@x,,2.00 CAD,0,,2027-03-02,'-5,");
    }

    @Test
    @DisplayName("BNK-60 a table is written as a workbook with typed cells, the same bytes each time")
    void workbook() throws IOException {
        Map<String, String> parts = parts(xlsx(table()));
        String sheet = parts.get("xl/worksheets/sheet1.xml");

        assertThat(parts)
                .containsOnlyKeys(
                        "[Content_Types].xml",
                        "_rels/.rels",
                        "xl/_rels/workbook.xml.rels",
                        "xl/styles.xml",
                        "xl/workbook.xml",
                        "xl/worksheets/sheet1.xml");
        assertThat(sheet)
                .contains("<c t=\"inlineStr\"><is><t xml:space=\"preserve\">=HYPERLINK(\"x\")</t></is></c>")
                .contains("<c s=\"2\"><v>1234.50</v></c>")
                .contains("<c><v>7</v></c>")
                .contains("<c s=\"3\"><v>0.125</v></c>")
                .contains("<c s=\"1\"><v>46447</v></c>")
                .doesNotContain("<f>");
        assertThat(parts.get("xl/styles.xml")).contains("formatCode=\"#,##0.00\"", "formatCode=\"0.0%\"");
        assertThat(parts.get("xl/workbook.xml")).contains("sheet name=\"Work  list 1\"");
        assertThat(xlsx(table())).isEqualTo(xlsx(table()));
    }

    @Test
    @DisplayName("BNK-60 a sheet that nobody changed reads back without a change, in both forms")
    void unchanged() {
        assertThat(read(csv(table())).orThrow()).isEmpty();
        assertThat(read(xlsx(table())).orThrow()).isEmpty();
    }

    @Test
    @DisplayName("BNK-60 changes come back by row and column; rows may be missing or in another order")
    void changes() throws IOException {
        String text = new String(csv(table()), StandardCharsets.UTF_8);
        List<String> lines =
                new ArrayList<>(text.replace("\nline", " line").lines().toList());
        String edited =
                lines.get(0) + "\n" + lines.get(3).replace("'-5", "closed").replace("2027-03-02", "2027-03-09") + "\n"
                        + lines.get(1).replace("1234.50", "1234.5").replace(",7,", ",8,") + "\n";

        assertThat(read(edited).orThrow())
                .containsExactly(
                        new RowChange("+r3", "due", "2027-03-02", "2027-03-09"),
                        new RowChange("+r3", "status", "-5", "closed"),
                        new RowChange("r1", "count", "7", "8"));

        Map<String, String> parts = parts(xlsx(table()));
        parts.computeIfPresent(
                "xl/worksheets/sheet1.xml",
                (name, sheet) -> sheet.replace("<v>46447</v>", "<v>46448</v>")
                        .replace("<v>1234.50</v>", "<v>1234.5000000000001</v>")
                        .replace("<v>-3</v>", "<v>-4</v>"));
        assertThat(read(zipped(parts)).orThrow())
                .containsExactly(
                        new RowChange("r1", "due", "2027-03-01", "2027-03-02"),
                        new RowChange("r2", "count", "-3", "-4"));
    }

    @Test
    @DisplayName("BNK-60 a workbook with shared strings and places, as spreadsheets save it, is read")
    void sharedStrings() throws IOException {
        Map<String, String> parts = parts(xlsx(table()));
        String mark = new String(csv(table()), StandardCharsets.UTF_8)
                .lines()
                .skip(1)
                .findFirst()
                .orElseThrow();
        String own = mark.substring(mark.lastIndexOf(',') + 1);
        parts.put(
                "xl/sharedStrings.xml",
                "<sst><si><t>r1</t></si><si><r><t>=HYPER</t></r><r><t>LINK(\"x\")</t></r></si></sst>");
        String head = parts.get("xl/worksheets/sheet1.xml");
        String header = head.substring(0, head.indexOf("</row>") + 6);
        parts.put(
                "xl/worksheets/sheet1.xml",
                header + "<row r=\"2\"><c r=\"A2\" t=\"s\"><v>0</v></c><c r=\"B2\" t=\"s\"><v>1</v></c>"
                        + "<c r=\"C2\"><v>1234.5</v></c><c r=\"D2\" t=\"str\"><v>1.00 CAD</v></c><c r=\"E2\"><f>6+1</f><v>7</v></c>"
                        + "<c r=\"F2\"><v>0.125</v></c><c r=\"G2\"><v>46447</v></c><c r=\"I2\" t=\"inlineStr\"><is><t>"
                        + own
                        + "</t></is></c></row></sheetData></worksheet>");

        assertThat(read(zipped(parts)).orThrow()).containsExactly(new RowChange("r1", "status", "open", ""));
    }

    @Test
    @DisplayName(
            "BNK-60 stale, unknown and doubled rows, missing columns and files of another kind are refused, without a change")
    void refusals() throws IOException {
        String text = new String(csv(table()), StandardCharsets.UTF_8).replace("\nline", " line");
        List<String> lines = text.lines().toList();

        assertThat(codes(read(lines.get(0) + "\n" + lines.get(1).replaceAll(".$", "x") + "\n")))
                .containsExactly("IMPORT.STALE_ROW");
        assertThat(codes(read(lines.get(0) + "\nr9" + lines.get(1).substring(2) + "\n")))
                .containsExactly("IMPORT.UNKNOWN_ROW");
        assertThat(codes(read(lines.get(0) + "\n" + lines.get(1) + "\n" + lines.get(1) + "\n")))
                .containsExactly("IMPORT.UNKNOWN_ROW");
        Diagnostic twice = read(lines.get(0) + "\n" + lines.get(1) + "\n" + lines.get(1) + "\n")
                .diagnostics()
                .get(0);
        assertThat(twice.message()).isEqualTo("row 'r1' stands twice in the sheet");
        assertThat(twice.location().line()).isEqualTo(3);
        assertThat(read(lines.get(0) + "\nr9" + lines.get(1).substring(2) + "\n")
                        .diagnostics()
                        .get(0)
                        .message())
                .isEqualTo("row 'r9' was not in the table");
        assertThat(codes(read(lines.get(0).replace("Count", "Cnt") + "\n"))).containsExactly("IMPORT.NOT_A_SHEET");
        assertThat(codes(read(""))).containsExactly("IMPORT.NOT_A_SHEET");
        assertThat(codes(read("PK\u0003\u0004 no workbook"))).containsExactly("IMPORT.NOT_A_SHEET");
        assertThat(codes(read("\"open"))).containsExactly("IMPORT.NOT_A_SHEET");
        Map<String, String> bomb = parts(xlsx(table()));
        bomb.put(
                "xl/worksheets/sheet1.xml",
                "<!DOCTYPE x [<!ENTITY a \"b\">]><worksheet><sheetData><row><c><v>&a;</v></c></row></sheetData></worksheet>");
        assertThat(codes(read(zipped(bomb)))).containsExactly("IMPORT.NOT_A_SHEET");
        assertThat(codes(Sheets.upTo(500).read(ByteSource.of(xlsx(table()), "e"), table())))
                .containsExactly("IMPORT.NOT_A_SHEET");
        Map<String, String> large = new TreeMap<>(Map.of("xl/worksheets/sheet1.xml", " ".repeat(200_000)));
        assertThat(codes(Sheets.upTo(100_000).read(ByteSource.of(zipped(large), "e"), table())))
                .containsExactly("IMPORT.NOT_A_SHEET");
        assertThatThrownBy(() -> Sheets.upTo(0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Property(tries = 200)
    @Label("BNK-60 whatever words a table holds, it reads back without a change")
    void anyWords(@ForAll @Size(max = 6) List<String> words) {
        Table.Builder builder = Table.titled("t").text("a", "A");
        for (int i = 0; i < words.size(); i++) {
            builder.row("k" + i, words.get(i));
        }
        Table table = builder.build();

        for (byte[] sheet : List.of(csv(table), xlsx(table))) {
            Checked<List<RowChange>> read = sheets.read(ByteSource.of(sheet, "edited"), table);
            assertThat(read.diagnostics()).isEmpty();
        }
        assertThat(sheets.read(ByteSource.of(csv(table), "edited"), table).orThrow())
                .allSatisfy(
                        change -> assertThat(StandardCharsets.UTF_8.newEncoder().canEncode(change.before()))
                                .isFalse());
    }
}
