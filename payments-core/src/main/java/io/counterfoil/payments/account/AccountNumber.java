package io.counterfoil.payments.account;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An account as somebody wrote it down: text that may be wrong, on its way to a check. Not for keeping: store its {@link #ref()}.
 *
 * <p>{@link #toString()} shows the last four characters only, so that a number never reaches a log by way of a message. Immutable.
 */
public final class AccountNumber {

    private final Scheme scheme;
    private final String routing;
    private final String number;

    private AccountNumber(Scheme scheme, String routing, String number) {
        this.scheme = scheme;
        this.routing = Objects.requireNonNull(routing, "routing");
        this.number = Objects.requireNonNull(number, "number");
    }

    /** An account in the United States; the number may be empty where only the routing number is in question. */
    public static AccountNumber us(String routing, String number) {
        return new AccountNumber(Scheme.ABA, routing, number);
    }

    /** An account in Canada; the routing is printed {@code TTTTT-III} or electronic {@code 0IIITTTTT}. */
    public static AccountNumber canada(String routing, String number) {
        return new AccountNumber(Scheme.CANADA, routing, number);
    }

    /** An account in the United Kingdom. */
    public static AccountNumber uk(String sortCode, String number) {
        return new AccountNumber(Scheme.UK, sortCode, number);
    }

    /** An account by its IBAN. */
    public static AccountNumber iban(String iban) {
        return new AccountNumber(Scheme.IBAN, "", iban);
    }

    /** How it is numbered. */
    public Scheme scheme() {
        return scheme;
    }

    /** The routing number, transit and institution or sort code as it was written; empty for an IBAN. */
    public String routing() {
        return routing;
    }

    /** The full number as it was written: never log it. */
    public String number() {
        return number;
    }

    /** What may be kept: where the account is, four characters and a token; the routing without blanks and hyphens, a Canadian one in its electronic form. */
    public BankAccountRef ref() {
        return switch (scheme) {
            case ABA -> BankAccountRef.of("US", Routing.plain("US", routing), number);
            case CANADA -> BankAccountRef.of("CA", Routing.plain("CA", routing), number);
            case UK -> BankAccountRef.of("GB", Routing.plain("GB", routing), number);
            case IBAN -> BankAccountRef.of(number);
        };
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof AccountNumber that
                && scheme == that.scheme
                && routing.equals(that.routing)
                && number.equals(that.number);
    }

    @Override
    public int hashCode() {
        return Objects.hash(scheme, routing, number);
    }

    @Override
    public String toString() {
        String plain = number.replaceAll("[\\s-]", "");
        int shown = Math.min(4, plain.length() / 2);
        return scheme + (routing.isEmpty() ? "" : " " + routing) + " ****" + plain.substring(plain.length() - shown);
    }

    /** How an account is numbered: it decides which check applies. */
    public enum Scheme {
        /** United States: nine-digit routing number (ABA) and account number. */
        ABA,
        /** Canada: transit and institution number, account number of 7 to 12 digits. */
        CANADA,
        /** United Kingdom: sort code and account number. */
        UK,
        /** International bank account number, ISO 13616: routing included. */
        IBAN
    }
}
