package io.counterfoil.bankfiles.export.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Workbooks as others write them, and as nobody should. */
class WorkbookReaderTest {

    private static byte[] book(String... namesAndParts) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            for (int i = 0; i < namesAndParts.length; i += 2) {
                zip.putNextEntry(new ZipEntry(namesAndParts[i]));
                zip.write(namesAndParts[i + 1].getBytes(StandardCharsets.UTF_8));
                zip.closeEntry();
            }
        }
        return out.toByteArray();
    }

    private static String sheet(String rows) {
        return "<worksheet><sheetData>" + rows + "</sheetData></worksheet>";
    }

    private static List<List<String>> read(long maxBytes, String... namesAndParts) throws IOException {
        return new WorkbookReader(maxBytes).read(new ByteArrayInputStream(book(namesAndParts)));
    }

    private static List<List<String>> rows(String rows) throws IOException {
        return read(1 << 20, "xl/worksheets/sheet1.xml", sheet(rows));
    }

    @Test
    @DisplayName("BNK-60 cells stand where their place says, else behind the one before; blank rows are left out")
    void places() throws IOException {
        assertThat(rows("<row><c><v>1</v></c><c r=\"D1\"><v>4</v></c><c><v>5</v></c><c r=\"b1\"><v>2</v></c></row>"))
                .containsExactly(List.of("1", "2", "", "4", "5"));
        assertThat(rows("<row><c r=\"AA1\"><v>x</v></c></row>").get(0))
                .hasSize(27)
                .endsWith("x");
        assertThat(rows("<row><c r=\"XFD1\"><v>x</v></c></row>").get(0)).hasSize(16_384);
        assertThat(rows("<row><c r=\"XFE1\"><v>x</v></c></row>")).containsExactly(List.of("x"));
        assertThat(rows("<row><c r=\"1\"><v>x</v></c></row>")).containsExactly(List.of("x"));
        assertThat(rows("<row><c><v> </v></c></row><row/><row><c><v>y</v></c></row>"))
                .containsExactly(List.of("y"));
    }

    @Test
    @DisplayName("BNK-60 shared texts by their number, texts of a cell by themselves, anything else is blank")
    void sharedTexts() throws IOException {
        String shared = "<sst><si><t>a</t></si><si><r><t>b</t></r><r><t>c</t></r></si></sst>";
        String row = "<row><c t=\"s\"><v>0</v></c><c t=\"s\"><v>1</v></c><c t=\"s\"><v>2</v></c><c t=\"s\"><v>x</v></c>"
                + "<c t=\"inlineStr\"><is><t>d</t></is></c><c><f>1+1</f><v>2</v></c></row>";
        assertThat(read(1 << 20, "xl/worksheets/sheet1.xml", sheet(row), "xl/sharedStrings.xml", shared))
                .containsExactly(List.of("a", "bc", "", "", "d", "2"));
        assertThat(rows("<row><c t=\"s\"><v>0</v></c><c><v>z</v></c></row>")).containsExactly(List.of("", "z"));
    }

    @Test
    @DisplayName("BNK-60 the sheet with the lowest number is read, sheet2 before sheet10")
    void firstSheet() throws IOException {
        String ten = sheet("<row><c><v>ten</v></c></row>");
        String two = sheet("<row><c><v>two</v></c></row>");
        assertThat(read(
                        1 << 20,
                        "xl/worksheets/sheet10.xml",
                        ten,
                        "xl/worksheets/sheet2.xml",
                        two,
                        "docProps/app.xml",
                        "x"))
                .containsExactly(List.of("two"));
        assertThatThrownBy(() -> read(1 << 20, "xl/other.xml", two))
                .isInstanceOf(IOException.class)
                .hasMessage("the workbook has no sheet");
        assertThatThrownBy(() -> rows("<row>"))
                .isInstanceOf(IOException.class)
                .hasMessage("a part of the workbook is not well formed");
    }

    @Test
    @DisplayName("BNK-60 BNK-20 a document type is refused in each part, also one that nothing refers to")
    void documentTypes() {
        String row = sheet("<row><c t=\"s\"><v>0</v></c><c><v>x</v></c></row>");
        String type = "<!DOCTYPE x [<!ENTITY a \"b\">]>";
        assertThatThrownBy(() -> read(1 << 20, "xl/worksheets/sheet1.xml", type + row))
                .isInstanceOf(IOException.class)
                .hasMessage("a part of the workbook is not well formed");
        String shared = "<sst><si><t>a</t></si></sst>";
        assertThatThrownBy(() -> read(1 << 20, "xl/worksheets/sheet1.xml", row, "xl/sharedStrings.xml", type + shared))
                .isInstanceOf(IOException.class)
                .hasMessage("a part of the workbook is not well formed");
    }

    @Test
    @DisplayName("BNK-60 BNK-12 parts, bytes and cells that places far to the right make are limited")
    void limits() throws IOException {
        String far = "<row><c r=\"XFD1\"><v>x</v></c></row>";
        // 131,072 bytes hold 32,768 cells of the shortest kind, four characters: two such rows
        assertThat(read(131_072, "xl/worksheets/sheet1.xml", sheet(far + far))).hasSize(2);
        assertThatThrownBy(() -> read(131_071, "xl/worksheets/sheet1.xml", sheet(far + far)))
                .isInstanceOf(IOException.class)
                .hasMessage("the workbook has more than 32767 cells");
        String text = sheet("<row><c><v>x</v></c></row>");
        assertThat(read(text.length(), "xl/worksheets/sheet1.xml", text)).hasSize(1);
        assertThatThrownBy(() -> read(text.length() - 1, "xl/worksheets/sheet1.xml", text))
                .isInstanceOf(IOException.class)
                .hasMessage("the workbook holds more than " + (text.length() - 1) + " bytes");
        assertThatThrownBy(() -> read(text.length(), "a", "y", "xl/worksheets/sheet1.xml", text))
                .as("parts that are passed over count")
                .isInstanceOf(IOException.class);
        String[] parts = Collections.nCopies(1_000 * 2, "").toArray(new String[0]);
        for (int i = 0; i < parts.length; i += 2) {
            parts[i] = "p" + i;
        }
        parts[0] = "xl/worksheets/sheet1.xml";
        parts[1] = text;
        assertThat(read(1 << 20, parts)).hasSize(1);
        String[] more = java.util.Arrays.copyOf(parts, parts.length + 2);
        more[parts.length] = "one more";
        more[parts.length + 1] = "";
        assertThatThrownBy(() -> read(1 << 20, more))
                .isInstanceOf(IOException.class)
                .hasMessage("the workbook has more than 1000 parts");
    }
}
