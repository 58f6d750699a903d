package io.counterfoil.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.counterfoil.benchmarks.results.Growth;
import io.counterfoil.benchmarks.results.RaceResult;
import io.counterfoil.benchmarks.results.ResultFolder;
import io.counterfoil.benchmarks.results.Role;
import io.counterfoil.benchmarks.results.Target;
import io.counterfoil.benchmarks.results.WorkloadResult;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RacedWorkloadTest {

    @TempDir
    Path folder;

    /** A race of three, of which the peer is asked for ten operations at most; what each needs is not asked. */
    private static final class Sums extends RacedWorkload {

        private final long wrong;

        Sums(long wrong) {
            this.wrong = wrong;
        }

        @Override
        public String name() {
            return "SUMS";
        }

        @Override
        public String title() {
            return "Sums of numbers";
        }

        @Override
        int defaultRows() {
            return 1_000;
        }

        @Override
        List<Race> races(int rows, Options options) {
            return wrong == 0 ? List.of(race(rows, 0)) : List.of(race(10, 0), race(rows, wrong));
        }

        private static Race race(int rows, long wrong) {
            return Race.of("sum", rows)
                    .bound("formula", n -> n * (n + 1L) / 2)
                    .ours("loop", RacedWorkloadTest::sum)
                    .with(Contender.of(Role.PEER, "other", n -> (long) sum(n) + wrong)
                            .atMost(10));
        }

        @Override
        void judge(Results results, Targets targets) {
            targets.atLeast("rows", results.of("sum").race().operations(), 1_000);
            targets.atMost("rows", results.of("sum").race().operations(), 10, "more rows");
        }

        @Override
        List<String> notes() {
            return List.of("of whole numbers");
        }
    }

    private static Object sum(int count) {
        long sum = 0;
        for (int number = 1; number <= count; number++) {
            sum += number;
        }
        return sum;
    }

    private WorkloadResult record(String... more) throws IOException {
        Path file = folder.resolve("SUMS.json");
        List<String> arguments = new java.util.ArrayList<>(
                List.of("--rounds", "2", "--warmups", "1", "--warm-seconds", "0", "--record", file.toString()));
        arguments.addAll(List.of(more));
        assertThat(new Sums(0).run(arguments)).isZero();
        return ResultFolder.read(file);
    }

    @Test
    void theRecordHasEveryRaceAtEverySize() throws IOException {
        WorkloadResult record = record("--sizes", "2");

        assertThat(record.workload()).isEqualTo("SUMS");
        assertThat(record.title()).isEqualTo("Sums of numbers");
        assertThat(record.races()).extracting(RaceResult::rows).containsExactly(100, 1_000);
        assertThat(record.races()).extracting(RaceResult::clock).containsOnly("processor time");
        assertThat(record.races().get(1).contenders())
                .extracting(entry -> entry.contender() + " " + entry.role() + " " + entry.operations())
                .containsExactly("formula BOUND 1000", "loop OURS 1000", "other PEER 10");
        assertThat(record.races().get(1).entry("loop").orElseThrow().timesOurs())
                .isNotNull();
        assertThat(record.growth()).extracting(Growth::contender).containsExactly("formula", "loop");
        assertThat(record.notes()).containsExactly("of whole numbers");
        assertThat(record.targets())
                .extracting(Target::reached, Target::cause)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(true, ""),
                        org.assertj.core.groups.Tuple.tuple(false, "more rows"));
    }

    @Test
    void theRecordDoesNotSayWhereItLies() throws IOException {
        assertThat(record("--sizes", "1").arguments())
                .containsExactly(
                        "--rounds", "2", "--warmups", "1", "--warm-seconds", "0", "--record", "...", "--sizes", "1");
    }

    @Test
    void aRunThatIsStoppedHasLeftWhatItMeasured() throws IOException {
        Path file = folder.resolve("SUMS.json");
        RaceResult race = new RaceResult("sum", 10, 10, "wall clock", List.of());

        Recording.of(new Sums(0), List.of("--record", file.toString())).add(race);

        assertThat(ResultFolder.read(file).races()).containsExactly(race);
        assertThat(ResultFolder.read(file).notes())
                .containsExactly("Not run to its end: this is what was measured until then.");
    }

    @Test
    void oneRaceAloneIsHeldAgainstNoTarget() throws IOException {
        assertThat(record("--race", "sum").targets()).isEmpty();
        assertThat(record("--race", "none").races()).isEmpty();
    }

    @Test
    void aDifferentAnswerEndsTheRunAndTheRecordHasWhatWasMeasuredBefore() throws IOException {
        Path file = folder.resolve("SUMS.json");
        List<String> arguments =
                List.of("--rounds", "1", "--warmups", "0", "--warm-seconds", "0", "--record", file.toString());

        assertThatThrownBy(() -> new Sums(1).run(arguments))
                .isInstanceOf(AssertionError.class)
                .hasMessage("sum: other answers 56, loop answers 55");

        WorkloadResult record = ResultFolder.read(file);
        assertThat(record.targets()).isEmpty();
        assertThat(record.notes())
                .containsExactly(
                        "Ended early, with what was measured until then: sum: other answers 56, loop answers 55");
        assertThat(record.races()).extracting(RaceResult::operations).containsExactly(10);
    }

    @Test
    void theTableAndTheEndArePrintedFromTheRecord() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Printed printed = new Printed(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        RaceResult race = new RaceResult(
                "sum",
                1_000,
                1_000,
                "wall clock",
                List.of(
                        new RaceResult.Entry("loop", Role.OURS, 1_000, 2.5, 0, 1.0, null),
                        new RaceResult.Entry("other", Role.PEER, 10, 10, 16, 4.0, null)));

        printed.print("SUMS", race);
        printed.printEnd(new WorkloadResult(
                "SUMS",
                "",
                List.of(),
                new WorkloadResult.Stand(io.counterfoil.benchmarks.results.Machine.here(), "", 0, 0, 0),
                List.of(race),
                List.of(new Growth("sum", "loop", 1)),
                List.of(new Target("loop ns", 2.5, Target.Relation.AT_MOST, 2, "")),
                List.of("a note")));

        assertThat(bytes.toString(StandardCharsets.UTF_8).lines())
                .containsExactly(
                        "SUMS sum, 1,000 rows, wall clock",
                        "                                                   ns/op         op/s     bytes/op     x ours    x bound",
                        "  loop                               ours           2.50    400000000          0.0       1.00          -",
                        "  other                              peer          10.00    100000000         16.0       4.00          - (on 10 operations)",
                        "SUMS growth of sum (time ~ rows^x): loop 1.00;",
                        "SUMS note: a note",
                        "SUMS loop ns 2.5 (target <= 2) missed");
    }
}
