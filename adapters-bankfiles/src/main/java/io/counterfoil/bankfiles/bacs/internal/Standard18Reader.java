package io.counterfoil.bankfiles.bacs.internal;

import io.counterfoil.bankfiles.fixedwidth.FixedLine;
import io.counterfoil.bankfiles.fixedwidth.FixedRecords;
import io.counterfoil.bankfiles.fixedwidth.Totals;
import io.counterfoil.bankfiles.fixedwidth.Totals.Figure;
import io.counterfoil.bankfiles.fixedwidth.YearDay;
import io.counterfoil.bankfiles.record.BankRecord.FileSummary;
import io.counterfoil.bankfiles.record.BankRecord.PaymentEntry;
import io.counterfoil.bankfiles.source.ImportCode;
import io.counterfoil.bankfiles.source.ImportLimits;
import io.counterfoil.bankfiles.source.internal.RecordReader;
import io.counterfoil.bankfiles.source.internal.RecordSink;
import io.counterfoil.bankfiles.source.internal.Texts;
import io.counterfoil.payments.account.AccountNumber;
import io.counterfoil.payments.evidence.Diagnostic;
import io.counterfoil.payments.evidence.Rejection;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.proof.ImportReceipt.ControlTotal.Level;
import io.counterfoil.payments.rail.Rail;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads a Standard 18 file forward and proves its UTL1. Contra records count in the totals and are no payments. Not thread-safe. */
public final class Standard18Reader implements RecordReader {

    /** Columns of a data line with its processing day. */
    public static final int WIDTH = 106;

    private static final int SINGLE_DAY = 100;
    private static final Set<String> CREDITS = Set.of("99", "Z4", "Z5");
    private static final Set<String> DEBITS = Set.of("01", "17", "18", "19");
    private static final Set<String> INSTRUCTIONS = Set.of("0N", "0C", "0S");
    private static final Amounts GBP = Amounts.in("GBP");

    private final String source;
    private final FixedRecords lines;
    private final ImportLimits limits;
    private final RecordSink sink;
    private final Totals totals;
    private boolean closed;
    private boolean ended;
    private String serial = "";
    private String user = "";
    private Optional<LocalDate> day = Optional.empty();
    private long debits;
    private long credits;
    private long debitCount;
    private long creditCount;
    private long instructions;
    private long contras;
    private long shortLines;
    private long rejections;

    /** A reader of the lines. */
    public Standard18Reader(String source, FixedRecords lines, ImportLimits limits, RecordSink sink) {
        this.source = source;
        this.lines = lines;
        this.limits = limits;
        this.sink = sink;
        this.totals = new Totals(source, sink);
    }

    /** -1 for a debit, 1 for a credit, 0 for an instruction or a code that is not known. */
    public static int sign(String code) {
        return CREDITS.contains(code) ? 1 : DEBITS.contains(code) ? -1 : 0;
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
        int first = line.at(1);
        if (first >= '0' && first <= '9') {
            data(line);
        } else {
            label(line);
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

    private void label(FixedLine line) {
        String name = line.raw(1, 4);
        switch (name) {
            case "VOL1" -> serial = line.text(5, 10);
            case "HDR1" -> user = line.text(6, 11);
            case "UHL1" -> {
                day = YearDay.parse("0" + line.raw(6, 10));
                if (day.isEmpty()) {
                    totals.broken(Diagnostic.error(
                            ImportCode.BAD_DATE,
                            "processing day " + Texts.shown(line.raw(5, 10)) + ", expected a blank and YYDDD",
                            line.at(source, 5, "processing day")));
                }
            }
            case "UTL1" -> trailer(line);
            case "HDR2", "EOF1", "EOF2", "EOV1", "EOV2", "UVL1", "UVL2" -> {
                // labels of tapes: nothing to prove
            }
            default ->
                reject(
                        line,
                        "label",
                        ImportCode.RECORD_TYPE,
                        "a label begins with " + Texts.shown(name)
                                + ", expected VOL1, HDR1, HDR2, UHL1, EOF1, EOF2 or UTL1");
        }
    }

    private void data(FixedLine line) {
        if (line.length() < SINGLE_DAY) {
            shortLines++;
            totals.noticed(Diagnostic.warning(
                    ImportCode.LINE_SHORT,
                    "a data line has " + line.length() + " characters, expected 100 or 106",
                    line.at(source)));
        }
        String code = line.raw(16, 17);
        long pence = line.digits(36, 46);
        boolean instruction = INSTRUCTIONS.contains(code);
        if (pence < 0 || (instruction && pence != 0)) {
            reject(
                    line,
                    "data",
                    ImportCode.BAD_AMOUNT,
                    "the amount in columns 36 to 46 is "
                            + Texts.shown(line.raw(36, 46)) + ", expected 11 digits"
                            + (instruction ? ", all zeros for an instruction" : ""));
            return;
        }
        int sign = sign(code);
        if (sign == 0 && !instruction) {
            reject(
                    line,
                    "data",
                    ImportCode.BAD_TRANSACTION_CODE,
                    "transaction code " + Texts.shown(code)
                            + " is none of Bacs', expected such as 01, 17, 18, 19, 99, 0N or 0C");
            return;
        }
        if (line.digits(1, 14) < 0 || line.digits(18, 31) < 0) {
            reject(
                    line,
                    "data",
                    ImportCode.FIELD_MISSING,
                    "a sort code or account number is no number, expected 6 and 8 digits");
            return;
        }
        Optional<LocalDate> due = day;
        if (line.length() > SINGLE_DAY && !line.isBlank(101, 106)) {
            due = YearDay.parse("0" + line.raw(102, 106));
            if (due.isEmpty()) {
                reject(
                        line,
                        "data",
                        ImportCode.BAD_DATE,
                        "processing day " + Texts.shown(line.raw(101, 106)) + ", expected a blank and YYDDD");
                return;
            }
        }
        count(sign, pence);
        boolean contra = line.raw(1, 14).equals(line.raw(18, 31)) && !instruction;
        if (contra) {
            contras++;
        } else {
            payment(line, code, sign, pence, due);
        }
    }

    private void count(int sign, long pence) {
        if (sign < 0) {
            debits += pence;
            debitCount++;
        } else if (sign > 0) {
            credits += pence;
            creditCount++;
        } else {
            instructions++;
        }
    }

    private void payment(FixedLine line, String code, int sign, long pence, Optional<LocalDate> due) {
        sink.item(
                PaymentEntry.class,
                GBP.currency(),
                sign > 0 ? -pence : pence,
                () -> PaymentEntry.builder()
                        .line(line.number())
                        .rail(Rail.BACS)
                        .direction(sign > 0 ? Rail.Direction.CREDIT : Rail.Direction.DEBIT)
                        .amount(GBP.ofMinor(pence))
                        .account(AccountNumber.uk(line.raw(1, 6), line.raw(7, 14))
                                .ref())
                        .name(Texts.clean(line.text(83, 100)))
                        .dueOn(due)
                        .reference(Texts.clean(line.text(65, 82)))
                        .transactionCode(code)
                        .description(Texts.clean(line.text(47, 64)))
                        .originator(user) // as Bacs knows it; the account that pays is never shown
                        .mandate(sign > 0 ? "" : Texts.clean(line.text(65, 82)))
                        .build());
    }

    private void trailer(FixedLine line) {
        closed = true;
        totals.compare(new Figure(Level.FILE, "debits", ImportCode.TOTAL_VALUE, 2), line, 5, 17, debits);
        totals.compare(new Figure(Level.FILE, "credits", ImportCode.TOTAL_VALUE, 2), line, 18, 30, credits);
        totals.compare(new Figure(Level.FILE, "number of debits", ImportCode.TOTAL_COUNT, 0), line, 31, 37, debitCount);
        totals.compare(
                new Figure(Level.FILE, "number of credits", ImportCode.TOTAL_COUNT, 0), line, 38, 44, creditCount);
        if (debits != credits) {
            totals.broken(Diagnostic.error(
                    ImportCode.NOT_BALANCED,
                    "debits of " + plain(debits) + " and credits of " + plain(credits)
                            + " with contra records, expected the same",
                    line.at(source)));
        }
    }

    private static String plain(long pence) {
        return BigDecimal.valueOf(pence, 2).toPlainString();
    }

    private void end() {
        ended = true;
        if (!closed) {
            totals.broken(Diagnostic.error(
                    ImportCode.TRAILER_MISSING,
                    "the file ends without its label UTL1",
                    lines.line().at(source)));
        }
        Map<String, Long> figures = new HashMap<>();
        figures.put("debits", debitCount);
        figures.put("debitMinor", debits);
        figures.put("credits", creditCount);
        figures.put("creditMinor", credits);
        figures.put("instructions", instructions);
        figures.put("contras", contras);
        figures.put("shortLines", shortLines);
        sink.summary(new FileSummary(1, "BACS18", user, "", serial, figures));
        totals.end();
    }

    private void reject(FixedLine line, String type, ImportCode code, String sentence) {
        rejections++;
        Diagnostic.Location at = line.at(source);
        sink.rejected(Rejection.of(at, type, code, sentence, line.toBytes()));
        totals.broken(Diagnostic.error(code, sentence, at));
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
