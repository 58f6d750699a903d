package io.counterfoil.benchmarks.results;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultFolderTest {

    @TempDir
    Path folder;

    @Test
    void aRecordComesBackAsItWasKept() throws IOException {
        Path file = folder.resolve("new/W1.json");

        ResultFolder.write(file, FixedRun.w1());

        assertThat(ResultFolder.read(file)).isEqualTo(FixedRun.w1());
    }

    @Test
    void theJsonSaysOfEachTargetWhetherItIsReached() throws IOException {
        Path file = folder.resolve("W1.json");

        ResultFolder.write(file, FixedRun.w1());

        assertThat(Files.readString(file))
                .contains("\"what\" : \"ours/bound\"", "\"figure\" : 5.114", "\"target\" : 2.2", "\"reached\" : false")
                .contains(
                        "\"role\" : \"OURS\"", "\"nanos\" : 300.0", "\"timesBound\" : null", "\"exponent\" : 0.82391");
    }

    @Test
    void aFigureThatIsNoNumberComesBackAsNone() throws IOException {
        WorkloadResult odd = new WorkloadResult(
                "W1",
                "",
                List.of(),
                FixedRun.w1().stand(),
                List.of(),
                List.of(new Growth("race", "ours", Double.NaN)),
                List.of(new Target("what", Double.POSITIVE_INFINITY, Target.Relation.AT_MOST, 1, "")),
                List.of());
        Path file = folder.resolve("W1.json");

        ResultFolder.write(file, odd);

        assertThat(ResultFolder.read(file)).isEqualTo(odd);
    }

    @Test
    void theRunNamesTheRecordsThatAreThere() throws IOException {
        ResultFolder results = new ResultFolder(folder);
        assertThat(results.run()).isEmpty();

        results.write(FixedRun.run());
        ResultFolder.write(results.recordOf("W1"), FixedRun.w1());

        assertThat(results.run()).contains(FixedRun.run());
        assertThat(results.records(FixedRun.run())).containsExactly(FixedRun.w1());
        assertThat(results.textOf("W1")).isEqualTo(folder.resolve("W1.txt"));
        assertThat(FixedRun.run().failed()).isEqualTo(1);
    }
}
