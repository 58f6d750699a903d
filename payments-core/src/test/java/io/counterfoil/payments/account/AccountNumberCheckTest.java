package io.counterfoil.payments.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.counterfoil.payments.account.AccountNumberCheck.Result.Invalid;
import io.counterfoil.payments.account.AccountNumberCheck.Result.Unchecked;
import io.counterfoil.payments.account.AccountNumberCheck.Result.Valid;
import io.counterfoil.payments.evidence.Checked;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class AccountNumberCheckTest {

    /** A made-up table: rules of the published document on weights small enough to follow by hand. */
    private static AccountNumberCheck uk(String... rows) {
        return AccountNumberCheck.uk(ModulusWeightTable.of(List.of(rows), List.of("400001 400002")));
    }

    private static final String LAST_DIGIT_MOD10 = "400000 400009 MOD10 0 0 0 0 0 0 0 0 0 0 0 0 0 1";
    private static final String FIRST_DIGIT_MOD10 = "400000 400009 MOD10 0 0 0 0 0 0 1 0 0 0 0 0 0 0";

    @Test
    @DisplayName("PAY-10 each number goes to the check of its scheme, and a check of another scheme says nothing")
    void schemes() {
        AccountNumberCheck standard = AccountNumberCheck.standard(ModulusWeightTable.none());
        assertThat(standard.check(AccountNumber.us("021000021", "5551"))).isEqualTo(new Valid());
        assertThat(standard.check(AccountNumber.iban("DE89 3704 0044 0532 0130 00")))
                .isEqualTo(new Valid());
        assertThat(standard.check(AccountNumber.canada("12345-003", "1234567"))).isEqualTo(new Valid());
        assertThat(standard.check(AccountNumber.uk("08-99-99", "66374958"))).isInstanceOf(Unchecked.class);
        for (AccountNumberCheck one :
                List.of(AccountNumberCheck.aba(), AccountNumberCheck.iban(), AccountNumberCheck.canada())) {
            assertThat(one.check(AccountNumber.uk("089999", "66374958"))).isInstanceOf(Unchecked.class);
        }
        assertThat(AccountNumberCheck.uk(ModulusWeightTable.none()).check(AccountNumber.us("021000021", "1")))
                .isInstanceOf(Unchecked.class);
    }

    @Test
    @DisplayName("PAY-10 faults of a routing number are told in the order form, prefix, check digit")
    void aba() {
        assertThat(aba("02100002")).isEqualTo(AccountNumberCheck.Fault.BAD_FORMAT);
        assertThat(aba(" 021000021")).isEqualTo(AccountNumberCheck.Fault.BAD_FORMAT);
        assertThat(aba("٠٢١٠٠٠٠٢١")).as("digits of another script").isEqualTo(AccountNumberCheck.Fault.BAD_FORMAT);
        assertThat(aba("130000000")).isEqualTo(AccountNumberCheck.Fault.BAD_PREFIX);
        assertThat(aba("021000022")).isEqualTo(AccountNumberCheck.Fault.BAD_CHECK_DIGIT);
    }

    private static Object aba(String routing) {
        return AccountNumberCheck.aba()
                .check(AccountNumber.us(routing, ""))
                .error()
                .orElseThrow();
    }

    @Test
    @DisplayName("PAY-10 faults of an IBAN are told in the order form, country, length, check digits")
    void iban() {
        assertThat(iban("DE8")).isEqualTo(AccountNumberCheck.Fault.BAD_FORMAT);
        assertThat(iban("DE89")).isEqualTo(AccountNumberCheck.Fault.BAD_FORMAT);
        assertThat(iban("US12345678901234")).isEqualTo(AccountNumberCheck.Fault.COUNTRY_UNKNOWN);
        assertThat(iban("DE8937040044053201300")).isEqualTo(AccountNumberCheck.Fault.BAD_LENGTH);
        assertThat(iban("DE88370400440532013000")).isEqualTo(AccountNumberCheck.Fault.BAD_CHECK_DIGITS);
        assertThat(iban("DE89-3704-0044-0532-0130-00")).isEqualTo(AccountNumberCheck.Fault.BAD_FORMAT);
    }

    private static Object iban(String iban) {
        return AccountNumberCheck.iban().check(AccountNumber.iban(iban)).error().orElseThrow();
    }

    @Test
    @DisplayName("PAY-10 Canadian routing in both forms, accounts of 7 to 12 digits")
    void canada() {
        AccountNumberCheck check = AccountNumberCheck.canada();
        assertThat(check.check(AccountNumber.canada("000312345", "123-456-789-012")))
                .isEqualTo(new Valid());
        assertThat(check.check(AccountNumber.canada("100312345", "1234567")))
                .isEqualTo(new Invalid(AccountNumberCheck.Fault.BAD_FORMAT));
        assertThat(check.check(AccountNumber.canada("12345003", "1234567")))
                .isEqualTo(new Invalid(AccountNumberCheck.Fault.BAD_FORMAT));
        assertThat(check.check(AccountNumber.canada("12345-003", "12345x7")))
                .isEqualTo(new Invalid(AccountNumberCheck.Fault.BAD_FORMAT));
        assertThat(check.check(AccountNumber.canada("12345-003", "123456")))
                .isEqualTo(new Invalid(AccountNumberCheck.Fault.ACCOUNT_LENGTH));
        assertThat(check.check(AccountNumber.canada("12345-003", "1234567890123")))
                .isEqualTo(new Invalid(AccountNumberCheck.Fault.ACCOUNT_LENGTH));
    }

    @Test
    @DisplayName("PAY-10 a sort code without a row is unchecked, an unreadable number is invalid")
    void ukForm() {
        assertThat(uk(LAST_DIGIT_MOD10).check(AccountNumber.uk("500000", "12345670")))
                .isInstanceOf(Unchecked.class);
        assertThat(uk(LAST_DIGIT_MOD10).check(AccountNumber.uk("40000", "12345670")))
                .isEqualTo(new Invalid(AccountNumberCheck.Fault.BAD_FORMAT));
        assertThat(uk(LAST_DIGIT_MOD10).check(AccountNumber.uk("400000", "12345")))
                .isEqualTo(new Invalid(AccountNumberCheck.Fault.BAD_FORMAT));
        assertThat(uk(LAST_DIGIT_MOD10).check(AccountNumber.uk("400000", "1234567890")))
                .isInstanceOf(Unchecked.class);
        assertThat(uk(LAST_DIGIT_MOD10).check(AccountNumber.uk("40-00-00", "123 4560")))
                .isEqualTo(new Valid());
        assertThat(uk(LAST_DIGIT_MOD10).check(AccountNumber.uk("400000", "12345671")))
                .isEqualTo(new Invalid(AccountNumberCheck.Fault.BAD_MODULUS));
        assertThat(uk(LAST_DIGIT_MOD10 + " 15").check(AccountNumber.uk("400000", "12345671")))
                .as("an exception without a rule here")
                .isInstanceOf(Unchecked.class);
    }

    @Test
    @DisplayName("PAY-10 two rows must both pass, or either under exceptions 2 and 9, 10 and 11, 12 and 13")
    void twoRows() {
        assertThat(passes("12345670", LAST_DIGIT_MOD10, FIRST_DIGIT_MOD10)).isFalse();
        assertThat(passes("02345671", LAST_DIGIT_MOD10, FIRST_DIGIT_MOD10)).isFalse();
        assertThat(passes("02345670", LAST_DIGIT_MOD10, FIRST_DIGIT_MOD10)).isTrue();
        for (String[] pair : new String[][] {{" 10", " 11"}, {" 12", " 13"}}) {
            assertThat(passes("12345670", LAST_DIGIT_MOD10 + pair[0], FIRST_DIGIT_MOD10 + pair[1]))
                    .isTrue();
            assertThat(passes("02345671", LAST_DIGIT_MOD10 + pair[0], FIRST_DIGIT_MOD10 + pair[1]))
                    .isTrue();
            assertThat(passes("12345671", LAST_DIGIT_MOD10 + pair[0], FIRST_DIGIT_MOD10 + pair[1]))
                    .isFalse();
        }
    }

    @Test
    @DisplayName("PAY-10 exception 3 skips the second row where c is 6 or 9")
    void exception3() {
        assertThat(passes("11600000", LAST_DIGIT_MOD10, FIRST_DIGIT_MOD10 + " 3"))
                .isTrue();
        assertThat(passes("11900000", LAST_DIGIT_MOD10, FIRST_DIGIT_MOD10 + " 3"))
                .isTrue();
        assertThat(passes("11500000", LAST_DIGIT_MOD10, FIRST_DIGIT_MOD10 + " 3"))
                .isFalse();
        assertThat(passes("11600001", LAST_DIGIT_MOD10, FIRST_DIGIT_MOD10 + " 3"))
                .isFalse();
    }

    @Test
    @DisplayName(
            "PAY-10 exceptions 8 and 9 check with another sort code, exception 7 and 10 blank the first eight weights")
    void substitutes() {
        String sortCodeOnly = "400000 400009 MOD10 1 1 1 1 1 1 0 0 0 0 0 0 0 1";
        assertThat(passes("00000002", sortCodeOnly + " 8"))
                .as("0+9+0+1+2+6 = 18")
                .isTrue();
        assertThat(passes("00000006", sortCodeOnly + " 8")).isFalse();
        assertThat(passes("00000005", sortCodeOnly + " 9"))
                .as("3+0+9+6+3+4 = 25")
                .isTrue();
        assertThat(passes("00000006", sortCodeOnly)).as("4+0+0+0+0+0 = 4").isTrue();
        assertThat(passes("00000090", sortCodeOnly + " 7")).isTrue();
        assertThat(passes("00000080", sortCodeOnly + " 7")).isFalse();
        assertThat(passes("09000090", sortCodeOnly + " 10")).isTrue();
        assertThat(passes("99000090", sortCodeOnly + " 10")).isTrue();
        assertThat(passes("19000090", sortCodeOnly + " 10")).isFalse();
        assertThat(passes("09000080", sortCodeOnly + " 10")).isFalse();
    }

    @Test
    @DisplayName("PAY-10 exception 2 has weights of its own unless a is 0, without the first eight where g is 9")
    void exception2() {
        String row = "400000 400009 MOD11 0 0 0 0 0 0 0 0 0 0 0 0 0 1 2";
        assertThat(passes("01234560", row)).as("a is 0: the row's own weights").isTrue();
        assertThat(passes("01234561", row)).isFalse();
        assertThat(passes("10000005", row)).as("6*1 + 1*5 = 11").isTrue();
        assertThat(passes("10000006", row)).isFalse();
        assertThat(passes("10000096", row)).as("3*9 + 1*6 = 33").isTrue();
        assertThat(passes("10000095", row)).isFalse();
    }

    private static boolean passes(String account, String... rows) {
        return uk(rows).check(AccountNumber.uk("400000", account)).isValid();
    }

    @Test
    @DisplayName("PAY-10 a line of the weight table that cannot be read is refused with the line")
    void badTable() {
        assertThatThrownBy(() -> uk("400000 400009 MOD12 0 0 0 0 0 0 0 0 0 0 0 0 0 1"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("MOD12");
        assertThatThrownBy(() -> uk("400000 400009 MOD10 0 0")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ModulusWeightTable.of(List.of(), List.of("400000")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("400000");
        assertThat(ModulusWeightTable.of(List.of("", LAST_DIGIT_MOD10), List.of(" "))
                        .rows("400005"))
                .hasSize(1);
    }

    @Test
    @DisplayName("PAY-11 the line of a void cheque in glyphs, scanner letters and keyed")
    void micr() {
        Instrument.MicrLine line =
                Instrument.MicrLine.parse("⑈001234⑈ ⑆12345⑉003⑆ 123⑉4567⑈").orThrow();
        assertThat(line.serial()).contains("001234");
        assertThat(line.routing()).isEqualTo("000312345");
        assertThat(line.account()).isEqualTo(AccountNumber.canada("000312345", "1234567"));
        assertThat(Instrument.MicrLine.parse("C001234C A12345D003A 1234567C")
                        .orThrow()
                        .account())
                .isEqualTo(line.account());
        assertThat(Instrument.MicrLine.parse("12345-003 123-4567").orThrow().account())
                .isEqualTo(line.account());
        assertThat(Instrument.MicrLine.parse("12345-003 1234567 #77").orThrow().serial())
                .contains("77");
        assertThat(AccountNumberCheck.canada().check(line.account())).isEqualTo(new Valid());
    }

    @Test
    @DisplayName("PAY-11 what is no cheque line, and accounts of a wrong length")
    void badMicr() {
        for (String text : List.of(
                "",
                "12345 003 1234567",
                "1234-003 1234567",
                "12345-0031234567",
                "x12345-003 1234567",
                "12345-003 12345x7")) {
            assertThat(code(text)).as(text).isEqualTo(AccountNumberCheck.Fault.NOT_MICR);
        }
        for (String text : List.of("12345-003", "12345-003 123456", "12345-003 1234567890123")) {
            assertThat(code(text)).as(text).isEqualTo(AccountNumberCheck.Fault.ACCOUNT_LENGTH);
        }
    }

    private static Object code(String text) {
        return Instrument.MicrLine.parse(text).diagnostics().get(0).code();
    }

    @Test
    @DisplayName("PAY-10 PAY-11 no full account number in a message or a text form")
    void nothingShown() {
        String number = "123456789";
        AccountNumber account = AccountNumber.canada("12345-003", number);
        Instrument.MicrLine line =
                Instrument.MicrLine.parse("#1 12345-003 " + number).orThrow();
        Checked<Instrument.MicrLine> bad = Instrument.MicrLine.parse("12345-003 " + number + number);
        AccountNumberCheck.Result unchecked =
                AccountNumberCheck.uk(ModulusWeightTable.none()).check(AccountNumber.uk("089999", "66374958"));
        assertThat(account).hasToString("CANADA 12345-003 ****6789");
        assertThat(line).hasToString("cheque 1 on CANADA 000312345 ****6789");
        assertThat(account.ref()).hasToString("CA 12345-003 ****6789");
        assertThat(AccountNumber.iban("DE89 3704 0044 0532 0130 00").ref().country())
                .isEqualTo("DE");
        assertThat(AccountNumber.iban("DE89370400440532013000")).hasToString("IBAN ****3000");
        for (Object shown : List.of(
                account, line, account.ref(), bad, bad.diagnostics(), unchecked, Instrument.MicrLine.parse(number))) {
            assertThat(shown.toString())
                    .doesNotContain(number.substring(0, 5) + "6")
                    .doesNotContain("66374958");
        }
    }
}
