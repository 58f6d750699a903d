package io.counterfoil.bankfiles.imports;

import static io.counterfoil.bankfiles.imports.CamtFiles.amount;

/** Statements and entries of camt files whose insides a test writes out. */
final class CamtTexts {

    static final String IBAN = "DE89370400440532013000";
    static final String BOOKED =
            "<Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>2027-03-01</Dt></BookgDt><ValDt><Dt>2027-03-02</Dt></ValDt>";

    private CamtTexts() {}

    static String statement(String kind, String inside) {
        String part = kind.equals("052") ? "Rpt" : "Stmt";
        return CamtFiles.message(
                kind,
                "08",
                "<" + part + "><Id>S1</Id><Acct><Id><IBAN>" + IBAN + "</IBAN></Id><Ccy>EUR</Ccy></Acct>" + inside + "</"
                        + part + ">");
    }

    static String statement(String inside) {
        return statement("053", inside);
    }

    static String entry(long minor, String inside) {
        return "<Ntry>" + amount(minor) + BOOKED + inside + "</Ntry>";
    }
}
