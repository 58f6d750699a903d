package io.counterfoil.collections.metrics;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import javax.money.CurrencyUnit;
import javax.money.MonetaryAmount;

/** Exact numbers in, ten decimals out. */
final class Figures {

    private static final int SCALE = 10;

    private Figures() {}

    static BigDecimal number(MonetaryAmount amount) {
        return amount.getNumber().numberValueExact(BigDecimal.class);
    }

    /** Rounded once, at the end. */
    static BigDecimal quotient(BigDecimal numerator, BigDecimal denominator) {
        return numerator.divide(denominator, SCALE, RoundingMode.HALF_EVEN);
    }

    /** For a quotient on the way to a figure: 34 digits, so that the figure's ten decimals stand. */
    static BigDecimal part(BigDecimal numerator, BigDecimal denominator) {
        return numerator.divide(denominator, MathContext.DECIMAL128);
    }

    static BigDecimal scaled(BigDecimal number) {
        return number.setScale(SCALE, RoundingMode.HALF_EVEN);
    }

    /** Refuses amounts of several currencies: a ratio over them says nothing. */
    static void oneCurrency(List<MonetaryAmount> amounts) {
        List<CurrencyUnit> currencies =
                amounts.stream().map(MonetaryAmount::getCurrency).distinct().toList();
        if (currencies.size() > 1) {
            throw new IllegalArgumentException("amounts are in " + currencies + ", expected one currency");
        }
    }
}
