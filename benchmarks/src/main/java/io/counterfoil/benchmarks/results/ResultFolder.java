package io.counterfoil.benchmarks.results;

import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The folder of a run: for each workload its record {@code W1.json} and its printed text {@code W1.txt}, and how all ended in {@code run.json}. Immutable.
 *
 * @param folder where they lie
 */
public record ResultFolder(Path folder) {

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    /** Where a workload's record lies. */
    public Path recordOf(String workload) {
        return folder.resolve(workload + ".json");
    }

    /** Where a workload's printed text lies. */
    public Path textOf(String workload) {
        return folder.resolve(workload + ".txt");
    }

    /** Keeps a record; its folder is made where there is none. */
    public static void write(Path file, WorkloadResult result) throws IOException {
        keep(file, result);
    }

    /** The record in a file. */
    public static WorkloadResult read(Path file) throws IOException {
        return JSON.readValue(file.toFile(), WorkloadResult.class);
    }

    /** Keeps how the run ended. */
    public void write(RunResult run) throws IOException {
        keep(runFile(), run);
    }

    /** How the run ended, where one has. */
    public Optional<RunResult> run() throws IOException {
        return Files.exists(runFile())
                ? Optional.of(JSON.readValue(runFile().toFile(), RunResult.class))
                : Optional.empty();
    }

    /** The records of the workloads of a run that left one, in its order. */
    public List<WorkloadResult> records(RunResult run) throws IOException {
        List<WorkloadResult> records = new ArrayList<>();
        for (RunResult.Outcome outcome : run.outcomes()) {
            Path file = recordOf(outcome.workload());
            if (Files.exists(file)) {
                records.add(read(file));
            }
        }
        return records;
    }

    private Path runFile() {
        return folder.resolve("run.json");
    }

    private static void keep(Path file, Object value) throws IOException {
        Path parent = file.toAbsolutePath().getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        Files.writeString(file, JSON.writeValueAsString(value) + "\n");
    }
}
