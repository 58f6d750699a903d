package io.counterfoil.bankfiles.wire.internal;

import io.counterfoil.bankfiles.record.BankRecord.WireMessage;
import io.counterfoil.bankfiles.source.ImportCode;
import io.counterfoil.bankfiles.source.ImportLimits;
import io.counterfoil.bankfiles.source.internal.LimitException;
import io.counterfoil.bankfiles.source.internal.Money;
import io.counterfoil.bankfiles.source.internal.RecordSink;
import io.counterfoil.bankfiles.source.internal.SourceText;
import io.counterfoil.bankfiles.source.internal.Texts;
import io.counterfoil.payments.account.BankAccountRef;
import io.counterfoil.payments.money.Amounts;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads MT103, one or many, with or without block headers; {@code $} or a new block 1 separates them. Not thread-safe. */
public final class SwiftTransferReader extends WireReader {

    private static final Pattern FIELD = Pattern.compile(":([0-9]{2}[A-Z]?):(.*)");
    private static final Pattern VALUE = Pattern.compile("([0-9]{6})([A-Z]{3})([0-9]{1,12},[0-9]{0,3})");
    private static final Pattern ORDERED = Pattern.compile("([A-Z]{3})([0-9]{1,12},[0-9]{0,3})");
    private static final Pattern SENDER = Pattern.compile("\\{1:F01([A-Z0-9]{8,12})");
    private static final Pattern OUTPUT =
            Pattern.compile("\\{2:O103[0-9]{4}[0-9]{6}([A-Z0-9]{12})|\\{2:I103([A-Z0-9]{8,12})");
    private static final Pattern UETR = Pattern.compile("\\{121:([0-9a-fA-F-]{36})\\}");
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("uuMMdd", Locale.ROOT).withResolverStyle(ResolverStyle.STRICT);

    private final Money money = new Money();
    private String blocks = "";

    /** A reader of the text. */
    public SwiftTransferReader(String source, SourceText text, ImportLimits limits, RecordSink sink) {
        super(source, "MT103", text, limits, sink);
    }

    @Override
    void read(String physical) throws LimitException {
        Matcher field = FIELD.matcher(physical);
        if (field.matches()) {
            if (field.group(1).equals("20") && holds("20")) {
                next("");
            }
            keep(field.group(1), field.group(2));
        } else if (physical.startsWith("-}")
                || physical.equals("-")
                || physical.startsWith("$")
                || physical.contains("{1:")) {
            int block = physical.indexOf("{1:");
            next(block < 0 ? "" : physical.substring(block));
        } else {
            goOn(physical);
        }
    }

    private void next(String headers) {
        message();
        blocks = headers;
    }

    @Override
    void write() {
        Matcher value = VALUE.matcher(field("32A").strip());
        if (!value.matches()) {
            reject(
                    ImportCode.FIELD_MISSING,
                    "field :32A: is " + Texts.shown(field("32A"))
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
                    "field :32A: is " + Texts.shown(field("32A"))
                            + ", expected a day, an ISO 4217 code and an amount in its decimals");
            return;
        }
        long minor = read.orElseThrow().minor();
        if (!money.counts(currency.get(), minor)) {
            reject(ImportCode.BAD_AMOUNT, "the amounts of the file leave 64 bits");
            return;
        }
        WireMessage wire = build(currency.get(), minor, on);
        sink().item(WireMessage.class, currency.get().currency(), minor, () -> wire);
    }

    private WireMessage build(Amounts currency, long minor, Optional<LocalDate> on) {
        Matcher sender = SENDER.matcher(blocks);
        Matcher other = OUTPUT.matcher(blocks);
        boolean known = other.find();
        boolean output = known && other.group(1) != null;
        String here = sender.find() ? sender.group(1) : "";
        String there = known ? other.group(output ? 1 : 2) : "";
        Matcher uetr = UETR.matcher(blocks);
        String[] originator = party(first("50A", "50F", "50K", "50"));
        String[] beneficiary = party(first("59", "59A", "59F"));
        WireMessage.Builder wire = WireMessage.builder()
                .line(begun())
                .message("MT103")
                .amount(currency.ofMinor(minor))
                .valueOn(on)
                .function(field("23B").strip())
                .sender(output ? there : here)
                .receiver(output ? here : there)
                .reference(Texts.clean(field("20")))
                .uetr(uetr.find() ? uetr.group(1).toLowerCase(Locale.ROOT) : "")
                .originator(originator[1])
                .originatorAccount(account(originator[0]))
                .beneficiary(beneficiary[1])
                .beneficiaryAccount(account(beneficiary[0]))
                .chargeBearer(field("71A").strip())
                .text(Texts.clean(field("70")));
        Matcher ordered = ORDERED.matcher(field("33B").strip());
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
            if (holds(tag)) {
                return field(tag);
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
}
