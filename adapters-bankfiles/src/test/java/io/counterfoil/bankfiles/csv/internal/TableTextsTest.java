package io.counterfoil.bankfiles.csv.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.bankfiles.csv.CsvProfile;
import io.counterfoil.payments.evidence.Diagnostic;
import io.counterfoil.payments.money.Amounts;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Numbers of tables, and balances that run through their rows. */
class TableTextsTest {

    private static DecimalText numbers(char decimal, Character grouping) {
        CsvProfile.Builder profile =
                CsvProfile.builder("t").currency("EUR").date("d").amount("a").decimal(decimal);
        return new DecimalText(
                grouping == null ? profile.build() : profile.grouping(grouping).build());
    }

    @Test
    @DisplayName("BNK-35 numbers with a point and no groups")
    void points() {
        DecimalText plain = numbers('.', null);
        for (String same : new String[] {"1", "12.50", "-3.5", "0.001"}) {
            assertThat(plain.canonical(same)).contains(same);
        }
        assertThat(plain.canonical("+7")).contains("7");
        assertThat(plain.canonical(" 7.5 ")).contains("7.5");
        assertThat(plain.canonical(".5")).contains("0.5");
        assertThat(plain.canonical("-.5")).contains("-0.5");
        assertThat(plain.canonical("\u22127")).contains("-7");
        for (String none : new String[] {"", "-", ".", "5.", "1.2.3", "1,000.00", "1,5", "x", "1x", "/", "1:", "--1"}) {
            assertThat(plain.canonical(none)).as(none).isEmpty();
        }
    }

    @Test
    @DisplayName("BNK-35 groups have three digits, so that a wrong decimal mark is refused")
    void groups() {
        DecimalText german = numbers(',', '.');
        assertThat(german.canonical("1.234,56")).contains("1234.56");
        assertThat(german.canonical("1.234.567")).contains("1234567");
        assertThat(german.canonical("1234,5")).contains("1234.5");
        assertThat(german.canonical("-1.234,5")).contains("-1234.5");
        assertThat(german.canonical("12.34")).isEmpty();
        assertThat(german.canonical("1.23,4")).isEmpty();
        assertThat(german.canonical("12.50")).isEmpty();
        DecimalText french = numbers(',', ' ');
        assertThat(french.canonical("1 234,56")).contains("1234.56");
        assertThat(french.canonical("1\u00A0234\u202F567,5")).contains("1234567.5");
        assertThat(french.canonical("1  234")).isEmpty();
        DecimalText english = numbers('.', ',');
        assertThat(english.canonical("1,234.5")).contains("1234.5");
        assertThat(english.canonical("1,23")).isEmpty();
    }

    @Test
    @DisplayName("BNK-35 what was expected, and perhaps the other mark")
    void expectation() {
        assertThat(numbers('.', null).expectation("1,50"))
                .isEqualTo(
                        "expected digits with decimal mark '.' and no grouping\nMaybe the file writes the decimal mark as ','");
        assertThat(numbers(',', '.').expectation("1.50"))
                .isEqualTo(
                        "expected digits with decimal mark ',' and '.' between groups of three\nMaybe the file writes the decimal mark as '.'");
        assertThat(numbers('.', null).expectation("abc"))
                .isEqualTo("expected digits with decimal mark '.' and no grouping");
    }

    private static final Diagnostic.Location AT = Diagnostic.Location.of("t", 9);

    private static RunningBalance balance(Long opening, Long closing) {
        return new RunningBalance(Optional.ofNullable(opening), Optional.ofNullable(closing));
    }

    private static void rows(RunningBalance balance, long[]... rows) {
        long line = 2;
        for (long[] row : rows) {
            balance.row(
                    row[0],
                    row.length > 1 ? Optional.of(row[1]) : Optional.empty(),
                    Diagnostic.Location.of("t", line++));
        }
    }

    @Test
    @DisplayName("BNK-35 a running balance, oldest row first: opening and closing come from the rows")
    void forward() {
        RunningBalance rows = balance(null, null);
        rows(rows, new long[] {100, 100}, new long[] {-30, 70}, new long[] {5, 75});
        RunningBalance.Result result = rows.finish(AT);
        assertThat(result.compared()).isEqualTo(2);
        assertThat(result.breaks()).isZero();
        assertThat(result.first()).isEmpty();
        assertThat(result.opening()).contains(0L);
        assertThat(result.closing()).contains(75L);
        assertThat(result.newestFirst()).isFalse();
    }

    @Test
    @DisplayName("BNK-35 the same rows, newest first")
    void backward() {
        RunningBalance rows = balance(null, null);
        rows(rows, new long[] {5, 75}, new long[] {-30, 70}, new long[] {100, 100});
        RunningBalance.Result result = rows.finish(AT);
        assertThat(result.compared()).isEqualTo(2);
        assertThat(result.breaks()).isZero();
        assertThat(result.newestFirst()).isTrue();
        assertThat(result.opening()).contains(0L);
        assertThat(result.closing()).contains(75L);
    }

    @Test
    @DisplayName("BNK-35 rows without a balance are added up until the next one")
    void gaps() {
        RunningBalance rows = balance(null, null);
        rows(rows, new long[] {10}, new long[] {20, 130}, new long[] {5}, new long[] {1, 136}, new long[] {4});
        RunningBalance.Result result = rows.finish(AT);
        assertThat(result.compared()).isEqualTo(1);
        assertThat(result.breaks()).isZero();
        assertThat(result.opening()).contains(100L);
        assertThat(result.closing()).contains(140L);
        RunningBalance turned = balance(null, null);
        rows(turned, new long[] {4}, new long[] {1, 136}, new long[] {5}, new long[] {20, 130}, new long[] {10});
        assertThat(turned.finish(AT).newestFirst()).isTrue();
    }

    @Test
    @DisplayName("BNK-35 given balances are compared with the rows and named where they differ")
    void given() {
        RunningBalance good = balance(50L, 55L);
        rows(good, new long[] {5});
        assertThat(good.finish(AT).breaks()).isZero();
        assertThat(good.finish(AT).compared()).isPositive();
        RunningBalance bad = balance(50L, 56L);
        rows(bad, new long[] {5});
        RunningBalance.Result result = bad.finish(AT);
        assertThat(result.breaks()).isEqualTo(1);
        assertThat(result.opening()).contains(50L);
        assertThat(result.closing()).contains(56L);
        RunningBalance.Break broken = result.first().orElseThrow();
        assertThat(broken.name()).isEqualTo("closing");
        assertThat(broken.declared()).isEqualTo(56);
        assertThat(broken.computed()).isEqualTo(55);
        assertThat(broken.at()).isEqualTo(AT);
        assertThat(broken.total(Amounts.in("EUR")).declared()).isEqualTo("0.56");
        assertThat(broken.total(Amounts.in("EUR")).computed()).isEqualTo("0.55");
    }

    @Test
    @DisplayName("BNK-35 the first break is named with its row; a row that cannot be read parts what is compared")
    void breaks() {
        RunningBalance rows = balance(null, null);
        rows(rows, new long[] {100, 100}, new long[] {-30, 71}, new long[] {5, 75}, new long[] {5, 80});
        RunningBalance.Result result = rows.finish(AT);
        assertThat(result.breaks()).isEqualTo(2);
        assertThat(result.compared()).isEqualTo(3);
        assertThat(result.first().orElseThrow().name()).isEqualTo("balance");
        assertThat(result.first().orElseThrow().at().line()).isEqualTo(3);
        assertThat(result.first().orElseThrow().computed()).isEqualTo(70);
        RunningBalance lost = balance(null, null);
        rows(lost, new long[] {100, 100});
        lost.lost();
        rows(lost, new long[] {1, 500}, new long[] {2, 502});
        assertThat(lost.finish(AT).breaks()).isZero();
        assertThat(lost.finish(AT).compared()).isEqualTo(1);
        RunningBalance none = balance(null, null);
        rows(none, new long[] {1});
        assertThat(none.finish(AT).compared()).isZero();
        assertThat(none.finish(AT).opening()).isEmpty();
        assertThat(none.finish(AT).closing()).isEmpty();
        assertThat(none.finish(AT).newestFirst()).isFalse();
    }
}
