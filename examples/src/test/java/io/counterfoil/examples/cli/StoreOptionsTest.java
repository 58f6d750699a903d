package io.counterfoil.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.examples.dayclose.InputFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where the day close keeps what it does, as a person says it. */
class StoreOptionsTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mysql:hunter2",
                "h2:",
                "h2:hunter2;INIT=x",
                "jdbc:postgresql://127.0.0.1:1/none?user=ann&password=hunter2",
                "jdbc:postgresql:hunter2://",
                "jdbc:postgresql://127.0.0.1:99999999/hunter2",
            })
    void aStoreThatCannotBeIsRefusedAndNothingOfItShown(String store) {
        Desk.Said said = new Desk(folder).run("day-close --report @report.html --store " + store);
        assertThat(said.status()).as(said.all()).isEqualTo(ExitStatus.BAD_INPUT);
        assertThat(said.out()).isEmpty();
        assertThat(said.err()).contains("--store: ").doesNotContain("hunter2", "ann", "\tat ");
        assertThat(folder.resolve("report.html")).doesNotExist();
    }

    @Test
    void aPasswordIsNotShown() {
        Desk.Said said = new Desk(folder)
                .run("day-close --report @report.html --store-user ann --store-password hunter2"
                        + " --store jdbc:postgresql://127.0.0.1:1/none");
        assertThat(said.err()).contains("JDBC.CONNECTION_LOST").doesNotContain("hunter2");
        assertThat(new Desk(folder).run("day-close --help").all())
                .contains("--store")
                .doesNotContain("hunter2");
    }

    @Test
    void filesThatWereTakenInBeforeGiveTheSameReportAgain() throws IOException {
        Path day = Files.createDirectory(folder.resolve("day"));
        for (String name : InputFolder.example().names("")) {
            Path file = day.resolve(name);
            Files.createDirectories(file.getParent());
            Files.write(file, InputFolder.example().bytes(name));
        }
        Files.writeString(
                day.resolve("index.txt"),
                String.join("\n", InputFolder.example().names("")));
        String line = "day-close --data @day --report @report.html --store ";
        Desk.Said memory = new Desk(folder).run(line + "memory");
        String report = Files.readString(folder.resolve("report.html"));
        for (int run = 1; run <= 2; run++) {
            Desk.Said said = new Desk(folder).run(line + "h2:" + folder.resolve("store"));
            assertThat(said.status()).as(said.all()).isEqualTo(ExitStatus.OK);
            assertThat(said.out()).as("run " + run).isEqualTo(memory.out());
            assertThat(Files.readString(folder.resolve("report.html"))).isEqualTo(report);
        }
        assertThat(folder.resolve("store.mv.db")).isNotEmptyFile();
    }
}
