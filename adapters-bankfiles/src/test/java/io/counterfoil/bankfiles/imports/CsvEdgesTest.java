package io.counterfoil.bankfiles.imports;

import static io.counterfoil.bankfiles.imports.CsvTables.CAD;
import static io.counterfoil.bankfiles.imports.CsvTables.by;
import static io.counterfoil.bankfiles.imports.CsvTables.profile;
import static io.counterfoil.bankfiles.imports.CsvTables.prove;
import static io.counterfoil.bankfiles.imports.CsvTables.table;
import static io.counterfoil.bankfiles.imports.Importing.codes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.counterfoil.bankfiles.csv.CsvProfile;
import io.counterfoil.bankfiles.csv.SignMode;
import io.counterfoil.bankfiles.source.ImportLimits;
import io.counterfoil.payments.evidence.Diagnostic;
import io.counterfoil.payments.lifecycle.Actor;
import io.counterfoil.payments.proof.ImportReceipt;
import io.counterfoil.payments.proof.ProofStatus;
import io.counterfoil.reconciliation.statement.Statement;
import io.counterfoil.reconciliation.statement.StatementBalance;
import io.counterfoil.reconciliation.statement.StatementEntry;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Tables at their edges: proofs, headers, repeated and refused rows, limits (bank file specification 4.7). */
class CsvEdgesTest {

    private static Statement read(CsvProfile.Builder profile, String text) {
        Imports imports = by(profile);
        return imports.statements(
                        table(text),
                        imports.prove(table(text)).acceptedBy(Actor.approver("maria"), "looked at in a test"))
                .get(0);
    }

    private static List<String> messages(ImportReceipt receipt) {
        return receipt.diagnostics().stream().map(Diagnostic::message).toList();
    }

    private static List<String> ids(CsvProfile.Builder profile, String text) {
        return read(profile, text).entries().stream()
                .map(entry -> entry.id().value())
                .toList();
    }

    @Test
    @DisplayName("BNK-35 several wrong balances: the first is named, the others counted")
    void severalBreaks() {
        ImportReceipt receipt = prove(
                profile().balance("Balance"),
                "Date,Amount,Text,Balance\n2027-03-01,1.00,a,1.00\n2027-03-01,1.00,b,2.01\n2027-03-01,1.00,c,3.00\n2027-03-01,1.00,d,4.00\n");
        assertThat(messages(receipt)).containsExactly("balance is 2.01, the rows make 2.00, and 1 further ones differ");
        assertThat(receipt.diagnostics().get(0).location().line()).isEqualTo(3);
        assertThat(receipt.status()).isEqualTo(ProofStatus.BROKEN);
        ImportReceipt one = prove(
                profile().balance("Balance"),
                "Date,Amount,Text,Balance\n2027-03-01,1.00,a,1.00\n2027-03-01,1.00,b,2.01\n");
        assertThat(messages(one)).containsExactly("balance is 2.01, the rows make 2.00");
    }

    @Test
    @DisplayName("BNK-35 balances of the statement have the days of its first and last row, whichever way it runs")
    void balanceDays() {
        String head = "Date,Amount,Text,Balance\n";
        String up = "2027-03-01,1.00,a,1.00\n2027-03-05,2.00,b,3.00\n";
        String down = "2027-03-05,2.00,b,3.00\n2027-03-01,1.00,a,1.00\n";
        for (String rows : List.of(up, down)) {
            Statement read = read(profile().balance("Balance"), head + rows);
            assertThat(read.opening())
                    .contains(new StatementBalance(
                            StatementBalance.Type.OPENING, CAD.ofMinor(0), LocalDate.of(2027, 3, 1)));
            assertThat(read.closing())
                    .contains(new StatementBalance(
                            StatementBalance.Type.CLOSING, CAD.ofMinor(300), LocalDate.of(2027, 3, 5)));
            assertThat(read.key().openingMinor()).isZero();
            assertThat(read.key().format()).isEqualTo("CSV");
        }
        ImportReceipt proved = prove(profile().balance("Balance"), head + up);
        assertThat(proved.totals()).singleElement().satisfies(total -> {
            assertThat(total.name()).isEqualTo("closing");
            assertThat(total.declared()).isEqualTo("3.00");
            assertThat(total.at().line()).isEqualTo(3);
        });
        ImportReceipt single = prove(profile().balance("Balance"), head + "2027-03-01,1.00,a,1.00\n");
        assertThat(single.status()).as("nothing to compare with").isEqualTo(ProofStatus.UNPROVED);
        Statement given = read(
                profile().opening(CAD.of("7.00")).closing(CAD.of("10.00")),
                "Date,Amount,Text\n2027-03-01,1.00,a\n2027-03-05,2.00,b\n");
        assertThat(given.key().openingMinor()).isEqualTo(700);
        assertThat(given.opening().orElseThrow().amount()).isEqualTo(CAD.of("7.00"));
        assertThat(given.closing().orElseThrow().amount()).isEqualTo(CAD.of("10.00"));
    }

    @Test
    @DisplayName("BNK-35 rows in several currencies have no balance, which is said where one was expected")
    void mixedCurrencies() {
        String text = "Date,Amount,Text,Ccy,Balance\n2027-03-01,1.00,a,CAD,1.00\n2027-03-01,2.00,b,USD,3.00\n";
        ImportReceipt receipt = prove(profile().currencyColumn("Ccy").balance("Balance"), text);
        assertThat(messages(receipt)).containsExactly("rows are in several currencies: no balance to compare");
        assertThat(receipt.status()).isEqualTo(ProofStatus.UNPROVED);
        assertThat(read(profile().currencyColumn("Ccy").balance("Balance"), text)
                        .closing())
                .isEmpty();
        assertThat(codes(prove(profile().currencyColumn("Ccy"), text))).isEmpty();
        assertThat(prove(profile().currencyColumn("Ccy"), text).sums().currencies())
                .hasSize(2);
        assertThat(codes(prove(
                        profile().currencyColumn("Ccy").opening(CAD.of("1.00")).closing(CAD.of("2.00")), text)))
                .containsExactly("CURRENCY_MIXED");
        assertThat(codes(prove(profile().currencyColumn("Ccy").opening(CAD.of("1.00")), text)))
                .isEmpty();
    }

    @Test
    @DisplayName("BNK-35 a refused or cut row breaks what balances would prove, and nothing where there are none")
    void refusedRows() {
        String rows =
                "Date,Amount,Text,Balance\n2027-03-01,1.00,a,1.00\nx,1.00,b,2.00\n2027-03-01,1.00,c,3.00\n2027-03-01,1.00,d,4.00\n";
        ImportReceipt balanced = prove(profile().balance("Balance"), rows);
        assertThat(balanced.status()).isEqualTo(ProofStatus.BROKEN);
        assertThat(codes(balanced)).containsExactly("BAD_DATE");
        assertThat(prove(profile(), rows).status()).isEqualTo(ProofStatus.UNPROVED);
        ImportReceipt cut = prove(profile().balance("Balance"), rows.replace("x,", "2027-03-01,") + "2027-03-01,\"1");
        assertThat(codes(cut)).containsExactly("QUOTE_OPEN");
        assertThat(cut.status()).isEqualTo(ProofStatus.BROKEN);
        assertThat(cut.items()).isEqualTo(4);
        assertThat(messages(cut)).containsExactly("a quoted cell is never closed after line 5");
        assertThat(cut.rejections().get(0).location().line()).isEqualTo(6);
        assertThat(cut.rejections().get(0).sentence()).isEqualTo("the row cannot be told from the next ones");
    }

    @Test
    @DisplayName("BNK-35 rows of another length are refused with their cells, blank ones passed over")
    void rowLengths() {
        ImportReceipt receipt = prove(
                profile(), "Date,Amount,Text\n2027-03-01,1.00\n\n,,\n \n2027-03-01,1.00,a,b\n2027-03-01,1.00,a\n");
        assertThat(receipt.rejections().stream().map(rejection -> rejection.sentence()))
                .containsExactly("a row has 2 cells, expected 3", "a row has 4 cells, expected 3");
        assertThat(receipt.rejections().stream()
                        .map(rejection -> rejection.location().line()))
                .containsExactly(2L, 6L);
        assertThat(new String(receipt.rejections().get(1).raw(), StandardCharsets.UTF_8))
                .isEqualTo("2027-03-01,1.00,a,b");
        assertThat(receipt.items()).isEqualTo(1);
        ImportReceipt wide = prove(profile(), "Date,Amount,Text\n" + "x".repeat(3_000) + ",1\n");
        assertThat(wide.rejections().get(0).raw()).hasSize(2_000);
    }

    @Test
    @DisplayName("BNK-35 limits hold at their figure and refuse one more")
    void limits() {
        CsvProfile.Builder profile = profile();
        Imports narrow = Imports.builder()
                .profile(BankProfile.of(profile.build()))
                .limits(ImportLimits.builder().maxRejections(1).build())
                .build();
        String head = "Date,Amount,Text\n";
        String bad = "x,1.00,a\n";
        String good = "2027-03-01,1.00,a\n";
        assertThat(codes(narrow.prove(table(head + bad + good)))).containsExactly("BAD_DATE");
        ImportReceipt many = narrow.prove(table(head + bad + bad + good));
        assertThat(codes(many)).containsExactly("BAD_DATE", "BAD_DATE", "LIMIT_EXCEEDED");
        assertThat(messages(many).get(2)).isEqualTo("more than 1 rows cannot be read");
        assertThat(many.items()).isZero();
        Imports small = Imports.builder()
                .profile(BankProfile.of(profile.build()))
                .limits(ImportLimits.builder().maxTokenBytes(1_000).build())
                .build();
        ImportReceipt wide = small.prove(table(head + good + "2027-03-01,1.00," + "w".repeat(400_000) + "\n"));
        assertThat(codes(wide)).containsExactly("LIMIT_EXCEEDED");
        assertThat(wide.items()).isEqualTo(1);
    }

    @Test
    @DisplayName("BNK-01 headers: names without case and blanks, each once, all there")
    void headers() {
        assertThat(prove(profile(), " DATE , amount,TEXT,Other\n2027-03-01,1.00,a,b\n")
                        .items())
                .isEqualTo(1);
        assertThat(prove(profile(), "Date,Amount,Text,Other,other\n2027-03-01,1.00,a,b,c\n")
                        .items())
                .as("twice, but nobody reads it")
                .isEqualTo(1);
        assertThat(messages(prove(profile(), "Date,Amount,Text,text\n")))
                .containsExactly(
                        "the header of 4 columns has twice [Text], expected the columns of profile 'rbc': [Date, Amount, Text]");
        assertThat(messages(prove(profile(), "Date,Amount,Words\n2027-03-01,1.00,a\n")))
                .containsExactly(
                        "the first line fits no format, and its 3 cells lack the columns [Text] of profile 'rbc'");
        CsvProfile.Builder bare = CsvProfile.builder("bare")
                .currency("CAD")
                .header(false)
                .date("1")
                .amount("3")
                .addText("2");
        assertThat(messages(prove(bare, "2027-03-01,a\n")))
                .containsExactly(
                        "rows have 2 cells and no header, column '3' of profile 'bare' is none of them, expected a number");
        assertThat(messages(prove(
                        CsvProfile.builder("bare")
                                .currency("CAD")
                                .header(false)
                                .date("Date")
                                .amount("3"),
                        "2027-03-01,a,1.00\n")))
                .singleElement()
                .satisfies(message -> assertThat(message).contains("column 'Date'"));
        assertThat(prove(bare, "2027-03-01,a,1.00\n2027-03-01,b\n").rejections())
                .hasSize(1);
        assertThat(codes(prove(profile().skipLines(9), "Date,Amount,Text\n2027-03-01,1.00,a\n")))
                .contains("NOT_CSV");
    }

    @Test
    @DisplayName("BNK-04 a row again: by its reference with a warning, by its content in its id alone")
    void repetitions() {
        CsvProfile.Builder profile =
                profile().reference("Ref").counterparty("Name").valueDate("Value");
        String head = "Date,Amount,Text,Ref,Name,Value\n";
        String known = "2027-03-01,1.00,a,R1,Ana,\n";
        assertThat(messages(prove(profile, head + known + known)))
                .containsExactly("a row has day, amount and reference of an earlier one");
        assertThat(prove(profile, head + known + known)
                        .diagnostics()
                        .get(0)
                        .location()
                        .line())
                .isEqualTo(3);
        assertThat(ids(profile, head + known + known)).containsExactly("R1/2027-03-01/1.00", "R1/2027-03-01/1.00#2");
        assertThat(ids(profile, head + known + known.replace("a,R1", "b,R1")))
                .containsExactly("R1/2027-03-01/1.00", "R1/2027-03-01/1.00#2");
        for (String other :
                List.of(known.replace("03-01", "03-02"), known.replace("1.00", "1.01"), known.replace("R1", "R2"))) {
            assertThat(codes(prove(profile, head + known + other))).isEmpty();
        }
        String bare = "2027-03-01,1.00,a,,Ana,\n";
        List<String> same = ids(profile, head + bare + bare + bare);
        assertThat(same.get(1)).isEqualTo(same.get(0) + "#2");
        assertThat(same.get(2)).isEqualTo(same.get(0) + "#3");
        assertThat(codes(prove(profile, head + bare + bare))).isEmpty();
        for (String other : List.of(
                bare.replace(",a,", ",b,"), bare.replace("Ana", "Bob"), bare.replace("Ana,", "Ana,2027-03-09"))) {
            List<String> two = ids(profile, head + bare + other);
            assertThat(two.get(1)).as(other).doesNotContain("#").isNotEqualTo(two.get(0));
        }
        for (int length : new int[] {70, 71}) {
            String longer = head + known.replace("R1", "R".repeat(length));
            assertThat(ids(profile, longer).get(0).startsWith("RR")).isEqualTo(length == 70);
        }
        assertThat(ids(profile, head + known.replace("R1", "4111111111111111")).get(0))
                .doesNotContain("4111");
    }

    @Test
    @DisplayName("BNK-06 what a row becomes; what it leaves empty is absent")
    void entry() {
        CsvProfile.Builder profile =
                profile().reference("Ref").counterparty("Name").valueDate("Value");
        List<StatementEntry> read = read(
                        profile,
                        "Date,Amount,Text,Ref,Name,Value\n2027-03-01,-1.50,a,R1,Ana,2027-03-03\n2027-03-02,2.00,b,,,\n")
                .entries();
        assertThat(read.get(0).valueOn()).isEqualTo(LocalDate.of(2027, 3, 3));
        assertThat(read.get(0).bookedOn()).isEqualTo(LocalDate.of(2027, 3, 1));
        assertThat(read.get(0).amount()).isEqualTo(CAD.of("-1.50"));
        assertThat(read.get(0).references().of(StatementEntry.References.Role.BANK))
                .contains("R1");
        assertThat(read.get(0).counterparty().orElseThrow().name()).isEqualTo("Ana");
        assertThat(read.get(0).text()).isEqualTo("a");
        assertThat(read.get(1).valueOn()).isEqualTo(LocalDate.of(2027, 3, 2));
        assertThat(read.get(1).references().byRole()).isEmpty();
        assertThat(read.get(1).counterparty()).isEmpty();
    }

    @Test
    @DisplayName(
            "BNK-35 lines left out at both ends: all of them, more than there are, and with the rows' own line numbers")
    void skipped() {
        String text = "top\n\nDate,Amount,Text\n2027-03-01,1.00,a\n2027-03-01,bad,b\nend \"1\nlast\n";
        ImportReceipt receipt = prove(profile().skipLines(2).footerLines(2), text);
        assertThat(receipt.items()).isEqualTo(1);
        assertThat(receipt.rejections())
                .singleElement()
                .satisfies(one -> assertThat(one.location().line()).isEqualTo(5));
        assertThat(prove(profile().skipLines(2).footerLines(4), text).items()).isZero();
        assertThat(prove(profile().skipLines(2).footerLines(3), text).items()).isEqualTo(1);
        assertThat(prove(profile().skipLines(2).footerLines(3), text).rejections())
                .isEmpty();
        assertThat(codes(prove(profile().skipLines(2).footerLines(50), text))).contains("NOT_CSV");
    }

    @Test
    @DisplayName(
            "BNK-05 BNK-12 the limit of a token is one of a row: many short rows pass, a long one ends the reading")
    void longRows() {
        Imports narrow = Imports.builder()
                .profile(BankProfile.of(profile().build()))
                .limits(ImportLimits.builder().maxTokenBytes(1 << 16).build())
                .build();
        StringBuilder rows = new StringBuilder("Date,Amount,Text\n");
        for (int i = 0; i < 10_000; i++) {
            rows.append("2027-03-01,1.00,row ").append(i).append('\n');
        }
        ImportReceipt many = narrow.prove(table(rows.toString()));
        assertThat(many.items()).isEqualTo(10_000);
        assertThat(many.diagnostics()).isEmpty();
        ImportReceipt cut = narrow.prove(table(rows + "2027-03-01,1.00," + "x".repeat(200_000) + "\n"));
        assertThat(codes(cut)).containsExactly("LIMIT_EXCEEDED");
        assertThat(cut.status()).isEqualTo(ProofStatus.BROKEN);
    }

    @Test
    @DisplayName("BNK-35 a profile names every column that it needs and is refused without")
    void profiles() {
        CsvProfile full = profile()
                .valueDate("Value")
                .reference("Ref")
                .counterparty("Name")
                .balance("Balance")
                .currencyColumn("Ccy")
                .build();
        assertThat(full.columns()).containsExactly("Date", "Value", "Amount", "Ref", "Name", "Balance", "Ccy", "Text");
        assertThat(full.account().token().value()).isEqualTo("profile:rbc");
        assertThat(full.toBuilder().build()).isEqualTo(full);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> profile().sign(SignMode.FLAG).flag("DC").build())
                .withMessageContaining("expected amount, flag and the flags");
        assertThat(profile()
                        .sign(SignMode.FLAG)
                        .flag("DC")
                        .addDebitFlags("D")
                        .build()
                        .flag())
                .contains("DC");
        assertThat(profile()
                        .sign(SignMode.FLAG)
                        .flag("DC")
                        .addCreditFlags("C")
                        .build()
                        .flag())
                .contains("DC");
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> profile().sign(SignMode.FLAG).addDebitFlags("D").build());
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        profile().sign(SignMode.DEBIT_CREDIT_COLUMNS).debit("D").build())
                .withMessageContaining("expected debit and credit");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> profile().delimiter('"').build())
                .withMessageContaining("one character for two things");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> profile().skipLines(-1).build())
                .withMessageContaining("expected 0 or more");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> profile().footerLines(-1).build());
    }
}
