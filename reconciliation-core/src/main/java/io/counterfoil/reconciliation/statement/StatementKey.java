package io.counterfoil.reconciliation.statement;

import io.counterfoil.payments.account.BankAccountRef;
import java.util.Objects;

/**
 * Which statement it is, whatever file carries it.
 *
 * @param account whose statement
 * @param format in capitals, such as {@code CAMT053}
 * @param number the bank's number or id of the statement; empty where it has none
 * @param openingMinor opening balance in minor units; ignored where {@code openingKnown} is false
 * @param openingKnown whether the statement states an opening balance
 */
public record StatementKey(
        BankAccountRef.Token account, String format, String number, long openingMinor, boolean openingKnown) {

    public StatementKey {
        Objects.requireNonNull(account, "account");
        Objects.requireNonNull(number, "number");
        if (!format.matches("[A-Z0-9_]+")) {
            throw new IllegalArgumentException(
                    "format '" + format + "' of a statement, expected capitals and digits such as CAMT053");
        }
    }

    /** One line from which {@link #parse} makes the same key; it holds the account token, so keep it out of messages. */
    public String toText() {
        String token = account.value();
        return format
                + ':'
                + (openingKnown ? Long.toString(openingMinor) : "-")
                + ':'
                + token.length()
                + ':'
                + token
                + number;
    }

    /**
     * The key that the text says.
     *
     * @throws IllegalArgumentException where it was not written by {@link #toText()}
     */
    public static StatementKey parse(String text) {
        String[] parts = text.split(":", 4);
        if (parts.length != 4 || !parts[2].matches("[0-9]{1,9}") || Integer.parseInt(parts[2]) > parts[3].length()) {
            throw new IllegalArgumentException(
                    "statement key of " + text.length()
                            + " characters was not written by a statement key, expected format, opening, length, account and number");
        }
        int length = Integer.parseInt(parts[2]);
        boolean known = !parts[1].equals("-");
        return new StatementKey(
                new BankAccountRef.Token(parts[3].substring(0, length)),
                parts[0],
                parts[3].substring(length),
                known ? Long.parseLong(parts[1]) : 0,
                known);
    }
}
