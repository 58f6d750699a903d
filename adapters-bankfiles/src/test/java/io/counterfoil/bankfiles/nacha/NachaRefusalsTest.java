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
import static io.counterfoil.bankfiles.nacha.NachaFileTest.originator;
import static io.counterfoil.payments.rail.Rail.Direction.CREDIT;
import static io.counterfoil.payments.rail.Rail.Direction.DEBIT;
import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.bankfiles.record.BankRecord.PaymentEntry;
import io.counterfoil.payments.account.AccountNumber;
import io.counterfoil.payments.calendar.BusinessCalendar;
import io.counterfoil.payments.evidence.Checked;
import io.counterfoil.payments.order.PaymentOrder;
import io.counterfoil.payments.proof.ProofStatus;
import io.counterfoil.payments.rail.CutOffs;
import io.counterfoil.payments.rail.Rail;
import io.counterfoil.payments.rail.RailTerms;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a Nacha file cannot carry, one fault at a time, on both sides of each bound. */
class NachaRefusalsTest {

    private static final AccountNumber OFFSET = AccountNumber.us("091000019", "777");

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

    private static String problems(String entryClass, PaymentOrder order, AccountNumber account, String name) {
        return problems(NachaFile.originating(US_BANK)
                .add(entryClass, order, account, name)
                .build(NOW));
    }

    private static String problems(NachaFile.Originator originator) {
        return problems(NachaFile.originating(originator)
                .add(paid("1.00").build(), US, "Ana")
                .build(NOW));
    }

    @Test
    @DisplayName("BNK-41 an entry with one fault is refused for that fault alone")
    void oneFaultAtATime() {
        PaymentOrder fine = paid("1.00").build();
        assertThat(problems("PPD", fine, US, "Ana")).isEmpty();
        assertThat(problems("PPD", fine, AccountNumber.us("123", "12345678"), "Ana"))
                .startsWith("ACCOUNT.")
                .contains(" order p-1: routing number of ")
                .endsWith(" does not hold, expected 9 digits with their check digit")
                .doesNotContain("\n");
        assertThat(problems("PPD", fine, AccountNumber.iban("DE89370400440532013000"), "Ana"))
                .isEqualTo("ORDER.INSTRUMENT order p-1: routing number of "
                        + AccountNumber.iban("DE89370400440532013000")
                        + " does not hold, expected 9 digits with their check digit");
        assertThat(problems("PPD", fine, AccountNumber.us("231380104", "1".repeat(17)), "Ana"))
                .isEmpty();
        AccountNumber longer = AccountNumber.us("231380104", "1".repeat(18));
        assertThat(problems("PPD", fine, longer, "Ana"))
                .isEqualTo("ORDER.INSTRUMENT order p-1: account " + longer
                        + " has 18 characters, expected 1 to 17 letters, digits, blanks or hyphens");
        assertThat(problems("PPD", order("p-1", CREDIT, "CAD", "1.00").build(), US, "Ana"))
                .isEqualTo("ORDER.CURRENCY order p-1: amount in CAD, expected USD");
        assertThat(problems("PPD", paid("99999999.99").build(), US, "Ana")).isEmpty();
        assertThat(problems("PPD", paid("100000000.00").build(), US, "Ana"))
                .isEqualTo("ORDER.OVER_LIMIT order p-1: amount 100000000.00 USD, expected at most 10 digits");
        assertThat(problems("COR", fine, US, "Ana"))
                .isEqualTo("ORDER.TERMS order p-1: entry class 'COR', expected one of PPD, CCD, CTX, WEB, TEL");
        assertThat(problems("TEL", fine, US, "Ana"))
                .isEqualTo("ORDER.DIRECTION order p-1: a credit in class TEL, expected a debit");
        assertThat(problems("TEL", order("p-1", DEBIT, "USD", "1.00").build(), US, "Ana"))
                .isEmpty();
        assertThat(problems("PPD", fine, US, "\u2003"))
                .isEqualTo("IMPORT.FIELD_MISSING order p-1: the name of the other side is missing, expected a text");
        assertThat(problems("PPD", paid("1.00").entryDescription("0123456789").build(), US, "Ana"))
                .isEmpty();
        assertThat(problems("PPD", paid("1.00").entryDescription("0123456789a").build(), US, "Ana"))
                .isEqualTo("ORDER.TOO_LONG order p-1: order p-1 has 11 characters, expected at most 10");
        assertThat(problems(
                        "PPD", order("p-23456789012345", CREDIT, "USD", "1.00").build(), US, "Ana"))
                .isEqualTo(
                        "ORDER.TOO_LONG order p-23456789012345: order p-23456789012345 has 16 characters, expected at most 15");
        assertThat(problems(
                        "PPD", order("p-2345678901234", CREDIT, "USD", "1.00").build(), US, "Ana"))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "PPD, 80, ''",
        "PPD, 81, 'remittance of 81 characters in class PPD, expected at most 80'",
        "CTX, 799920, ''",
        "CTX, 799921, 'remittance of 799921 characters in class CTX, expected at most 799920'",
        "TEL, 1, 'remittance of 1 characters in class TEL, expected at most 0'"
    })
    @DisplayName("BNK-41 remittance takes addenda of 80 characters: one, none in TEL, 9,999 in CTX")
    void remittance(String entryClass, int length, String refusal) {
        PaymentOrder order = order("p-1", DEBIT, "USD", "1.00")
                .remittance(PaymentOrder.Remittance.of("x".repeat(length)))
                .build();
        assertThat(problems(entryClass, order, US, "Ana"))
                .isEqualTo(refusal.isEmpty() ? "" : "ORDER.TOO_LONG order p-1: " + refusal);
    }

    @ParameterizedTest
    @CsvSource({"WEB, true, R", "WEB, false, S", "TEL, true, R", "TEL, false, S", "PPD, true, ' '", "CTX, true, ' '"})
    @DisplayName("BNK-41 WEB and TEL say whether a payment recurs; a name in CTX has sixteen columns")
    void columnsOfClasses(String entryClass, boolean mandate, char recurs) {
        PaymentOrder.Builder order = order("p-1", DEBIT, "USD", "1.00");
        NachaFile file = NachaFile.originating(US_BANK)
                .add(entryClass, mandate ? order.mandate("m-7").build() : order.build(), US, "N".repeat(30))
                .build(NOW)
                .orThrow();
        String line = text(file::writeTo).split("\n", -1)[2];
        assertThat(line.substring(54, 76))
                .isEqualTo(entryClass.equals("CTX") ? "0000" + "N".repeat(16) + "  " : "N".repeat(22));
        assertThat(line.substring(76, 78)).isEqualTo(recurs + " ");
    }

    @Test
    @DisplayName("BNK-41 a structured reference goes before the text")
    void reference() {
        NachaFile file = NachaFile.originating(US_BANK)
                .add(
                        "CCD",
                        paid("1.00")
                                .remittance(PaymentOrder.Remittance.reference("RF18539007547034"))
                                .build(),
                        US,
                        "Ana")
                .build(NOW)
                .orThrow();
        assertThat(records(source(file::writeTo), PaymentEntry.class).get(0).remittance())
                .containsExactly("RF18539007547034");
    }

    @ParameterizedTest
    @CsvSource({
        "CREDIT, 22, 22", "CREDIT, 32, 32", "CREDIT, 42, 42", "CREDIT, 52, 52", "DEBIT, 27, 27", "DEBIT, 37, 37",
        "DEBIT, 55, 55", "CREDIT, '', 22", "DEBIT, '', 27", "CREDIT, 27, -", "DEBIT, 22, -", "CREDIT, 23, -",
        "CREDIT, 12, -", "CREDIT, 62, -", "DEBIT, 28, -", "CREDIT, 21, -", "DEBIT, 26, -", "CREDIT, 2, -",
        "CREDIT, 222, -"
    })
    @DisplayName("BNK-41 an order's own transaction code is one of a payment with money in its direction")
    void transactionCodes(Rail.Direction direction, String code, String written) {
        Checked<NachaFile> file = NachaFile.originating(US_BANK)
                .add(
                        order("p-1", direction, "USD", "1.00")
                                .transactionCode(code)
                                .build(),
                        US,
                        "Ana")
                .build(NOW);
        if (written.equals("-")) {
            assertThat(problems(file))
                    .isEqualTo("IMPORT.BAD_TRANSACTION_CODE order p-1: transaction code '" + code + "' of a "
                            + direction + ", expected such as " + (direction == DEBIT ? "27 or 37" : "22 or 32"));
        } else {
            assertThat(text(file.orThrow()::writeTo).split("\n", -1)[2]).startsWith("6" + written);
        }
    }

    @Test
    @DisplayName("BNK-41 what the originator says fits its columns, on both sides of each bound")
    void originators() {
        assertThat(problems(originator().discretionaryData("x".repeat(20)).build()))
                .isEmpty();
        assertThat(problems(originator().discretionaryData("x".repeat(21)).build()))
                .startsWith("ORDER.TOO_LONG discretionaryData: ")
                .endsWith("expected at most 20 characters");
        assertThat(problems(originator().companyName("x".repeat(16)).build())).isEmpty();
        assertThat(problems(originator().companyName("x".repeat(17)).build())).startsWith("ORDER.TOO_LONG companyName");
        assertThat(problems(originator().origin("123456789").build())).isEmpty();
        assertThat(problems(originator().origin("12345678").build())).startsWith("ORDER.TOO_LONG origin");
        assertThat(problems(originator().destination("09100001").build())).startsWith("ORDER.TOO_LONG destination");
        assertThat(problems(originator().companyId("").build())).startsWith("ORDER.TOO_LONG companyId");
        assertThat(problems(originator().offset(OFFSET).build())).isEmpty();
        AccountNumber seventeen = AccountNumber.us("091000019", "7".repeat(17));
        assertThat(problems(originator().offset(seventeen).build())).isEmpty();
        AccountNumber eighteen = AccountNumber.us("091000019", "7".repeat(18));
        assertThat(problems(originator().offset(eighteen).build()))
                .isEqualTo(
                        "ORDER.INSTRUMENT offset: offset account " + eighteen + ", expected 9 digits and at most 17");
        assertThat(problems(
                        originator().offset(AccountNumber.us("09100001", "7")).build()))
                .startsWith("ORDER.INSTRUMENT offset: ");
        assertThat(fileOfDay(0)).isEqualTo("ORDER.TOO_LONG fileOfDay: file 0 of the day, expected 1 to 36");
        assertThat(fileOfDay(1)).isEmpty();
        NachaFile folded = NachaFile.originating(
                        originator().description("L\u00F6hne").build())
                .add(paid("1.00").build(), US, "Ana")
                .prenote(CREDIT, US, "Ana", MARCH_3)
                .build(NOW)
                .orThrow();
        assertThat(text(folded::writeTo).split("\n", -1)[1].substring(53, 63)).isEqualTo("Lohne     ");
    }

    private static String fileOfDay(int number) {
        return problems(NachaFile.originating(US_BANK)
                .fileOfDay(number)
                .add(paid("1.00").build(), US, "Ana")
                .build(NOW));
    }

    private static Checked<NachaFile> from(long first, boolean balanced, int entries) {
        NachaFile.Builder file = NachaFile.originating(
                        balanced ? originator().offset(OFFSET).build() : US_BANK)
                .firstSequence(first);
        for (int i = 0; i < entries; i++) {
            file.add(order("p-" + i, i % 2 == 0 ? CREDIT : DEBIT, "USD", "1.00").build(), US, "Ana");
        }
        return file.build(NOW);
    }

    @Test
    @DisplayName("BNK-42 trace numbers end at 9,999,999, those of offsetting entries with them")
    void traces() {
        assertThat(from(9_999_998, false, 2).orThrow().allTraces())
                .containsExactly("091000019999998", "091000019999999");
        assertThat(problems(from(9_999_999, false, 2)))
                .isEqualTo("ORDER.TOO_LONG trace: trace numbers from 9999999 leave seven digits");
        assertThat(from(9_999_996, true, 2).orThrow().allTraces()).endsWith("091000019999999");
        assertThat(problems(from(9_999_997, true, 2)))
                .isEqualTo("ORDER.TOO_LONG trace: trace numbers from 9999997 leave seven digits");
        assertThat(from(9_999_998, true, 1).isClean())
                .as("one side alone is offset once")
                .isTrue();
        assertThat(problems(from(0, false, 1)))
                .isEqualTo("ORDER.TOO_LONG trace: trace numbers from 0 leave seven digits");
        assertThat(problems(from(Long.MAX_VALUE, false, 1))).startsWith("ORDER.TOO_LONG trace: ");
    }

    /** 100 entries of 99,999,999.99 and one more. */
    private static String sums(Rail.Direction direction, String last, boolean twoDays) {
        NachaFile.Builder file = NachaFile.originating(US_BANK);
        for (int i = 0; i < 100; i++) {
            file.add(order("p-" + i, direction, "USD", "99999999.99").build(), US, "Ana");
        }
        file.add(
                order("last", direction, "USD", last)
                        .requestedOn(twoDays ? MARCH_3.plusDays(1) : MARCH_3)
                        .build(),
                US,
                "Ana");
        return problems(file.build(NOW));
    }

    @Test
    @DisplayName("BNK-41 a batch and a file sum to at most twelve digits")
    void sums() {
        for (Rail.Direction direction : Rail.Direction.values()) {
            assertThat(sums(direction, "0.99", false)).isEmpty();
            assertThat(sums(direction, "1.00", false))
                    .isEqualTo("ORDER.OVER_LIMIT batch: a batch sums to more than 12 digits hold\n"
                            + "ORDER.OVER_LIMIT file: the file sums to more than 12 digits hold");
            assertThat(sums(direction, "0.99", true)).isEmpty();
            assertThat(sums(direction, "1.00", true))
                    .isEqualTo("ORDER.OVER_LIMIT file: the file sums to more than 12 digits hold");
        }
    }

    @Test
    @DisplayName("BNK-42 an offsetting entry takes ten digits, and a balanced file sums to twelve")
    void offsets() {
        for (Rail.Direction direction : Rail.Direction.values()) {
            assertThat(problems(balanced(direction, "99999999.98", "0.01"))).isEmpty();
            assertThat(problems(balanced(direction, "99999999.98", "0.02")))
                    .isEqualTo(
                            "ORDER.OVER_LIMIT batch: a batch sums to more than 10 digits hold, expected what one offsetting entry takes");
        }
        NachaFile.Builder most =
                NachaFile.originating(originator().offset(OFFSET).build());
        NachaFile.Builder over =
                NachaFile.originating(originator().offset(OFFSET).build());
        for (NachaFile.Builder file : List.of(most, over)) {
            for (int i = 0; i < 100; i++) {
                file.add(
                        order("p-" + i, i % 2 == 0 ? CREDIT : DEBIT, "USD", "99999999.99")
                                .requestedOn(MARCH_3.plusDays(i))
                                .build(),
                        US,
                        "Ana");
            }
        }
        most.add(
                order("last", DEBIT, "USD", "0.99")
                        .requestedOn(MARCH_3.minusDays(1))
                        .build(),
                US,
                "Ana");
        over.add(
                order("last", DEBIT, "USD", "1.00")
                        .requestedOn(MARCH_3.minusDays(1))
                        .build(),
                US,
                "Ana");
        NachaFile file = most.build(NOW).orThrow();
        assertThat(receipt(source(file::writeTo)).status()).isEqualTo(ProofStatus.PROVED);
        assertThat(problems(over.build(NOW)))
                .isEqualTo("ORDER.OVER_LIMIT file: the file sums to more than 12 digits hold");
        NachaFile prenote = NachaFile.originating(originator().offset(OFFSET).build())
                .prenote(DEBIT, US, "Ana", MARCH_3)
                .build(NOW)
                .orThrow();
        assertThat(prenote.allTraces()).as("no money, nothing to balance").hasSize(1);
    }

    private static Checked<NachaFile> balanced(Rail.Direction direction, String first, String second) {
        return NachaFile.originating(originator().offset(OFFSET).build())
                .add(order("p-1", direction, "USD", first).build(), US, "Ana")
                .add(order("p-2", direction, "USD", second).build(), US, "Ana")
                .build(NOW);
    }

    @Test
    @DisplayName("BNK-41 service classes say debits, credits or both, as prenotes do")
    void services() {
        assertThat(service(DEBIT)).isEqualTo("225");
        assertThat(service(CREDIT)).isEqualTo("220");
        NachaFile both = NachaFile.originating(US_BANK)
                .prenote(DEBIT, US, "Ana", MARCH_3)
                .prenote(CREDIT, US, "Ana", MARCH_3)
                .build(NOW)
                .orThrow();
        assertThat(text(both::writeTo).split("\n", -1)[1].substring(1, 4)).isEqualTo("200");
    }

    private static String service(Rail.Direction direction) {
        NachaFile file = NachaFile.originating(US_BANK)
                .prenote(direction, US, "Ana", MARCH_3)
                .build(NOW)
                .orThrow();
        return text(file::writeTo).split("\n", -1)[1].substring(1, 4);
    }

    @Test
    @DisplayName("BNK-41 an effective date that the calendar does not know is refused")
    void calendarEnds() {
        NachaFile.Originator bank = originator()
                .settlement(RailTerms.Settlement.builder()
                        .rail(Rail.ACH)
                        .calendar(BusinessCalendar.Rails.fed())
                        .cutOffs(CutOffs.builder(ZoneId.of("America/New_York"))
                                .workdays(Rail.ACH, LocalTime.of(14, 45))
                                .build())
                        .build())
                .build();
        LocalDate late = LocalDate.of(2999, 1, 4);
        assertThat(problems(NachaFile.originating(bank)
                        .add(paid("1.00").requestedOn(late).build(), US, "Ana")
                        .build(NOW)))
                .startsWith("ORDER.CALENDAR_ENDS order p-1: wanted on 2999-01-04: ");
    }
}
