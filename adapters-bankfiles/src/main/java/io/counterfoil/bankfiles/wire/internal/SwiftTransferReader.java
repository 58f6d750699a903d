package io.counterfoil.bankfiles.wire.internal;

import io.counterfoil.bankfiles.fixedwidth.Totals;
import io.counterfoil.bankfiles.record.BankRecord.FileSummary;
import io.counterfoil.bankfiles.record.BankRecord.WireMessage;
import io.counterfoil.bankfiles.source.ImportCode;
import io.counterfoil.bankfiles.source.ImportLimits;
import io.counterfoil.bankfiles.source.internal.LimitException;
import io.counterfoil.bankfiles.source.internal.Money;
import io.counterfoil.bankfiles.source.internal.RecordReader;
import io.counterfoil.bankfiles.source.internal.RecordSink;
import io.counterfoil.bankfiles.source.internal.SourceText;
import io.counterfoil.bankfiles.source.internal.Texts;
import io.counterfoil.payments.account.BankAccountRef;
import io.counterfoil.payments.evidence.Diagnostic;
import io.counterfoil.payments.evidence.Rejection;
import io.counterfoil.payments.money.Amounts;
import java.io.BufferedReader;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads MT103, one or many, with or without block headers; {@code $} or a new block 1 separates them. Not thread-safe. */
public final class SwiftTransferReader implements RecordReader {

    private static final Pattern FIELD = Pattern.compile(":([0-9]{2}[A-Z]?):(.*)");
    private static final Pattern VALUE = Pattern.compile("([0-9]{6})([A-Z]{3})([0-9]{1,12},[0-9]{0,3})");
    private static final Pattern ORDERED = Pattern.compile("([A-Z]{3})([0-9]{1,12},[0-9]{0,3})");
    private static final Pattern SENDER = Pattern.compile("\\{1:F01([A-Z0-9]{8,12})");
    private static final Pattern OUTPUT =
            Pattern.compile("\\{2:O103[0-9]{4}[0-9]{6}([A-Z0-9]{12})|\\{2:I103([A-Z0-9]{8,12})");
    private static final Pattern UETR = Pattern.compile("\\{121:([0-9a-fA-F-]{36})\\}");
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("uuMMdd", Locale.ROOT);

    private final String source;
    private final SourceText text;
    private final ImportLimits limits;
    private final RecordSink sink;
    private final Totals totals;
    private final BufferedReader reader;
    private final Money money = new Money();
    private final Map<String, String> fields = new LinkedHashMap<>();
    private String blocks = "";
    private String last = "";
    private long line;
    private long begun;
    private long messages;
    private boolean ended;

    /** A reader of the text. */
    public SwiftTransferReader(String source, SourceText text, ImportLimits limits, RecordSink sink) {
        this.source = source;
        this.text = text;
        this.limits = limits;
        this.sink = sink;
        this.totals = new Totals(source, sink);
        this.reader = new BufferedReader(text);
    }

    @Override
    public boolean advance() throws IOException {
        if (ended) {
            return false;
        }
        try {
            String next = reader.readLine();
            text.tokenEnded();
            if (next == null) {
                end();
                return true;
            }
            line++;
            read(next);
        } catch (LimitException e) {
            ended = true;
            sink.broken(Diagnostic.error(
                    ImportCode.LIMIT_EXCEEDED, String.valueOf(e.getMessage()), Diagnostic.Location.of(source, line)));
            totals.end();
        }
        return true;
    }

    private void read(String next) throws LimitException {
        Matcher field = FIELD.matcher(next);
        if (field.matches()) {
            if (field.group(1).equals("20") && fields.containsKey("20")) {
                message();
            }
            if (fields.isEmpty()) {
                begun = line;
            }
            last = field.group(1);
            keep(last, field.group(2));
        } else if (next.startsWith("-}") || next.equals("-") || next.startsWith("$") || next.contains("{1:")) {
            message();
            int block = next.indexOf("{1:");
            if (block >= 0) {
                blocks = next.substring(block);
            }
        } else if (!last.isEmpty()) {
            keep(last, fields.getOrDefault(last, "") + "\n" + next);
        }
    }

    private void keep(String tag, String value) throws LimitException {
        if (fields.size() > limits.maxElements() || value.length() > limits.maxTokenBytes()) {
            throw new LimitException("a message has more than " + limits.maxElements() + " fields or too long a text");
        }
        fields.put(tag, value);
    }

    private void message() {
        if (!fields.isEmpty()) {
            messages++;
            wire();
        }
        fields.clear();
        last = "";
        blocks = "";
    }

    private void wire() {
        Matcher value = VALUE.matcher(fields.getOrDefault("32A", "").strip());
        if (!value.matches()) {
            reject(
                    ImportCode.FIELD_MISSING,
                    "field :32A: is " + Texts.shown(fields.getOrDefault("32A", ""))
                            + ", expected a date, a currency and an amount with a comma");
            return;
        }
        Optional<Amounts> currency = money.in(value.group(2));
        Optional<Money.Read> read =
                currency.map(in -> money.unsigned(value.group(3).replace(',', '.'), in));
        Optional<LocalDate> on = day(value.group(1));
        if (currency.isEmpty() || read.orElseThrow().failure().isPresent() || on.isEmpty()) {
            reject(
                    currency.isEmpty()
                            ? ImportCode.BAD_CURRENCY
                            : read.orElseThrow().failure().orElse(ImportCode.BAD_DATE),
                    "field :32A: is " + Texts.shown(fields.getOrDefault("32A", ""))
                            + ", expected a day, an ISO 4217 code and an amount in its decimals");
            return;
        }
        long minor = read.orElseThrow().minor();
        if (!money.counts(currency.get(), minor)) {
            reject(ImportCode.BAD_AMOUNT, "the amounts of the file leave 64 bits");
            return;
        }
        WireMessage wire = build(currency.get(), minor, on);
        sink.item(WireMessage.class, currency.get().currency(), minor, () -> wire);
    }

    private WireMessage build(Amounts currency, long minor, Optional<LocalDate> on) {
        Matcher sender = SENDER.matcher(blocks);
        Matcher other = OUTPUT.matcher(blocks);
        boolean output = other.find() && other.group(1) != null;
        String here = sender.find() ? sender.group(1) : "";
        String there = blocks.contains("{2:") && (output || other.reset().find())
                ? String.valueOf(output ? other.group(1) : other.group(2))
                : "";
        Matcher uetr = UETR.matcher(blocks);
        String[] originator = party(first("50A", "50F", "50K", "50"));
        String[] beneficiary = party(first("59", "59A", "59F"));
        WireMessage.Builder wire = WireMessage.builder()
                .line(begun)
                .message("MT103")
                .amount(currency.ofMinor(minor))
                .valueOn(on)
                .function(fields.getOrDefault("23B", "").strip())
                .sender(output ? there : here)
                .receiver(output ? here : there)
                .reference(Texts.clean(fields.getOrDefault("20", "")))
                .uetr(uetr.find() ? uetr.group(1).toLowerCase(Locale.ROOT) : "")
                .originator(originator[1])
                .originatorAccount(account(originator[0]))
                .beneficiary(beneficiary[1])
                .beneficiaryAccount(account(beneficiary[0]))
                .chargeBearer(fields.getOrDefault("71A", "").strip())
                .text(Texts.clean(fields.getOrDefault("70", "")));
        Matcher ordered = ORDERED.matcher(fields.getOrDefault("33B", "").strip());
        if (ordered.matches()) {
            money.in(ordered.group(1)).ifPresent(in -> {
                Money.Read amount = money.unsigned(ordered.group(2).replace(',', '.'), in);
                if (amount.failure().isEmpty()) {
                    wire.instructed(in.ofMinor(amount.minor()));
                }
            });
        }
        return wire.build();
    }

    private String first(String... tags) {
        for (String tag : tags) {
            if (fields.containsKey(tag)) {
                return fields.get(tag);
            }
        }
        return "";
    }

    /** An account after a slash on the first line, then name and address; the name is the line after it. */
    private static String[] party(String text) {
        String[] lines = text.split("\n", -1);
        boolean account = lines[0].startsWith("/");
        String name = account ? (lines.length > 1 ? lines[1] : "") : lines[0];
        return new String[] {account ? lines[0].substring(1).strip() : "", Texts.clean(name.replaceFirst("^[1-8]/", ""))
        };
    }

    private static Optional<BankAccountRef> account(String number) {
        return number.isEmpty() ? Optional.empty() : Optional.of(BankAccountRef.of(number));
    }

    private static Optional<LocalDate> day(String text) {
        try {
            return Optional.of(LocalDate.parse(text, DAY));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private void reject(ImportCode code, String sentence) {
        Diagnostic.Location at = Diagnostic.Location.of(source, begun);
        sink.rejected(Rejection.of(at, "message", code, sentence));
        totals.broken(Diagnostic.error(code, sentence, at));
    }

    private void end() {
        ended = true;
        message();
        if (messages == 0) {
            totals.broken(Diagnostic.error(
                    ImportCode.NOT_WIRE, "there is no message in the file", Diagnostic.Location.of(source)));
        }
        sink.summary(new FileSummary(1, "MT103", "", "", "", Map.of("messages", messages)));
        totals.end();
    }

    @Override
    public void close() throws IOException {
        text.release();
    }
}
