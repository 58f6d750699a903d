package io.counterfoil.bankfiles.bacs;

import static io.counterfoil.bankfiles.Orders.codes;
import static io.counterfoil.bankfiles.Orders.receipt;
import static io.counterfoil.bankfiles.Orders.records;
import static io.counterfoil.bankfiles.Orders.source;
import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.bankfiles.bacs.internal.Standard18Reader;
import io.counterfoil.bankfiles.imports.Imports;
import io.counterfoil.bankfiles.record.BankRecord.FileSummary;
import io.counterfoil.bankfiles.record.BankRecord.PaymentEntry;
import io.counterfoil.bankfiles.source.ImportLimits;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.proof.ImportReceipt;
import io.counterfoil.payments.proof.ProofStatus;
import io.counterfoil.payments.rail.Rail;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Standard 18 at its edges, from lines written by hand. */
class BacsEdgesTest {

    private static final String OURS = "08999966374958";
    private static final String THEIRS = "21493330279297";

    private static String padded(String text, int width) {
        return text + " ".repeat(width - text.length());
    }

    private static String data(String to, String code, long pence, String day) {
        return to + "0" + code + OURS + "    " + String.format("%011d", pence) + padded("SOME COMPANY", 18)
                + padded(to.equals(OURS) ? "CONTRA" : "REF 1", 18) + padded("FRED", 18) + day;
    }

    private static String file(String day, String utl, String... data) {
        return padded("VOL1000001", 80) + "\n" + padded("HDR1A123456S", 80) + "\n" + padded("HDR2F0200000100", 80)
                + "\n"
                + padded("UHL1" + day + "999999", 80) + "\n" + String.join("\n", data) + "\n" + padded("EOF1", 80)
                + "\n"
                + padded("EOF2", 80) + "\n" + padded("UTL1" + utl, 80) + "\n";
    }

    private static String utl(long debit, long credit, long debits, long credits) {
        return String.format("%013d%013d%07d%07d", debit, credit, debits, credits);
    }

    private static String good() {
        return file(
                " 27062",
                utl(650, 650, 3, 1),
                data(THEIRS, "17", 500, ""),
                data(THEIRS, "18", 100, ""),
                data(THEIRS, "0N", 0, ""),
                data(THEIRS, "01", 50, ""),
                data(OURS, "99", 650, ""));
    }

    @Test
    @DisplayName("BNK-50 every figure of the trailer is compared, every figure of the file is told")
    void figures() {
        ImportReceipt receipt = receipt(source(good()));
        assertThat(receipt.status()).as(receipt.sentence()).isEqualTo(ProofStatus.PROVED);
        assertThat(receipt.diagnostics()).isEmpty();
        assertThat(receipt.totals()).hasSize(4);
        assertThat(receipt.items()).isEqualTo(4);
        assertThat(receipt.sums()).hasToString("6.50 GBP");
        FileSummary summary = records(source(good()), FileSummary.class).get(0);
        assertThat(summary.originator()).isEqualTo("123456");
        assertThat(summary.number()).isEqualTo("000001");
        assertThat(summary.figures())
                .containsEntry("debits", 3L)
                .containsEntry("debitMinor", 650L)
                .containsEntry("credits", 1L)
                .containsEntry("creditMinor", 650L)
                .containsEntry("instructions", 1L)
                .containsEntry("contras", 1L)
                .containsEntry("shortLines", 0L);
        String good = good();
        assertThat(codes(receipt(source(good.replace(utl(650, 650, 3, 1), utl(651, 650, 3, 1))))))
                .containsExactly("TOTAL_VALUE");
        assertThat(codes(receipt(source(good.replace(utl(650, 650, 3, 1), utl(650, 649, 3, 1))))))
                .containsExactly("TOTAL_VALUE");
        assertThat(codes(receipt(source(good.replace(utl(650, 650, 3, 1), utl(650, 650, 2, 1))))))
                .containsExactly("TOTAL_COUNT");
        assertThat(codes(receipt(source(good.replace(utl(650, 650, 3, 1), utl(650, 650, 3, 0))))))
                .containsExactly("TOTAL_COUNT");
        ImportReceipt lopsided = receipt(source(file(" 27062", utl(500, 0, 1, 0), data(THEIRS, "17", 500, ""))));
        assertThat(codes(lopsided)).containsExactly("NOT_BALANCED");
        assertThat(lopsided.diagnostics().get(0).message())
                .isEqualTo("debits of 5.00 and credits of 0.00 with contra records, expected the same");
    }

    @Test
    @DisplayName("BNK-50 a payment has its account, texts, day and sign; our own account is never in it")
    void payments() {
        List<PaymentEntry> entries = records(source(good()), PaymentEntry.class);
        PaymentEntry first = entries.get(0);
        assertThat(first.direction()).isEqualTo(Rail.Direction.DEBIT);
        assertThat(Amounts.plain(first.amount())).isEqualTo("5.00");
        assertThat(first.account().lastFour()).isEqualTo("9297");
        assertThat(first.name()).isEqualTo("FRED");
        assertThat(first.reference()).isEqualTo("REF 1");
        assertThat(first.mandate()).isEqualTo("REF 1");
        assertThat(first.description()).isEqualTo("SOME COMPANY");
        assertThat(first.transactionCode()).isEqualTo("17");
        assertThat(first.originator()).isEqualTo("123456");
        assertThat(first.dueOn()).contains(LocalDate.of(2027, 3, 3));
        assertThat(first.line()).isEqualTo(5);
        assertThat(entries.toString()).doesNotContain("66374958", "30279297");
        String credit = file(" 27062", utl(300, 300, 1, 1), data(THEIRS, "99", 300, ""), data(OURS, "17", 300, ""));
        PaymentEntry paid = records(source(credit), PaymentEntry.class).get(0);
        assertThat(paid.direction()).isEqualTo(Rail.Direction.CREDIT);
        assertThat(paid.mandate()).isEmpty();
        assertThat(receipt(source(credit)).sums()).hasToString("-3.00 GBP");
        assertThat(Standard18Reader.sign("Z4")).isEqualTo(1);
        assertThat(Standard18Reader.sign("Z5")).isEqualTo(1);
        assertThat(Standard18Reader.sign("19")).isEqualTo(-1);
        assertThat(Standard18Reader.sign("0C")).isZero();
    }

    @Test
    @DisplayName("BNK-50 lines of several days have their own, the label's where theirs is blank")
    void days() {
        String several = file(
                " 27062",
                utl(600, 600, 2, 2),
                data(THEIRS, "17", 500, " 27063"),
                data(THEIRS, "17", 100, "      "),
                data(OURS, "99", 500, " 27063"),
                data(OURS, "99", 100, " 27062"));
        List<PaymentEntry> entries = records(source(several), PaymentEntry.class);
        assertThat(entries.get(0).dueOn()).contains(LocalDate.of(2027, 3, 4));
        assertThat(entries.get(1).dueOn()).contains(LocalDate.of(2027, 3, 3));
        List<PaymentEntry> instructed = records(source(good()), PaymentEntry.class);
        assertThat(instructed.get(2).transactionCode()).isEqualTo("0N");
        assertThat(instructed.get(2).direction()).isEqualTo(Rail.Direction.DEBIT);
        assertThat(instructed.get(2).mandate()).isEqualTo("REF 1");
        assertThat(codes(receipt(source(good().replace("UHL1 27062", "UHL1      ")))))
                .containsExactly("BAD_DATE");
        String zeros = data(THEIRS, "17", 5, "").replace(THEIRS, "0".repeat(14));
        assertThat(receipt(source(file(" 27062", utl(5, 5, 1, 1), zeros, data(OURS, "99", 5, ""))))
                        .items())
                .isOne();
        ImportReceipt bad = receipt(source(several.replaceFirst(" 27063", " 27000")));
        assertThat(bad.rejections()).singleElement().satisfies(one -> {
            assertThat(one.code().id()).isEqualTo("IMPORT.BAD_DATE");
            assertThat(one.recordType()).isEqualTo("data");
            assertThat(one.location().line()).isEqualTo(5);
            assertThat(one.sentence()).isEqualTo("processing day '27000', expected a blank and YYDDD");
        });
    }

    private static String refusal(String line) {
        ImportReceipt receipt = receipt(source(file(" 27062", utl(0, 0, 0, 0), line)));
        assertThat(receipt.items()).isZero();
        assertThat(receipt.status()).isEqualTo(ProofStatus.BROKEN);
        return receipt.rejections().get(0).code().id().substring("IMPORT.".length()) + " "
                + receipt.rejections().get(0).sentence();
    }

    @Test
    @DisplayName("BNK-50 what is wrong with a line, in its order: amount, code, accounts")
    void refusals() {
        assertThat(refusal(data(THEIRS, "0N", 1, "")))
                .isEqualTo(
                        "BAD_AMOUNT the amount in columns 36 to 46 is '*0001', expected 11 digits, all zeros for an instruction");
        assertThat(refusal(data(THEIRS, "17", 1, "").replace("00000000001", "0000000000X")))
                .startsWith("BAD_AMOUNT ")
                .endsWith("expected 11 digits");
        assertThat(refusal(data(THEIRS, "16", 1, "")))
                .startsWith("BAD_TRANSACTION_CODE transaction code '16' is none of Bacs'");
        assertThat(refusal(data("2149333027929X", "17", 1, ""))).startsWith("FIELD_MISSING ");
        assertThat(refusal(data(THEIRS, "17", 1, "").replace("08999966374958", "0899996637495X")))
                .startsWith("FIELD_MISSING ");
        assertThat(refusal("XYZ1" + " ".repeat(76)))
                .isEqualTo(
                        "RECORD_TYPE a label begins with 'XYZ1', expected VOL1, HDR1, HDR2, UHL1, EOF1, EOF2 or UTL1");
    }

    @Test
    @DisplayName("BNK-50 short lines are said, tapes' labels pass, too many bad lines end the reading")
    void tolerance() {
        String cut = good().replace("FRED              \n", "FRED\n");
        ImportReceipt receipt = receipt(source(cut));
        assertThat(receipt.status()).isEqualTo(ProofStatus.PROVED);
        assertThat(codes(receipt)).containsOnly("LINE_SHORT").hasSize(5);
        assertThat(records(source(cut), FileSummary.class).get(0).figures()).containsEntry("shortLines", 5L);
        for (String label : List.of("EOV1", "EOV2", "UVL1", "UVL2")) {
            assertThat(receipt(source(good().replace("EOF2", label))).status()).isEqualTo(ProofStatus.PROVED);
        }
        Imports one = Imports.builder()
                .limits(ImportLimits.builder().maxRejections(1).build())
                .build();
        String bad = data(THEIRS, "16", 1, "");
        assertThat(codes(one.prove(source(file(" 27062", utl(0, 0, 0, 0), bad)))))
                .doesNotContain("LIMIT_EXCEEDED");
        ImportReceipt many = one.prove(source(file(" 27062", utl(0, 0, 0, 0), bad, bad, bad)));
        assertThat(codes(many)).endsWith("LIMIT_EXCEEDED");
        assertThat(many.rejections()).hasSize(2);
        assertThat(codes(receipt(source(good().substring(0, good().indexOf("EOF1"))))))
                .containsExactly("TRAILER_MISSING");
    }
}
