package io.counterfoil.payments.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The published test cases of the United Kingdom's modulus check with the rows that they need; the source is named in the file. */
class ModulusVectorsTest {

    static List<List<String>> lines(String kind) {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(ModulusVectorsTest.class.getResourceAsStream("uk-modulus.tsv")),
                StandardCharsets.UTF_8))) {
            return lines.lines()
                    .map(line -> List.of(line.split("\t", -1)))
                    .filter(cells -> cells.get(0).equals(kind))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static AccountNumberCheck check() {
        return AccountNumberCheck.uk(ModulusWeightTable.of(
                lines("row").stream().map(cells -> cells.get(1)).toList(),
                lines("substitution").stream().map(cells -> cells.get(1)).toList()));
    }

    static Stream<List<String>> vectors() {
        return lines("vector").stream();
    }

    @ParameterizedTest
    @MethodSource("vectors")
    @DisplayName("PAY-10 a published case of the modulus check is answered as published")
    void published(List<String> vector) {
        assertThat(check().check(AccountNumber.uk(vector.get(2), vector.get(3))))
                .isEqualTo(
                        vector.get(4).equals("true")
                                ? new AccountNumberCheck.Result.Valid()
                                : new AccountNumberCheck.Result.Invalid(AccountNumberCheck.Fault.BAD_MODULUS));
    }

    @Test
    @DisplayName("PAY-10 a case whose row is not in the table stays unchecked")
    void withoutRow() {
        assertThat(lines("vector")).hasSize(23);
        assertThat(lines("full-table-vector"))
                .hasSize(12)
                .allSatisfy(vector -> assertThat(check().check(AccountNumber.uk(vector.get(2), vector.get(3))))
                        .isInstanceOf(AccountNumberCheck.Result.Unchecked.class));
    }

    @Test
    @DisplayName("PAY-10 exception 6 takes an account as right where a is 4 to 8 and g is h, and checks all others")
    void foreignCurrency() {
        // A row that only an account ending in 0 passes; a is 3, 4, 8 or 9.
        AccountNumberCheck check = AccountNumberCheck.uk(
                ModulusWeightTable.of(List.of("200915 200915 MOD10 0 0 0 0 0 0 0 0 0 0 0 0 0 1 6"), List.of()));
        assertThat(check.check(AccountNumber.uk("200915", "40000011")).isValid())
                .isTrue();
        assertThat(check.check(AccountNumber.uk("200915", "80000011")).isValid())
                .isTrue();
        assertThat(check.check(AccountNumber.uk("200915", "30000011")).isValid())
                .isFalse();
        assertThat(check.check(AccountNumber.uk("200915", "90000011")).isValid())
                .isFalse();
        assertThat(check.check(AccountNumber.uk("200915", "40000021")).isValid())
                .isFalse();
    }

    @Test
    @DisplayName("PAY-10 exception 14 moves an account that ends in 0, 1 or 9 by one place, no other")
    void moved() {
        // Only h counts: 1234567x fails for x above 0; moved, h is 7, or 0 where g is 0.
        AccountNumberCheck check = AccountNumberCheck.uk(
                ModulusWeightTable.of(List.of("180002 180002 MOD11 0 0 0 0 0 0 0 0 0 0 0 0 0 1 14"), List.of()));
        assertThat(check.check(AccountNumber.uk("180002", "12345601")).isValid())
                .isTrue();
        assertThat(check.check(AccountNumber.uk("180002", "12345609")).isValid())
                .isTrue();
        assertThat(check.check(AccountNumber.uk("180002", "12345602")).isValid())
                .isFalse();
        assertThat(check.check(AccountNumber.uk("180002", "12345671")).isValid())
                .isFalse();
    }

    private static boolean passes(String account, String row) {
        return AccountNumberCheck.uk(ModulusWeightTable.of(List.of(row), List.of()))
                .check(AccountNumber.uk("134020", account))
                .isValid();
    }

    @Test
    @DisplayName("PAY-10 exception 4 wants the remainder as the two last digits, also one of ten")
    void remainderOfTwoDigits() {
        // 2 times a: a of 5 leaves 10, a of 2 leaves 4
        String row = "134020 134020 MOD11 0 0 0 0 0 0 2 0 0 0 0 0 0 0 4";
        assertThat(passes("50000010", row)).isTrue();
        assertThat(passes("50000000", row)).isFalse();
        assertThat(passes("50000001", row)).isFalse();
        assertThat(passes("20000004", row)).isTrue();
    }

    @Test
    @DisplayName("PAY-10 exception 5 wants a check digit of 0 where nothing is left over, in g or in h")
    void nothingLeftOver() {
        String first = "134020 134020 MOD11 0 0 0 0 0 0 1 0 0 0 0 0 0 0 5";
        assertThat(passes("00000000", first)).isTrue();
        assertThat(passes("00000010", first)).isFalse();
        String second = "134020 134020 DBLAL 0 0 0 0 0 0 1 0 0 0 0 0 0 0 5";
        assertThat(passes("00000010", second)).isTrue();
        assertThat(passes("00000001", second)).isFalse();
    }

    @Test
    @DisplayName("PAY-10 a row whose weight is no number, or that has one too few, is refused with the row")
    void badRows() {
        for (String row : List.of(
                "134020 134020 MOD11 0 0 0 0 0 0 x 0 0 0 0 0 0 0",
                "134020 134020 MOD11 0 0 0 0 0 0 0 0 0 0 0 0 0",
                "134020 134020 MOD12 0 0 0 0 0 0 0 0 0 0 0 0 0 0",
                "13402 134020 MOD11 0 0 0 0 0 0 0 0 0 0 0 0 0 0",
                "134020 13402 MOD11 0 0 0 0 0 0 0 0 0 0 0 0 0 0")) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> ModulusWeightTable.of(List.of(row), List.of()))
                    .withMessageStartingWith("modulus row '" + row + "', expected two sort codes");
        }
    }
}
