package io.counterfoil.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

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
}
