package io.counterfoil.bankfiles.imports;

import io.counterfoil.bankfiles.csv.CsvProfile;
import io.counterfoil.bankfiles.report.ReportProfile;
import io.counterfoil.bankfiles.source.ByteSource;
import io.counterfoil.bankfiles.source.FileFormat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A small valid file of every format that is read, and the readers that read them. */
public final class FormatSamples {

    private static final List<Long> MINORS = List.of(12_345L, -700L, 1L, 12_345L, 99_999_999L);

    private FormatSamples() {}

    /** Reads files of every format, tables by a profile. */
    public static Imports imports(FileFormat format) {
        return switch (format) {
            case CSV -> Imports.builder().profile(BankProfile.of(table())).build();
            case REPORT ->
                Imports.builder()
                        .profile(BankProfile.builder("acme").report(returns()).build())
                        .build();
            default -> Imports.standard();
        };
    }

    private static CsvProfile table() {
        return CsvProfile.builder("p")
                .currency("CAD")
                .date("Date")
                .amount("Amount")
                .balance("Balance")
                .reference("Ref")
                .counterparty("Name")
                .addText("Text")
                .build();
    }

    private static ReportProfile returns() {
        return ReportProfile.builder("acme-returns", ReportProfile.Kind.RETURNED_ITEMS)
                .putAllColumns(Map.of(
                        ReportProfile.Role.REFERENCE, "Item",
                        ReportProfile.Role.CODE, "Reason",
                        ReportProfile.Role.AMOUNT, "Amount",
                        ReportProfile.Role.DATE, "Returned",
                        ReportProfile.Role.DIRECTION, "Dir"))
                .currency("CAD")
                .rail(io.counterfoil.payments.rail.Rail.EFT_CA)
                .total(new ReportProfile.Total("TOTAL", "Reason", "Amount"))
                .build();
    }

    /** Files by format. */
    public static Map<FileFormat, List<byte[]>> all() {
        Map<FileFormat, List<byte[]>> files = new EnumMap<>(FileFormat.class);
        camt(files);
        put(files, FileFormat.MT940, StatementTexts.MT940.of(MINORS));
        put(
                files,
                FileFormat.MT942,
                String.join(
                        "\r\n",
                        ":20:942",
                        ":25:12345678/0001234567",
                        ":28C:7/1",
                        ":34F:EUR0,",
                        ":13D:2703021200+0100",
                        ":61:2703020302C1,00NTRFREF//B1",
                        ":86:words",
                        ":61:2703020302D2,50NCHK77",
                        ":90D:1EUR2,50",
                        ":90C:1EUR1,00",
                        "-",
                        ""));
        put(files, FileFormat.BAI2, StatementTexts.BAI2.of(MINORS));
        put(files, FileFormat.OFX, StatementTexts.OFX.of(MINORS));
        put(
                files,
                FileFormat.OFX,
                "<?xml version=\"1.0\"?><?OFX OFXHEADER=\"200\" VERSION=\"211\"?><OFX><CREDITCARDMSGSRSV1><CCSTMTTRNRS><CCSTMTRS><CURDEF>USD</CURDEF><CCACCTFROM><ACCTID>12</ACCTID></CCACCTFROM>"
                        + "<BANKTRANLIST><STMTTRN><TRNTYPE>DEBIT</TRNTYPE><DTPOSTED>20270301</DTPOSTED><TRNAMT>-1,50</TRNAMT><FITID>1</FITID><NAME><![CDATA[A & B]]></NAME></STMTTRN></BANKTRANLIST>"
                        + "</CCSTMTRS></CCSTMTTRNRS></CREDITCARDMSGSRSV1></OFX>");
        put(
                files,
                FileFormat.CSV,
                "Date,Amount,Balance,Ref,Name,Text\n2027-03-01,1.00,1.00,R1,\"Co, Ltd\",\"say \"\"hi\"\"\"\n2027-03-02,-2.50,-1.50,R2,Ana,plain\n2027-03-02,0.50,-1.00,,,\n");
        List<PaymentFileProperties.Paid> paid = new ArrayList<>();
        for (int i = 0; i < 9; i++) {
            paid.add(new PaymentFileProperties.Paid(100L + 77 * i, i % 3 == 0, "Name " + i));
        }
        files.computeIfAbsent(FileFormat.NACHA, f -> new ArrayList<>()).add(PaymentFileProperties.nacha(paid));
        files.computeIfAbsent(FileFormat.CPA005, f -> new ArrayList<>()).add(PaymentFileProperties.cpa(paid));
        files.computeIfAbsent(FileFormat.BACS18, f -> new ArrayList<>()).add(PaymentFileProperties.bacs(paid));
        messages(files);
        wires(files);
        put(
                files,
                FileFormat.REPORT,
                "Item,Reason,Amount,Returned,Dir\nR1,901,\"1,100.00\",2027-03-02,DR\nR2,905,20.50,2027-03-02,CR\nTOTAL,2,1120.50,,\n");
        return files;
    }

    private static void camt(Map<FileFormat, List<byte[]>> files) {
        for (int version : List.of(2, 8)) {
            CamtFiles camt = CamtFiles.version(version);
            for (long minor : MINORS) {
                camt.entry(
                        minor,
                        "<NtryDtls>"
                                + CamtFiles.detail(
                                        CamtFiles.amount(minor / 2), "<Refs><EndToEndId>E&amp;1</EndToEndId></Refs>")
                                + CamtFiles.detail(CamtFiles.amount(minor - minor / 2), "") + "</NtryDtls>");
            }
            put(files, FileFormat.CAMT053, camt.text());
            put(
                    files,
                    FileFormat.CAMT052,
                    camt.text().replace("BkToCstmrStmt", "BkToCstmrAcctRpt").replace("Stmt>", "Rpt>"));
            put(
                    files,
                    FileFormat.CAMT054,
                    camt.text()
                            .replace("BkToCstmrStmt", "BkToCstmrDbtCdtNtfctn")
                            .replace("Stmt>", "Ntfctn>"));
        }
    }

    private static void messages(Map<FileFormat, List<byte[]>> files) {
        put(
                files,
                FileFormat.BACS_REPORT,
                "<?xml version=\"1.0\"?><BACSDocument><Data><ARUDD><ServiceLicenseInformation userNumber=\"123456\"/><Header reportType=\"REFT1\" currentProcessingDate=\"2027-03-04\"/><Advice>"
                        + "<OriginatingAccountRecords><OriginatingAccountRecord><ReturnedDebitItem ref=\"A1\" transCode=\"17\" returnCode=\"1012\" returnDescription=\"CANCELLED\" originalProcessingDate=\"2027-03-02\""
                        + " valueOf=\"65.00\" currency=\"GBP\"><PayerAccount number=\"12345678\" name=\"FRED\" sortCode=\"01-02-03\"/></ReturnedDebitItem><Totals numberOf=\"1\" valueOf=\"65.00\" currency=\"GBP\"/>"
                        + "</OriginatingAccountRecord></OriginatingAccountRecords></Advice></ARUDD></Data></BACSDocument>");
        put(
                files,
                FileFormat.PAIN002,
                "<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:pain.002.001.10\"><CstmrPmtStsRpt><GrpHdr><MsgId>R</MsgId></GrpHdr><OrgnlGrpInfAndSts><OrgnlMsgId>MSG-1</OrgnlMsgId><GrpSts>PART</GrpSts>"
                        + "</OrgnlGrpInfAndSts><OrgnlPmtInfAndSts><OrgnlPmtInfId>MSG-1-1</OrgnlPmtInfId><PmtInfSts>PART</PmtInfSts><TxInfAndSts><OrgnlInstrId>I</OrgnlInstrId><OrgnlEndToEndId>p-1</OrgnlEndToEndId>"
                        + "<TxSts>RJCT</TxSts><StsRsnInf><Rsn><Cd>AC04</Cd></Rsn><AddtlInf>closed</AddtlInf></StsRsnInf><OrgnlTxRef><Amt><InstdAmt Ccy=\"EUR\">100.00</InstdAmt></Amt></OrgnlTxRef></TxInfAndSts>"
                        + "</OrgnlPmtInfAndSts></CstmrPmtStsRpt></Document>");
        String group =
                "<GrpHdr><MsgId>M</MsgId><CreDtTm>2027-03-01T10:00:00</CreDtTm><NbOfTxs>2</NbOfTxs><CtrlSum>150.50</CtrlSum><InitgPty><Nm>Co</Nm></InitgPty></GrpHdr>";
        String info =
                "<PmtInf><PmtInfId>P</PmtInfId><PmtMtd>TRF</PmtMtd><NbOfTxs>2</NbOfTxs><CtrlSum>150.50</CtrlSum><ReqdExctnDt><Dt>2027-03-03</Dt></ReqdExctnDt><Dbtr><Nm>Co</Nm></Dbtr>"
                        + "<DbtrAcct><Id><IBAN>DE89370400440532013000</IBAN></Id></DbtrAcct>";
        put(
                files,
                FileFormat.PAIN001,
                "<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:pain.001.001.09\"><CstmrCdtTrfInitn>" + group + info
                        + "<CdtTrfTxInf><PmtId><EndToEndId>a</EndToEndId></PmtId><Amt><InstdAmt Ccy=\"EUR\">100.00</InstdAmt></Amt><Cdtr><Nm>X</Nm></Cdtr><CdtrAcct><Id><IBAN>FR7630006000011234567890189</IBAN></Id></CdtrAcct></CdtTrfTxInf>"
                        + "<CdtTrfTxInf><PmtId><EndToEndId>b</EndToEndId></PmtId><Amt><InstdAmt Ccy=\"EUR\">50.50</InstdAmt></Amt><Cdtr><Nm>Y</Nm></Cdtr><CdtrAcct><Id><IBAN>FR7630006000011234567890189</IBAN></Id></CdtrAcct></CdtTrfTxInf></PmtInf></CstmrCdtTrfInitn></Document>");
        put(
                files,
                FileFormat.PAIN008,
                "<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:pain.008.001.08\"><CstmrDrctDbtInitn>" + group
                        + "<PmtInf><PmtInfId>P</PmtInfId><PmtMtd>DD</PmtMtd><NbOfTxs>2</NbOfTxs><CtrlSum>150.50</CtrlSum><ReqdColltnDt>2027-03-03</ReqdColltnDt><Cdtr><Nm>Co</Nm></Cdtr><CdtrAcct><Id><IBAN>DE89370400440532013000</IBAN></Id></CdtrAcct>"
                        + "<DrctDbtTxInf><PmtId><EndToEndId>a</EndToEndId></PmtId><InstdAmt Ccy=\"EUR\">100.00</InstdAmt><Dbtr><Nm>X</Nm></Dbtr><DbtrAcct><Id><IBAN>FR7630006000011234567890189</IBAN></Id></DbtrAcct></DrctDbtTxInf>"
                        + "<DrctDbtTxInf><PmtId><EndToEndId>b</EndToEndId></PmtId><InstdAmt Ccy=\"EUR\">50.50</InstdAmt><Dbtr><Nm>Y</Nm></Dbtr><DbtrAcct><Id><IBAN>FR7630006000011234567890189</IBAN></Id></DbtrAcct></DrctDbtTxInf></PmtInf></CstmrDrctDbtInitn></Document>");
    }

    private static void wires(Map<FileFormat, List<byte[]>> files) {
        put(
                files,
                FileFormat.FEDWIRE,
                String.join(
                        "\n",
                        List.of(
                                "{1500}30User ReqT ",
                                "{1510}1000",
                                "{1520}20270301Source08000001",
                                "{2000}000001234567",
                                "{3100}121042882Wells Fargo NA    ",
                                "{3400}231380104Citadel           ",
                                "{3600}CTRXXY",
                                "{3320}Sender Reference",
                                "{4200}D123456789                         Ben Name                           Street",
                                "{5000}11234*Org Name*Address*",
                                "{6000}LineOne*LineTwo*",
                                "")));
        put(
                files,
                FileFormat.MT103,
                String.join(
                        "\n",
                        List.of(
                                "{1:F01BICFOOYYAXXX8667486276}{2:O1031610191014BBBBUS3NBXXX63382244921910142210N}{3:{121:8579F4A4-a547-463e-ae63-e7c6620d59b4}}{4:",
                                ":20:22342343",
                                ":23B:CRED",
                                ":32A:270301USD1814,28",
                                ":33B:EUR1700,",
                                ":50K:FOO CAPITAL MARKETS LP",
                                "99 WALL ST",
                                ":59:/00123456789012345678",
                                "MERCADOS SA",
                                "MADRID",
                                ":70:FINDERS FEES",
                                "JULY",
                                ":71A:SHA",
                                "-}")));
        for (String message : List.of("008", "009")) {
            boolean customer = message.equals("008");
            put(
                    files,
                    customer ? FileFormat.PACS008 : FileFormat.PACS009,
                    "<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:pacs." + message + ".001.08\"><FI"
                            + (customer ? "ToFICstmrCdtTrf" : "CdtTrf")
                            + "><GrpHdr><MsgId>M</MsgId><NbOfTxs>1</NbOfTxs><CtrlSum>50.00</CtrlSum></GrpHdr><CdtTrfTxInf><PmtId><InstrId>I</InstrId><EndToEndId>E</EndToEndId><UETR>8579f4a4-a547-463e-ae63-e7c6620d59b4</UETR></PmtId>"
                            + "<IntrBkSttlmAmt Ccy=\"USD\">50.00</IntrBkSttlmAmt><IntrBkSttlmDt>2027-03-01</IntrBkSttlmDt><Dbtr><Nm>A</Nm></Dbtr><Cdtr><Nm>B</Nm></Cdtr></CdtTrfTxInf></FI"
                            + (customer ? "ToFICstmrCdtTrf" : "CdtTrf") + "></Document>");
        }
    }

    private static void put(Map<FileFormat, List<byte[]>> files, FileFormat format, String text) {
        files.computeIfAbsent(format, f -> new ArrayList<>()).add(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Real files from the corpus beside them, where it is there; by their content. */
    public static Map<FileFormat, List<byte[]>> withCorpus() {
        Map<FileFormat, List<byte[]>> files = all();
        String corpus = System.getProperty("counterfoil.corpus", "");
        if (corpus.isEmpty()) {
            return files;
        }
        try (Stream<Path> paths = Files.walk(Path.of(corpus, "bankfiles", "samples"))) {
            for (Path path : paths.filter(Files::isRegularFile).sorted().toList()) {
                byte[] bytes = Files.readAllBytes(path);
                FileFormat format = Imports.standard()
                        .detect(ByteSource.of(bytes, "sample"))
                        .format();
                if (format.isRead()) {
                    files.computeIfAbsent(format, f -> new ArrayList<>()).add(bytes);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files;
    }
}
