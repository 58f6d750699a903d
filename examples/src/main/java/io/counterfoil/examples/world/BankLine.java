package io.counterfoil.examples.world;

import java.time.LocalDate;

/**
 * A line on a bank statement.
 *
 * @param currency which account
 * @param bookedOn day
 * @param amountMinor money in is positive
 * @param reference the bank's reference of the line
 * @param endToEnd the payer's reference; may be empty
 * @param name the other party as the bank writes it; may be empty
 * @param iban the other party's account; may be empty
 * @param text remittance text
 * @param code the bank's transaction code: domain/family/sub-family
 */
public record BankLine(
        String currency,
        LocalDate bookedOn,
        long amountMinor,
        String reference,
        String endToEnd,
        String name,
        String iban,
        String text,
        String code) {

    /** A transfer that came in. */
    public static final String CREDIT = "PMNT/RCDT/DMCT";

    /** A transfer that went out. */
    public static final String DEBIT = "PMNT/ICDT/DMCT";

    /** What somebody collected by direct debit. */
    public static final String DIRECT_DEBIT = "PMNT/RDDT/BBDD";

    /** What the bank took for its services. */
    public static final String CHARGES = "ACMT/MDOP/CHRG";
}
