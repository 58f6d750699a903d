package io.counterfoil.bankfiles.nacha.internal;

import io.counterfoil.bankfiles.fixedwidth.FixedLine;
import io.counterfoil.bankfiles.fixedwidth.FixedRecords;
import io.counterfoil.bankfiles.fixedwidth.Totals;
import io.counterfoil.bankfiles.fixedwidth.Totals.Figure;
import io.counterfoil.bankfiles.record.BankRecord;
import io.counterfoil.bankfiles.source.ImportCode;
import io.counterfoil.bankfiles.source.ImportLimits;
import io.counterfoil.bankfiles.source.internal.RecordReader;
import io.counterfoil.bankfiles.source.internal.RecordSink;
import io.counterfoil.payments.evidence.Diagnostic;
import io.counterfoil.payments.evidence.Rejection;
import io.counterfoil.payments.proof.ImportReceipt.ControlTotal.Level;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/**
 * Reads a Nacha file forward, a record a step, and proves batches and file. Memory holds one entry with its addenda and, for explanations, at most 65,536 amounts
 * of the batch at hand. Not thread-safe.
 */
public final class NachaReader implements RecordReader {

    /** Columns of a record. */
    public static final int WIDTH = 94;

    /** Hashes keep ten digits. */
    static final long HASH = 10_000_000_000L;

    /** Records that end the entry before them; a file header does where it begins another file. */
    private static final String ENDING = "5689";

    private static final int BLOCK = 10;
    private static final Figure BATCH_COUNT =
            new Figure(Level.BATCH, "batch entries and addenda", ImportCode.BATCH_COUNT, 0);
    private static final Figure BATCH_HASH = new Figure(Level.BATCH, "batch hash", ImportCode.BATCH_HASH, 0);
    private static final Figure BATCH_DEBIT = new Figure(Level.BATCH, "batch debits", ImportCode.BATCH_DEBIT, 2);
    private static final Figure BATCH_CREDIT = new Figure(Level.BATCH, "batch credits", ImportCode.BATCH_CREDIT, 2);
    private static final Figure FILE_BATCHES = new Figure(Level.FILE, "batches", ImportCode.FILE_BATCHES, 0);
    private static final Figure FILE_COUNT = new Figure(Level.FILE, "entries and addenda", ImportCode.FILE_COUNT, 0);
    private static final Figure FILE_HASH = new Figure(Level.FILE, "hash", ImportCode.FILE_HASH, 0);
    private static final Figure FILE_DEBIT = new Figure(Level.FILE, "debits", ImportCode.FILE_DEBIT, 2);
    private static final Figure FILE_CREDIT = new Figure(Level.FILE, "credits", ImportCode.FILE_CREDIT, 2);

    private final String source;
    private final FixedRecords lines;
    private final ImportLimits limits;
    private final RecordSink sink;
    private final Totals totals;
    private final Entry entry;
    private final FixedLine header = new FixedLine();
    private final Batch batch = new Batch();
    private boolean controlled;
    private boolean headed;
    private boolean ended;
    private boolean advice;
    private long records;
    private long fill;
    private long blocksDeclared;
    private long shortLines;
    private long batches;
    private long entries;
    private long addenda;
    private long hash;
    private long debits;
    private long credits;
    private long rejections;
    private boolean forward;
    private boolean back;
    private boolean mixed;

    /** A reader of the lines. */
    public NachaReader(String source, FixedRecords lines, ImportLimits limits, RecordSink sink) {
        this.source = source;
        this.lines = lines;
        this.limits = limits;
        this.sink = sink;
        this.totals = new Totals(source, sink);
        this.entry = new Entry(source, batch, header, sink);
    }

    @Override
    public boolean advance() throws IOException {
        if (ended) {
            return false;
        }
        if (!lines.next()) {
            ended = true;
            endEntry();
            endFile();
            totals.end();
            return true;
        }
        record(lines.line());
        if (rejections > limits.maxRejections()) {
            ended = true;
            totals.end();
            sink.broken(Diagnostic.error(
                    ImportCode.LIMIT_EXCEEDED,
                    "more than " + limits.maxRejections() + " records cannot be read",
                    lines.line().at(source)));
        }
        return true;
    }

    private void record(FixedLine line) {
        int type = line.at(1);
        if (line.length() < WIDTH) {
            shortLine(line);
        }
        if (ENDING.indexOf(type) >= 0) {
            endEntry();
        }
        switch (type) {
            case '6' -> beginEntry(line);
            case '7' -> addenda(line);
            case '5' -> beginBatch(line);
            case '8' -> endBatch(line);
            case '9' -> nines(line);
            case '1' -> beginFile(line);
            default ->
                reject(
                        line,
                        "record",
                        ImportCode.RECORD_TYPE,
                        "a record begins with '" + (char) Math.max(' ', type) + "', expected 1, 5, 6, 7, 8 or 9");
        }
    }

    private void shortLine(FixedLine line) {
        shortLines++;
        totals.noticed(Diagnostic.warning(
                ImportCode.LINE_SHORT,
                "record " + (char) Math.max(' ', line.at(1)) + " has " + line.length() + " characters, expected "
                        + WIDTH,
                line.at(source)));
    }

    private void beginFile(FixedLine line) {
        if (controlled || header.length() > 0) {
            endEntry();
            endFile();
            clear();
        }
        headed = true; // a header that stands late in its file is its header all the same
        records++;
        header.copy(line);
    }

    private void clear() {
        headed = false;
        controlled = false;
        advice = false;
        records = 0;
        fill = 0;
        batches = 0;
        entries = 0;
        addenda = 0;
        hash = 0;
        debits = 0;
        credits = 0;
    }

    private void content(FixedLine line) {
        records++;
        if (!headed) {
            headed = true;
            sink.found(Diagnostic.note(
                    ImportCode.FILE_HEADER_MISSING,
                    "the file begins with record " + (char) line.at(1) + ", expected a file header 1",
                    line.at(source)));
        }
    }

    private void beginBatch(FixedLine line) {
        content(line);
        closeWithoutControl(line);
        batch.begin(line);
        advice |= batch.isAdvice();
        batches++;
    }

    private void closeWithoutControl(FixedLine line) {
        if (batch.isOpen()) {
            totals.broken(Diagnostic.error(
                    ImportCode.BATCH_CONTROL_MISSING,
                    "batch " + batch.header().text(88, 94) + " of line "
                            + batch.header().number() + " ends without its control 8",
                    line.at(source)));
            sumUp();
        }
    }

    private void sumUp() {
        entries += batch.entries();
        addenda += batch.addendaCount();
        hash += batch.hash();
        debits += batch.debits();
        credits += batch.credits();
        batch.end();
    }

    private void beginEntry(FixedLine line) {
        content(line);
        if (!batch.isOpen()) {
            totals.broken(Diagnostic.error(
                    ImportCode.BATCH_HEADER_MISSING, "an entry stands outside any batch", line.at(source)));
            batch.beginWithoutHeader();
        }
        int code = (int) line.digits(2, 3);
        long routing = line.digits(4, 11);
        long amount = batch.isAdvice() ? line.digits(28, 39) : line.digits(30, 39);
        int sign = NachaCodes.sign(code);
        ImportCode fault = null;
        if (sign == 0) {
            fault = ImportCode.BAD_TRANSACTION_CODE;
        } else if (amount < 0) {
            fault = ImportCode.BAD_AMOUNT;
        } else if (routing < 0) {
            fault = ImportCode.FIELD_MISSING;
        }
        batch.entry(line.number(), Math.max(0, routing), sign, Math.max(0, amount));
        if (fault == null) {
            entry.begin(line, sign, amount);
        } else {
            reject(line, "entry", fault, sentence(fault, line));
        }
    }

    private static String sentence(ImportCode fault, FixedLine line) {
        return switch (fault) {
            case BAD_TRANSACTION_CODE ->
                "transaction code '" + line.raw(2, 3) + "' is none of Nacha's, expected such as 22, 27, 32 or 37";
            case BAD_AMOUNT -> "the amount in columns 30 to 39 is no number, expected digits";
            default -> "the receiving bank in columns 4 to 11 is no number, expected 8 digits";
        };
    }

    private void addenda(FixedLine line) {
        content(line);
        if (batch.isOpen()) {
            batch.addenda();
        }
        if (entry.isOpen()) {
            if (!entry.add(line, limits.maxElements())) {
                totals.broken(Diagnostic.error(
                        ImportCode.LIMIT_EXCEEDED,
                        "an entry has more than " + limits.maxElements() + " addenda, further ones are counted only",
                        line.at(source)));
            }
        } else if (!entry.wasRejected()) {
            reject(line, "addenda", ImportCode.ADDENDA_WITHOUT_ENTRY, "an addenda record follows no entry");
        }
    }

    private void endEntry() {
        if (!entry.isOpen()) {
            entry.forget();
            return;
        }
        boolean returned = entry.isAnswer();
        forward |= !returned;
        back |= returned;
        if (forward && back && !mixed) {
            mixed = true;
            totals.noticed(Diagnostic.warning(
                    ImportCode.MIXED_FORWARD_AND_RETURN,
                    "the file holds payments and returns, expected one or the other",
                    entry.at()));
        }
        entry.end();
    }

    private void endBatch(FixedLine line) {
        content(line);
        if (!batch.isOpen()) {
            totals.broken(Diagnostic.error(
                    ImportCode.BATCH_CONTROL_WITHOUT_BATCH,
                    "a batch control stands where no batch is open",
                    line.at(source)));
            return;
        }
        int width = batch.isAdvice() ? 20 : 12;
        int credit = 21 + width;
        String why = batch.explain(
                line.digits(5, 10),
                line.digits(11, 20),
                line.digits(21, 20 + width),
                line.digits(credit, credit + width - 1));
        totals.compare(BATCH_COUNT, line, 5, 10, batch.count(), why);
        totals.compare(BATCH_HASH, line, 11, 20, batch.hash());
        totals.compare(BATCH_DEBIT, line, 21, 20 + width, batch.debits(), why);
        totals.compare(BATCH_CREDIT, line, credit, credit + width - 1, batch.credits(), why);
        sumUp();
    }

    private void nines(FixedLine line) {
        if (line.only('9', 1, line.length())) {
            fill++;
            return;
        }
        if (controlled) {
            reject(line, "file control", ImportCode.RECORD_TYPE, "a second file control, expected the end of the file");
            return;
        }
        content(line);
        closeWithoutControl(line);
        controlled = true;
        int width = advice ? 20 : 12;
        int credit = 32 + width;
        String why = lost(line, width);
        blocksDeclared = line.digits(8, 13);
        totals.compare(FILE_BATCHES, line, 2, 7, batches, why);
        totals.compare(FILE_COUNT, line, 14, 21, entries + addenda, why);
        totals.compare(FILE_HASH, line, 22, 31, hash % HASH, why);
        totals.compare(FILE_DEBIT, line, 32, 31 + width, debits, why);
        totals.compare(FILE_CREDIT, line, credit, credit + width - 1, credits, why);
    }

    /** Whether the file is short of exactly one batch. */
    private String lost(FixedLine control, int width) {
        int credit = 32 + width;
        long count = control.digits(14, 21) - entries - addenda;
        if (control.digits(2, 7) != batches + 1 || count <= 0) {
            return "";
        }
        long debit = control.digits(32, 31 + width) - debits;
        long paid = control.digits(credit, credit + width - 1) - credits;
        return debit < 0 || paid < 0
                ? ""
                : "one batch is lost: " + count + " entries and addenda, hash "
                        + Math.floorMod(control.digits(22, 31) - hash, HASH) + ", debits "
                        + java.math.BigDecimal.valueOf(debit, 2).toPlainString() + ", credits "
                        + java.math.BigDecimal.valueOf(paid, 2).toPlainString();
    }

    private void endFile() {
        FixedLine last = lines.line();
        closeWithoutControl(last);
        if (!controlled) {
            totals.broken(Diagnostic.error(
                    ImportCode.FILE_CONTROL_MISSING, "the file ends without its control 9", last.at(source)));
        } else {
            blocks(last);
        }
        Map<String, Long> figures = new HashMap<>();
        figures.put("batches", batches);
        figures.put("entries", entries);
        figures.put("addenda", addenda);
        figures.put("debitMinor", debits);
        figures.put("creditMinor", credits);
        figures.put("entryHash", hash % HASH);
        figures.put("shortLines", shortLines);
        sink.summary(new BankRecord.FileSummary(
                header.number(), "NACHA", header.text(14, 23), header.text(4, 13), header.text(34, 34), figures));
    }

    /** Blocks belong to tapes: what is wrong with them is said, and the proof stands. Where records are missing, the last block is short for that reason. */
    private void blocks(FixedLine last) {
        Diagnostic.Location at = last.at(source);
        long blocks = (records + fill + BLOCK - 1) / BLOCK;
        if (blocksDeclared != blocks && totals.isClean()) {
            sink.found(Diagnostic.note(
                    ImportCode.FILE_BLOCKS,
                    "the control declares " + blocksDeclared + " blocks, the records fill " + blocks,
                    at));
        }
        if (fill == 0 && totals.isClean()) {
            boolean full = records % BLOCK == 0;
            sink.found(
                    full
                            ? Diagnostic.note(
                                    ImportCode.BLOCK_PADDING_MISSING,
                                    "there is no filling record of nines; the last block of ten is full without",
                                    at)
                            : Diagnostic.warning(
                                    ImportCode.BLOCK_PADDING_MISSING,
                                    "the last block has " + records % BLOCK
                                            + " records and no filling with nines, expected " + BLOCK,
                                    at));
        }
    }

    private void reject(FixedLine line, String type, ImportCode code, String sentence) {
        rejections++;
        if (type.equals("entry")) {
            entry.reject();
        }
        Diagnostic.Location at = line.at(source);
        sink.rejected(Rejection.of(at, type, code, sentence, line.toBytes()));
        sink.found(Diagnostic.error(code, sentence, at));
        totals.rejected();
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
