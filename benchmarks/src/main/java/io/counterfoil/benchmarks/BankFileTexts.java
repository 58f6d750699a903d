package io.counterfoil.benchmarks;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.SplittableRandom;

/** Bank files of any length from a fixed seed; the first {@code n} movements of a longer file are those of a shorter one. Immutable. */
final class BankFileTexts {

    private static final long SEED = 5;
    private static final String[] NAMES = {
        "Muster Handels GmbH",
        "ACME Corporation",
        "Jane Q. Public",
        "Société Générale de Vins",
        "Northwind Traders Ltd",
        "O. Okafor"
    };

    /** One movement: what every format says of it. */
    private static final class Movement {
        private final SplittableRandom random = new SplittableRandom(SEED);
        private int number;
        private long minor;
        private int day;
        private String name = "";

        void next() {
            number++;
            long size = 1 + random.nextLong(10_000_000);
            minor = random.nextInt(3) == 0 ? -size : size;
            day = 1 + random.nextInt(28);
            name = NAMES[random.nextInt(NAMES.length)];
        }

        String size() {
            return (Math.abs(minor) / 100) + "." + two(Math.abs(minor) % 100);
        }
    }

    /** Writes a file to a stream, so that it need not fit into memory. */
    interface Writer {
        void write(int rows, OutputStream out) throws IOException;
    }

    private BankFileTexts() {}

    /** The file in memory. */
    static byte[] bytes(Writer writer, int rows) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(1 << 20);
        try {
            writer.write(rows, out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static String two(long number) {
        return number < 10 ? "0" + number : Long.toString(number);
    }

    private static void put(OutputStream out, StringBuilder text) throws IOException {
        out.write(text.toString().getBytes(StandardCharsets.UTF_8));
        text.setLength(0);
    }

    private static String decimal(long minor) {
        return (minor < 0 ? "-" : "") + Math.abs(minor) / 100 + "." + two(Math.abs(minor) % 100);
    }

    private static long sum(int rows) {
        Movement at = new Movement();
        long sum = 0;
        for (int i = 0; i < rows; i++) {
            at.next();
            sum += at.minor;
        }
        return sum;
    }

    /** One day-end statement with a balance before and after. */
    static void camt(int rows, OutputStream out) throws IOException {
        StringBuilder text = new StringBuilder(2_048);
        text.append(
                "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:camt.053.001.08\"><BkToCstmrStmt>"
                        + "<GrpHdr><MsgId>M-1</MsgId><CreDtTm>2027-03-31T20:00:00</CreDtTm></GrpHdr>\n<Stmt><Id>S-1</Id><ElctrncSeqNb>60</ElctrncSeqNb>"
                        + "<CreDtTm>2027-03-31T20:00:00</CreDtTm><Acct><Id><IBAN>DE89370400440532013000</IBAN></Id><Ccy>EUR</Ccy></Acct>\n");
        balance(text, "OPBD", 100_000, "2027-03-01");
        balance(text, "CLBD", 100_000 + sum(rows), "2027-03-31");
        Movement at = new Movement();
        for (int i = 0; i < rows; i++) {
            at.next();
            String indicator = at.minor < 0 ? "DBIT" : "CRDT";
            String role = at.minor < 0 ? "Cdtr" : "Dbtr";
            text.append("<Ntry><NtryRef>")
                    .append(at.number)
                    .append("</NtryRef><Amt Ccy=\"EUR\">")
                    .append(at.size());
            text.append("</Amt><CdtDbtInd>")
                    .append(indicator)
                    .append("</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>2027-03-");
            text.append(two(at.day))
                    .append("</Dt></BookgDt><ValDt><Dt>2027-03-")
                    .append(two(at.day));
            text.append("</Dt></ValDt><AcctSvcrRef>BR").append(1_000_000_000 + at.number);
            text.append(
                    "</AcctSvcrRef><BkTxCd><Domn><Cd>PMNT</Cd><Fmly><Cd>RCDT</Cd><SubFmlyCd>ESCT</SubFmlyCd></Fmly></Domn></BkTxCd>\n");
            text.append("<NtryDtls><TxDtls><Refs><EndToEndId>E2E-")
                    .append(at.number)
                    .append("</EndToEndId></Refs><Amt Ccy=\"EUR\">");
            text.append(at.size())
                    .append("</Amt><CdtDbtInd>")
                    .append(indicator)
                    .append("</CdtDbtInd><RltdPties><")
                    .append(role);
            text.append("><Pty><Nm>")
                    .append(at.name)
                    .append("</Nm></Pty></")
                    .append(role)
                    .append("><")
                    .append(role);
            text.append("Acct><Id><IBAN>FR7630006000011234567890189</IBAN></Id></")
                    .append(role)
                    .append("Acct></RltdPties><RmtInf><Ustrd>Invoice INV-");
            text.append(at.number)
                    .append(" of ")
                    .append(at.name)
                    .append("</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry>\n");
            put(out, text);
        }
        text.append("</Stmt></BkToCstmrStmt></Document>\n");
        put(out, text);
    }

    private static void balance(StringBuilder text, String type, long minor, String day) {
        text.append("<Bal><Tp><CdOrPrtry><Cd>")
                .append(type)
                .append("</Cd></CdOrPrtry></Tp><Amt Ccy=\"EUR\">")
                .append(decimal(Math.abs(minor)));
        text.append("</Amt><CdtDbtInd>")
                .append(minor < 0 ? "DBIT" : "CRDT")
                .append("</CdtDbtInd><Dt><Dt>")
                .append(day)
                .append("</Dt></Dt></Bal>\n");
    }

    /** One MT940 with two lines a movement. */
    static void mt940(int rows, OutputStream out) throws IOException {
        StringBuilder text = new StringBuilder(1_024);
        text.append(
                "{1:F01AAAABB99BSMK3513951576}{2:O9400934081223BBBBAA33XXXX03592332770812230834N}{4:\r\n:20:0112230000000890\r\n:25:37040044/0532013000\r\n:28C:60/1\r\n");
        text.append(":60F:C270301EUR1000,00\r\n");
        Movement at = new Movement();
        for (int i = 0; i < rows; i++) {
            at.next();
            text.append(":61:2703")
                    .append(two(at.day))
                    .append("03")
                    .append(two(at.day))
                    .append(at.minor < 0 ? "D" : "C");
            text.append(at.size().replace('.', ','))
                    .append("NTRFINV-")
                    .append(at.number)
                    .append("//BR")
                    .append(1_000_000_000 + at.number);
            text.append("\r\n:86:166?00TRANSFER?20EREF+E2E-")
                    .append(at.number)
                    .append("?21SVWZ+Invoice INV-")
                    .append(at.number);
            text.append("?32").append(at.name.replace('é', 'e')).append("\r\n");
            put(out, text);
        }
        long closing = 100_000 + sum(rows);
        text.append(":62F:")
                .append(closing < 0 ? "D" : "C")
                .append("270331EUR")
                .append(decimal(Math.abs(closing)).replace('.', ','))
                .append("\r\n-}\r\n");
        put(out, text);
    }

    /** A table with a header and a running balance. */
    static void csv(int rows, OutputStream out) throws IOException {
        StringBuilder text = new StringBuilder("Date,Amount,Balance,Reference,Name,Text\r\n");
        Movement at = new Movement();
        long balance = 100_000;
        for (int i = 0; i < rows; i++) {
            at.next();
            balance += at.minor;
            text.append("2027-03-")
                    .append(two(at.day))
                    .append(',')
                    .append(decimal(at.minor))
                    .append(',')
                    .append(decimal(balance));
            text.append(",BR")
                    .append(1_000_000_000 + at.number)
                    .append(',')
                    .append(at.name)
                    .append(",\"Invoice INV-")
                    .append(at.number)
                    .append(", thanks\"\r\n");
            put(out, text);
        }
    }

    /** OFX 1 with closed tags, so that every peer reads it. */
    static void ofx(int rows, OutputStream out) throws IOException {
        StringBuilder text = new StringBuilder(
                "OFXHEADER:100\r\nDATA:OFXSGML\r\nVERSION:102\r\nSECURITY:NONE\r\nENCODING:USASCII\r\nCHARSET:1252\r\nCOMPRESSION:NONE\r\n"
                        + "OLDFILEUID:NONE\r\nNEWFILEUID:NONE\r\n\r\n<OFX><SIGNONMSGSRSV1><SONRS><STATUS><CODE>0<SEVERITY>INFO</STATUS><DTSERVER>20270331<LANGUAGE>ENG</SONRS></SIGNONMSGSRSV1>\r\n"
                        + "<BANKMSGSRSV1><STMTTRNRS><TRNUID>1<STATUS><CODE>0<SEVERITY>INFO</STATUS><STMTRS><CURDEF>USD<BANKACCTFROM><BANKID>121000248<ACCTID>123456789<ACCTTYPE>CHECKING</BANKACCTFROM>"
                        + "<BANKTRANLIST><DTSTART>20270301<DTEND>20270331\r\n");
        Movement at = new Movement();
        for (int i = 0; i < rows; i++) {
            at.next();
            text.append("<STMTTRN><TRNTYPE>")
                    .append(at.minor < 0 ? "DEBIT" : "CREDIT")
                    .append("\r\n<DTPOSTED>202703")
                    .append(two(at.day));
            text.append("\r\n<TRNAMT>")
                    .append(decimal(at.minor))
                    .append("\r\n<FITID>BR")
                    .append(1_000_000_000 + at.number)
                    .append("\r\n<NAME>");
            text.append(at.name.replace('é', 'e'))
                    .append("\r\n<MEMO>Invoice INV-")
                    .append(at.number)
                    .append("\r\n</STMTTRN>\r\n");
            put(out, text);
        }
        text.append(
                "</BANKTRANLIST><LEDGERBAL><BALAMT>1.00<DTASOF>20270331</LEDGERBAL></STMTRS></STMTTRNRS></BANKMSGSRSV1></OFX>\r\n");
        put(out, text);
    }

    /** BAI2, one account, one record a movement. */
    static void bai(int rows, OutputStream out) throws IOException {
        StringBuilder text = new StringBuilder(
                "01,BANK,US,270331,2000,1,,,2/\r\n02,US,BANK,1,270331,2000,USD,2/\r\n03,123456789,USD,010,100000,,/\r\n");
        Movement at = new Movement();
        long total = 100_000;
        for (int i = 0; i < rows; i++) {
            at.next();
            long size = Math.abs(at.minor);
            total += size;
            text.append("16,")
                    .append(at.minor < 0 ? "475" : "165")
                    .append(',')
                    .append(size)
                    .append(",0,BR")
                    .append(1_000_000_000 + at.number);
            text.append(",INV-")
                    .append(at.number)
                    .append(',')
                    .append(at.name.replace('é', 'e'))
                    .append("\r\n");
            put(out, text);
        }
        text.append("49,")
                .append(total)
                .append(',')
                .append(rows + 2)
                .append("/\r\n98,")
                .append(total)
                .append(",1,")
                .append(rows + 4);
        text.append("/\r\n99,").append(total).append(",1,").append(rows + 6).append("/\r\n");
        put(out, text);
    }

    /** Nacha, a batch of 1,000 entries each. */
    static void nacha(int rows, OutputStream out) throws IOException {
        StringBuilder text = new StringBuilder();
        text.append(padded("101 121000248 1234567892703312000A094101DEST BANK              ORIGIN COMPANY", 94))
                .append('\n');
        Movement at = new Movement();
        Control file = new Control();
        int batches = 0;
        for (int i = 0; i < rows; i += 1_000) {
            Control batch = new Control();
            batches++;
            text.append(padded(
                            "5200ORIGIN COMPANY                      1234567890PPDPAYMENTS        270331   112100024"
                                    + zeros(batches, 7),
                            94))
                    .append('\n');
            for (int j = i; j < Math.min(rows, i + 1_000); j++) {
                at.next();
                long size = Math.abs(at.minor);
                long routing = 12_100_024;
                text.append('6')
                        .append(at.minor < 0 ? "22" : "27")
                        .append(zeros(routing, 8))
                        .append('8')
                        .append(padded("A" + at.number, 17))
                        .append(zeros(size, 10));
                text.append(padded("INV-" + at.number, 15))
                        .append(padded(at.name.replace('é', 'e'), 22))
                        .append("  0")
                        .append("12100024")
                        .append(zeros(at.number % 10_000_000, 7))
                        .append('\n');
                batch.add(at.minor, routing);
                put(out, text);
            }
            text.append("8200")
                    .append(batch.line())
                    .append("1234567890")
                    .append(" ".repeat(25))
                    .append("12100024")
                    .append(zeros(batches, 7))
                    .append('\n');
            file.add(batch);
        }
        long lines = 2L + 2L * batches + rows;
        long blocks = (lines + 9) / 10;
        text.append('9')
                .append(zeros(batches, 6))
                .append(zeros(blocks, 6))
                .append(zeros(file.count, 8))
                .append(file.sums())
                .append(" ".repeat(39))
                .append('\n');
        for (long line = lines; line < blocks * 10; line++) {
            text.append("9".repeat(94)).append('\n');
        }
        put(out, text);
    }

    /** Counts, hash and sums of a batch or file. */
    private static final class Control {
        private long count;
        private long hash;
        private long debit;
        private long credit;

        /** Money in by a debit of the other account. */
        void add(long minor, long routing) {
            count++;
            hash += routing;
            debit += Math.max(0, minor);
            credit += Math.max(0, -minor);
        }

        void add(Control other) {
            count += other.count;
            hash += other.hash;
            debit += other.debit;
            credit += other.credit;
        }

        String line() {
            return zeros(count, 6) + sums();
        }

        String sums() {
            return zeros(hash % 10_000_000_000L, 10)
                    + zeros(debit % 1_000_000_000_000L, 12)
                    + zeros(credit % 1_000_000_000_000L, 12);
        }
    }

    /** CPA 005, six segments a record; an amount has ten digits. */
    static void cpa(int rows, OutputStream out) throws IOException {
        StringBuilder text = new StringBuilder(1_600);
        text.append(padded("A000000001" + "1234567890" + "0001" + "027090" + "00010" + " ".repeat(20) + "CAD", 1_464))
                .append("\r\n");
        Movement at = new Movement();
        int record = 1;
        long debits = 0;
        for (int i = 0; i < rows; i += 6) {
            text.append('D').append(zeros(++record, 9)).append("12345678900001");
            for (int j = i; j < Math.min(rows, i + 6); j++) {
                at.next();
                debits += Math.abs(at.minor);
                text.append("450")
                        .append(zeros(Math.abs(at.minor), 10))
                        .append("0270")
                        .append(two(60 + at.day))
                        .append("000212345")
                        .append(padded("1234567", 12));
                text.append(zeros(at.number, 22))
                        .append("000")
                        .append(padded("SHORT NAME", 15))
                        .append(padded(at.name.replace('é', 'e'), 30))
                        .append(padded("LONG NAME OF COMPANY", 30));
                text.append("1234567890")
                        .append(padded("INV-" + at.number, 19))
                        .append("000112345")
                        .append(padded("7654321", 12))
                        .append(" ".repeat(15 + 22 + 2 + 11));
            }
            int width = 1_464 - 24 - 240 * (Math.min(rows, i + 6) - i);
            text.append(" ".repeat(width)).append("\r\n");
            put(out, text);
        }
        text.append(padded(
                        "Z" + zeros(record + 1L, 9) + "12345678900001" + zeros(debits, 14) + zeros(rows, 8)
                                + zeros(0, 66),
                        1_464))
                .append("\r\n");
        put(out, text);
    }

    private static String zeros(long number, int width) {
        return String.format(Locale.ROOT, "%0" + width + "d", number);
    }

    private static String padded(String text, int width) {
        return text.length() >= width ? text.substring(0, width) : text + " ".repeat(width - text.length());
    }
}
