package io.counterfoil.bankfiles.nacha;

import static io.counterfoil.bankfiles.Orders.codes;
import static io.counterfoil.bankfiles.Orders.receipt;
import static io.counterfoil.bankfiles.Orders.records;
import static io.counterfoil.bankfiles.Orders.source;
import static io.counterfoil.bankfiles.Orders.text;
import static io.counterfoil.bankfiles.nacha.NachaLines.BATCH;
import static io.counterfoil.bankfiles.nacha.NachaLines.HEADER;
import static io.counterfoil.bankfiles.nacha.NachaLines.ONE;
import static io.counterfoil.bankfiles.nacha.NachaLines.control;
import static io.counterfoil.bankfiles.nacha.NachaLines.end;
import static io.counterfoil.bankfiles.nacha.NachaLines.file;
import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.bankfiles.imports.Imports;
import io.counterfoil.bankfiles.record.BankRecord.AccountChange;
import io.counterfoil.bankfiles.record.BankRecord.PaymentEntry;
import io.counterfoil.bankfiles.record.ReturnItem;
import io.counterfoil.bankfiles.source.ImportLimits;
import io.counterfoil.payments.proof.ImportReceipt;
import io.counterfoil.payments.proof.ProofStatus;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Addenda of Nacha entries at their edges: what they belong to, how many there may be, returns and notices of change. */
class NachaAddendaTest {

    private static final String RETURNED =
            "62623138010412345678         0000010000ID1            NAME 1                  1091000010000001";
    private static final String ADDENDA =
            "799R01091000010000042      09100001NO FUNDS                                    091000010000001";

    private static String wide(String text, int width) {
        return text + " ".repeat(width - text.length());
    }

    @Test
    @DisplayName("BNK-03 addenda of a rejected entry go with it, one that follows no entry is rejected")
    void addendaWithoutEntry() {
        String text = "705" + wide("FOR MARCH", 80) + "00010000001";
        ImportReceipt rejected =
                receipt(source(file(HEADER, BATCH, ONE.replace("627", "620"), text, text, control(3, 23138010, 0, 0))));
        assertThat(rejected.rejections()).singleElement().satisfies(one -> {
            assertThat(one.recordType()).isEqualTo("entry");
            assertThat(one.sentence())
                    .isEqualTo("transaction code '20' is none of Nacha's, expected such as 22, 27, 32 or 37");
        });
        assertThat(codes(rejected)).containsExactly("BAD_TRANSACTION_CODE", "FILE_CONTROL_MISSING");
        ImportReceipt alone = receipt(source(file(
                HEADER,
                BATCH,
                text,
                control(1, 0, 0, 0),
                BATCH,
                ONE.replace("627", "620"),
                control(1, 23138010, 0, 0),
                text,
                end(2, 2, 23138010, 0, 0))));
        assertThat(alone.rejections())
                .extracting(one -> one.code().id() + " " + one.location().line() + " " + one.recordType())
                .containsExactly(
                        "IMPORT.ADDENDA_WITHOUT_ENTRY 3 addenda",
                        "IMPORT.BAD_TRANSACTION_CODE 6 entry",
                        "IMPORT.ADDENDA_WITHOUT_ENTRY 8 addenda");
        assertThat(alone.status()).isEqualTo(ProofStatus.BROKEN);
        assertThat(receipt(source(file(HEADER, BATCH, ONE.replace("23138010", "2313801X"))))
                        .rejections()
                        .get(0)
                        .sentence())
                .isEqualTo("the receiving bank in columns 4 to 11 is no number, expected 8 digits");
        assertThat(receipt(source(file(HEADER, BATCH, ONE.replace("0000010000", "000001000X"))))
                        .rejections()
                        .get(0)
                        .sentence())
                .isEqualTo("the amount in columns 30 to 39 is no number, expected digits");
        PaymentEntry paid = records(source(file(HEADER, BATCH, ONE, text, text)), PaymentEntry.class)
                .get(0);
        assertThat(paid.remittance()).containsExactly("FOR MARCH", "FOR MARCH");
        PaymentEntry through = records(source(file(HEADER, BATCH, ONE, "X", text)), PaymentEntry.class)
                .get(0);
        assertThat(through.remittance())
                .as("a record that is none ends no entry")
                .containsExactly("FOR MARCH");
    }

    @Test
    @DisplayName("BNK-12 limits: addenda of one entry are counted beyond them, too many bad records end the reading")
    void limits() {
        String text = "705" + wide("FOR MARCH", 80) + "00010000001";
        Imports two = Imports.builder()
                .limits(ImportLimits.builder().maxElements(2).maxRejections(2).build())
                .build();
        String full =
                file(HEADER, BATCH, ONE, text, text, control(3, 23138010, 10000, 0), end(1, 3, 23138010, 10000, 0));
        assertThat(two.prove(source(full)).diagnostics()).isEmpty();
        String over = file(
                HEADER,
                BATCH,
                ONE,
                text,
                text,
                text,
                text,
                control(5, 23138010, 10000, 0),
                end(1, 5, 23138010, 10000, 0));
        ImportReceipt receipt = two.prove(source(over));
        assertThat(codes(receipt)).containsExactly("LIMIT_EXCEEDED");
        assertThat(receipt.diagnostics().get(0).message())
                .isEqualTo("an entry has more than 2 addenda, further ones are counted only");
        assertThat(receipt.diagnostics().get(0).location().line()).isEqualTo(6);
        assertThat(receipt.status()).isEqualTo(ProofStatus.BROKEN);
        assertThat(records(two, source(over), PaymentEntry.class).get(0).remittance())
                .hasSize(2);
        String back = file(HEADER, BATCH, RETURNED, ADDENDA, ADDENDA, ADDENDA, ONE, control(5, 46276020, 20000, 0));
        assertThat(records(two, source(back), PaymentEntry.class))
                .as("an entry after a long one has its own addenda")
                .singleElement()
                .satisfies(one -> assertThat(one.remittance()).isEmpty());

        ImportReceipt most = two.prove(source(file(HEADER, BATCH, "X", "Y", ONE)));
        assertThat(codes(most)).doesNotContain("LIMIT_EXCEEDED");
        assertThat(most.items()).isOne();
        ImportReceipt ended = two.prove(source(file(HEADER, BATCH, "X", "Y", "Z", ONE)));
        assertThat(codes(ended)).endsWith("LIMIT_EXCEEDED");
        assertThat(ended.items()).isZero();
        assertThat(ended.status()).isEqualTo(ProofStatus.BROKEN);
        assertThat(ended.rejections().get(0).sentence())
                .isEqualTo("a record begins with 'X', expected 1, 5, 6, 7, 8 or 9");
    }

    @Test
    @DisplayName(
            "BNK-40 a return and a notice of change in one entry are the return; a refused dishonour has its reasons")
    void answers() {
        String notice = "798C01091000010000042      091000019988776655" + " ".repeat(34) + "091000010000001";
        String both = file(HEADER, BATCH, RETURNED, notice, ADDENDA);
        assertThat(records(source(both), ReturnItem.class)).singleElement().satisfies(one -> {
            assertThat(one.code()).isEqualTo("R01");
            assertThat(one.information()).isEqualTo("NO FUNDS");
            assertThat(one.id()).isEqualTo("L3");
            assertThat(one.trace()).isEqualTo("091000010000042");
            assertThat(one.answered()).as("a notice is no return before").isEmpty();
        });
        assertThat(records(source(both), AccountChange.class)).isEmpty();
        String information = "705" + wide("FOR MARCH", 80) + "00010000001";
        assertThat(records(source(file(HEADER, BATCH, RETURNED, notice, information)), AccountChange.class))
                .singleElement()
                .satisfies(one -> assertThat(one.correctedData()).isEqualTo("9988776655"));
        String twice = file(
                HEADER,
                BATCH,
                RETURNED.replace("626", "621"),
                notice,
                notice.replace("C01", "C05").replace("9988776655", "37        "));
        assertThat(records(source(twice), AccountChange.class)).singleElement().satisfies(one -> {
            assertThat(one.code()).as("the last one counts").isEqualTo("C05");
            assertThat(one.newTransactionCode()).contains("37");
        });
        assertThat(codes(receipt(source(file(
                        HEADER,
                        BATCH,
                        RETURNED.replace("626", "621"),
                        notice,
                        control(2, 23138010, 0, 10000),
                        BATCH,
                        ONE,
                        control(1, 23138010, 10000, 0),
                        end(2, 3, 46276020, 10000, 10000))))))
                .containsExactly("MIXED_FORWARD_AND_RETURN");
        assertThat(receipt(source(file(HEADER, BATCH, RETURNED, ADDENDA))).sums())
                .as("a debit that comes back is money out for who sent it")
                .hasToString("-100.00 USD");
        assertThat(receipt(source(file(HEADER, BATCH, RETURNED.replace("626", "621"), ADDENDA)))
                        .sums())
                .hasToString("100.00 USD");
        ReturnItem bare = records(source(file(HEADER, BATCH, RETURNED, "799" + " ".repeat(91))), ReturnItem.class)
                .get(0);
        assertThat(bare.code()).isEqualTo("none");
        ReturnItem dishonoured = records(
                        source(file(HEADER, BATCH, RETURNED, ADDENDA.replace("R01", "R61"))), ReturnItem.class)
                .get(0);
        assertThat(dishonoured.answered()).containsExactly("none");
        ReturnItem contested = records(
                        source(file(HEADER, BATCH, RETURNED, ADDENDA.replace("R01", "R71"))), ReturnItem.class)
                .get(0);
        assertThat(contested.answered()).containsExactly("none", "none");
        assertThat(contested.originalOn()).isEmpty();
    }
}
