package io.counterfoil.bankfiles.csv.internal;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import io.counterfoil.bankfiles.csv.CsvProfile;
import io.counterfoil.bankfiles.csv.internal.RowReader.BadCellException;
import io.counterfoil.bankfiles.csv.internal.RowReader.Columns;
import io.counterfoil.bankfiles.csv.internal.RowReader.Row;
import io.counterfoil.bankfiles.source.ImportCode;
import io.counterfoil.bankfiles.source.ImportLimits;
import io.counterfoil.bankfiles.source.internal.Hashes;
import io.counterfoil.bankfiles.source.internal.LimitException;
import io.counterfoil.bankfiles.source.internal.Money;
import io.counterfoil.bankfiles.source.internal.Occurrences;
import io.counterfoil.bankfiles.source.internal.RecordReader;
import io.counterfoil.bankfiles.source.internal.RecordSink;
import io.counterfoil.bankfiles.source.internal.SourceText;
import io.counterfoil.payments.evidence.Diagnostic;
import io.counterfoil.payments.evidence.Rejection;
import io.counterfoil.payments.evidence.Sha256;
import io.counterfoil.payments.redaction.PanRedactor;
import io.counterfoil.reconciliation.item.ItemId;
import io.counterfoil.reconciliation.statement.StatementEntry;
import io.counterfoil.reconciliation.statement.StatementEntry.Counterparty;
import io.counterfoil.reconciliation.statement.StatementEntry.References;
import io.counterfoil.reconciliation.statement.StatementEntry.References.Role;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads a table forward, a row a step. Not thread-safe. */
public final class TableReader implements RecordReader {

    private static final int SHOWN_ROW = 2_000;
    private static final int LONGEST_KEY = 70;

    private final String source;
    private final SourceText text;
    private final long lastLine;
    private final CsvProfile profile;
    private final ImportLimits limits;
    private final RecordSink sink;
    private final TableProof proof;
    private final Money money = new Money();
    private final Occurrences items = new Occurrences();
    private @Nullable CloseableIterator<CsvRecord> rows;
    private @Nullable RowReader reader;
    private int width;
    private int rejections;
    private long line;
    private boolean ended;

    /**
     * A reader of the text.
     *
     * @param lines physical lines of the source
     */
    public TableReader(
            String source, SourceText text, long lines, CsvProfile profile, ImportLimits limits, RecordSink sink) {
        this.source = source;
        this.text = text;
        this.lastLine = lines - profile.footerLines();
        this.profile = profile;
        this.limits = limits;
        this.sink = sink;
        this.proof = new TableProof(profile, Diagnostic.Location.of(source));
    }

    @Override
    public boolean advance() throws IOException {
        if (ended) {
            return false;
        }
        try {
            CloseableIterator<CsvRecord> at = rows;
            if (at == null) {
                rows = open();
            } else if (!next(at)) {
                end();
            }
        } catch (UncheckedIOException e) {
            if (!(e.getCause() instanceof LimitException)) {
                throw e;
            }
            stop(ImportCode.LIMIT_EXCEEDED, String.valueOf(e.getCause().getMessage()));
        } catch (LimitException e) {
            stop(ImportCode.LIMIT_EXCEEDED, String.valueOf(e.getMessage()));
        } catch (CsvParseException e) {
            boolean quote =
                    String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT).contains("quote");
            sink.rejected(Rejection.of(
                    Diagnostic.Location.of(source, line + 1),
                    "row",
                    quote ? ImportCode.QUOTE_OPEN : ImportCode.LIMIT_EXCEEDED,
                    "the row cannot be told from the next ones"));
            stop(
                    quote ? ImportCode.QUOTE_OPEN : ImportCode.LIMIT_EXCEEDED,
                    quote
                            ? "a quoted cell is never closed after line " + line
                            : "a cell or row is longer than the limits allow after line " + line);
        }
        return true;
    }

    @Override
    public void close() throws IOException {
        text.release();
    }

    private void stop(ImportCode code, String message) {
        sink.broken(Diagnostic.error(code, message, Diagnostic.Location.of(source, line)));
        proof.lost();
        end();
    }

    private void end() {
        ended = true;
        proof.finish(sink);
    }

    private CloseableIterator<CsvRecord> open() throws IOException {
        BufferedReader lines = new BufferedReader(text);
        for (int i = 0; i < profile.skipLines(); i++) {
            String skipped = lines.readLine();
            text.tokenEnded();
            if (skipped == null) {
                break;
            }
            line++;
        }
        return CsvReader.builder()
                .fieldSeparator(profile.delimiter())
                .quoteCharacter(profile.quote())
                .skipEmptyLines(true)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .allowUnclosedQuote(false)
                .detectBomHeader(false)
                .maxBufferSize(Math.max(limits.maxTokenBytes(), 1 << 15))
                .ofCsvRecord(profile.footerLines() == 0 ? lines : new FirstLines(lines, lastLine - line))
                .iterator();
    }

    private boolean next(CloseableIterator<CsvRecord> at) {
        if (!at.hasNext()) {
            if (reader == null && profile.header()) {
                sink.broken(Diagnostic.error(
                        ImportCode.NOT_CSV,
                        "there is no header row, expected the columns " + profile.columns(),
                        Diagnostic.Location.of(source)));
            }
            return false;
        }
        CsvRecord row = at.next();
        text.tokenEnded();
        line = row.getStartingLineNumber() + profile.skipLines();
        List<String> cells = row.getFields();
        RowReader known = reader;
        if (known == null) {
            if (profile.header()) {
                return header(cells);
            }
            known = unnamed(cells.size());
            if (known == null) {
                return false;
            }
        }
        if (isBlank(cells)) {
            return true;
        }
        return read(known, cells);
    }

    private static boolean isBlank(List<String> cells) {
        for (int i = 0; i < cells.size(); i++) {
            if (!cells.get(i).isBlank()) {
                return false;
            }
        }
        return true;
    }

    private boolean read(RowReader known, List<String> cells) {
        if (cells.size() != width) {
            String sentence = "a row has " + cells.size() + " cells, expected " + width;
            return reject(ImportCode.ROW_LENGTH, sentence, Diagnostic.Location.of(source, line), cells);
        }
        try {
            Row row = known.read(cells, sink.isCounting());
            proof.row(row, Diagnostic.Location.of(source, line));
            int occurrence = repetition(row);
            if (sink.isCounting()) {
                sink.counted(row.currency(), row.minor());
            } else {
                sink.entry(entry(row, occurrence));
            }
            return true;
        } catch (BadCellException e) {
            Diagnostic.Location at =
                    Diagnostic.Location.of(source, line, e.cell()).field(e.column());
            return reject(e.code(), e.sentence(), at, cells);
        }
    }

    private boolean reject(ImportCode code, String sentence, Diagnostic.Location at, List<String> cells) {
        String raw = String.join(String.valueOf(profile.delimiter()), cells);
        byte[] bytes = raw.substring(0, Math.min(SHOWN_ROW, raw.length())).getBytes(StandardCharsets.UTF_8);
        sink.rejected(Rejection.of(at, "row", code, sentence, bytes));
        sink.found(Diagnostic.error(code, sentence, at));
        proof.rejected();
        if (++rejections <= limits.maxRejections()) {
            return true;
        }
        sink.broken(Diagnostic.error(
                ImportCode.LIMIT_EXCEEDED, "more than " + limits.maxRejections() + " rows cannot be read", at));
        return false;
    }

    private boolean header(List<String> cells) {
        Map<String, Integer> places = new HashMap<>();
        List<String> twice = new ArrayList<>();
        for (int i = 0; i < cells.size(); i++) {
            if (places.putIfAbsent(Columns.normal(cells.get(i)), i) != null) {
                twice.add(Columns.normal(cells.get(i)));
            }
        }
        List<String> missing = profile.columns().stream()
                .filter(column -> !places.containsKey(Columns.normal(column)))
                .toList();
        List<String> doubled = profile.columns().stream()
                .filter(column -> twice.contains(Columns.normal(column)))
                .toList();
        if (!missing.isEmpty() || !doubled.isEmpty()) {
            sink.broken(Diagnostic.error(
                    ImportCode.NOT_CSV,
                    "the header of " + cells.size() + " columns "
                            + (missing.isEmpty() ? "has twice " + doubled : "lacks " + missing)
                            + ", expected the columns of profile '" + profile.id() + "': " + profile.columns(),
                    Diagnostic.Location.of(source, line)));
            return false;
        }
        width = cells.size();
        reader = reader(column -> places.getOrDefault(Columns.normal(column), 0));
        return true;
    }

    private @Nullable RowReader unnamed(int cells) {
        for (String column : profile.columns()) {
            if (!column.matches("[1-9][0-9]{0,4}") || Integer.parseInt(column) > cells) {
                sink.broken(Diagnostic.error(
                        ImportCode.NOT_CSV,
                        "rows have " + cells + " cells and no header, column '" + column + "' of profile '"
                                + profile.id() + "' is none of them, expected a number",
                        Diagnostic.Location.of(source, line)));
                return null;
            }
        }
        width = cells;
        RowReader numbered = reader(column -> Integer.parseInt(column) - 1);
        reader = numbered;
        return numbered;
    }

    private RowReader reader(Columns columns) {
        Map<String, Integer> places = new HashMap<>();
        profile.columns().forEach(column -> places.put(column, columns.index(column)));
        return new RowReader(profile, column -> places.getOrDefault(column, 0), money);
    }

    /** Whether the bank gave the row a reference that can tell it from others. */
    private static boolean isKnown(String reference) {
        return !reference.isEmpty() && reference.length() <= LONGEST_KEY && !PanRedactor.holdsCardData(reference);
    }

    /** Notes a row with day, amount and reference of an earlier one; how often it was there, this time included. */
    private int repetition(Row row) {
        String reference = row.reference();
        boolean known = isKnown(reference);
        if (!known && sink.isCounting()) {
            return 1; // content tells rows apart only in the keys of entries
        }
        long content = Hashes.of(reference);
        if (!known) {
            content = Hashes.of(
                    Hashes.of(Hashes.of(content, Hashes.of(row.text())), Hashes.of(row.counterparty())),
                    row.valueOn().toEpochDay());
        }
        int occurrence = items.next(Hashes.of(
                Hashes.of(
                        Hashes.of(content, row.bookedOn().toEpochDay()),
                        row.currency().fractionDigits()),
                row.minor()));
        if (occurrence > 1 && known) {
            sink.found(Diagnostic.warning(
                    ImportCode.DUPLICATE_LINE,
                    "a row has day, amount and reference of an earlier one",
                    Diagnostic.Location.of(source, line)));
        }
        return occurrence;
    }

    private StatementEntry entry(Row row, int occurrence) {
        String reference = row.reference();
        String key = (isKnown(reference)
                        ? reference
                        : Sha256.ofFields(
                                        profile.account().token().value(),
                                        row.valueOn(),
                                        reference,
                                        row.text(),
                                        row.counterparty())
                                .shortHex())
                + "/" + row.bookedOn() + "/" + Money.plain(row.currency(), row.minor());
        StatementEntry.Builder entry = StatementEntry.builder()
                .id(ItemId.of(occurrence == 1 ? key : key + "#" + occurrence))
                .account(profile.account())
                .bookedOn(row.bookedOn())
                .valueOn(row.valueOn())
                .amount(row.currency().ofMinor(row.minor()))
                .text(row.text());
        if (!reference.isEmpty()) {
            entry.references(new References(Map.of(Role.BANK, reference)));
        }
        if (!row.counterparty().isEmpty()) {
            entry.counterparty(Counterparty.named(row.counterparty()));
        }
        return entry.build();
    }
}
