package io.counterfoil.payments.account;

import io.counterfoil.payments.evidence.Checked;
import io.counterfoil.payments.evidence.Diagnostic;
import io.counterfoil.payments.ledger.AccountId;
import java.time.YearMonth;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a party pays with or is paid to (payments specification PAY-08): a token of a card, a bank account, a cheque. Never a number: a value that holds a card
 * number cannot be built. Immutable.
 */
public sealed interface Instrument {

    /** Which of the cases it is. */
    Kind kind();

    /** What a person may see: four characters at most. */
    String masked();

    /** The cases. */
    enum Kind {
        CARD_TOKEN,
        BANK_ACCOUNT,
        CHEQUE,
        BILLER_ACCOUNT,
        LEDGER_ACCOUNT
    }

    /** A card behind a token of a vault. */
    static CardToken card(String token, String scheme, String lastFour) {
        return new CardToken(token, scheme, lastFour, null);
    }

    /** A bank account. */
    static BankAccount account(BankAccountRef ref) {
        return new BankAccount(ref);
    }

    /** The payer's account at a biller. */
    static BillerAccount biller(String biller, String number) {
        int shown = Math.min(4, number.length() / 2);
        return new BillerAccount(
                biller,
                number.substring(number.length() - shown),
                BankAccountRef.Token.digestOf(biller + "/" + number));
    }

    /** An account of one's own books, for a transfer that no bank sees. */
    static LedgerAccount ledger(AccountId account) {
        return new LedgerAccount(account);
    }

    /** A cheque drawn on an account. */
    static Cheque cheque(String serial, BankAccountRef drawnOn) {
        return new Cheque(serial, drawnOn);
    }

    /**
     * A card, by the token under which a vault or a processor keeps it.
     *
     * @param token the vault's; refused where it holds a card number
     * @param scheme such as {@code visa}; empty where it is not known
     * @param lastFour four digits, or empty
     * @param expiry the last month in which it is valid; null where it is not known
     */
    record CardToken(
            String token,
            String scheme,
            String lastFour,
            @Nullable YearMonth expiry) implements Instrument {

        public CardToken {
            CardData.refuse("card token", token);
            CardData.refuse("card scheme", scheme);
            if (token.isBlank()) {
                throw new IllegalArgumentException("card token is blank, expected the vault's token");
            }
            if (!lastFour.matches("[0-9]{4}|")) {
                throw new IllegalArgumentException(
                        "last four of a card has " + lastFour.length() + " characters, expected 4 digits or none");
            }
        }

        /** The same card, valid up to the month. */
        public CardToken expiring(YearMonth month) {
            return new CardToken(token, scheme, lastFour, Objects.requireNonNull(month, "month"));
        }

        /** The last month in which it is valid. */
        public Optional<YearMonth> validThrough() {
            return Optional.ofNullable(expiry);
        }

        @Override
        public Kind kind() {
            return Kind.CARD_TOKEN;
        }

        @Override
        public String masked() {
            return (scheme.isEmpty() ? "card" : scheme) + (lastFour.isEmpty() ? "" : " ****" + lastFour);
        }

        @Override
        public String toString() {
            return masked();
        }
    }

    /**
     * A bank account.
     *
     * @param ref where it is, its last four characters and a token
     */
    record BankAccount(BankAccountRef ref) implements Instrument {
        public BankAccount {
            Objects.requireNonNull(ref, "ref");
        }

        @Override
        public Kind kind() {
            return Kind.BANK_ACCOUNT;
        }

        @Override
        public String masked() {
            return ref.toString();
        }

        @Override
        public String toString() {
            return masked();
        }
    }

    /**
     * The payer's account at a biller.
     *
     * @param biller the biller's code in the network
     * @param lastFour the last characters of the number, at most four
     * @param token stands for the number
     */
    record BillerAccount(String biller, String lastFour, BankAccountRef.Token token) implements Instrument {
        public BillerAccount {
            Objects.requireNonNull(token, "token");
            CardData.refuse("biller", biller);
            if (biller.isBlank() || lastFour.length() > 4) {
                throw new IllegalArgumentException("biller '" + biller + "' with " + lastFour.length()
                        + " characters of the account, expected a biller's code and at most 4");
            }
        }

        @Override
        public Kind kind() {
            return Kind.BILLER_ACCOUNT;
        }

        @Override
        public String masked() {
            return biller + " ****" + lastFour;
        }

        @Override
        public String toString() {
            return masked();
        }
    }

    /**
     * An account of one's own books.
     *
     * @param account the other side of the transfer
     */
    record LedgerAccount(AccountId account) implements Instrument {
        public LedgerAccount {
            Objects.requireNonNull(account, "account");
        }

        @Override
        public Kind kind() {
            return Kind.LEDGER_ACCOUNT;
        }

        @Override
        public String masked() {
            return "account " + account;
        }

        @Override
        public String toString() {
            return masked();
        }
    }

    /**
     * A cheque.
     *
     * @param serial its number, leading zeros kept
     * @param drawnOn the account it is drawn on
     */
    record Cheque(String serial, BankAccountRef drawnOn) implements Instrument {
        public Cheque {
            Objects.requireNonNull(drawnOn, "drawnOn");
            if (!serial.matches("[0-9]{1,12}")) {
                throw new IllegalArgumentException(
                        "cheque serial has " + serial.length() + " characters, expected 1 to 12 digits");
            }
        }

        @Override
        public Kind kind() {
            return Kind.CHEQUE;
        }

        @Override
        public String masked() {
            return "cheque " + serial + " on " + drawnOn;
        }

        @Override
        public String toString() {
            return masked();
        }
    }

    /**
     * The magnetic line at the foot of a Canadian cheque (CPA Standard 006, E-13B): serial, transit, institution, account.
     *
     * <p>Read from the glyphs themselves, from the letters that scanners put in their place (A transit, C on-us, D dash) or from a form somebody keyed:
     * {@code ⑈001234⑈ ⑆12345⑉003⑆ 1234567⑈}, {@code C001234C A12345D003A 1234567C}, {@code #001234 12345-003 1234567}. {@link #toString()} and the messages
     * show no more than the last four digits of the account. Immutable.
     */
    final class MicrLine {

        private static final Pattern SERIAL = Pattern.compile("⑈\\s*([0-9]+)\\s*⑈|#\\s*([0-9]+)");
        private static final Pattern REST =
                Pattern.compile("\\s*⑆?\\s*([0-9]{5})[-⑉]([0-9]{3})(?![0-9])\\s*⑆?([0-9\\s⑉-]*)⑈?\\s*");

        private final String transit;
        private final String institution;
        private final AccountNumber account;
        private final @Nullable String serial;

        private MicrLine(String transit, String institution, String account, @Nullable String serial) {
            this.transit = transit;
            this.institution = institution;
            this.account = AccountNumber.canada("0" + institution + transit, account);
            this.serial = serial;
        }

        /**
         * Reads a line.
         *
         * <p>{@link AccountNumberCheck.Fault#NOT_MICR} where transit and institution are not there with a dash between them, {@link AccountNumberCheck.Fault#ACCOUNT_LENGTH} where the
         * account has not 7 to 12 digits after blanks and dashes are dropped.
         */
        public static Checked<MicrLine> parse(String text) {
            String line = text.replace('A', '⑆').replace('C', '⑈').replace('D', '⑉');
            Matcher serial = SERIAL.matcher(line);
            String number = null;
            if (serial.find()) {
                number = serial.group(1) == null ? serial.group(2) : serial.group(1);
                line = line.substring(0, serial.start()) + " " + line.substring(serial.end());
            }
            Matcher rest = REST.matcher(line);
            if (!rest.matches()) {
                return failed(
                        AccountNumberCheck.Fault.NOT_MICR,
                        "the cheque line of " + text.length()
                                + " characters has no transit and institution, expected 5 digits, a dash and 3 digits, then the account");
            }
            String account = rest.group(3).replaceAll("[^0-9]", "");
            if (account.length() < 7 || account.length() > 12) {
                return failed(
                        AccountNumberCheck.Fault.ACCOUNT_LENGTH,
                        "the account on the cheque line has " + account.length() + " digits, expected 7 to 12");
            }
            return Checked.of(new MicrLine(rest.group(1), rest.group(2), account, number));
        }

        private static Checked<MicrLine> failed(AccountNumberCheck.Fault code, String message) {
            return Checked.failed(Diagnostic.error(
                    code, message, Diagnostic.Location.of("cheque").field("micr")));
        }

        /** The branch: 5 digits. */
        public String transit() {
            return transit;
        }

        /** The institution: 3 digits. */
        public String institution() {
            return institution;
        }

        /** The electronic routing {@code 0IIITTTTT}, as payment files carry it. */
        public String routing() {
            return account.routing();
        }

        /** The account, with its full number: compare it with the form, then keep its {@link AccountNumber#ref()} only. */
        public AccountNumber account() {
            return account;
        }

        /** The cheque's number, leading zeros kept. */
        public Optional<String> serial() {
            return Optional.ofNullable(serial);
        }

        @Override
        public String toString() {
            return "cheque " + (serial == null ? "without serial" : serial) + " on " + account;
        }
    }
}
