package io.counterfoil.bankfiles.fixedwidth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.counterfoil.bankfiles.source.ByteSource;
import io.counterfoil.bankfiles.source.ImportCode;
import io.counterfoil.payments.evidence.Checked;
import io.counterfoil.payments.evidence.Diagnostic;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the writers of fixed columns stand on: layouts, line ends, foldings, days of the year, problems. */
class LayoutTest {

    private static final Layout LAYOUT = Layout.of("6", 12, "type:1 amount:2-5# name:6-9 last:12#");

    @Test
    @DisplayName("BNK-09 a record of a layout: numbers filled with zeros, texts with blanks, each in its columns")
    void records() {
        Layout.Line line = LAYOUT.blank();
        assertThat(line.written()).isEqualTo(" 0000      0");
        line.put("type", "6").put("amount", 42).put("name", "Ana").put("last", 7);
        assertThat(line.written()).isEqualTo("60042Ana   7");
        assertThat(line.text("name")).isEqualTo("Ana");
        assertThat(line.text("type")).isEqualTo("6");
        assertThat(line.number("amount")).isEqualTo(42);
        assertThat(line.number("last")).isEqualTo(7);
        assertThat(line.number("name")).isEqualTo(-1);
        assertThat(line.put("name", "Annabel").written()).isEqualTo("60042Anna  7");
        assertThat(line.put("name", "B").text("name")).isEqualTo("B");
        assertThat(line.put("amount", 9999).number("amount")).isEqualTo(9999);
        assertThat(line.put("amount", 0).number("amount")).isZero();
        assertThat(line.kind()).isEqualTo("6");
        assertThat(line.toString()).isEqualTo("record 6 of 12 columns").doesNotContain("Ana");
        assertThat(LAYOUT.width("amount")).isEqualTo(4);
        assertThat(LAYOUT.width("type")).isEqualTo(1);
    }

    @Test
    @DisplayName("BNK-09 numbers that do not fit and fields that do not exist are refused")
    void refusals() {
        Layout.Line line = LAYOUT.blank();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> line.put("amount", 10_000))
                .withMessage("field amount of record 6 has 4 columns, expected a number that fits");
        assertThatIllegalArgumentException().isThrownBy(() -> line.put("amount", -1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> line.text("other"))
                .withMessage("record 6 has no field other");
        for (String bad : List.of("a:0-1", "a:5-13", "a:6-5")) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Layout.of("x", 12, bad))
                    .withMessage("field " + bad + " of record x, expected columns 1 to 12");
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Layout.of("x", 12, "a:1-4 b:4-6"))
                .withMessage("field b:4-6 of record x overlaps another in column 4");
        assertThat(Layout.of("x", 12, "a:1-4 b:5-12").width("b")).isEqualTo(8);
    }

    @Test
    @DisplayName("BNK-09 a copy changes on its own; equal records have equal columns")
    void copies() {
        Layout.Line line = LAYOUT.blank().put("name", "Ana");
        Layout.Line copy = line.copy();
        assertThat(copy).isEqualTo(line).hasSameHashCodeAs(line);
        copy.put("name", "Bob");
        assertThat(line.text("name")).isEqualTo("Ana");
        assertThat(copy).isNotEqualTo(line).isNotEqualTo("Bob");
        assertThat(copy.hashCode()).isNotEqualTo(line.hashCode());
    }

    @Test
    @DisplayName("BNK-09 numbers up to the end of 64 bits")
    void numbers() {
        Layout wide = Layout.of("w", 20, "n:1-20");
        assertThat(wide.blank().put("n", "0".repeat(18) + "99").number("n")).isEqualTo(99);
        assertThat(wide.blank().put("n", "99999999999999999999").number("n")).isEqualTo(-1);
        assertThat(wide.blank().put("n", "0000000000000000000/").number("n")).isEqualTo(-1);
        assertThat(wide.blank().put("n", "0000000000000000000:").number("n")).isEqualTo(-1);
    }

    @Test
    @DisplayName("BNK-09 line ends: what stands between records and behind the last one is kept")
    void lineEnds() throws IOException {
        for (String text :
                List.of("A\nB\n", "A\r\nB\r\n", "A\rB\r", "A\nB", "AB\n", "AB", "A\nB\n\n", "A\r\nB\r\n\r\n")) {
            LineEnds ends = LineEnds.of(
                    ByteSource.of(text.getBytes(StandardCharsets.US_ASCII), "file"), StandardCharsets.ISO_8859_1);
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            ends.write(ends.mark().isEmpty() ? List.of("AB") : List.of("A", "B"), out);
            assertThat(out.toString(StandardCharsets.US_ASCII)).isEqualTo(text);
        }
        ByteArrayOutputStream none = new ByteArrayOutputStream();
        LineEnds.UNIX.write(List.of(), none);
        assertThat(none.size()).isZero();
        LineEnds.UNIX.write(List.of("A"), none);
        assertThat(none.toString(StandardCharsets.US_ASCII)).isEqualTo("A\n");
    }

    @ParameterizedTest
    @CsvSource({
        "SEPA, M\u00FCller & S\u00F6hne, Muller + Sohne",
        "SEPA, a//b/, a/b",
        "SEPA, /a, a",
        "SEPA, a;b=c@d, a.b.c.d",
        "SEPA, '/-?:().,''+ ', '-?:().,''+ '",
        "SEPA, AZaz09[`{, AZaz09...",
        "BACS, m\u00FCller.&/-x, MULLER.&/-X",
        "BACS, a@b[c, A B C",
        "BACS, AZ09/:, 'AZ09/ '",
        "CAPITALS, stra\u00DFe~, STRASSE~",
        "CAPITALS, a\u007Fb, A B",
        "ASCII, \u00C6\u00E6\u0152\u0153\u00D8\u00F8\u0141\u0142, AEaeOEoeOoLl",
        "ASCII, \u0110\u00D0\u0111\u00F0\u00DE\u00FE\u0131\u0126\u0127\u1E9E, DDddTHthiHhSS",
        "ASCII, x\u20ACy, x y"
    })
    @DisplayName("BNK-53 folding, letter by letter")
    void foldings(Folding folding, String text, String expected) {
        assertThat(folding.fold(text)).isEqualTo(expected);
    }

    @Test
    @DisplayName("BNK-53 folding to a length leaves no blank at an end and exactly fits")
    void cut() {
        assertThat(Folding.ASCII.fold("abcdef", 6)).isEqualTo("abcdef");
        assertThat(Folding.ASCII.fold("abcdef", 5)).isEqualTo("abcde");
        assertThat(Folding.ASCII.fold(" ab cd ", 3)).isEqualTo("ab");
        assertThat(Folding.SEPA.fold("ab/cd", 3)).isEqualTo("ab");
    }

    @Test
    @DisplayName("BNK-45 days of the year: each year from its first to its last day, nothing beyond")
    void daysOfTheYear() {
        assertThat(YearDay.parse("027001")).contains(LocalDate.of(2027, 1, 1));
        assertThat(YearDay.parse("027365")).contains(LocalDate.of(2027, 12, 31));
        assertThat(YearDay.parse("027366")).isEmpty();
        assertThat(YearDay.parse("028366")).contains(LocalDate.of(2028, 12, 31));
        assertThat(YearDay.parse("028367")).isEmpty();
        assertThat(YearDay.parse("027000")).isEmpty();
        assertThat(YearDay.parse("099001")).contains(LocalDate.of(2099, 1, 1));
        assertThat(YearDay.parse("100001")).isEmpty();
        assertThat(YearDay.parse("27001")).isEmpty();
        assertThat(YearDay.parse("0270010")).isEmpty();
        assertThat(YearDay.of(-1)).isEmpty();
        assertThat(YearDay.text(LocalDate.of(2027, 2, 1))).isEqualTo("027032");
        assertThat(YearDay.follows(1, 2)).isTrue();
        assertThat(YearDay.follows(1, 3)).isFalse();
        assertThat(YearDay.follows(9999, 1)).isTrue();
        assertThat(YearDay.follows(9999, 10_000)).isFalse();
        assertThat(YearDay.follows(9998, 9999)).isTrue();
    }

    @Test
    @DisplayName("BNK-41 problems: errors keep the file from being written, warnings do not")
    void problems() {
        Problems problems = new Problems("file");
        assertThat(problems.text(ImportCode.FIELD_MISSING, ImportCode.DOES_NOT_FIT, "name", "abc", 3))
                .isTrue();
        assertThat(problems.form(ImportCode.DOES_NOT_FIT, "id", "12", "[0-9]{2}", "2 digits"))
                .isTrue();
        problems.warning(ImportCode.CODE_UNKNOWN, "code", "odd");
        Checked<String> written = problems.result(() -> "file");
        assertThat(written.value()).contains("file");
        assertThat(written.diagnostics()).extracting(Diagnostic::level).containsExactly(Diagnostic.Level.WARNING);
        assertThat(problems.errors()).isZero();

        assertThat(problems.text(ImportCode.FIELD_MISSING, ImportCode.DOES_NOT_FIT, "name", "abcd", 3))
                .isFalse();
        assertThat(problems.text(ImportCode.FIELD_MISSING, ImportCode.DOES_NOT_FIT, "name", " ", 3))
                .isFalse();
        assertThat(problems.form(ImportCode.DOES_NOT_FIT, "id", "1x", "[0-9]{2}", "2 digits"))
                .isFalse();
        assertThat(problems.errors()).isEqualTo(3);
        Checked<String> refused = problems.result(() -> "file");
        assertThat(refused.value()).isEmpty();
        assertThat(refused.diagnostics())
                .extracting(Diagnostic::message)
                .containsExactly(
                        "odd",
                        "name has 4 characters, expected at most 3",
                        "name is missing, expected a text",
                        "id has 2 characters that do not fit, expected 2 digits");
        assertThat(refused.diagnostics().get(1).location().field()).isEqualTo("name");
    }
}
