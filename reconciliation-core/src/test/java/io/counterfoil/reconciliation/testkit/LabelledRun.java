package io.counterfoil.reconciliation.testkit;

import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.reconciliation.engine.Confidence;
import io.counterfoil.reconciliation.engine.Match;
import io.counterfoil.reconciliation.engine.Reconciler;
import io.counterfoil.reconciliation.engine.Reconciliation;
import io.counterfoil.reconciliation.item.ItemBatch;
import io.counterfoil.reconciliation.item.ItemId;
import io.counterfoil.reconciliation.plan.MatchLimits;
import io.counterfoil.reconciliation.plan.MatchPlan;
import io.counterfoil.reconciliation.plan.Pass;
import io.counterfoil.reconciliation.score.Comparison;
import io.counterfoil.reconciliation.score.ScoreTrainer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.zip.GZIPInputStream;

/**
 * Two labelled sides matched by a model that is trained on them without labels, scored with the labels. Rows are shuffled, and dropped by the rule of the
 * specification's section 8.
 */
public final class LabelledRun {

    private static final AsOf AS_OF = new AsOf(LocalDate.of(2024, 12, 31), Instant.parse("2024-12-31T12:00:00Z"));
    private static final String CUT = "0.999";
    private static final List<String> PRECISIONS =
            List.of("0.9", "0.95", "0.98", "0.99", "0.995", "0.998", "0.999", "0.9995", "0.9998", "0.9999");

    /** One row of a side: its label stays outside the batch. */
    public record Row(String id, LocalDate day, String amount, String memo, String label) {}

    /** Figures of one run. */
    public record Figures(
            double f1,
            double precision,
            double recall,
            double cutPrecision,
            double cutRecall,
            double expectedErrors,
            long errors) {}

    private final List<Row> left;
    private final List<Row> right;
    private Reconciliation run;
    private Figures figures;
    private Confidence.Calibration calibration;
    private Map<ItemId, String> origin = Map.of();
    private Map<ItemId, String> destination = Map.of();
    private int pairs;
    private double seconds;
    private double processorSeconds;

    private LabelledRun(List<Row> left, List<Row> right) {
        this.left = left;
        this.right = right;
    }

    /** Reads the two files of the folder, plain or compressed, and drops so many per cent of either side. */
    public static LabelledRun of(Path folder, int drop, long seed) throws IOException {
        return of(
                read(file(folder, "transactions_origin.csv")),
                read(file(folder, "transactions_destination.csv")),
                drop,
                seed);
    }

    /** The same on given rows. */
    public static LabelledRun of(List<Row> left, List<Row> right, int drop, long seed) {
        return new LabelledRun(kept(left, "left", drop, seed), kept(right, "right", drop, seed + 1));
    }

    private static Path file(Path folder, String name) {
        Path packed = folder.resolve(name + ".gz");
        return Files.exists(packed) ? packed : folder.resolve(name);
    }

    private static List<Row> kept(List<Row> rows, String side, int drop, long seed) {
        List<Row> kept = new ArrayList<>();
        for (Row row : rows) {
            if (share("drop" + drop + ":" + side + ":" + row.label()) >= drop) {
                kept.add(row);
            }
        }
        Collections.shuffle(kept, new Random(seed));
        return kept;
    }

    private static int share(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return (((hash[0] & 0xFF) << 8) | (hash[1] & 0xFF)) % 100;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static List<Row> read(Path file) throws IOException {
        List<Row> rows = new ArrayList<>();
        try (InputStream bytes = Files.newInputStream(file);
                InputStream plain = file.toString().endsWith(".gz") ? new GZIPInputStream(bytes) : bytes;
                BufferedReader lines = new BufferedReader(new InputStreamReader(plain, StandardCharsets.UTF_8))) {
            List<String> names = cells(lines.readLine());
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                List<String> cells = cells(line);
                rows.add(new Row(
                        cells.get(names.indexOf("row_id")),
                        LocalDate.parse(cells.get(names.indexOf("transaction_date"))),
                        cells.get(names.indexOf("amount")),
                        cells.get(names.indexOf("memo")),
                        cells.get(names.indexOf("ground_truth"))));
            }
        }
        return rows;
    }

    private static List<String> cells(String row) {
        List<String> cells = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < row.length(); i++) {
            char c = row.charAt(i);
            if (c == '"') {
                boolean doubled = quoted && i + 1 < row.length() && row.charAt(i + 1) == '"';
                if (doubled) {
                    cell.append(c);
                    i++;
                } else {
                    quoted = !quoted;
                }
            } else if (c == ',' && !quoted) {
                cells.add(cell.toString());
                cell.setLength(0);
            } else {
                cell.append(c);
            }
        }
        cells.add(cell.toString());
        return cells;
    }

    private static ItemBatch batch(List<Row> rows) {
        ItemBatch.Builder batch = ItemBatch.builder("row");
        for (Row row : rows) {
            batch.id(row.id())
                    .day(row.day())
                    .amount(row.amount(), "GBP")
                    .text(row.memo())
                    .add();
        }
        return batch.build();
    }

    /** Trains, matches and scores. */
    public LabelledRun match(List<Comparison> comparisons) {
        long start = System.nanoTime();
        java.lang.management.ThreadMXBean threads = java.lang.management.ManagementFactory.getThreadMXBean();
        long startProcessor = threads.getCurrentThreadCpuTime();
        ItemBatch lefts = batch(left);
        ItemBatch rights = batch(right);
        ScoreTrainer.Training training =
                ScoreTrainer.of("transfers", comparisons).train(lefts, rights);
        MatchPlan plan = MatchPlan.named("transfers")
                .pass(Pass.oneToOne("score")
                        .score(training.model())
                        .threshold(0)
                        .margin(5)
                        .suggest())
                .build();
        run = Reconciler.builder(plan).limits(MatchLimits.defaults()).build().match(lefts, rights, AS_OF);
        calibration = Confidence.Calibration.of(run.matches());
        List<Match> all = calibration.matches();
        List<Match> cut = calibration.cut(CUT);
        seconds = (System.nanoTime() - start) / 1e9;
        processorSeconds = (threads.getCurrentThreadCpuTime() - startProcessor) / 1e9;
        origin = labels(left);
        destination = labels(right);
        HashSet<String> shared = new HashSet<>(origin.values());
        shared.retainAll(new HashSet<>(destination.values()));
        pairs = shared.size();
        long right1 = right(all);
        long rightCut = right(cut);
        double precision = right1 / (double) Math.max(1, all.size());
        double recall = right1 / (double) Math.max(1, pairs);
        figures = new Figures(
                2 * precision * recall / Math.max(1e-9, precision + recall),
                precision,
                recall,
                rightCut / (double) Math.max(1, cut.size()),
                rightCut / (double) Math.max(1, pairs),
                calibration.expectedErrors().doubleValue(),
                all.size() - right1);
        return this;
    }

    private static Map<ItemId, String> labels(List<Row> rows) {
        Map<ItemId, String> labels = new HashMap<>();
        rows.forEach(row -> labels.put(ItemId.of(row.id()), row.label()));
        return labels;
    }

    private long right(List<Match> matches) {
        return matches.stream().filter(this::isRight).count();
    }

    private boolean isRight(Match match) {
        return origin.get(match.left().get(0).item())
                .equals(destination.get(match.right().get(0).item()));
    }

    /** How many matches the cut takes at the expected precision, and how many of them are wrong. */
    public long[] cut(String expectedPrecision) {
        List<Match> taken = calibration.cut(expectedPrecision);
        return new long[] {taken.size(), taken.size() - right(taken)};
    }

    /** The run, the cuts and the bands as rows of {@link AccuracyPage}. */
    public List<String> rows(String set, long peakMegabytes) {
        List<String> rows = new ArrayList<>();
        rows.add(String.format(
                Locale.ROOT,
                "run\t%s\t%.5f\t%.5f\t%.5f\t%.5f\t%.5f\t%.2f\t%d\t%.1f\t%d",
                set,
                figures.f1(),
                figures.precision(),
                figures.recall(),
                figures.cutPrecision(),
                figures.cutRecall(),
                figures.expectedErrors(),
                figures.errors(),
                processorSeconds,
                peakMegabytes));
        for (String precision : PRECISIONS) {
            long[] cut = cut(precision);
            rows.add(String.join(
                    "\t",
                    "cut",
                    set,
                    precision,
                    String.valueOf(cut[0]),
                    String.valueOf(cut[1]),
                    String.valueOf(pairs)));
        }
        for (Confidence.Calibration.Band band : calibration.bands(this::isRight)) {
            rows.add(String.join(
                    "\t",
                    "band",
                    set,
                    band.from().toPlainString(),
                    String.valueOf(band.matches()),
                    band.stated().setScale(3, java.math.RoundingMode.HALF_UP).toPlainString(),
                    String.valueOf(band.observed())));
        }
        return rows;
    }

    /** The figures. */
    public Figures figures() {
        return figures;
    }

    /** The run. */
    public Reconciliation run() {
        return run;
    }

    /** From the rows to the cut. */
    public double seconds() {
        return seconds;
    }

    /** One line in the form of the benchmarks. */
    public String line(int drop) {
        return String.format(
                Locale.ROOT,
                "W11 drop=%d f1=%.5f precision=%.5f recall=%.5f cut_precision=%.5f cut_recall=%.5f"
                        + " expected_errors=%.2f errors=%d seconds=%.1f processor_seconds=%.1f",
                drop,
                figures.f1(),
                figures.precision(),
                figures.recall(),
                figures.cutPrecision(),
                figures.cutRecall(),
                figures.expectedErrors(),
                figures.errors(),
                seconds,
                processorSeconds);
    }
}
