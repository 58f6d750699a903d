package io.counterfoil.benchmarks;

import io.counterfoil.benchmarks.Contender.Role;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A workload made of races at several sizes: prints for each race and size a table with ratios, then how the cost grows, and last a line for each target.
 */
abstract class RacedWorkload implements Workload {

    /** Rows of the largest size where none is asked for. */
    abstract int defaultRows();

    /** The races over so many rows, on data made here from a fixed seed. */
    abstract List<Race> races(int rows, Options options) throws Exception;

    /** Holds the results of the largest size against the targets. */
    abstract void judge(Results results, Targets targets);

    /** What is to be said about contenders that are not there; printed before the targets. */
    List<String> notes() {
        return List.of();
    }

    @Override
    public int run(List<String> arguments) {
        Options options = Options.parse(arguments);
        PrintStream out = System.out;
        Map<String, List<Race.Result>> bySize = new LinkedHashMap<>();
        Results last = new Results(Map.of());
        try {
            for (int size : options.sizes(options.rows(defaultRows()))) {
                Map<String, Race.Result> results = new LinkedHashMap<>();
                for (Race race : races(size, options)) {
                    if (!options.text("race").orElse(race.name()).equals(race.name())) {
                        continue;
                    }
                    Race.Result result = race.run(options.warmups(), options.warmSeconds(), options.rounds());
                    results.put(race.name(), result);
                    bySize.computeIfAbsent(race.name(), key -> new ArrayList<>())
                            .add(result);
                    print(out, size, result);
                }
                last = new Results(results);
            }
        } catch (Exception e) {
            throw new IllegalStateException(name() + " could not be run to its end", e);
        }
        bySize.forEach((race, results) -> printGrowth(out, race, results));
        notes().forEach(note -> out.println(name() + " note: " + note));
        if (options.text("race").isEmpty()) {
            judge(last, new Targets(name(), out));
        }
        return 0;
    }

    private void print(PrintStream out, int rows, Race.Result result) {
        Race race = result.race();
        out.printf(Locale.ROOT, "%s %s, %,d rows, %s%n", name(), race.name(), rows, race.clock());
        String ours = first(race, Role.OURS);
        String bound = first(race, Role.BOUND);
        out.printf("  %-34s %-6s %12s %12s %12s %10s %10s%n", "", "", "ns/op", "op/s", "bytes/op", "x ours", "x bound");
        for (Contender<?> contender : race.contenders()) {
            String who = contender.name();
            int operations = contender.operations(race.operations());
            out.printf(
                    Locale.ROOT,
                    "  %-34s %-6s %12.2f %12.0f %12.1f %10s %10s%s%n",
                    who,
                    contender.role().name().toLowerCase(Locale.ROOT),
                    result.nanos(who),
                    1e9 / result.nanos(who),
                    result.bytes(who),
                    ratio(result, who, ours),
                    ratio(result, who, bound),
                    operations == race.operations() ? "" : " (on " + operations + " operations)");
        }
    }

    private static String first(Race race, Role role) {
        return race.contenders().stream()
                .filter(contender -> contender.role() == role)
                .map(Contender::name)
                .findFirst()
                .orElse("");
    }

    private static String ratio(Race.Result result, String who, String other) {
        return other.isEmpty() ? "-" : String.format(Locale.ROOT, "%.2f", result.ratio(who, other));
    }

    private void printGrowth(PrintStream out, String race, List<Race.Result> results) {
        if (results.size() < 2) {
            return;
        }
        StringBuilder line = new StringBuilder(name() + " growth of " + race + " (time ~ rows^x):");
        Race largest = results.get(results.size() - 1).race();
        for (Contender<?> contender : largest.contenders()) {
            if (contender.operations(largest.operations()) == largest.operations()
                    && results.stream().allMatch(result -> result.has(contender.name()))) {
                line.append(
                        String.format(Locale.ROOT, " %s %.2f;", contender.name(), exponent(results, contender.name())));
            }
        }
        out.println(line);
    }

    /** The slope of the least-squares line through log time over log rows. */
    private static double exponent(List<Race.Result> results, String contender) {
        double meanX = 0;
        double meanY = 0;
        for (Race.Result result : results) {
            meanX += x(result) / results.size();
            meanY += y(result, contender) / results.size();
        }
        double covariance = 0;
        double variance = 0;
        for (Race.Result result : results) {
            covariance += (x(result) - meanX) * (y(result, contender) - meanY);
            variance += (x(result) - meanX) * (x(result) - meanX);
        }
        return covariance / variance;
    }

    private static double x(Race.Result result) {
        return Math.log(result.race().operations());
    }

    private static double y(Race.Result result, String contender) {
        return Math.log(result.nanos(contender) * result.race().operations());
    }

    /** The results of one size by race. Immutable. */
    static final class Results {

        private final Map<String, Race.Result> byRace;

        private Results(Map<String, Race.Result> byRace) {
            this.byRace = byRace;
        }

        /** The result of the race with the name. */
        Race.Result of(String race) {
            Race.Result result = byRace.get(race);
            if (result == null) {
                throw new IllegalArgumentException("no race " + race + ", expected one of " + byRace.keySet());
            }
            return result;
        }
    }
}
