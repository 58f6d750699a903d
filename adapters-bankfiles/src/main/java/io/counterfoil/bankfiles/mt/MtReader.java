package io.counterfoil.bankfiles.mt;

import io.counterfoil.bankfiles.source.ImportCode;
import io.counterfoil.bankfiles.source.ImportLimits;
import io.counterfoil.bankfiles.source.internal.ByteLines;
import io.counterfoil.bankfiles.source.internal.Hashes;
import io.counterfoil.bankfiles.source.internal.LimitException;
import io.counterfoil.bankfiles.source.internal.Money;
import io.counterfoil.bankfiles.source.internal.Occurrences;
import io.counterfoil.bankfiles.source.internal.RecordReader;
import io.counterfoil.bankfiles.source.internal.RecordSink;
import io.counterfoil.payments.evidence.Diagnostic;
import io.counterfoil.payments.evidence.Rejection;
import io.counterfoil.payments.money.Amounts;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads MT940 and MT942 forward, a physical line a step. A field ends where the next tag, end mark or block begins; an entry is written when the field after its
 * {@code :86:} begins. Memory does not grow with the file, but for twelve bytes a line of the statement at hand that has a bank reference. Not thread-safe.
 */
public final class MtReader implements RecordReader {

    private static final Pattern FLOOR =
            Pattern.compile("\\s*([A-Z]{3})\\s*([CD]?)\\s*([0-9]{1,15})(?:,([0-9]*))?\\s*");
    private static final Pattern SUMMARY =
            Pattern.compile("\\s*([0-9]{1,9})\\s*([A-Z]{3})\\s*([0-9]{1,17})(?:,([0-9]*))?\\s*");
    private static final int SHOWN = 2_000;

    private final ByteLines lines;
    private final ImportLimits limits;
    private final RecordSink sink;
    private final Optional<Amounts> fallback;
    private final Money money = new Money();
    private final Line61 line = new Line61();
    private final MtEntries entries;
    private final Occurrences repeated = new Occurrences();

    private int field = MtFields.NONE;
    private byte[] value = new byte[256];
    private int length;
    private int firstLength;
    private Diagnostic.Location fieldAt;

    private boolean linePending;
    private boolean textPending;
    private byte[] lineBytes = new byte[256];
    private int lineLength;
    private int lineFirst;
    private byte[] information = new byte[1_024];
    private int informationLength;

    private @Nullable MtStatement held;
    private @Nullable MtStatement open;
    private boolean inBlock;
    private boolean handedOn;
    private boolean ended;
    private int statements;
    private int rejections;

    /**
     * A reader of the lines.
     *
     * @param fallback the currency of a statement that names none
     */
    public MtReader(ByteLines lines, Optional<Amounts> fallback, ImportLimits limits, RecordSink sink) {
        this.lines = lines;
        this.fallback = fallback;
        this.limits = limits;
        this.sink = sink;
        this.entries = new MtEntries(lines.charset(), sink);
        this.fieldAt = lines.at();
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
                finish();
            }
        } catch (LimitException e) {
            sink.broken(Diagnostic.error(ImportCode.LIMIT_EXCEEDED, String.valueOf(e.getMessage()), lines.at()));
            field = MtFields.NONE;
            end();
        }
        return true;
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }

    private void finish() throws LimitException {
        endField();
        MtStatement last = open;
        if (inBlock && last != null && !last.hasClosing()) {
            last.rejected();
            sink.found(Diagnostic.error(
                    ImportCode.FILE_CUT, "the file ends inside of a message, expected -}", lines.at()));
        }
        end();
    }

    private void end() {
        ended = true;
        endMessage();
        endHeld();
        if (!handedOn) {
            sink.broken(Diagnostic.error(
                    ImportCode.NO_STATEMENT, "no message of the file states a balance or an entry", lines.at()));
        }
    }

    private void physicalLine() throws LimitException {
        byte[] bytes = lines.buffer();
        int from = lines.from();
        int to = lines.to();
        while (to > from && bytes[to - 1] >= 0 && bytes[to - 1] <= ' ') {
            to--;
        }
        int start = from;
        while (start < to && bytes[start] >= 0 && bytes[start] < ' ') {
            start++;
        }
        if (start == to) {
            return;
        }
        int first = bytes[start];
        if (first == ':') {
            int tag = MtFields.at(bytes, start, to);
            boolean inText = field == MtFields.INFORMATION || field == MtFields.NARRATIVE;
            if (tag != MtFields.NONE && !(inText && MtFields.isTime(value, length, bytes, start, to))) {
                endField();
                beginField(tag, bytes, MtFields.valueFrom(bytes, start), to);
                return;
            }
        } else if (first == '-' && (start + 1 == to || bytes[start + 1] == '}')) {
            endField();
            endMessage();
            inBlock = contains(bytes, start, to, '{', '4');
            return;
        } else if (first == '{' && start + 2 < to && bytes[start + 2] == ':') {
            endField();
            if (bytes[start + 1] == '1') {
                endMessage();
            }
            inBlock |= contains(bytes, start, to, '{', '4');
            return;
        } else if (first == '$' && start + 1 == to) {
            endField();
            endMessage();
            return;
        }
        if (field != MtFields.NONE) {
            append((byte) '\n');
            append(bytes, from, to);
        }
    }

    private static boolean contains(byte[] bytes, int from, int to, int a, int b) {
        for (int at = from; at + 1 < to; at++) {
            if (bytes[at] == a && bytes[at + 1] == b) {
                return true;
            }
        }
        return false;
    }

    private void beginField(int tag, byte[] bytes, int from, int to) throws LimitException {
        field = tag;
        length = 0;
        append(bytes, from, to);
        firstLength = length;
        if (tag != MtFields.INFORMATION) {
            fieldAt = lines.at();
        }
    }

    private void append(byte one) throws LimitException {
        require(length + 1);
        value[length++] = one;
    }

    private void append(byte[] bytes, int from, int to) throws LimitException {
        require(length + to - from);
        System.arraycopy(bytes, from, value, length, to - from);
        length += to - from;
    }

    private void require(int size) throws LimitException {
        if (size > limits.maxTokenBytes()) {
            throw new LimitException("a field is longer than " + limits.maxTokenBytes() + " bytes");
        }
        if (size > value.length) {
            value = Arrays.copyOf(value, Math.max(size, value.length * 2));
        }
    }

    private void endField() throws LimitException {
        int ending = field;
        field = MtFields.NONE;
        if (ending == MtFields.NONE) {
            return;
        }
        if (ending == MtFields.OTHER) {
            return;
        }
        if (ending == MtFields.INFORMATION || ending == MtFields.NARRATIVE) {
            information(ending);
            return;
        }
        endLine();
        if (ending == MtFields.REFERENCE) {
            endMessage();
        }
        boolean fresh = open == null;
        MtStatement at = statement();
        switch (ending) {
            case MtFields.ACCOUNT -> at.account(text());
            case MtFields.NUMBER -> at.number(text());
            case MtFields.FLOOR -> floor(at);
            case MtFields.OPENING, MtFields.OPENING_PAGE -> opening(fresh, ending == MtFields.OPENING_PAGE);
            case MtFields.LINE -> beginLine();
            case MtFields.CLOSING, MtFields.CLOSING_PAGE ->
                at.closing(balance(ending == MtFields.CLOSING_PAGE).orElse(null));
            case MtFields.AVAILABLE, MtFields.FORWARD ->
                balance(ending == MtFields.FORWARD).ifPresent(at::other);
            case MtFields.DEBITS, MtFields.CREDITS -> summary(at, ending == MtFields.CREDITS);
            default -> {
                // the reference of the message says nothing about entries
            }
        }
    }

    /** The statement at hand; where none is open, a field of it opens one. */
    private MtStatement statement() throws LimitException {
        MtStatement at = open;
        if (at == null) {
            if (++statements > limits.maxStatements()) {
                throw new LimitException("the file has more than " + limits.maxStatements() + " statements");
            }
            at = new MtStatement(money, fallback, fieldAt);
            open = at;
        }
        return at;
    }

    private void opening(boolean fresh, boolean interim) throws LimitException {
        Optional<MtBalance> balance = balance(interim);
        MtStatement at = statement();
        MtStatement before = held;
        if (interim && balance.isPresent() && before != null && before.isContinuedBy(at)) {
            before.join(at, balance.get(), sink);
            open = before;
            held = null;
            return;
        }
        if (!fresh && at.hasOpening()) {
            endMessage();
            at = statement();
        }
        endHeld();
        balance.ifPresent(at::opening);
    }

    private Optional<MtBalance> balance(boolean interim) {
        Optional<MtBalance> read = MtBalance.of(value, length, interim, money, fieldAt);
        if (read.isEmpty()) {
            sink.found(Diagnostic.warning(
                    ImportCode.BAD_AMOUNT,
                    "a balance cannot be read, expected mark, day, currency and amount such as C270301EUR1240,33",
                    fieldAt));
        }
        return read;
    }

    private void floor(MtStatement at) {
        Matcher parts = FLOOR.matcher(text());
        Optional<Amounts> currency = parts.matches() ? money.in(parts.group(1)) : Optional.empty();
        at.interimReport();
        if (currency.isPresent()) {
            Money.Read read = MtBalance.amount(parts.group(3), parts.group(4), currency.get(), money);
            at.floor(currency.get(), read.minor());
        }
    }

    private void summary(MtStatement at, boolean credits) {
        Matcher parts = SUMMARY.matcher(text());
        Optional<Amounts> currency = parts.matches() ? money.in(parts.group(2)) : Optional.empty();
        Optional<Money.Read> sum = currency.map(unit -> MtBalance.amount(parts.group(3), parts.group(4), unit, money));
        if (sum.isPresent() && sum.get().failure().isEmpty()) {
            at.summary(new MtStatement.MtSummary(
                    credits,
                    Long.parseLong(parts.group(1)),
                    currency.orElseThrow(),
                    sum.get().minor(),
                    fieldAt));
        } else {
            sink.found(Diagnostic.warning(
                    ImportCode.BAD_AMOUNT,
                    "number and sum of entries cannot be read, expected them with a currency such as 3EUR10,50",
                    fieldAt));
        }
    }

    private void information(int ending) throws LimitException {
        if (!linePending || sink.isCounting() || (ending == MtFields.NARRATIVE && textPending)) {
            return;
        }
        int size = informationLength + length + 1;
        if (size > limits.maxTokenBytes()) {
            throw new LimitException("the information of an entry is longer than " + limits.maxTokenBytes() + " bytes");
        }
        if (size > information.length) {
            information = Arrays.copyOf(information, Math.max(size, information.length * 2));
        }
        if (informationLength > 0) {
            information[informationLength++] = '\n';
        }
        System.arraycopy(value, 0, information, informationLength, length);
        informationLength += length;
        textPending = ending == MtFields.INFORMATION;
    }

    /** Reads the {@code :61:} at hand; it waits for what follows it. */
    private void beginLine() throws LimitException {
        MtStatement at = statement();
        endHeld();
        Optional<Amounts> currency = at.currency();
        if (currency.isEmpty()) {
            reject(
                    at,
                    ImportCode.CURRENCY_MISSING,
                    "the statement states no currency, expected one in :60F:, :34F: or the profile",
                    0);
            return;
        }
        byte[] spare = lineBytes;
        lineBytes = value;
        lineLength = length;
        lineFirst = firstLength;
        value = spare;
        if (!line.read(lineBytes, 0, lineFirst, currency.get().fractionDigits(), at.openingDay())) {
            ImportCode code = line.failure().orElse(ImportCode.BAD_61);
            reject(at, code, sentence(code, currency.get()), line.place());
            return;
        }
        if (!money.counts(currency.get(), line.minor())) {
            reject(at, ImportCode.BAD_AMOUNT, "the amounts of the file add up to more than 64 bits hold", 0);
            return;
        }
        linePending = true;
        textPending = false;
        informationLength = 0;
        at.move(line);
        remarks();
    }

    private static String sentence(ImportCode code, Amounts currency) {
        return switch (code) {
            case BAD_DATE -> "the value date of an entry does not exist, expected a day such as 270301";
            case NOT_EXACT ->
                "an amount has more decimals than " + currency.currency().getCurrencyCode() + ", expected at most "
                        + currency.fractionDigits();
            default -> "an entry does not begin with value date, mark and amount, expected such as 2703010301C12,30";
        };
    }

    private void remarks() {
        if (line.isClamped()) {
            sink.found(Diagnostic.warning(
                    ImportCode.VALUE_DATE_CLAMPED,
                    "a value date does not exist, the last day of its month stands in",
                    fieldAt));
        }
        if (line.hasBadEntryDay()) {
            sink.found(Diagnostic.warning(
                    ImportCode.ENTRY_DATE_BAD, "an entry date does not exist, the value date stands in", fieldAt));
        }
        if (!line.hasType()) {
            sink.found(Diagnostic.note(ImportCode.TYPE_MISSING, "an entry has no type, expected F, N or S", fieldAt));
        } else if (line.hasOddType()) {
            sink.found(Diagnostic.note(
                    ImportCode.TYPE_ODD, "the type of an entry has not three letters or digits", fieldAt));
        }
        if (line.hasLongReference()) {
            sink.found(Diagnostic.note(
                    ImportCode.REFERENCE_LONG, "a reference has more than 16 characters, it is kept whole", fieldAt));
        }
        if (line.hasBankReference() && repeated.next(Hashes.of(lineBytes, 0, lineFirst)) > 1) {
            sink.found(Diagnostic.warning(
                    ImportCode.DUPLICATE_LINE, "an entry has day, amount and references of an earlier one", fieldAt));
        }
    }

    private void reject(MtStatement at, ImportCode code, String sentence, int place) throws LimitException {
        byte[] raw = code == ImportCode.CURRENCY_MISSING ? value : lineBytes;
        int size = code == ImportCode.CURRENCY_MISSING ? length : lineLength;
        Diagnostic.Location where =
                new Diagnostic.Location(fieldAt.source(), fieldAt.line(), place + 5, fieldAt.offset(), ":61:");
        sink.rejected(Rejection.of(where, ":61:", code, sentence, Arrays.copyOf(raw, Math.min(SHOWN, size))));
        sink.found(Diagnostic.error(code, sentence, where));
        at.rejected();
        if (++rejections > limits.maxRejections()) {
            throw new LimitException("more than " + limits.maxRejections() + " entries cannot be read");
        }
    }

    private void endLine() {
        MtStatement at = open;
        if (!linePending || at == null) {
            return;
        }
        linePending = false;
        Amounts currency = at.currency().orElseThrow();
        if (sink.isCounting()) {
            sink.counted(currency, line.minor());
        } else {
            entries.write(
                    at.owner(sink),
                    currency,
                    line,
                    new MtEntries.Raw(
                            lineLength > lineFirst
                                    ? new String(lineBytes, lineFirst + 1, lineLength - lineFirst - 1, lines.charset())
                                    : "",
                            new String(information, 0, informationLength, lines.charset())));
        }
    }

    /** The end of a page: a statement that goes on is held until the next page shows whether it does. */
    private void endMessage() {
        endLine();
        MtStatement at = open;
        open = null;
        if (at == null) {
            return;
        }
        endHeld();
        if (at.continues()) {
            held = at;
        } else {
            end(at);
        }
    }

    private void endHeld() {
        MtStatement at = held;
        held = null;
        if (at != null) {
            end(at);
        }
    }

    private void end(MtStatement at) {
        handedOn |= at.end(sink);
        entries.statementEnded();
        repeated.clear();
    }

    private String text() {
        return new String(value, 0, length, StandardCharsets.ISO_8859_1).toUpperCase(Locale.ROOT);
    }
}
