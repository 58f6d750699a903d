package io.counterfoil.payments.account;

/** How an account is numbered: it decides which check applies. */
public enum AccountScheme {
    /** United States: nine-digit routing number (ABA) and account number. */
    ABA,
    /** Canada: transit and institution number, account number of 7 to 12 digits. */
    CANADA,
    /** United Kingdom: sort code and account number. */
    UK,
    /** International bank account number, ISO 13616: routing included. */
    IBAN
}
