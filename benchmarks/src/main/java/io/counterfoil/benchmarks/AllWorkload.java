package io.counterfoil.benchmarks;

import io.counterfoil.benchmarks.results.Library;
import io.counterfoil.benchmarks.results.ResultFolder;
import io.counterfoil.benchmarks.results.RunResult;
import io.counterfoil.benchmarks.results.RunResult.Ending;
import io.counterfoil.benchmarks.results.RunResult.Outcome;
import io.counterfoil.benchmarks.results.WorkloadResult;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/**
 * all: every workload in a JVM of its own, one after the other; where one fails the others run all the same. In the folder {@code --out DIR} lie then what each printed, what
 * each recorded, and the page of the results. {@code --quick} takes small sizes, {@code --only W1,W5} some workloads (the folder keeps what it has of the others),
 * {@code --W7 rows=100000,sizes=2} arguments for one, {@code --limit-minutes N} how long each may take; every other option goes to all of them.
 */
final class AllWorkload implements Workload {

    private static final int USAGE = 2;
    private static final int LIMIT_MINUTES = 180;
    private static final String FOLDER = "target/benchmarks-run";
    private static final Set<String> OWN = Set.of("out", "quick", "only", "limit-minutes");
    private static final Set<String> REFUSED = Set.of("record", "race");

    /** One workload among all: without data of its own, what it can make itself. */
    private static final Map<String, List<String>> USUAL = Map.of("W11", List.of("--worlds", "10", "--scored", "10"));

    private static final List<String> QUICK =
            List.of("--sizes", "2", "--rounds", "3", "--warmups", "1", "--warm-seconds", "1");

    private static final Map<String, List<String>> QUICK_SIZES = Map.ofEntries(
            Map.entry("W1", List.of("--rows", "50000")),
            Map.entry("W2", List.of("--rows", "20000")),
            Map.entry("W3", List.of("--rows", "2", "--rounds", "1")),
            Map.entry("W4", List.of("--rows", "100000")),
            Map.entry("W5", List.of("--rows", "5000", "--sizes", "1")),
            Map.entry("W6", List.of("--rows", "50000")),
            Map.entry("W7", List.of("--rows", "200000")),
            Map.entry("W8", List.of("--rows", "50000", "--accounts", "1000")),
            Map.entry("W10", List.of("--rows", "5000")),
            Map.entry("W11", List.of("--worlds", "2", "--events", "500", "--scored", "2")),
            Map.entry("MICRO", List.of("--rows", "200000")),
            Map.entry("clocks", List.of("--rows", "20000")),
            Map.entry("planner", List.of("--rows", "5000")),
            Map.entry("database", List.of("--rows", "5000", "--sizes", "1")));

    private final List<Workload> workloads;
    private final Launcher launcher;
    private final PrintStream out;

    AllWorkload(List<Workload> workloads, Launcher launcher, PrintStream out) {
        this.workloads = List.copyOf(workloads);
        this.launcher = launcher;
        this.out = out;
    }

    @Override
    public String name() {
        return "all";
    }

    @Override
    public String title() {
        return "Every workload, and the page of the results";
    }

    @Override
    public int run(List<String> arguments) {
        Options options = Options.parse(arguments);
        List<String> chosen = options.text("only")
                .map(names -> Arrays.asList(names.split(",", -1)))
                .orElse(workloads.stream().map(Workload::name).toList());
        List<String> known = workloads.stream().map(Workload::name).toList();
        if (!known.containsAll(chosen)) {
            out.println("all: --only " + String.join(",", chosen) + ", expected some of " + String.join(",", known));
            return USAGE;
        }
        for (String refused : REFUSED) {
            if (options.text(refused).isPresent()) {
                out.println("all: --" + refused + " is for one workload, expected none of " + REFUSED);
                return USAGE;
            }
        }
        ResultFolder folder = new ResultFolder(Path.of(options.text("out").orElse(FOLDER)));
        try {
            return run(chosen, options, folder);
        } catch (IOException e) {
            throw new UncheckedIOException("the folder of the run cannot be written", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the run was interrupted", e);
        }
    }

    private int run(List<String> chosen, Options options, ResultFolder folder)
            throws IOException, InterruptedException {
        Files.createDirectories(folder.folder());
        List<Outcome> earlier = options.text("only").isPresent()
                ? folder.run().map(RunResult::outcomes).orElse(List.of())
                : List.of();
        Duration limit = Duration.ofMinutes(options.number("limit-minutes", LIMIT_MINUTES));
        List<Library> libraries = Library.on(System.getProperty("java.class.path"));
        List<Outcome> outcomes = new ArrayList<>();
        RunResult run = new RunResult(earlier, libraries);
        for (String workload : chosen) {
            Outcome outcome = one(workload, argumentsOf(workload, options), folder, limit);
            outcomes.add(outcome);
            run = new RunResult(merged(earlier, outcomes), libraries);
            folder.write(run); // a run that is stopped can be gone on with by --only
            out.printf(
                    Locale.ROOT,
                    "%-9s %s after %.0f s%s%n",
                    workload,
                    outcome.sentence(),
                    outcome.seconds(),
                    targets(outcome, folder));
        }
        PageWorkload.write(
                folder,
                run,
                folder.folder().resolve("results.html"),
                folder.folder().resolve("results.md"));
        List<Outcome> failed = outcomes.stream()
                .filter(outcome -> outcome.ending() != Ending.WELL)
                .toList();
        failed.forEach(outcome -> out.println("failed: " + outcome.workload() + " " + outcome.sentence() + ", see "
                + folder.textOf(outcome.workload()).getFileName()));
        out.println(outcomes.size() + " workloads, " + failed.size() + " failed; results.html and results.md lie in "
                + folder.folder());
        return failed.isEmpty() ? 0 : 1;
    }

    private Outcome one(String workload, List<String> arguments, ResultFolder folder, Duration limit)
            throws IOException, InterruptedException {
        Path record = folder.recordOf(workload);
        Files.deleteIfExists(record);
        List<String> command = new ArrayList<>(List.of(workload));
        command.addAll(arguments);
        command.addAll(List.of("--record", record.toString()));
        long start = System.nanoTime();
        OptionalInt status = launcher.launch(command, folder.textOf(workload), limit);
        double seconds = (System.nanoTime() - start) / 1e9;
        Ending ending = Ending.WELL;
        if (status.isEmpty()) {
            ending = Ending.OUT_OF_TIME;
        } else if (status.getAsInt() != 0) {
            ending = Ending.FAILED;
        } else if (!Files.exists(record)) {
            ending = Ending.WITHOUT_RECORD;
        }
        return new Outcome(workload, Recording.withoutFiles(arguments), ending, status.orElse(0), seconds);
    }

    /** Those of the folder that did not run again, in the order of the workloads. */
    private List<Outcome> merged(List<Outcome> earlier, List<Outcome> now) {
        List<Outcome> merged = new ArrayList<>();
        for (Workload workload : workloads) {
            now.stream()
                    .filter(outcome -> outcome.workload().equals(workload.name()))
                    .findFirst()
                    .or(() -> earlier.stream()
                            .filter(outcome -> outcome.workload().equals(workload.name()))
                            .findFirst())
                    .ifPresent(merged::add);
        }
        return merged;
    }

    private static String targets(Outcome outcome, ResultFolder folder) throws IOException {
        if (outcome.ending() != Ending.WELL) {
            return "";
        }
        WorkloadResult result = ResultFolder.read(folder.recordOf(outcome.workload()));
        return ", " + result.reached() + " of " + result.targets().size() + " targets reached";
    }

    /** What a workload is given: the sizes of a quick run, then the options for all, then those for it alone; of one said twice the last counts. */
    List<String> argumentsOf(String workload, Options options) {
        List<String> arguments = new ArrayList<>();
        if (options.text("quick").isPresent()) {
            arguments.addAll(QUICK);
            arguments.addAll(QUICK_SIZES.getOrDefault(workload, List.of()));
        } else {
            arguments.addAll(USUAL.getOrDefault(workload, List.of()));
        }
        for (String name : options.names()) {
            boolean isName = workloads.stream().anyMatch(other -> other.name().equals(name));
            if (!OWN.contains(name) && !isName) {
                arguments.addAll(List.of("--" + name, options.text(name).orElseThrow()));
            }
        }
        options.text(workload).ifPresent(own -> {
            for (String pair : own.split(",", -1)) {
                String[] parts = pair.split("=", 2);
                if (parts.length != 2 || parts[0].isEmpty()) {
                    throw new IllegalArgumentException(
                            "--" + workload + " " + own + ", expected such as rows=100000,sizes=2");
                }
                arguments.addAll(List.of("--" + parts[0], parts[1]));
            }
        });
        return arguments;
    }
}
