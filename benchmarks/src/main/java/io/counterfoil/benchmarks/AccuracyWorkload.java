package io.counterfoil.benchmarks;

import io.counterfoil.reconciliation.score.Comparison;
import io.counterfoil.reconciliation.testkit.AccuracyPage;
import io.counterfoil.reconciliation.testkit.GeneratedWorld;
import io.counterfoil.reconciliation.testkit.LabelledRun;
import io.counterfoil.reconciliation.testkit.WorldRun;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * W11, accuracy: labelled transfers matched by a model that is trained on them without labels, and generated worlds run through a whole plan. {@code --data DIR} is the
 * folder of the two files, {@code --drop N} one share of rows to drop (without it the complete set, 10 and 30 per cent), {@code --worlds N} how many seeds from 1,
 * {@code --events N} how large each world is, {@code --scored N} how many seeds of generated payments that a model alone matches, {@code --write DIR} the folder of the guide whose tables and pictures are written anew.
 */
final class AccuracyWorkload implements Workload {

    private static final int USAGE = 2;
    private static final int LONGEST_LAG = 25;
    private static final int LONGEST_GENERATED_LAG = 14;
    private static final long SEED = 7;
    private static final int EVENTS = 2_000;
    private static final int PAYMENTS = 1_500;
    private static final int MEGABYTE = 1_000_000;

    private final List<String> rows = new ArrayList<>();

    @Override
    public String name() {
        return "W11";
    }

    @Override
    public int run(List<String> arguments) {
        Options options = Options.parse(arguments);
        int worlds = options.number("worlds", 0);
        int scored = options.number("scored", 0);
        if (options.text("data").isEmpty() && worlds + scored == 0) {
            System.err.println(
                    "usage: W11 --data DIR [--drop N] [--worlds N] [--scored N] [--write DIR], the folder with"
                            + " transactions_origin.csv[.gz] and transactions_destination.csv[.gz]");
            return USAGE;
        }
        rows.clear();
        List<Integer> drops = options.text("drop")
                .map(drop -> List.of(Integer.parseInt(drop)))
                .orElse(List.of(0, 10, 30));
        try {
            if (options.text("data").isPresent()) {
                for (int drop : drops) {
                    transfers(Path.of(options.text("data").orElseThrow()), drop);
                }
            }
            worlds(worlds, options.number("events", EVENTS));
            scored(scored);
            if (options.text("write").isPresent()) {
                AccuracyPage.write(Path.of(options.text("write").orElseThrow()), rows);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the labelled files or the guide cannot be read or written", e);
        }
        return 0;
    }

    private void transfers(Path folder, int drop) throws IOException {
        LabelledRun labelled = LabelledRun.of(folder, drop, SEED);
        pools().forEach(MemoryPoolMXBean::resetPeakUsage);
        labelled.match(Comparison.transfers(0, LONGEST_LAG));
        long peak = pools().stream()
                        .mapToLong(pool -> pool.getPeakUsage().getUsed())
                        .sum()
                / MEGABYTE;
        System.out.println(labelled.line(drop) + " peak_heap_mb=" + peak);
        rows.addAll(labelled.rows(String.valueOf(drop), peak));
    }

    /** Peaks of the pools need not fall together: their sum is at least the heap's peak. */
    private static List<MemoryPoolMXBean> pools() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .toList();
    }

    private void worlds(int count, int events) {
        WorldRun.Counts all = new WorldRun.Counts(0, 0, 0, 0, 0, 0);
        for (int seed = 1; seed <= count; seed++) {
            WorldRun.Counts counts = WorldRun.of(seed, events).counts();
            System.out.println(counts.line(String.valueOf(seed)));
            rows.add(counts.row(String.valueOf(seed)));
            all = all.plus(counts);
        }
        if (count > 0) {
            System.out.println(all.line("all"));
            rows.add(all.row("all"));
        }
    }

    private void scored(int count) {
        long[] sums = new long[5];
        double stated = 0;
        for (int seed = 1; seed <= count; seed++) {
            GeneratedWorld world = GeneratedWorld.of(seed, PAYMENTS);
            LabelledRun run = LabelledRun.of(world.left(), world.right(), 0, seed)
                    .match(Comparison.transfers(0, LONGEST_GENERATED_LAG));
            long[] cut = run.cut("0.999");
            long[] strict = run.cut("0.9999");
            LabelledRun.Figures figures = run.figures();
            row(
                    String.valueOf(seed),
                    String.format(Locale.ROOT, "%.5f", figures.f1()),
                    cut,
                    strict,
                    figures.expectedErrors(),
                    figures.errors());
            long[] these = {cut[0], cut[1], strict[0], strict[1], figures.errors()};
            for (int i = 0; i < sums.length; i++) {
                sums[i] += these[i];
            }
            stated += figures.expectedErrors();
        }
        if (count > 0) {
            row("all", "", new long[] {sums[0], sums[1]}, new long[] {sums[2], sums[3]}, stated, sums[4]);
        }
    }

    private void row(String seed, String f1, long[] cut, long[] strict, double stated, long observed) {
        System.out.printf(
                Locale.ROOT,
                "W11 scored=%s f1=%s cut_0.999=%d wrong=%d cut_0.9999=%d wrong=%d expected_errors=%.2f errors=%d%n",
                seed,
                f1,
                cut[0],
                cut[1],
                strict[0],
                strict[1],
                stated,
                observed);
        rows.add(String.format(
                Locale.ROOT,
                "scored\t%s\t%s\t%d\t%d\t%d\t%d\t%.2f\t%d",
                seed,
                f1,
                cut[0],
                cut[1],
                strict[0],
                strict[1],
                stated,
                observed));
    }
}
