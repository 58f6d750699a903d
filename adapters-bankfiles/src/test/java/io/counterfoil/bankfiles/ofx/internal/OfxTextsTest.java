package io.counterfoil.bankfiles.ofx.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.bankfiles.source.ImportCode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Amounts and dates of OFX, one by one. */
class OfxTextsTest {

    private static String amount(String text, int digits, Optional<Character> mark) {
        OfxAmount amount = new OfxAmount(mark);
        byte[] bytes = ("x" + text + "9").getBytes(StandardCharsets.US_ASCII);
        boolean read = amount.read(bytes, 1, bytes.length - 1, digits);
        assertThat(amount.failure().isEmpty()).isEqualTo(read);
        return read
                ? Long.toString(amount.minor())
                : amount.failure().map(ImportCode::name).orElseThrow();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "1.23|123",
                "-1.23|-123",
                "+1.23|123",
                " 1.23 |123",
                "1|100",
                "1.|100",
                ".5|50",
                "1.2|120",
                "1.230|123",
                "1.231|NOT_EXACT",
                "1,23|123",
                "1,2|120",
                "1,|100",
                "1,234|BAD_AMOUNT",
                "1,2345|BAD_AMOUNT",
                "1,2,3|BAD_AMOUNT",
                "1,234.56|123456",
                "1.234,56|123456",
                "1,234,567.89|123456789",
                "1.234.567,89|123456789",
                "12,34.56|BAD_AMOUNT",
                "1234,567.89|BAD_AMOUNT",
                ",234.56|BAD_AMOUNT",
                "1,23,456.78|BAD_AMOUNT",
                "1.2.3|BAD_AMOUNT",
                "1.234.567|BAD_AMOUNT",
                "1,234.5,6|BAD_AMOUNT",
                "1.234,5.6|BAD_AMOUNT",
                "|BAD_AMOUNT",
                " |BAD_AMOUNT",
                "-|BAD_AMOUNT",
                ".|BAD_AMOUNT",
                ",|BAD_AMOUNT",
                "1x|BAD_AMOUNT",
                "/1|BAD_AMOUNT",
                "1:|BAD_AMOUNT",
                "--1|BAD_AMOUNT",
                "0000000000000000000001.00|100",
                "9999999999999999.99|999999999999999999",
                "10000000000000000.00|BAD_AMOUNT",
                "99999999999999999|BAD_AMOUNT",
                "0|0"
            })
    @DisplayName("BNK-31 an amount says one thing or is refused")
    void amounts(String text, String expected) {
        assertThat(amount(text == null ? "" : text, 2, Optional.empty())).isEqualTo(expected);
    }

    @Test
    @DisplayName("BNK-31 the profile's decimal mark decides what is ambiguous")
    void decimalMark() {
        assertThat(amount("98,765", 2, Optional.of('.'))).isEqualTo("9876500");
        assertThat(amount("98,765", 3, Optional.of(','))).isEqualTo("98765");
        assertThat(amount("98.765", 2, Optional.of(','))).isEqualTo("9876500");
        assertThat(amount("98.765", 3, Optional.of('.'))).isEqualTo("98765");
        assertThat(amount("98.76", 2, Optional.of(','))).isEqualTo("BAD_AMOUNT");
        assertThat(amount("98,76", 2, Optional.of('.'))).isEqualTo("BAD_AMOUNT");
        assertThat(amount("1,2,3", 2, Optional.of(','))).isEqualTo("BAD_AMOUNT");
        assertThat(amount("1.2.3", 2, Optional.of('.'))).isEqualTo("BAD_AMOUNT");
        assertThat(amount("1.234,5", 2, Optional.of(','))).isEqualTo("123450");
        assertThat(amount("123", 0, Optional.of(','))).isEqualTo("123");
        assertThat(amount("123.5", 0, Optional.empty())).isEqualTo("NOT_EXACT");
    }

    private static OfxDate date(String text) {
        OfxDate date = new OfxDate();
        byte[] bytes = ("7" + text + "7").getBytes(StandardCharsets.US_ASCII);
        assertThat(date.read(bytes, 1, bytes.length - 1)).as(text).isTrue();
        return date;
    }

    @ParameterizedTest
    @CsvSource({
        "20270302, 2027-03-02,",
        "' 20270302 ', 2027-03-02,",
        "202703021530, 2027-03-02, 2027-03-02T15:30:00Z",
        "20270302153045, 2027-03-02, 2027-03-02T15:30:45Z",
        "20270302235959, 2027-03-02, 2027-03-02T23:59:59Z",
        "20270302153045.5, 2027-03-02, 2027-03-02T15:30:45.500Z",
        "20270302153045.123, 2027-03-02, 2027-03-02T15:30:45.123Z",
        "20270302153045.1239, 2027-03-02, 2027-03-02T15:30:45.123Z",
        "20270302120000[-5:EST], 2027-03-02, 2027-03-02T17:00:00Z",
        "20270302120000[+5.5:IST], 2027-03-02, 2027-03-02T06:30:00Z",
        "20270302120000[5.75:NPT], 2027-03-02, 2027-03-02T06:15:00Z",
        "20270302120000[5.755:NPT], 2027-03-02, 2027-03-02T06:15:00Z",
        "20270302120000[0:GMT], 2027-03-02, 2027-03-02T12:00:00Z",
        "20270302120000[-3], 2027-03-02, 2027-03-02T15:00:00Z",
        "20270302120000[18:X], 2027-03-02, 2027-03-01T18:00:00Z",
        "20270302120000.000[-5:EST], 2027-03-02, 2027-03-02T17:00:00Z",
        "20270302[-5:EST], 2027-03-02,"
    })
    @DisplayName("BNK-31 a date is the day as written; with a time it is a moment, without a zone in GMT")
    void dates(String text, LocalDate day, Instant moment) {
        OfxDate date = date(text);
        assertThat(LocalDate.ofEpochDay(date.day())).isEqualTo(day);
        assertThat(date.instant()).isEqualTo(Optional.ofNullable(moment));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "2027030",
                "202703021",
                "2027030212",
                "2027030212000",
                "202703021200001",
                "20270230",
                "20271301",
                "20270302240000",
                "20270302126000",
                "20270302120060",
                "20270302.5",
                "20270302120000.",
                "20270302120000x",
                "20270302120000[",
                "20270302120000[]",
                "20270302120000[x]",
                "20270302120000[19:X]",
                "20270302120000[-5:EST",
                "20270302120000[-5EST]",
                "20270302120000[99999999:X]",
                "2027-03-02",
                "20270302120000(-5:EST]"
            })
    @DisplayName("BNK-31 what is no date is refused")
    void noDates(String text) {
        byte[] bytes = ("7" + text + "7").getBytes(StandardCharsets.US_ASCII);
        assertThat(new OfxDate().read(bytes, 1, bytes.length - 1)).isFalse();
    }
}
