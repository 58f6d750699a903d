package io.counterfoil.bankfiles.imports;

import static io.counterfoil.bankfiles.imports.CamtFiles.amount;
import static io.counterfoil.bankfiles.imports.CamtFiles.detail;
import static io.counterfoil.bankfiles.imports.CamtTexts.IBAN;
import static io.counterfoil.bankfiles.imports.CamtTexts.entry;
import static io.counterfoil.bankfiles.imports.CamtTexts.statement;
import static io.counterfoil.bankfiles.imports.Importing.codes;
import static io.counterfoil.bankfiles.imports.Importing.entries;
import static io.counterfoil.bankfiles.imports.Importing.file;
import static io.counterfoil.bankfiles.imports.Importing.minors;
import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.bankfiles.source.ByteSource;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.proof.ImportReceipt;
import io.counterfoil.reconciliation.statement.StatementEntry;
import io.counterfoil.reconciliation.statement.StatementEntry.References.Role;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What else the details of camt entries may say, and how they become items (bank file specification 4.3). */
class CamtDetailsTest {

    private final Imports imports = Imports.standard();

    private ImportReceipt prove(String text) {
        return imports.prove(file(text));
    }

    @Test
    @DisplayName("BNK-19 every reference, the ultimate party, an agent's name, charges and each text of a detail")
    void aFullDetail() {
        String inside = String.join(
                "",
                "<Refs><MsgId>MSG</MsgId><InstrId>INS</InstrId><ChqNb>77</ChqNb><EndToEndId>NOTPROVIDED</EndToEndId></Refs>",
                "<AmtDtls><TxAmt><Amt Ccy=\"EUR\">5.00</Amt></TxAmt></AmtDtls>",
                "<Chrgs><Amt Ccy=\"EUR\">0.30</Amt><CdtDbtInd>DBIT</CdtDbtInd><Tp><Cd>COMM</Cd></Tp><Br>SHAR</Br></Chrgs>",
                "<Chrgs><Amt Ccy=\"EUR\">0.20</Amt><CdtDbtInd>CRDT</CdtDbtInd><Tp><Prtry><Id>BACK</Id></Prtry></Tp></Chrgs>",
                "<Chrgs><Amt Ccy=\"EUR\">0.10</Amt><ChrgInclInd>false</ChrgInclInd></Chrgs>",
                "<Chrgs><Amt Ccy=\"EUR\">x</Amt></Chrgs>",
                "<RltdPties><UltmtDbtr><Nm>Ultimate</Nm></UltmtDbtr><DbtrAcct><Id><Othr><Id>998877</Id></Othr></Id></DbtrAcct></RltdPties>",
                "<RmtInf><Ustrd>one</Ustrd><Ustrd>two</Ustrd><Strd><CdtrRefInf><CdtrRef>RF-OLD</CdtrRef></CdtrRefInf>",
                "<AddtlRmtInf>three</AddtlRmtInf></Strd><Strd><CdtrRefInf><Ref>RF-2</Ref></CdtrRefInf></Strd></RmtInf>",
                "<AddtlTxInf>four</AddtlTxInf><RtrInf><AddtlInf>five</AddtlInf></RtrInf>");
        StatementEntry item = entries(statement("<Acct><Ccy>EUR</Ccy></Acct>"
                        + entry(
                                500,
                                "<NtryDtls>" + detail("", inside) + "</NtryDtls><AddtlNtryInf>six</AddtlNtryInf>")))
                .get(0);

        assertThat(item.references().byRole())
                .containsOnly(
                        java.util.Map.entry(Role.BATCH, "MSG"),
                        java.util.Map.entry(Role.INSTRUCTION, "INS"),
                        java.util.Map.entry(Role.CHEQUE, "77"),
                        java.util.Map.entry(Role.CREDITOR, "RF-OLD"));
        assertThat(item.text()).isEqualTo("one two three four five six");
        assertThat(item.charges().stream().map(c -> Amounts.text(c.amount()) + " " + c.description()))
                .containsExactly("0.30 EUR COMM SHAR", "-0.20 EUR BACK");
        assertThat(item.kind()).isEqualTo(StatementEntry.Kind.RETURN);
        assertThat(item.returnCode()).isEmpty();
        assertThat(minors(List.of(item))).containsExactly(500L);
        assertThat(item.original()).isEmpty();
        assertThat(item.agent()).isEmpty();
        assertThat(item.purpose()).isEmpty();
    }

    @Test
    @DisplayName(
            "BNK-19 names of parties stand in three places; the payment information's id goes before the message's")
    void names() {
        for (String name : List.of(
                "<Nm>Ana</Nm>", "<Pty><Nm>Ana</Nm></Pty>", "<Agt><FinInstnId><Nm>Ana</Nm></FinInstnId></Agt>")) {
            StatementEntry item = one(
                    100,
                    "<Refs><MsgId>MSG</MsgId><PmtInfId>INF</PmtInfId></Refs><RltdPties><Dbtr>" + name
                            + "</Dbtr></RltdPties>");
            assertThat(item.counterparty().orElseThrow().name()).isEqualTo("Ana");
            assertThat(item.references().of(Role.BATCH)).contains("INF");
        }
    }

    private static StatementEntry one(long minor, String inside) {
        return entries(statement("<Acct><Ccy>EUR</Ccy></Acct>"
                        + entry(minor, "<NtryDtls>" + detail("", inside) + "</NtryDtls>")))
                .get(0);
    }

    @Test
    @DisplayName(
            "BNK-19 the other side: the payer of money in, the payee of money out, turned where it came back, never the account itself")
    void otherSide() {
        String parties = "<RltdPties><Dbtr><Nm>Payer</Nm></Dbtr><Cdtr><Nm>Payee</Nm></Cdtr></RltdPties>";
        assertThat(one(100, parties).counterparty().orElseThrow().name()).isEqualTo("Payer");
        assertThat(one(-100, parties).counterparty().orElseThrow().name()).isEqualTo("Payee");
        String back = parties + "<RtrInf><Rsn><Cd>AC04</Cd></Rsn></RtrInf>";
        assertThat(one(100, back).counterparty().orElseThrow().name()).isEqualTo("Payee");
        assertThat(one(-100, back).counterparty().orElseThrow().name()).isEqualTo("Payer");
        String own = parties.replace("</Cdtr>", "</Cdtr><DbtrAcct><Id><IBAN>" + IBAN + "</IBAN></Id></DbtrAcct>");
        assertThat(one(100, own).counterparty().orElseThrow().name()).isEqualTo("Payee");
        assertThat(one(100, "<RltdPties><Cdtr><Nm>Payee</Nm></Cdtr></RltdPties>")
                        .counterparty())
                .isEmpty();
        assertThat(one(
                                -100,
                                "<RltdPties><Cdtr><Nm>Payee</Nm></Cdtr></RltdPties><RtrInf><Rsn><Prtry>X1</Prtry></Rsn></RtrInf>")
                        .counterparty()
                        .orElseThrow()
                        .name())
                .as("the only one named, where it came back")
                .isEqualTo("Payee");
        assertThat(one(100, "<RtrInf><Rsn><Prtry>X1</Prtry></Rsn></RtrInf>").returnCode())
                .contains("X1");
    }

    @Test
    @DisplayName("BNK-15 details against the direction of their entry, with or without own amounts, add up to it")
    void directions() {
        String against = "<TxDtls><Amt Ccy=\"EUR\">2.00</Amt><CdtDbtInd>DBIT</CdtDbtInd></TxDtls>";
        String with = "<TxDtls><Amt Ccy=\"EUR\">7.00</Amt></TxDtls>";
        String text = statement("<Acct><Ccy>EUR</Ccy></Acct>"
                + entry(500, "<NtryDtls>" + with + against + "</NtryDtls>")
                + entry(-700, "<NtryDtls>" + with + "</NtryDtls>")
                + entry(-600, "<NtryDtls>" + with + "<TxDtls/></NtryDtls>")
                + entry(-500, with + against));
        assertThat(minors(entries(text))).containsExactly(700L, -200L, -700L, -700L, 100L, -700L, -200L, 400L);
        ImportReceipt receipt = prove(text);
        assertThat(codes(receipt)).containsExactly("DETAILS_REMAINDER", "DETAILS_REMAINDER");
        assertThat(receipt.diagnostics().get(0).message())
                .isEqualTo("details add up to -7.00, the entry is -6.00: one more item has the difference of 1.00");
        assertThat(receipt.items()).isEqualTo(8);
        assertThat(entries(text).get(4).text()).isEqualTo("remainder of the details");
        assertThat(entries(text).get(4).kind()).isEqualTo(StatementEntry.Kind.OTHER);
    }

    @Test
    @DisplayName("BNK-15 charges explain a remainder only where they are exactly it, in the currency of the entry")
    void chargesThatExplain() {
        String details = "<NtryDtls>" + detail(amount(1_000), "") + "</NtryDtls>";
        String charge = "<Chrgs><Amt Ccy=\"EUR\">0.%s</Amt></Chrgs>";
        String exact = statement(entry(950, String.format(charge, "30") + String.format(charge, "20") + details));
        assertThat(prove(exact).diagnostics().get(0).message())
                .isEqualTo("details add up to 10.00, the entry is 9.50: one more item has the difference of -0.50,"
                        + " which are the charges stated");
        assertThat(entries(exact).get(1).kind()).isEqualTo(StatementEntry.Kind.FEE);
        assertThat(entries(exact).get(1).text()).isEqualTo("charges");
        assertThat(entries(exact).get(1).charges()).hasSize(2);
        for (String other : List.of(
                exact.replace("0.20", "0.21"),
                exact.replace("\"EUR\">0.20", "\"USD\">0.20"),
                exact.replaceAll("<Chrgs>.*</Chrgs>", ""))) {
            assertThat(entries(other).get(1).kind()).isEqualTo(StatementEntry.Kind.OTHER);
            assertThat(entries(other).get(1).text()).isEqualTo("remainder of the details");
        }
    }

    @Test
    @DisplayName("BNK-15 several details without amounts keep what they all agree on")
    void merged() {
        String same =
                "<Refs><EndToEndId>%s</EndToEndId><MsgId>M</MsgId></Refs><RltdPties><Dbtr><Nm>%s</Nm></Dbtr></RltdPties>"
                        + "<RtrInf><Rsn><Cd>%s</Cd></Rsn></RtrInf><Purp><Cd>%s</Cd></Purp><RmtInf><Ustrd>%s</Ustrd></RmtInf>";
        StatementEntry agree = entries(statement(entry(
                        -500,
                        "<NtryDtls>" + detail("", String.format(same, "A", "Ana", "AC04", "SALA", "t1"))
                                + detail("", String.format(same, "A", "Ana", "AC04", "SALA", "t2")) + "</NtryDtls>")))
                .get(0);
        assertThat(agree.references().of(Role.END_TO_END)).contains("A");
        assertThat(agree.returnCode()).contains("AC04");
        assertThat(agree.purpose()).isEqualTo("SALA");
        assertThat(agree.counterparty().orElseThrow().name()).isEqualTo("Ana");
        assertThat(agree.text()).isEqualTo("t1 t2");
        StatementEntry differ = entries(statement(entry(
                        500,
                        "<NtryDtls>" + detail("", String.format(same, "A", "Ana", "AC04", "SALA", "t1"))
                                + detail("", String.format(same, "B", "Bob", "MS03", "RENT", "t2")) + "</NtryDtls>")))
                .get(0);
        assertThat(differ.references().byRole()).containsOnlyKeys(Role.BATCH);
        assertThat(differ.returnCode()).isEmpty();
        assertThat(differ.purpose()).isEmpty();
        assertThat(differ.counterparty()).isEmpty();
        assertThat(differ.kind()).isEqualTo(StatementEntry.Kind.OTHER);
    }

    @Test
    @DisplayName("BNK-16 a profile that inverts reversals inverts the details too; 1 is true")
    void invertedDetails() {
        Imports inverting = Imports.builder()
                .profile(BankProfile.builder("odd").invertOnReversal(true).build())
                .build();
        ByteSource text = file(statement("<Acct><Ccy>EUR</Ccy></Acct>"
                + entry(
                        500,
                        "<RvslInd>1</RvslInd><NtryDtls><TxDtls><Amt Ccy=\"EUR\">7.00</Amt><CdtDbtInd>CRDT</CdtDbtInd></TxDtls>"
                                + "<TxDtls><Amt Ccy=\"EUR\">2.00</Amt><CdtDbtInd>DBIT</CdtDbtInd></TxDtls></NtryDtls>")
                + entry(300, "<RvslInd>false</RvslInd>")));
        List<StatementEntry> read = entries(inverting, text, inverting.prove(text));
        assertThat(minors(read)).containsExactly(-700L, 200L, 300L);
        assertThat(read.stream().map(StatementEntry::reversal)).containsExactly(true, true, false);
        assertThat(read.get(0).kind()).isEqualTo(StatementEntry.Kind.REVERSAL);
        assertThat(codes(inverting.prove(text))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "RCDT, ESCT, TRANSFER",
        "RDDT, ESDD, DIRECT_DEBIT",
        "CCRD, POSD, CARD",
        "ICHQ, CCHQ, CHEQUE",
        "CNTR, CDPT, CASH",
        "MCOP, OTHR, OTHER",
        "RCDT, CHRG, FEE",
        "RCDT, INTR, INTEREST",
        "RCDT, TAXE, TAX",
        "RCDT, RRTN, RETURN",
        "RCDT, RPCR, REVERSAL",
        "RCDT, ADJT, CORRECTION",
        "RCDT, CAJT, CORRECTION"
    })
    @DisplayName("BNK-06 kinds by the sub-family, else by the family")
    void kinds(String family, String detail, StatementEntry.Kind kind) {
        String code = "<BkTxCd><Domn><Cd>PMNT</Cd><Fmly><Cd>" + family + "</Cd><SubFmlyCd>" + detail
                + "</SubFmlyCd></Fmly></Domn></BkTxCd>";
        StatementEntry of = entries(statement(entry(100, code))).get(0);
        assertThat(of.kind()).isEqualTo(kind);
        assertThat(of.bankCode()).isEqualTo("PMNT-" + family + "-" + detail);
        StatementEntry own = one(100, "<BkTxCd><Prtry><Cd>NTRF+1</Cd></Prtry></BkTxCd>");
        assertThat(own.bankCode()).isEqualTo("NTRF+1");
        StatementEntry both = entries(statement(entry(
                        100,
                        code + "<NtryDtls>" + detail("", "<BkTxCd><Prtry><Cd>X</Cd></Prtry></BkTxCd>")
                                + "</NtryDtls>")))
                .get(0);
        assertThat(both.bankCode()).as("the detail's says nothing more").isEqualTo("PMNT-" + family + "-" + detail);
        assertThat(both.kind()).isEqualTo(kind);
    }

    @Test
    @DisplayName(
            "BNK-04 ids by the bank's reference, the detail's before the entry's, else the transaction's, else by content")
    void ids() {
        String entry = "<AcctSvcrRef>ENTRY</AcctSvcrRef><NtryDtls>";
        assertThat(id(entry + detail("", "<Refs><AcctSvcrRef>OWN</AcctSvcrRef></Refs>") + "</NtryDtls>"))
                .isEqualTo("OWN/2027-03-01/1.00");
        assertThat(id(entry + detail("", "<Refs><TxId>TX</TxId></Refs>") + "</NtryDtls>"))
                .isEqualTo("ENTRY/2027-03-01/1.00");
        assertThat(id("<NtryDtls>" + detail("", "<Refs><TxId>TX</TxId><EndToEndId>E</EndToEndId></Refs>")
                        + "</NtryDtls>"))
                .isEqualTo("TX/2027-03-01/1.00");
        assertThat(id("<NtryDtls>" + detail("", "<Refs><EndToEndId>E</EndToEndId></Refs>") + "</NtryDtls>"))
                .isEqualTo("E/2027-03-01/1.00");
        assertThat(id("<AcctSvcrRef>" + "R".repeat(70) + "</AcctSvcrRef>"))
                .isEqualTo("R".repeat(70) + "/2027-03-01/1.00");
        assertThat(id("<AcctSvcrRef>" + "R".repeat(71) + "</AcctSvcrRef>")).doesNotContain("RR");
        assertThat(id("<AcctSvcrRef>4111111111111111</AcctSvcrRef>")).doesNotContain("4111");
        assertThat(id("<AddtlNtryInf>a</AddtlNtryInf>")).isNotEqualTo(id("<AddtlNtryInf>b</AddtlNtryInf>"));
        String twice = statement(
                entry(100, "<AcctSvcrRef>R</AcctSvcrRef>").repeat(2) + entry(200, "<AcctSvcrRef>R</AcctSvcrRef>"));
        assertThat(entries(twice).stream().map(item -> item.id().value()))
                .containsExactly("R/2027-03-01/1.00", "R/2027-03-01/1.00#2", "R/2027-03-01/2.00");
        assertThat(prove(twice).diagnostics().get(0).message())
                .isEqualTo("an entry of 1.00 on 2027-03-01 has the bank reference of an earlier one");
        assertThat(codes(prove(CamtFiles.message(
                        "053",
                        "08",
                        "<Stmt><Id>A</Id><Acct><Id><BBAN>1</BBAN></Id></Acct>"
                                + entry(100, "<AcctSvcrRef>R</AcctSvcrRef>") + "</Stmt>",
                        "<Stmt><Id>B</Id><Acct><Id><BBAN>1</BBAN></Id></Acct>"
                                + entry(100, "<AcctSvcrRef>R</AcctSvcrRef>") + "</Stmt>"))))
                .as("of another statement")
                .isEmpty();
    }

    private static String id(String inside) {
        return entries(statement(entry(100, inside))).get(0).id().value();
    }
}
