package io.counterfoil.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.examples.dayclose.InputFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MainCommandTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "day-close, --report=FILE",
        "statement, --profile=FILE",
        "reconcile, --profile=FILE",
        "age, --as-of=DATE"
    })
    void helpSaysUsageOptionsAndStatus(String command, String option) {
        Desk.Said said = new Desk(folder).run(command + " --help");
        assertThat(said.status()).isEqualTo(ExitStatus.OK);
        assertThat(said.out()).contains("Usage: counterfoil " + command, option, "--strict", "Exit status: 0");
        assertThat(said.err()).isEmpty();
    }

    @Test
    void helpOfTheWholeNamesTheCommands() {
        Desk.Said said = new Desk(folder).run("--help");
        assertThat(said.status()).isEqualTo(ExitStatus.OK);
        assertThat(said.out()).contains("day-close", "statement", "reconcile", "age", "Exit status");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "agee",
                "--strict",
                "statement --nothing",
                "day-close --now yesterday",
                "day-close --data @missing"
            })
    void whatIsNotUnderstoodEndsWithTwoAndALine(String line) {
        Desk.Said said = new Desk(folder).run(line);
        assertThat(said.status()).isEqualTo(ExitStatus.BAD_INPUT);
        assertThat(said.out()).isEmpty();
        assertThat(said.err()).isNotBlank().doesNotContain("\tat ", "Exception");
    }

    @Test
    void aDayWithABadAmountEndsWithTwoAndNoReport() throws IOException {
        Path day = Files.createDirectory(folder.resolve("day"));
        for (String name : InputFolder.example().names("")) {
            Path file = day.resolve(name);
            Files.createDirectories(file.getParent());
            Files.write(file, InputFolder.example().bytes(name));
        }
        Files.writeString(
                day.resolve("index.txt"),
                String.join("\n", InputFolder.example().names("")));
        Path invoices = day.resolve("invoices.csv");
        Files.writeString(invoices, Files.readString(invoices).replaceFirst("\\.00,", ".o0,"));
        Desk.Said said = new Desk(folder).run("day-close --data @day --report @report.html --store memory");
        assertThat(said.status()).as(said.all()).isEqualTo(ExitStatus.BAD_INPUT);
        assertThat(said.err()).contains(".o0' is not a number").doesNotContain("\tat ");
        assertThat(folder.resolve("report.html")).doesNotExist();
    }
}
