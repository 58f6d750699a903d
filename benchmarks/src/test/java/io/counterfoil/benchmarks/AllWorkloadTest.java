package io.counterfoil.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.counterfoil.benchmarks.results.ResultFolder;
import io.counterfoil.benchmarks.results.RunResult;
import io.counterfoil.benchmarks.results.RunResult.Ending;
import io.counterfoil.benchmarks.results.RunResult.Outcome;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AllWorkloadTest {

    @TempDir
    Path folder;

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final List<List<String>> launched = new ArrayList<>();
    private final List<Duration> limits = new ArrayList<>();

    /** Runs nothing but what it is named to do, here and not in a JVM of its own. */
    private final AllWorkload all = new AllWorkload(
            List.of(new Still("W1", 0), new Still("W2", 1), new Still("W3", 0)),
            this::launch,
            new PrintStream(printed, true, StandardCharsets.UTF_8));

    private Map<String, OptionalInt> status = Map.of();
    private boolean silent;

    /** Records a target and ends with a status. */
    private record Still(String name, double figure) implements Workload {

        @Override
        public String title() {
            return "Nothing";
        }

        @Override
        public int run(List<String> arguments) {
            Targets targets = new Targets();
            targets.atMost("figure", figure, 0);
            Recording.of(this, arguments).end(targets, List.of());
            return 0;
        }
    }

    private OptionalInt launch(List<String> arguments, Path text, Duration limit) throws IOException {
        launched.add(arguments);
        limits.add(limit);
        Files.writeString(text, arguments.get(0) + " said this\n");
        OptionalInt ends = status.getOrDefault(arguments.get(0), OptionalInt.of(0));
        if (!silent && ends.equals(OptionalInt.of(0))) {
            new Still(arguments.get(0), arguments.get(0).equals("W2") ? 1 : 0)
                    .run(arguments.subList(1, arguments.size()));
        }
        return ends;
    }

    private int run(String... arguments) {
        List<String> given = new ArrayList<>(List.of("--out", folder.toString()));
        given.addAll(List.of(arguments));
        return all.run(given);
    }

    private RunResult kept() throws IOException {
        return new ResultFolder(folder).run().orElseThrow();
    }

    private String said() {
        return printed.toString(StandardCharsets.UTF_8);
    }

    @Test
    void everyWorkloadRunsAndLeavesTextRecordAndPage() throws IOException {
        assertThat(run("--rounds", "2")).isZero();

        assertThat(launched)
                .containsExactly(
                        List.of(
                                "W1",
                                "--rounds",
                                "2",
                                "--record",
                                folder.resolve("W1.json").toString()),
                        List.of(
                                "W2",
                                "--rounds",
                                "2",
                                "--record",
                                folder.resolve("W2.json").toString()),
                        List.of(
                                "W3",
                                "--rounds",
                                "2",
                                "--record",
                                folder.resolve("W3.json").toString()));
        assertThat(limits).containsOnly(Duration.ofHours(3));
        assertThat(folder.resolve("W2.txt")).hasContent("W2 said this");
        assertThat(kept().outcomes()).extracting(Outcome::ending).containsOnly(Ending.WELL);
        assertThat(said()).contains("1 of 1 targets reached", "0 of 1 targets reached", "3 workloads, 0 failed");
        assertThat(folder.resolve("results.html")).content().contains("W2: Nothing");
        assertThat(folder.resolve("results.md"))
                .content()
                .contains("W2: Nothing")
                .doesNotContain(folder.toString());
    }

    @Test
    void theOthersRunWhereOneFailsAndTheStatusSaysSo() throws IOException {
        status = Map.of("W1", OptionalInt.of(3), "W2", OptionalInt.empty());

        assertThat(run()).isEqualTo(1);

        assertThat(launched).extracting(arguments -> arguments.get(0)).containsExactly("W1", "W2", "W3");
        assertThat(kept().outcomes())
                .extracting(Outcome::ending)
                .containsExactly(Ending.FAILED, Ending.OUT_OF_TIME, Ending.WELL);
        assertThat(said())
                .contains("failed: W1 ended with status 3, see W1.txt")
                .contains("failed: W2 was stopped, out of time, see W2.txt")
                .contains("3 workloads, 2 failed");
        assertThat(folder.resolve("results.md"))
                .content()
                .contains("W1 ended with status 3")
                .contains("W3: Nothing");
    }

    @Test
    void anEarlierRecordIsNotTakenForThatOfAWorkloadThatLeftNone() throws IOException {
        run();
        silent = true;

        assertThat(run()).isEqualTo(1);

        assertThat(kept().outcomes()).extracting(Outcome::ending).containsOnly(Ending.WITHOUT_RECORD);
        assertThat(folder.resolve("W1.json")).doesNotExist();
    }

    @Test
    void someAloneRunAndTheFolderKeepsTheOthers() throws IOException {
        run();
        launched.clear();
        status = Map.of("W2", OptionalInt.of(9));

        assertThat(run("--only", "W2", "--limit-minutes", "5")).isEqualTo(1);

        assertThat(launched).hasSize(1);
        assertThat(limits).last().isEqualTo(Duration.ofMinutes(5));
        assertThat(kept().outcomes())
                .extracting(outcome -> outcome.workload() + " " + outcome.ending())
                .containsExactly("W1 WELL", "W2 FAILED", "W3 WELL");
        assertThat(said()).contains("1 workloads, 1 failed");
    }

    @Test
    void anUnknownNameAndOptionsForOneRaceAreRefused() {
        assertThat(run("--only", "W1,W9")).isEqualTo(2);
        assertThat(said()).contains("--only W1,W9, expected some of W1,W2,W3");
        assertThat(run("--race", "pairs")).isEqualTo(2);
        assertThat(run("--record", "x.json")).isEqualTo(2);
        assertThat(said()).contains("all: --race is for one workload", "all: --record is for one workload");
        assertThat(launched).isEmpty();
    }

    @Test
    void argumentsForOneComeLastSoThatTheyCount() {
        Options options = Options.parse(
                List.of("--quick", "--rounds", "7", "--W1", "rows=123,sizes=3", "--out", "x", "--W2", "rows=9"));

        List<String> arguments = all.argumentsOf("W1", options);

        assertThat(arguments).doesNotContain("--out", "--quick", "--W1", "--W2");
        Options given = Options.parse(arguments);
        assertThat(given.rows(0)).isEqualTo(123);
        assertThat(given.rounds()).isEqualTo(7);
        assertThat(given.sizes(123_000)).hasSize(3);
        assertThat(Options.parse(all.argumentsOf("W2", options)).rows(0)).isEqualTo(9);
    }

    @Test
    void aWorkloadsOwnArgumentsMustBePairs() {
        assertThatThrownBy(() -> all.argumentsOf("W1", Options.parse(List.of("--W1", "rows"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("--W1 rows, expected such as rows=100000,sizes=2");
    }

    @Test
    void everyWorkloadHasASmallSizeForAQuickRun() {
        AllWorkload real = new AllWorkload(Main.workloads(), this::launch, System.out);

        for (Workload workload : Main.workloads()) {
            List<String> usual = real.argumentsOf(workload.name(), Options.parse(List.of()));
            List<String> quick = real.argumentsOf(workload.name(), Options.parse(List.of("--quick")));
            assertThat(Options.parse(quick).names())
                    .as(workload.name())
                    .containsAnyOf("rows", "worlds")
                    .contains("sizes");
            assertThat(usual).as(workload.name()).doesNotContain("--rows");
            assertThat(workload.title()).isNotBlank();
        }
        assertThat(real.argumentsOf("W11", Options.parse(List.of())))
                .containsExactly("--worlds", "10", "--scored", "10");
    }

    @Test
    void aChildHasTheSameJavaAndClassPath() {
        List<String> command = ChildJvm.command(List.of("W1", "--rows", "5"));

        assertThat(command.get(0)).startsWith(System.getProperty("java.home"));
        assertThat(command)
                .containsSequence(
                        "-cp", System.getProperty("java.class.path"), Main.class.getName(), "W1", "--rows", "5")
                .noneMatch(part -> part.startsWith("-javaagent:") || part.startsWith("-agentlib:"));
    }

    @Test
    void theStatusAndTheWordsOfAChildComeBack() throws IOException, InterruptedException {
        Path text = folder.resolve("child.txt");

        assertThat(new ChildJvm().launch(List.of("W0"), text, Duration.ofHours(1)))
                .isEqualTo(OptionalInt.of(2));

        assertThat(text).content().contains("no workload named W0; available: W1, W2");
    }

    @Test
    void aChildThatHasNoTimeIsEnded() throws IOException, InterruptedException {
        assertThat(new ChildJvm().launch(List.of("W0"), folder.resolve("child.txt"), Duration.ZERO))
                .isEmpty();
    }

    @Test
    void thePageIsWrittenAnewFromTheFolder() throws IOException {
        run();
        Path html = folder.resolve("again.html");
        Path markdown = folder.resolve("again.md");

        int ended = new PageWorkload()
                .run(List.of(
                        "--from", folder.toString(), "--html", html.toString(), "--markdown", markdown.toString()));

        assertThat(ended).isZero();
        assertThat(html).hasSameTextualContentAs(folder.resolve("results.html"));
        assertThat(markdown).hasSameTextualContentAs(folder.resolve("results.md"));
        assertThat(new PageWorkload()
                        .run(List.of("--from", folder.resolve("none").toString())))
                .isEqualTo(2);
        assertThat(new PageWorkload().run(List.of())).isEqualTo(2);
    }
}
