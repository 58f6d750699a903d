package io.counterfoil.payments.account;

import io.counterfoil.payments.evidence.Sha256;

/**
 * Stands for an account number where numbers are compared but must not be seen.
 *
 * @param value the host's vault token, or a digest
 */
public record AccountToken(String value) {

    public AccountToken {
        if (value.isBlank()) {
            throw new IllegalArgumentException("account token is blank, expected a vault token or a digest");
        }
    }

    /**
     * A token for the number itself, where the host has no vault: equal numbers (blanks and hyphens aside, letters in capitals) give equal tokens. A digest
     * of a short number can be found by trying all numbers, so treat it as confidential all the same.
     */
    public static AccountToken digestOf(String accountNumber) {
        StringBuilder plain = new StringBuilder();
        accountNumber
                .codePoints()
                .filter(Character::isLetterOrDigit)
                .map(Character::toUpperCase)
                .forEach(plain::appendCodePoint);
        return new AccountToken(
                Sha256.ofFields("account", plain.toString()).hex().substring(0, 32));
    }

    @Override
    public String toString() {
        return "token";
    }
}
