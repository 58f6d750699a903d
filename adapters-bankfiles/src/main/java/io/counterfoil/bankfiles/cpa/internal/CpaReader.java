package io.counterfoil.bankfiles.cpa.internal;

import io.counterfoil.bankfiles.fixedwidth.FixedLine;
import io.counterfoil.bankfiles.fixedwidth.FixedRecords;
import io.counterfoil.bankfiles.fixedwidth.Totals;
import io.counterfoil.bankfiles.fixedwidth.Totals.Figure;
import io.counterfoil.bankfiles.fixedwidth.YearDay;
import io.counterfoil.bankfiles.record.BankRecord.FileSummary;
import io.counterfoil.bankfiles.source.ImportCode;
import io.counterfoil.bankfiles.source.ImportLimits;
import io.counterfoil.bankfiles.source.internal.Money;
import io.counterfoil.bankfiles.source.internal.RecordReader;
import io.counterfoil.bankfiles.source.internal.RecordSink;
import io.counterfoil.bankfiles.source.internal.Texts;
import io.counterfoil.payments.evidence.Diagnostic;
import io.counterfoil.payments.evidence.Rejection;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.proof.ImportReceipt.ControlTotal.Level;
import java.io.IOException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;

/** Reads a file of CPA standard 005 forward, a record of six segments a step, and proves its trailer. Not thread-safe. */
public final class CpaReader implements RecordReader {

    /** Columns of a record. */
    public static final int WIDTH = 1464;

    static final int SEGMENT = 240;
    static final int HEAD = 24;
    static final int SEGMENTS = 6;

    private static final String ROUTING = "$$";
    private static final String DETAILS = "CDEFIJ";
    private static final Figure[] VALUES = {
        null,
        new Figure(Level.FILE, "debits", ImportCode.Z_DEBIT_VALUE, 2),
        new Figure(Level.FILE, "credits", ImportCode.Z_CREDIT_VALUE, 2),
        new Figure(Level.FILE, "error credits", ImportCode.Z_ERROR_CREDIT_VALUE, 2),
        new Figure(Level.FILE, "error debits", ImportCode.Z_ERROR_DEBIT_VALUE, 2)
    };
    private static final Figure[] COUNTS = {
        null,
        new Figure(Level.FILE, "number of debits", ImportCode.Z_DEBIT_COUNT, 0),
        new Figure(Level.FILE, "number of credits", ImportCode.Z_CREDIT_COUNT, 0),
        new Figure(Level.FILE, "number of error credits", ImportCode.Z_ERROR_CREDIT_COUNT, 0),
        new Figure(Level.FILE, "number of error debits", ImportCode.Z_ERROR_DEBIT_COUNT, 0)
    };

    private final String source;
    private final FixedRecords lines;
    private final ImportLimits limits;
    private final RecordSink sink;
    private final Totals totals;
    private final Function<String, OptionalInt> lastNumbers;
    private final Segment segment;
    private final long[] value = new long[DETAILS.length()];
    private final long[] count = new long[DETAILS.length()];
    private boolean anything;
    private boolean headed;
    private boolean closed;
    private boolean ended;
    private long headerLine;
    private String originator = "";
    private String centre = "";
    private long fileNumber;
    private long expected = 1;
    private long previous;
    private long shortLines;
    private long rejections;

    /** A reader of the lines. */
    public CpaReader(
            String source,
            FixedRecords lines,
            ImportLimits limits,
            RecordSink sink,
            Function<String, OptionalInt> lastNumbers) {
        this.source = source;
        this.lines = lines;
        this.limits = limits;
        this.sink = sink;
        this.totals = new Totals(source, sink);
        this.lastNumbers = lastNumbers;
        this.segment = new Segment(source, sink);
    }

    @Override
    public boolean advance() throws IOException {
        if (ended) {
            return false;
        }
        if (!lines.next()) {
            end();
            return true;
        }
        FixedLine line = lines.line();
        if (!(line.starts(ROUTING) && !headed)) {
            record(line);
        }
        if (rejections > limits.maxRejections()) {
            ended = true;
            totals.end();
            sink.broken(Diagnostic.error(
                    ImportCode.LIMIT_EXCEEDED,
                    "more than " + limits.maxRejections() + " records cannot be read",
                    line.at(source)));
        }
        return true;
    }

    private void record(FixedLine line) {
        anything = true;
        if (line.length() < WIDTH) {
            shortLines++;
            totals.noticed(Diagnostic.warning(
                    ImportCode.LINE_SHORT,
                    "record " + (char) Math.max(' ', line.at(1)) + " has " + line.length() + " characters, expected "
                            + WIDTH,
                    line.at(source)));
        }
        char type = (char) Math.max(' ', line.at(1));
        boolean detail = DETAILS.indexOf(type) >= 0;
        if (closed || (type == 'A') == headed || (!detail && "AZUSV".indexOf(type) < 0)) {
            reject(
                    line,
                    ImportCode.RECORD_TYPE,
                    "a record begins with '" + type + "', expected "
                            + (closed
                                    ? "the end of the file"
                                    : headed ? "C, D, E, F, I, J, U, S, V or Z" : "a header A"));
            return;
        }
        sequence(line);
        switch (type) {
            case 'A' -> header(line);
            case 'Z' -> trailer(line);
            case 'U', 'S', 'V' ->
                sink.keptApart(Diagnostic.warning(
                        ImportCode.RECORD_AS_TEXT,
                        "record " + type + " is kept as text, its layout is not known",
                        line.at(source)));
            default -> details(line, type);
        }
    }

    private void sequence(FixedLine line) {
        long found = line.digits(2, 10);
        if (found != expected && (previous == 0 || found != previous + 1)) {
            totals.broken(Diagnostic.error(
                    ImportCode.RECORD_SEQUENCE,
                    "record count " + Texts.shown(line.raw(2, 10)) + ", expected " + expected,
                    line.at(source, 2, "record count")));
        }
        previous = found;
        expected++;
        if (headed && line.digits(21, 24) != fileNumber) {
            totals.broken(Diagnostic.error(
                    ImportCode.FILE_CREATION_NUMBER,
                    "file creation number " + Texts.shown(line.raw(21, 24)) + " of a record, expected " + fileNumber
                            + " as in the header",
                    line.at(source, 21, "file creation number")));
        }
    }

    private void header(FixedLine line) {
        headed = true;
        headerLine = line.number();
        originator = line.text(11, 20);
        centre = line.text(31, 35);
        fileNumber = line.digits(21, 24);
        String code = line.text(56, 58);
        Optional<Amounts> currency = new Money().in(code.isEmpty() ? "CAD" : code);
        if (currency.isEmpty()) {
            totals.broken(Diagnostic.error(
                    ImportCode.BAD_CURRENCY,
                    "currency " + Texts.shown(code) + " of the header, expected CAD or USD",
                    line.at(source, 56, "currency")));
        }
        Optional<LocalDate> made = YearDay.of(line.digits(25, 30));
        if (made.isEmpty()) {
            totals.broken(badDate(line, 25, "creation date"));
        }
        segment.open(originator, currency.orElseGet(() -> Amounts.in("CAD")), made);
        number(line);
    }

    private Diagnostic badDate(FixedLine line, int column, String field) {
        return Diagnostic.error(
                ImportCode.BAD_DATE,
                field + " " + Texts.shown(line.raw(column, column + 5)) + ", expected 0YYDDD",
                line.at(source, column, field));
    }

    private void number(FixedLine line) {
        Diagnostic.Location at = line.at(source, 21, "file creation number");
        if (fileNumber < 1) {
            totals.broken(Diagnostic.error(
                    ImportCode.FILE_CREATION_NUMBER,
                    "file creation number " + Texts.shown(line.raw(21, 24)) + ", expected 0001 to 9999",
                    at));
            return;
        }
        OptionalInt last = lastNumbers.apply("cpa005:" + originator + ":" + centre);
        if (last.isPresent() && !YearDay.follows(last.getAsInt(), (int) fileNumber)) {
            String what = fileNumber == last.getAsInt()
                    ? "the same as the last file's"
                    : fileNumber < last.getAsInt() ? "a reset" : "a gap";
            totals.broken(Diagnostic.error(
                    ImportCode.FILE_CREATION_NUMBER,
                    "file creation number " + fileNumber + " after " + last.getAsInt() + " is " + what,
                    at));
        }
    }

    private void details(FixedLine line, char type) {
        int slot = DETAILS.indexOf(type);
        for (int i = 0; i < SEGMENTS; i++) {
            int base = HEAD + i * SEGMENT;
            if (Segment.isEmpty(line, base)) {
                return;
            }
            long amount = line.digits(base + 4, base + 13);
            count[slot]++;
            value[slot] += Math.max(0, amount);
            ImportCode fault = segment.read(line, type, i, amount);
            if (fault != null) {
                rejections++;
                boolean date = fault == ImportCode.BAD_DATE;
                int column = base + (date ? 14 : 4);
                Diagnostic.Location at = line.at(source, column, date ? "date" : "amount");
                String sentence = (date ? "date " : "amount ")
                        + Texts.shown(line.raw(column, column + (date ? 5 : 9))) + " of segment " + (i + 1)
                        + ", expected " + (date ? "0YYDDD" : "10 digits");
                sink.rejected(Rejection.of(
                        at,
                        "segment",
                        fault,
                        sentence,
                        line.raw(base + 1, base + SEGMENT).getBytes(java.nio.charset.StandardCharsets.UTF_8)));
                totals.broken(Diagnostic.error(fault, sentence, at));
            }
        }
    }

    private void trailer(FixedLine line) {
        closed = true;
        compare(line, 1, 25, value[1] + value[5], count[1] + count[5]);
        compare(line, 2, 47, value[0] + value[4], count[0] + count[4]);
        compare(line, 3, 69, value[2], count[2]);
        compare(line, 4, 91, value[3], count[3]);
    }

    private void compare(FixedLine line, int figure, int from, long sum, long number) {
        if (sum == 0 && number == 0 && line.isBlank(from, from + 21)) {
            return;
        }
        totals.compare(VALUES[figure], line, from, from + 13, sum);
        totals.compare(COUNTS[figure], line, from + 14, from + 21, number);
    }

    private void end() {
        ended = true;
        FixedLine last = lines.line();
        if (!anything) {
            totals.broken(Diagnostic.error(
                    ImportCode.NOT_CPA005, "there is no record in the file", Diagnostic.Location.of(source)));
        } else if (!closed) {
            totals.broken(Diagnostic.error(
                    ImportCode.TRAILER_MISSING, "the file ends without its trailer Z", last.at(source)));
        }
        Map<String, Long> figures = new HashMap<>();
        figures.put("credits", count[0]);
        figures.put("creditMinor", value[0]);
        figures.put("debits", count[1]);
        figures.put("debitMinor", value[1]);
        figures.put("errorCredits", count[2]);
        figures.put("errorDebits", count[3]);
        figures.put("returnedCredits", count[4]);
        figures.put("returnedCreditMinor", value[4]);
        figures.put("returnedDebits", count[5]);
        figures.put("returnedDebitMinor", value[5]);
        figures.put("fileCreationNumber", Math.max(0, fileNumber));
        figures.put("shortLines", shortLines);
        sink.summary(new FileSummary(
                headerLine, "CPA005", originator, centre, fileNumber < 1 ? "" : Long.toString(fileNumber), figures));
        totals.end();
    }

    private void reject(FixedLine line, ImportCode code, String sentence) {
        rejections++;
        Diagnostic.Location at = line.at(source);
        sink.rejected(Rejection.of(at, "record", code, sentence, line.toBytes()));
        totals.broken(Diagnostic.error(code, sentence, at));
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
