package io.counterfoil.payments.ledger;

import io.counterfoil.payments.money.Amounts;
import java.util.Objects;
import javax.money.CurrencyUnit;
import javax.money.MonetaryAmount;

/**
 * What stands on an account: four sums that are never negative.
 *
 * @param account whose
 * @param normalSide the side on which the account grows
 * @param currency of all sums
 * @param postedDebitMinor posted debits
 * @param postedCreditMinor posted credits
 * @param pendingDebitMinor debits that are pending
 * @param pendingCreditMinor credits that are pending
 */
public record Balance(
        AccountId account,
        Journal.Side normalSide,
        CurrencyUnit currency,
        long postedDebitMinor,
        long postedCreditMinor,
        long pendingDebitMinor,
        long pendingCreditMinor) {

    public Balance {
        Objects.requireNonNull(account, "account");
        Objects.requireNonNull(normalSide, "normalSide");
        Objects.requireNonNull(currency, "currency");
        if ((postedDebitMinor | postedCreditMinor | pendingDebitMinor | pendingCreditMinor) < 0) {
            throw new IllegalArgumentException("balance of " + account + " has a negative sum, expected none: "
                    + postedDebitMinor + ", " + postedCreditMinor + ", " + pendingDebitMinor + ", "
                    + pendingCreditMinor);
        }
    }

    /** What is posted, positive on the side on which the account grows. */
    public MonetaryAmount posted() {
        return amount(normal(postedDebitMinor, postedCreditMinor));
    }

    /** What is pending for the account, on the side on which it grows. */
    public MonetaryAmount pendingFor() {
        return amount(normalSide == Journal.Side.DEBIT ? pendingDebitMinor : pendingCreditMinor);
    }

    /** What is pending against the account. */
    public MonetaryAmount pendingAgainst() {
        return amount(pendingAgainstMinor());
    }

    /** What the account can bear: posted, less what is pending against it. */
    public MonetaryAmount available() {
        return amount(availableMinor());
    }

    /** What the account can bear, in minor units. */
    public long availableMinor() {
        return Math.subtractExact(normal(postedDebitMinor, postedCreditMinor), pendingAgainstMinor());
    }

    /** What is posted, positive on the side on which the account grows, in minor units. */
    public long postedMinor() {
        return normal(postedDebitMinor, postedCreditMinor);
    }

    private long pendingAgainstMinor() {
        return normalSide == Journal.Side.DEBIT ? pendingCreditMinor : pendingDebitMinor;
    }

    private long normal(long debit, long credit) {
        return normalSide == Journal.Side.DEBIT ? debit - credit : credit - debit;
    }

    private MonetaryAmount amount(long minor) {
        return Amounts.in(currency).ofMinor(minor);
    }
}
