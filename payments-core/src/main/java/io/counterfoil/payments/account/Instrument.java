package io.counterfoil.payments.account;

import io.counterfoil.payments.ledger.AccountId;
import java.time.YearMonth;
import java.util.Objects;
import java.util.Optional;
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
}
