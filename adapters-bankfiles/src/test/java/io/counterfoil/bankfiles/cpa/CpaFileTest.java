package io.counterfoil.bankfiles.cpa;

import static io.counterfoil.bankfiles.Orders.CA;
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

import io.counterfoil.bankfiles.imports.Imports;
import io.counterfoil.bankfiles.record.BankRecord;
import io.counterfoil.bankfiles.record.BankRecord.PaymentEntry;
import io.counterfoil.bankfiles.record.ReturnItem;
import io.counterfoil.payments.account.AccountNumber;
import io.counterfoil.payments.evidence.Checked;
import io.counterfoil.payments.evidence.Diagnostic;
import io.counterfoil.payments.idempotency.FileNumbers;
import io.counterfoil.payments.idempotency.IdempotencyKey;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.order.PaymentId;
import io.counterfoil.payments.proof.ImportReceipt;
import io.counterfoil.payments.proof.ProofStatus;
import java.time.LocalDate;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class CpaFileTest {

    static final CpaFile.Originator BANK = originator().build();

    static CpaFile.Originator.Builder originator() {
        return CpaFile.Originator.builder()
                .id("ORIGIN0001")
                .dataCentre("00310")
                .shortName("Café Co")
                .longName("Café Company Ltée")
                .returns(AccountNumber.canada("12345-003", "7654321"));
    }

    private static CpaFile seven() {
        CpaFile.Builder file = CpaFile.of(BANK, 12);
        for (int i = 1; i <= 7; i++) {
            file.add(order("p-" + i, DEBIT, "CAD", i + ".00").build(), CA, "Payor " + i);
        }
        return file.add(order("c-1", CREDIT, "CAD", "9.99").build(), CA, "Payée")
                .build(NOW)
                .orThrow();
    }

    @Test
    @DisplayName(
            "BNK-47 a record has the columns of the standard, texts folded before they are padded, trace numbers filled with zeros")
    void columns() {
        String[] lines = text(seven()::writeTo).strip().split("\n", -1);
        lines[4] = lines[4] + " ".repeat(1464 - lines[4].length());

        assertThat(lines).hasSize(5).allMatch(line -> line.length() == 1464);
        assertThat(lines[0]).startsWith("A000000001ORIGIN0001001202706000310                    CAD ");
        assertThat(lines[1].substring(0, 24)).isEqualTo("D000000002ORIGIN00010012");
        assertThat(lines[1].substring(24, 264))
                .isEqualTo("450" + "0000000100" + "027062" + "000312345" + "1234567     " + "0000003100012000000001"
                        + "000" + "CAFE CO        " + "PAYOR 1                       "
                        + "CAFE COMPANY LTEE             " + "ORIGIN0001" + "P-1                " + "000312345"
                        + "7654321     " + " ".repeat(15) + " ".repeat(22) + "  " + "00000000000");
        assertThat(lines[2]).startsWith("D000000003ORIGIN000100124500000000700");
        assertThat(lines[2].substring(264)).isBlank();
        assertThat(lines[3]).startsWith("C000000004ORIGIN000100124600000000999");
        assertThat(lines[4].substring(0, 112))
                .isEqualTo("Z000000005ORIGIN00010012" + "00000000002800" + "00000007" + "00000000000999" + "00000001"
                        + "0".repeat(44));
        assertThat(seven().traces()).containsEntry(PaymentId.of("c-1"), "0000003100012000000008");
    }

    @Test
    @DisplayName("BNK-45 BNK-46 what is written is proved and reads back to the same values")
    void readsBack() {
        ImportReceipt receipt = receipt(source(seven()::writeTo));
        assertThat(receipt.status()).as(receipt.sentence()).isEqualTo(ProofStatus.PROVED);
        assertThat(receipt.diagnostics()).isEmpty();
        assertThat(receipt.items()).isEqualTo(8);
        assertThat(receipt.sentence()).isEqualTo("CPA005, 8 entries, PROVED");
        List<PaymentEntry> entries = records(source(seven()::writeTo), PaymentEntry.class);
        PaymentEntry first = entries.get(0);
        assertThat(first.direction()).isEqualTo(DEBIT);
        assertThat(Amounts.text(first.amount())).isEqualTo("1.00 CAD");
        assertThat(first.dueOn()).contains(MARCH_3);
        assertThat(first.account().isSameAccountAs(CA.ref())).isTrue();
        assertThat(first.name()).isEqualTo("PAYOR 1");
        assertThat(first.reference()).isEqualTo("P-1");
        assertThat(first.trace()).isEqualTo("0000003100012000000001");
        assertThat(first.transactionCode()).isEqualTo("450");
        assertThat(first.originator()).isEqualTo("ORIGIN0001");
        assertThat(first.correction()).isFalse();
        assertThat(entries.get(7).direction()).isEqualTo(CREDIT);
        assertThat(entries.get(7).name()).isEqualTo("PAYEE");
        BankRecord.FileSummary summary =
                records(source(seven()::writeTo), BankRecord.FileSummary.class).get(0);
        assertThat(summary.originator()).isEqualTo("ORIGIN0001");
        assertThat(summary.destination()).isEqualTo("00310");
        assertThat(summary.number()).isEqualTo("12");
    }

    @Test
    @DisplayName("BNK-47 corrections of errors are E and F records with the original's trace")
    void corrections() {
        CpaFile file = CpaFile.of(
                        originator().routingLine("$$AAPACPA1464[PROD[NL$$").build(), 9999)
                .correct(order("p-1", DEBIT, "CAD", "1.00").build(), CA, "a", "0000003100012000000001")
                .correct(order("c-1", CREDIT, "CAD", "2.00").build(), CA, "b", "0000003100012000000008")
                .build(NOW)
                .orThrow();

        String[] lines = text(file::writeTo).split("\n", -1);
        assertThat(lines[0]).isEqualTo("$$AAPACPA1464[PROD[NL$$");
        assertThat(lines[2]).startsWith("E");
        assertThat(lines[3]).startsWith("F");
        assertThat(lines[4].substring(24, 112))
                .isEqualTo("0".repeat(44) + "00000000000200" + "00000001" + "00000000000100" + "00000001");
        assertThat(receipt(source(file::writeTo)).status()).isEqualTo(ProofStatus.PROVED);
        List<PaymentEntry> entries = records(source(file::writeTo), PaymentEntry.class);
        assertThat(entries).allMatch(PaymentEntry::correction);
        assertThat(entries.get(0).trace()).isEqualTo("0000003100012000000008");
        assertThat(receipt(source(file::writeTo)).sums().toString()).contains("1.00");
    }

    @Test
    @DisplayName("BNK-47 lines of 80 columns by variant, for one direction, type and day")
    void eightyColumns() {
        CpaFile.Originator bank =
                originator().variant(CpaFile.Variant.EIGHTY_COLUMNS).build();
        CpaFile file = CpaFile.of(bank, 7)
                .add(order("p-1", DEBIT, "CAD", "1.00").build(), CA, "Payor")
                .build(NOW)
                .orThrow();

        assertThat(text(file::writeTo).split("\n"))
                .containsExactly(
                        "HORIGIN0001D450030327CAFE CO        0003123457654321     0007" + " ".repeat(19),
                        "DPAYOR                  030327P-1                0003123451234567     0000000100",
                        "T0000000100000000000100" + " ".repeat(57));
        assertThat(CpaFile.of(bank, 7)
                        .add(order("p-1", DEBIT, "CAD", "1.00").build(), CA, "a")
                        .add(order("c-1", CREDIT, "CAD", "1.00").build(), CA, "b")
                        .build(NOW)
                        .isClean())
                .isFalse();
    }

    @Test
    @DisplayName("BNK-47 all problems are told at once and nothing is written")
    void allProblems() {
        Checked<CpaFile> file = CpaFile.of(
                        originator()
                                .id("12345678901")
                                .dataCentre("1")
                                .currency("EUR")
                                .build(),
                        10_000)
                .add(
                        order("p-1", DEBIT, "USD", "100000000.00")
                                .endToEndId("x".repeat(20))
                                .transactionCode("4")
                                .build(),
                        AccountNumber.canada("12345-003", "1"),
                        " ")
                .add(
                        order("p-2", CREDIT, "EUR", "1.00")
                                .requestedOn(LocalDate.of(1999, 1, 1))
                                .build(),
                        CA,
                        "b")
                .correct(order("p-3", CREDIT, "EUR", "1.00").build(), CA, "b", "1")
                .build(NOW);

        assertThat(file.diagnostics().stream()
                        .filter(one -> one.level() == Diagnostic.Level.ERROR)
                        .map(one -> one.code().id() + " " + one.location().field())
                        .toList())
                .containsExactlyInAnyOrder(
                        "ORDER.TOO_LONG originator id",
                        "ORDER.TOO_LONG dataCentre",
                        "ORDER.CURRENCY currency",
                        "IMPORT.FILE_CREATION_NUMBER file creation number",
                        "ACCOUNT.ACCOUNT_LENGTH order p-1",
                        "ORDER.CURRENCY order p-1",
                        "ORDER.OVER_LIMIT order p-1",
                        "IMPORT.FIELD_MISSING order p-1",
                        "ORDER.TOO_LONG order p-1",
                        "ORDER.TERMS order p-1",
                        "ORDER.TOO_LATE order p-2",
                        "IMPORT.FIELD_MISSING order p-3");
        assertThat(CpaFile.of(BANK, 1).build(NOW).isClean()).isFalse();
        assertThat(CpaFile.of(BANK, 1)
                        .add(order("p-1", DEBIT, "CAD", "1.00").build(), CA, "a")
                        .add(order("p-1", DEBIT, "CAD", "1.00").build(), CA, "a")
                        .build(NOW)
                        .diagnostics())
                .extracting(one -> one.code().id())
                .containsExactlyInAnyOrder("ORDER.ORDER_EXISTS", "ORDER.CHARACTERS", "ORDER.CHARACTERS");
        Checked<CpaFile> capitals = CpaFile.of(BANK, 1)
                .add(order("P-1", DEBIT, "CAD", "1.00").build(), CA, "a")
                .build(NOW);
        assertThat(capitals.diagnostics()).isEmpty();
        Checked<CpaFile> small = CpaFile.of(BANK, 1)
                .add(order("p-1", DEBIT, "CAD", "1.00").build(), CA, "a")
                .build(NOW);
        assertThat(small.isClean()).isTrue();
        assertThat(small.diagnostics().get(0).message())
                .startsWith("cross-reference 'p-1' is written as 'P-1', expected capitals");
    }

    @Test
    @DisplayName(
            "BNK-49 numbers of files come from the store and are checked when files come in: gap, repetition, reset")
    void fileCreationNumbers() {
        FileNumbers numbers = FileNumbers.inMemory();
        int number = numbers.numberOf(BANK.series(), IdempotencyKey.of("march-1"));
        assertThat(number).isOne();
        CpaFile file = CpaFile.of(BANK, number)
                .add(order("p-1", DEBIT, "CAD", "1.00").build(), CA, "a")
                .build(NOW)
                .orThrow();

        assertThat(last(file, 9999)).isEmpty();
        assertThat(last(file, 0)).isEmpty();
        assertThat(last(file, 1)).contains("file creation number 1 after 1 is the same as the last file's");
        assertThat(last(file, 5)).contains("file creation number 1 after 5 is a reset");
        CpaFile later = CpaFile.of(BANK, 9)
                .add(order("p-1", DEBIT, "CAD", "1.00").build(), CA, "a")
                .build(NOW)
                .orThrow();
        assertThat(last(later, 7)).contains("file creation number 9 after 7 is a gap");
        assertThat(CpaFile.follows(9999, 1)).isTrue();
        assertThat(CpaFile.follows(9999, 10_000)).isFalse();
        assertThat(CpaFile.follows(9998, 9999)).isTrue();
        assertThat(CpaFile.follows(7, 7)).isFalse();
    }

    private static List<String> last(CpaFile file, int number) {
        Imports imports = Imports.builder()
                .lastFileNumbers(series ->
                        series.equals("cpa005:ORIGIN0001:00310") ? OptionalInt.of(number) : OptionalInt.empty())
                .build();
        ImportReceipt receipt = imports.prove(source(file::writeTo));
        assertThat(receipt.status() == ProofStatus.BROKEN)
                .isEqualTo(!receipt.diagnostics().isEmpty());
        return receipt.diagnostics().stream().map(one -> one.message()).toList();
    }

    @Test
    @DisplayName(
            "BNK-48 returns name reason, original type, trace, cross-reference and the elements that failed an edit")
    void returns() {
        String[] lines = text(seven()::writeTo).split("\n", -1);
        StringBuilder segment = new StringBuilder(lines[1].substring(24, 264));
        segment.replace(0, 3, "900").replace(62, 65, "450").replace(205, 227, "0000003100011000000077");
        segment.replace(229, 240, "0708D200000");
        String file = lines[0] + "\nJ" + lines[1].substring(1, 24) + segment + "\nZ000000003ORIGIN00010012"
                + "00000000000100" + "00000001" + "0".repeat(66);

        ImportReceipt receipt = receipt(source(file));
        assertThat(receipt.status()).as(receipt.sentence()).isEqualTo(ProofStatus.PROVED);
        assertThat(codes(receipt)).containsOnly("LINE_SHORT");
        ReturnItem item = records(source(file), ReturnItem.class).get(0);
        assertThat(item.code()).isEqualTo("900");
        assertThat(item.transactionCode()).isEqualTo("450");
        assertThat(item.trace()).isEqualTo("0000003100011000000077");
        assertThat(item.reference()).isEqualTo("P-1");
        assertThat(item.invalidElements()).containsExactly("07", "08", "D2");
        assertThat(item.failedEdits())
                .containsExactly("institution id", "account number", "destination not on the institution file");
        assertThat(item.originalOn()).contains(MARCH_3);
        assertThat(item.returnedOn()).contains(LocalDate.of(2027, 3, 1));
        assertThat(item.direction()).isEqualTo(DEBIT);
        assertThat(item.id()).isEqualTo("L2:1");
        assertThat(item.reason().meaning()).contains("edit");
        assertThat(receipt.sums().toString()).contains("-1.00");
    }

    @Test
    @DisplayName("BNK-45 bad records are named and reading goes on")
    void badRecords() {
        String[] lines = text(seven()::writeTo).split("\n", -1);
        String badDate = lines[1].replaceFirst("027062", "027000");
        String badAmount = lines[3].replaceFirst("4600000000999", "460000000X999");
        ImportReceipt receipt = receipt(source(
                String.join("\n", lines[0], badDate, lines[2], badAmount, "U" + lines[1].substring(1), lines[4], "Q")));

        assertThat(receipt.rejections())
                .extracting(one -> one.code().id() + " " + one.location().line() + ":"
                        + one.location().column())
                .containsExactly("IMPORT.BAD_DATE 2:38", "IMPORT.BAD_AMOUNT 4:28", "IMPORT.RECORD_TYPE 7:0");
        assertThat(receipt.items()).isEqualTo(6);
        assertThat(receipt.keptApart()).isOne();
        assertThat(codes(receipt)).contains("RECORD_AS_TEXT", "Z_CREDIT_VALUE").doesNotContain("Z_DEBIT_VALUE");
        assertThat(receipt.status()).isEqualTo(ProofStatus.BROKEN);
        assertThat(codes(receipt(source(lines[1] + "\n" + lines[4])))).contains("FORMAT_UNKNOWN");
        assertThat(codes(receipt(source(lines[0].replace("CAD", "XXQ") + "\n" + lines[4]))))
                .contains("BAD_CURRENCY", "RECORD_SEQUENCE");
        assertThat(codes(receipt(source(lines[0] + "\n" + lines[1].replace("00010012", "00010013")))))
                .contains("FILE_CREATION_NUMBER");
    }

    @Test
    @DisplayName("BNK-09 a file that was read is written with the same bytes")
    void readAndWritten() {
        String unix = text(seven()::writeTo);
        for (String form :
                List.of(unix, unix.replace("\n", "\r\n"), unix.substring(0, unix.length() - 1), "$$X\n" + unix)) {
            assertThat(text(CpaFile.read(source(form)).orThrow()::writeTo)).isEqualTo(form);
        }
        assertThat(CpaFile.read(source(unix.replace("4500000000100", "4500000000101")))
                        .value())
                .isEmpty();
        assertThat(CpaFile.read(source("A000000001"))
                        .diagnostics()
                        .get(0)
                        .code()
                        .id())
                .isEqualTo("IMPORT.LINE_SHORT");
    }
}
