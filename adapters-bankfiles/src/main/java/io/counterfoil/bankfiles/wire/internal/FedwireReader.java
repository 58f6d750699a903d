package io.counterfoil.bankfiles.wire.internal;

import io.counterfoil.bankfiles.record.BankRecord.WireMessage;
import io.counterfoil.bankfiles.source.ImportCode;
import io.counterfoil.bankfiles.source.ImportLimits;
import io.counterfoil.bankfiles.source.internal.LimitException;
import io.counterfoil.bankfiles.source.internal.RecordSink;
import io.counterfoil.bankfiles.source.internal.SourceText;
import io.counterfoil.bankfiles.source.internal.Texts;
import io.counterfoil.payments.account.AccountNumber;
import io.counterfoil.payments.account.BankAccountRef;
import io.counterfoil.payments.money.Amounts;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Locale;
import java.util.Optional;

/** Reads Fedwire tag files, {@code {2000}000001234567} a line or run together; a message begins with {1500}, or with {1510} where that is missing. Not thread-safe. */
public final class FedwireReader extends WireReader {

    private static final Amounts USD = Amounts.in("USD");
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("uuuuMMdd", Locale.ROOT).withResolverStyle(ResolverStyle.STRICT);
    private static final int TAG = 6;

    /** A reader of the text. */
    public FedwireReader(String source, SourceText text, ImportLimits limits, RecordSink sink) {
        super(source, "FEDWIRE", text, limits, sink);
    }

    @Override
    void read(String physical) throws LimitException {
        int tag = tag(physical, 0);
        if (tag != 0) {
            String words = physical.substring(0, tag < 0 ? physical.length() : tag);
            if (!words.isBlank() && !goOn(words)) {
                rejectLine(ImportCode.RECORD_TYPE, "a line has no tag such as {2000}");
            }
        }
        int from = tag;
        while (from >= 0) {
            int next = tag(physical, from + TAG);
            String name = physical.substring(from + 1, from + TAG - 1);
            if (name.equals("1500") || (name.equals("1510") && holds("1510"))) {
                message();
            }
            keep(name, physical.substring(from + TAG, next < 0 ? physical.length() : next));
            from = next;
        }
    }

    private static int tag(String physical, int from) {
        for (int at = physical.indexOf('{', from); at >= 0; at = physical.indexOf('{', at + 1)) {
            if (at + TAG <= physical.length()
                    && physical.startsWith("}", at + TAG - 1)
                    && physical.substring(at + 1, at + TAG - 1).chars().allMatch(c -> c >= '0' && c <= '9')) {
                return at;
            }
        }
        return -1;
    }

    @Override
    void write() {
        String amount = value("2000");
        if (!amount.matches("[0-9]{12}")) {
            reject(
                    amount.isEmpty() ? ImportCode.FIELD_MISSING : ImportCode.BAD_AMOUNT,
                    "amount {2000} is " + Texts.shown(amount) + ", expected 12 digits of cents");
        } else {
            WireMessage wire = wire(Long.parseLong(amount));
            sink().item(WireMessage.class, USD.currency(), Long.parseLong(amount), () -> wire);
        }
    }

    private WireMessage wire(long minor) {
        String imad = value("1520");
        String[] originator = party(field("5000"));
        String[] beneficiary = party(field("4200"));
        return WireMessage.builder()
                .line(begun())
                .message("FEDWIRE")
                .amount(USD.ofMinor(minor))
                .valueOn(day(imad))
                .typeSubtype(value("1510"))
                .function(head(value("3600"), 3))
                .sender(head(value("3100"), 9).strip())
                .receiver(head(value("3400"), 9).strip())
                .reference(clean(value("3320")))
                .systemReference(clean(imad))
                .originator(originator[1])
                .originatorAccount(account(originator[0]))
                .beneficiary(beneficiary[1])
                .beneficiaryAccount(account(beneficiary[0]))
                .chargeBearer(charges(value("3700")))
                .text(clean(value("6000")))
                .build();
    }

    /** {3700} begins with B or S where charges are said. */
    private static String charges(String text) {
        return text.startsWith("B") || text.startsWith("S") ? text.substring(0, 1) : "";
    }

    private String value(String tag) {
        String value = field(tag).strip();
        return value.endsWith("*") ? value.substring(0, value.length() - 1).strip() : value;
    }

    private static String head(String text, int length) {
        return text.length() <= length ? text : text.substring(0, length);
    }

    /** Id code, identifier of 34, name of 35: by columns, or each ended by a star. Gives identifier and name. */
    private static String[] party(String text) {
        if (text.isBlank()) {
            return new String[] {"", ""};
        }
        String rest = text.substring(1);
        int star = rest.indexOf('*');
        if (star >= 0) {
            String after = rest.substring(star + 1);
            int end = after.indexOf('*');
            return new String[] {rest.substring(0, star).strip(), clean(end < 0 ? after : after.substring(0, end))};
        }
        return new String[] {head(rest, 34).strip(), rest.length() <= 34 ? "" : clean(head(rest.substring(34), 35))};
    }

    private static Optional<BankAccountRef> account(String number) {
        return number.isEmpty()
                ? Optional.empty()
                : Optional.of(AccountNumber.us("", number).ref());
    }

    private static Optional<LocalDate> day(String imad) {
        try {
            return imad.length() < 8 ? Optional.empty() : Optional.of(LocalDate.parse(imad.substring(0, 8), DAY));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static String clean(String text) {
        return Texts.clean(text.replace('*', ' '));
    }
}
