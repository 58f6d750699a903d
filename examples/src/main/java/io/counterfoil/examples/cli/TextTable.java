package io.counterfoil.examples.cli;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import io.counterfoil.bankfiles.imports.Imports;
import io.counterfoil.bankfiles.source.ByteSource;
import io.counterfoil.bankfiles.source.FileFormat;
import io.counterfoil.payments.evidence.Diagnostic;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** A table with a header, each row with the line that it begins on. Column names compare without letter case and blanks around them. */
final class TextTable {

    private final String source;
    private final long headerLine;
    private final List<String> header;
    private final Set<String> twice = new HashSet<>();
    private final List<Row> rows = new ArrayList<>();

    private TextTable(String source, long headerLine, List<String> header) {
        this.source = source;
        this.headerLine = headerLine;
        this.header = header.stream().map(TextTable::normal).toList();
        Set<String> seen = new HashSet<>();
        this.header.stream().filter(name -> !seen.add(name)).forEach(twice::add);
    }

    /** Reads the bytes of the file; refuses what is no table. */
    static TextTable read(Path path, byte[] bytes, char delimiter, char quote) {
        FileFormat format =
                Imports.standard().detect(ByteSource.of(bytes, path.toString())).format();
        if (format != FileFormat.CSV && format != FileFormat.UNKNOWN) {
            throw new BadInputException(path + ": its format is " + format.words() + ", expected a CSV table");
        }
        String text = InputFiles.text(path, bytes);
        if (text.isBlank()) {
            throw new BadInputException(path + ": is empty, expected a table with a header");
        }
        TextTable table = null;
        long line = 0;
        try (CsvReader<CsvRecord> reader = CsvReader.builder()
                .fieldSeparator(delimiter)
                .quoteCharacter(quote)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .allowUnclosedQuote(false)
                .ofCsvRecord(text)) {
            for (CsvRecord record : reader) {
                line = record.getStartingLineNumber();
                if (record.getFields().stream().allMatch(String::isBlank)) {
                    continue;
                }
                if (table == null) {
                    table = new TextTable(path.toString(), line, record.getFields());
                } else {
                    table.rows.add(table.new Row(line, record.getFields()));
                }
            }
        } catch (CsvParseException e) {
            throw new BadInputException(
                    Diagnostic.Location.of(path.toString(), line + 1),
                    "cannot be read as a table from here on: a quote is never closed, or a cell is too long");
        } catch (IOException e) {
            throw new BadInputException(path + ": cannot be read: " + e.getMessage());
        }
        if (table == null) {
            throw new BadInputException(path + ": has cells without text alone, expected a table with a header");
        }
        return table;
    }

    /** The rows below the header that are not blank. */
    List<Row> rows() {
        return rows;
    }

    boolean has(String column) {
        return header.contains(normal(column));
    }

    /** Refuses a header without the columns; the hint is a line of its own. */
    void need(List<String> columns, String hint) {
        List<String> missing = columns.stream().filter(column -> !has(column)).toList();
        if (missing.isEmpty()) {
            return;
        }
        Optional<String> other = List.of(";", "\t", "|", ",").stream()
                .filter(mark -> header.size() == 1 && header.get(0).contains(mark))
                .findFirst();
        throw new BadInputException(
                Diagnostic.Location.of(source, headerLine, 1),
                "the header has no column " + quoted(missing) + ", it has " + quoted(header)
                        + other.map(mark -> System.lineSeparator() + "Maybe the cells are separated by "
                                        + (mark.equals("\t") ? "tabs" : "'" + mark + "'"))
                                .orElse(hint.isEmpty() ? "" : System.lineSeparator() + hint));
    }

    private int index(String column) {
        String name = normal(column);
        if (twice.contains(name)) {
            throw new BadInputException(
                    Diagnostic.Location.of(source, headerLine, header.lastIndexOf(name) + 1),
                    "the header has column '" + column + "' twice, expected it once");
        }
        return header.indexOf(name);
    }

    private static String quoted(List<String> names) {
        return String.join(
                ", ", names.stream().limit(20).map(n -> "'" + shown(n) + "'").toList());
    }

    private static String shown(String name) {
        return name.length() > 60 ? name.substring(0, 60) + "…" : name;
    }

    private static String normal(String name) {
        return name.strip().toLowerCase(Locale.ROOT);
    }

    /** One row. */
    final class Row {

        private final long line;
        private final List<String> cells;

        private Row(long line, List<String> cells) {
            this.line = line;
            this.cells = cells;
        }

        long line() {
            return line;
        }

        /** What is wrong with the number of cells, if anything. */
        Optional<String> misfit() {
            return cells.size() == header.size()
                    ? Optional.empty()
                    : Optional.of("the row has " + cells.size() + " cells, the header has " + header.size());
        }

        /** The cell without blanks around it; empty where the table has no such column. */
        String cell(String column) {
            int at = index(column);
            return at < 0 || at >= cells.size() ? "" : cells.get(at).strip();
        }

        Diagnostic.Location at(String column) {
            return Diagnostic.Location.of(source, line, Math.max(0, index(column)) + 1)
                    .field(column);
        }
    }
}
