package io.counterfoil.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StatementCommandTest {

    @TempDir
    private Path folder;

    private Desk desk = new Desk(Path.of("."));

    @BeforeEach
    void layOut() {
        desk = new Desk(folder);
    }

    @Test
    void aStatementThatProvesIsProved() {
        Desk.Said said = desk.with("march.xml", Samples.CAMT).run("statement --strict @march.xml");
        assertThat(said.status()).isEqualTo(ExitStatus.OK);
        assertThat(said.out()).contains("CAMT053, 2 entries, PROVED", "225.50 GBP");
        assertThat(said.err()).isEmpty();
    }

    @Test
    void entriesAreShownWithoutAccountNumbers() {
        Desk.Said said = desk.with("march.xml", Samples.CAMT).run("statement --entries @march.xml");
        assertThat(said.out()).contains("Tern and Co", "INV-7", "250.50 GBP", "-25.00 GBP");
        assertThat(said.all()).doesNotContain("20415512345678", "370400440532013000");
    }

    @Test
    void aTableIsReadByItsProfileAndProvedByItsRunningBalance() {
        Desk.Said said = desk.with("bank.csv", Samples.TABLE_GERMAN)
                .with("bank.profile", Samples.PROFILE_GERMAN)
                .run("statement --strict --entries @bank.csv --profile @bank.profile");
        assertThat(said.status()).isEqualTo(ExitStatus.OK);
        assertThat(said.out()).contains("CSV, 2 entries, PROVED", "1,250.50 EUR", "-25.00 EUR", "1225.50 EUR");
    }

    @Test
    void aTableWithTheStandardColumnsNeedsNoProfile() {
        Desk.Said said = desk.with("bank.csv", Samples.TABLE).run("statement @bank.csv");
        assertThat(said.status()).isEqualTo(ExitStatus.OK);
        assertThat(said.out()).contains("CSV, 2 entries, PROVED");
    }

    @Test
    void aCurrencyMayComeFromTheOption() {
        Desk.Said said = desk.with("bank.csv", "date,amount,text\n2027-03-30,1.50,rent\n")
                .run("statement @bank.csv --currency GBP");
        assertThat(said.status()).isEqualTo(ExitStatus.OK);
        assertThat(said.out()).contains("CSV, 1 entry, UNPROVED", "1.50 GBP");
    }

    @Test
    void theContentDecidesNotTheName() {
        Desk.Said said = desk.with("march.csv", Samples.CAMT).run("statement @march.csv");
        assertThat(said.out()).contains("CAMT053, 2 entries, PROVED");
    }

    @Test
    void aBrokenStatementEndsWithOneOnlyWhereItIsStrict() {
        desk.with("broken.xml", Samples.CAMT_BROKEN);
        assertThat(desk.run("statement @broken.xml").status()).isEqualTo(ExitStatus.OK);
        assertThat(desk.run("statement --strict @broken.xml").status()).isEqualTo(ExitStatus.NOT_PROVEN);
    }

    @Test
    void aBrokenStatementWithoutEntriesIsStillAStatement() {
        String quiet = Samples.CAMT.replaceAll("<Ntry>.*</Ntry>\\n", "");
        desk.with("quiet.xml", quiet);
        Desk.Said said = desk.run("statement --strict @quiet.xml");
        assertThat(said.out()).contains("CAMT053, 0 entries, BROKEN");
        assertThat(said.status()).isEqualTo(ExitStatus.NOT_PROVEN);
    }

    @Test
    void aFileThatCannotBeUsedOutweighsABrokenOne() {
        Desk.Said said = desk.with("broken.xml", Samples.CAMT_BROKEN)
                .with("cut.xml", Samples.CAMT_CUT)
                .run("statement --strict @broken.xml @cut.xml");
        assertThat(said.status()).isEqualTo(ExitStatus.BAD_INPUT);
        assertThat(said.out()).contains("broken.xml", "cut.xml");
    }

    @Test
    void noFileIsReadWhereOneIsMissing() {
        Desk.Said said = desk.with("march.xml", Samples.CAMT).run("statement @march.xml @missing.xml");
        assertThat(said.status()).isEqualTo(ExitStatus.BAD_INPUT);
        assertThat(said.out()).isEmpty();
    }

    @Test
    void anEntityOfADocumentTypeDeclarationIsNeverResolved() {
        desk.with("secret.txt", "the secret text");
        String dtd = Samples.CAMT_DTD
                .replace("file:///etc/hostname", desk.path("secret.txt").toUri().toString())
                .replace("Tern and Co", "&x;");
        Desk.Said said = desk.with("dtd.xml", dtd).run("statement --entries @dtd.xml");
        assertThat(said.status()).isEqualTo(ExitStatus.BAD_INPUT);
        assertThat(said.all()).doesNotContain("the secret text");
    }
}
