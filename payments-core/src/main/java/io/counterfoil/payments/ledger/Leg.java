package io.counterfoil.payments.ledger;

import io.counterfoil.payments.money.Amounts;
import java.util.Objects;
import javax.money.CurrencyUnit;
import javax.money.MonetaryAmount;

/**
 * One line of a journal: so much on one side of one account.
 *
 * @param account whose
 * @param side debit or credit
 * @param currency of the amount
 * @param minor in the currency's minor units; the ledger refuses what is not above zero
 */
public record Leg(AccountId account, EntrySide side, CurrencyUnit currency, long minor) {

    public Leg {
        Objects.requireNonNull(account, "account");
        Objects.requireNonNull(side, "side");
        Objects.requireNonNull(currency, "currency");
    }

    /**
     * So much on one side of an account.
     *
     * @throws ArithmeticException where the amount is not a whole number of minor units
     */
    public static Leg of(AccountId account, EntrySide side, MonetaryAmount amount) {
        return new Leg(account, side, amount.getCurrency(), Amounts.minor(amount));
    }

    /** The amount. */
    public MonetaryAmount amount() {
        return Amounts.in(currency).ofMinor(minor);
    }

    /** Reads as {@code D cash:rbc 9700 CAD}, in minor units. */
    @Override
    public String toString() {
        return side.letter() + " " + account + " " + minor + " " + currency.getCurrencyCode();
    }
}
