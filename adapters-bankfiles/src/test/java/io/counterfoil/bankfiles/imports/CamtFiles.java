package io.counterfoil.bankfiles.imports;

import java.util.ArrayList;
import java.util.List;

/** Writes small camt files for tests: amounts are minor units of EUR, signed as the account holder sees them. */
final class CamtFiles {

    private final String version;
    private final List<String> entries = new ArrayList<>();
    private String kind = "053";
    private String id = "S1";
    private String head = "";
    private String iban = "DE89370400440532013000";
    private long opening = 10_000;
    private long sum;
    private long off;
    private boolean balances = true;

    private CamtFiles(String version) {
        this.version = version;
    }

    static CamtFiles version(int version) {
        return new CamtFiles(version < 10 ? "0" + version : Integer.toString(version));
    }

    CamtFiles kind(String message) {
        kind = message;
        return this;
    }

    CamtFiles id(String statement) {
        id = statement;
        return this;
    }

    CamtFiles opening(long minor) {
        opening = minor;
        return this;
    }

    CamtFiles withoutBalances() {
        balances = false;
        return this;
    }

    /** The closing balance is off by so many minor units. */
    CamtFiles closingOffBy(long minor) {
        off = minor;
        return this;
    }

    /** Further elements before the entries. */
    CamtFiles head(String xml) {
        head += xml;
        return this;
    }

    /** A booked entry; what follows stands inside it. */
    CamtFiles entry(long minor, String inside) {
        sum += minor;
        return raw(minor, "BOOK", inside);
    }

    CamtFiles raw(long minor, String status, String inside) {
        entries.add("<Ntry>" + amount(minor) + "<Sts>"
                + (version.compareTo("08") >= 0 ? "<Cd>" + status + "</Cd>" : status)
                + "</Sts><BookgDt><Dt>2027-03-01</Dt></BookgDt><ValDt><Dt>2027-03-02</Dt></ValDt>" + inside
                + "</Ntry>\n");
        return this;
    }

    static String amount(long minor) {
        return "<Amt Ccy=\"EUR\">" + plain(Math.abs(minor)) + "</Amt><CdtDbtInd>" + (minor < 0 ? "DBIT" : "CRDT")
                + "</CdtDbtInd>";
    }

    static String detail(String amount, String inside) {
        return "<TxDtls>" + inside + amount + "</TxDtls>";
    }

    static String balance(String type, long minor) {
        return "<Bal><Tp><CdOrPrtry><Cd>" + type + "</Cd></CdOrPrtry></Tp>" + amount(minor)
                + "<Dt><Dt>2027-03-01</Dt></Dt></Bal>";
    }

    private static String plain(long minor) {
        return minor / 100 + "." + minor % 100 / 10 + minor % 10;
    }

    /** The statement without the message around it. */
    String statement() {
        String part = switch (kind) {
            case "052" -> "Rpt";
            case "054" -> "Ntfctn";
            default -> "Stmt";
        };
        return "<" + part + "><Id>" + id + "</Id><Acct><Id><IBAN>" + iban + "</IBAN></Id></Acct>"
                + (balances ? balance("OPBD", opening) + balance("CLBD", opening + sum + off) : "") + head + "\n"
                + String.join("", entries) + "</" + part + ">";
    }

    String text() {
        return message(kind, version, statement());
    }

    /** A message around statements. */
    static String message(String kind, String version, String... statements) {
        String root = switch (kind) {
            case "052" -> "BkToCstmrAcctRpt";
            case "054" -> "BkToCstmrDbtCdtNtfctn";
            default -> "BkToCstmrStmt";
        };
        String name = version.equals("01") ? root + "V01" : root;
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:camt."
                + kind
                + ".001." + version + "\">\n<" + name + "><GrpHdr><MsgId>M1</MsgId></GrpHdr>"
                + String.join("\n", statements) + "</" + name + "></Document>\n";
    }
}
