package io.counterfoil.bankfiles.pain;

import static io.counterfoil.bankfiles.Orders.EU;
import static io.counterfoil.bankfiles.Orders.MARCH_3;
import static io.counterfoil.bankfiles.Orders.NOW;
import static io.counterfoil.bankfiles.Orders.codes;
import static io.counterfoil.bankfiles.Orders.order;
import static io.counterfoil.bankfiles.Orders.receipt;
import static io.counterfoil.bankfiles.Orders.records;
import static io.counterfoil.bankfiles.Orders.source;
import static io.counterfoil.bankfiles.Orders.text;
import static io.counterfoil.payments.rail.Rail.Direction.CREDIT;
import static io.counterfoil.payments.rail.Rail.Direction.DEBIT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.counterfoil.bankfiles.record.BankRecord.PaymentEntry;
import io.counterfoil.bankfiles.record.BankRecord.StatusItem;
import io.counterfoil.payments.account.AccountNumber;
import io.counterfoil.payments.evidence.Checked;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.order.PaymentOrder;
import io.counterfoil.payments.proof.ImportReceipt;
import io.counterfoil.payments.proof.ProofStatus;
import io.counterfoil.payments.rail.RailTerms;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class PainTest {

    private static Pain001 transfers() {
        return Pain001.builder("MSG-1")
                .debtor("Müller & Söhne", EU)
                .bank("COBADEFFXXX")
                .add(
                        order("p-1", CREDIT, "EUR", "100.00")
                                .transactionCode("SALA")
                                .remittance(PaymentOrder.Remittance.of("März/"))
                                .build(),
                        EU,
                        "Ana Díaz")
                .add(
                        order("p-2", CREDIT, "EUR", "0.01")
                                .remittance(PaymentOrder.Remittance.reference("RF18539007547034"))
                                .build(),
                        EU,
                        "Bob",
                        "BELADEBEXXX")
                .add(
                        order("p-3", CREDIT, "EUR", "7.00")
                                .requestedOn(MARCH_3.plusDays(1))
                                .remittance(PaymentOrder.Remittance.reference("INV 7"))
                                .build(),
                        EU,
                        "Carl")
                .build(NOW)
                .orThrow();
    }

    private static Pain008.Builder debits() {
        return Pain008.builder("DD-1").creditor("Acme", EU, "DE98ZZZ09999999999");
    }

    private static Pain008.MandateUse use(Pain008.Sequence sequence) {
        return new Pain008.MandateUse(LocalDate.of(2026, 1, 2), sequence, RailTerms.SepaScheme.SDD_CORE);
    }

    @Test
    @DisplayName("BNK-53 pain.001 groups by day, sums exactly, folds texts and keeps a structured reference")
    void pain001() {
        String xml = text(transfers()::writeTo);

        assertThat(xml)
                .contains(
                        "urn:iso:std:iso:20022:tech:xsd:pain.001.001.09",
                        "<MsgId>MSG-1</MsgId>",
                        "<CreDtTm>2027-03-01T15:04:05Z</CreDtTm>")
                .contains("<NbOfTxs>3</NbOfTxs>\n<CtrlSum>107.01</CtrlSum>")
                .contains("<PmtInfId>MSG-1-1</PmtInfId>", "<NbOfTxs>2</NbOfTxs>\n<CtrlSum>100.01</CtrlSum>")
                .contains("<PmtInfId>MSG-1-2</PmtInfId>", "<NbOfTxs>1</NbOfTxs>\n<CtrlSum>7.00</CtrlSum>")
                .contains("<Nm>Muller + Sohne</Nm>", "<Nm>Ana Diaz</Nm>", "<Ustrd>Marz</Ustrd>", "<Cd>SALA</Cd>")
                .contains(
                        "<Cd>SCOR</Cd>",
                        "<Ref>RF18539007547034</Ref>",
                        "<Ustrd>INV 7</Ustrd>",
                        "<BICFI>BELADEBEXXX</BICFI>")
                .contains(
                        "<InstdAmt Ccy=\"EUR\">0.01</InstdAmt>", "<Dt>2027-03-04</Dt>", "<BtchBookg>true</BtchBookg>");
        assertThat(transfers()).hasToString("pain.001 MSG-1 of 3 transfers");
        assertThat(text(Pain001.builder("M")
                        .debtor("a", EU)
                        .bookedSingly()
                        .add(order("p-1", CREDIT, "EUR", "1.00").build(), EU, "b")
                        .build(NOW)
                        .orThrow()::writeTo))
                .contains("<BtchBookg>false</BtchBookg>", "<Id>NOTPROVIDED</Id>");
    }

    @Test
    @DisplayName("BNK-53 what is written is proved and reads back to the same values")
    void readsBack() {
        ImportReceipt receipt = receipt(source(transfers()::writeTo));
        assertThat(receipt.status()).as(receipt.sentence()).isEqualTo(ProofStatus.PROVED);
        assertThat(receipt.format()).isEqualTo("PAIN001");
        assertThat(receipt.dialect()).contains("pain.001.001.09");
        assertThat(receipt.totals()).hasSize(6);
        List<PaymentEntry> entries = records(source(transfers()::writeTo), PaymentEntry.class);
        assertThat(entries).extracting(PaymentEntry::reference).containsExactly("p-1", "p-2", "p-3");
        assertThat(entries.get(0).account()).isEqualTo(EU.ref());
        assertThat(entries.get(0).name()).isEqualTo("Ana Diaz");
        assertThat(entries.get(0).transactionCode()).isEqualTo("SALA");
        assertThat(entries.get(1).remittance()).containsExactly("RF18539007547034");
        assertThat(entries.get(2).dueOn()).contains(MARCH_3.plusDays(1));
        assertThat(Amounts.plain(entries.get(2).amount())).isEqualTo("7.00");
        String broken = text(transfers()::writeTo).replace("\">7.00<", "\">7.01<");
        assertThat(codes(receipt(source(broken)))).containsExactly("TOTAL_VALUE", "TOTAL_VALUE");
        assertThat(codes(receipt(source(text(transfers()::writeTo).replace("<NbOfTxs>3", "<NbOfTxs>4")))))
                .containsExactly("TOTAL_COUNT");
    }

    @Test
    @DisplayName("BNK-53 pain.008 groups by day, sequence and scheme, with mandate and creditor identifier")
    void pain008() {
        Pain008 message = debits().add(
                        order("d-1", DEBIT, "EUR", "10.00").mandate("M-1").build(),
                        EU,
                        "Ana",
                        use(Pain008.Sequence.FRST))
                .add(order("d-2", DEBIT, "EUR", "20.00").mandate("M-2").build(), EU, "Bob", use(Pain008.Sequence.RCUR))
                .add(
                        order("d-3", DEBIT, "EUR", "30.00").mandate("M-3").build(),
                        EU,
                        "Carl",
                        new Pain008.MandateUse(
                                LocalDate.of(2026, 1, 2), Pain008.Sequence.RCUR, RailTerms.SepaScheme.SDD_B2B))
                .build(NOW)
                .orThrow();

        String xml = text(message::writeTo);
        assertThat(xml)
                .contains(
                        "<SeqTp>FRST</SeqTp>",
                        "<SeqTp>RCUR</SeqTp>",
                        "<Cd>B2B</Cd>",
                        "<Cd>CORE</Cd>",
                        "<ReqdColltnDt>2027-03-03</ReqdColltnDt>")
                .contains(
                        "<MndtId>M-1</MndtId>\n<DtOfSgntr>2026-01-02</DtOfSgntr>",
                        "<Id>DE98ZZZ09999999999</Id>",
                        "<PmtInfId>DD-1-3</PmtInfId>");
        assertThat(receipt(source(xml)).status()).isEqualTo(ProofStatus.PROVED);
        List<PaymentEntry> entries = records(source(xml), PaymentEntry.class);
        assertThat(entries).extracting(PaymentEntry::mandate).containsExactly("M-1", "M-2", "M-3");
        assertThat(entries.get(0).direction()).isEqualTo(DEBIT);
        assertThat(entries.get(0).entryClass()).isEqualTo("FRST");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Pain008.MandateUse(MARCH_3, Pain008.Sequence.OOFF, RailTerms.SepaScheme.SCT));
    }

    @Test
    @DisplayName("BNK-53 all problems are told at once and nothing is written")
    void allProblems() {
        Checked<Pain001> file = Pain001.builder("x".repeat(36))
                .debtor(" ", AccountNumber.iban("DE00370400440532013000"))
                .add(
                        order("p-1", DEBIT, "EUR", "1000000000.00")
                                .endToEndId("/a")
                                .transactionCode("x")
                                .build(),
                        EU,
                        "a",
                        "BIC")
                .add(
                        order("p-2", CREDIT, "USD", "1.00")
                                .endToEndId("/a")
                                .remittance(new PaymentOrder.Remittance("y".repeat(141), "z".repeat(36)))
                                .build(),
                        EU,
                        "b")
                .build(NOW);

        assertThat(file.diagnostics().stream()
                        .map(one -> one.code().id() + " " + one.location().field())
                        .toList())
                .containsExactlyInAnyOrder(
                        "ORDER.TOO_LONG message id",
                        "ORDER.INSTRUMENT our account",
                        "IMPORT.FIELD_MISSING our name",
                        "ORDER.DIRECTION order p-1",
                        "ORDER.INSTRUMENT order p-1",
                        "ORDER.TOO_LONG order p-1",
                        "ORDER.OVER_LIMIT order p-1",
                        "ORDER.TERMS order p-1",
                        "ORDER.TOO_LONG order p-2",
                        "ORDER.TOO_LONG order p-2",
                        "ORDER.TOO_LONG order p-2",
                        "ORDER.ORDER_EXISTS order p-2",
                        "ORDER.CURRENCY message");
        assertThat(debits().add(
                                order("d-1", DEBIT, "EUR", "1.00").build(),
                                EU,
                                "a",
                                new Pain008.MandateUse(
                                        MARCH_3.plusDays(1), Pain008.Sequence.OOFF, RailTerms.SepaScheme.SDD_CORE))
                        .build(NOW)
                        .diagnostics())
                .extracting(one -> one.code().id())
                .containsExactly("ORDER.MANDATE_MISSING", "ORDER.TERMS");
        assertThat(Pain008.builder("m").creditor("a", EU, "x").build(NOW).diagnostics())
                .hasSize(2);
    }

    private static StatusItem status(StatusItem.Level level, String message, String id, String status) {
        StatusItem.Builder item = StatusItem.builder()
                .level(level)
                .originalMessageId(message)
                .status(status)
                .known(true)
                .reason("AC04");
        return level == StatusItem.Level.TRANSACTION
                ? item.endToEndId(id).build()
                : item.paymentId(id).build();
    }

    @Test
    @DisplayName("BNK-55 each transaction has one outcome, silent ones listed, what is not ours apart")
    void statusReport() {
        StatusReport report = transfers()
                .match(List.of(
                        status(StatusItem.Level.TRANSACTION, "MSG-1", "p-1", "RJCT"),
                        status(StatusItem.Level.TRANSACTION, "MSG-1", "p-9", "RJCT"),
                        status(StatusItem.Level.PAYMENT, "MSG-1", "MSG-1-2", "ACSC"),
                        status(StatusItem.Level.PAYMENT, "MSG-1", "MSG-1-9", "ACSC"),
                        status(StatusItem.Level.GROUP, "MSG-1", "", "PART"),
                        status(StatusItem.Level.GROUP, "OTHER", "", "RJCT"))
                        .stream());

        assertThat(report.outcomes())
                .extracting(StatusReport.Outcome::kind)
                .containsExactly(StatusReport.Kind.REJECTED, StatusReport.Kind.SILENT, StatusReport.Kind.ACCEPTED);
        assertThat(report.outcomes().get(0).reason()).isEqualTo("AC04");
        assertThat(report.outcomes().get(1).status()).isEmpty();
        assertThat(report.of(StatusReport.Kind.SILENT))
                .extracting(one -> one.payment().value())
                .containsExactly("p-2");
        assertThat(report.foreign()).hasSize(3);
        assertThat(kinds("RJCT")).containsOnly(StatusReport.Kind.REJECTED);
        assertThat(kinds("ACCP")).containsOnly(StatusReport.Kind.ACCEPTED);
        assertThat(kinds("PDNG")).containsOnly(StatusReport.Kind.SILENT);
        assertThat(transfers()
                        .match(List.of(
                                status(StatusItem.Level.TRANSACTION, "MSG-1", "p-1", "PDNG"),
                                status(StatusItem.Level.TRANSACTION, "MSG-1", "p-2", "ZZZZ"),
                                status(StatusItem.Level.TRANSACTION, "MSG-1", "p-3", "RJCT"),
                                status(StatusItem.Level.TRANSACTION, "MSG-1", "p-3", "ACSC"))
                                .stream())
                        .outcomes())
                .extracting(StatusReport.Outcome::kind)
                .containsExactly(StatusReport.Kind.PENDING, StatusReport.Kind.UNKNOWN, StatusReport.Kind.ACCEPTED);
    }

    private static List<StatusReport.Kind> kinds(String group) {
        return transfers()
                .match(List.of(status(StatusItem.Level.GROUP, "MSG-1", "", group)).stream())
                .outcomes()
                .stream()
                .map(StatusReport.Outcome::kind)
                .toList();
    }

    @Test
    @DisplayName("BNK-54 pain.002 is read on three levels, unknown statuses kept")
    void pain002() {
        String xml =
                "<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:pain.002.001.10\"><CstmrPmtStsRpt><GrpHdr><MsgId>R</MsgId></GrpHdr>"
                        + "<OrgnlGrpInfAndSts><OrgnlMsgId>MSG-1</OrgnlMsgId><GrpSts>XXXX</GrpSts><StsRsnInf><Rsn><Prtry>P1</Prtry></Rsn></StsRsnInf></OrgnlGrpInfAndSts>"
                        + "<OrgnlPmtInfAndSts><OrgnlPmtInfId>MSG-1-1</OrgnlPmtInfId><PmtInfSts>PART</PmtInfSts>"
                        + "<TxInfAndSts><OrgnlInstrId>I</OrgnlInstrId><OrgnlEndToEndId>p-1</OrgnlEndToEndId><TxSts>RJCT</TxSts>"
                        + "<StsRsnInf><Rsn><Cd>AC04</Cd></Rsn><AddtlInf>closed</AddtlInf><AddtlInf>since May</AddtlInf></StsRsnInf>"
                        + "<OrgnlTxRef><Amt><InstdAmt Ccy=\"EUR\">100.00</InstdAmt></Amt></OrgnlTxRef></TxInfAndSts>"
                        + "<TxInfAndSts><OrgnlEndToEndId>p-2</OrgnlEndToEndId></TxInfAndSts></OrgnlPmtInfAndSts></CstmrPmtStsRpt></Document>";

        ImportReceipt receipt = receipt(source(xml));
        assertThat(receipt.status()).isEqualTo(ProofStatus.BROKEN);
        assertThat(receipt.items()).isEqualTo(3);
        assertThat(receipt.rejections()).hasSize(1);
        assertThat(codes(receipt)).containsExactly("STATUS_KEPT", "FIELD_MISSING");
        List<StatusItem> items = records(source(xml), StatusItem.class);
        assertThat(items)
                .extracting(StatusItem::level)
                .containsExactly(StatusItem.Level.GROUP, StatusItem.Level.PAYMENT, StatusItem.Level.TRANSACTION);
        assertThat(items.get(0).known()).isFalse();
        assertThat(items.get(0).reason()).contains("P1");
        assertThat(items.get(1).paymentId()).isEqualTo("MSG-1-1");
        assertThat(items.get(1).endToEndId()).isEmpty();
        assertThat(items.get(2).instructionId()).isEqualTo("I");
        assertThat(items.get(2).information()).isEqualTo("closed since May");
        assertThat(Amounts.text(items.get(2).amount().orElseThrow())).isEqualTo("100.00 EUR");
        assertThat(transfers().match(items.stream()).outcomes().get(0).kind()).isEqualTo(StatusReport.Kind.REJECTED);
        assertThat(receipt(source(xml.replace("<TxInfAndSts><OrgnlEndToEndId>p-2</OrgnlEndToEndId></TxInfAndSts>", "")))
                        .status())
                .isEqualTo(ProofStatus.UNPROVED);
    }

    @Test
    @DisplayName("BNK-20 a document type or a cut message is refused in every XML format")
    void safeXml() {
        String xml = text(transfers()::writeTo);
        assertThat(codes(receipt(source("<!DOCTYPE a [<!ENTITY b \"c\">]>" + xml.substring(xml.indexOf('\n') + 1)))))
                .containsExactly("DTD_FORBIDDEN");
        ImportReceipt cut = receipt(source(xml.substring(0, xml.indexOf("<CdtTrfTxInf>", xml.indexOf("p-1")))));
        assertThat(cut.status()).isEqualTo(ProofStatus.BROKEN);
        assertThat(cut.items()).isOne();
        assertThat(codes(cut)).contains("XML_MALFORMED", "TOTAL_COUNT");
    }
}
