package io.counterfoil.payments.account;

import java.util.Locale;
import java.util.Objects;

/**
 * A bank account as the library keeps it: where it is, its last four characters and a token. Immutable; {@link #toString()} shows no more than that.
 *
 * @param country ISO 3166-1 alpha-2 code, or {@code XX} where it is not known
 * @param routing sort code, transit and institution, routing number or BIC; empty where the number says it all
 * @param lastFour the last four characters of the number, or all of a shorter one's last half
 * @param token stands for the number
 */
public record BankAccountRef(String country, String routing, String lastFour, AccountToken token) {

    public BankAccountRef {
        Objects.requireNonNull(routing, "routing");
        Objects.requireNonNull(token, "token");
        if (!country.matches("[A-Z]{2}")) {
            throw new IllegalArgumentException("country '" + country + "', expected two capitals such as CA");
        }
        if (lastFour.length() > 4) {
            throw new IllegalArgumentException(
                    "last four has " + lastFour.length() + " characters, expected at most 4");
        }
    }

    /** A reference to the account with the number, which is not kept. IBANs name their country. */
    public static BankAccountRef of(String number) {
        String plain = number.replaceAll("[\\s-]", "").toUpperCase(Locale.ROOT);
        String country = plain.matches("[A-Z]{2}[0-9]{2}.*") ? plain.substring(0, 2) : "XX";
        return of(country, "", number);
    }

    /** A reference to the account with the routing and number, the latter of which is not kept. */
    public static BankAccountRef of(String country, String routing, String number) {
        String plain = number.replaceAll("[\\s-]", "");
        int shown = Math.min(4, plain.length() / 2);
        return new BankAccountRef(
                country, routing, plain.substring(plain.length() - shown), AccountToken.digestOf(number));
    }

    @Override
    public String toString() {
        return country + (routing.isEmpty() ? "" : " " + routing) + " ****" + lastFour;
    }
}
