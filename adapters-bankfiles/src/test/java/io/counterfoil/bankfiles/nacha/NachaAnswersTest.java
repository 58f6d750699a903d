package io.counterfoil.bankfiles.nacha;

import static io.counterfoil.bankfiles.Orders.MARCH_3;
import static io.counterfoil.bankfiles.Orders.NOW;
import static io.counterfoil.bankfiles.Orders.US;
import static io.counterfoil.bankfiles.Orders.order;
import static io.counterfoil.bankfiles.Orders.receipt;
import static io.counterfoil.bankfiles.Orders.records;
import static io.counterfoil.bankfiles.Orders.source;
import static io.counterfoil.bankfiles.Orders.text;
import static io.counterfoil.bankfiles.nacha.NachaFileTest.US_BANK;
import static io.counterfoil.payments.rail.Rail.Direction.CREDIT;
import static io.counterfoil.payments.rail.Rail.Direction.DEBIT;
import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.bankfiles.record.BankRecord;
import io.counterfoil.bankfiles.record.BankRecord.PaymentEntry;
import io.counterfoil.payments.account.AccountNumber;
import io.counterfoil.payments.evidence.Checked;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.order.PaymentOrder;
import io.counterfoil.payments.proof.ProofStatus;
import io.counterfoil.payments.rail.Rail;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Returns, notices of change, refusals and reversals that are sent: what they carry, what they cannot. */
class NachaAnswersTest {

    private static PaymentOrder.Builder paid(String amount) {
        return order("p-1", CREDIT, "USD", amount);
    }

    private static String problems(Checked<NachaFile> file) {
        return String.join(
                "\n",
                file.diagnostics().stream()
                        .map(one -> one.code().id() + " " + one.location().field() + ": " + one.message())
                        .toList());
    }

    private static PaymentEntry entry(String code, Rail.Direction direction, String entryClass) {
        return PaymentEntry.builder()
                .line(3)
                .rail(Rail.ACH)
                .direction(direction)
                .amount(Amounts.in("USD").of("12.34"))
                .account(US.ref())
                .transactionCode(code)
                .entryClass(entryClass)
                .trace("091000010000001")
                .reference("ID1")
                .name("Ana")
                .build();
    }

    @ParameterizedTest
    @CsvSource({
        "27, DEBIT, 26",
        "22, CREDIT, 21",
        "37, DEBIT, 36",
        "32, CREDIT, 31",
        "42, CREDIT, 41",
        "55, DEBIT, 56",
        "x, CREDIT, 21",
        "'', DEBIT, 26"
    })
    @DisplayName("BNK-40 BNK-41 a return has the code of its kind of account, ending in 1 or 6")
    void answerCodes(String code, Rail.Direction direction, String answer) {
        NachaFile file = NachaFile.originating(US_BANK)
                .giveBack(entry(code, direction, "PPD"), US, "R01", "", MARCH_3)
                .build(NOW)
                .orThrow();
        assertThat(text(file::writeTo).split("\n", -1)[2])
                .startsWith("6" + answer + "231380104")
                .contains("0000001234ID1");
    }

    @Test
    @DisplayName("BNK-40 BNK-41 an answer with one fault is refused for that fault alone")
    void answers() {
        PaymentEntry debit = entry("27", DEBIT, "PPD");
        assertThat(problems(NachaFile.originating(US_BANK)
                        .giveBack(debit, US, "R01", "x".repeat(44), MARCH_3)
                        .notify(debit, US, "C01", "9".repeat(29), MARCH_3)
                        .build(NOW)))
                .isEmpty();
        assertThat(problems(NachaFile.originating(US_BANK)
                        .giveBack(debit, US, "R01", "x".repeat(45), MARCH_3)
                        .build(NOW)))
                .isEqualTo(
                        "ORDER.TOO_LONG return of 091000010000001: addenda text of 45 characters, expected at most 44");
        assertThat(problems(NachaFile.originating(US_BANK)
                        .notify(debit, US, "C01", "9".repeat(30), MARCH_3)
                        .build(NOW)))
                .isEqualTo(
                        "ORDER.TOO_LONG change to 091000010000001: addenda text of 30 characters, expected at most 29");
        assertThat(problems(NachaFile.originating(US_BANK)
                        .notify(debit, US, "C01", "", MARCH_3)
                        .build(NOW)))
                .isEqualTo(
                        "IMPORT.FIELD_MISSING change to 091000010000001: a change without corrected data, expected some");
        assertThat(problems(NachaFile.originating(US_BANK)
                        .notify(debit, US, "R01", "9", MARCH_3)
                        .build(NOW)))
                .startsWith("IMPORT.CODE_UNKNOWN change to 091000010000001: ")
                .endsWith("expected a code such as C01");
        assertThat(problems(NachaFile.originating(US_BANK)
                        .giveBack(debit, US, "C01", "", MARCH_3)
                        .build(NOW)))
                .startsWith("IMPORT.CODE_UNKNOWN return of 091000010000001: ")
                .endsWith("expected a code such as R01");
        for (String other : List.of("IAT", "ADV", "", "XYZ")) {
            assertThat(problems(NachaFile.originating(US_BANK)
                            .giveBack(entry("27", DEBIT, other), US, "R01", "", MARCH_3)
                            .build(NOW)))
                    .isEqualTo("ORDER.TERMS return of 091000010000001: entry class '" + other
                            + "', expected one of Nacha's with domestic entries");
        }
        assertThat(problems(NachaFile.originating(US_BANK)
                        .notify(entry("27", DEBIT, "IAT"), US, "C01", "9", MARCH_3)
                        .build(NOW)))
                .startsWith("ORDER.TERMS change to 091000010000001: entry class 'IAT'");
        assertThat(problems(NachaFile.originating(US_BANK)
                        .giveBack(debit, AccountNumber.us("1", "2"), "R01", "", MARCH_3)
                        .build(NOW)))
                .contains("routing number of ");
        PaymentEntry bare = PaymentEntry.builder()
                .from(debit)
                .account(AccountNumber.us("2313801", "12345678").ref())
                .trace("1")
                .build();
        assertThat(problems(NachaFile.originating(US_BANK)
                                .giveBack(bare, US, "R01", "", MARCH_3)
                                .build(NOW))
                        .split("\n"))
                .hasSize(2)
                .allMatch(one -> one.startsWith("IMPORT.FIELD_MISSING return of 1: "))
                .anyMatch(one -> one.endsWith("expected 15 digits"))
                .anyMatch(one -> one.endsWith("expected 8 digits"));
    }

    @Test
    @DisplayName("BNK-41 only payments with money are reversed; a loan's credit by the code of its own")
    void reversals() {
        NachaFile sent = NachaFile.originating(US_BANK)
                .add(paid("1.00").transactionCode("52").build(), US, "Ana")
                .add(order("p-2", DEBIT, "USD", "2.00").transactionCode("37").build(), US, "Bob")
                .prenote(CREDIT, US, "Carl", MARCH_3)
                .build(NOW)
                .orThrow();
        NachaFile back = sent.reversal(List.of("091000010000001", "091000010000002"), MARCH_3, US_BANK, NOW)
                .orThrow();
        List<PaymentEntry> entries = records(source(back::writeTo), PaymentEntry.class);
        assertThat(entries).extracting(PaymentEntry::transactionCode).containsExactly("55", "32");
        assertThat(entries).extracting(PaymentEntry::direction).containsExactly(DEBIT, CREDIT);
        assertThat(receipt(source(back::writeTo)).status()).isEqualTo(ProofStatus.PROVED);
        assertThat(problems(sent.reversal(List.of("091000010000003"), MARCH_3, US_BANK, NOW)))
                .isEqualTo(
                        "IMPORT.BAD_TRANSACTION_CODE code: entry 091000010000003 has code 23, expected one of a payment with money");
        assertThat(problems(sent.reversal(List.of(), MARCH_3, US_BANK, NOW)))
                .isEqualTo("IMPORT.FIELD_MISSING trace: no entry is chosen, expected at least one");
    }

    @Test
    @DisplayName("BNK-41 a refusal of a notice keeps its data, its code and the trace of what it answered")
    void refusals() {
        BankRecord.AccountChange notice = BankRecord.AccountChange.builder()
                .line(3)
                .rail(Rail.ACH)
                .code("C01")
                .trace("091000010000042")
                .correctedData("9988776655")
                .reference("ID1")
                .name("Ana")
                .account(AccountNumber.us("231380104", "12345678").ref())
                .build();
        NachaFile file = NachaFile.originating(US_BANK)
                .refuse(notice, US, "C64", MARCH_3)
                .build(NOW)
                .orThrow();
        String[] lines = text(file::writeTo).split("\n", -1);
        assertThat(lines[1].substring(50, 53)).isEqualTo("COR");
        assertThat(lines[2])
                .isEqualTo(
                        "62123138010412345678         0000000000ID1            Ana                     1091000010000001");
        assertThat(lines[3])
                .isEqualTo(
                        "798C64091000010000042      231380109988776655                   C01            091000010000001");
        assertThat(problems(NachaFile.originating(US_BANK)
                        .refuse(
                                BankRecord.AccountChange.builder()
                                        .from(notice)
                                        .account(java.util.Optional.empty())
                                        .build(),
                                US,
                                "C64",
                                MARCH_3)
                        .build(NOW)))
                .startsWith("IMPORT.FIELD_MISSING refusal of C01 to 091000010000042: ");
    }
}
