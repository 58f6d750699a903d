package io.counterfoil.bankfiles.bacs;

import static io.counterfoil.bankfiles.Orders.MARCH_3;
import static io.counterfoil.bankfiles.Orders.UK;
import static io.counterfoil.bankfiles.Orders.order;
import static io.counterfoil.bankfiles.Orders.receipt;
import static io.counterfoil.bankfiles.Orders.source;
import static io.counterfoil.bankfiles.Orders.text;
import static io.counterfoil.bankfiles.bacs.BacsFileTest.USER;
import static io.counterfoil.bankfiles.bacs.BacsFileTest.user;
import static io.counterfoil.payments.rail.Rail.Direction.CREDIT;
import static io.counterfoil.payments.rail.Rail.Direction.DEBIT;
import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.payments.account.AccountNumber;
import io.counterfoil.payments.evidence.Checked;
import io.counterfoil.payments.evidence.Diagnostic;
import io.counterfoil.payments.order.PaymentOrder;
import io.counterfoil.payments.proof.ProofStatus;
import io.counterfoil.payments.rail.Rail;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a Standard 18 file cannot carry, one fault at a time, on both sides of each bound. */
class BacsRefusalsTest {

    private static PaymentOrder.Builder debit(String amount) {
        return order("p-1", DEBIT, "GBP", amount).mandate("DDREF1");
    }

    private static String problems(Checked<BacsFile> file) {
        return String.join(
                "\n",
                file.diagnostics().stream()
                        .map(one -> one.code().id() + " " + one.location().field() + ": " + one.message())
                        .toList());
    }

    private static String problems(BacsFile.ServiceUser user) {
        return problems(BacsFile.standard18(user, MARCH_3)
                .add(debit("1.00").build(), UK, "Ana")
                .build());
    }

    private static String problems(PaymentOrder order, AccountNumber account, String name) {
        return problems(
                BacsFile.standard18(USER, MARCH_3).add(order, account, name).build());
    }

    @Test
    @DisplayName("BNK-50 what the service user says fits its label, on both sides of each bound")
    void serviceUsers() {
        assertThat(problems(user().build())).isEmpty();
        assertThat(problems(user().number("12345").build())).startsWith("ORDER.TOO_LONG service user number: ");
        assertThat(problems(user().serial("ABC123").build())).isEmpty();
        assertThat(problems(user().serial("ABC1234").build())).startsWith("ORDER.TOO_LONG serial: ");
        AccountNumber shorter = AccountNumber.uk("08-99-99", "6637495");
        assertThat(problems(user().account(shorter).build()))
                .isEqualTo("ORDER.INSTRUMENT our account: account " + shorter
                        + ", expected a sort code of 6 and a number of 8 digits");
        assertThat(problems(user().account(AccountNumber.uk("08 99 99", "66-37-49-58"))
                        .build()))
                .isEmpty();
        assertThat(problems(user().name(" * ").build()))
                .isEqualTo("IMPORT.FIELD_MISSING our name: a name is missing, expected a text");
        assertThat(problems(user().fileNumber(0).build()))
                .isEqualTo("ORDER.TOO_LONG fileNumber: file number 0, expected 1 to 999");
        assertThat(problems(user().fileNumber(1).build())).isEmpty();
        assertThat(problems(user().fileNumber(999).build())).isEmpty();
        assertThat(problems(user().fileNumber(1000).build()))
                .isEqualTo("ORDER.TOO_LONG fileNumber: file number 1000, expected 1 to 999");
        assertThat(problems(
                        user().refusesOtherCharacters(true).name("M\u00FCller").build()))
                .isEqualTo(
                        "ORDER.CHARACTERS our name: a text has characters that Bacs does not carry, expected A-Z 0-9 . & / - '");
        assertThat(problems(
                        user().refusesOtherCharacters(true).name("Mueller & Co").build()))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"1999-12-31, false", "2000-01-04, true", "2099-12-31, true", "2100-01-04, false"})
    @DisplayName("BNK-50 days have two digits of a year: those of this century")
    void centuries(LocalDate day, boolean fits) {
        PaymentOrder order = debit("1.00").requestedOn(day).build();
        String problems =
                problems(BacsFile.standard18(USER, day).add(order, UK, "Ana").build());
        assertThat(problems)
                .isEqualTo(
                        fits
                                ? ""
                                : "ORDER.TOO_LATE processing day: day " + day + ", expected one of this century\n"
                                        + "ORDER.TOO_LATE order p-1: day " + day + ", expected one of this century");
        assertThat(problems(BacsFile.standard18(USER, MARCH_3)
                        .multiDay()
                        .add(order, UK, "Ana")
                        .build()))
                .isEqualTo(fits ? "" : "ORDER.TOO_LATE order p-1: day " + day + ", expected one of this century");
    }

    @Test
    @DisplayName("BNK-50 a line with one fault is refused for that fault alone")
    void oneFaultAtATime() {
        PaymentOrder fine = debit("1.00").build();
        assertThat(problems(fine, UK, "Ana")).isEmpty();
        AccountNumber wrong = AccountNumber.uk("21-49-3", "30279297");
        assertThat(problems(fine, wrong, "Ana"))
                .isEqualTo("ORDER.INSTRUMENT order p-1: account " + wrong
                        + ", expected a sort code of 6 and a number of 8 digits");
        assertThat(problems(fine, UK, "?"))
                .isEqualTo("IMPORT.FIELD_MISSING order p-1: a name is missing, expected a text");
        assertThat(problems(debit("1.00").mandate("A".repeat(18)).build(), UK, "Ana"))
                .isEmpty();
        assertThat(problems(debit("1.00").mandate("A".repeat(19)).build(), UK, "Ana"))
                .isEqualTo("ORDER.TOO_LONG order p-1: order p-1 has 19 characters, expected at most 18");
        assertThat(problems(order("p-1", DEBIT, "EUR", "1.00").mandate("DDREF1").build(), UK, "Ana"))
                .isEqualTo("ORDER.CURRENCY order p-1: amount in EUR, expected GBP");
        assertThat(problems(debit("1.00").requestedOn(MARCH_3.plusDays(1)).build(), UK, "Ana"))
                .isEqualTo(
                        "ORDER.TOO_LATE order p-1: wanted on 2027-03-04 in a file for 2027-03-03, expected the same day\nMaybe make the file multi-day.");
        assertThat(problems(BacsFile.standard18(USER, MARCH_3)
                        .add(fine, UK, "Ana")
                        .add(fine, UK, "Ana")
                        .build()))
                .isEqualTo("ORDER.ORDER_EXISTS order p-1: order p-1 stands twice in the file, expected once");
        assertThat(problems(BacsFile.standard18(USER, MARCH_3).build()))
                .isEqualTo("IMPORT.FIELD_MISSING lines: the file has no line, expected at least one");
        assertThat(problems(BacsFile.standard18(USER, MARCH_3)
                        .instruct("0X", UK, "Ana", "DDREF1")
                        .build()))
                .startsWith("IMPORT.BAD_TRANSACTION_CODE instruction 0X to ");
    }

    @Test
    @DisplayName("BNK-50 a reference that is written otherwise is said, or refused where the user says so")
    void references() {
        PaymentOrder order = debit("1.00").mandate("ref-\u00E9").build();
        Checked<BacsFile> file =
                BacsFile.standard18(USER, MARCH_3).add(order, UK, "Ana").build();
        assertThat(file.diagnostics()).singleElement().satisfies(one -> {
            assertThat(one.level()).isEqualTo(Diagnostic.Level.WARNING);
            assertThat(one.code().id()).isEqualTo("ORDER.CHARACTERS");
            assertThat(one.message())
                    .isEqualTo(
                            "reference 'ref-\u00E9' is written as 'REF-E', expected capitals\nMaybe a report will name it so.");
        });
        assertThat(text(file.orThrow()::writeTo).split("\n", -1)[4].substring(64, 82))
                .isEqualTo("REF-E             ");
        Checked<BacsFile> strict = BacsFile.standard18(
                        user().refusesOtherCharacters(true).build(), MARCH_3)
                .add(order, UK, "Ana")
                .build();
        assertThat(strict.diagnostics())
                .extracting(one -> one.level() + " " + one.code().id())
                .containsExactly("ERROR ORDER.CHARACTERS", "WARNING ORDER.CHARACTERS");
        assertThat(BacsFile.standard18(USER, MARCH_3)
                        .add(debit("1.00").build(), UK, "Zo\u00EB")
                        .build()
                        .diagnostics())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "DEBIT, 01, true", "DEBIT, 17, true", "DEBIT, 18, true", "DEBIT, 19, true", "DEBIT, 99, false",
        "DEBIT, 0N, false", "CREDIT, 99, true", "CREDIT, Z4, true", "CREDIT, Z5, true", "CREDIT, 17, false",
        "CREDIT, 0N, false", "CREDIT, 16, false"
    })
    @DisplayName("BNK-50 an order's own transaction code is one of its direction")
    void transactionCodes(Rail.Direction direction, String code, boolean fits) {
        PaymentOrder order = order("p-1", direction, "GBP", "1.00")
                .endToEndId("REF 1")
                .transactionCode(code)
                .build();
        Checked<BacsFile> file =
                BacsFile.standard18(USER, MARCH_3).add(order, UK, "Ana").build();
        assertThat(problems(file))
                .isEqualTo(
                        fits
                                ? ""
                                : "IMPORT.BAD_TRANSACTION_CODE order p-1: transaction code '" + code + "' of a "
                                        + direction + ", expected such as " + (direction == DEBIT ? "17" : "99"));
        if (fits) {
            String[] lines = text(file.orThrow()::writeTo).split("\n");
            assertThat(lines[4].substring(15, 17)).isEqualTo(code);
            assertThat(lines[5].substring(15, 17)).as("contra").isEqualTo(direction == DEBIT ? "99" : "17");
            assertThat(lines).hasSize(9);
        }
    }

    private static String sums(Rail.Direction direction, String... amounts) {
        BacsFile.Builder file = BacsFile.standard18(USER, MARCH_3);
        int number = 0;
        for (String amount : amounts) {
            file.add(
                    order("p-" + ++number, direction, "GBP", amount)
                            .endToEndId("REF 1")
                            .build(),
                    UK,
                    "Ana");
        }
        return problems(file.build());
    }

    @Test
    @DisplayName("BNK-50 the debits of a file, and its credits, sum to at most the eleven digits of a contra record")
    void sums() {
        String refusal = "ORDER.OVER_LIMIT file: the file sums to more than a contra record of 11 digits holds";
        for (Rail.Direction direction : List.of(DEBIT, CREDIT)) {
            assertThat(sums(direction, "999999999.98", "0.01")).isEmpty();
            assertThat(sums(direction, "999999999.98", "0.02")).isEqualTo(refusal);
            assertThat(sums(direction, "1000000000.00")).isEqualTo(refusal);
            assertThat(sums(direction, "90000000000000000.00", "90000000000000000.00"))
                    .as("sums do not leave 64 bits unseen")
                    .isEqualTo(refusal);
        }
        BacsFile both = BacsFile.standard18(USER, MARCH_3)
                .add(debit("999999999.99").build(), UK, "Ana")
                .add(
                        order("p-2", CREDIT, "GBP", "999999999.99")
                                .endToEndId("REF 2")
                                .build(),
                        UK,
                        "Ana")
                .build()
                .orThrow();
        assertThat(receipt(source(both::writeTo)).status()).isEqualTo(ProofStatus.PROVED);
    }

    @Test
    @DisplayName("BNK-50 instructions alone have no contra record, and days have their own")
    void contras() {
        BacsFile none = BacsFile.standard18(USER, MARCH_3)
                .instruct("0C", UK, "Ana", "DDREF1")
                .build()
                .orThrow();
        String[] lines = text(none::writeTo).split("\n");
        assertThat(lines).hasSize(8);
        assertThat(lines[7]).startsWith("UTL1" + "0".repeat(40));
        assertThat(none).hasToString("Standard 18 file of 8 lines");
        BacsFile days = BacsFile.standard18(USER, MARCH_3)
                .multiDay()
                .add(debit("1.00").build(), UK, "Ana")
                .add(
                        order("p-2", CREDIT, "GBP", "2.00")
                                .endToEndId("REF 2")
                                .requestedOn(MARCH_3.plusDays(1))
                                .build(),
                        UK,
                        "Bob")
                .build()
                .orThrow();
        lines = text(days::writeTo).split("\n");
        assertThat(lines[6])
                .startsWith("0899996637495809908999966374958    00000000100")
                .endsWith(" 27062");
        assertThat(lines[7])
                .startsWith("0899996637495801708999966374958    00000000200")
                .endsWith(" 27063");
        assertThat(lines).hasSize(11);
    }

    @Test
    @DisplayName("BNK-09 a file that was read has no value where a line is of another width, or its trailer is none")
    void reading() {
        String written = text(BacsFile.standard18(USER, MARCH_3)
                .multiDay()
                .add(debit("1.00").build(), UK, "Ana")
                .build()
                .orThrow()::writeTo);
        assertThat(text(BacsFile.read(source(written)).orThrow()::writeTo)).isEqualTo(written);
        String nine = written.replace("21493330279297", "91493330279297").replace("08999966374958", "09999966374958");
        assertThat(text(BacsFile.read(source(nine)).orThrow()::writeTo)).isEqualTo(nine);
        Checked<BacsFile> shorter = BacsFile.read(
                source(written.replaceFirst(" 27062\n2", " 27062\n").replaceFirst(" 27062\n0899", " 2706\n0899")));
        assertThat(shorter.value()).isEmpty();
        assertThat(shorter.diagnostics().get(0).code().id()).isEqualTo("IMPORT.LINE_SHORT");
        assertThat(shorter.diagnostics().get(0).location().line()).isEqualTo(5);
        assertThat(shorter.diagnostics().get(0).message())
                .isEqualTo("a line has 105 characters, expected 80 of a label, 100 or 106 of data");
        String[] lines = written.split("\n", -1);
        Checked<BacsFile> label = BacsFile.read(source(written.replace(lines[1], lines[1].substring(0, 60))));
        assertThat(problems(label)).startsWith("IMPORT.LINE_SHORT ").contains("a line has 60 characters");
        String refusal = "the file has no label UTL1, or an amount that is no number";
        assertThat(BacsFile.read(source(written.substring(0, written.indexOf("UTL1"))))
                        .diagnostics()
                        .get(0)
                        .message())
                .isEqualTo(refusal);
        assertThat(BacsFile.read(source(written.replaceFirst("00000000100", "0000000010X")))
                        .diagnostics()
                        .get(0)
                        .message())
                .isEqualTo(refusal);
        String[] totals = {"0000000000100", "0000000000101"};
        assertThat(BacsFile.read(source(written.replace("UTL1" + totals[0], "UTL1" + totals[1])))
                        .diagnostics()
                        .get(0)
                        .code()
                        .id())
                .isEqualTo("IMPORT.TOTAL_VALUE");
        String twice = written.replace("EOF1", "UTL1");
        assertThat(BacsFile.read(source(twice)).value())
                .as("the last trailer counts")
                .isPresent();
    }
}
