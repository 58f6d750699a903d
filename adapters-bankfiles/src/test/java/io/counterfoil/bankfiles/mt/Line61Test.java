package io.counterfoil.bankfiles.mt;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.bankfiles.source.ImportCode;
import io.counterfoil.bankfiles.source.internal.Days;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The first line of {@code :61:}, column by column (bank file specification 4.4); it stands inside of other bytes, so that no place counts from their start. */
class Line61Test {

    private static final int LEAD = 5;

    private final Line61 line = new Line61();

    private boolean read(String text, int digits, int openingDay) {
        byte[] bytes = (":61:9" + text + "99,99NTRF//X").getBytes(StandardCharsets.ISO_8859_1);
        return line.read(bytes, LEAD, LEAD + text.length(), digits, openingDay);
    }

    private boolean read(String text) {
        return read(text, 2, Days.NONE);
    }

    private String type() {
        return line.type(StandardCharsets.ISO_8859_1);
    }

    private String reference() {
        return line.reference(StandardCharsets.ISO_8859_1);
    }

    private String bank() {
        return line.bankReference(StandardCharsets.ISO_8859_1);
    }

    private static int day(String iso) {
        return (int) LocalDate.parse(iso).toEpochDay();
    }

    @Test
    @DisplayName("BNK-21 every part of a full line")
    void everyPart() {
        assertThat(read("2703020303CR12,34NTRFREF-1//BANK-1")).isTrue();
        assertThat(line.failure()).isEmpty();
        assertThat(line.valueDay()).isEqualTo(day("2027-03-02"));
        assertThat(line.entryDay()).isEqualTo(day("2027-03-03"));
        assertThat(line.bookedDay()).isEqualTo(day("2027-03-03"));
        assertThat(line.isClamped()).isFalse();
        assertThat(line.hasBadEntryDay()).isFalse();
        assertThat(line.minor()).isEqualTo(1234);
        assertThat(line.isReversal()).isFalse();
        assertThat(line.mark()).isEqualTo("C");
        assertThat(line.fundsCode()).isEqualTo('R');
        assertThat(type()).isEqualTo("NTRF");
        assertThat(line.hasType()).isTrue();
        assertThat(line.hasOddType()).isFalse();
        assertThat(reference()).isEqualTo("REF-1");
        assertThat(line.hasLongReference()).isFalse();
        assertThat(bank()).isEqualTo("BANK-1");
        assertThat(line.hasBankReference()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "270302, BAD_61, 0",
        "2x0302C1;00, BAD_61, 0",
        "27x302C1;00, BAD_61, 0",
        "2703x2C1;00, BAD_61, 0",
        "270002C1;00, BAD_DATE, 0",
        "271302C1;00, BAD_DATE, 0",
        "270300C1;00, BAD_DATE, 0",
        "270332C1;00, BAD_DATE, 0",
        "270302C, BAD_61, 7",
        "2703020303, BAD_61, 10",
        "'270302    ', BAD_61, 10",
        "2703020x03C1;00, BAD_61, 6",
        "27030203x3C1;00, BAD_61, 6",
        "270302030xC1;00, BAD_61, 6",
        "'270302 x  C1;00', BAD_61, 6",
        "'270302  x C1;00', BAD_61, 6",
        "'270302   xC1;00', BAD_61, 6",
        "270302030C1;00, BAD_61, 6",
        "270302   C1;00, BAD_61, 6",
        "270302X1;00, BAD_61, 6",
        "270302R, BAD_61, 6",
        "270302RX1;00, BAD_61, 6",
        "270302EX1;00, BAD_61, 6",
        "270302RR1;00, BAD_61, 6",
        "270302C@1;00, BAD_61, 7",
        "270302C[1;00, BAD_61, 7",
        "270302C;00, BAD_61, 7",
        "270302C1.00, BAD_61, 8",
        "270302C1, BAD_61, 8",
        "270302C1;001, NOT_EXACT, 11",
        "270302C1234567890123;45, BAD_61, 23",
        "270302C123456789012345;, BAD_61, 23"
    })
    @DisplayName("BNK-21 BNK-03 what does not fit is refused where it stands")
    void refusals(String text, ImportCode code, int place) {
        assertThat(read(text.replace(';', ','))).isFalse();
        assertThat(line.failure()).contains(code);
        assertThat(line.place()).isEqualTo(LEAD + place);
    }

    @Test
    @DisplayName("BNK-22 the value day: first and last days of months fit, days beyond the month's last are clamped")
    void valueDays() {
        for (String[] fits : new String[][] {
            {"270101", "2027-01-01"},
            {"271231", "2027-12-31"},
            {"280229", "2028-02-29"},
            {"800101", "1980-01-01"},
            {"790101", "2079-01-01"}
        }) {
            assertThat(read(fits[0] + "C1,")).isTrue();
            assertThat(line.valueDay()).isEqualTo(day(fits[1]));
            assertThat(line.isClamped()).isFalse();
            assertThat(line.entryDay()).isEqualTo(Days.NONE);
            assertThat(line.bookedDay()).isEqualTo(day(fits[1]));
        }
        for (String[] clamped :
                new String[][] {{"270229", "2027-02-28"}, {"270431", "2027-04-30"}, {"280230", "2028-02-29"}}) {
            assertThat(read(clamped[0] + "C1,")).isTrue();
            assertThat(line.valueDay()).isEqualTo(day(clamped[1]));
            assertThat(line.isClamped()).isTrue();
        }
        assertThat(read("270401C1,")).isTrue();
        assertThat(line.isClamped()).as("of the line before").isFalse();
    }

    @Test
    @DisplayName("BNK-22 the entry day: blank, of the nearest year, of none")
    void entryDays() {
        assertThat(read("270302    D1,")).isTrue();
        assertThat(line.entryDay()).isEqualTo(Days.NONE);
        assertThat(line.hasBadEntryDay()).isFalse();
        assertThat(line.minor()).isEqualTo(-100);

        assertThat(read("2703010229C1,")).isTrue();
        assertThat(line.entryDay()).isEqualTo(day("2028-02-29"));
        assertThat(read("2503010229C1,")).isTrue();
        assertThat(line.entryDay()).isEqualTo(day("2024-02-29"));
        assertThat(read("2603010229C1,")).isTrue();
        assertThat(line.entryDay()).isEqualTo(Days.NONE);
        assertThat(line.hasBadEntryDay()).isTrue();
        assertThat(line.bookedDay()).isEqualTo(day("2026-03-01"));
        assertThat(read("2603011301C1,")).isTrue();
        assertThat(line.hasBadEntryDay()).isTrue();
        assertThat(read("2603010301C1,")).isTrue();
        assertThat(line.hasBadEntryDay()).as("of the line before").isFalse();
        assertThat(line.entryDay()).isEqualTo(day("2026-03-01"));
    }

    @ParameterizedTest
    @CsvSource({
        "'', 2028-01-01",
        "2027-12-31, 2028-01-01",
        "2028-01-01, 2028-01-01",
        "2028-01-02, 2029-01-01",
        "2028-07-01, 2029-01-01",
        "2029-01-01, 2029-01-01",
        "2029-01-02, 2028-01-01"
    })
    @DisplayName(
            "BNK-22 1 January is 183 days from 2 July 2028 on both sides: the earlier one, unless only the later is in the statement")
    void equallyNear(String opening, String expected) {
        assertThat(read("2807020101C1,", 2, opening.isEmpty() ? Days.NONE : day(opening)))
                .isTrue();
        assertThat(line.entryDay()).isEqualTo(day(expected));
    }

    @ParameterizedTest
    @CsvSource({
        "C, 100, false",
        "D, -100, false",
        "RC, -100, true",
        "RD, 100, true",
        "EC, 100, false",
        "ED, -100, false"
    })
    @DisplayName("BNK-21 marks: C, EC and RD are money in")
    void marks(String mark, long minor, boolean reversal) {
        assertThat(read("270302" + mark + "1,00")).isTrue();
        assertThat(line.minor()).isEqualTo(minor);
        assertThat(line.isReversal()).isEqualTo(reversal);
        assertThat(line.mark()).isEqualTo(mark);
        assertThat(line.fundsCode()).isZero();
        assertThat(read("270302" + mark + "A1,00")).isTrue();
        assertThat(line.fundsCode()).isEqualTo('A');
        assertThat(read("270302" + mark + "Z1,00")).isTrue();
        assertThat(line.fundsCode()).isEqualTo('Z');
        assertThat(line.minor()).isEqualTo(minor);
    }

    @ParameterizedTest
    @CsvSource({
        "'1,', 2, 100",
        "'1,5', 2, 150",
        "'1,50', 2, 150",
        "'1,5000', 2, 150",
        "'0,09', 2, 9",
        "'7,', 0, 7",
        "'7,00', 0, 7",
        "'1,5', 3, 1500",
        "'1,234', 3, 1234",
        "'123456789012,34', 2, 12345678901234",
        "'12345678901234,', 2, 1234567890123400",
        "'1,0000000000000', 2, 100"
    })
    @DisplayName("BNK-21 amounts of at most 15 characters, the comma included, exact in the digits of the currency")
    void amounts(String text, int digits, long minor) {
        assertThat(read("270302C" + text + "NTRF", digits, Days.NONE)).isTrue();
        assertThat(line.minor()).isEqualTo(minor);
        assertThat(type()).isEqualTo("NTRF");
        assertThat(read("270302D" + text, digits, Days.NONE)).isTrue();
        assertThat(line.minor()).isEqualTo(-minor);
    }

    @Test
    @DisplayName("BNK-21 decimals that the currency lacks and amounts of 16 characters are refused")
    void longAmounts() {
        assertThat(read("270302C1,5", 0, Days.NONE)).isFalse();
        assertThat(line.failure()).contains(ImportCode.NOT_EXACT);
        assertThat(read("270302C1,00000000000000", 2, Days.NONE)).isFalse();
        assertThat(line.failure()).contains(ImportCode.BAD_61);
        assertThat(read("270302C1,")).isTrue();
        assertThat(line.failure()).as("of the line before").isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "NTRF, NTRF, false",
        "F123, F123, false",
        "SZ09, SZ09, false",
        "NA9A, NA9A, false",
        "'NOV ', NOV, true",
        "'S   ', S, true",
        "N, N, true",
        "Ntrf, Ntrf, true",
        "NT-F, NT-F, true",
        "N@AA, N@AA, true",
        "N[AA, N[AA, true",
        "N:AA, N:AA, true",
        "'N/AA', 'N/AA', true",
        "NAA{, NAA{, true"
    })
    @DisplayName("BNK-21 types: F, N or S and three letters or digits; anything else is odd and kept")
    void types(String written, String type, boolean odd) {
        assertThat(read("270302C1,00" + written)).isTrue();
        assertThat(type()).isEqualTo(type);
        assertThat(line.hasOddType()).isEqualTo(odd);
        assertThat(line.hasType()).isTrue();
        assertThat(reference()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "'', '', '', ''",
        "' NTRFREF', NTRF, REF, ''",
        "'   NTRFREF//B', NTRF, REF, B",
        "'REF//B', '', REF, B",
        "'XTRFREF', '', XTRFREF, ''",
        "'//B', '', '', B",
        "'NTRF//B', NTRF, '', B",
        "'NTRF//', NTRF, '', ''",
        "'NTRFREF//', NTRF, REF, ''",
        "'NTRFREF/', NTRF, REF/, ''",
        "'NTRFA/B//C', NTRF, A/B, C",
        "'NTRFA//B//C', NTRF, A, B//C",
        "'NTRF  REF  //  B  ', NTRF, REF, B"
    })
    @DisplayName("BNK-21 references: the customer's up to two slashes, the bank's behind them, both trimmed")
    void references(String written, String type, String reference, String bank) {
        assertThat(read("270302C1,00" + written)).isTrue();
        assertThat(type()).isEqualTo(type);
        assertThat(reference()).isEqualTo(reference);
        assertThat(bank()).isEqualTo(bank);
        assertThat(line.hasBankReference()).isEqualTo(!bank.isEmpty());
        assertThat(line.hasType()).isEqualTo(!type.isEmpty());
        assertThat(line.hasOddType()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {15, 16, 17})
    @DisplayName("BNK-21 a reference of more than 16 characters is kept whole and said")
    void longReferences(int length) {
        assertThat(read("270302C1,00NTRF" + "R".repeat(length) + "//B")).isTrue();
        assertThat(reference()).isEqualTo("R".repeat(length));
        assertThat(line.hasLongReference()).isEqualTo(length > 16);
    }
}
