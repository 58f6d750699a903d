package io.counterfoil.payments.ledger;

import io.counterfoil.payments.money.Amounts;
import java.math.BigDecimal;
import java.math.BigInteger;
import javax.money.CurrencyUnit;
import javax.money.Monetary;
import javax.money.MonetaryAmount;

/** Units of account by their codes, and sums beyond 64 bits. */
final class Units {

    private Units() {}

    /** The currency, or else the unit of points, that a code in the log stands for. */
    static CurrencyUnit of(String code) {
        return Monetary.isCurrencyAvailable(code) ? Monetary.getCurrency(code) : Amounts.points(code);
    }

    /** Whether the log's code stands for this very unit. */
    static boolean isKnownByItsCode(CurrencyUnit unit) {
        return of(unit.getCurrencyCode()).getDefaultFractionDigits() == unit.getDefaultFractionDigits();
    }

    static boolean same(CurrencyUnit left, CurrencyUnit right) {
        return left.getCurrencyCode().equals(right.getCurrencyCode());
    }

    /** A sum over accounts, which may leave 64 bits where none of the accounts does. */
    static MonetaryAmount amount(CurrencyUnit unit, BigInteger minor) {
        return Monetary.getDefaultAmountFactory()
                .setCurrency(unit)
                .setNumber(new BigDecimal(minor, unit.getDefaultFractionDigits()))
                .create();
    }
}
