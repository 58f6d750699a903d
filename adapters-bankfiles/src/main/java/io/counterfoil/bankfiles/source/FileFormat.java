package io.counterfoil.bankfiles.source;

/** File formats that are told apart by their bytes; {@link #isRead()} says which of them this release reads. */
public enum FileFormat {
    /** ISO 20022 account report, intraday. */
    CAMT052("camt.052 account report", "CAMT", true),
    /** ISO 20022 statement, day end. */
    CAMT053("camt.053 statement", "CAMT", true),
    /** ISO 20022 debit and credit notification. */
    CAMT054("camt.054 notification", "CAMT", true),
    /** Separated values, read by a {@link io.counterfoil.bankfiles.csv.CsvProfile}. */
    CSV("CSV table", "CSV", true),
    /** SWIFT customer statement. */
    MT940("MT940 statement", "MT940", true),
    /** SWIFT interim transaction report. */
    MT942("MT942 interim report", "MT942", true),
    /** Open Financial Exchange, also QFX and QBO. */
    OFX("OFX statement", "OFX", true),
    /** Cash management balance reporting, version 2. */
    BAI2("BAI2 report", "BAI2", true),
    /** Nacha file of the automated clearing house. */
    NACHA("Nacha file", "NACHA", true),
    /** Canadian payments standard 005. */
    CPA005("CPA 005 file", "CPA005", true),
    /** Bacs Standard 18. */
    BACS18("Bacs Standard 18 file", "BACS", true),
    /** Bacs report: ARUDD, ADDACS, AUDDIS, DDICA, ARUCS or AWACS; the dialect says which. */
    BACS_REPORT("Bacs report", "BACS", true),
    /** ISO 20022 customer credit transfer initiation. */
    PAIN001("pain.001 credit transfers", "PAIN", true),
    /** ISO 20022 payment status report. */
    PAIN002("pain.002 status report", "PAIN", true),
    /** ISO 20022 customer direct debit initiation. */
    PAIN008("pain.008 direct debits", "PAIN", true),
    /** QuickBooks interchange. */
    IIF("QuickBooks IIF file", "IIF", false),
    /** Fedwire tag file. */
    FEDWIRE("Fedwire message", "WIRE", true),
    /** SWIFT single customer credit transfer. */
    MT103("MT103 transfer", "WIRE", true),
    /** ISO 20022 credit transfer between banks for customers. */
    PACS008("pacs.008 transfer", "WIRE", true),
    /** ISO 20022 credit transfer between banks. */
    PACS009("pacs.009 transfer", "WIRE", true),
    /** Report of a partner, read by a {@code ReportProfile}. */
    REPORT("partner report", "REPORT", true),
    /** XML of another kind; the receipt's dialect names it where its root does. */
    XML("XML of another kind", "XML", false),
    /** None of the above, or several of them. */
    UNKNOWN("unknown format", "UNKNOWN", false);

    private final String words;
    private final String family;
    private final boolean read;

    FileFormat(String words, String family, boolean read) {
        this.words = words;
        this.family = family;
        this.read = read;
    }

    /** What it is, for people. */
    public String words() {
        return words;
    }

    /** The format without its kind: {@code CAMT} for the three camt messages. */
    public String family() {
        return family;
    }

    /** Whether this format is read. */
    public boolean isRead() {
        return read;
    }
}
