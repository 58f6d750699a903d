package io.counterfoil.bankfiles.bai.internal;

import io.counterfoil.bankfiles.source.ImportCode;
import io.counterfoil.bankfiles.source.ImportLimits;
import io.counterfoil.bankfiles.source.internal.ByteLines;
import io.counterfoil.bankfiles.source.internal.Days;
import io.counterfoil.bankfiles.source.internal.LimitException;
import io.counterfoil.bankfiles.source.internal.Money;
import io.counterfoil.bankfiles.source.internal.RecordReader;
import io.counterfoil.bankfiles.source.internal.RecordSink;
import io.counterfoil.bankfiles.source.internal.Texts;
import io.counterfoil.payments.account.BankAccountRef;
import io.counterfoil.payments.evidence.Diagnostic;
import io.counterfoil.payments.evidence.Rejection;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.proof.ImportReceipt.ControlTotal;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads BAI2 forward, a physical line a step; memory does not grow with the file but for repeated lines of the account at hand. Not thread-safe. */
public final class BaiReader implements RecordReader {

    private static final int NONE = 0;
    private static final int CONTINUATION = 88;
    private static final int SHOWN = 2_000;

    private final ByteLines lines;
    private final Setting setting;
    private final ImportLimits limits;
    private final RecordSink sink;
    private final Money money = new Money();
    private final BaiRecord record;
    private final BaiEntries entries;
    private int code = NONE;
    private int physical;
    private Diagnostic.Location at;
    private @Nullable BaiGroup group;
    private @Nullable BaiAccount account;
    private long fileTotal;
    private long groups;
    private long records;
    private int accounts;
    private int rejections;
    private boolean headed;
    private boolean split;
    private boolean trailed;
    private boolean ended;

    /** A reader of the lines. */
    public BaiReader(ByteLines lines, Setting setting, ImportLimits limits, RecordSink sink) {
        this.lines = lines;
        this.setting = setting;
        this.limits = limits;
        this.sink = sink;
        this.record = new BaiRecord(limits.maxTokenBytes());
        this.entries = new BaiEntries(lines.charset(), sink);
        this.at = lines.at();
    }

    /** Two long numbers added; at the ends of 64 bits it stays there, where no declared total is. */
    static long plus(long a, long b) {
        long sum = a + b;
        return ((a ^ sum) & (b ^ sum)) < 0 ? (a < 0 ? Long.MIN_VALUE : Long.MAX_VALUE) : sum;
    }

    /** Declares the figure and says where it differs; whether it agrees. */
    static boolean compare(ControlTotal total, ImportCode code, RecordSink sink) {
        sink.declared(total);
        if (!total.agrees()) {
            sink.found(Diagnostic.error(
                    code,
                    total.name() + " is " + total.declared() + ", the records make " + total.computed(),
                    total.at()));
        }
        return total.agrees();
    }

    @Override
    public boolean advance() throws IOException {
        if (ended) {
            return false;
        }
        try {
            if (lines.next()) {
                physicalLine();
            } else {
                endRecord();
                finish();
            }
        } catch (LimitException e) {
            sink.broken(Diagnostic.error(ImportCode.LIMIT_EXCEEDED, String.valueOf(e.getMessage()), lines.at()));
            trailed = true;
            finish();
        }
        return true;
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }

    private void physicalLine() throws LimitException {
        byte[] bytes = lines.buffer();
        int from = lines.from();
        int to = lines.to();
        if (!setting.splitLines()) {
            record(bytes, from, to);
            return;
        }
        int start = from;
        for (int i = from; i < to; i++) {
            if (bytes[i] == '/') {
                int next = BaiLines.recordAfter(bytes, i + 1, to);
                if (next > 0) {
                    noteSplit();
                    record(bytes, start, i + 1);
                    start = next;
                    i = next;
                }
            }
        }
        record(bytes, start, to);
    }

    private void noteSplit() {
        if (!split) {
            split = true;
            sink.found(Diagnostic.note(
                    ImportCode.LINE_SPLIT,
                    "physical lines hold several records, they are taken apart: read straight, the file proves nothing",
                    lines.at()));
        }
    }

    /** A physical record: its code and what follows the comma. */
    private void record(byte[] bytes, int begin, int finish) throws LimitException {
        int from = begin;
        int to = finish;
        while (from < to && bytes[from] >= 0 && bytes[from] <= ' ') {
            from++;
        }
        while (to > from && bytes[to - 1] >= 0 && bytes[to - 1] <= ' ') {
            to--;
        }
        if (from == to) {
            return;
        }
        int next = BaiLines.codeAt(bytes, from, to);
        int rest = Math.min(to, from + 3);
        if (next == CONTINUATION && code != NONE) {
            physical++;
            record.addLine(bytes, rest, to);
        } else if (next == NONE && code != NONE) {
            record.addLine(bytes, from, to); // a line break inside of a text
        } else if (next == NONE || next == CONTINUATION) {
            code = NONE;
            at = lines.at();
            record.begin(bytes, from, to);
            reject(ImportCode.BAD_RECORD, "a line is none of the records 01, 02, 03, 16, 49, 88, 98, 99");
        } else {
            endRecord();
            code = next;
            physical = 1;
            at = lines.at();
            record.begin(bytes, rest, to);
        }
    }

    private void endRecord() throws LimitException {
        int ending = code;
        code = NONE;
        if (ending == NONE) {
            return;
        }
        records += physical;
        record.rewind();
        switch (ending) {
            case 1 -> headed = true;
            case 2 -> beginGroup();
            case 3 -> beginAccount();
            case 16 -> transaction();
            case 49 -> endAccount();
            case 98 -> endGroup();
            default -> endFile();
        }
    }

    private void beginGroup() {
        endOpenGroup();
        groups++;
        record.next();
        record.next();
        String originator = record.text(lines.charset());
        record.next();
        String status = record.text(lines.charset());
        record.next();
        String date = record.text(lines.charset());
        record.next();
        record.next();
        String currency = record.text(lines.charset());
        record.next();
        String modifier = record.text(lines.charset());
        int day = BaiLines.day(date);
        if (day == Days.NONE) {
            sink.found(Diagnostic.warning(
                    ImportCode.BAD_DATE,
                    "the day of a group cannot be read, expected it as 270301; its movements are rejected",
                    at));
        }
        BaiGroup begun = new BaiGroup(
                day,
                Texts.clean(originator + "/" + date + (modifier.isEmpty() ? "" : "/" + modifier)),
                currency,
                !status.equals("2") && !status.equals("4"),
                at);
        begun.addRecords(physical - 1L);
        group = begun;
    }

    private void beginAccount() throws LimitException {
        endOpenAccount();
        BaiGroup in = group;
        if (in == null) {
            sink.broken(Diagnostic.error(
                    ImportCode.GROUP_HEADER_MISSING, "an account stands outside of a group, expected record 02", at));
            in = new BaiGroup(Days.NONE, "", "", true, at);
            group = in;
        }
        if (++accounts > limits.maxStatements()) {
            throw new LimitException("the file has more than " + limits.maxStatements() + " accounts");
        }
        in.beginAccount();
        record.next();
        String number = record.text(lines.charset());
        record.next();
        String stated = record.text(lines.charset());
        String code = stated.isEmpty() ? in.currency() : stated;
        Optional<Amounts> currency = code.isEmpty() ? Optional.of(setting.currency()) : money.in(code);
        if (currency.isEmpty()) {
            sink.broken(Diagnostic.error(
                    ImportCode.BAD_CURRENCY,
                    "currency " + Texts.shown(code) + " of an account is not known, expected an ISO 4217 code",
                    at));
        }
        BaiSummary plain = BaiSummary.of(record, false);
        record.rewind();
        record.next();
        record.next();
        BaiSummary closed = physical == 1 ? plain : BaiSummary.of(record, true);
        BaiAccount begun = new BaiAccount(owner(number), currency.orElseGet(setting::currency), in, at, plain, closed);
        begun.record(physical);
        if (!plain.readable() && !closed.readable()) {
            sink.found(Diagnostic.error(
                    ImportCode.BAD_AMOUNT,
                    "a balance or total of record 03 cannot be read, expected digits without a point",
                    at));
            begun.rejected();
        }
        if (currency.isEmpty()) {
            begun.rejected();
        }
        account = begun;
    }

    private BankAccountRef owner(String number) {
        if (number.chars().anyMatch(Character::isLetterOrDigit)) {
            return BankAccountRef.of(number);
        }
        sink.found(Diagnostic.warning(ImportCode.ACCOUNT_MISSING, "an account has no number", at));
        return new BankAccountRef("XX", "", "", new BankAccountRef.Token("not stated"));
    }

    private void transaction() throws LimitException {
        BaiAccount in = account;
        BaiGroup of = group;
        if (in == null || of == null) {
            reject(ImportCode.ACCOUNT_HEADER_MISSING, "a transaction stands outside of an account, expected record 03");
            return;
        }
        in.record(physical);
        record.next();
        long type = record.number();
        record.next();
        boolean stated = !record.isBlank();
        long amount = stated ? record.number() : 0;
        if (type < 1 || type > 999 || amount == Long.MIN_VALUE || !money.counts(in.currency(), amount)) {
            in.rejected();
            boolean badType = type < 1 || type > 999;
            reject(
                    badType ? ImportCode.BAD_RECORD : ImportCode.BAD_AMOUNT,
                    badType
                            ? "the type of a transaction is no number from 001 to 999"
                            : "the amount of a transaction cannot be read, expected digits without a point");
            return;
        }
        in.amount(amount);
        int sign = setting.sign((int) type);
        if (sign == 0 || !of.isReal() || !stated) {
            sink.keptApart(Diagnostic.note(
                    ImportCode.INFORMATION_ENTRY,
                    "a record of type " + type + (of.isReal() ? " is no movement" : " is of a test or a deletion")
                            + ", it is kept apart",
                    at));
            return;
        }
        if (of.day() == Days.NONE) {
            in.rejected();
            reject(ImportCode.BAD_DATE, "the day of a transaction is not known, its group states none that exists");
            return;
        }
        entries.write(in, of, record, new BaiEntries.Movement((int) type, sign * amount, at));
    }

    private void endAccount() {
        BaiAccount ending = account;
        BaiGroup in = group;
        account = null;
        if (ending == null || in == null) {
            sink.broken(Diagnostic.error(
                    ImportCode.ACCOUNT_HEADER_MISSING, "a record 49 stands outside of an account, expected 03", at));
            return;
        }
        ending.record(physical);
        long total = figure("account total");
        long count = figure("account records");
        ending.end(total, count, sink, at);
        in.endAccount(total, ending.records());
        entries.accountEnded();
    }

    private void endGroup() {
        endOpenAccount();
        BaiGroup ending = group;
        group = null;
        if (ending == null) {
            sink.broken(Diagnostic.error(
                    ImportCode.GROUP_HEADER_MISSING, "a record 98 stands outside of a group, expected 02", at));
            return;
        }
        ending.addRecords(physical);
        long total = figure("group total");
        check("group total", total, ending.total(), ImportCode.GROUP_TOTAL);
        check("group accounts", figure("group accounts"), ending.accounts(), ImportCode.GROUP_ACCOUNTS);
        check("group records", figure("group records"), ending.records(), ImportCode.GROUP_RECORDS);
        fileTotal = plus(fileTotal, total);
    }

    private void endFile() {
        endOpenGroup();
        if (trailed) {
            sink.broken(Diagnostic.error(ImportCode.BAD_RECORD, "the file has two records 99, expected one", at));
            return;
        }
        trailed = true;
        check("file total", figure("file total"), fileTotal, ImportCode.FILE_TOTAL);
        check("file groups", figure("file groups"), groups, ImportCode.FILE_GROUPS);
        check("file records", figure("file records"), records, ImportCode.FILE_RECORDS);
        if (!headed) {
            sink.broken(Diagnostic.error(ImportCode.BAD_RECORD, "the file has no record 01", at));
        }
        if (accounts == 0) {
            sink.broken(Diagnostic.error(ImportCode.NO_STATEMENT, "the file holds no account", at));
        }
    }

    private long figure(String name) {
        record.next();
        long figure = record.number();
        if (figure == Long.MIN_VALUE) {
            sink.broken(Diagnostic.error(ImportCode.BAD_AMOUNT, name + " is not a number", at));
        }
        return figure;
    }

    private void check(String name, long declared, long computed, ImportCode code) {
        ControlTotal.Level level = name.startsWith("group") ? ControlTotal.Level.GROUP : ControlTotal.Level.FILE;
        ControlTotal total = new ControlTotal(level, name, Long.toString(declared), Long.toString(computed), at);
        sink.declared(total);
        if (!total.agrees()) {
            sink.broken(Diagnostic.error(
                    code, name + " is " + total.declared() + ", the records make " + total.computed(), at));
        }
    }

    private void endOpenAccount() {
        BaiAccount open = account;
        account = null;
        if (open != null) {
            open.cut(sink);
            if (group != null) {
                group.endAccount(0, open.records());
            }
            entries.accountEnded();
        }
    }

    private void endOpenGroup() {
        endOpenAccount();
        BaiGroup open = group;
        group = null;
        if (open != null) {
            sink.broken(Diagnostic.error(
                    ImportCode.GROUP_TRAILER_MISSING, "a group has no record 98 with its totals", open.at()));
        }
    }

    private void finish() {
        ended = true;
        endOpenGroup();
        if (!trailed) {
            sink.broken(
                    Diagnostic.error(ImportCode.FILE_TRAILER_MISSING, "the file ends without a record 99", lines.at()));
        }
    }

    private void reject(ImportCode why, String sentence) throws LimitException {
        sink.rejected(Rejection.of(at, "16", why, sentence, record.raw(SHOWN)));
        sink.broken(Diagnostic.error(why, sentence, at));
        if (++rejections > limits.maxRejections()) {
            throw new LimitException("more than " + limits.maxRejections() + " records cannot be read");
        }
    }

    /**
     * How a bank's file is read.
     *
     * @param currency where neither account nor group states one
     * @param creditTypes codes that are money in, whatever their range says
     * @param debitTypes codes that are money out, whatever their range says
     * @param splitLines whether physical lines hold several records
     */
    public record Setting(Amounts currency, Set<Integer> creditTypes, Set<Integer> debitTypes, boolean splitLines) {

        /** Money in is 1, money out is -1, neither is 0. */
        int sign(int type) {
            if (creditTypes.contains(type)) {
                return 1;
            }
            if (debitTypes.contains(type)) {
                return -1;
            }
            return switch (BaiTypes.direction(type)) {
                case CREDIT -> 1;
                case DEBIT -> -1;
                case LOAN, NONE -> 0;
            };
        }
    }
}
