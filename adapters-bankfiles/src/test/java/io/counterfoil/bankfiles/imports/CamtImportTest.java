package io.counterfoil.bankfiles.imports;

import static io.counterfoil.bankfiles.imports.CamtFiles.amount;
import static io.counterfoil.bankfiles.imports.CamtFiles.balance;
import static io.counterfoil.bankfiles.imports.CamtFiles.detail;
import static io.counterfoil.bankfiles.imports.Importing.codes;
import static io.counterfoil.bankfiles.imports.Importing.entries;
import static io.counterfoil.bankfiles.imports.Importing.file;
import static io.counterfoil.bankfiles.imports.Importing.minors;
import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.bankfiles.source.ByteSource;
import io.counterfoil.bankfiles.source.ImportLimits;
import io.counterfoil.payments.account.BankAccountRef;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.proof.ImportReceipt;
import io.counterfoil.payments.proof.ProofStatus;
import io.counterfoil.reconciliation.statement.Statement;
import io.counterfoil.reconciliation.statement.StatementChain;
import io.counterfoil.reconciliation.statement.StatementEntry;
import io.counterfoil.reconciliation.statement.StatementEntry.References.Role;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CamtImportTest {

    private final Imports imports = Imports.standard();

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14})
    @DisplayName("BNK-14 every version from 1 to 14 reads alike")
    void everyVersionReadsAlike(int version) {
        ImportReceipt receipt = imports.prove(
                file(CamtFiles.version(version).entry(500, "").entry(-250, "").text()));

        assertThat(receipt.status()).isEqualTo(ProofStatus.PROVED);
        assertThat(receipt.items()).isEqualTo(2);
        assertThat(receipt.dialect()).contains("camt.053.001." + (version < 10 ? "0" : "") + version);
        assertThat(receipt.sentence()).isEqualTo("CAMT053, 2 entries, PROVED");
    }

    @Test
    @DisplayName(
            "BNK-14 a statement of which nothing names a currency is refused, with its place and what was expected")
    void noCurrency() {
        ImportReceipt receipt = imports.prove(file("<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:camt.053.001.08\">"
                + "\n<BkToCstmrStmt><GrpHdr><MsgId>m</MsgId></GrpHdr>"
                + "\n<Stmt><Id>S-1</Id><Acct><Id><Othr><Id>00010000001234567</Id></Othr></Id></Acct></Stmt>"
                + "\n</BkToCstmrStmt></Document>"));

        assertThat(codes(receipt)).containsExactly("CURRENCY_MISSING");
        assertThat(receipt.diagnostics().get(0).location().line()).isEqualTo(3);
        assertThat(receipt.diagnostics().get(0).message())
                .isEqualTo("the statement 'S-1' states no currency, expected Acct/Ccy, or a balance or an entry whose"
                        + " amount names one");
        assertThat(receipt.postable()).isFalse();
        assertThat(receipt.statementKeys()).isEmpty();
    }

    @Test
    @DisplayName("BNK-02 a statement that does not foot says declared and computed")
    void aStatementThatDoesNotFoot() {
        ImportReceipt receipt = imports.prove(file(CamtFiles.version(8)
                .opening(100_000)
                .entry(20_433, "")
                .closingOffBy(3_600)
                .text()));

        assertThat(receipt.sentence())
                .isEqualTo("CAMT053, 1 entry, BROKEN: closing declared 1,240.33, computed 1,204.33");
        assertThat(receipt.postable()).isFalse();
        assertThat(receipt.disagreements()).singleElement().satisfies(total -> {
            assertThat(total.declared()).isEqualTo("1240.33");
            assertThat(total.computed()).isEqualTo("1204.33");
            assertThat(total.at().line()).isEqualTo(3);
        });
        assertThat(codes(receipt)).containsExactly("BALANCE");
    }

    @Test
    @DisplayName("BNK-14 the three kinds are kept apart, and a notification without balances is unproved")
    void theThreeKindsAreKeptApart() {
        for (String kind : List.of("052", "053", "054")) {
            ImportReceipt receipt = imports.prove(file(CamtFiles.version(8)
                    .kind(kind)
                    .withoutBalances()
                    .entry(500, "")
                    .text()));
            assertThat(receipt.format()).isEqualTo("CAMT" + kind);
            assertThat(receipt.sentence())
                    .isEqualTo("CAMT" + kind + ", 1 entry, UNPROVED: nothing declared that could be compared");
            assertThat(receipt.postable()).isTrue();
        }
    }

    @Test
    @DisplayName(
            "BNK-15 details become items; what they leave over is an item of its own, named after charges that fit")
    void detailsBecomeItems() {
        String xml = CamtFiles.version(8)
                .entry(
                        900,
                        "<Chrgs><Rcrd><Amt Ccy=\"EUR\">1.00</Amt><CdtDbtInd>DBIT</CdtDbtInd></Rcrd></Chrgs><NtryDtls>"
                                + detail(amount(600), "<Refs><EndToEndId>A</EndToEndId></Refs>")
                                + detail(amount(400), "<Refs><EndToEndId>NOTPROVIDED</EndToEndId></Refs>")
                                + "</NtryDtls>")
                .text();
        ImportReceipt receipt = imports.prove(file(xml));

        List<StatementEntry> items = entries(xml);

        assertThat(minors(items)).containsExactly(600L, 400L, -100L);
        assertThat(items.get(0).references().of(Role.END_TO_END)).contains("A");
        assertThat(items.get(1).references().of(Role.END_TO_END)).isEmpty();
        assertThat(items.get(2).kind()).isEqualTo(StatementEntry.Kind.FEE);
        assertThat(codes(receipt)).containsExactly("DETAILS_REMAINDER");
        assertThat(receipt.status()).isEqualTo(ProofStatus.PROVED);
    }

    @Test
    @DisplayName("BNK-15 several details without amounts are one item, as are details in another currency")
    void detailsWithoutAmountsAreOneItem() {
        String xml = CamtFiles.version(4)
                .entry(
                        900,
                        "<NtryDtls>" + detail("", "<RmtInf><Ustrd>one</Ustrd></RmtInf>")
                                + detail("", "<RmtInf><Ustrd>two</Ustrd></RmtInf>") + "</NtryDtls>")
                .entry(
                        500,
                        "<NtryDtls>" + detail("<Amt Ccy=\"CHF\">2.00</Amt>", "")
                                + detail("<Amt Ccy=\"CHF\">3.00</Amt>", "") + "</NtryDtls>")
                .entry(
                        700,
                        "<NtryDtls>" + detail("<AmtDtls><InstdAmt><Amt Ccy=\"USD\">8.00</Amt></InstdAmt></AmtDtls>", "")
                                + "</NtryDtls>")
                .text();

        List<StatementEntry> items = entries(xml);

        assertThat(minors(items)).containsExactly(900L, 500L, 700L);
        assertThat(items.get(0).text()).isEqualTo("one two");
        assertThat(items.get(2).original()).contains(Amounts.in("USD").of("8.00"));
        assertThat(codes(imports.prove(file(xml)))).containsExactly("DETAILS_OTHER_CURRENCY");
    }

    @Test
    @DisplayName("BNK-16 a reversal keeps its sign unless the bank's profile says otherwise")
    void aReversalKeepsItsSign() {
        String xml = CamtFiles.version(2).entry(200, "<RvslInd>true</RvslInd>").text();
        Imports inverting = Imports.builder()
                .profile(BankProfile.builder("odd").invertOnReversal(true).build())
                .build();

        assertThat(entries(xml)).singleElement().satisfies(item -> {
            assertThat(item.reversal()).isTrue();
            assertThat(item.amount()).isEqualTo(Amounts.in("EUR").of("2.00"));
        });
        assertThat(inverting.prove(file(xml)).sums().toString()).isEqualTo("-2.00 EUR");
        assertThat(inverting.prove(file(xml)).status()).isEqualTo(ProofStatus.BROKEN);
    }

    @Test
    @DisplayName("BNK-17 pending and information entries and unknown statuses are kept apart")
    void pendingEntriesAreKeptApart() {
        ImportReceipt receipt = imports.prove(file(CamtFiles.version(8)
                .entry(100, "")
                .raw(900, "PDNG", "")
                .raw(800, "INFO", "")
                .raw(700, "WHAT", "")
                .text()));

        assertThat(receipt.status()).isEqualTo(ProofStatus.PROVED);
        assertThat(receipt.items()).isEqualTo(1);
        assertThat(receipt.keptApart()).isEqualTo(3);
        assertThat(receipt.records()).isEqualTo(4);
        assertThat(codes(receipt)).containsExactly("PENDING_ENTRY", "INFORMATION_ENTRY", "STATUS_UNKNOWN");
    }

    @Test
    @DisplayName("BNK-18 pages prove themselves by interim balances and chain to each other")
    void pagesChain() {
        String first = "<Stmt><Id>S1</Id><StmtPgntn><PgNb>1</PgNb><LastPgInd>false</LastPgInd></StmtPgntn>"
                + "<Acct><Id><IBAN>DE89370400440532013000</IBAN></Id></Acct>" + balance("OPBD", 1_000)
                + balance("ITBD", 1_500) + entry(500) + "</Stmt>";
        String second = "<Stmt><Id>S1</Id><StmtPgntn><PgNb>2</PgNb><LastPgInd>true</LastPgInd></StmtPgntn>"
                + "<Acct><Id><IBAN>DE89370400440532013000</IBAN></Id></Acct>" + balance("ITBD", 1_500)
                + balance("CLBD", 1_300) + entry(-200) + "</Stmt>";

        assertThat(imports.prove(file(CamtFiles.message("053", "08", first, second)))
                        .status())
                .isEqualTo(ProofStatus.PROVED);
        ImportReceipt torn = imports.prove(file(CamtFiles.message(
                "053", "08", first, second.replace("15.00", "16.00").replace("13.00", "14.00"))));
        assertThat(torn.status()).isEqualTo(ProofStatus.BROKEN);
        assertThat(codes(torn)).containsExactly("PAGE_CHAIN");
        ImportReceipt missing =
                imports.prove(file(CamtFiles.message("053", "08", first, second.replace("<PgNb>2", "<PgNb>3"))));
        assertThat(codes(missing)).containsExactly("PAGE_MISSING");
        assertThat(missing.status()).isEqualTo(ProofStatus.BROKEN);
    }

    private static String entry(long minor) {
        return "<Ntry>" + amount(minor) + "<Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>2027-03-01</Dt></BookgDt></Ntry>";
    }

    @Test
    @DisplayName("BNK-18 the summary of entries is checked; pending entries may count or not")
    void theSummaryIsChecked() {
        String summary = "<TxsSummry><TtlNtries><NbOfNtries>%s</NbOfNtries><Sum>7.50</Sum>"
                + "<TtlNetNtry><Amt>2.50</Amt><CdtDbtInd>CRDT</CdtDbtInd></TtlNetNtry></TtlNtries>"
                + "<TtlCdtNtries><NbOfNtries>1</NbOfNtries><Sum>5.00</Sum></TtlCdtNtries></TxsSummry>";
        CamtFiles two = CamtFiles.version(8)
                .head(summary.replace("%s", "2"))
                .entry(500, "")
                .entry(-250, "")
                .raw(900, "PDNG", "");
        CamtFiles wrong = CamtFiles.version(8)
                .head(summary.replace("%s", "4"))
                .entry(500, "")
                .entry(-250, "");

        assertThat(imports.prove(file(two.text())).status()).isEqualTo(ProofStatus.PROVED);
        ImportReceipt broken = imports.prove(file(wrong.text()));
        assertThat(broken.status()).isEqualTo(ProofStatus.BROKEN);
        assertThat(codes(broken)).containsExactly("SUMMARY_COUNT");
        assertThat(broken.sentence()).isEqualTo("CAMT053, 2 entries, BROKEN: entries declared 4, computed 2");
        ImportReceipt notified = imports.prove(file(CamtFiles.version(8)
                .kind("054")
                .withoutBalances()
                .head(summary.replace("%s", "2"))
                .entry(500, "")
                .entry(-250, "")
                .text()));
        assertThat(notified.status()).isEqualTo(ProofStatus.PROVED);
    }

    @Test
    @DisplayName("BNK-19 references, parties, charges and the return reason come with the item")
    void everythingComesWithTheItem() {
        String xml = CamtFiles.version(8)
                .entry(
                        -1_000,
                        "<AcctSvcrRef>BANK-1</AcctSvcrRef><BkTxCd><Domn><Cd>PMNT</Cd><Fmly><Cd>RDDT</Cd>"
                                + "<SubFmlyCd>ESDD</SubFmlyCd></Fmly></Domn></BkTxCd><NtryDtls><TxDtls><Refs>"
                                + "<EndToEndId>E2E-1</EndToEndId><TxId>TX-1</TxId><UETR>eb6305c9</UETR><MndtId>M-7</MndtId>"
                                + "<ClrSysRef>CLR</ClrSysRef></Refs><RltdPties><Dbtr><Pty><Nm>Us</Nm></Pty></Dbtr>"
                                + "<Cdtr><Pty><Nm>Landlord 4111 1111 1111 1111</Nm></Pty></Cdtr>"
                                + "<CdtrAcct><Id><IBAN>GB33BUKB20201555555555</IBAN></Id></CdtrAcct></RltdPties>"
                                + "<RmtInf><Ustrd>rent  March</Ustrd><Strd><CdtrRefInf><Ref>RF18539007547034</Ref></CdtrRefInf>"
                                + "</Strd></RmtInf></TxDtls></NtryDtls><AddtlNtryInf>SEPA</AddtlNtryInf>")
                .entry(
                        300,
                        "<NtryDtls><TxDtls><RtrInf><OrgnlBkTxCd/><Rsn><Cd>AC04</Cd></Rsn></RtrInf></TxDtls></NtryDtls>")
                .text();

        List<StatementEntry> items = entries(xml);

        StatementEntry rent = items.get(0);
        assertThat(rent.kind()).isEqualTo(StatementEntry.Kind.DIRECT_DEBIT);
        assertThat(rent.bankCode()).isEqualTo("PMNT-RDDT-ESDD");
        assertThat(rent.references().byRole())
                .containsEntry(Role.BANK, "BANK-1")
                .containsEntry(Role.END_TO_END, "E2E-1")
                .containsEntry(Role.TRANSACTION, "TX-1")
                .containsEntry(Role.UETR, "eb6305c9")
                .containsEntry(Role.MANDATE, "M-7")
                .containsEntry(Role.CREDITOR, "RF18539007547034")
                .containsEntry(Role.CLEARING, "CLR");
        assertThat(rent.counterparty()).hasValueSatisfying(party -> {
            assertThat(party.name()).isEqualTo("Landlord [PAN ****1111]");
            assertThat(party.account()).contains(BankAccountRef.of("GB33BUKB20201555555555"));
        });
        assertThat(rent.text()).isEqualTo("rent March SEPA");
        assertThat(rent.id().value()).isEqualTo("BANK-1/2027-03-01/-10.00");
        assertThat(rent.valueOn()).hasToString("2027-03-02");
        assertThat(rent.toString()).doesNotContain("20201555555555").doesNotContain("532013000");
        assertThat(items.get(1).returnCode()).contains("AC04");
        assertThat(items.get(1).kind()).isEqualTo(StatementEntry.Kind.RETURN);
    }

    @Test
    @DisplayName("BNK-04 the same line twice is two items with different ids and a warning")
    void theSameLineTwice() {
        String xml = CamtFiles.version(8)
                .entry(100, "<AcctSvcrRef>R</AcctSvcrRef>")
                .entry(100, "<AcctSvcrRef>R</AcctSvcrRef>")
                .entry(100, "")
                .entry(100, "")
                .text();

        assertThat(entries(xml))
                .extracting(item -> item.id().value())
                .doesNotHaveDuplicates()
                .hasSize(4);
        assertThat(codes(imports.prove(file(xml)))).containsExactly("DUPLICATE_LINE");
    }

    @Test
    @DisplayName("BNK-03 bad fields reject their entry with place and field, and reading goes on")
    void badFieldsRejectTheirEntry() {
        String good = CamtFiles.version(8)
                .entry(100, "")
                .entry(200, "")
                .entry(300, "")
                .entry(400, "")
                .text();
        String bad = good.replace(">1.00<", ">1,00<")
                .replace("<Amt Ccy=\"EUR\">2.00", "<Amt Ccy=\"ABC\">2.00")
                .replaceFirst("(3\\.00</Amt>)<CdtDbtInd>CRDT", "$1<CdtDbtInd>XXXX");

        ImportReceipt receipt = imports.prove(file(bad));

        assertThat(receipt.items()).isEqualTo(1);
        assertThat(receipt.rejections())
                .extracting(rejection -> rejection.code().id())
                .containsExactly("IMPORT.BAD_AMOUNT", "IMPORT.BAD_CURRENCY", "IMPORT.BAD_SIGN");
        assertThat(receipt.rejections().get(0).location()).hasToString("bank-0301.xml:4:22 Amt");
        assertThat(receipt.status()).isEqualTo(ProofStatus.BROKEN);
    }

    @Test
    @DisplayName("BNK-20 a cut document keeps what was read and is broken")
    void aCutDocument() {
        String whole = CamtFiles.version(8).entry(100, "").entry(200, "").text();
        String cut = whole.substring(0, whole.lastIndexOf("<BookgDt>"));

        ImportReceipt receipt = imports.prove(file(cut));

        assertThat(receipt.status()).isEqualTo(ProofStatus.BROKEN);
        assertThat(receipt.items()).isEqualTo(1);
        assertThat(receipt.rejections()).hasSize(1);
        assertThat(codes(receipt)).containsExactly("XML_MALFORMED");
        assertThat(receipt.diagnostics().get(0).location().line()).isEqualTo(5);
        assertThat(minors(entries(cut))).containsExactly(100L);
    }

    @Test
    @DisplayName("BNK-20 a document type is refused before anything is read, entities are not expanded")
    void aDocumentTypeIsRefused() {
        String whole = CamtFiles.version(8).entry(100, "").text();
        String bomb = whole.replace(
                "<Document", "<!DOCTYPE x [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;&a;&a;\">]>\n<Document");
        String entity = whole.replace("<Id>S1", "<Id>&b;");

        assertThat(imports.prove(file(bomb))).satisfies(receipt -> {
            assertThat(codes(receipt)).containsExactly("DTD_FORBIDDEN");
            assertThat(receipt.items()).isZero();
            assertThat(receipt.status()).isEqualTo(ProofStatus.BROKEN);
        });
        assertThat(imports.prove(file(entity)).status()).isEqualTo(ProofStatus.BROKEN);
    }

    @Test
    @DisplayName("BNK-20 depth, text and size are limited")
    void sizesAreLimited() {
        Imports narrow = Imports.builder()
                .limits(ImportLimits.builder()
                        .maxDepth(12)
                        .maxTokenBytes(1_000)
                        .maxDetails(2)
                        .build())
                .build();
        String deep = CamtFiles.version(8)
                .entry(100, "<NtryDtls><TxDtls>" + "<A>".repeat(20) + "</A>".repeat(20) + "</TxDtls></NtryDtls>")
                .text();
        String wide = CamtFiles.version(8)
                .entry(100, "<AddtlNtryInf>" + "x".repeat(300_000) + "</AddtlNtryInf>")
                .text();
        String attribute = CamtFiles.version(8)
                .entry(100, "<AddtlNtryInf a=\"" + "x".repeat(300_000) + "\"/>")
                .text();
        String many = CamtFiles.version(8)
                .entry(100, "<NtryDtls>" + "<TxDtls/>".repeat(3) + "</NtryDtls>")
                .text();

        for (String xml : List.of(deep, wide, attribute, many)) {
            assertThat(codes(narrow.prove(file(xml)))).containsExactly("LIMIT_EXCEEDED");
        }
    }

    @Test
    @DisplayName("BNK-10 encodings are told by their bytes and a false declaration is said")
    void encodingsAreToldByTheirBytes() {
        String xml = CamtFiles.version(8)
                .entry(100, "<AddtlNtryInf>Zürich</AddtlNtryInf>")
                .text();
        String latin = xml.replace("UTF-8", "ISO-8859-1");

        read(xml.getBytes(StandardCharsets.UTF_8), List.of());
        read(("\uFEFF" + xml).getBytes(StandardCharsets.UTF_8), List.of());
        read(latin.getBytes(StandardCharsets.ISO_8859_1), List.of());
        read(("\uFEFF" + xml).getBytes(StandardCharsets.UTF_16LE), List.of());
        read((xml + "\u001A").getBytes(StandardCharsets.UTF_8), List.of("END_MARK"));
        read(xml.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8), List.of());
        read(xml.getBytes(StandardCharsets.ISO_8859_1), List.of("ENCODING_MISMATCH"));
        read(latin.getBytes(StandardCharsets.UTF_8), List.of("ENCODING_MISMATCH"));
    }

    private void read(byte[] bytes, List<String> found) {
        ByteSource file = ByteSource.of(bytes, "encoded.xml");
        ImportReceipt receipt = imports.prove(file);
        assertThat(codes(receipt)).isEqualTo(found);
        assertThat(receipt.status()).as(receipt.sentence()).isEqualTo(ProofStatus.PROVED);
        assertThat(entries(imports, file, receipt))
                .extracting(StatementEntry::text)
                .containsExactly("Zürich");
    }

    @Test
    @DisplayName("BNK-11 statements of one file chain, and a missing one is named with its amount")
    void statementsChain() {
        String one = CamtFiles.version(8).id("1").opening(1_000).entry(500, "").statement();
        String two = CamtFiles.version(8).id("2").opening(1_500).entry(-700, "").statement();
        String three = CamtFiles.version(8).id("3").opening(800).entry(1, "").statement();
        ByteSource file = file(CamtFiles.message("053", "08", three, one));

        ByteSource whole = file(CamtFiles.message("053", "08", three, one, two));

        StatementChain torn = StatementChain.of(imports.statements(file, imports.prove(file)));
        List<Statement> all = imports.statements(whole, imports.prove(whole));
        assertThat(torn.findings())
                .singleElement()
                .satisfies(gap ->
                        assertThat(gap.amount()).isEqualTo(Amounts.in("EUR").of("-7.00")));
        assertThat(StatementChain.of(all).proof().holds()).isTrue();
    }

    @Test
    @DisplayName("BNK-19 the bank of the other party and the purpose are carried in every version")
    void agentsAndPurpose() {
        for (String[] stated : List.of(
                new String[] {"<BICFI>AAAADEFF</BICFI>", "AAAADEFF"},
                new String[] {"<BIC>BBBBDEFF</BIC>", "BBBBDEFF"},
                new String[] {"<ClrSysMmbId><MmbId>021000021</MmbId></ClrSysMmbId><Nm>Some Bank</Nm>", "021000021"},
                new String[] {"<Nm>Some Bank</Nm>", "Some Bank"},
                new String[] {"", ""})) {
            String in = String.format(
                            "<RltdPties><Dbtr><Nm>A</Nm></Dbtr><Cdtr><Nm>B</Nm></Cdtr></RltdPties><RltdAgts><DbtrAgt><FinInstnId>%s</FinInstnId></DbtrAgt><CdtrAgt><FinInstnId><BIC>CCCCDEFF</BIC></FinInstnId></CdtrAgt></RltdAgts>",
                            stated[0])
                    + "<Purp><Cd>SALA</Cd></Purp>";
            CamtFiles file = CamtFiles.version(8);
            file.entry(100, "<NtryDtls>" + CamtFiles.detail("", in) + "</NtryDtls>");
            file.entry(
                    -100,
                    "<NtryDtls>" + CamtFiles.detail("", in.replace("<Cd>SALA</Cd>", "<Prtry>own words</Prtry>"))
                            + "</NtryDtls>");
            var entries = Importing.entries(file.text());
            assertThat(entries.get(0).agent()).isEqualTo(stated[1]);
            assertThat(entries.get(0).purpose()).isEqualTo("SALA");
            assertThat(entries.get(1).agent()).isEqualTo("CCCCDEFF");
            assertThat(entries.get(1).purpose()).isEqualTo("own words");
        }
    }
}
