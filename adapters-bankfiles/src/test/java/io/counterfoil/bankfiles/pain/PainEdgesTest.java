package io.counterfoil.bankfiles.pain;

import static io.counterfoil.bankfiles.Orders.EU;
import static io.counterfoil.bankfiles.Orders.NOW;
import static io.counterfoil.bankfiles.Orders.codes;
import static io.counterfoil.bankfiles.Orders.order;
import static io.counterfoil.bankfiles.Orders.receipt;
import static io.counterfoil.bankfiles.Orders.records;
import static io.counterfoil.bankfiles.Orders.source;
import static io.counterfoil.bankfiles.Orders.text;
import static io.counterfoil.payments.rail.Rail.Direction.CREDIT;
import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.bankfiles.record.BankRecord.FileSummary;
import io.counterfoil.bankfiles.record.BankRecord.PaymentEntry;
import io.counterfoil.bankfiles.record.BankRecord.StatusItem;
import io.counterfoil.payments.evidence.Diagnostic;
import io.counterfoil.payments.evidence.Rejection;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.order.PaymentOrder;
import io.counterfoil.payments.proof.ImportReceipt;
import io.counterfoil.payments.proof.ProofStatus;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** pain messages at their edges: what is missing, what cannot be read, lengths on both sides of their limit. */
class PainEdgesTest {

    private static final String HEAD =
            "<GrpHdr><MsgId>M</MsgId><NbOfTxs>2</NbOfTxs><CtrlSum>3.50</CtrlSum><InitgPty><Nm>Co</Nm></InitgPty></GrpHdr>";

    private static String transfer(String amount, String currency, String account) {
        return "<CdtTrfTxInf><PmtId><InstrId>I</InstrId><EndToEndId>E</EndToEndId></PmtId><Amt><InstdAmt Ccy=\""
                + currency + "\">" + amount + "</InstdAmt></Amt><Cdtr><Nm>X</Nm></Cdtr>" + account + "</CdtTrfTxInf>";
    }

    private static final String IBAN = "<CdtrAcct><Id><IBAN>FR7630006000011234567890189</IBAN></Id></CdtrAcct>";
    private static final String OTHER = "<CdtrAcct><Id><Othr><Id>123456789</Id></Othr></Id></CdtrAcct>";

    private static String message(String header, String parts) {
        return "<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:pain.001.001.09\"><CstmrCdtTrfInitn>" + header + parts
                + "</CstmrCdtTrfInitn></Document>";
    }

    private static String part(String facts, String transfers) {
        return "<PmtInf><PmtInfId>P</PmtInfId>" + facts
                + "<Dbtr><Nm>Co</Nm><CtctDtls><Nm>NbOfTxs</Nm></CtctDtls></Dbtr>" + transfers + "</PmtInf>";
    }

    @Test
    @DisplayName(
            "BNK-53 a transfer whose currency, amount or account cannot be read is refused with its place, the others are read")
    void refusedTransfers() {
        String file = message(
                HEAD.replace(">2<", ">5<"),
                part(
                        "",
                        transfer("1.00", "EUR", IBAN)
                                + transfer("1.00", "QQQ", IBAN)
                                + transfer("1.001", "EUR", IBAN)
                                + transfer("-1.00", "EUR", IBAN)
                                + transfer("2.50", "EUR", "")));
        ImportReceipt receipt = receipt(source(file));

        assertThat(receipt.items()).isOne();
        assertThat(receipt.rejections())
                .extracting(one -> one.code().id())
                .containsExactly(
                        "IMPORT.BAD_CURRENCY", "IMPORT.NOT_EXACT", "IMPORT.BAD_AMOUNT", "IMPORT.ACCOUNT_MISSING");
        assertThat(receipt.rejections()).extracting(Rejection::recordType).containsOnly("CdtTrfTxInf");
        assertThat(receipt.rejections().get(0).sentence()).isEqualTo("amount '1.00' 'QQQ' cannot be read");
        assertThat(codes(receipt))
                .as("the amount of a transfer without an account still counts")
                .containsExactly("BAD_CURRENCY", "NOT_EXACT", "BAD_AMOUNT", "ACCOUNT_MISSING");
        assertThat(receipt.status()).isEqualTo(ProofStatus.BROKEN);
        String most = "600000000000000.00";
        ImportReceipt huge = receipt(source(
                message(HEAD, part("", transfer(most, "EUR", IBAN).repeat(2000)))));
        assertThat(huge.rejections())
                .isNotEmpty()
                .allSatisfy(one -> assertThat(one.sentence()).isEqualTo("the amounts of the file leave 64 bits"));
        assertThat(huge.items() + huge.rejections().size()).isEqualTo(2000);
    }

    @Test
    @DisplayName("BNK-53 each part is proved by its own numbers, the message by its own; either may say nothing")
    void totals() {
        String two = transfer("1.00", "EUR", IBAN) + transfer("2.50", "EUR", OTHER);
        String facts = "<NbOfTxs>2</NbOfTxs><CtrlSum>3.5</CtrlSum>";
        assertThat(receipt(source(message(HEAD, part(facts, two)))).status()).isEqualTo(ProofStatus.PROVED);
        assertThat(receipt(source(message(HEAD, part(facts, two)))).totals()).hasSize(4);
        assertThat(receipt(source(message(HEAD, part("", two)))).totals()).hasSize(2);
        assertThat(codes(receipt(source(message(HEAD, part(facts.replace("2<", "3<"), two))))))
                .containsExactly("TOTAL_COUNT");
        assertThat(codes(receipt(source(message(HEAD, part(facts.replace("3.5<", "3.51<"), two))))))
                .containsExactly("TOTAL_VALUE");
        assertThat(codes(receipt(source(message(HEAD.replace("3.50", "x"), part(facts, two))))))
                .containsExactly("TOTAL_VALUE");
        ImportReceipt unnumbered = receipt(source(message("<GrpHdr><MsgId>M</MsgId></GrpHdr>", part("", two))));
        assertThat(codes(unnumbered)).containsExactly("FIELD_MISSING");
        assertThat(unnumbered.status()).isEqualTo(ProofStatus.BROKEN);
        assertThat(unnumbered.diagnostics().get(0).location().line()).isOne();
        FileSummary summary = records(source(message(HEAD, part(facts, two))), FileSummary.class)
                .get(0);
        assertThat(summary.format()).isEqualTo("PAIN001");
        assertThat(summary.number()).isEqualTo("M");
        assertThat(summary.figures()).containsEntry("transactions", 2L);
        String whole = message(HEAD, part(facts, two));
        ImportReceipt cut = receipt(source(whole.substring(0, whole.lastIndexOf("<CdtTrfTxInf>"))));
        assertThat(codes(cut))
                .as("part and message are compared as far as they came")
                .containsExactly("XML_MALFORMED", "TOTAL_COUNT", "TOTAL_VALUE", "TOTAL_COUNT", "TOTAL_VALUE");
        ImportReceipt cutBetween = receipt(source(whole.substring(0, whole.lastIndexOf("</CstmrCdtTrfInitn>"))));
        assertThat(codes(cutBetween)).containsExactly("XML_MALFORMED");
        assertThat(cutBetween.status()).isEqualTo(ProofStatus.BROKEN);
    }

    @Test
    @DisplayName("BNK-53 day, account and remittance as the message has them; an impossible day is none")
    void fields() {
        String remittance =
                "<RmtInf><Ustrd>one</Ustrd><Ustrd>two</Ustrd><Strd><CdtrRefInf><Ref>RF18</Ref></CdtrRefInf></Strd></RmtInf>";
        String file = message(
                HEAD,
                part(
                                "<ReqdExctnDt>2027-03-03</ReqdExctnDt><PmtTpInf><SeqTp>OOFF</SeqTp></PmtTpInf>",
                                transfer("1.00", "EUR", OTHER + remittance))
                        + part("<ReqdExctnDt><Dt>2027-02-30</Dt></ReqdExctnDt>", transfer("2.50", "EUR", IBAN)));
        List<PaymentEntry> entries = records(source(file), PaymentEntry.class);

        assertThat(entries.get(0).dueOn()).contains(LocalDate.of(2027, 3, 3));
        assertThat(entries.get(0).account().lastFour()).isEqualTo("6789");
        assertThat(entries.get(0).remittance()).containsExactly("one", "two", "RF18");
        assertThat(entries.get(0).entryClass()).isEqualTo("OOFF");
        assertThat(entries.get(0).originator()).isEqualTo("Co");
        assertThat(entries.get(0).trace()).isEqualTo("I");
        assertThat(entries.get(1).dueOn()).isEmpty();
        assertThat(entries.get(1).entryClass()).isEmpty();
        assertThat(entries.get(1).description()).isEqualTo("P");
        assertThat(receipt(source(file)).sums()).hasToString("-3.50 EUR");
    }

    private static String status(String inside) {
        return "<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:pain.002.001.10\"><CstmrPmtStsRpt><GrpHdr><MsgId>R</MsgId><InitgPty><Nm>PmtInfSts</Nm></InitgPty></GrpHdr>"
                + inside + "</CstmrPmtStsRpt></Document>";
    }

    @Test
    @DisplayName("BNK-54 a part without transactions says its status at its end, with reason and words, once")
    void partWithoutTransactions() {
        String part =
                "<OrgnlPmtInfAndSts><OrgnlPmtInfId>P-1</OrgnlPmtInfId><PmtInfSts>RJCT</PmtInfSts><StsRsnInf><Rsn><Cd>AM04</Cd></Rsn><AddtlInf>no funds</AddtlInf></StsRsnInf></OrgnlPmtInfAndSts>";
        String next = "<OrgnlPmtInfAndSts><OrgnlPmtInfId>P-2</OrgnlPmtInfId></OrgnlPmtInfAndSts>";
        String file = status("<OrgnlGrpInfAndSts><OrgnlMsgId>M</OrgnlMsgId></OrgnlGrpInfAndSts>" + part + next);

        List<StatusItem> items = records(source(file), StatusItem.class);

        assertThat(items).singleElement().satisfies(item -> {
            assertThat(item.level()).isEqualTo(StatusItem.Level.PAYMENT);
            assertThat(item.paymentId()).isEqualTo("P-1");
            assertThat(item.originalMessageId()).isEqualTo("M");
            assertThat(item.status()).isEqualTo("RJCT");
            assertThat(item.reason()).contains("AM04");
            assertThat(item.information()).isEqualTo("no funds");
            assertThat(item.known()).isTrue();
            assertThat(item.amount()).isEmpty();
        });
        FileSummary summary = records(source(file), FileSummary.class).get(0);
        assertThat(summary.format()).isEqualTo("PAIN002");
        assertThat(summary.number()).isEqualTo("M");
        assertThat(summary.figures()).containsEntry("statuses", 1L);
    }

    @Test
    @DisplayName(
            "BNK-54 a cut report is BROKEN and keeps what came; amounts that cannot be read are left out; unknown statuses are notes")
    void odd() {
        String transaction =
                "<TxInfAndSts><OrgnlEndToEndId>e</OrgnlEndToEndId><TxSts>%s</TxSts><OrgnlTxRef><Amt><InstdAmt Ccy=\"%s\">%s</InstdAmt></Amt></OrgnlTxRef></TxInfAndSts>";
        String file = status("<OrgnlPmtInfAndSts><PmtInfSts>PART</PmtInfSts>"
                + transaction.formatted("ACSC", "EUR", "1.00") + transaction.formatted("ACSC", "QQQ", "1.00")
                + transaction.formatted("WHAT", "EUR", "1.001") + "</OrgnlPmtInfAndSts>");

        List<StatusItem> items = records(source(file), StatusItem.class);
        assertThat(items).hasSize(4);
        assertThat(items.get(1).amount().map(Amounts::text)).contains("1.00 EUR");
        assertThat(items.get(2).amount()).isEmpty();
        assertThat(items.get(3).amount()).isEmpty();
        ImportReceipt receipt = receipt(source(file));
        assertThat(receipt.status()).isEqualTo(ProofStatus.UNPROVED);
        assertThat(receipt.diagnostics()).singleElement().satisfies(found -> {
            assertThat(found.code().id()).isEqualTo("IMPORT.STATUS_KEPT");
            assertThat(found.level()).isEqualTo(Diagnostic.Level.NOTE);
            assertThat(found.message()).isEqualTo("status 'WHAT' is not of the standard, kept as text");
        });
        ImportReceipt cut = receipt(source(file.substring(0, file.lastIndexOf("<TxInfAndSts>"))));
        assertThat(cut.status()).isEqualTo(ProofStatus.BROKEN);
        assertThat(cut.items()).isEqualTo(3);
        assertThat(codes(cut)).containsExactly("XML_MALFORMED");
    }

    private static List<String> problems(String id, PaymentOrder.Builder order, String name) {
        return Pain001.builder(id).debtor("Co", EU).add(order.build(), EU, name).build(NOW).diagnostics().stream()
                .map(found -> found.code().id() + " " + found.location().field())
                .toList();
    }

    @Test
    @DisplayName(
            "BNK-53 lengths and limits on both sides: message id 35, amount 999,999,999.99, remittance 140, reference 35")
    void lengths() {
        assertThat(problems("m".repeat(35), order("p", CREDIT, "EUR", "999999999.99"), "Ana"))
                .isEmpty();
        assertThat(problems("m".repeat(36), order("p", CREDIT, "EUR", "1.00"), "Ana"))
                .containsExactly("ORDER.TOO_LONG message id");
        assertThat(problems("m", order("p", CREDIT, "EUR", "1000000000.00"), "Ana"))
                .containsExactly("ORDER.OVER_LIMIT order p");
        assertThat(problems("m", order("p", CREDIT, "EUR", "1.00").endToEndId("e".repeat(35)), "Ana"))
                .isEmpty();
        assertThat(problems("m", order("p", CREDIT, "EUR", "1.00").endToEndId("e".repeat(36)), "Ana"))
                .containsExactly("ORDER.TOO_LONG order p");
        assertThat(problems(
                        "m",
                        order("p", CREDIT, "EUR", "1.00").remittance(new PaymentOrder.Remittance("y".repeat(140), "")),
                        "Ana"))
                .isEmpty();
        assertThat(problems(
                        "m",
                        order("p", CREDIT, "EUR", "1.00").remittance(new PaymentOrder.Remittance("y".repeat(141), "")),
                        "Ana"))
                .containsExactly("ORDER.TOO_LONG order p");
        assertThat(problems(
                        "m",
                        order("p", CREDIT, "EUR", "1.00").remittance(new PaymentOrder.Remittance("", "z".repeat(35))),
                        "Ana"))
                .isEmpty();
        assertThat(problems(
                        "m",
                        order("p", CREDIT, "EUR", "1.00").remittance(new PaymentOrder.Remittance("", "z".repeat(36))),
                        "Ana"))
                .containsExactly("ORDER.TOO_LONG order p");
        assertThat(problems("m", order("p", CREDIT, "EUR", "1.00"), " ")).isNotEmpty();
    }

    @Test
    @DisplayName("BNK-53 a long message id leaves room for the number of its parts; escaped characters read back")
    void longIds() {
        Pain001 message = Pain001.builder("m".repeat(35))
                .debtor("Co", EU)
                .add(order("p", CREDIT, "EUR", "1.00").build(), EU, "A < B > C")
                .build(NOW)
                .orThrow();
        String xml = text(message::writeTo);
        assertThat(xml).contains("<PmtInfId>" + "m".repeat(33) + "-1</PmtInfId>");
        assertThat(records(source(xml), PaymentEntry.class).get(0).name()).isEqualTo("A . B . C");
    }
}
