package io.counterfoil.bankfiles.csv;

/** How a table says which way money went (bank file specification 4.7). */
public enum SignMode {
    /** The amount has a sign; money in is positive. */
    SIGNED,
    /** The amount has a sign; money out is positive, as on card statements. */
    INVERTED,
    /** One column for money out, one for money in; exactly one of them is filled. */
    DEBIT_CREDIT_COLUMNS,
    /** An amount without sign and a column that says debit or credit. */
    FLAG,
    /** Money out stands in parentheses. */
    PARENTHESES
}
