package io.counterfoil.bankfiles.mt;

import io.counterfoil.bankfiles.source.internal.Days;
import io.counterfoil.bankfiles.source.internal.Money;
import io.counterfoil.payments.evidence.Diagnostic;
import io.counterfoil.payments.money.Amounts;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A balance field: mark, day, currency, amount.
 *
 * @param currency it is in
 * @param minor signed
 * @param day days since 1970; {@link Days#NONE} where it does not exist
 * @param interim whether it is of a page: 60M or 62M
 * @param at where it stands
 */
record MtBalance(Amounts currency, long minor, int day, boolean interim, Diagnostic.Location at) {

    private static final Pattern BALANCE = Pattern.compile(
            "\\s*([CD])\\s*([0-9]{2})([0-9]{2})([0-9]{2})\\s*([A-Z]{3})\\s*([0-9]{1,18})(?:,([0-9]*))?\\s*");

    /** The balance that the field states; nothing where it cannot be read. */
    static Optional<MtBalance> of(byte[] field, int length, boolean interim, Money money, Diagnostic.Location at) {
        Matcher parts = BALANCE.matcher(new String(field, 0, length, StandardCharsets.ISO_8859_1));
        if (!parts.matches()) {
            return Optional.empty();
        }
        int day = Days.of(
                Days.century(Integer.parseInt(parts.group(2))),
                Integer.parseInt(parts.group(3)),
                Integer.parseInt(parts.group(4)));
        Optional<Amounts> currency = money.in(parts.group(5));
        if (currency.isEmpty()) {
            return Optional.empty();
        }
        Money.Read amount = amount(parts.group(6), parts.group(7), currency.get(), money);
        return amount.failure().isPresent()
                ? Optional.empty()
                : Optional.of(new MtBalance(
                        currency.get(),
                        parts.group(1).equals("D") ? -amount.minor() : amount.minor(),
                        day,
                        interim,
                        at));
    }

    /** Whole part and decimals, either of which may be absent. */
    static Money.Read amount(
            String whole, @org.jspecify.annotations.Nullable String decimals, Amounts currency, Money money) {
        return money.unsigned(decimals == null || decimals.isEmpty() ? whole : whole + "." + decimals, currency);
    }
}
