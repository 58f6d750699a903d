package io.counterfoil.payments.account;

import io.counterfoil.payments.account.AccountNumberCheck.Result.Invalid;
import io.counterfoil.payments.account.AccountNumberCheck.Result.Unchecked;
import io.counterfoil.payments.account.AccountNumberCheck.Result.Valid;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** Characters, country, length, check digits, in this order. */
final class IbanCheck implements AccountNumberCheck {

    private final Map<String, Integer> lengths;

    private IbanCheck(Map<String, Integer> lengths) {
        this.lengths = lengths;
    }

    static IbanCheck bundled() {
        return new IbanCheck(lengths());
    }

    /** Length by country, from the text beside this class. */
    static Map<String, Integer> lengths() {
        Map<String, Integer> lengths = new TreeMap<>();
        for (String line : resource().split("\n", -1)) {
            if (!line.isBlank() && !line.startsWith("#")) {
                String[] fields = line.split(" ", -1);
                lengths.put(fields[0], Integer.valueOf(fields[1]));
            }
        }
        return lengths;
    }

    private static String resource() {
        try (InputStream in = Objects.requireNonNull(
                IbanCheck.class.getResourceAsStream("iban-lengths.txt"), "iban-lengths.txt is missing from the jar")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("iban-lengths.txt cannot be read", e);
        }
    }

    @Override
    public AccountNumberCheck.Result check(AccountNumber account) {
        if (account.scheme() != AccountNumber.Scheme.IBAN) {
            return new Unchecked("a number of scheme " + account.scheme() + " is no IBAN");
        }
        String iban = account.number().replace(" ", "").toUpperCase(Locale.ROOT);
        if (!iban.matches("[A-Z]{2}[0-9]{2}[A-Z0-9]+")) {
            return new Invalid(AccountNumberCheck.Fault.BAD_FORMAT);
        }
        Integer length = lengths.get(iban.substring(0, 2));
        if (length == null) {
            return new Invalid(AccountNumberCheck.Fault.COUNTRY_UNKNOWN);
        }
        if (iban.length() != length) {
            return new Invalid(AccountNumberCheck.Fault.BAD_LENGTH);
        }
        return remainder(iban.substring(4) + iban.substring(0, 4)) == 1
                ? new Valid()
                : new Invalid(AccountNumberCheck.Fault.BAD_CHECK_DIGITS);
    }

    /** Modulo 97, letters read as 10 to 35. */
    private static int remainder(String text) {
        int rest = 0;
        for (int at = 0; at < text.length(); at++) {
            int value = Character.digit(text.charAt(at), 36);
            rest = (rest * (value > 9 ? 100 : 10) + value) % 97;
        }
        return rest;
    }
}
