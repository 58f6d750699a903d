package io.counterfoil.payments.account;

/**
 * Port: judges an account number by its form and check digits, without asking a bank. A host may put its bank's service behind it.
 *
 * <p>An implementation never throws on a bad number and never puts a number into a message. The shipped ones are immutable and thread-safe.
 */
@FunctionalInterface
public interface AccountNumberCheck {

    /** What the rules say; {@link CheckResult.Unchecked} where they say nothing about such a number. */
    CheckResult check(AccountNumber number);

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
        return new CanadianCheck();
    }

    /** The modulus check of Pay.UK with the table the host holds; {@link CheckResult.Unchecked} where the table has no row. */
    static AccountNumberCheck uk(ModulusWeightTable table) {
        return new UkModulusCheck(table);
    }

    /** The four above, each for the numbers of its scheme. */
    static AccountNumberCheck standard(ModulusWeightTable table) {
        AccountNumberCheck aba = aba();
        AccountNumberCheck canada = canada();
        AccountNumberCheck uk = uk(table);
        AccountNumberCheck iban = iban();
        return number -> switch (number.scheme()) {
            case ABA -> aba.check(number);
            case CANADA -> canada.check(number);
            case UK -> uk.check(number);
            case IBAN -> iban.check(number);
        };
    }
}
