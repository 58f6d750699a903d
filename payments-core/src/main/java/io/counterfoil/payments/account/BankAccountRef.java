package io.counterfoil.payments.account;

import io.counterfoil.payments.evidence.Sha256;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * A bank account as the library keeps it: where it is, its last four characters and a token. Immutable; {@link #toString()} shows no more than that.
 *
 * @param country ISO 3166-1 alpha-2 code, or {@code XX} where it is not known
 * @param routing sort code, transit and institution, routing number or BIC; empty where the number says it all
 * @param lastFour the last four characters of the number, or all of a shorter one's last half
 * @param token stands for the number
 */
public record BankAccountRef(String country, String routing, String lastFour, Token token) {

    private static final Pattern SEPARATORS = Pattern.compile("[\\s-]");
    private static final Pattern IBAN = Pattern.compile("[A-Z]{2}[0-9]{2}.*");

    public BankAccountRef {
        Objects.requireNonNull(routing, "routing");
        Objects.requireNonNull(token, "token");
        CardData.refuse("routing", routing);
        if (country.length() != 2 || !isCapital(country.charAt(0)) || !isCapital(country.charAt(1))) {
            throw new IllegalArgumentException("country '" + country + "', expected two capitals such as CA");
        }
        if (lastFour.length() > 4) {
            throw new IllegalArgumentException(
                    "last four has " + lastFour.length() + " characters, expected at most 4");
        }
    }

    /** A reference to the account with the number, which is not kept. IBANs name their country. */
    public static BankAccountRef of(String number) {
        String plain = SEPARATORS.matcher(number).replaceAll("").toUpperCase(Locale.ROOT);
        String country = IBAN.matcher(plain).matches() ? plain.substring(0, 2) : "XX";
        return of(country, "", number);
    }

    /** A reference to the account with the routing and number, the latter of which is not kept. */
    public static BankAccountRef of(String country, String routing, String number) {
        String plain = SEPARATORS.matcher(number).replaceAll("");
        int shown = Math.min(4, plain.length() / 2);
        return new BankAccountRef(country, routing, plain.substring(plain.length() - shown), Token.digestOf(number));
    }

    private static boolean isCapital(char letter) {
        return letter >= 'A' && letter <= 'Z';
    }

    /**
     * Whether it is the same account: country, routing and token agree, blanks and hyphens aside and a Canadian routing read alike in its printed and its
     * electronic form. Numbers are never compared.
     */
    public boolean isSameAccountAs(BankAccountRef other) {
        return country.equals(other.country)
                && Routing.plain(country, routing).equals(Routing.plain(country, other.routing))
                && token.equals(other.token);
    }

    /** Reads as {@code CA 12345-003 ****4567}. */
    @Override
    public String toString() {
        return country + (routing.isEmpty() ? "" : " " + Routing.printed(country, routing)) + " ****" + lastFour;
    }

    /**
     * Stands for an account number where numbers are compared but must not be seen.
     *
     * @param value the host's vault token, or a digest; refused where it holds a card number
     */
    public record Token(String value) {

        public Token {
            if (value.isBlank()) {
                throw new IllegalArgumentException("account token is blank, expected a vault token or a digest");
            }
            CardData.refuse("account token", value);
        }

        /**
         * A token for the number itself, where the host has no vault: equal numbers (blanks and hyphens aside, letters in capitals) give equal tokens. A digest
         * of a short number can be found by trying all numbers, so treat it as confidential all the same.
         */
        public static Token digestOf(String accountNumber) {
            StringBuilder plain = new StringBuilder();
            int at = 0;
            while (at < accountNumber.length()) {
                int point = accountNumber.codePointAt(at);
                if (Character.isLetterOrDigit(point)) {
                    plain.appendCodePoint(Character.toUpperCase(point));
                }
                at += Character.charCount(point);
            }
            return new Token(Sha256.ofFields("account", plain.toString()).hex().substring(0, 32));
        }

        @Override
        public String toString() {
            return "token";
        }
    }
}
