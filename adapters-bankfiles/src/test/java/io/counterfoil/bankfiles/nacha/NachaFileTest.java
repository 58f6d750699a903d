package io.counterfoil.bankfiles.nacha;

import static io.counterfoil.bankfiles.Orders.MARCH_3;
import static io.counterfoil.bankfiles.Orders.NOW;
import static io.counterfoil.bankfiles.Orders.US;
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
import io.counterfoil.bankfiles.record.ReturnItem;
import io.counterfoil.payments.account.AccountNumber;
import io.counterfoil.payments.calendar.BusinessCalendar;
import io.counterfoil.payments.evidence.Checked;
import io.counterfoil.payments.evidence.Diagnostic;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.order.PaymentId;
import io.counterfoil.payments.order.PaymentOrder;
import io.counterfoil.payments.proof.ImportReceipt;
import io.counterfoil.payments.proof.ProofStatus;
import io.counterfoil.payments.rail.CutOffs;
import io.counterfoil.payments.rail.Rail;
import io.counterfoil.payments.rail.RailTerms;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class NachaFileTest {

    static final NachaFile.Originator US_BANK = originator().build();

    static NachaFile.Originator.Builder originator() {
        return NachaFile.Originator.builder()
                .destination("091000019")
                .destinationName("Federal Reserve")
                .origin("1234567890")
                .originName("Origin Co")
                .companyName("ORIGIN CO")
                .companyId("1234567890")
                .odfi("09100001");
    }

    private static PaymentOrder debit(String id, String amount) {
        return order(id, DEBIT, "USD", amount).mandate("m-7").build();
    }

    private static PaymentOrder credit(String id, String amount) {
        return order(id, CREDIT, "USD", amount).build();
    }

    @Test
    @DisplayName("BNK-41 a file has the columns of the standard, computed by hand")
    void columnsOfTheStandard() {
        NachaFile file = NachaFile.originating(US_BANK)
                .add(debit("p-1", "100.00"), US, "Ana Díaz")
                .add(debit("p-2", "25.50"), AccountNumber.us("231380104", "999"), "Bob")
                .build(NOW)
                .orThrow();

        String fill = "9".repeat(94);
        assertThat(text(file::writeTo).split("\n"))
                .containsExactly(
                        "101 0910000191234567890270301" + "1004" + "A094101" + "Federal Reserve        "
                                + "Origin Co              " + "        ",
                        "5225ORIGIN CO                           1234567890PPDPAYMENT   270303270303   1091000010000001",
                        "62723138010412345678         0000010000p-1            Ana Diaz                0091000010000001",
                        "627231380104999              0000002550p-2            Bob                     0091000010000002",
                        "822500000200462760200000000125500000000000001234567890                         091000010000001",
                        "9000001000001000000020046276020000000012550000000000000                                       ",
                        fill,
                        fill,
                        fill,
                        fill);
        assertThat(file.traces())
                .containsEntry(PaymentId.of("p-1"), "091000010000001")
                .containsEntry(PaymentId.of("p-2"), "091000010000002");
        assertThat(file).hasToString("Nacha file of 2 entries");
    }

    @Test
    @DisplayName("BNK-41 BNK-39 what is written is proved and reads back to the same values")
    void readsBack() {
        NachaFile file = NachaFile.originating(US_BANK)
                .add("WEB", debit("p-1", "100.00"), US, "Ana Diaz")
                .add(
                        "CCD",
                        order("p-2", CREDIT, "USD", "7.01")
                                .entryDescription("SALARY")
                                .transactionCode("32")
                                .remittance(PaymentOrder.Remittance.of("for March & April"))
                                .build(),
                        US,
                        "Acme Inc")
                .prenote(DEBIT, US, "Carl", MARCH_3)
                .build(NOW)
                .orThrow();

        ImportReceipt receipt = receipt(source(file::writeTo));
        assertThat(receipt.status()).as(receipt.sentence()).isEqualTo(ProofStatus.PROVED);
        assertThat(receipt.diagnostics()).isEmpty();
        assertThat(receipt.items()).isEqualTo(3);
        List<PaymentEntry> entries = records(source(file::writeTo), PaymentEntry.class);
        assertThat(entries.get(0).rail()).isEqualTo(Rail.ACH);
        assertThat(entries.get(0).direction()).isEqualTo(DEBIT);
        assertThat(Amounts.text(entries.get(0).amount())).isEqualTo("100.00 USD");
        assertThat(entries.get(0).account()).isEqualTo(US.ref());
        assertThat(entries.get(0).name()).isEqualTo("Ana Diaz");
        assertThat(entries.get(0).reference()).isEqualTo("p-1");
        assertThat(entries.get(0).dueOn()).contains(MARCH_3);
        assertThat(entries.get(0).entryClass()).isEqualTo("WEB");
        assertThat(entries.get(0).trace()).isEqualTo("091000010000001");
        assertThat(entries.get(0).originator()).isEqualTo("1234567890");
        assertThat(entries.get(1).direction()).isEqualTo(CREDIT);
        assertThat(entries.get(1).transactionCode()).isEqualTo("32");
        assertThat(entries.get(1).description()).isEqualTo("SALARY");
        assertThat(entries.get(1).remittance()).containsExactly("for March & April");
        assertThat(entries.get(2).transactionCode()).isEqualTo("28");
        assertThat(Amounts.minor(entries.get(2).amount())).isZero();
        assertThat(receipt.sums().toString()).contains("92.99");
    }

    @Test
    @DisplayName("BNK-41 CTX carries as many addenda as the remittance takes, and counts them")
    void ctxAddenda() {
        NachaFile file = NachaFile.originating(US_BANK)
                .add(
                        "CTX",
                        order("p-1", CREDIT, "USD", "1.00")
                                .remittance(PaymentOrder.Remittance.of("x".repeat(161)))
                                .build(),
                        US,
                        "A corporation with a long name")
                .build(NOW)
                .orThrow();

        String[] lines = text(file::writeTo).split("\n", -1);
        assertThat(lines[2]).contains("0003A corporation wi");
        assertThat(lines[3]).startsWith("705" + "x".repeat(80) + "00010000001");
        assertThat(lines[5]).startsWith("705x ").endsWith("00030000001");
        assertThat(receipt(source(file::writeTo)).status()).isEqualTo(ProofStatus.PROVED);
        PaymentEntry entry = records(source(file::writeTo), PaymentEntry.class).get(0);
        assertThat(entry.name()).isEqualTo("A corporation wi");
        assertThat(entry.remittance()).hasSize(3);
    }

    @Test
    @DisplayName("BNK-41 all problems are told at once and nothing is written")
    void allProblemsAtOnce() {
        Checked<NachaFile> file = NachaFile.originating(
                        originator().odfi("0910").companyName("").build())
                .fileOfDay(37)
                .add("XYZ", credit("p-1", "1.00"), AccountNumber.us("231380105", "1"), "")
                .add("TEL", order("p-1", CREDIT, "CAD", "1.00").build(), US, "x")
                .add(
                        "PPD",
                        order("p-with-a-long-name-1", DEBIT, "USD", "100000000.00")
                                .transactionCode("22")
                                .entryDescription("longer than ten")
                                .remittance(PaymentOrder.Remittance.of("x".repeat(81)))
                                .build(),
                        AccountNumber.us("231380104", "1".repeat(18)),
                        "x")
                .build(NOW);

        assertThat(file.value()).isEmpty();
        assertThat(file.diagnostics().stream()
                        .map(one -> one.code().id() + " " + one.location().field())
                        .toList())
                .containsExactlyInAnyOrder(
                        "ORDER.TOO_LONG odfi",
                        "IMPORT.FIELD_MISSING companyName",
                        "ORDER.TOO_LONG fileOfDay",
                        "ACCOUNT.BAD_CHECK_DIGIT order p-1",
                        "ORDER.TERMS order p-1",
                        "IMPORT.FIELD_MISSING order p-1",
                        "ORDER.CURRENCY order p-1",
                        "ORDER.ORDER_EXISTS order p-1",
                        "ORDER.DIRECTION order p-1",
                        "ORDER.INSTRUMENT order p-with-a-long-name-1",
                        "ORDER.OVER_LIMIT order p-with-a-long-name-1",
                        "IMPORT.BAD_TRANSACTION_CODE order p-with-a-long-name-1",
                        "ORDER.TOO_LONG order p-with-a-long-name-1",
                        "ORDER.TOO_LONG order p-with-a-long-name-1",
                        "ORDER.TOO_LONG order p-with-a-long-name-1");
        assertThat(NachaFile.originating(US_BANK)
                        .build(NOW)
                        .diagnostics()
                        .get(0)
                        .message())
                .isEqualTo("the file has no entry, expected at least one");
        assertThat(file.diagnostics().toString()).doesNotContain("1".repeat(18));
    }

    @Test
    @DisplayName("BNK-41 effective dates follow the calendar, and same-day its cut-off and limit")
    void effectiveDates() {
        RailTerms.Settlement sameDay = RailTerms.Settlement.builder()
                .rail(Rail.ACH)
                .calendar(BusinessCalendar.Rails.fed())
                .cutOffs(CutOffs.builder(ZoneId.of("America/New_York"))
                        .workdays(Rail.ACH, LocalTime.of(14, 45))
                        .build())
                .limit(Amounts.in("USD").of("1000000.00"))
                .build();
        NachaFile.Originator bank = originator().settlement(sameDay).build();
        LocalDate monday = LocalDate.of(2027, 3, 1);
        PaymentOrder today =
                order("p-1", CREDIT, "USD", "10.00").requestedOn(monday).build();
        PaymentOrder saturday = order("p-2", CREDIT, "USD", "10.00")
                .requestedOn(LocalDate.of(2027, 3, 6))
                .build();
        PaymentOrder large =
                order("p-3", CREDIT, "USD", "2000000.00").requestedOn(monday).build();

        Checked<NachaFile> inTime = NachaFile.originating(bank)
                .add(today, US, "a")
                .add(saturday, US, "b")
                .add(large, US, "c")
                .build(Instant.parse("2027-03-01T19:45:00Z"));
        Checked<NachaFile> late =
                NachaFile.originating(bank).add(today, US, "a").build(Instant.parse("2027-03-01T19:46:00Z"));

        assertThat(days(inTime)).containsExactly(monday, LocalDate.of(2027, 3, 8), LocalDate.of(2027, 3, 2));
        assertThat(inTime.diagnostics())
                .extracting(one -> one.code().id())
                .containsExactly("ORDER.NOT_A_BUSINESS_DAY", "ORDER.TOO_EARLY");
        assertThat(inTime.diagnostics()).allMatch(one -> one.level() == Diagnostic.Level.WARNING);
        assertThat(days(late)).containsExactly(LocalDate.of(2027, 3, 2));
        assertThat(late.diagnostics().get(0).message())
                .startsWith("wanted on 2027-03-01, takes effect on 2027-03-02: settles");
    }

    private static List<LocalDate> days(Checked<NachaFile> file) {
        return records(source(file.orThrow()::writeTo), PaymentEntry.class).stream()
                .map(entry -> entry.dueOn().orElseThrow())
                .toList();
    }

    @Test
    @DisplayName("BNK-42 the modifier goes from A to Z and 0 to 9; trace numbers are unique and go on where told")
    void modifierAndTraces() {
        NachaFile first = NachaFile.originating(US_BANK)
                .fileOfDay(26)
                .add(debit("p-1", "1.00"), US, "a")
                .build(NOW)
                .orThrow();
        NachaFile later = NachaFile.originating(US_BANK)
                .fileOfDay(27)
                .firstSequence(41)
                .add(debit("p-1", "1.00"), US, "a")
                .add("CCD", debit("p-2", "1.00"), US, "b")
                .build(NOW)
                .orThrow();

        assertThat(text(first::writeTo).charAt(33)).isEqualTo('Z');
        assertThat(text(later::writeTo).charAt(33)).isEqualTo('0');
        assertThat(later.allTraces()).containsExactly("091000010000041", "091000010000042");
        assertThat(NachaFile.originating(US_BANK)
                        .fileOfDay(36)
                        .add(debit("p-1", "1.00"), US, "a")
                        .build(NOW)
                        .isClean())
                .isTrue();
    }

    @Test
    @DisplayName("BNK-42 a balanced file offsets every batch, and its credits are its debits")
    void balanced() {
        NachaFile file = NachaFile.originating(originator()
                        .offset(AccountNumber.us("091000019", "777"))
                        .build())
                .add(debit("p-1", "100.00"), US, "a")
                .add(credit("p-2", "30.00"), US, "b")
                .build(NOW)
                .orThrow();

        String[] lines = text(file::writeTo).split("\n", -1);
        assertThat(lines[1]).startsWith("5200");
        assertThat(lines[4]).startsWith("622091000019777              0000010000OFFSET ");
        assertThat(lines[5]).startsWith("627091000019777              0000003000OFFSET ");
        assertThat(lines[6].substring(20, 44)).isEqualTo("000000013000000000013000");
        assertThat(receipt(source(file::writeTo)).status()).isEqualTo(ProofStatus.PROVED);
    }

    @Test
    @DisplayName("BNK-41 a presented-again debit is described as RETRY PYMT")
    void retries() {
        NachaFile file = NachaFile.originating(US_BANK)
                .add(order("p-1", DEBIT, "USD", "1.00").presentment(2).build(), US, "a")
                .build(NOW)
                .orThrow();
        assertThat(records(source(file::writeTo), PaymentEntry.class).get(0).description())
                .isEqualTo("RETRY PYMT");
    }

    @Test
    @DisplayName("BNK-41 BNK-40 returns and notices of change that we send read back as such")
    void answers() {
        NachaFile sent = NachaFile.originating(US_BANK)
                .add(debit("p-1", "100.00"), US, "Ana")
                .build(NOW)
                .orThrow();
        PaymentEntry original =
                records(source(sent::writeTo), PaymentEntry.class).get(0);
        NachaFile answer = NachaFile.originating(originator().odfi("23138010").build())
                .giveBack(original, US, "R01", "NO FUNDS", MARCH_3.plusDays(2))
                .notify(original, US, "C01", "9988776655", MARCH_3.plusDays(2))
                .build(NOW)
                .orThrow();

        assertThat(receipt(source(answer::writeTo)).status()).isEqualTo(ProofStatus.PROVED);
        ReturnItem item = records(source(answer::writeTo), ReturnItem.class).get(0);
        assertThat(item.code()).isEqualTo("R01");
        assertThat(item.trace()).isEqualTo("091000010000001");
        assertThat(item.transactionCode()).isEqualTo("26");
        assertThat(item.information()).isEqualTo("NO FUNDS");
        assertThat(item.returnedOn()).contains(MARCH_3.plusDays(2));
        assertThat(item.amount()).isEqualTo(original.amount());
        BankRecord.AccountChange change =
                records(source(answer::writeTo), BankRecord.AccountChange.class).get(0);
        assertThat(change.code()).isEqualTo("C01");
        assertThat(change.newAccount().orElseThrow().number()).isEqualTo("9988776655");
        assertThat(change.toString()).doesNotContain("9988776655");

        NachaFile refusal = NachaFile.originating(US_BANK)
                .refuse(change, US, "C64", MARCH_3)
                .build(NOW)
                .orThrow();
        BankRecord.AccountChange refused = records(source(refusal::writeTo), BankRecord.AccountChange.class)
                .get(0);
        assertThat(refused.code()).isEqualTo("C64");
        assertThat(text(refusal::writeTo).split("\n", -1)[3].substring(64, 67)).isEqualTo("C01");

        Checked<NachaFile> wrong = NachaFile.originating(US_BANK)
                .giveBack(original, US, "X1", "y".repeat(45), MARCH_3)
                .notify(original, US, "C01", " ", MARCH_3)
                .build(NOW);
        assertThat(wrong.diagnostics())
                .extracting(one -> one.code().id())
                .containsExactly("IMPORT.CODE_UNKNOWN", "ORDER.TOO_LONG", "IMPORT.FIELD_MISSING");
    }

    @Test
    @DisplayName("BNK-41 a reversal turns codes round, keeps accounts and amounts and is described as such")
    void reversal() {
        NachaFile sent = NachaFile.originating(US_BANK)
                .add(debit("p-1", "100.00"), US, "Ana")
                .add(credit("p-2", "30.00"), US, "Bob")
                .build(NOW)
                .orThrow();

        NachaFile reversal = sent.reversal(List.of("091000010000002"), MARCH_3.plusDays(1), US_BANK, NOW)
                .orThrow();

        assertThat(receipt(source(reversal::writeTo)).status()).isEqualTo(ProofStatus.PROVED);
        List<PaymentEntry> entries = records(source(reversal::writeTo), PaymentEntry.class);
        assertThat(entries).hasSize(1);
        assertThat(entries.get(0).transactionCode()).isEqualTo("27");
        assertThat(entries.get(0).description()).isEqualTo("REVERSAL");
        assertThat(entries.get(0).correction()).isTrue();
        assertThat(Amounts.plain(entries.get(0).amount())).isEqualTo("30.00");
        assertThat(entries.get(0).dueOn()).contains(MARCH_3.plusDays(1));
        assertThat(sent.reversal(List.of("1"), MARCH_3, US_BANK, NOW)
                        .diagnostics()
                        .get(0)
                        .message())
                .isEqualTo("trace number 1 stands 0 times in the file, expected once");
        assertThat(sent.reversal(List.of(), MARCH_3, US_BANK, NOW).isClean()).isFalse();
    }

    @Test
    @DisplayName("BNK-09 a file that was read is written with the same bytes; one that does not add up has no value")
    void readAndWritten() {
        NachaFile sent = NachaFile.originating(US_BANK)
                .add(debit("p-1", "100.00"), US, "Ana")
                .build(NOW)
                .orThrow();
        String unix = text(sent::writeTo);
        for (String form : List.of(
                unix,
                unix.replace("\n", "\r\n"),
                unix.strip(),
                unix.replace("\n", ""),
                unix.replace("\n", "") + "\n",
                unix + "\n\n",
                unix.replace("Ana", "A\u00F1a"))) {
            assertThat(text(NachaFile.read(source(form)).orThrow()::writeTo)).isEqualTo(form);
        }
        assertThat(NachaFile.read(source(unix.replace("0000010000p-1", "0000010001p-1")))
                        .value())
                .isEmpty();
        assertThat(NachaFile.read(source("hello")).diagnostics().get(0).code().id())
                .isEqualTo("IMPORT.NOT_NACHA");
        assertThat(NachaFile.read(source(unix.replace("0000010000p-1", "00000x0000p-1")))
                        .value())
                .isEmpty();
    }
}
