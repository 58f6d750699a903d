package io.counterfoil.payments.account;

import io.counterfoil.payments.evidence.Code;

/** What can be wrong with a routing number, an account number or a cheque's line (payments specification PAY-10, PAY-11). */
public enum AccountCode implements Code {
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
    ACCOUNT_LENGTH;

    @Override
    public String id() {
        return "ACCOUNT." + name();
    }
}
