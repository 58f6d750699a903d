package io.counterfoil.reconciliation.statement;

import java.time.LocalDate;
import java.util.Objects;
import javax.money.MonetaryAmount;

/**
 * A balance as the statement states it.
 *
 * @param type which balance
 * @param amount signed: a balance in the holder's favour is positive
 * @param date the day at whose start (opening) or end (closing) it holds
 */
public record StatementBalance(Type type, MonetaryAmount amount, LocalDate date) {

    public StatementBalance {
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(amount, "amount");
        Objects.requireNonNull(date, "date");
    }

    /** Which balance it is. */
    public enum Type {
        OPENING,
        CLOSING,
        INTERIM_OPENING,
        INTERIM_CLOSING,
        AVAILABLE,
        FORWARD_AVAILABLE,
        OTHER
    }
}
