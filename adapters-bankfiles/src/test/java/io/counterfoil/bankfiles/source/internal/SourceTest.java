package io.counterfoil.bankfiles.source.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.bankfiles.source.ByteSource;
import io.counterfoil.bankfiles.source.ImportCode;
import io.counterfoil.payments.money.Amounts;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What every reader stands on: days, amounts, texts, encodings, lines, repetitions. */
class SourceTest {

    @Test
    @DisplayName("BNK-22 days are those of the calendar, from 1583 to 2400 and at every end of a month")
    void days() {
        for (int year : new int[] {1583, 1900, 1969, 1970, 1999, 2000, 2027, 2028, 2100, 2400}) {
            for (int month = 1; month <= 12; month++) {
                int length = LocalDate.of(year, month, 1).lengthOfMonth();
                assertThat(Days.length(year, month)).isEqualTo(length);
                assertThat((long) Days.of(year, month, 1))
                        .isEqualTo(LocalDate.of(year, month, 1).toEpochDay());
                assertThat((long) Days.of(year, month, length))
                        .isEqualTo(LocalDate.of(year, month, length).toEpochDay());
                assertThat(Days.of(year, month, length + 1)).isEqualTo(Days.NONE);
                assertThat(Days.of(year, month, 0)).isEqualTo(Days.NONE);
            }
            assertThat(Days.of(year, 0, 1)).isEqualTo(Days.NONE);
            assertThat(Days.of(year, 13, 1)).isEqualTo(Days.NONE);
        }
        assertThat((long) Days.ofIso("2027-03-02T10:00"))
                .isEqualTo(LocalDate.of(2027, 3, 2).toEpochDay());
        assertThat((long) Days.ofIso("2027-03-02"))
                .isEqualTo(LocalDate.of(2027, 3, 2).toEpochDay());
        for (String none :
                List.of("2027-03-0", "2027/03-02", "2027-03/02", "202x-03-02", "2027-0:-02", "2027-03-/2", "")) {
            assertThat(Days.ofIso(none)).as(none).isEqualTo(Days.NONE);
        }
        assertThat(Days.century(79)).isEqualTo(2079);
        assertThat(Days.century(80)).isEqualTo(1980);
        assertThat(Days.century(0)).isEqualTo(2000);
        byte[] digits = "x09/9:".getBytes(StandardCharsets.US_ASCII);
        assertThat(Days.two(digits, 1)).isEqualTo(9);
        assertThat(Days.two(digits, 0)).isEqualTo(-1);
        assertThat(Days.two(digits, 2)).isEqualTo(-1);
        assertThat(Days.two(digits, 3)).isEqualTo(-1);
        assertThat(Days.two(digits, 4)).isEqualTo(-1);
        assertThat(Days.two("90".getBytes(StandardCharsets.US_ASCII), 0)).isEqualTo(90);
    }

    @ParameterizedTest
    @CsvSource({
        "1.23, EUR, 123",
        "-1.23, EUR, -123",
        "1, EUR, 100",
        "1.2, EUR, 120",
        "1.230, EUR, 123",
        "1.231, EUR, NOT_EXACT",
        "0, EUR, 0",
        ".5, EUR, 50",
        "5., EUR, 500",
        "x, EUR, BAD_AMOUNT",
        "'', EUR, BAD_AMOUNT",
        "-, EUR, BAD_AMOUNT",
        "1.2.3, EUR, BAD_AMOUNT",
        "7, JPY, 7",
        "7.0, JPY, 7",
        "7.5, JPY, NOT_EXACT",
        "1.234, TND, 1234",
        "12345678901.23, EUR, 1234567890123",
        "999999999999999.99, EUR, 99999999999999999",
        "23058430092136939.51, EUR, 2305843009213693951",
        "23058430092136939.52, EUR, BAD_AMOUNT",
        "-23058430092136939.51, EUR, -2305843009213693951",
        "1:, EUR, BAD_AMOUNT",
        "/1, EUR, BAD_AMOUNT"
    })
    @DisplayName("BNK-03 amounts are exact or refused")
    void amounts(String text, String currency, String expected) {
        Money.Read read = new Money().signed(text, Amounts.in(currency));
        assertThat(read.failure().map(ImportCode::name).orElse(Long.toString(read.minor())))
                .isEqualTo(expected);
    }

    @Test
    @DisplayName("BNK-03 unsigned amounts may have a plus alone; currencies are ISO codes with decimals")
    void unsignedAmountsAndCurrencies() {
        Money money = new Money();
        Amounts euro = Amounts.in("EUR");
        assertThat(money.unsigned("+1.00", euro).minor()).isEqualTo(100);
        assertThat(money.unsigned("1.00", euro).minor()).isEqualTo(100);
        for (String bad : List.of("-1.00", "++1.00", "+-1.00")) {
            assertThat(money.unsigned(bad, euro).failure()).contains(ImportCode.BAD_AMOUNT);
        }
        assertThat(money.in("EUR").map(Amounts::currency)).contains(euro.currency());
        assertThat(money.in("EUR")).isPresent();
        for (String none : List.of("QQQ", "eur", "EURO", "", "XXX")) {
            assertThat(money.in(none)).as(none).isEmpty();
        }
        assertThat(Money.plain(euro, -5)).isEqualTo("-0.05");
        assertThat(Money.plain(Amounts.in("JPY"), 5)).isEqualTo("5");
    }

    @Test
    @DisplayName("BNK-02 the volume of a file stays within a quarter of 64 bits, by currency")
    void volumes() {
        Money money = new Money();
        long most = Long.MAX_VALUE / 4;
        assertThat(money.counts(Amounts.in("EUR"), most - 1)).isTrue();
        assertThat(money.counts(Amounts.in("USD"), -most)).isTrue();
        assertThat(money.counts(Amounts.in("EUR"), 1)).isTrue();
        assertThat(money.counts(Amounts.in("EUR"), 1)).isFalse();
        assertThat(money.counts(Amounts.in("EUR"), -1)).isFalse();
        assertThat(money.counts(Amounts.in("USD"), 1)).isFalse();
        assertThat(money.counts(Amounts.in("EUR"), 0)).isTrue();
        assertThat(money.counts(Amounts.in("CAD"), Long.MIN_VALUE)).isFalse();
    }

    @Test
    @DisplayName("BNK-06 texts on one line: blanks, control characters, words that mean nothing, lengths")
    void texts() {
        assertThat(Texts.clean(" a \t b\r\n\u00A0c\u2028d\u007F ")).isEqualTo("a b c d");
        assertThat(Texts.clean("a b")).isEqualTo("a b");
        assertThat(Texts.clean("")).isEmpty();
        assertThat(Texts.clean(" ")).isEmpty();
        assertThat(Texts.clean("a ")).isEqualTo("a");
        assertThat(Texts.clean("a  b")).isEqualTo("a b");
        assertThat(Texts.clean("\u00E9\u00A1")).isEqualTo("\u00E9\u00A1");
        assertThat(Texts.clean("a\u2029b~")).isEqualTo("a b~");
        assertThat(Texts.join(List.of(" a", "", "b", "a", "c  d"))).isEqualTo("a b c d");
        assertThat(Texts.shown("12 1234567890 x")).isEqualTo("'12 *7890 x'");
        assertThat(Texts.shown("123456")).isEqualTo("'123456'");
        assertThat(Texts.shown("1234567")).isEqualTo("'*4567'");
        assertThat(Texts.shown("a".repeat(40))).isEqualTo("'" + "a".repeat(40) + "'");
        assertThat(Texts.shown("a".repeat(41))).isEqualTo("'" + "a".repeat(40) + "\u2026'");
        for (String absent : List.of("NOTPROVIDED", "notprovided", "NOT PROVIDED", " NONREF ", "")) {
            assertThat(Texts.reference(absent)).as(absent).isEmpty();
        }
        assertThat(Texts.reference(" R  1 ")).isEqualTo("R 1");
        assertThat(Texts.reference("NONREF1")).isEqualTo("NONREF1");
        assertThat(Texts.cut("abcd", 4)).isEqualTo("abcd");
        assertThat(Texts.cut("abcd", 3)).isEqualTo("abc");
        assertThat(Texts.cut("ab cd", 3)).isEqualTo("ab");
        assertThat(Texts.cut("ab\uD83D\uDE00", 3)).isEqualTo("ab");
        assertThat(Texts.cut("ab\uD83D\uDE00", 4)).isEqualTo("ab\uD83D\uDE00");
        assertThat(Texts.fitted("\u00E9\u20AC\u4E2D\uFF11", StandardCharsets.ISO_8859_1))
                .isEqualTo("\u00E9??1");
        assertThat(Texts.fitted("\u00E9", StandardCharsets.US_ASCII)).isEqualTo("e");
        assertThat(Texts.fitted("abc", StandardCharsets.US_ASCII)).isEqualTo("abc");
    }

    private static Encoding encoding(byte[] bytes) throws IOException {
        return Encoding.of(SourceScan.of(ByteSource.of(bytes, "bytes")));
    }

    private static Encoding declared(String name, String text, Charset written) throws IOException {
        return encoding(("<?xml version=\"1.0\" encoding=\"" + name + "\"?><a>" + text + "</a>").getBytes(written));
    }

    @Test
    @DisplayName("BNK-10 marks, then declarations that the bytes bear out, then UTF-8, then Windows-1252")
    void encodings() throws IOException {
        Charset windows = Charset.forName("windows-1252");
        assertThat(encoding("abc".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(new Encoding(StandardCharsets.UTF_8, ""));
        assertThat(encoding("\u00E9".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(new Encoding(StandardCharsets.UTF_8, ""));
        assertThat(encoding("\u00E9x".getBytes(windows))).isEqualTo(new Encoding(windows, ""));
        assertThat(encoding("<a>\u00E9x</a>".getBytes(windows)))
                .isEqualTo(new Encoding(windows, "no encoding is declared, so UTF-8 is"));
        assertThat(encoding("\uFEFFabc".getBytes(StandardCharsets.UTF_8)).charset())
                .isEqualTo(StandardCharsets.UTF_8);
        assertThat(encoding("\uFEFFabc".getBytes(StandardCharsets.UTF_16LE)).charset())
                .isEqualTo(StandardCharsets.UTF_16LE);
        assertThat(encoding("\uFEFFabc".getBytes(StandardCharsets.UTF_16BE)).charset())
                .isEqualTo(StandardCharsets.UTF_16BE);
        assertThat(encoding("<?xml".getBytes(StandardCharsets.UTF_16LE)).charset())
                .isEqualTo(StandardCharsets.UTF_16LE);
        assertThat(encoding("<?xml".getBytes(StandardCharsets.UTF_16BE)).charset())
                .isEqualTo(StandardCharsets.UTF_16BE);
        assertThat(declared("ISO-8859-1", "\u00E9x", StandardCharsets.ISO_8859_1))
                .isEqualTo(new Encoding(StandardCharsets.ISO_8859_1, ""));
        assertThat(declared("ISO-8859-1", "x", StandardCharsets.ISO_8859_1).charset())
                .isEqualTo(StandardCharsets.UTF_8);
        assertThat(declared("ISO-8859-1", "\u00E9x", StandardCharsets.UTF_8))
                .isEqualTo(new Encoding(StandardCharsets.UTF_8, "encoding ISO-8859-1 is declared"));
        assertThat(declared("utf-8", "\u00E9x", StandardCharsets.UTF_8))
                .isEqualTo(new Encoding(StandardCharsets.UTF_8, ""));
        assertThat(declared("UTF-8", "\u00E9x", windows))
                .isEqualTo(new Encoding(windows, "encoding UTF-8 is declared"));
        assertThat(declared("UTF-16", "x", StandardCharsets.UTF_8))
                .isEqualTo(new Encoding(StandardCharsets.UTF_8, "encoding UTF-16 is declared"));
        assertThat(declared("KLINGON-1", "x", StandardCharsets.UTF_8))
                .isEqualTo(new Encoding(StandardCharsets.UTF_8, "encoding KLINGON-1 is declared and not known"));
        assertThat(declared("-bad-", "x", StandardCharsets.UTF_8).mismatch()).endsWith("not known");
        assertThat(Encoding.isWide("\uFEFFa".getBytes(StandardCharsets.UTF_16LE)))
                .isTrue();
        assertThat(Encoding.isWide("\uFEFFa".getBytes(StandardCharsets.UTF_8))).isFalse();
        assertThat(Encoding.isWide(new byte[0])).isFalse();
        assertThat(Encoding.starts(new byte[] {1, (byte) 0xFF}, 1, 0xFF)).isTrue();
        assertThat(Encoding.starts(new byte[] {1}, 1, 0xFF)).isFalse();
        assertThat(Encoding.starts(new byte[] {1, 2}, 1, 0xFF)).isFalse();
    }

    private static List<String> lines(byte[] bytes, int most) throws IOException {
        ByteSource source = ByteSource.of(bytes, "lines");
        List<String> read = new ArrayList<>();
        try (ByteLines lines = ByteLines.open(source, SourceScan.of(source), most)) {
            while (lines.next()) {
                read.add(lines.number() + "@" + lines.offset() + " " + lines.text());
                assertThat(lines.at().line()).isEqualTo(lines.number());
            }
            assertThat(lines.next()).isFalse();
            lines.verify();
        }
        return read;
    }

    @Test
    @DisplayName("BNK-10 lines end with any mark, the last one perhaps with none; numbers and offsets are counted")
    void lines() throws IOException {
        assertThat(lines("a\nb\r\nc\rd".getBytes(StandardCharsets.UTF_8), 100))
                .containsExactly("1@0 a", "2@2 b", "3@5 c", "4@7 d");
        assertThat(lines("a\n\n\r\nb\r".getBytes(StandardCharsets.UTF_8), 100))
                .containsExactly("1@0 a", "2@2 ", "3@3 ", "4@5 b");
        assertThat(lines("\uFEFFa\nb".getBytes(StandardCharsets.UTF_8), 100)).containsExactly("1@3 a", "2@5 b");
        assertThat(lines("\uFEFFa\n\u00E9".getBytes(StandardCharsets.UTF_16LE), 100))
                .extracting(line -> line.substring(line.indexOf(' ')))
                .containsExactly(" a", " \u00E9");
        assertThat(lines("".getBytes(StandardCharsets.UTF_8), 100)).isEmpty();
        String longer = "x".repeat(200_000);
        assertThat(lines((longer + "\r\n" + longer + "\nend").getBytes(StandardCharsets.UTF_8), 200_000))
                .containsExactly("1@0 " + longer, "2@200002 " + longer, "3@400003 end");
    }

    @Test
    @DisplayName("BNK-20 a line may have its limit and no byte more")
    void longLines() throws IOException {
        assertThat(lines("12345\n1\n".getBytes(StandardCharsets.UTF_8), 5)).hasSize(2);
        assertThat(lines("12345".getBytes(StandardCharsets.UTF_8), 5)).hasSize(1);
        for (String text : List.of("123456\n", "123456", "1\n123456\n2")) {
            org.assertj.core.api.Assertions.assertThatExceptionOfType(LimitException.class)
                    .isThrownBy(() -> lines(text.getBytes(StandardCharsets.UTF_8), 5))
                    .withMessage("a line is longer than 5 bytes");
        }
        String endless = "y".repeat(400_000);
        org.assertj.core.api.Assertions.assertThatExceptionOfType(LimitException.class)
                .isThrownBy(() -> lines(endless.getBytes(StandardCharsets.UTF_8), 100_000));
    }

    @Test
    @DisplayName("BNK-04 repetitions are counted, also of zero, until they are forgotten")
    void repetitions() {
        Occurrences seen = new Occurrences();
        assertThat(seen.next(0)).isEqualTo(1);
        assertThat(seen.next(0)).isEqualTo(2);
        assertThat(seen.next(0)).isEqualTo(3);
        for (int round = 1; round <= 3; round++) {
            for (long key = 2; key < 5_000; key++) {
                assertThat(seen.next(Hashes.of(key, 7))).isEqualTo(round);
            }
        }
        seen.clear();
        assertThat(seen.next(0)).isEqualTo(1);
        assertThat(seen.next(Hashes.of(2, 7))).isEqualTo(1);
        seen.clear();
        seen.clear();
        assertThat(seen.next(Hashes.of(2, 7))).isEqualTo(1);
    }

    @Test
    @DisplayName("BNK-04 hashes tell bytes, texts and numbers apart")
    void hashes() {
        byte[] bytes = "abcabd".getBytes(StandardCharsets.US_ASCII);
        assertThat(Hashes.of(bytes, 0, 2)).isEqualTo(Hashes.of(bytes, 3, 5)).isNotEqualTo(Hashes.of(bytes, 1, 3));
        assertThat(Hashes.of(bytes, 0, 3)).isNotEqualTo(Hashes.of(bytes, 3, 6)).isNotEqualTo(Hashes.of(bytes, 0, 2));
        assertThat(Hashes.of("ab"))
                .isEqualTo(Hashes.of("ab"))
                .isNotEqualTo(Hashes.of("ba"))
                .isNotEqualTo(Hashes.of("a"));
        assertThat(Hashes.of(1, 2)).isNotEqualTo(Hashes.of(2, 1)).isNotEqualTo(Hashes.of(1, 3));
        assertThat(Hashes.of("")).isNotEqualTo(Hashes.of("\u0000"));
    }

    @Test
    @DisplayName("BNK-38 cells that a spreadsheet would compute are marked, and the mark comes off again")
    void spreadsheets() {
        for (String formula : List.of("=1+1", "+1", "-1", "@x", "\tx", "\rx", "\nx", "\uFF1Dx", "'=1")) {
            assertThat(SpreadsheetText.neutral(formula)).isEqualTo("'" + formula);
            assertThat(SpreadsheetText.original("'" + formula)).isEqualTo(formula);
        }
        for (String text : List.of("", "a=1", "'a", "'", "1-2")) {
            assertThat(SpreadsheetText.neutral(text)).isEqualTo(text);
            assertThat(SpreadsheetText.original(text)).isEqualTo(text);
        }
    }
}
