package io.counterfoil.payments.watch;

import java.util.Objects;
import javax.money.MonetaryAmount;

/**
 * A line at the bank.
 *
 * @param reference what the bank repeats of our reference, or its own where it knows none
 * @param amount signed as the account holder sees it
 */
public record WatchedLine(String reference, MonetaryAmount amount) {

    public WatchedLine {
        Objects.requireNonNull(amount, "amount");
        if (reference.isBlank()) {
            throw new IllegalArgumentException(
                    "bank line without a reference, expected the bank's own where it has no other");
        }
    }

    /** A line with the reference. */
    public static WatchedLine of(String reference, MonetaryAmount amount) {
        return new WatchedLine(reference, amount);
    }
}
