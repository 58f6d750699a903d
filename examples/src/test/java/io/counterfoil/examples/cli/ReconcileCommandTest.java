package io.counterfoil.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReconcileCommandTest {

    private static final String ALL_MATCH = "id,date,amount,currency,reference\nX,2027-03-31,100.00,GBP,INV-1\n";

    @TempDir
    private Path folder;

    private Desk desk = new Desk(Path.of("."));

    @BeforeEach
    void layOut() {
        desk = new Desk(folder).with("bank.csv", Samples.BANK).with("book.csv", Samples.BOOK);
    }

    @Test
    void matchesByReferenceAndByPartyListsTheTieAndWhatIsLeft() {
        Desk.Said said = desk.run("reconcile @bank.csv @book.csv");
        assertThat(said.status()).isEqualTo(ExitStatus.OK);
        assertThat(fact(said, "Matched")).isEqualTo("2");
        assertThat(fact(said, "Ambiguous")).isEqualTo("1");
        assertThat(fact(said, "Open left")).isEqualTo("2");
        assertThat(fact(said, "Open right")).isEqualTo("3");
        assertThat(fact(said, "Conservation")).startsWith("PROVED");
        assertThat(said.out())
                .containsPattern("R1 +I1 +100\\.00 GBP +reference and amount")
                .containsPattern("R2 +I2 +200\\.00 GBP +party and amount")
                .contains("R3 = I3", "R3 = I4");
    }

    @Test
    void whatIsLeftEndsWithOneOnlyWhereItIsStrict() {
        assertThat(desk.run("reconcile --strict @bank.csv @book.csv").status()).isEqualTo(ExitStatus.NOT_PROVEN);
        desk.with("left.csv", ALL_MATCH).with("right.csv", ALL_MATCH);
        assertThat(desk.run("reconcile --strict @left.csv @right.csv").status()).isEqualTo(ExitStatus.OK);
    }

    @Test
    void aSuggestionIsNotAMatchWhereItIsStrict() {
        Desk.Said said = desk.with("left.csv", "id,date,amount,currency,reference\nA,2027-03-31,100.00,GBP,INV-1\n")
                .with("right.csv", "id,date,amount,currency,reference\nB,2027-03-31,99.70,GBP,INV-1\n")
                .with("p", "tolerance = 0.50\n")
                .run("reconcile --strict @left.csv @right.csv --profile @p");
        assertThat(fact(said, "Suggested")).isEqualTo("1");
        assertThat(said.status()).isEqualTo(ExitStatus.NOT_PROVEN);
    }

    @Test
    void eachSideIsReadByItsOwnProfile() {
        Desk.Said said = desk.with(
                        "left.csv",
                        "Tag\tBetrag\tZweck\n30.03.2027\t1.250,50\tINV-7\n31.03.2027\t\u22122.000,00\tPAY-9\n")
                .with("right.csv", "date,amount,reference\n2027-03-30,1250.50,INV-7\n2027-03-31,-2000,PAY-9\n")
                .with("p", """
                        left.delimiter = tab
                        left.decimal = ,
                        left.grouping = .
                        left.date-pattern = dd.MM.yyyy
                        left.date = Tag
                        left.amount = Betrag
                        left.reference = Zweck
                        """)
                .run("reconcile --strict @left.csv @right.csv --profile @p --currency EUR");
        assertThat(said.status()).as(said.all()).isEqualTo(ExitStatus.OK);
        assertThat(said.out()).contains("1,250.50 EUR", "-2,000.00 EUR");
    }

    @Test
    void aStatementAndAPackedTableStandOnEitherSide() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write("\uFEFFdate,amount,currency,party\n2027-03-31,250.50,GBP,Tern and Co\n2027-03-31,-25,GBP,\n"
                    .getBytes(StandardCharsets.UTF_8));
        }
        Desk.Said said = desk.with("march.xml", "\n" + Samples.CAMT.substring(Samples.CAMT.indexOf("<Document")))
                .with("book.csv.gz", packed.toByteArray())
                .run("reconcile @march.xml @book.csv.gz");
        assertThat(said.status()).as(said.all()).isEqualTo(ExitStatus.OK);
        assertThat(fact(said, "Matched")).isEqualTo("1");
        assertThat(fact(said, "Suggested")).as("an amount alone proves nothing").isEqualTo("1");
        assertThat(said.all()).doesNotContain("20415512345678", "370400440532013000");
    }

    @Test
    void rejectedRowsAreNamedByLineAndColumnAlsoBelowABlankLine() {
        Desk.Said said = desk.with(
                        "left.csv",
                        "id,date,amount,currency\nA,2027-03-31,1.00,GBP\n\nB,2027-03-31,x,GBP\nC,2027-03-31,1.005,GBP\n")
                .run("reconcile @left.csv @book.csv");
        assertThat(said.status()).isEqualTo(ExitStatus.OK);
        assertThat(fact(said, "Left")).isEqualTo("1 item, 2 rejected");
        assertThat(said.out()).contains("left.csv:4:3 amount", "left.csv:5 ");
    }

    @Test
    void theSameFilesGiveTheSameResultHash() {
        assertThat(fact(desk.run("reconcile @bank.csv @book.csv"), "Result hash"))
                .isEqualTo(fact(desk.run("reconcile @bank.csv @book.csv --show 1"), "Result hash"));
    }

    private static String fact(Desk.Said said, String name) {
        return said.out()
                .lines()
                .filter(line -> line.startsWith(name + "  "))
                .findFirst()
                .map(line -> line.substring(name.length()).strip())
                .orElse("");
    }
}
