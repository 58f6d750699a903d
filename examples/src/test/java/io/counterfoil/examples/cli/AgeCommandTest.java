package io.counterfoil.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AgeCommandTest {

    @TempDir
    private Path folder;

    private Desk desk = new Desk(Path.of("."));

    @BeforeEach
    void layOut() {
        desk = new Desk(folder).with("open.csv", Samples.OPEN_ITEMS);
    }

    @Test
    void agesWhatIsOpenByDueDateAndKeepsTheCreditApart() {
        Desk.Said said = desk.run("age --strict @open.csv --as-of 2027-03-31");
        assertThat(said.status()).isEqualTo(ExitStatus.OK);
        assertThat(said.out())
                .contains("PROVED: buckets and unapplied add up to 150.00 GBP")
                .as("INV-2 falls due on 19 April")
                .containsPattern("NOT_DUE +70\\.00 GBP")
                .as("INV-3 is 16 days late")
                .containsPattern("1-30 +30\\.00 GBP")
                .as("60.00 of INV-1 are 56 days late")
                .containsPattern("31-60 +60\\.00 GBP")
                .containsPattern("Unapplied +-10\\.00 GBP")
                .containsPattern("Gull Ltd +30\\.00 GBP +20\\.00 GBP")
                .containsPattern("Tern and Co +60\\.00 GBP +130\\.00 GBP");
    }

    @Test
    void whatHappenedAfterTheDayIsNotSeen() {
        Desk.Said said = desk.run("age @open.csv --as-of 2027-02-05");
        assertThat(said.out())
                .contains("add up to 100.00 GBP")
                .containsPattern("1-30 +100\\.00 GBP")
                .doesNotContain("Gull Ltd");
    }

    @Test
    void bucketsCanBeChosen() {
        Desk.Said said = desk.run("age @open.csv --as-of 2027-03-31 --buckets 15,45");
        assertThat(said.out())
                .containsPattern("1-15 +0\\.00 GBP")
                .containsPattern("16-45 +30\\.00 GBP")
                .containsPattern("46\\+ +60\\.00 GBP");
    }

    @Test
    void columnsMayStandInAnyOrderAndAFileMayBeginWithAMark() {
        Desk.Said said = desk.with(
                        "other.csv", "\uFEFFAmount,Currency,Due,Issued,Party,Item\n5.00,EUR,,2027-03-01,Tern,INV-9\n")
                .run("age @other.csv --as-of 2027-03-31");
        assertThat(said.status()).as(said.all()).isEqualTo(ExitStatus.OK);
        assertThat(said.out()).contains("5.00 EUR");
    }

    @Test
    void everyBadRowIsNamed() {
        Desk.Said said = desk.with(
                        "open.csv",
                        Samples.OPEN_ITEMS
                                .replace("100.00", "x")
                                .replace("2027-03-20", "soon")
                                .replace("30.00,,", "0,,"))
                .run("age @open.csv --as-of 2027-03-31");
        assertThat(said.status()).isEqualTo(ExitStatus.BAD_INPUT);
        assertThat(said.err().lines()).hasSize(3);
        assertThat(said.err()).contains("open.csv:2:6 amount", "open.csv:3:3 issued", "open.csv:4:6 amount");
    }
}
