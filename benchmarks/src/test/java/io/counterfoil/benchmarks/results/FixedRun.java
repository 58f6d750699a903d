package io.counterfoil.benchmarks.results;

import io.counterfoil.benchmarks.results.RaceResult.Entry;
import io.counterfoil.benchmarks.results.RunResult.Ending;
import io.counterfoil.benchmarks.results.RunResult.Outcome;
import io.counterfoil.benchmarks.results.Target.Relation;
import java.util.List;

/** Results made up by hand: one workload of two races, and one that failed. */
final class FixedRun {

    static final Machine MACHINE =
            new Machine(2, "A processor", 8L << 30, 3L << 29, "Java 17", "Linux, amd64", "Serial");

    private FixedRun() {}

    static WorkloadResult w1() {
        List<RaceResult> races = List.of(
                race(10_000, 300, 100),
                race(100_000, 200, 250),
                new RaceResult(
                        "other",
                        100_000,
                        50,
                        "wall clock",
                        List.of(new Entry("Ours", Role.OURS, 50, 1_500_000.4, 0, 1.0, null))));
        return new WorkloadResult(
                "W1",
                "One to one",
                List.of("--rows", "100000", "--record", "..."),
                new WorkloadResult.Stand(MACHINE, "2027-01-04T09:00:00Z", 90, 1.2, 7.5),
                races,
                List.of(new Growth("pairs", "Ours", 0.82391)),
                List.of(
                        new Target("ours/bound", 5.114, Relation.AT_MOST, 2.2, "the bound only joins"),
                        new Target("Peer/ours", 1.25, Relation.AT_LEAST, 1, "never shown"),
                        new Target("F1", 0.99941, Relation.AT_LEAST, 0.9995, "")),
                List.of("a | note"));
    }

    /** A peer that is faster at the smaller size. */
    private static RaceResult race(int rows, double ours, double peer) {
        return new RaceResult(
                "pairs",
                rows,
                rows,
                "processor time",
                List.of(
                        new Entry("bound", Role.BOUND, rows, ours / 5, 0.5, 0.2, 1.0),
                        new Entry("Ours", Role.OURS, rows, ours, 36.2, 1.0, 5.0),
                        new Entry("Peer", Role.PEER, 5_000, peer, 1_234_567, peer / ours, 5 * peer / ours)));
    }

    static RunResult run() {
        return new RunResult(
                List.of(
                        new Outcome("W1", List.of("--rows", "100000"), Ending.WELL, 0, 91),
                        new Outcome("W2", List.of(), Ending.FAILED, 3, 2.5)),
                List.of(new Library("JGraphT", "jgrapht-core", "1.5.2")));
    }
}
