package io.counterfoil.examples.cli;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Small files of every kind that the command line meets. */
final class Samples {

    /** Two entries from 1,000.00 to 1,225.50: proves. */
    static final String CAMT = """
            <?xml version="1.0" encoding="UTF-8"?>
            <Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08">
            <BkToCstmrStmt>
            <GrpHdr><MsgId>M-1</MsgId><CreDtTm>2027-03-31T20:15:00Z</CreDtTm></GrpHdr>
            <Stmt><Id>S-1</Id><ElctrncSeqNb>1</ElctrncSeqNb><CreDtTm>2027-03-31T19:30:00Z</CreDtTm>
            <Acct><Id><IBAN>GB33XMPL20415512345678</IBAN></Id><Ccy>GBP</Ccy></Acct>
            <Bal><Tp><CdOrPrtry><Cd>OPBD</Cd></CdOrPrtry></Tp><Amt Ccy="GBP">1000.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>2027-03-31</Dt></Dt></Bal>
            <Bal><Tp><CdOrPrtry><Cd>CLBD</Cd></CdOrPrtry></Tp><Amt Ccy="GBP">1225.50</Amt><CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>2027-03-31</Dt></Dt></Bal>
            <Ntry><Amt Ccy="GBP">250.50</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>2027-03-31</Dt></BookgDt><AcctSvcrRef>A-1</AcctSvcrRef><NtryDtls><TxDtls><RltdPties><Dbtr><Pty><Nm>Tern and Co</Nm></Pty></Dbtr><DbtrAcct><Id><IBAN>DE89370400440532013000</IBAN></Id></DbtrAcct></RltdPties><RmtInf><Ustrd>INV-7</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry>
            <Ntry><Amt Ccy="GBP">25.00</Amt><CdtDbtInd>DBIT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>2027-03-31</Dt></BookgDt><AcctSvcrRef>A-2</AcctSvcrRef><NtryDtls><TxDtls><RmtInf><Ustrd>charges</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry>
            </Stmt>
            </BkToCstmrStmt>
            </Document>
            """;

    static final String CAMT_CUT = CAMT.substring(0, CAMT.indexOf("<AcctSvcrRef>A-2"));

    static final String CAMT_DTD =
            CAMT.replace("<Document", "<!DOCTYPE Document [<!ENTITY x SYSTEM \"file:///etc/hostname\">]>\n<Document");

    static final String CAMT_BROKEN = CAMT.replace("1225.50", "1252.50");

    static final String CAMT_CURRENCY = CAMT.replace("<Ntry><Amt Ccy=\"GBP\">25.00", "<Ntry><Amt Ccy=\"XQX\">25.00");

    static final String PAIN = """
            <?xml version="1.0" encoding="UTF-8"?>
            <Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.001.001.09"><CstmrCdtTrfInitn/></Document>
            """;

    static final String MT940 = """
            :20:STARTUMSE
            :25:37040044/532013000
            :28C:00001/001
            :60F:C270330EUR1000,00
            :61:2703310331C250,50NTRFINV-7//A-1
            :86:166?00GUTSCHRIFT?20INV-7
            :62F:C270331EUR1250,50
            -
            """;

    static final String IIF = """
            !TRNS\tTRNSTYPE\tDATE\tACCNT\tAMOUNT
            !SPL\tTRNSTYPE\tDATE\tACCNT\tAMOUNT
            !ENDTRNS
            """;

    static final String NACHA = """
            101 076401251 0764012512703311200A094101FEDERAL RESERVE BANK   PARLOUR ROOMS LTD              \s
            5220PARLOUR ROOMS                       1234567890PPDPAYROLL         270331   1076401250000001
            9000001000001000000010007640125000000001000000000000000                                       \s
            """;

    static final byte[] PNG = Base64.getDecoder()
            .decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");

    static final String TABLE = """
            date,amount,currency,description,balance
            2027-03-30,250.50,GBP,INV-7 Tern and Co,1250.50
            2027-03-31,-25.00,GBP,charges,1225.50
            """;

    /** The same rows as a German bank writes them. */
    static final String TABLE_GERMAN = """
            Buchungstag;Betrag;Verwendungszweck;Saldo
            30.03.2027;1.250,50;INV-7 Tern and Co;2.250,50
            31.03.2027;-25,00;charges;2.225,50
            """;

    static final String PROFILE_GERMAN = """
            # how the bank writes
            delimiter = ;
            decimal = ,
            grouping = .
            date-pattern = dd.MM.yyyy
            date = Buchungstag
            amount = Betrag
            text = Verwendungszweck
            balance = Saldo
            currency = EUR
            """;

    /** R1 and R2 have a partner each, R3 has two equally good ones, R4 has none. */
    static final String BANK = """
            id,date,amount,currency,reference,party,text
            R1,2027-03-30,100.00,GBP,INV-1,,
            R2,2027-03-30,200.00,GBP,,Tern and Co,
            R3,2027-03-31,300.00,GBP,,,
            R4,2027-03-31,400.00,GBP,,,
            """;

    static final String BOOK = """
            id,date,amount,currency,reference,party,text
            I1,2027-03-30,100.00,GBP,inv 1,,
            I2,2027-03-29,200.00,GBP,,Tern and Co,
            I3,2027-03-31,300.00,GBP,,,
            I4,2027-03-31,300.00,GBP,,,
            I5,2027-03-31,555.00,GBP,,,
            """;

    static final String OPEN_ITEMS = """
            item,party,issued,due,currency,amount,paid,paid_on
            INV-1,Tern and Co,2027-01-04,2027-02-03,GBP,100.00,40.00,2027-02-10
            INV-2,Tern and Co,2027-03-20,2027-04-19,GBP,70.00,,
            INV-3,Gull Ltd,2027-03-01,2027-03-15,GBP,30.00,,
            CR-1,Gull Ltd,2027-03-10,,GBP,-10.00,,
            """;

    private Samples() {}

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
