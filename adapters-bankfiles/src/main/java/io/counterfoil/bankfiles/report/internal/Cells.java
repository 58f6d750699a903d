package io.counterfoil.bankfiles.report.internal;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import io.counterfoil.bankfiles.report.ReportProfile;
import io.counterfoil.bankfiles.source.ImportLimits;
import io.counterfoil.bankfiles.source.internal.LimitException;
import io.counterfoil.bankfiles.source.internal.SourceText;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The rows of a report, by cells or by fixed columns. Not thread-safe. */
final class Cells {

    private final ReportProfile profile;
    private final SourceText text;
    private final ImportLimits limits;
    private final BufferedReader lines;
    private @Nullable CloseableIterator<CsvRecord> rows;
    private List<String> header = List.of();
    private List<String> cells = List.of();
    private long skipped;
    private long line;

    Cells(ReportProfile profile, SourceText text, ImportLimits limits) {
        this.profile = profile;
        this.text = text;
        this.limits = limits;
        this.lines = new BufferedReader(text);
    }

    /** A cell is never closed, or the text is longer than the limits allow. */
    static final class UnreadableException extends Exception {
        private static final long serialVersionUID = 1L;

        private final boolean limit;

        UnreadableException(String message, boolean limit) {
            super(message);
            this.limit = limit;
        }

        boolean isLimit() {
            return limit;
        }
    }

    /** Moves to the next row that is not blank; false at the end. */
    boolean next() throws IOException, UnreadableException {
        try {
            return profile.fixedColumns() ? nextLine() : nextRow(profile.delimiter());
        } catch (LimitException e) {
            throw new UnreadableException(String.valueOf(e.getMessage()), true);
        } catch (UncheckedIOException e) {
            if (e.getCause() instanceof LimitException) {
                throw new UnreadableException(String.valueOf(e.getCause().getMessage()), true);
            }
            throw e;
        } catch (CsvParseException e) {
            boolean quote = // the library tells it by its words alone
                    String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT).contains("quote");
            throw new UnreadableException(
                    quote ? "a quoted cell is never closed" : "a cell or row is longer than the limits allow", !quote);
        }
    }

    private void skip() throws IOException {
        while (skipped < profile.skipLines()) {
            skipped++;
            if (lines.readLine() == null) {
                return;
            }
            text.tokenEnded();
        }
    }

    private boolean nextLine() throws IOException {
        skip();
        while (true) {
            String next = lines.readLine();
            text.tokenEnded();
            if (next == null) {
                return false;
            }
            line++;
            if (!next.isBlank()) {
                cells = List.of(next);
                return true;
            }
        }
    }

    private boolean nextRow(char delimiter) throws IOException {
        CloseableIterator<CsvRecord> at = rows;
        if (at == null) {
            skip();
            at = CsvReader.builder()
                    .fieldSeparator(delimiter)
                    .skipEmptyLines(true)
                    .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                    .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                    .allowUnclosedQuote(false)
                    .detectBomHeader(false)
                    .maxBufferSize(Math.max(limits.maxTokenBytes(), 1 << 15))
                    .ofCsvRecord(lines)
                    .iterator();
            rows = at;
            if (profile.header() && at.hasNext()) {
                header = at.next().getFields().stream().map(Cells::normal).toList();
                text.tokenEnded();
            }
        }
        while (at.hasNext()) {
            CsvRecord row = at.next();
            text.tokenEnded();
            line = row.getStartingLineNumber();
            cells = row.getFields();
            if (cells.stream().anyMatch(cell -> !cell.isBlank())) {
                return true;
            }
        }
        return false;
    }

    private static String normal(String name) {
        return name.strip().toLowerCase(Locale.ROOT);
    }

    /** The physical line, from 1. */
    long line() {
        return skipped + line;
    }

    /** What the row begins with. */
    String first() {
        return cells.get(0).strip();
    }

    /** The row as one text. */
    String raw() {
        return String.join(profile.fixedColumns() ? "" : String.valueOf(profile.delimiter()), cells);
    }

    /** The columns of the profile that the header does not have. */
    List<String> missing() {
        List<String> missing = new ArrayList<>();
        if (!profile.fixedColumns() && profile.header()) {
            profile.columns().values().stream()
                    .filter(column -> !header.contains(normal(column)))
                    .forEach(missing::add);
        }
        return missing;
    }

    /** The value in the column; empty where the row has none. */
    String cell(String column) {
        if (column.isEmpty()) {
            return "";
        }
        if (profile.fixedColumns()) {
            String fixed = cells.get(0);
            int dash = column.indexOf('-');
            int from = Integer.parseInt(column.substring(0, dash)) - 1;
            int to = Math.min(fixed.length(), Integer.parseInt(column.substring(dash + 1)));
            return from >= to ? "" : fixed.substring(from, to).strip();
        }
        int index = profile.header() ? header.indexOf(normal(column)) : Integer.parseInt(column) - 1;
        return index < 0 || index >= cells.size() ? "" : cells.get(index).strip();
    }

    void close() throws IOException {
        text.release();
    }
}
