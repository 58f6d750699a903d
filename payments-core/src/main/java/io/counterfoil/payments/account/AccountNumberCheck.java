package io.counterfoil.payments.account;

import io.counterfoil.payments.evidence.Code;
import java.util.Collection;
import java.util.Objects;
import java.util.Optional;

/**
 * Port: judges an account number by its form and check digits, without asking a bank. A host may put its bank's service behind it.
 *
 * <p>An implementation never throws on a bad number and never puts a number into a message. The shipped ones are immutable and thread-safe.
 */
@FunctionalInterface
public interface AccountNumberCheck {

    /** What the rules say; {@link Result.Unchecked} where they say nothing about such a number. */
    Result check(AccountNumber number);

    /**
     * Routing numbers of the American Bankers Association: nine digits, a prefix given out (00-12, 21-32, 61-72, 80) and the check digit with weights 3, 7, 1. The
     * account number has no rule.
     */
    static AccountNumberCheck aba() {
        return new AbaCheck();
    }

    /** ISO 13616: characters, country, the country's length, then check digits modulo 97. Blanks are dropped, small letters read as capitals. */
    static AccountNumberCheck iban() {
        return IbanCheck.bundled();
    }

    /** Canadian routing, printed {@code TTTTT-III} or electronic {@code 0IIITTTTT}, and an account number of 7 to 12 digits. There is no check digit. */
    static AccountNumberCheck canada() {
        return new CanadianCheck(null);
    }

    /**
     * The same, and the routing must be an open branch of the directory: {@link Fault#BRANCH_UNKNOWN} and {@link Fault#BRANCH_CLOSED} otherwise. For a
     * directory that is complete.
     */
    static AccountNumberCheck canada(InstitutionDirectory directory) {
        return new CanadianCheck(Objects.requireNonNull(directory, "directory"));
    }

    /** The modulus check of Pay.UK with the table the host holds; {@link Result.Unchecked} where the table has no row. */
    static AccountNumberCheck uk(ModulusWeightTable table) {
        return new UkModulusCheck(table);
    }

    /** The four above, each for the numbers of its scheme; Canadian ones by their form. */
    static AccountNumberCheck standard(ModulusWeightTable table) {
        return standard(table, canada());
    }

    /** The four above, each for the numbers of its scheme; Canadian branches by the directory. */
    static AccountNumberCheck standard(ModulusWeightTable table, InstitutionDirectory directory) {
        return standard(table, canada(directory));
    }

    private static AccountNumberCheck standard(ModulusWeightTable table, AccountNumberCheck canada) {
        AccountNumberCheck aba = aba();
        AccountNumberCheck uk = uk(table);
        AccountNumberCheck iban = iban();
        return number -> switch (number.scheme()) {
            case ABA -> aba.check(number);
            case CANADA -> canada.check(number);
            case UK -> uk.check(number);
            case IBAN -> iban.check(number);
        };
    }

    /** What can be wrong with a routing number, an account number or a cheque's line (payments specification PAY-10, PAY-11). */
    enum Fault implements Code {
        /** Not the characters or the number of characters that the kind of number has. */
        BAD_FORMAT,
        /** A routing number that begins with two digits outside the ranges given out. */
        BAD_PREFIX,
        /** The last digit of a routing number does not follow from the others. */
        BAD_CHECK_DIGIT,
        /** An IBAN of a country that has none. */
        COUNTRY_UNKNOWN,
        /** An IBAN longer or shorter than its country's. */
        BAD_LENGTH,
        /** The two check digits of an IBAN do not follow from the rest. */
        BAD_CHECK_DIGITS,
        /** An account number that its sort code's weights refuse. */
        BAD_MODULUS,
        /** No transit and institution number where a Canadian cheque has them. */
        NOT_MICR,
        /** A Canadian account number that has not 7 to 12 digits. */
        ACCOUNT_LENGTH,
        /** A routing that the directory has no branch for. */
        BRANCH_UNKNOWN,
        /** A routing whose branch was closed or moved. */
        BRANCH_CLOSED;

        @Override
        public String id() {
            return "ACCOUNT." + name();
        }
    }

    /** What a check says about an account number. Valid means well-formed: only the bank knows whether the account exists. Immutable. */
    sealed interface Result {

        /** Whether it passed; false where it failed and where it could not be checked. */
        default boolean isValid() {
            return this instanceof Valid;
        }

        /** What is wrong; empty where it passed or could not be checked. */
        default Optional<Code> error() {
            return this instanceof Invalid invalid ? Optional.of(invalid.code()) : Optional.empty();
        }

        /** The number passed. */
        record Valid() implements Result {}

        /**
         * The number failed.
         *
         * @param code an {@link AccountNumberCheck.Fault}, or a host's own
         */
        record Invalid(Code code) implements Result {
            public Invalid {
                Objects.requireNonNull(code, "code");
            }
        }

        /**
         * There is no rule for the number: neither right nor wrong.
         *
         * @param why in words, without the number
         */
        record Unchecked(String why) implements Result {
            public Unchecked {
                Objects.requireNonNull(why, "why");
            }
        }
    }

    /**
     * Port: the branches of banks by their routing, such as the directory of Payments Canada or the industry sort code directory. Not ours to ship: a host loads
     * what it licenses. An implementation is thread-safe and never throws on a routing that is not one.
     */
    @FunctionalInterface
    interface InstitutionDirectory {

        /**
         * The branch with the routing; empty where the directory has none.
         *
         * @param country ISO 3166-1 alpha-2 code
         * @param routing as {@link BankAccountRef#routing()} or a form has it; blanks and hyphens do not matter
         */
        Optional<Branch> find(String country, String routing);

        /** No directory: no branch is found. */
        static InstitutionDirectory none() {
            return (country, routing) -> Optional.empty();
        }

        /**
         * A directory of the rows.
         *
         * @throws IllegalArgumentException where two rows name one branch
         */
        static InstitutionDirectory of(Collection<Branch> rows) {
            return InMemoryInstitutionDirectory.of(rows);
        }

        /**
         * A branch of a bank.
         *
         * @param country ISO 3166-1 alpha-2 code
         * @param routing as the country writes it; for Canada printed {@code TTTTT-III} or electronic {@code 0IIITTTTT}
         * @param institution the bank's name
         * @param name the branch's name or address; may be empty
         * @param open false for a branch that was closed or moved to another routing
         */
        record Branch(String country, String routing, String institution, String name, boolean open) {
            public Branch {
                Objects.requireNonNull(name, "name");
                if (!country.matches("[A-Z]{2}") || routing.isBlank() || institution.isBlank()) {
                    throw new IllegalArgumentException("branch '" + country + "' '" + routing + "' of '" + institution
                            + "', expected two capitals, a routing number and a bank");
                }
            }

            /** An open branch. */
            public static Branch of(String country, String routing, String institution, String name) {
                return new Branch(country, routing, institution, name, true);
            }
        }
    }
}
