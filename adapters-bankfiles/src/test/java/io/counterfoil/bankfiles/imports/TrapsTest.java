package io.counterfoil.bankfiles.imports;

import static io.counterfoil.bankfiles.imports.CamtFiles.amount;
import static io.counterfoil.bankfiles.imports.CamtFiles.detail;
import static io.counterfoil.bankfiles.imports.Importing.codes;
import static io.counterfoil.bankfiles.imports.Importing.entries;
import static io.counterfoil.bankfiles.imports.Importing.file;
import static io.counterfoil.bankfiles.imports.Importing.minors;
import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.bankfiles.Orders;
import io.counterfoil.bankfiles.cpa.CpaFile;
import io.counterfoil.bankfiles.record.BankRecord.PaymentEntry;
import io.counterfoil.payments.account.AccountNumber;
import io.counterfoil.payments.proof.ImportReceipt;
import io.counterfoil.payments.proof.ProofStatus;
import io.counterfoil.payments.rail.Rail;
import io.counterfoil.reconciliation.statement.StatementEntry;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The traps that others fell into, by their own reports (bank file specification 6); those of Nacha files stand in {@code NachaImportTest}, ARUDD's in {@code BacsReportTest}. */
class TrapsTest {

    private final Imports imports = Imports.standard();

    private static String mt940(String lines, String closing) {
        return ":20:REF\n:25:12345678/0001234567\n:28C:7/1\n:60F:C270301EUR100,00\n" + lines + ":62F:C270302EUR"
                + closing + "\n-\n";
    }

    @Test
    @DisplayName("BNK-21 RC and RD are reversals and change the sign (wolph/mt940 at de3b0847 has RC positive)")
    void reversedCreditIsMoneyOut() {
        String text = mt940(":61:2703020302RC30,00NTRFA\n:61:2703020302RD20,00NTRFB\n", "90,00");
        assertThat(minors(entries(text))).containsExactly(-3000L, 2000L);
        assertThat(imports.prove(file(text)).status()).isEqualTo(ProofStatus.PROVED);
    }

    @Test
    @DisplayName(
            "BNK-22 the entry date over New Year (wolph/mt940 121 and 130, a-fas/mt940js 52 and 89, railslove/cmxl 28, programmersdigest/MT940Parser 4, php-mt940 66)")
    void entryDateOverNewYear() {
        assertThat(booked("2701021231")).isEqualTo(LocalDate.of(2026, 12, 31));
        assertThat(booked("2612310102")).isEqualTo(LocalDate.of(2027, 1, 2));
        assertThat(booked("2612311231")).isEqualTo(LocalDate.of(2026, 12, 31));
        assertThat(booked("2803010229")).isEqualTo(LocalDate.of(2028, 2, 29));
        assertThat(booked("270702")).as("no entry date: the value date").isEqualTo(LocalDate.of(2027, 7, 2));
        assertThat(booked("2707021231"))
                .as("182 days after is nearer than 183 before")
                .isEqualTo(LocalDate.of(2027, 12, 31));
        assertThat(booked("2707030101")).isEqualTo(LocalDate.of(2028, 1, 1));
        assertThat(booked("2707010101")).isEqualTo(LocalDate.of(2027, 1, 1));
    }

    private static LocalDate booked(String dates) {
        return entries(mt940(":61:" + dates + "C1,00NTRFA\n", "101,00")).get(0).bookedOn();
    }

    @Test
    @DisplayName("BNK-25 :86: behind :62F:, :64: or :65: speaks of the statement (webschik/mt940-js 12)")
    void informationOfTheStatement() {
        String text = String.join(
                "",
                ":20:INGEB\n:25:0111111111\n:28C:100\n:60F:C270301EUR44,89\n:61:2703010301C35,09N078NONREF//20002424669822\n",
                "/TRCD/00112/\n:86:KERKSTRAAT 1154\n:62F:C270301EUR79,98\n:64:C270301EUR79,98\n:65:C270303EUR79,98\n:86:/SUM/10/3/308435,72/\n-\n");
        List<StatementEntry> entries = entries(text);
        assertThat(entries).hasSize(1);
        assertThat(entries.get(0).text()).contains("KERKSTRAAT 1154").doesNotContain("SUM", "308435");
        assertThat(imports.prove(file(text)).status()).isEqualTo(ProofStatus.PROVED);
    }

    @Test
    @DisplayName(
            "BNK-21 a statement without lines has none, whatever stands around (wolph/mt940 33); a supplementary line stays whole (99)")
    void phantomLinesAndSupplementaryText() {
        ImportReceipt quiet = imports.prove(file(mt940("", "100,00").replace("\n-\n", "\n:86:nothing moved\n-\n")));
        assertThat(quiet.records()).isZero();
        assertThat(quiet.status()).isEqualTo(ProofStatus.PROVED);
        StatementEntry entry = entries(
                        mt940(":61:2703020302C1,00NTRFREF//B1\nOCMT/EUR1,00//CHGS/EUR0,00/\n:86:words\n", "101,00"))
                .get(0);
        assertThat(entry.text()).contains("OCMT/EUR1,00//CHGS/EUR0,00/", "words");
        assertThat(entry.references().of(io.counterfoil.reconciliation.statement.StatementEntry.References.Role.BANK))
                .contains("B1");
    }

    @Test
    @DisplayName("BNK-26 slashes and commas in texts, also of continuations (moov-io/bai2 104 and 116)")
    void slashesInTexts() {
        String text = String.join(
                "",
                "01,SND,RCV,270302,0600,1,80,,2/\n02,RCV,SND,1,270301,2400,CAD,2/\n03,0001234567,,010,0,,/\n",
                "16,195,500,,B,C,INV 7/8, PART 1/2\n88,PAID 03/01/2027/\n49,500,4/\n98,500,1,6/\n99,500,1,8/\n");
        assertThat(entries(text))
                .singleElement()
                .satisfies(entry -> assertThat(entry.text()).isEqualTo("INV 7/8, PART 1/2 PAID 03/01/2027"));
        assertThat(imports.prove(file(text)).status()).isEqualTo(ProofStatus.PROVED);
        assertThat(codes(imports.prove(file(text.replace("49,500,", "49,501,")))))
                .as("Validate() of moov-io/bai2 does not add up")
                .contains("ACCOUNT_TOTAL");
    }

    @Test
    @DisplayName(
            "BNK-46 BNK-45 totals of a CPA 005 file are added up, and day 000 is no day (moov-io/cadeft does neither)")
    void cpaTotalsAndDays() {
        String file = cpa();
        assertThat(imports.prove(file(file)).status()).isEqualTo(ProofStatus.PROVED);
        String trailer = file.substring(file.lastIndexOf("\nZ"));
        String other = trailer.substring(0, 38) + (trailer.charAt(38) == '9' ? '8' : '9') + trailer.substring(39);
        assertThat(codes(imports.prove(file(file.replace(trailer, other))))).containsExactly("Z_DEBIT_VALUE");
        assertThat(codes(imports.prove(file(file.replaceFirst("027062", "027000")))))
                .contains("BAD_DATE");
        assertThat(codes(imports.prove(file(file.replaceFirst("027062", "127062")))))
                .as("the first digit is no century")
                .contains("BAD_DATE");
    }

    private static String cpa() {
        return Orders.text(CpaFile.of(
                        CpaFile.Originator.builder()
                                .id("ORIGIN0001")
                                .dataCentre("00310")
                                .shortName("Co")
                                .longName("Co")
                                .returns(AccountNumber.canada("12345-003", "7654321"))
                                .build(),
                        7)
                .add(Orders.order("p-1", Rail.Direction.DEBIT, "CAD", "1.00").build(), Orders.CA, "Ana")
                .build(Orders.NOW)
                .orThrow()::writeTo);
    }

    @Test
    @DisplayName("BNK-47 a segment that we write has a trace number (Evergrowth's writer leaves it blank)")
    void traceIsWritten() {
        List<PaymentEntry> entries = Orders.records(Orders.source(cpa()), PaymentEntry.class);
        assertThat(entries)
                .singleElement()
                .satisfies(
                        entry -> assertThat(entry.trace()).matches("[0-9]{22}").isNotEqualTo("0".repeat(22)));
    }

    @Test
    @DisplayName("BNK-16 RvslInd marks and does not invert (OCA bank-statement-import 375)")
    void reversalIndicator() {
        String xml = CamtFiles.version(8).entry(-700, "<RvslInd>true</RvslInd>").text();
        assertThat(entries(xml)).singleElement().satisfies(entry -> {
            assertThat(entry.reversal()).isTrue();
            assertThat(minors(List.of(entry))).containsExactly(-700L);
        });
        assertThat(imports.prove(file(xml)).status()).isEqualTo(ProofStatus.PROVED);
    }

    @Test
    @DisplayName(
            "BNK-15 the total of a batch is not the amount of each of its details (OCA 157), and every entry is read (metasfresh 1947)")
    void batchTotals() {
        String details = "<NtryDtls><Btch><NbOfTxs>3</NbOfTxs></Btch>" + detail(amount(100), "")
                + detail(amount(200), "") + detail(amount(300), "") + "</NtryDtls>";
        String xml = CamtFiles.version(8)
                .entry(600, details)
                .entry(-50, "")
                .entry(600, details)
                .text();
        assertThat(minors(entries(xml))).containsExactly(100L, 200L, 300L, -50L, 100L, 200L, 300L);
        assertThat(imports.prove(file(xml)).status()).isEqualTo(ProofStatus.PROVED);
    }

    @Test
    @DisplayName(
            "BNK-15 charges inside an entry are an item of their own, so that details and entry agree (OCA pull request 976)")
    void chargesOfAnEntry() {
        String xml = CamtFiles.version(8)
                .entry(
                        950,
                        "<Chrgs><Rcrd><Amt Ccy=\"EUR\">0.50</Amt><CdtDbtInd>DBIT</CdtDbtInd></Rcrd></Chrgs><NtryDtls>"
                                + detail(amount(1000), "") + "</NtryDtls>")
                .text();
        List<StatementEntry> items = entries(xml);
        assertThat(minors(items)).containsExactly(1000L, -50L);
        assertThat(items.get(1).kind()).isEqualTo(StatementEntry.Kind.FEE);
    }

    private static String ofx(String transactions) {
        return "OFXHEADER:100\nDATA:OFXSGML\n\n<OFX><BANKMSGSRSV1><STMTTRNRS><STMTRS><CURDEF>EUR<BANKACCTFROM><BANKID>1<ACCTID>1234567</BANKACCTFROM><BANKTRANLIST>"
                + transactions + "</BANKTRANLIST></STMTRS></STMTTRNRS></BANKMSGSRSV1></OFX>";
    }

    private static String transaction(String type, String amount, String id) {
        return "<STMTTRN><TRNTYPE>" + type + "<DTPOSTED>20270302<TRNAMT>" + amount + "<FITID>" + id
                + "<NAME>X</STMTTRN>";
    }

    @Test
    @DisplayName(
            "BNK-31 a decimal comma, a sign, blanks in front, groups: one amount each (ofxtools 49 and pull request 129, ofxparse pull request 160)")
    void amountsWithCommas() {
        String text = ofx(transaction("OTHER", "            -200,00", "1")
                + transaction("OTHER", "+0,91", "2")
                + transaction("OTHER", "1.234,56", "3")
                + transaction("OTHER", "1,650.00", "4")
                + transaction("OTHER", "750", "5")
                + transaction("OTHER", "12,5", "6"));
        assertThat(minors(entries(text))).containsExactly(-20000L, 91L, 123456L, 165000L, 75000L, 1250L);
        assertThat(codes(imports.prove(file(ofx(transaction("OTHER", "98,765", "1"))))))
                .contains("BAD_AMOUNT");
    }

    @Test
    @DisplayName("BNK-30 odd transaction types are kept, the sign is the amount's (OFX4J refuses them; IPED 2430)")
    void oddTypes() {
        String text = ofx(transaction("C", "5.00", "1")
                + transaction("D", "-3.00", "2")
                + transaction("IN", "1.00", "3")
                + transaction("OUT", "-1.00", "4")
                + transaction("DEBIT", "2.00", "5"));
        List<StatementEntry> entries = entries(text);
        assertThat(minors(entries)).containsExactly(500L, -300L, 100L, -100L, 200L);
        assertThat(entries).extracting(StatementEntry::bankCode).containsExactly("C", "D", "IN", "OUT", "DEBIT");
    }
}
