package io.counterfoil.payments.ledger;

import java.util.Objects;

/**
 * Names a ledger account, such as {@code cash:rbc} or {@code client:42}. Never a bank's full account number.
 *
 * @param value not blank
 */
public record AccountId(String value) implements Comparable<AccountId> {

    public AccountId {
        Objects.requireNonNull(value, "value");
        if (value.isBlank()) {
            throw new IllegalArgumentException("account id is blank, expected a name such as cash:rbc");
        }
    }

    /** The account with the name. */
    public static AccountId of(String value) {
        return new AccountId(value);
    }

    @Override
    public int compareTo(AccountId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
