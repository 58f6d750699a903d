package io.counterfoil.bankfiles.source.internal;

import io.counterfoil.bankfiles.source.ImportCode;
import io.counterfoil.payments.money.Amounts;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import javax.money.CurrencyUnit;
import javax.money.Monetary;
import org.jspecify.annotations.Nullable;

/** Amounts of one file: currencies looked up once, sums kept inside 64 bits. Not thread-safe. */
public final class Money {

    /** No amount, and no sum of amounts of a file, is larger, so that a balance and all entries can be added. */
    private static final long LARGEST = Long.MAX_VALUE / 4;

    /** Of so many characters a number fits into 64 bits with four decimals more, and below the largest amount. */
    private static final int SHORT_NUMBER = 14;

    private final Map<String, Optional<Amounts>> currencies = new HashMap<>();
    private final Map<String, Volume> volumes = new HashMap<>();
    private @Nullable Volume latest;

    /** Amounts in the currency, where its code is known and it has decimals. */
    public Optional<Amounts> in(String code) {
        Optional<Amounts> known = currencies.get(code);
        if (known == null) {
            known = code.matches("[A-Z]{3}") && Monetary.isCurrencyAvailable(code)
                    ? Optional.of(Amounts.in(code)).filter(amounts -> amounts.fractionDigits() >= 0)
                    : Optional.empty();
            if (currencies.size() < 1_000) {
                currencies.put(code, known);
            }
        }
        return known;
    }

    /** Minor units of a number that has no sign. */
    public Read unsigned(String text, Amounts currency) {
        String number = text.startsWith("+") ? text.substring(1) : text;
        return number.startsWith("-") || number.startsWith("+")
                ? Read.failed(ImportCode.BAD_AMOUNT)
                : signed(number, currency);
    }

    /** Minor units of a number with an optional sign. */
    public Read signed(String text, Amounts currency) {
        long plain = plainMinor(text, currency.fractionDigits());
        if (plain != Long.MIN_VALUE) {
            return new Read(plain, Optional.empty());
        }
        String number = text.startsWith(".") ? "0" + text : text.endsWith(".") ? text + "0" : text;
        var read = currency.parseMinor(number);
        if (read.value().isPresent()) {
            long minor = read.value().get();
            return Math.abs(minor) > LARGEST || minor == Long.MIN_VALUE
                    ? Read.failed(ImportCode.BAD_AMOUNT)
                    : new Read(minor, Optional.empty());
        }
        boolean inexact = read.diagnostics().get(0).code().is(Amounts.Fault.NOT_EXACT);
        return Read.failed(inexact ? ImportCode.NOT_EXACT : ImportCode.BAD_AMOUNT);
    }

    /** Digits with at most the currency's decimals, few enough for 64 bits; else the smallest long, and the slow way decides. */
    private static long plainMinor(String text, int decimals) {
        boolean negative = text.startsWith("-");
        int first = negative ? 1 : 0;
        int length = text.length();
        if (length == first || length > SHORT_NUMBER) {
            return Long.MIN_VALUE;
        }
        long value = 0;
        int point = -1;
        for (int at = first; at < length; at++) {
            char digit = text.charAt(at);
            if (digit >= '0' && digit <= '9') {
                value = value * 10 + digit - '0';
            } else if (digit == '.' && point < 0 && at > first && at + 1 < length) {
                point = at;
            } else {
                return Long.MIN_VALUE;
            }
        }
        int written = point < 0 ? 0 : length - point - 1;
        if (written > decimals || decimals - written > 4) {
            return Long.MIN_VALUE;
        }
        for (int at = written; at < decimals; at++) {
            value *= 10;
        }
        return negative ? -value : value;
    }

    /** Digits with the currency's decimals and a point, without an amount being made. */
    public static String plain(Amounts currency, long minor) {
        return BigDecimal.valueOf(minor, currency.fractionDigits()).toPlainString();
    }

    /** Counts the amount in, unless the file's volume in the currency would leave 64 bits. */
    public boolean counts(Amounts currency, long minor) {
        Volume volume = latest;
        if (volume == null || !volume.currency.equals(currency.currency())) {
            volume = volumes.computeIfAbsent(
                    currency.currency().getCurrencyCode(), code -> new Volume(currency.currency()));
            latest = volume;
        }
        long more = volume.minor + Math.abs(minor);
        if (more < 0 || more > LARGEST) {
            return false;
        }
        volume.minor = more;
        return true;
    }

    private static final class Volume {
        private final CurrencyUnit currency;
        private long minor;

        private Volume(CurrencyUnit currency) {
            this.currency = currency;
        }
    }

    /**
     * Minor units, or why there are none.
     *
     * @param minor 0 where it failed
     * @param failure why
     */
    public record Read(long minor, Optional<ImportCode> failure) {
        static Read failed(ImportCode code) {
            return new Read(0, Optional.of(code));
        }
    }
}
