package io.counterfoil.bankfiles.csv.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.counterfoil.bankfiles.csv.CsvProfile;
import io.counterfoil.bankfiles.csv.SignMode;
import io.counterfoil.bankfiles.csv.internal.RowReader.BadCellException;
import io.counterfoil.bankfiles.csv.internal.RowReader.Row;
import io.counterfoil.bankfiles.source.ImportCode;
import io.counterfoil.bankfiles.source.internal.Money;
import java.io.IOException;
import java.io.StringReader;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Cells of a row by the profile (bank file specification 4.7), and the lines before a footer. */
class RowReaderTest {

    private static final List<String> NAMES = List.of(
            "Date", "Value", "Amount", "Debit", "Credit", "Flag", "Ccy", "Balance", "Ref", "Name", "Text", "More");

    private static CsvProfile.Builder profile() {
        return CsvProfile.builder("p").currency("CAD").date("Date").amount("Amount");
    }

    private static List<String> cells(String... pairs) {
        List<String> cells = new ArrayList<>(Collections.nCopies(NAMES.size(), ""));
        cells.set(0, "2027-03-01");
        for (int i = 0; i < pairs.length; i += 2) {
            cells.set(NAMES.indexOf(pairs[i]), pairs[i + 1]);
        }
        return cells;
    }

    private static RowReader reader(CsvProfile.Builder profile) {
        return new RowReader(profile.build(), NAMES::indexOf, new Money());
    }

    private static Row read(CsvProfile.Builder profile, String... pairs) {
        try {
            return reader(profile).read(cells(pairs), false);
        } catch (BadCellException e) {
            throw new AssertionError(e);
        }
    }

    private static BadCellException refused(CsvProfile.Builder profile, String... pairs) {
        RowReader reader = reader(profile);
        return catchThrowableOfType(BadCellException.class, () -> reader.read(cells(pairs), false));
    }

    @ParameterizedTest
    @CsvSource({
        "SIGNED, 1.50, 150",
        "SIGNED, -1.50, -150",
        "SIGNED, +1.50, 150",
        "INVERTED, 1.50, -150",
        "INVERTED, -1.50, 150",
        "PARENTHESES, (1.50), -150",
        "PARENTHESES, ' (1.50) ', -150",
        "PARENTHESES, (1), -100",
        "PARENTHESES, 1.50, 150",
        "PARENTHESES, -1.50, -150"
    })
    @DisplayName("BNK-35 signs in the amount's own column")
    void signs(SignMode sign, String amount, long minor) {
        assertThat(read(profile().sign(sign), "Amount", amount).minor()).isEqualTo(minor);
    }

    @ParameterizedTest
    @CsvSource({
        "SIGNED, (1.50), BAD_AMOUNT",
        "SIGNED, '', BAD_AMOUNT",
        "PARENTHESES, (), BAD_AMOUNT",
        "PARENTHESES, (1.50, BAD_AMOUNT",
        "PARENTHESES, 1.50), BAD_AMOUNT",
        "PARENTHESES, (-1.50), BAD_SIGN",
        "PARENTHESES, (+1.50), BAD_SIGN",
        "PARENTHESES, (-0.00), BAD_SIGN"
    })
    @DisplayName("BNK-35 amounts that do not fit the sign mode are refused in their column")
    void badSigns(SignMode sign, String amount, ImportCode code) {
        BadCellException refused = refused(profile().sign(sign), "Amount", amount);
        assertThat(refused.code()).isEqualTo(code);
        assertThat(refused.column()).isEqualTo("Amount");
        assertThat(refused.cell()).isEqualTo(3);
    }

    @Test
    @DisplayName("BNK-35 a flag says debit or credit, whatever its case and blanks; else the row is refused")
    void flags() {
        CsvProfile.Builder flags = profile()
                .sign(SignMode.FLAG)
                .flag("Flag")
                .addDebitFlags("D", "out ", "B")
                .addCreditFlags("C", "B");
        assertThat(read(flags, "Amount", " 1.50 ", "Flag", " d ").minor()).isEqualTo(-150);
        assertThat(read(flags, "Amount", "1.50", "Flag", "OUT").minor()).isEqualTo(-150);
        assertThat(read(flags, "Amount", "1.50", "Flag", "c").minor()).isEqualTo(150);

        BadCellException unknown = refused(flags, "Amount", "1.50", "Flag", "X");
        assertThat(unknown.code()).isEqualTo(ImportCode.BAD_SIGN);
        assertThat(unknown.sentence())
                .isEqualTo("flag 'X' says neither debit nor credit, expected one of [D, out , B] or [C, B]");
        assertThat(unknown.column()).isEqualTo("Flag");
        assertThat(unknown.cell()).isEqualTo(6);
        assertThat(refused(flags, "Amount", "1.50", "Flag", "B").code())
                .as("in both lists")
                .isEqualTo(ImportCode.BAD_SIGN);
        BadCellException signed = refused(flags, "Amount", "-1.50", "Flag", "D");
        assertThat(signed.sentence()).isEqualTo("amount '-1.50' has a sign, expected none with signs FLAG");
        assertThat(signed.cell()).isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource({"1.00, '', -100", "'', 2.00, 200", "0.00, 2.00, 200", "1.00, 0.00, -100", "0.00, '', 0", "'', 0, 0"})
    @DisplayName("BNK-35 of the two columns one is filled; a zero beside an amount is no second one")
    void twoColumns(String debit, String credit, long minor) {
        CsvProfile.Builder columns = CsvProfile.builder("p")
                .currency("CAD")
                .date("Date")
                .sign(SignMode.DEBIT_CREDIT_COLUMNS)
                .debit("Debit")
                .credit("Credit");
        assertThat(read(columns, "Debit", debit, "Credit", credit).minor()).isEqualTo(minor);
    }

    @Test
    @DisplayName("BNK-35 both columns, or none, or a sign in one of them: refused")
    void twoColumnsRefused() {
        CsvProfile.Builder columns = CsvProfile.builder("p")
                .currency("CAD")
                .date("Date")
                .sign(SignMode.DEBIT_CREDIT_COLUMNS)
                .debit("Debit")
                .credit("Credit");
        for (String[] both : new String[][] {{"1.00", "2.00"}, {"0.00", "0.00"}}) {
            BadCellException refused = refused(columns, "Debit", both[0], "Credit", both[1]);
            assertThat(refused.code()).isEqualTo(ImportCode.BAD_SIGN);
            assertThat(refused.sentence())
                    .isEqualTo("both of the columns 'Debit' and 'Credit' are filled, expected one of them");
            assertThat(refused.cell()).isEqualTo(4);
        }
        assertThat(refused(columns).sentence())
                .isEqualTo("none of the columns 'Debit' and 'Credit' are filled, expected one of them");
        assertThat(refused(columns, "Credit", "-2.00").column()).isEqualTo("Credit");
        assertThat(refused(columns, "Debit", "+2.00").code()).isEqualTo(ImportCode.BAD_SIGN);
    }

    @Test
    @DisplayName("BNK-35 booking and value day, each in the profile's pattern; an impossible one is refused")
    void days() {
        CsvProfile.Builder iso = profile().valueDate("Value");
        assertThat(read(iso, "Amount", "1").valueOn()).isEqualTo(LocalDate.of(2027, 3, 1));
        Row row = read(iso, "Amount", "1", "Value", " 2027-03-05 ");
        assertThat(row.bookedOn()).isEqualTo(LocalDate.of(2027, 3, 1));
        assertThat(row.valueOn()).isEqualTo(LocalDate.of(2027, 3, 5));
        BadCellException value = refused(iso, "Amount", "1", "Value", "2027-02-30");
        assertThat(value.sentence()).isEqualTo("date '2027-02-30' cannot be read, expected yyyy-MM-dd");
        assertThat(value.code()).isEqualTo(ImportCode.BAD_DATE);
        assertThat(value.column()).isEqualTo("Value");
        assertThat(value.cell()).isEqualTo(2);
        assertThat(refused(iso, "Amount", "1", "Date", "2027-3-1").cell()).isEqualTo(1);
        assertThat(refused(iso, "Amount", "1", "Date", "01.03.2027").code()).isEqualTo(ImportCode.BAD_DATE);
        CsvProfile.Builder german = profile().datePattern("dd.MM.yyyy");
        assertThat(read(german, "Amount", "1", "Date", "05.03.2027").bookedOn()).isEqualTo(LocalDate.of(2027, 3, 5));
        assertThat(refused(german, "Amount", "1", "Date", "2027-03-05").code()).isEqualTo(ImportCode.BAD_DATE);
        assertThat(refused(german, "Amount", "1", "Date", "29.02.2027").code()).isEqualTo(ImportCode.BAD_DATE);
    }

    @Test
    @DisplayName("BNK-35 the currency of a row, else that of the account")
    void currencies() {
        CsvProfile.Builder both = profile().currencyColumn("Ccy");
        assertThat(read(both, "Amount", "5", "Ccy", " JPY ")
                        .currency()
                        .currency()
                        .getCurrencyCode())
                .isEqualTo("JPY");
        assertThat(read(both, "Amount", "5", "Ccy", "JPY").minor()).isEqualTo(5);
        assertThat(read(both, "Amount", "5").minor()).isEqualTo(500);
        BadCellException unknown = refused(both, "Amount", "5", "Ccy", "QQQ");
        assertThat(unknown.sentence()).isEqualTo("currency 'QQQ' is not known, expected an ISO 4217 code");
        assertThat(unknown.code()).isEqualTo(ImportCode.BAD_CURRENCY);
        assertThat(unknown.cell()).isEqualTo(7);
        CsvProfile.Builder column =
                CsvProfile.builder("p").date("Date").amount("Amount").currencyColumn("Ccy");
        assertThat(refused(column, "Amount", "5").code()).isEqualTo(ImportCode.BAD_CURRENCY);
    }

    @Test
    @DisplayName("BNK-35 amounts and balances are exact in the currency's digits and fit into the file's volume")
    void exactness() throws BadCellException {
        CsvProfile.Builder balance = profile().balance("Balance");
        assertThat(read(balance, "Amount", "1").balance()).isEmpty();
        assertThat(read(balance, "Amount", "1", "Balance", "-7.50").balance()).contains(-750L);
        assertThat(refused(balance, "Amount", "1", "Balance", "x").cell()).isEqualTo(8);
        BadCellException inexact = refused(profile(), "Amount", "1.005");
        assertThat(inexact.code()).isEqualTo(ImportCode.NOT_EXACT);
        assertThat(inexact.sentence()).isEqualTo("amount '1.005' has more decimals than CAD, expected at most 2");
        BadCellException large = refused(profile(), "Amount", "99999999999999999999");
        assertThat(large.code()).isEqualTo(ImportCode.BAD_AMOUNT);
        assertThat(large.sentence()).isEqualTo("amount '*9999' is too large");

        RowReader reader = reader(profile());
        assertThat(reader.read(cells("Amount", "23058430092136939.51"), true).minor())
                .isEqualTo(Long.MAX_VALUE / 4);
        BadCellException full =
                catchThrowableOfType(BadCellException.class, () -> reader.read(cells("Amount", "0.01"), true));
        assertThat(full.sentence()).isEqualTo("the amounts of the file add up to more than 64 bits hold");
        assertThat(full.cell()).isZero();
    }

    @Test
    @DisplayName("BNK-35 texts only where the row is handed out, joined, each once, without card numbers")
    void texts() throws BadCellException {
        CsvProfile.Builder texts =
                profile().reference("Ref").counterparty("Name").addText("Text", "More");
        List<String> cells =
                cells("Amount", "1", "Ref", " R-1 ", "Name", "Ana  4111111111111111", "Text", "rent", "More", "March ");
        Row row = reader(texts).read(cells, false);
        assertThat(row.reference()).isEqualTo("R-1");
        assertThat(row.counterparty()).isEqualTo("Ana [PAN ****1111]");
        assertThat(row.text()).isEqualTo("rent March");
        Row counted = reader(texts).read(cells, true);
        assertThat(counted.reference()).isEqualTo("R-1");
        assertThat(counted.counterparty()).isEmpty();
        assertThat(counted.text()).isEmpty();
        assertThat(counted.minor()).isEqualTo(100);
        Row bare = read(profile(), "Amount", "1", "Ref", "R-1");
        assertThat(bare.reference()).isEmpty();
        assertThat(bare.counterparty()).isEmpty();
        assertThat(RowReader.Columns.normal(" DaTe ")).isEqualTo("date");
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "1, 2", "2, 4", "3, 7", "4, 9", "5, 10", "9, 10"})
    @DisplayName("BNK-35 so many lines and nothing behind them, whatever ends a line and however much is asked for")
    void firstLines(long lines, int characters) throws IOException {
        String text = "a\nb\r\nc\rd\ne";
        for (int size : new int[] {1, 2, 3, 64}) {
            StringBuilder read = new StringBuilder();
            try (FirstLines first = new FirstLines(new StringReader(text), lines)) {
                char[] buffer = new char[size + 2];
                for (int n = first.read(buffer, 2, size); n >= 0; n = first.read(buffer, 2, size)) {
                    read.append(buffer, 2, n);
                }
                assertThat(first.read()).isEqualTo(-1);
            }
            assertThat(read.toString()).as("by %d", size).isEqualTo(text.substring(0, characters));
        }
        try (FirstLines first = new FirstLines(new StringReader(text), lines)) {
            StringBuilder read = new StringBuilder();
            for (int one = first.read(); one >= 0; one = first.read()) {
                read.append((char) one);
            }
            assertThat(read.toString()).isEqualTo(text.substring(0, characters));
        }
    }
}
