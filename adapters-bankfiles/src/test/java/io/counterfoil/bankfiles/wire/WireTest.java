package io.counterfoil.bankfiles.wire;

import static io.counterfoil.bankfiles.Orders.codes;
import static io.counterfoil.bankfiles.Orders.receipt;
import static io.counterfoil.bankfiles.Orders.records;
import static io.counterfoil.bankfiles.Orders.source;
import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.bankfiles.record.BankRecord.WireMessage;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.proof.ImportReceipt;
import io.counterfoil.payments.proof.ProofStatus;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class WireTest {

    private static final String FEDWIRE =
            ("{1500}30User ReqT |{1510}1000|{1520}20270301Source08000001|{2000}000001234567|{3100}121042882Wells Fargo NA    |"
                            + "{3400}231380104Citadel           |{3600}CTRXXY|{3320}Sender Reference|{4200}D123456789                         Ben Name                           Street|"
                            + "{5000}11234*Org Name*Address*|{6000}LineOne*LineTwo*|")
                    .replace('|', '\n');

    @Test
    @DisplayName("BNK-56 Fedwire tags by columns or by stars, line by line or run together")
    void fedwire() {
        for (String form : List.of(FEDWIRE, FEDWIRE.replace("\n", ""), FEDWIRE.replace("\n", "\r\n"))) {
            WireMessage wire = records(source(form), WireMessage.class).get(0);
            assertThat(wire.message()).isEqualTo("FEDWIRE");
            assertThat(Amounts.text(wire.amount())).isEqualTo("12345.67 USD");
            assertThat(wire.typeSubtype()).isEqualTo("1000");
            assertThat(wire.function()).isEqualTo("CTR");
            assertThat(wire.sender()).isEqualTo("121042882");
            assertThat(wire.receiver()).isEqualTo("231380104");
            assertThat(wire.reference()).isEqualTo("Sender Reference");
            assertThat(wire.systemReference()).isEqualTo("20270301Source08000001");
            assertThat(wire.valueOn()).contains(LocalDate.of(2027, 3, 1));
            assertThat(wire.beneficiary()).isEqualTo("Ben Name");
            assertThat(wire.beneficiaryAccount().orElseThrow().lastFour()).isEqualTo("6789");
            assertThat(wire.originator()).isEqualTo("Org Name");
            assertThat(wire.text()).isEqualTo("LineOne LineTwo");
        }
        ImportReceipt two = receipt(source(FEDWIRE + FEDWIRE.replace("000001234567", "00000X234567")));
        assertThat(two.items()).isOne();
        assertThat(two.rejections()).hasSize(1);
        assertThat(two.rejections().get(0).location().line()).isEqualTo(12);
        assertThat(two.status()).isEqualTo(ProofStatus.BROKEN);
        assertThat(receipt(source(FEDWIRE)).status()).isEqualTo(ProofStatus.UNPROVED);
        assertThat(codes(receipt(source(FEDWIRE.replace("{2000}000001234567\n", "")))))
                .containsExactly("FIELD_MISSING");
    }

    private static final String MT103 =
            "{1:F01BICFOOYYAXXX8667486276}{2:O1031610191014BBBBUS3NBXXX63382244921910142210N}{3:{121:8579F4A4-a547-463e-ae63-e7c6620d59b4}}{4:\n"
                    + ":20:22342343\n:23B:CRED\n:32A:270301USD1814,28\n:33B:EUR1700,\n:50K:FOO CAPITAL MARKETS LP\n99 WALL ST\n:59:/00123456789012345678\nMERCADOS SA\nMADRID\n:70:FINDERS FEES\nJULY\n:71A:SHA\n-}";

    @Test
    @DisplayName("BNK-56 MT103 one or many, with headers or without")
    void mt103() {
        WireMessage wire = records(source(MT103), WireMessage.class).get(0);
        assertThat(Amounts.text(wire.amount())).isEqualTo("1814.28 USD");
        assertThat(Amounts.text(wire.instructed().orElseThrow())).isEqualTo("1700.00 EUR");
        assertThat(wire.valueOn()).contains(LocalDate.of(2027, 3, 1));
        assertThat(wire.reference()).isEqualTo("22342343");
        assertThat(wire.function()).isEqualTo("CRED");
        assertThat(wire.uetr()).isEqualTo("8579f4a4-a547-463e-ae63-e7c6620d59b4");
        assertThat(wire.sender()).isEqualTo("BBBBUS3NBXXX");
        assertThat(wire.receiver()).isEqualTo("BICFOOYYAXXX");
        assertThat(wire.originator()).isEqualTo("FOO CAPITAL MARKETS LP");
        assertThat(wire.originatorAccount()).isEmpty();
        assertThat(wire.beneficiary()).isEqualTo("MERCADOS SA");
        assertThat(wire.beneficiaryAccount().orElseThrow().lastFour()).isEqualTo("5678");
        assertThat(wire.text()).isEqualTo("FINDERS FEES JULY");
        assertThat(wire.chargeBearer()).isEqualTo("SHA");
        assertThat(receipt(source(MT103 + "\n$\n" + MT103)).items()).isEqualTo(2);
        assertThat(receipt(source(MT103)).format()).isEqualTo("MT103");
        String bare = MT103.substring(MT103.indexOf(":20:"), MT103.indexOf("-}"));
        assertThat(receipt(source(bare + bare)).items()).isEqualTo(2);
        WireMessage sent = records(
                        source(MT103.replace(
                                "{2:O1031610191014BBBBUS3NBXXX63382244921910142210N}", "{2:I103BBBBUS3NXXXXN}")),
                        WireMessage.class)
                .get(0);
        assertThat(sent.sender()).isEqualTo("BICFOOYYAXXX");
        assertThat(sent.receiver()).startsWith("BBBBUS3N");
        assertThat(codes(receipt(source(MT103.replace("270301USD", "271301USD")))))
                .containsExactly("BAD_DATE");
        assertThat(codes(receipt(source(MT103.replace("USD1814,28", "USD1814.28")))))
                .containsExactly("FIELD_MISSING");
        assertThat(codes(receipt(source(MT103.replace("USD1814,28", "JPY1814,28")))))
                .containsExactly("NOT_EXACT");
        assertThat(codes(receipt(source(MT103.replace("USD1814,28", "QQQ1814,28")))))
                .containsExactly("BAD_CURRENCY");
    }

    private static String pacs(String sum) {
        return "<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:pacs.008.001.08\"><FIToFICstmrCdtTrf><GrpHdr><MsgId>M</MsgId><NbOfTxs>1</NbOfTxs><CtrlSum>"
                + sum
                + "</CtrlSum><IntrBkSttlmDt>2027-03-01</IntrBkSttlmDt><InstgAgt><FinInstnId><BICFI>AAAAUS33</BICFI></FinInstnId></InstgAgt></GrpHdr><CdtTrfTxInf>"
                + "<PmtId><InstrId>I</InstrId><EndToEndId>E</EndToEndId><TxId>T</TxId><UETR>u</UETR><ClrSysRef>C</ClrSysRef></PmtId>"
                + "<IntrBkSttlmAmt Ccy=\"USD\">50.00</IntrBkSttlmAmt><InstdAmt Ccy=\"EUR\">45</InstdAmt><ChrgBr>SHAR</ChrgBr><Dbtr><Nm>JOHN</Nm></Dbtr>"
                + "<DbtrAcct><Id><IBAN>DE89370400440532013000</IBAN></Id></DbtrAcct><CdtrAgt><FinInstnId><ClrSysMmbId><MmbId>021000021</MmbId></ClrSysMmbId></FinInstnId></CdtrAgt>"
                + "<Cdtr><Nm>MIKE</Nm></Cdtr><CdtrAcct><Id><Othr><Id>123456789</Id></Othr></Id></CdtrAcct><RmtInf><Ustrd>a</Ustrd><Ustrd>b</Ustrd></RmtInf></CdtTrfTxInf></FIToFICstmrCdtTrf></Document>";
    }

    @Test
    @DisplayName("BNK-56 pacs.008 and pacs.009 with the group's control sum proved")
    void pacs() {
        WireMessage wire = records(source(pacs("50")), WireMessage.class).get(0);
        assertThat(wire.message()).isEqualTo("pacs.008");
        assertThat(Amounts.text(wire.amount())).isEqualTo("50.00 USD");
        assertThat(Amounts.text(wire.instructed().orElseThrow())).isEqualTo("45.00 EUR");
        assertThat(wire.valueOn()).contains(LocalDate.of(2027, 3, 1));
        assertThat(wire.sender()).isEqualTo("AAAAUS33");
        assertThat(wire.receiver()).isEqualTo("021000021");
        assertThat(wire.reference()).isEqualTo("T");
        assertThat(wire.endToEndId()).isEqualTo("E");
        assertThat(wire.uetr()).isEqualTo("u");
        assertThat(wire.systemReference()).isEqualTo("C");
        assertThat(wire.originator()).isEqualTo("JOHN");
        assertThat(wire.originatorAccount().orElseThrow().lastFour()).isEqualTo("3000");
        assertThat(wire.beneficiaryAccount().orElseThrow().lastFour()).isEqualTo("6789");
        assertThat(wire.text()).isEqualTo("a b");
        assertThat(receipt(source(pacs("50"))).status()).isEqualTo(ProofStatus.PROVED);
        assertThat(receipt(source(pacs("50"))).format()).isEqualTo("PACS008");
        assertThat(codes(receipt(source(pacs("50.01"))))).containsExactly("TOTAL_VALUE");
        assertThat(codes(receipt(source(pacs("50").replace("\"USD\">50.00", "\"USD\">50.001")))))
                .contains("NOT_EXACT");
        String banks = pacs("50")
                .replace("FIToFICstmrCdtTrf", "FICdtTrf")
                .replace("<Dbtr><Nm>JOHN</Nm></Dbtr>", "<Dbtr><FinInstnId><BICFI>BANKUS33</BICFI></FinInstnId></Dbtr>");
        assertThat(records(source(banks), WireMessage.class).get(0).message()).isEqualTo("pacs.009");
        assertThat(records(source(banks), WireMessage.class).get(0).originator())
                .isEqualTo("BANKUS33");
    }
}
