package io.counterfoil.benchmarks;

import io.counterfoil.reconciliation.score.Comparison;
import io.counterfoil.reconciliation.testkit.LabelledRun;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;

/**
 * W11, accuracy: labelled transfers matched by a model that is trained on them without labels. {@code --data DIR} is the folder of the two files, {@code --drop N} one
 * share of rows to drop; without it the complete set, 10 and 30 per cent.
 */
final class AccuracyWorkload implements Workload {

    private static final int USAGE = 2;
    private static final int LONGEST_LAG = 25;
    private static final long SEED = 7;

    @Override
    public String name() {
        return "W11";
    }

    @Override
    public int run(List<String> arguments) {
        Options options = Options.parse(arguments);
        if (options.text("data").isEmpty()) {
            System.err.println(
                    "usage: W11 --data DIR [--drop N], the folder with transactions_origin.csv[.gz] and transactions_destination.csv[.gz]");
            return USAGE;
        }
        Path folder = Path.of(options.text("data").orElseThrow());
        List<Integer> drops = options.text("drop")
                .map(drop -> List.of(Integer.parseInt(drop)))
                .orElse(List.of(0, 10, 30));
        for (int drop : drops) {
            System.out.println(line(folder, drop));
        }
        return 0;
    }

    private static String line(Path folder, int drop) {
        try {
            return LabelledRun.of(folder, drop, SEED)
                    .match(Comparison.transfers(0, LONGEST_LAG))
                    .line(drop);
        } catch (IOException e) {
            throw new UncheckedIOException("the labelled files of " + folder + " cannot be read", e);
        }
    }
}
