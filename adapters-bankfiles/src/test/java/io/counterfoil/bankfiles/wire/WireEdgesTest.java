package io.counterfoil.bankfiles.wire;

import static io.counterfoil.bankfiles.Orders.codes;
import static io.counterfoil.bankfiles.Orders.receipt;
import static io.counterfoil.bankfiles.Orders.records;
import static io.counterfoil.bankfiles.Orders.source;
import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.bankfiles.imports.Imports;
import io.counterfoil.bankfiles.record.BankRecord.FileSummary;
import io.counterfoil.bankfiles.record.BankRecord.WireMessage;
import io.counterfoil.bankfiles.source.FileFormat;
import io.counterfoil.bankfiles.source.ImportLimits;
import io.counterfoil.payments.evidence.Rejection;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.proof.ImportReceipt;
import io.counterfoil.payments.proof.ProofStatus;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Wires at their edges: fields that go on, fields that are cut, what is in no message. */
class WireEdgesTest {

    private static final String HEAD = "{1500}30User ReqT \n{1510}1000\n{1520}20270301Source08000001\n";
    private static final Imports FEDWIRE =
            Imports.builder().expecting(FileFormat.FEDWIRE).build();

    private static WireMessage fedwire(String fields) {
        return records(source(HEAD + "{2000}000001234567\n" + fields), WireMessage.class)
                .get(0);
    }

    @Test
    @DisplayName(
            "BNK-56 a line without a tag goes on with the field before it, also in front of a tag; blank lines say nothing")
    void continuations() {
        assertThat(fedwire("{6000}One\ntwo\n\n three\n").text()).isEqualTo("One two three");
        assertThat(fedwire("{6000}One\ntwo {3320}Ref\n").text()).isEqualTo("One two");
        assertThat(fedwire("{6000}One\ntwo {3320}Ref\n").reference()).isEqualTo("Ref");
        assertThat(fedwire("{6000}braces {a} {12} {20x0} {123456} stay{\n").text())
                .isEqualTo("braces {a} {12} {20x0} {123456} stay{");
        assertThat(fedwire("{6000}{9/99}{:000}\n").text()).isEqualTo("{9/99}{:000}");
        assertThat(fedwire("{6000}end {7000").text()).isEqualTo("end {7000");
        assertThat(fedwire("{3320}\n{6000}").text()).isEmpty();
    }

    @Test
    @DisplayName("BNK-56 messages are counted, each from its own first line; {1510} opens one where {1500} is missing")
    void severalMessages() {
        String second = "{1510}1600\n{2000}000000000250\n";
        String file = HEAD + "{2000}000000000100\n" + second;

        List<WireMessage> wires = records(source(file), WireMessage.class);

        assertThat(wires).extracting(WireMessage::typeSubtype).containsExactly("1000", "1600");
        assertThat(wires).extracting(WireMessage::line).containsExactly(1L, 5L);
        assertThat(wires.get(1).valueOn()).isEmpty();
        assertThat(records(source(file), FileSummary.class)).singleElement().satisfies(summary -> {
            assertThat(summary.figures()).containsEntry("messages", 2L);
            assertThat(summary.format()).isEqualTo("FEDWIRE");
        });
        assertThat(receipt(source(file)).sums()).hasToString("3.50 USD");
        assertThat(receipt(source(file + "{1500}x\n")).rejections())
                .singleElement()
                .satisfies(one -> {
                    assertThat(one.location().line()).isEqualTo(7);
                    assertThat(one.sentence())
                            .startsWith("amount {2000} is ")
                            .endsWith(", expected 12 digits of cents");
                });
    }

    @Test
    @DisplayName("BNK-56 parties by columns or by stars, cut where the line is short")
    void parties() {
        String number = "1234567890123456789012345678901234";
        String name = "N".repeat(35);
        assertThat(fedwire("{4200}D" + number + name + "Street").beneficiary()).isEqualTo(name);
        assertThat(fedwire("{4200}D" + number + name + "Street")
                        .beneficiaryAccount()
                        .orElseThrow()
                        .lastFour())
                .isEqualTo("1234");
        assertThat(fedwire("{4200}D" + number + "N").beneficiary()).isEqualTo("N");
        assertThat(fedwire("{4200}D" + number).beneficiary()).isEmpty();
        assertThat(fedwire("{4200}D55556666").beneficiaryAccount().orElseThrow().lastFour())
                .isEqualTo("6666");
        assertThat(fedwire("{4200} ").beneficiaryAccount()).isEmpty();
        assertThat(fedwire("{5000}D77*").originator()).isEmpty();
        assertThat(fedwire("{5000}D77*Ana").originator()).isEqualTo("Ana");
        assertThat(fedwire("{5000}D77*Ana*Road*").originator()).isEqualTo("Ana");
        assertThat(fedwire("{5000}D*Ana*").originatorAccount()).isEmpty();
    }

    @Test
    @DisplayName("BNK-56 banks, function, charges and the day, each where it is long enough")
    void fields() {
        assertThat(fedwire("{3100}121042882Bank").sender()).isEqualTo("121042882");
        assertThat(fedwire("{3100}12104288").sender()).isEqualTo("12104288");
        assertThat(fedwire("{3400}231380104").receiver()).isEqualTo("231380104");
        assertThat(fedwire("{3600}CTP ").function()).isEqualTo("CTP");
        assertThat(fedwire("{3600}CT").function()).isEqualTo("CT");
        assertThat(fedwire("{3700}BUSD0").chargeBearer()).isEqualTo("B");
        assertThat(fedwire("{3700}SUSD0").chargeBearer()).isEqualTo("S");
        assertThat(fedwire("{3700}USD0").chargeBearer()).isEmpty();
        assertThat(fedwire("{3320}Ref*").reference()).isEqualTo("Ref");
        assertThat(fedwire("{1520}20270302").valueOn()).contains(LocalDate.of(2027, 3, 2));
        assertThat(fedwire("{1520}2027030").valueOn()).isEmpty();
        assertThat(fedwire("{1520}20270230X").valueOn()).isEmpty();
        for (String amount : List.of("00000123456", "0000012345678", "00000123456,")) {
            ImportReceipt bad = FEDWIRE.prove(source(HEAD + "{2000}" + amount + "\n"));
            assertThat(codes(bad)).containsExactly("BAD_AMOUNT");
            assertThat(bad.rejections()).extracting(Rejection::recordType).containsExactly("message");
        }
    }

    @Test
    @DisplayName("BNK-20 a message of too many or too long fields ends the reading; what stands before it was read")
    void limits() {
        String message = "{1500}a\n{2000}000000000100\n";
        Imports two = limited(ImportLimits.builder().maxElements(2).build());
        Imports ten = limited(ImportLimits.builder().maxTokenBytes(12).build());

        assertThat(codes(two.prove(source(message)))).isEmpty();
        ImportReceipt wide = two.prove(source(message + message + "{3320}Ref\n" + message));
        assertThat(codes(wide)).containsExactly("LIMIT_EXCEEDED");
        assertThat(wide.items()).isOne();
        assertThat(wide.status()).isEqualTo(ProofStatus.BROKEN);
        assertThat(wide.diagnostics().get(0).location().line()).isEqualTo(5);
        assertThat(codes(ten.prove(source(message + "{3320}123456789012")))).isEmpty();
        assertThat(codes(ten.prove(source(message + "{3320}1234567890123")))).containsExactly("LIMIT_EXCEEDED");
        assertThat(codes(ten.prove(source(message + "{3320}12345\n678901")))).isEmpty();
        assertThat(codes(ten.prove(source(message + "{3320}12345\n6789012")))).containsExactly("LIMIT_EXCEEDED");
    }

    private static Imports limited(ImportLimits limits) {
        return Imports.builder()
                .limits(limits)
                .expecting(FileFormat.FEDWIRE, FileFormat.MT103)
                .build();
    }

    private static final String MT103 =
            "{1:F01BICFOOYYAXXX8667486276}{4:\n:20:A\n:23B:CRED\n:59:BOB\n:32A:270301USD10,\n";

    @Test
    @DisplayName(
            "BNK-56 MT103: parties with and without account, numbered lines, the first field that is there, dates and amounts at their ends")
    void mt103() {
        WireMessage wire = records(
                        source(MT103 + ":50F:/111122223333\n1/ANA DIAZ\n2/STREET\n:33B:JPY5,\n-}"), WireMessage.class)
                .get(0);
        assertThat(wire.originator()).isEqualTo("ANA DIAZ");
        assertThat(wire.originatorAccount().orElseThrow().lastFour()).isEqualTo("3333");
        assertThat(wire.beneficiary()).isEqualTo("BOB");
        assertThat(wire.beneficiaryAccount()).isEmpty();
        assertThat(wire.instructed().map(Amounts::text)).contains("5 JPY");
        assertThat(wire.sender()).isEqualTo("BICFOOYYAXXX");
        assertThat(wire.receiver()).isEmpty();
        assertThat(wire.uetr()).isEmpty();
        assertThat(wire.line()).isEqualTo(2);
        WireMessage bare = records(
                        source(MT103.substring(MT103.indexOf(":20:")).replace(":59:BOB\n", "")
                                + ":50A:/55556666\n:59A:/77778888\nCAY\n:33B:JPY5,1\n"),
                        WireMessage.class)
                .get(0);
        assertThat(bare.sender()).isEmpty();
        assertThat(bare.originator()).isEmpty();
        assertThat(bare.originatorAccount().orElseThrow().lastFour()).isEqualTo("6666");
        assertThat(bare.beneficiary()).isEqualTo("CAY");
        assertThat(bare.instructed()).isEmpty();
        assertThat(bare.line()).isOne();
    }

    @Test
    @DisplayName("BNK-56 MT103: each way in which messages are parted, and the headers that belong to each")
    void parted() {
        String second = MT103.replace(":20:A", ":20:B").replace("BICFOOYYAXXX", "BICBARYYAXXX");
        for (String between : List.of("-}\n", "-\n", "$\n", "-}{5:{CHK:1}}\n$\n", "")) {
            List<WireMessage> wires = records(source(MT103 + between + second), WireMessage.class);
            assertThat(wires).extracting(WireMessage::reference).containsExactly("A", "B");
            assertThat(wires).extracting(WireMessage::sender).containsExactly("BICFOOYYAXXX", "BICBARYYAXXX");
        }
        String plain = second.substring(second.indexOf(":20:"));
        assertThat(records(source(MT103 + plain), WireMessage.class))
                .extracting(WireMessage::sender)
                .as("headers belong to their own message")
                .containsExactly("BICFOOYYAXXX", "");
        assertThat(codes(receipt(source(MT103.replace("270301", "270230"))))).containsExactly("BAD_DATE");
        ImportReceipt receipt = receipt(source(MT103 + second));
        assertThat(receipt.status()).isEqualTo(ProofStatus.UNPROVED);
        assertThat(receipt.sums()).hasToString("20.00 USD");
        assertThat(records(source(MT103 + second), FileSummary.class).get(0).figures())
                .containsEntry("messages", 2L);
        ImportReceipt none = Imports.builder()
                .expecting(FileFormat.MT103)
                .build()
                .prove(source(MT103 + "-}\n" + MT103.replace(":32A:270301USD10,\n", "")));
        assertThat(none.items()).isOne();
        assertThat(none.rejections()).singleElement().satisfies(one -> {
            assertThat(one.location().line()).isEqualTo(8);
            assertThat(one.sentence()).startsWith("field :32A: is ");
        });
    }

    private static String pacs(String header, String transaction) {
        return "<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:pacs.008.001.08\"><FIToFICstmrCdtTrf><GrpHdr>" + header
                + "</GrpHdr>" + transaction + "</FIToFICstmrCdtTrf></Document>";
    }

    private static String transfer(String fields) {
        return "<CdtTrfTxInf><IntrBkSttlmAmt Ccy=\"USD\">50.00</IntrBkSttlmAmt>" + fields + "</CdtTrfTxInf>";
    }

    @Test
    @DisplayName(
            "BNK-56 pacs: the transfer's own agents and day before the header's, the parties' banks where nobody is named")
    void pacsParties() {
        String agent = "<FinInstnId><BIC>%s</BIC></FinInstnId>";
        String header = "<IntrBkSttlmDt>2027-03-01</IntrBkSttlmDt><InstdAgt>" + agent.formatted("HDRIUS33")
                + "</InstdAgt><NbOfTxs>1</NbOfTxs>";
        WireMessage own = records(
                        source(
                                pacs(
                                        header,
                                        transfer(
                                                "<PmtId><InstrId>I</InstrId></PmtId><IntrBkSttlmDt>2027-03-02</IntrBkSttlmDt><InstgAgt>"
                                                        + agent.formatted("OWNGUS33") + "</InstgAgt><InstdAgt>"
                                                        + agent.formatted("OWNDUS33")
                                                        + "</InstdAgt><Dbtr><Pty><Nm>ANA</Nm></Pty></Dbtr><Cdtr><FinInstnId><Nm>BANK</Nm></FinInstnId></Cdtr>"))),
                        WireMessage.class)
                .get(0);
        assertThat(own.sender()).isEqualTo("OWNGUS33");
        assertThat(own.receiver()).isEqualTo("OWNDUS33");
        assertThat(own.valueOn()).contains(LocalDate.of(2027, 3, 2));
        assertThat(own.reference()).isEqualTo("I");
        assertThat(own.originator()).isEqualTo("ANA");
        assertThat(own.beneficiary()).isEqualTo("BANK");
        assertThat(own.beneficiaryAccount()).isEmpty();
        assertThat(own.instructed()).isEmpty();
        WireMessage headed = records(
                        source(pacs(
                                header,
                                transfer(
                                        "<IntrBkSttlmDt>2027-3-2</IntrBkSttlmDt><InstdAmt Ccy=\"EUR\">1.001</InstdAmt><DbtrAgt>"
                                                + agent.formatted("DBTRUS33") + "</DbtrAgt>"))),
                        WireMessage.class)
                .get(0);
        assertThat(headed.sender()).isEqualTo("DBTRUS33");
        assertThat(headed.receiver()).isEqualTo("HDRIUS33");
        assertThat(headed.valueOn()).contains(LocalDate.of(2027, 3, 1));
        assertThat(headed.instructed()).isEmpty();
        assertThat(headed.reference()).isEmpty();
        assertThat(headed.message()).isEqualTo("pacs.008");
    }

    @Test
    @DisplayName(
            "BNK-56 pacs: number, control sum and total settlement are proved; a refused transfer, a cut document and one without transfers are not")
    void pacsTotals() {
        String all =
                "<MsgId>M</MsgId><NbOfTxs>2</NbOfTxs><TtlIntrBkSttlmAmt Ccy=\"USD\">100.0</TtlIntrBkSttlmAmt><CtrlSum>100</CtrlSum>";
        String two = transfer("") + transfer("");

        assertThat(receipt(source(pacs(all, two))).status()).isEqualTo(ProofStatus.PROVED);
        assertThat(receipt(source(pacs(all, two))).totals()).hasSize(3);
        assertThat(receipt(source(pacs("<MsgId>M</MsgId>", two))).status()).isEqualTo(ProofStatus.UNPROVED);
        assertThat(codes(receipt(source(pacs(all.replace(">2<", ">3<"), two))))).containsExactly("TOTAL_COUNT");
        assertThat(codes(receipt(source(pacs(all.replace(">100.0<", ">100.1<"), two)))))
                .containsExactly("TOTAL_VALUE");
        assertThat(codes(receipt(source(pacs(all.replace(">100<", ">1e2<"), two)))))
                .containsExactly("TOTAL_VALUE");
        assertThat(records(source(pacs(all, two)), FileSummary.class).get(0).figures())
                .containsEntry("messages", 2L);
        assertThat(records(source(pacs(all, two)), FileSummary.class).get(0).number())
                .isEqualTo("M");
        ImportReceipt refused =
                receipt(source(pacs(all, transfer("") + transfer("").replace("USD", "QQQ"))));
        assertThat(refused.rejections())
                .singleElement()
                .satisfies(one -> assertThat(one.code().id()).isEqualTo("IMPORT.BAD_CURRENCY"));
        assertThat(codes(refused)).contains("BAD_CURRENCY", "TOTAL_VALUE");
        ImportReceipt cut =
                receipt(source(pacs(all, two).substring(0, pacs(all, two).lastIndexOf("</CdtTrfTxInf>"))));
        assertThat(cut.items()).isOne();
        assertThat(cut.status()).isEqualTo(ProofStatus.BROKEN);
        ImportReceipt huge = receipt(source(pacs("", two.replace("50.00", "15000000000000000.00"))));
        assertThat(huge.items()).isOne();
        assertThat(huge.rejections())
                .singleElement()
                .satisfies(one -> assertThat(one.code().id()).isEqualTo("IMPORT.BAD_AMOUNT"));
    }
}
