package io.counterfoil.bankfiles.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.payments.account.AccountNumber;
import io.counterfoil.payments.evidence.SubjectRef;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.rail.Rail;
import io.counterfoil.payments.returned.ChangeNotices;
import java.time.LocalDate;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class RecordTest {

    private static final LocalDate TODAY = LocalDate.of(2027, 3, 5);
    private static final Amounts CAD = Amounts.in("CAD");

    private static ReturnItem.Builder item() {
        return ReturnItem.builder()
                .id("L2:1")
                .source("returns.txt")
                .rail(Rail.EFT_CA)
                .code("901")
                .direction(Rail.Direction.DEBIT)
                .amount(CAD.ofMinor(100));
    }

    @Test
    @DisplayName(
            "BNK-07 a return goes on to where its payment is looked for, with every name that the original may have")
    void toItem() {
        assertThat(item().trace("T-1")
                        .reference("R-1")
                        .endToEndId("E-1")
                        .originalOn(TODAY.minusDays(3))
                        .account(AccountNumber.canada("12345-003", "7654321").ref())
                        .fee(CAD.ofMinor(25))
                        .build()
                        .toItem(TODAY))
                .hasValueSatisfying(found -> {
                    assertThat(found.reference()).isEqualTo("L2:1");
                    assertThat(found.source()).isEqualTo("returns.txt");
                    assertThat(found.rail()).isEqualTo(Rail.EFT_CA);
                    assertThat(found.code()).isEqualTo("901");
                    assertThat(found.direction()).isEqualTo(Rail.Direction.DEBIT);
                    assertThat(found.amount()).isEqualTo(CAD.ofMinor(100));
                    assertThat(found.fee()).contains(CAD.ofMinor(25));
                    assertThat(found.returnedOn()).isEqualTo(TODAY);
                    assertThat(found.trace()).contains("T-1");
                    assertThat(found.crossReference()).contains("R-1");
                    assertThat(found.endToEndId()).contains("E-1");
                    assertThat(found.account()).isPresent();
                    assertThat(found.originalOn()).contains(TODAY.minusDays(3));
                });
        assertThat(item().returnedOn(TODAY.minusDays(1)).build().toItem(TODAY)).hasValueSatisfying(found -> {
            assertThat(found.returnedOn()).isEqualTo(TODAY.minusDays(1));
            assertThat(found.trace()).isEmpty();
            assertThat(found.account()).isEmpty();
        });
        assertThat(item().reference("4111111111111111").build().toItem(TODAY))
                .hasValueSatisfying(found -> assertThat(found.crossReference()).isEmpty());
        assertThat(item().amount(CAD.ofMinor(1)).build().toItem(TODAY)).isPresent();
        assertThat(item().amount(CAD.ofMinor(0)).build().toItem(TODAY)).isEmpty();
        assertThat(item().stage(ReturnItem.Stage.DISHONOURED).build().toItem(TODAY))
                .isEmpty();
    }

    @Test
    @DisplayName("BNK-40 stages by the codes of Nacha")
    void stages() {
        for (String code : new String[] {"R61", "R62", "R67", "R68", "R69", "R70", "r61"}) {
            assertThat(ReturnItem.Stage.ofNacha(code)).as(code).isEqualTo(ReturnItem.Stage.DISHONOURED);
        }
        for (String code : new String[] {"R71", "R77", "r74"}) {
            assertThat(ReturnItem.Stage.ofNacha(code)).as(code).isEqualTo(ReturnItem.Stage.CONTESTED);
        }
        for (String code : new String[] {"R01", "R60", "R63", "R78", "R7", "R711", ""}) {
            assertThat(ReturnItem.Stage.ofNacha(code)).as(code).isEqualTo(ReturnItem.Stage.RETURN);
        }
        assertThat(ReturnItem.Stage.CONTESTED.id()).isEqualTo("RETURN_STAGE.CONTESTED");
        assertThat(item().build().stage()).isEqualTo(ReturnItem.Stage.RETURN);
    }

    @Test
    @DisplayName(
            "BNK-48 failed edits in words, the reason by the table of the rail, the code as written where nothing else is")
    void codes() {
        assertThat(item().addInvalidElements("07", "08", "16", "17", "M1", "D2", "E1", "L2", "L3", "99")
                        .build()
                        .failedEdits())
                .containsExactly(
                        "institution id",
                        "account number",
                        "return institution",
                        "return account",
                        "return account",
                        "destination not on the institution file",
                        "destination account",
                        "return institution not on the institution file",
                        "cross-reference",
                        "99");
        assertThat(item().build().rawCode()).isEqualTo("901");
        assertThat(item().rawCode("901 NSF").build().rawCode()).isEqualTo("901 NSF");
        assertThat(item().build().reason()).isNotNull().isEqualTo(item().build().reason());
        assertThat(item().build().reason())
                .isNotEqualTo(item().code("905").build().reason());
        assertThat(item().build().report()).isEmpty();
        assertThat(item().build().information()).isEmpty();
        assertThat(item().build().name()).isEmpty();
        assertThat(item().build().transactionCode()).isEmpty();
        assertThat(item().build().line()).isZero();
    }

    @Test
    @DisplayName("BNK-40 a notice of change is kept without the account number")
    void changes() {
        BankRecord.AccountChange change = BankRecord.AccountChange.builder()
                .rail(Rail.ACH)
                .code("C03")
                .correctedData("091000019   123456789")
                .newRouting("091000019")
                .newAccount(AccountNumber.us("091000019", "123456789"))
                .newTransactionCode("32")
                .newName("Ana Diaz")
                .newIndividualId("ID-1")
                .build();
        assertThat(change.toString()).doesNotContain("123456789");
        ChangeNotices.Notice.Said said = change.said(SubjectRef.of("payment", "p-1"), TODAY);
        assertThat(said.subject()).isEqualTo(SubjectRef.of("payment", "p-1"));
        assertThat(said.code()).isEqualTo("C03");
        assertThat(said.receivedOn()).isEqualTo(TODAY);
        assertThat(said.routing()).contains("091000019");
        assertThat(said.lastFour()).isEqualTo("6789");
        assertThat(said.account()).isPresent();
        assertThat(said.transactionCode()).contains("32");
        assertThat(said.holder()).contains("Ana Diaz");
        assertThat(said.individualId()).contains("ID-1");
        BankRecord.AccountChange bare =
                BankRecord.AccountChange.builder().rail(Rail.ACH).code("C05").build();
        assertThat(bare.said(SubjectRef.of("payment", "p-1"), TODAY).account()).isEmpty();
        assertThat(bare.report()).isEmpty();
        assertThat(bare.reference()).isEmpty();
    }

    @Test
    @DisplayName("BNK-58 what partners' records leave unsaid")
    void defaults() {
        assertThat(BankRecord.SettlementBatch.builder()
                        .reference("B")
                        .gross(CAD.ofMinor(5))
                        .net(CAD.ofMinor(4))
                        .build()
                        .count())
                .isEqualTo(-1);
        assertThat(BankRecord.FeeRecord.builder()
                        .reference("F")
                        .amount(CAD.ofMinor(5))
                        .build()
                        .type())
                .isEmpty();
        assertThat(BankRecord.DisputeNotice.builder()
                        .reference("D")
                        .amount(CAD.ofMinor(5))
                        .build()
                        .reasonCode())
                .isEmpty();
        assertThat(BankRecord.PaymentEntry.builder()
                        .rail(Rail.ACH)
                        .direction(Rail.Direction.DEBIT)
                        .amount(CAD.ofMinor(5))
                        .account(AccountNumber.us("091000019", "123456789").ref())
                        .build()
                        .correction())
                .isFalse();
    }
}
