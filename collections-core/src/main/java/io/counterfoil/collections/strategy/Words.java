package io.counterfoil.collections.strategy;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import javax.money.CurrencyUnit;

/** Dates and amounts as sentences write them. */
final class Words {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM uuuu", Locale.ENGLISH);

    private Words() {}

    static String day(LocalDate date) {
        return DAY.format(date);
    }

    static String days(long count) {
        return count == 1 ? "1 day" : count + " days";
    }

    static String money(CurrencyUnit currency, long minor) {
        return BigDecimal.valueOf(minor, currency.getDefaultFractionDigits()).toPlainString() + " "
                + currency.getCurrencyCode();
    }

    static String count(int count, String thing) {
        return count + " " + thing + (count == 1 ? "" : "s");
    }
}
