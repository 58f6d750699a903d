package io.counterfoil.benchmarks;

import io.counterfoil.benchmarks.results.Growth;
import io.counterfoil.benchmarks.results.RaceResult;
import io.counterfoil.benchmarks.results.WorkloadResult;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Prints what a workload measured: tables while it runs, growth, notes and targets at its end. Immutable. */
record Printed(PrintStream out) {

    private static final double NANOS = 1e9;

    /** A table with ratios for a race at one size. */
    void print(String workload, RaceResult result) {
        out.printf(Locale.ROOT, "%s %s, %,d rows, %s%n", workload, result.race(), result.rows(), result.clock());
        out.printf("  %-34s %-6s %12s %12s %12s %10s %10s%n", "", "", "ns/op", "op/s", "bytes/op", "x ours", "x bound");
        for (RaceResult.Entry entry : result.contenders()) {
            out.printf(
                    Locale.ROOT,
                    "  %-34s %-6s %12.2f %12.0f %12.1f %10s %10s%s%n",
                    entry.contender(),
                    entry.role().word(),
                    entry.nanos(),
                    NANOS / entry.nanos(),
                    entry.bytes(),
                    ratio(entry.timesOurs()),
                    ratio(entry.timesBound()),
                    entry.operations() == result.operations() ? "" : " (on " + entry.operations() + " operations)");
        }
    }

    private static String ratio(@Nullable Double times) {
        return times == null ? "-" : String.format(Locale.ROOT, "%.2f", times);
    }

    /** Growth, notes and targets. */
    void printEnd(WorkloadResult result) {
        for (String race : result.raceNames()) {
            List<Growth> growth = result.growth().stream()
                    .filter(line -> line.race().equals(race))
                    .toList();
            if (!growth.isEmpty()) {
                out.print(result.workload() + " growth of " + race + " (time ~ rows^x):");
                growth.forEach(line -> out.printf(Locale.ROOT, " %s %.2f;", line.contender(), line.exponent()));
                out.println();
            }
        }
        result.notes().forEach(note -> out.println(result.workload() + " note: " + note));
        result.targets().forEach(target -> out.println(target.line(result.workload())));
    }
}
