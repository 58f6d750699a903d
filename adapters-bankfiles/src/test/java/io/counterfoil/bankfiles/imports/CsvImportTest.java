package io.counterfoil.bankfiles.imports;

import static io.counterfoil.bankfiles.imports.CsvTables.CAD;
import static io.counterfoil.bankfiles.imports.CsvTables.by;
import static io.counterfoil.bankfiles.imports.CsvTables.profile;
import static io.counterfoil.bankfiles.imports.CsvTables.prove;
import static io.counterfoil.bankfiles.imports.CsvTables.table;
import static io.counterfoil.bankfiles.imports.Importing.codes;
import static io.counterfoil.bankfiles.imports.Importing.minors;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.counterfoil.bankfiles.csv.CsvProfile;
import io.counterfoil.bankfiles.csv.SignMode;
import io.counterfoil.bankfiles.source.ByteSource;
import io.counterfoil.payments.proof.ImportReceipt;
import io.counterfoil.payments.proof.ProofStatus;
import io.counterfoil.reconciliation.statement.Statement;
import io.counterfoil.reconciliation.statement.StatementEntry;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class CsvImportTest {

    @Test
    @DisplayName("BNK-35 a table of which no row names a currency is refused, with the row and what was expected")
    void noCurrency() {
        CsvProfile.Builder profile = CsvProfile.builder("own")
                .date("Date")
                .amount("Amount")
                .currencyColumn("Currency")
                .addText("Text");
        ImportReceipt receipt = prove(profile, "Date,Text,Amount,Currency\n2027-03-01,x,1.00,\n");

        assertThat(receipt.items()).isZero();
        assertThat(codes(receipt)).contains("CURRENCY_MISSING");
        assertThat(receipt.postable()).isFalse();
        assertThat(receipt.statementKeys()).isEmpty();
    }

    @Test
    @DisplayName("BNK-35 a wrong decimal mark is refused and named, with row and column")
    void aWrongDecimalMark() {
        ImportReceipt receipt = prove(profile(), "Date,Text,Amount\n2027-03-01,x,\"1.234,56\"\n2027-03-02,y,\"7,5\"\n");

        assertThat(receipt.items()).isZero();
        assertThat(receipt.rejections()).hasSize(2);
        assertThat(receipt.rejections().get(0).location()).hasToString("rbc.csv:2:3 Amount");
        assertThat(receipt.rejections().get(0).sentence())
                .isEqualTo("amount '1.234,56' cannot be read, expected digits with decimal mark '.' and no grouping\n"
                        + "Maybe the file writes the decimal mark as ','");
        assertThat(receipt.sentence())
                .isEqualTo("CSV, 0 entries, 2 rejected, UNPROVED: nothing declared that could be compared");

        ImportReceipt grouped = prove(
                profile().decimal(',').grouping('.'), "Date,Text,Amount\n2027-03-01,x,12.50\n2027-03-01,x,1.250\n");
        assertThat(grouped.sums().toString()).isEqualTo("1250.00 CAD");
        assertThat(grouped.rejections()).hasSize(1);
    }

    @Test
    @DisplayName("BNK-35 a running balance proves the rows, oldest or newest first, and one wrong cent breaks it")
    void aRunningBalanceProvesTheRows() {
        String head = "Date,Text,Amount,Balance\n";
        String up = "2027-03-01,a,5.00,15.00\n2027-03-02,b,-2.00,\n2027-03-03,c,1.00,14.00\n";
        String down = "2027-03-03,c,1.00,14.00\n2027-03-02,b,-2.00,\n2027-03-01,a,5.00,15.00\n";
        CsvProfile.Builder profile = profile().balance("Balance");

        for (String rows : List.of(up, down)) {
            Imports imports = by(profile);
            ImportReceipt receipt = imports.prove(table(head + rows));
            assertThat(receipt.status()).as(rows).isEqualTo(ProofStatus.PROVED);
            Statement statement =
                    imports.statements(table(head + rows), receipt).get(0);
            assertThat(statement.opening().orElseThrow().amount()).isEqualTo(CAD.of("10.00"));
            assertThat(statement.closing().orElseThrow().amount()).isEqualTo(CAD.of("14.00"));
        }
        ImportReceipt broken = prove(profile, head + up.replace("14.00", "14.01"));
        assertThat(broken.sentence()).isEqualTo("CSV, 3 entries, BROKEN: balance declared 14.01, computed 14.00");
        assertThat(broken.disagreements().get(0).at().line()).isEqualTo(4);
        ImportReceipt rejected = prove(profile, head + up.replace("-2.00", "-2.0.0"));
        assertThat(rejected.status()).isEqualTo(ProofStatus.BROKEN);
    }

    @Test
    @DisplayName("BNK-35 given opening and closing prove a table without balances")
    void givenBalancesProve() {
        String text = "Date,Text,Amount\n2027-03-01,a,5.00\n2027-03-02,b,-2.00\n";
        CsvProfile.Builder given = profile().opening(CAD.of("10.00"));

        assertThat(prove(given.closing(CAD.of("13.00")), text).status()).isEqualTo(ProofStatus.PROVED);
        assertThat(prove(given.closing(CAD.of("13.01")), text).status()).isEqualTo(ProofStatus.BROKEN);
    }

    @Test
    @DisplayName("BNK-35 lines at the top and the end are left out, line numbers stay those of the file")
    void linesAreLeftOut() {
        ImportReceipt receipt = prove(
                profile().skipLines(2).footerLines(1),
                "Account;\"12\nheader\nDate,Text,Amount\n2027-03-01,x,1.00\n2027-03-01,x,bad\nTotal,\"1.00\n");

        assertThat(receipt.items()).isEqualTo(1);
        assertThat(receipt.rejections())
                .singleElement()
                .satisfies(rejection -> assertThat(rejection.location()).hasToString("rbc.csv:5:3 Amount"));
    }

    @Test
    @DisplayName("BNK-35 a table without header is read by column numbers")
    void columnNumbers() {
        ImportReceipt receipt = prove(
                CsvProfile.builder("bare")
                        .currency("CAD")
                        .header(false)
                        .date("1")
                        .amount("3")
                        .addText("2"),
                "2027-03-01,x,1.00\n2027-03-01,y,-3.00\n");

        assertThat(receipt.sums().toString()).isEqualTo("-2.00 CAD");
    }

    @Test
    @DisplayName("BNK-35 a quoted cell that never closes breaks the file, rows before it stay")
    void anOpenQuote() {
        ImportReceipt receipt =
                prove(profile(), "Date,Text,Amount\n2027-03-01,x,1.00\n2027-03-02,\"open,2.00\n2027-03-03,z,3.00\n");

        assertThat(receipt.status()).isEqualTo(ProofStatus.BROKEN);
        assertThat(receipt.items()).isEqualTo(1);
        assertThat(codes(receipt)).containsExactly("QUOTE_OPEN");
    }

    @Test
    @DisplayName("BNK-01 a table without the profile's columns is not that table")
    void anotherTable() {
        ImportReceipt receipt = prove(profile(), "Datum,Zweck,Betrag\n2027-03-01,x,1.00\n");

        assertThat(codes(receipt)).containsExactly("NOT_CSV");
        assertThat(receipt.sentence()).contains("'rbc'").contains("[Date, Amount, Text]");
        assertThat(codes(prove(profile(), "Date,Text,Amount,amount\n"))).containsExactly("NOT_CSV");
    }

    @Test
    @DisplayName("BNK-06 the standard table is read without a profile, amounts in the currency of each row")
    void theStandardTable() {
        String text = """
                date,amount,currency,description,reference,counterparty
                2027-03-01,12.00,CAD,rent 4111 1111 1111 1111,R-1,Ana
                2027-03-02,-500,JPY,fee,,
                2027-03-02,1.005,CAD,x,,
                """;
        Imports imports = Imports.standard();
        ImportReceipt receipt = imports.prove(table(text));

        List<StatementEntry> entries = Importing.entries(imports, table(text), receipt);

        assertThat(minors(entries)).containsExactly(1_200L, -500L);
        assertThat(entries.get(0).text()).isEqualTo("rent [PAN ****1111]");
        assertThat(entries.get(0).counterparty().orElseThrow().name()).isEqualTo("Ana");
        assertThat(entries.get(0).id().value()).isEqualTo("R-1/2027-03-01/12.00");
        assertThat(codes(receipt)).containsExactly("NOT_EXACT");
        assertThat(receipt.dialect()).contains("standard");
    }

    @Test
    @DisplayName("BNK-10 a table in Windows-1252 and one in UTF-8 with a byte order mark read alike")
    void encodings() {
        String text = "Date,Text,Amount\n2027-03-01,Café,1.00\n";
        Imports imports = by(profile());
        for (byte[] bytes : List.of(
                text.getBytes(Charset.forName("windows-1252")),
                ("\uFEFF" + text).getBytes(StandardCharsets.UTF_8),
                text.replace("\n", "\r").getBytes(StandardCharsets.UTF_8))) {
            ByteSource file = ByteSource.of(bytes, "x.csv");
            assertThat(Importing.entries(imports, file, imports.prove(file)))
                    .extracting(StatementEntry::text)
                    .containsExactly("Café");
        }
    }

    @Test
    @DisplayName("BNK-35 profiles that cannot read any row are refused at once")
    void badProfilesAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> CsvProfile.builder("x").date("d").currency("CAD").build())
                .withMessageContaining("expected amount");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CsvProfile.builder("x").date("d").amount("a").build())
                .withMessageContaining("no currency");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> profile().decimal(',').grouping(',').build());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> profile().sign(SignMode.DEBIT_CREDIT_COLUMNS).build());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> profile().datePattern("nonsense").build());
    }
}
