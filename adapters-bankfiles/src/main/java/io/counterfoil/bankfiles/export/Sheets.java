package io.counterfoil.bankfiles.export;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.writer.CsvWriter;
import io.counterfoil.bankfiles.export.internal.Cells;
import io.counterfoil.bankfiles.export.internal.Workbook;
import io.counterfoil.bankfiles.export.internal.WorkbookReader;
import io.counterfoil.bankfiles.source.ByteSource;
import io.counterfoil.bankfiles.source.ImportCode;
import io.counterfoil.bankfiles.source.ImportException;
import io.counterfoil.bankfiles.source.internal.SpreadsheetText;
import io.counterfoil.bankfiles.source.internal.Texts;
import io.counterfoil.payments.document.Table;
import io.counterfoil.payments.evidence.Checked;
import io.counterfoil.payments.evidence.Diagnostic;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import javax.xml.stream.XMLStreamException;

/**
 * Tables as spreadsheets, there and back: worklists, aging, breaks. The first column holds the row's key, the last one a mark of what the row was; an edited sheet is
 * read back as a list of changes, and a row that changed in the meantime is refused. No cell is ever a formula. Immutable, thread-safe.
 */
public final class Sheets {

    private static final String KEY = "Key (do not change)";
    private static final String MARK = "Mark (do not change)";
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private final long maxBytes;

    private Sheets(long maxBytes) {
        this.maxBytes = maxBytes;
    }

    /** Sheets of at most 64 MiB once unpacked. */
    public static Sheets standard() {
        return new Sheets(64L << 20);
    }

    /** Sheets of at most so many bytes once unpacked. */
    public static Sheets upTo(long bytes) {
        if (bytes < 1) {
            throw new IllegalArgumentException("sheets of " + bytes + " bytes, expected at least 1");
        }
        return new Sheets(bytes);
    }

    /**
     * Writes the table as comma-separated values in UTF-8 with a byte order mark, as spreadsheets expect; texts that begin as formulas do get an apostrophe in
     * front. The stream stays open.
     */
    public void csv(Table table, OutputStream out) throws IOException {
        Cells cells = Cells.of(table);
        StringWriter text = new StringWriter();
        try (CsvWriter writer = CsvWriter.builder().build(text)) {
            writer.writeRecord(header(cells));
            for (Table.Row row : table.rows()) {
                List<String> record = new ArrayList<>(List.of(SpreadsheetText.neutral(row.key())));
                for (int column = 0; column < row.cells().size(); column++) {
                    Table.Cell cell = row.cells().get(column);
                    String plain = cells.plain(column, cell);
                    record.add(
                            Cells.isWords(cell) || !cells.isNumber(column, cell)
                                    ? SpreadsheetText.neutral(plain)
                                    : plain);
                }
                record.add(Cells.mark(row));
                writer.writeRecord(record);
            }
        }
        out.write((BYTE_ORDER_MARK + text.toString()).getBytes(StandardCharsets.UTF_8));
    }

    private static List<String> header(Cells cells) {
        List<String> header = new ArrayList<>(List.of(KEY));
        cells.labels().forEach(label -> header.add(SpreadsheetText.neutral(label)));
        header.add(MARK);
        return header;
    }

    /** Writes the table as an Office Open XML workbook with typed cells. The stream stays open. */
    public void xlsx(Table table, OutputStream out) throws IOException {
        Cells cells = Cells.of(table);
        try {
            Workbook book = new Workbook(table.title());
            book.row();
            book.text(KEY);
            for (String label : cells.labels()) {
                book.text(label);
            }
            book.text(MARK);
            book.endRow();
            for (Table.Row row : table.rows()) {
                book.row();
                book.text(row.key());
                for (int column = 0; column < row.cells().size(); column++) {
                    cells.write(column, row.cells().get(column), book);
                }
                book.text(Cells.mark(row));
                book.endRow();
            }
            book.writeTo(out);
        } catch (XMLStreamException e) {
            throw new IOException("the workbook cannot be written", e);
        }
    }

    /**
     * Reads an edited sheet, CSV or XLSX by its bytes, against the table as it is now. Rows may be missing, moved or filtered; new rows and rows that were written
     * from another state are refused, and then there are no changes at all.
     *
     * @throws ImportException where the sheet cannot be read from its source
     */
    public Checked<List<RowChange>> read(ByteSource edited, Table original) {
        List<List<String>> rows;
        Diagnostic.Location at = Diagnostic.Location.of(edited.name());
        byte[] bytes;
        try (InputStream in = edited.open()) {
            bytes = in.readNBytes((int) Math.min(Integer.MAX_VALUE - 16, maxBytes + 1));
        } catch (IOException e) {
            throw new ImportException(edited.name(), e);
        }
        boolean book = bytes.length > 1 && bytes[0] == 'P' && bytes[1] == 'K';
        try {
            if (bytes.length > maxBytes) {
                throw new IOException("it has more than " + maxBytes + " bytes");
            }
            rows = book
                    ? new WorkbookReader(maxBytes).read(new ByteArrayInputStream(bytes))
                    : values(new String(bytes, StandardCharsets.UTF_8));
        } catch (IOException | CsvParseException e) {
            return Checked.failed(
                    Diagnostic.error(ImportCode.NOT_A_SHEET, "the sheet cannot be read: " + e.getMessage(), at));
        }
        return changes(rows, original, at, book);
    }

    /** Spreadsheets write semicolons where the comma is the decimal mark. */
    private static List<List<String>> values(String text) {
        String plain = text.startsWith("\uFEFF") ? text.substring(1) : text;
        int end = plain.indexOf('\n') < 0 ? plain.length() : plain.indexOf('\n');
        String first = plain.substring(0, end);
        char delimiter = first.contains("\t") ? '\t' : first.contains(";") && !first.contains(",") ? ';' : ',';
        List<List<String>> rows = new ArrayList<>();
        for (CsvRecord record : CsvReader.builder()
                .fieldSeparator(delimiter)
                .skipEmptyLines(true)
                .extraFieldStrategy(de.siegmar.fastcsv.reader.FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(de.siegmar.fastcsv.reader.FieldMismatchStrategy.IGNORE)
                .ofCsvRecord(new StringReader(plain))) {
            rows.add(record.getFields().stream().map(SpreadsheetText::original).toList());
        }
        return rows;
    }

    private static Checked<List<RowChange>> changes(
            List<List<String>> rows, Table original, Diagnostic.Location sheet, boolean serialDays) {
        Cells cells = Cells.of(original);
        List<String> expected = new ArrayList<>(List.of(KEY));
        expected.addAll(cells.labels());
        expected.add(MARK);
        Map<String, Integer> places = new HashMap<>();
        List<String> header = rows.isEmpty() ? List.of() : rows.get(0);
        for (int i = 0; i < header.size(); i++) {
            places.putIfAbsent(header.get(i).strip(), i);
        }
        List<String> missing =
                expected.stream().filter(label -> !places.containsKey(label)).toList();
        if (!missing.isEmpty()) {
            return Checked.failed(Diagnostic.error(
                    ImportCode.NOT_A_SHEET,
                    "the sheet lacks the columns " + missing + ", expected " + expected,
                    sheet));
        }
        Map<String, Table.Row> known = new HashMap<>();
        original.rows().forEach(row -> known.put(row.key(), row));
        List<RowChange> changes = new ArrayList<>();
        List<Diagnostic> problems = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (int i = 1; i < rows.size(); i++) {
            List<String> row = rows.get(i);
            Diagnostic.Location at = Diagnostic.Location.of(sheet.source(), i + 1L);
            String key = cell(row, places.get(KEY));
            Table.Row was = known.get(key);
            if (was == null || !seen.add(key)) {
                problems.add(Diagnostic.error(
                        ImportCode.UNKNOWN_ROW,
                        "row " + Texts.shown(key)
                                + (was == null ? " was not in the table" : " stands twice in the sheet"),
                        at));
            } else if (!cell(row, places.get(MARK)).equals(Cells.mark(was))) {
                problems.add(Diagnostic.error(
                        ImportCode.STALE_ROW,
                        "row " + Texts.shown(key) + " was written from another state than the table has now"
                                + "\nMaybe write the sheet anew and make the changes there",
                        at));
            } else {
                compare(original, cells, was, row, places, serialDays, changes);
            }
        }
        return problems.isEmpty() ? Checked.of(List.copyOf(changes)) : Checked.failed(problems);
    }

    private static void compare(
            Table original,
            Cells cells,
            Table.Row was,
            List<String> row,
            Map<String, Integer> places,
            boolean serialDays,
            List<RowChange> changes) {
        for (int column = 0; column < original.columns().size(); column++) {
            Table.Cell cell = was.cells().get(column);
            String after = cell(row, places.get(cells.labels().get(column)));
            String before = cells.plain(column, cell);
            String read = cells.read(cell, after, serialDays);
            if (!cells.isSame(cell, before, read)) {
                changes.add(
                        new RowChange(was.key(), original.columns().get(column).key(), before, read));
            }
        }
    }

    private static String cell(List<String> row, @org.jspecify.annotations.Nullable Integer place) {
        return place == null || place >= row.size() ? "" : row.get(place);
    }

    /**
     * A cell that a person changed.
     *
     * @param row key of the row
     * @param column key of the column
     * @param before as it was written
     * @param after as it was read: words, a number with a point, or a day as {@code 2027-03-01}
     */
    public record RowChange(String row, String column, String before, String after) {

        public RowChange {
            Objects.requireNonNull(row, "row");
            Objects.requireNonNull(column, "column");
            Objects.requireNonNull(before, "before");
            Objects.requireNonNull(after, "after");
        }
    }
}
