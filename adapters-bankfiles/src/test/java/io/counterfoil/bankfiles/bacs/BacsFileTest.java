package io.counterfoil.bankfiles.bacs;

import static io.counterfoil.bankfiles.Orders.MARCH_3;
import static io.counterfoil.bankfiles.Orders.UK;
import static io.counterfoil.bankfiles.Orders.codes;
import static io.counterfoil.bankfiles.Orders.order;
import static io.counterfoil.bankfiles.Orders.receipt;
import static io.counterfoil.bankfiles.Orders.records;
import static io.counterfoil.bankfiles.Orders.source;
import static io.counterfoil.bankfiles.Orders.text;
import static io.counterfoil.payments.rail.Rail.Direction.CREDIT;
import static io.counterfoil.payments.rail.Rail.Direction.DEBIT;
import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.bankfiles.record.BankRecord;
import io.counterfoil.bankfiles.record.BankRecord.PaymentEntry;
import io.counterfoil.payments.account.AccountNumber;
import io.counterfoil.payments.evidence.Checked;
import io.counterfoil.payments.evidence.Diagnostic;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.proof.ImportReceipt;
import io.counterfoil.payments.proof.ProofStatus;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class BacsFileTest {

    static final BacsFile.ServiceUser USER = user().build();

    static BacsFile.ServiceUser.Builder user() {
        return BacsFile.ServiceUser.builder()
                .number("123456")
                .name("Some Company Ltd")
                .account(AccountNumber.uk("08-99-99", "66374958"))
                .serial("000001");
    }

    private static BacsFile file() {
        return BacsFile.standard18(USER, MARCH_3)
                .add(order("p-1", DEBIT, "GBP", "65.00").mandate("DDREF1").build(), UK, "Fred Smith")
                .add(
                        order("p-2", DEBIT, "GBP", "10.50")
                                .mandate("DDREF2")
                                .presentment(2)
                                .build(),
                        UK,
                        "Zoë Müller")
                .add(order("p-3", CREDIT, "GBP", "3.00").build(), UK, "O'Neil & Sons Limited Partners")
                .instruct("0N", UK, "Fred Smith", "DDREF3")
                .build()
                .orThrow();
    }

    @Test
    @DisplayName("BNK-50 a file has labels, data lines, contra records and a trailer that sums them")
    void lines() {
        String[] lines = text(file()::writeTo).split("\n");

        assertThat(lines).hasSize(13);
        assertThat(List.of(lines).stream().map(line -> line.substring(0, 4)).toList())
                .startsWith("VOL1", "HDR1", "HDR2", "UHL1")
                .endsWith("EOF1", "EOF2", "UTL1");
        assertThat(lines[3]).startsWith("UHL1 27062999999    000000001 DAILY  001");
        assertThat(lines[4])
                .isEqualTo(
                        "2149333027929701708999966374958    00000006500SOME COMPANY LTD  DDREF1            FRED SMITH        ");
        assertThat(lines[5])
                .startsWith("2149333027929701808999966374958    00000001050")
                .endsWith("ZOE MULLER        ");
        assertThat(lines[6]).startsWith("2149333027929709908999966374958    00000000300");
        assertThat(lines[7]).startsWith("214933302792970" + "0N");
        assertThat(lines[8])
                .startsWith("0899996637495801708999966374958    00000000300SOME COMPANY LTD  CONTRA            ");
        assertThat(lines[9])
                .startsWith("0899996637495809908999966374958    00000007550SOME COMPANY LTD  CONTRA            ");
        assertThat(lines[12].substring(0, 44))
                .isEqualTo("UTL1" + "0000000007850" + "0000000007850" + "0000003" + "0000002");
    }

    @Test
    @DisplayName("BNK-50 what is written is proved and reads back to the same values, contra records apart")
    void readsBack() {
        ImportReceipt receipt = receipt(source(file()::writeTo));
        assertThat(receipt.status()).as(receipt.sentence()).isEqualTo(ProofStatus.PROVED);
        assertThat(receipt.diagnostics()).isEmpty();
        assertThat(receipt.items()).isEqualTo(4);
        List<PaymentEntry> entries = records(source(file()::writeTo), PaymentEntry.class);
        assertThat(entries.get(0).account()).isEqualTo(UK.ref());
        assertThat(entries.get(0).mandate()).isEqualTo("DDREF1");
        assertThat(entries.get(0).dueOn()).contains(MARCH_3);
        assertThat(entries.get(1).transactionCode()).isEqualTo("18");
        assertThat(entries.get(2).direction()).isEqualTo(CREDIT);
        assertThat(entries.get(2).name()).isEqualTo("O'NEIL & SONS LIMI");
        assertThat(entries.get(3).transactionCode()).isEqualTo("0N");
        assertThat(Amounts.minor(entries.get(3).amount())).isZero();
        BankRecord.FileSummary summary =
                records(source(file()::writeTo), BankRecord.FileSummary.class).get(0);
        assertThat(summary.originator()).isEqualTo("123456");
        assertThat(summary.number()).isEqualTo("000001");
        assertThat(summary.figures()).containsEntry("contras", 2L).containsEntry("instructions", 1L);
    }

    @Test
    @DisplayName("BNK-50 a multi-day file has a day on every line and contra records for every day")
    void multiDay() {
        BacsFile file = BacsFile.standard18(USER, MARCH_3)
                .multiDay()
                .add(order("p-1", DEBIT, "GBP", "1.00").mandate("DDREF1").build(), UK, "a")
                .add(
                        order("p-2", DEBIT, "GBP", "2.00")
                                .mandate("DDREF2")
                                .requestedOn(MARCH_3.plusDays(1))
                                .build(),
                        UK,
                        "b")
                .build()
                .orThrow();

        String[] lines = text(file::writeTo).split("\n");
        assertThat(lines[4]).hasSize(106).endsWith(" 27062");
        assertThat(lines[5]).endsWith(" 27063");
        assertThat(List.of(lines).stream()
                        .filter(line -> line.contains("CONTRA"))
                        .toList())
                .hasSize(2);
        assertThat(lines[3]).contains("4 MULTI");
        assertThat(lines[2]).startsWith("HDR2F0200000106");
        assertThat(receipt(source(file::writeTo)).status()).isEqualTo(ProofStatus.PROVED);
        assertThat(records(source(file::writeTo), PaymentEntry.class).get(1).dueOn())
                .contains(MARCH_3.plusDays(1));
    }

    @Test
    @DisplayName("BNK-50 all problems are told at once and nothing is written")
    void allProblems() {
        Checked<BacsFile> file = BacsFile.standard18(
                        user().number("1")
                                .serial("")
                                .refusesOtherCharacters(true)
                                .build(),
                        MARCH_3)
                .add(
                        order("p-1", CREDIT, "EUR", "1.00")
                                .transactionCode("17")
                                .requestedOn(MARCH_3.plusDays(1))
                                .build(),
                        AccountNumber.uk("1", "2"),
                        "*")
                .instruct("99", UK, "Zoë", "x".repeat(19))
                .build();

        assertThat(file.diagnostics().stream()
                        .filter(one -> one.level() == Diagnostic.Level.ERROR)
                        .map(one -> one.code().id() + " " + one.location().field())
                        .toList())
                .containsExactlyInAnyOrder(
                        "ORDER.TOO_LONG service user number",
                        "ORDER.TOO_LONG serial",
                        "ORDER.INSTRUMENT order p-1",
                        "IMPORT.FIELD_MISSING order p-1",
                        "ORDER.CHARACTERS order p-1",
                        "ORDER.TOO_LATE order p-1",
                        "ORDER.CURRENCY order p-1",
                        "IMPORT.BAD_TRANSACTION_CODE order p-1",
                        "ORDER.CHARACTERS instruction 99 to " + UK,
                        "ORDER.TOO_LONG instruction 99 to " + UK,
                        "IMPORT.BAD_TRANSACTION_CODE instruction 99 to " + UK);
        assertThat(BacsFile.standard18(USER, MARCH_3).build().isClean()).isFalse();
    }

    @Test
    @DisplayName("BNK-50 bad lines are named, a file that does not balance is broken")
    void badLines() {
        String text = text(file()::writeTo);
        ImportReceipt amount = receipt(source(text.replace("00000006500SOME", "0000000650XSOME")));
        assertThat(amount.rejections().get(0).code().id()).isEqualTo("IMPORT.BAD_AMOUNT");
        assertThat(codes(amount)).contains("TOTAL_VALUE", "TOTAL_COUNT", "NOT_BALANCED");
        assertThat(codes(receipt(source(text.replace("9700170899", "9700XX0899").replace("9701708999", "970XX08999")))))
                .contains("BAD_TRANSACTION_CODE");
        assertThat(codes(receipt(source(text.substring(0, text.indexOf("UTL1"))))))
                .contains("TRAILER_MISSING");
        assertThat(codes(receipt(source(text.replace("UHL1 27062", "UHL1 27000")))))
                .contains("BAD_DATE");
        assertThat(codes(receipt(source(text + "XYZ1")))).contains("RECORD_TYPE");
    }

    @Test
    @DisplayName("BNK-09 a file that was read is written with the same bytes")
    void readAndWritten() {
        String unix = text(file()::writeTo);
        for (String form : List.of(unix, unix.replace("\n", "\r\n"), unix.substring(0, unix.length() - 1))) {
            assertThat(text(BacsFile.read(source(form)).orThrow()::writeTo)).isEqualTo(form);
        }
        assertThat(BacsFile.read(source(unix.replace("00000006500", "00000006501")))
                        .value())
                .isEmpty();
    }
}
