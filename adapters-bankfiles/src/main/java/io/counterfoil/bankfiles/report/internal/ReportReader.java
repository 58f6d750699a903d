package io.counterfoil.bankfiles.report.internal;

import io.counterfoil.bankfiles.fixedwidth.Totals;
import io.counterfoil.bankfiles.fixedwidth.Totals.Figure;
import io.counterfoil.bankfiles.record.BankRecord.DisputeNotice;
import io.counterfoil.bankfiles.record.BankRecord.FeeRecord;
import io.counterfoil.bankfiles.record.BankRecord.FileSummary;
import io.counterfoil.bankfiles.record.BankRecord.SettlementBatch;
import io.counterfoil.bankfiles.record.ReturnItem;
import io.counterfoil.bankfiles.report.ReportProfile;
import io.counterfoil.bankfiles.report.ReportProfile.Role;
import io.counterfoil.bankfiles.source.ImportCode;
import io.counterfoil.bankfiles.source.ImportLimits;
import io.counterfoil.bankfiles.source.internal.Hashes;
import io.counterfoil.bankfiles.source.internal.Money;
import io.counterfoil.bankfiles.source.internal.Occurrences;
import io.counterfoil.bankfiles.source.internal.RecordReader;
import io.counterfoil.bankfiles.source.internal.RecordSink;
import io.counterfoil.bankfiles.source.internal.SourceText;
import io.counterfoil.bankfiles.source.internal.Texts;
import io.counterfoil.payments.account.BankAccountRef;
import io.counterfoil.payments.evidence.Diagnostic;
import io.counterfoil.payments.evidence.Rejection;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.proof.ImportReceipt.ControlTotal.Level;
import io.counterfoil.payments.rail.Rail;
import io.counterfoil.reconciliation.item.Item;
import io.counterfoil.reconciliation.item.ItemId;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads a partner's report by its profile, a row a step, and proves the totals that it declares. Not thread-safe. */
public final class ReportReader implements RecordReader {

    private final String source;
    private final ReportProfile profile;
    private final ImportLimits limits;
    private final RecordSink sink;
    private final Cells cells;
    private final Totals totals;
    private final Money money = new Money();
    private final Occurrences ids = new Occurrences();
    private final DateTimeFormatter dates;
    private final Optional<Pattern> totalMark;
    private BigDecimal sum = BigDecimal.ZERO;
    private long count;
    private long rejections;
    private boolean started;
    private boolean proved;
    private boolean ended;

    /** A reader of the text. */
    public ReportReader(String source, SourceText text, ReportProfile profile, ImportLimits limits, RecordSink sink) {
        this.source = source;
        this.profile = profile;
        this.limits = limits;
        this.sink = sink;
        this.cells = new Cells(profile, text, limits);
        this.totals = new Totals(source, sink);
        this.dates = DateTimeFormatter.ofPattern(profile.datePattern().replace('y', 'u'), Locale.ROOT)
                .withResolverStyle(ResolverStyle.STRICT);
        this.totalMark = profile.total().map(total -> Pattern.compile(total.mark()));
    }

    /** A row cannot be read. */
    private static final class BadRowException extends Exception {
        private static final long serialVersionUID = 1L;

        private final ImportCode code;
        private final String field;

        BadRowException(ImportCode code, String field, String message) {
            super(message);
            this.code = code;
            this.field = field;
        }
    }

    @Override
    public boolean advance() throws IOException {
        if (ended) {
            return false;
        }
        try {
            boolean more = cells.next();
            if (!started) {
                started = true;
                List<String> missing = cells.missing();
                if (!missing.isEmpty()) {
                    stop(ImportCode.NOT_REPORT, "the header lacks the columns " + missing);
                    return true;
                }
            }
            if (more) {
                row();
            } else {
                end();
            }
        } catch (Cells.UnreadableException e) {
            stop(e.isLimit() ? ImportCode.LIMIT_EXCEEDED : ImportCode.QUOTE_OPEN, String.valueOf(e.getMessage()));
        }
        return true;
    }

    private void stop(ImportCode code, String message) {
        ended = true;
        sink.broken(Diagnostic.error(code, message, at("")));
        totals.rejected();
        totals.end();
    }

    private Diagnostic.Location at(String field) {
        return Diagnostic.Location.of(source, Math.max(1, cells.line())).field(field);
    }

    private void row() {
        if (totalMark.isPresent() && totalMark.get().matcher(cells.first()).lookingAt()) {
            total(profile.total().orElseThrow());
            return;
        }
        try {
            read();
        } catch (BadRowException e) {
            rejections++;
            Diagnostic.Location at = at(e.field);
            String sentence = String.valueOf(e.getMessage());
            sink.rejected(Rejection.of(at, "row", e.code, sentence, cells.raw().getBytes(StandardCharsets.UTF_8)));
            totals.broken(Diagnostic.error(e.code, sentence, at));
            if (rejections > limits.maxRejections()) {
                stop(ImportCode.LIMIT_EXCEEDED, "more than " + limits.maxRejections() + " rows cannot be read");
            }
        }
    }

    private String cell(Role role) {
        return cells.cell(profile.columns().getOrDefault(role, ""));
    }

    private String text(Role role) {
        return Texts.clean(cell(role));
    }

    private void read() throws BadRowException {
        String reference = text(Role.REFERENCE);
        if (reference.isEmpty()) {
            throw new BadRowException(ImportCode.FIELD_MISSING, "REFERENCE", "the row has no reference, expected one");
        }
        String code = cell(Role.CURRENCY).isEmpty() ? profile.currency() : cell(Role.CURRENCY);
        Amounts in = money.in(code)
                .orElseThrow(() -> new BadRowException(
                        ImportCode.BAD_CURRENCY,
                        "CURRENCY",
                        "currency " + Texts.shown(code) + " is not known, expected an ISO 4217 code"));
        long amount = amount(Role.AMOUNT, in);
        if (!money.counts(in, amount)) {
            throw new BadRowException(ImportCode.BAD_AMOUNT, "AMOUNT", "the amounts of the file leave 64 bits");
        }
        switch (profile.kind()) {
            case RETURNED_ITEMS -> returned(reference, in, amount);
            case DISPUTES -> dispute(reference, in, amount);
            case SETTLEMENTS -> settlement(reference, in, amount);
            case FEES -> fee(reference, in, amount);
            case ITEMS -> item(reference, in, amount);
        }
        sum = sum.add(BigDecimal.valueOf(amount, in.fractionDigits()));
        count++;
    }

    private <T> void write(Class<T> kind, Amounts in, long signed, Supplier<T> value) {
        sink.item(kind, in.currency(), signed, value);
    }

    private void returned(String reference, Amounts in, long amount) throws BadRowException {
        String code = text(Role.CODE);
        if (code.isEmpty()) {
            throw new BadRowException(ImportCode.FIELD_MISSING, "CODE", "the row has no return code, expected one");
        }
        String word = cell(Role.DIRECTION);
        boolean credit = word.isEmpty()
                ? profile.direction() == Rail.Direction.CREDIT
                : profile.creditWords().stream().anyMatch(word::equalsIgnoreCase);
        Optional<Long> fee = optional(Role.FEE, in);
        Optional<LocalDate> on = day(Role.DATE);
        Optional<LocalDate> original = day(Role.ORIGINAL_DATE);
        String id = id(reference);
        ReturnItem.Builder item = ReturnItem.builder()
                .line(cells.line())
                .id(id)
                .source(source)
                .rail(profile.rail())
                .report(profile.report())
                .code(code)
                .direction(credit ? Rail.Direction.CREDIT : Rail.Direction.DEBIT)
                .amount(in.ofMinor(Math.abs(amount)))
                .fee(fee.map(minor -> in.ofMinor(Math.abs(minor))))
                .returnedOn(on)
                .originalOn(original)
                .trace(text(Role.TRACE))
                .reference(text(Role.PAYMENT))
                .endToEndId(text(Role.END_TO_END_ID))
                .account(account())
                .name(text(Role.NAME))
                .information(text(Role.TEXT));
        write(ReturnItem.class, in, credit ? Math.abs(amount) : -Math.abs(amount), item::build);
    }

    /** A report may name the same item twice; its records are told apart all the same. */
    private String id(String reference) {
        int times = ids.next(Hashes.of(reference));
        return times == 1 ? reference : reference + "#" + times;
    }

    private Optional<BankAccountRef> account() {
        String number = cell(Role.ACCOUNT);
        return number.isEmpty() ? Optional.empty() : Optional.of(BankAccountRef.of(number));
    }

    private void dispute(String reference, Amounts in, long amount) throws BadRowException {
        DisputeNotice.Builder notice = DisputeNotice.builder()
                .line(cells.line())
                .reference(reference)
                .amount(in.ofMinor(Math.abs(amount)))
                .reasonCode(text(Role.CODE))
                .receivedOn(day(Role.DATE))
                .answerBy(day(Role.DUE_DATE))
                .payment(text(Role.PAYMENT))
                .text(text(Role.TEXT));
        write(DisputeNotice.class, in, -Math.abs(amount), notice::build);
    }

    private void settlement(String reference, Amounts in, long net) throws BadRowException {
        long gross = amount(Role.GROSS, in);
        Optional<Long> fees = optional(Role.FEE, in);
        if (fees.isPresent() && gross - fees.get() != net && gross + fees.get() != net) {
            totals.broken(Diagnostic.error(
                    ImportCode.TOTAL_VALUE,
                    "batch " + Texts.shown(reference) + " of gross " + plain(gross, in) + " and fees "
                            + plain(fees.get(), in) + " pays out " + plain(net, in) + ", expected "
                            + plain(gross - Math.abs(fees.get()), in),
                    at("AMOUNT")));
        }
        String said = cell(Role.COUNT);
        SettlementBatch.Builder batch = SettlementBatch.builder()
                .line(cells.line())
                .reference(reference)
                .settledOn(day(Role.DATE))
                .gross(in.ofMinor(gross))
                .net(in.ofMinor(net))
                .count(said.matches("[0-9]{1,12}") ? Long.parseLong(said) : -1);
        fees.ifPresent(minor -> batch.fees(in.ofMinor(gross - net)));
        write(SettlementBatch.class, in, net, batch::build);
    }

    private void fee(String reference, Amounts in, long amount) throws BadRowException {
        FeeRecord.Builder fee = FeeRecord.builder()
                .line(cells.line())
                .reference(reference)
                .amount(in.ofMinor(amount))
                .chargedOn(day(Role.DATE))
                .type(text(Role.TYPE))
                .payment(text(Role.PAYMENT));
        write(FeeRecord.class, in, -amount, fee::build);
    }

    private void item(String reference, Amounts in, long amount) throws BadRowException {
        LocalDate on = day(Role.DATE)
                .orElseThrow(() ->
                        new BadRowException(ImportCode.FIELD_MISSING, "DATE", "the row has no day, expected one"));
        Item.Builder item = Item.builder()
                .id(ItemId.of(id(reference)))
                .amount(in.ofMinor(amount))
                .day(on)
                .due(day(Role.DUE_DATE))
                .party(said(text(Role.NAME)))
                .account(account().map(BankAccountRef::toString))
                .text(said(text(Role.TEXT)));
        Stream.of(reference, text(Role.PAYMENT), text(Role.TRACE), text(Role.END_TO_END_ID))
                .filter(name -> !name.isEmpty())
                .distinct()
                .forEach(item::addReferences);
        write(Item.class, in, amount, item::build);
    }

    private static Optional<String> said(String text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }

    private Optional<Long> optional(Role role, Amounts in) throws BadRowException {
        return cell(role).isEmpty() ? Optional.empty() : Optional.of(amount(role, in));
    }

    private long amount(Role role, Amounts in) throws BadRowException {
        String written = cell(role);
        Optional<String> number = number(written, in);
        Money.Read read = number.map(text -> money.signed(text, in)).orElse(null);
        if (read == null || read.failure().isPresent()) {
            ImportCode code =
                    read == null ? ImportCode.BAD_AMOUNT : read.failure().orElse(ImportCode.BAD_AMOUNT);
            throw new BadRowException(
                    code,
                    role.name(),
                    "amount " + Texts.shown(written) + " cannot be read, expected "
                            + (profile.minorUnits()
                                    ? "minor units"
                                    : "digits with decimal mark '" + profile.decimal() + "'"));
        }
        return read.minor();
    }

    /** Digits with a sign and a point; parentheses are a minus. */
    private Optional<String> number(String written, Amounts in) {
        String plain = written.strip();
        boolean negative = plain.startsWith("(") && plain.endsWith(")") && plain.length() > 2;
        if (negative) {
            plain = plain.substring(1, plain.length() - 1);
            if (plain.startsWith("-") || plain.startsWith("+")) {
                return Optional.empty(); // two signs
            }
        }
        char mark = profile.decimal();
        char group = mark == '.' ? ',' : '.';
        String grouped = "[+-]?[0-9]{1,3}(" + Pattern.quote(String.valueOf(group)) + "[0-9]{3})+("
                + Pattern.quote(String.valueOf(mark)) + "[0-9]*)?";
        if (plain.matches(grouped)) {
            plain = plain.replace(String.valueOf(group), "");
        }
        plain = plain.replace(mark, '.');
        if (!plain.matches("[+-]?[0-9]{1,18}(\\.[0-9]{0,9})?")
                || (mark != '.' && written.indexOf('.') >= 0 && !written.strip().matches("[(]?" + grouped + "[)]?"))) {
            return Optional.empty();
        }
        if (profile.minorUnits()) {
            plain = plain.indexOf('.') >= 0
                    ? "x"
                    : new BigDecimal(plain).movePointLeft(in.fractionDigits()).toPlainString();
        }
        return plain.equals("x") ? Optional.empty() : Optional.of((negative ? "-" : "") + plain);
    }

    private Optional<LocalDate> day(Role role) throws BadRowException {
        String written = cell(role);
        if (written.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(LocalDate.parse(written, dates));
        } catch (DateTimeException e) {
            throw new BadRowException(
                    ImportCode.BAD_DATE,
                    role.name(),
                    "date " + Texts.shown(written) + " cannot be read, expected " + profile.datePattern());
        }
    }

    private void total(ReportProfile.Total total) {
        proved = true;
        if (!total.count().isEmpty()) {
            String said = cells.cell(total.count()).replaceAll("[^0-9]", "");
            totals.compare(
                    new Figure(Level.FILE, "rows", ImportCode.TOTAL_COUNT, 0),
                    said.length() > 18 || said.isEmpty() ? said : Long.toString(Long.parseLong(said)),
                    Long.toString(count),
                    at("count"),
                    "");
        }
        if (!total.value().isEmpty()) {
            String code = profile.currency().isEmpty() ? "CAD" : profile.currency();
            Optional<Amounts> in = money.in(code);
            String said = cells.cell(total.value());
            totals.compare(
                    new Figure(Level.FILE, "total", ImportCode.TOTAL_VALUE, 0),
                    in.flatMap(currency -> number(said, currency))
                            .map(number -> canonical(new BigDecimal(number)))
                            .orElse(said),
                    canonical(sum),
                    at("total"),
                    "");
        }
    }

    private static String canonical(BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }

    private static String plain(long minor, Amounts in) {
        return BigDecimal.valueOf(minor, in.fractionDigits()).toPlainString();
    }

    private void end() {
        ended = true;
        if (profile.total().isPresent() && !proved) {
            totals.broken(Diagnostic.error(
                    ImportCode.TRAILER_MISSING,
                    "the report ends without its row of totals, expected one that begins with "
                            + profile.total().get().mark(),
                    at("")));
        }
        sink.summary(new FileSummary(1, "REPORT", profile.id(), "", "", Map.of("rows", count)));
        totals.end();
    }

    @Override
    public void close() throws IOException {
        cells.close();
    }
}
