package io.counterfoil.bankfiles.bai.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.counterfoil.bankfiles.bai.internal.BaiSummary.Status;
import io.counterfoil.bankfiles.source.internal.Days;
import io.counterfoil.bankfiles.source.internal.LimitException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lines, fields, summaries and type codes of BAI2, each alone (bank file specification 4.5). */
class BaiTextsTest {

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** A record of what follows the codes of its lines; each stands inside of other bytes. */
    private static BaiRecord record(int most, String... lines) {
        BaiRecord record = new BaiRecord(most);
        try {
            for (int i = 0; i < lines.length; i++) {
                byte[] line = bytes("16," + lines[i] + "##");
                if (i == 0) {
                    record.begin(line, 3, line.length - 2);
                } else {
                    record.addLine(line, 3, line.length - 2);
                }
            }
        } catch (LimitException e) {
            throw new AssertionError(e);
        }
        return record;
    }

    private static List<String> fields(BaiRecord record) {
        List<String> fields = new ArrayList<>();
        while (record.next()) {
            fields.add(record.text(StandardCharsets.ISO_8859_1) + (record.isLastOfLine() ? "$" : ""));
        }
        assertThat(record.length()).isZero();
        assertThat(record.isBlank()).isTrue();
        return fields;
    }

    @Test
    @DisplayName("BNK-26 fields end at commas, at the slash that ends a line, and at the end of a line")
    void fieldsOfLines() {
        assertThat(fields(record(99, "a,b,c/"))).containsExactly("a", "b", "c$");
        assertThat(fields(record(99, "a,b,c"))).containsExactly("a", "b", "c$");
        assertThat(fields(record(99, "a/b,/c/"))).containsExactly("a/b", "/c$");
        assertThat(fields(record(99, "a,b/", "c/", "d"))).containsExactly("a", "b$", "c$", "d$");
        assertThat(fields(record(99, "a,,/", "c"))).containsExactly("a", "", "$", "c$");
        assertThat(fields(record(99, "/"))).containsExactly("$");
        assertThat(fields(record(99, ""))).isEmpty();
        BaiRecord record = record(99, "a,b");
        assertThat(record.next()).isTrue();
        assertThat(record.length()).isOne();
        record.rewind();
        assertThat(fields(record)).containsExactly("a", "b$");
    }

    @Test
    @DisplayName("BNK-26 what is left of a record is text: its lines without their slash, joined by a blank")
    void rest() {
        BaiRecord record = record(99, "a,hello, you/", "world/ 1/", "", " end ");
        record.next();
        assertThat(record.rest(StandardCharsets.ISO_8859_1)).isEqualTo("hello, you world/ 1 end");
        BaiRecord early = record(99, "a,/", "x");
        early.next();
        assertThat(early.rest(StandardCharsets.ISO_8859_1)).isEqualTo("x");
        BaiRecord none = record(99, "a");
        none.next();
        assertThat(none.rest(StandardCharsets.ISO_8859_1)).isEmpty();
        none.next();
        assertThat(none.rest(StandardCharsets.ISO_8859_1)).isEmpty();
        assertThat(record(99, "abc").rest(StandardCharsets.ISO_8859_1)).isEqualTo("abc");
    }

    @ParameterizedTest
    @CsvSource({
        "12, 12",
        "' 12 ', 12",
        "-5, -5",
        "+5, 5",
        "0, 0",
        "09, 9",
        "123456789012345678, 123456789012345678",
        "-123456789012345678, -123456789012345678",
        "1234567890123456789, ",
        "'', ",
        "' ', ",
        "-, ",
        "+, ",
        "--5, ",
        "1x, ",
        "1:, ",
        "1/2, ",
        "1 2, "
    })
    @DisplayName("BNK-26 amounts are whole numbers of at most 18 digits")
    void numbers(String text, Long number) {
        BaiRecord record = record(99, "9," + text + ",9");
        record.next();
        record.next();
        assertThat(record.number()).isEqualTo(number == null ? Long.MIN_VALUE : number);
    }

    @ParameterizedTest
    @CsvSource({"'', 0", "' ', 0", "'  ', 0", "V, 86", "VV, -1", "' V', -1"})
    @DisplayName("BNK-26 the funds type is one letter or blank")
    void letters(String text, int letter) {
        BaiRecord record = record(99, "9," + text + ",9");
        record.next();
        record.next();
        assertThat(record.letter()).isEqualTo(letter);
        assertThat(record.isBlank()).isEqualTo(letter == 0);
    }

    @Test
    @DisplayName("BNK-12 a record of the limit's length is read, one byte more is not; what is shown of it is cut")
    void lengths() throws LimitException {
        BaiRecord record = record(5, "abc", "d");
        assertThat(record.raw(99)).isEqualTo(bytes("abc\nd"));
        assertThat(record.raw(2)).isEqualTo(bytes("ab"));
        assertThatExceptionOfType(LimitException.class)
                .isThrownBy(() -> record.addLine(bytes(""), 0, 0))
                .withMessage("a record is longer than 5 bytes");
        record.begin(bytes("12345"), 0, 5);
        assertThatExceptionOfType(LimitException.class).isThrownBy(() -> record.begin(bytes("123456"), 0, 6));
        String wide = "w".repeat(512);
        BaiRecord grown = record(9_999, wide, wide, "x".repeat(3_000), "last");
        assertThat(grown.raw(9_999)).isEqualTo(bytes(wide + "\n" + wide + "\n" + "x".repeat(3_000) + "\nlast"));
        assertThat(record(99, "a,b").hash()).isEqualTo(record(99, "a,b").hash());
        assertThat(record(99, "a,b").hash()).isNotEqualTo(record(99, "a,c").hash());
    }

    @ParameterizedTest
    @CsvSource({
        "'01,', 1",
        "'02,', 2",
        "'03,', 3",
        "'16,', 16",
        "'49/', 49",
        "'88,', 88",
        "'98,', 98",
        "99, 99",
        "'17,', 0",
        "'00,', 0",
        "'161', 0",
        "'16x', 0",
        "'1', 0",
        "'', 0",
        "'1x,', 0",
        "'x1,', 0",
        "'16', 16"
    })
    @DisplayName("BNK-26 a line begins with a record code and a comma or slash")
    void codes(String text, int code) {
        byte[] line = bytes("####" + text + "####");
        assertThat(BaiLines.codeAt(line, 4, 4 + text.length())).isEqualTo(code);
    }

    @Test
    @DisplayName("BNK-26 further records on a line begin behind blanks, with a code and a comma")
    void several() {
        byte[] line = bytes("##  16,5");
        assertThat(BaiLines.recordAfter(line, 2, line.length)).isEqualTo(4);
        assertThat(BaiLines.recordAfter(line, 2, 7)).isEqualTo(4);
        assertThat(BaiLines.recordAfter(line, 2, 6)).isZero();
        assertThat(BaiLines.recordAfter(line, 2, 4)).isZero();
        assertThat(BaiLines.recordAfter(bytes("# 17,5"), 1, 6)).isZero();
        assertThat(BaiLines.recordAfter(bytes("# 16/5"), 1, 6)).isZero();
        assertThat(BaiLines.showsSeveral(bytes("01,a/02,b/"))).isTrue();
        assertThat(BaiLines.showsSeveral(bytes("01,a/ 02,"))).isTrue();
        assertThat(BaiLines.showsSeveral(bytes("01,a/b 02,c/"))).isFalse();
        assertThat(BaiLines.showsSeveral(bytes("01,a 02,c"))).isFalse();
        assertThat(BaiLines.showsSeveral(bytes("/02,"))).isTrue();
        assertThat(BaiLines.showsSeveral(new byte[0])).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "270301, 2027-03-01",
        "800101, 1980-01-01",
        "790101, 2079-01-01",
        "20270301, 2027-03-01",
        "19991231, 1999-12-31",
        "20000229, 2000-02-29",
        "000101, 2000-01-01",
        "270230, ",
        "2703011, ",
        "27030, ",
        "x70301, ",
        "27x301, ",
        "2703x1, ",
        "x0270301, ",
        "2x270301, ",
        "20x70301, ",
        "'', "
    })
    @DisplayName("BNK-26 days of six or eight digits")
    void days(String text, LocalDate day) {
        assertThat(BaiLines.day(text)).isEqualTo(day == null ? Days.NONE : (int) day.toEpochDay());
    }

    private static BaiSummary summary(boolean closing, String... lines) {
        return BaiSummary.of(record(9_999, lines), closing);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "010,500,,,015,700,,/|1200",
                "010,500,3,Z,015,700,,/|1200",
                "010,500,,S,1,2,3,015,700,,/|1200",
                "010,500,,V,270301,2400,015,700/|1200",
                "010,500,,V,270301/|500",
                "010,500,,D,2,0,100,1,400,015,700/|1200",
                "010,500,,D,0,015,700/|1200",
                "010,500,,D,x,015,700/|1200",
                "010,500,,D,-1,015,700/|1200",
                "010,500,,D,1001,015,700/|1200",
                "010,500,,D,1000,015,700/|500",
                "010,500/|500",
                "010,,,,015,700/|700",
                "010,-500,,,015,+700/|200",
                "010/|0"
            })
    @DisplayName("BNK-26 type, amount, count and funds, again and again; what follows the funds belongs to them")
    void summaries(String text, long sum) {
        for (boolean closing : new boolean[] {false, true}) {
            BaiSummary read = summary(closing, text);
            assertThat(read.sum()).isEqualTo(sum);
            assertThat(read.readable()).isTrue();
        }
    }

    @Test
    @DisplayName("BNK-28 a line that ends early ends its summary, or the next line goes on with it")
    void linesThatEndEarly() {
        assertThat(summary(true, "010,500/", "015,700/"))
                .isEqualTo(new BaiSummary(1_200, List.of(new Status(10, 500), new Status(15, 700)), true));
        assertThat(summary(false, "010,500/", "015,700/"))
                .isEqualTo(new BaiSummary(500, List.of(new Status(10, 500)), true));
        assertThat(summary(true, "010,500,,/", "015,700,,/").sum()).isEqualTo(1_200);
        assertThat(summary(false, "010,500,,/", "015,700,,/").sum()).isEqualTo(1_200);
        assertThat(summary(true, "010,500,,,/", "015,700/").sum()).isEqualTo(1_200);
        assertThat(summary(false, "010,500,,,/", "015,700/").sum()).isEqualTo(515);
        assertThat(summary(true, "010,500/", "15,700/").readable()).isFalse();
        assertThat(summary(true, "010,500,,,/", "15,700/").readable()).isFalse();
        assertThat(summary(false, "010,500/", "15,700/").readable()).isTrue();
        assertThat(summary(true, "010/", "015,700/").sum()).isEqualTo(700);
        assertThat(summary(true, "010,500,7/", "015,700/").sum()).isEqualTo(1_200);
        assertThat(summary(false, "010,500,,S/", "1,2,3,015,700/").sum()).isEqualTo(1_200);
        assertThat(summary(true, "010,500,,S/", "1,2,3,015,700/").readable()).isFalse();
        assertThat(summary(true, "010,500,,S,1/", "015,700/").sum()).isEqualTo(1_200);
        assertThat(summary(false, "010,500,,D/", "1,0,500,015,700/").sum()).isEqualTo(1_200);
        assertThat(summary(true, "010,500,,D/", "015,700/").sum()).isEqualTo(1_200);
        assertThat(summary(true, "010,500,,V,270301/", "015,700/").sum()).isEqualTo(1_200);
    }

    @Test
    @DisplayName(
            "BNK-29 balances are those of the codes 001 to 099; an amount that is no number makes the summary unreadable")
    void statusCodes() {
        assertThat(summary(false, "000,1,,,001,2,,,099,3,,,100,4,,,x,5/").balances())
                .containsExactly(new Status(1, 2), new Status(99, 3));
        assertThat(summary(false, "000,1,,,001,2,,,099,3,,,100,4,,,x,5/").sum()).isEqualTo(15);
        assertThat(summary(false, "010,5x,,,015,7/"))
                .isEqualTo(new BaiSummary(7, List.of(new Status(10, 0), new Status(15, 7)), false));
        StringBuilder many = new StringBuilder();
        for (int i = 0; i < 1_001; i++) {
            many.append("010,1,,,");
        }
        BaiSummary most = BaiSummary.of(record(99_999, many + "/"), false);
        assertThat(most.balances()).hasSize(1_000);
        assertThat(most.sum()).isEqualTo(1_001);
    }

    @ParameterizedTest
    @CsvSource({
        "99, NONE",
        "100, CREDIT",
        "399, CREDIT",
        "400, DEBIT",
        "699, DEBIT",
        "700, LOAN",
        "799, LOAN",
        "800, NONE",
        "919, NONE",
        "920, CREDIT",
        "959, CREDIT",
        "960, DEBIT",
        "999, DEBIT",
        "1000, NONE"
    })
    @DisplayName("BNK-29 codes by their ranges")
    void directions(int code, BaiTypes.Direction direction) {
        assertThat(BaiTypes.direction(code)).isEqualTo(direction);
    }

    @Test
    @DisplayName("BNK-27 sums stay at the ends of 64 bits")
    void sums() {
        assertThat(BaiReader.plus(2, 3)).isEqualTo(5);
        assertThat(BaiReader.plus(-5, 3)).isEqualTo(-2);
        assertThat(BaiReader.plus(5, -3)).isEqualTo(2);
        assertThat(BaiReader.plus(-5, -3)).isEqualTo(-8);
        assertThat(BaiReader.plus(Long.MAX_VALUE, 0)).isEqualTo(Long.MAX_VALUE);
        assertThat(BaiReader.plus(Long.MAX_VALUE, 1)).isEqualTo(Long.MAX_VALUE);
        assertThat(BaiReader.plus(1, Long.MAX_VALUE)).isEqualTo(Long.MAX_VALUE);
        assertThat(BaiReader.plus(Long.MIN_VALUE, -1)).isEqualTo(Long.MIN_VALUE);
        assertThat(BaiReader.plus(Long.MIN_VALUE, Long.MAX_VALUE)).isEqualTo(-1);
        assertThat(BaiReader.plus(Long.MAX_VALUE, Long.MIN_VALUE)).isEqualTo(-1);
    }
}
