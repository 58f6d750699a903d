package io.counterfoil.benchmarks;

import io.counterfoil.benchmarks.results.Growth;
import io.counterfoil.benchmarks.results.Machine;
import io.counterfoil.benchmarks.results.RaceResult;
import io.counterfoil.benchmarks.results.ResultFolder;
import io.counterfoil.benchmarks.results.WorkloadResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** What a workload measures while it runs: put together at its end, and kept where {@code --record FILE} is among its arguments. Not thread-safe. */
final class Recording {

    private final Workload workload;
    private final List<String> arguments;
    private final Instant started = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    private final long from = System.nanoTime();
    private final double loadAtStart = Machine.load();
    private final List<RaceResult> races = new ArrayList<>();

    private Recording(Workload workload, List<String> arguments) {
        this.workload = workload;
        this.arguments = arguments;
    }

    /** Begins now. */
    static Recording of(Workload workload, List<String> arguments) {
        return new Recording(workload, arguments);
    }

    /** A race at one size is over: kept at once, so that a run that is stopped has left what it measured. */
    void add(RaceResult result) {
        races.add(result);
        end(new Targets(), List.of("Not run to its end: this is what was measured until then."));
    }

    /** Ends now: everything that was measured, kept where that is asked for. */
    WorkloadResult end(Targets targets, List<String> notes) {
        List<Growth> growth = races.stream()
                .map(RaceResult::race)
                .distinct()
                .flatMap(race -> Growth.of(sizesOf(race)).stream())
                .toList();
        WorkloadResult result = new WorkloadResult(
                workload.name(),
                workload.title(),
                withoutFiles(arguments),
                new WorkloadResult.Stand(
                        Machine.here(),
                        started.toString(),
                        (System.nanoTime() - from) / 1e9,
                        loadAtStart,
                        Machine.load()),
                races,
                growth,
                targets.held(),
                notes);
        Options.parse(arguments).text("record").ifPresent(file -> keep(Path.of(file), result));
        return result;
    }

    /** Ends before its end: what was measured so far, held against no target. */
    WorkloadResult endEarly(Throwable cause) {
        return end(new Targets(), List.of("Ended early, with what was measured until then: " + cause.getMessage()));
    }

    private List<RaceResult> sizesOf(String race) {
        return races.stream().filter(result -> result.race().equals(race)).toList();
    }

    private static void keep(Path file, WorkloadResult result) {
        try {
            ResultFolder.write(file, result);
        } catch (IOException e) {
            throw new UncheckedIOException("the record of " + result.workload() + " cannot be kept", e);
        }
    }

    /** Where files lie on this machine is nobody else's business. */
    static List<String> withoutFiles(List<String> arguments) {
        List<String> shown = new ArrayList<>();
        for (String argument : arguments) {
            boolean isFile = !shown.isEmpty() && Options.FILES.contains(shown.get(shown.size() - 1));
            shown.add(isFile ? "..." : argument);
        }
        return shown;
    }
}
