package io.counterfoil.bankfiles.source.internal;

import io.counterfoil.bankfiles.source.ImportCode;
import io.counterfoil.payments.money.Amounts;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import javax.money.Monetary;

/** Amounts of one file: currencies looked up once, sums kept inside 64 bits. Not thread-safe. */
public final class Money {

    /** No amount, and no sum of amounts of a file, is larger, so that a balance and all entries can be added. */
    private static final long LARGEST = Long.MAX_VALUE / 4;

    private final Map<String, Optional<Amounts>> currencies = new HashMap<>();
    private final Map<String, Long> volumes = new HashMap<>();

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

    /** Digits with the currency's decimals and a point, without an amount being made. */
    public static String plain(Amounts currency, long minor) {
        return BigDecimal.valueOf(minor, currency.fractionDigits()).toPlainString();
    }

    /** Counts the amount in, unless the file's volume in the currency would leave 64 bits. */
    public boolean counts(Amounts currency, long minor) {
        String code = currency.currency().getCurrencyCode();
        long volume = volumes.getOrDefault(code, 0L) + Math.abs(minor);
        if (volume < 0 || volume > LARGEST) {
            return false;
        }
        volumes.put(code, volume);
        return true;
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
