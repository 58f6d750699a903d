package io.counterfoil.bankfiles.csv.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.bankfiles.csv.CsvProfile;
import io.counterfoil.bankfiles.csv.SignMode;
import io.counterfoil.payments.money.Amounts;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a table shows of itself: rows, names, days, numbers, signs (BNK-36). */
class TableLearnerTest {

    private static List<CsvProfile> learn(boolean whole, String... lines) {
        return new TableLearner(List.of(lines), whole, Amounts.in("CAD").currency()).candidates();
    }

    private static List<CsvProfile> learn(String... lines) {
        return learn(true, lines);
    }

    @Test
    @DisplayName("BNK-36 a plain table: signs both ways and every grouping that reads it, the plainest first")
    void plain() {
        List<CsvProfile> found = learn("Date,Text,Amount", "2027-03-01,a,1.00", "2027-03-02,b,-2.00");
        CsvProfile first = found.get(0);
        assertThat(first.delimiter()).isEqualTo(',');
        assertThat(first.header()).isTrue();
        assertThat(first.skipLines()).isZero();
        assertThat(first.footerLines()).isZero();
        assertThat(first.date()).isEqualTo("Date");
        assertThat(first.datePattern()).isEqualTo("yyyy-MM-dd");
        assertThat(first.amount()).contains("Amount");
        assertThat(first.sign()).isEqualTo(SignMode.SIGNED);
        assertThat(first.decimal()).isEqualTo('.');
        assertThat(first.grouping()).isEmpty();
        assertThat(first.balance()).isEmpty();
        assertThat(first.text()).containsExactly("Text");
        assertThat(first.currency()).contains(Amounts.in("CAD").currency());
        assertThat(found).hasSize(8).allMatch(profile -> profile.decimal() == '.');
        assertThat(found.stream().map(CsvProfile::sign).distinct())
                .containsExactlyInAnyOrder(SignMode.SIGNED, SignMode.INVERTED);
        assertThat(found.stream().map(profile -> profile.grouping().orElse('-')).distinct())
                .containsExactlyInAnyOrder('-', ',', '\'', ' ');
    }

    @Test
    @DisplayName("BNK-36 the rows are those of the commonest width; what stands before and behind them is left out")
    void layout() {
        String[] lines = {
            "Export;of;an;account",
            "",
            "Date;Text;Amount",
            "2027-03-01;a;1,00",
            "odd;row",
            "2027-03-02;b;2,00",
            "Total",
            "x;y"
        };
        CsvProfile first = learn(lines).get(0);
        assertThat(first.delimiter()).isEqualTo(';');
        assertThat(first.skipLines()).isEqualTo(2);
        assertThat(first.footerLines()).isEqualTo(2);
        assertThat(first.decimal()).isEqualTo(',');
        assertThat(learn(false, lines).get(0).footerLines()).isZero();
        assertThat(learn("a;b", "c;d", "2027-03-01;x;1,00", "2027-03-02;y;1,00")
                        .get(0)
                        .skipLines())
                .as("of two widths equally common the wider")
                .isEqualTo(2);
        List<String> many = new ArrayList<>(List.of("Date;Text;Amount"));
        for (int i = 0; i < 399; i++) {
            many.add("2027-03-01;a;1,00");
        }
        assertThat(learn(many.toArray(String[]::new)).get(0).footerLines()).isZero();
        many.add("rubbish that is beyond what is looked at");
        assertThat(learn(many.toArray(String[]::new)).get(0).footerLines()).isZero();
    }

    @Test
    @DisplayName("BNK-36 a first row without figures names the columns, else numbers do; names that stand twice do not")
    void headers() {
        CsvProfile bare = learn("2027-03-01,a,1.00", "2027-03-02,b,2.00").get(0);
        assertThat(bare.header()).isFalse();
        assertThat(bare.date()).isEqualTo("1");
        assertThat(bare.amount()).contains("3");
        assertThat(bare.text()).containsExactly("2");
        assertThat(learn("Day1,Text22,A", "2027-03-01,a,1.00").get(0).header())
                .as("fewer digits than letters")
                .isTrue();
        assertThat(learn("Date,Text,Text", "2027-03-01,a,1.00")).isEmpty();
        assertThat(learn("Date,Amount")).as("no row").isEmpty();
        assertThat(learn("Date,Amount", ",", "2027-03-01,1.00").get(0).amount()).contains("Amount");
        assertThat(learn("x,", "2027-03-01,1.00"))
                .as("one name is no header, and no day")
                .isEmpty();
        assertThat(learn("words")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "2027-03-31, yyyy-MM-dd",
        "31.03.2027, dd.MM.yyyy",
        "31/03/2027, dd/MM/yyyy",
        "03/31/2027, MM/dd/yyyy",
        "31-03-2027, dd-MM-yyyy",
        "03-31-2027, MM-dd-yyyy",
        "2027/03/31, yyyy/MM/dd",
        "20270331, yyyyMMdd",
        "31.03.27, dd.MM.yy",
        "31 Mar 2027, dd MMM yyyy",
        "1.3.2027, d.M.yyyy"
    })
    @DisplayName("BNK-36 days by their pattern")
    void days(String day, String pattern) {
        assertThat(learn("Date;Text;Amount", day + ";a;1.00", day + ";b;-2.00")
                        .get(0)
                        .datePattern())
                .isEqualTo(pattern);
        assertThat(learn("Date;Text;Amount", day + ";a;1.00", "x;b;-2.00")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"1234.50|.|-", "1,234.50|.|,", "1.234,50|,|.", "1234,50|,|-", "1 234,50|,|_"})
    @DisplayName("BNK-36 numbers by their decimal mark and grouping")
    void numbers(String number, char decimal, char grouping) {
        CsvProfile first = learn("Date;Text;Amount", "2027-03-01;a;" + number, "2027-03-02;b;" + number)
                .get(0);
        assertThat(first.decimal()).isEqualTo(decimal);
        assertThat(first.grouping().map(mark -> mark == ' ' ? '_' : mark).orElse('-'))
                .isEqualTo(grouping);
    }

    @Test
    @DisplayName("BNK-36 groups of three behind an apostrophe")
    void apostrophes() {
        CsvProfile first = learn("Date;Text;Amount", "2027-03-01;a;1'234.50").get(0);
        assertThat(first.grouping()).contains('\'');
        assertThat(first.decimal()).isEqualTo('.');
    }

    @Test
    @DisplayName(
            "BNK-36 of columns with numbers the one named an amount goes first, one named a balance is the balance")
    void ranks() {
        CsvProfile first = learn("Date,Saldo,Code,Betrag", "2027-03-01,9.00,7,1.00", "2027-03-02,7.00,7,-2.00")
                .get(0);
        assertThat(first.amount()).contains("Betrag");
        assertThat(first.balance()).contains("Saldo");
        assertThat(first.text()).isEmpty();
        List<CsvProfile> all = learn("Date,Saldo,Betrag", "2027-03-01,9.00,1.00");
        assertThat(all.stream()
                        .filter(profile -> profile.grouping().isEmpty() && profile.sign() == SignMode.SIGNED)
                        .map(profile -> profile.amount().orElse("") + "/"
                                + profile.balance().orElse("-")))
                .containsExactly("Betrag/Saldo", "Betrag/-", "Saldo/Betrag", "Saldo/-");
    }

    @Test
    @DisplayName("BNK-36 a second day is the value day where it is named so; days are neither texts nor amounts")
    void valueDays() {
        CsvProfile first = learn(
                        "Booked,Value date,Entered,Text,Amount",
                        "20270301,20270302,20270303,a,1.00",
                        "20270301,20270302,20270303,b,2.00")
                .get(0);
        assertThat(first.date()).isEqualTo("Booked");
        assertThat(first.valueDate()).contains("Value date");
        assertThat(first.text()).containsExactly("Text");
        assertThat(first.amount()).contains("Amount");
        assertThat(first.balance()).isEmpty();
    }

    @Test
    @DisplayName("BNK-36 signs: flags with the words that stand there, parentheses, two columns of which one is filled")
    void signs() {
        List<CsvProfile> flags =
                learn("Date;Text;Amount;S/H", "2027-03-01;a;1,00; s", "2027-03-02;b;2,00;H", "2027-03-02;b;2,00;S");
        CsvProfile flagged = flags.stream()
                .filter(profile -> profile.sign() == SignMode.FLAG)
                .findFirst()
                .orElseThrow();
        assertThat(flagged.flag()).contains("S/H");
        assertThat(flagged.debitFlags()).containsExactly("S", "s");
        assertThat(flagged.creditFlags()).containsExactly("H");
        assertThat(flagged.text()).containsExactly("Text");
        assertThat(learn("Date;Text;Amount;S/H", "2027-03-01;a;1,00;S", "2027-03-02;b;2,00;?"))
                .noneMatch(profile -> profile.sign() == SignMode.FLAG);

        assertThat(learn("Date,Text,Amount", "2027-03-01,a,(1.00)", "2027-03-02,b,2.00"))
                .isNotEmpty()
                .allMatch(profile -> profile.sign() == SignMode.PARENTHESES);

        List<CsvProfile> columns = learn("Date,Text,Out,In", "2027-03-01,a,1.00,", "2027-03-02,b,,2.00");
        assertThat(columns).allMatch(profile -> profile.sign() == SignMode.DEBIT_CREDIT_COLUMNS);
        assertThat(columns.get(0).debit()).contains("Out");
        assertThat(columns.get(0).credit()).contains("In");
        assertThat(TableLearner.namesAgree(columns.get(0))).isTrue();
        assertThat(columns.stream().filter(profile -> profile.debit().orElse("").equals("In")))
                .isNotEmpty()
                .noneMatch(TableLearner::namesAgree);
        assertThat(TableLearner.namesAgree(flagged)).isTrue();
        assertThat(learn("Date,Text,Out,In", "2027-03-01,a,1.00,", "2027-03-02,b,3.00,2.00"))
                .noneMatch(profile -> profile.sign() == SignMode.DEBIT_CREDIT_COLUMNS);
        assertThat(learn("Date,Text,Out,In", "2027-03-01,a,1.00,", "2027-03-02,b,,"))
                .isEmpty();
        assertThat(learn("Date,Text,Out,In", "2027-03-01,a,1.00,", "2027-03-02,b,,x"))
                .isEmpty();
    }

    @Test
    @DisplayName("BNK-36 there are at most 120 candidates")
    void most() {
        String head = "Date";
        String row = "20270301";
        for (int i = 0; i < 12; i++) {
            head += ",n" + (char) ('a' + i);
            row += "," + i + ".25";
        }
        assertThat(learn(head, row, row)).hasSize(120);
    }
}
