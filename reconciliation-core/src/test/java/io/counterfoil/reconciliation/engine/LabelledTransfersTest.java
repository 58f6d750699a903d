package io.counterfoil.reconciliation.engine;

import static io.counterfoil.reconciliation.plan.MatchKey.AMOUNT;
import static io.counterfoil.reconciliation.plan.MatchKey.REFERENCE;
import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.testkit.corpus.CorpusFolder;
import io.counterfoil.reconciliation.item.ItemBatch;
import io.counterfoil.reconciliation.item.ItemId;
import io.counterfoil.reconciliation.item.Side;
import io.counterfoil.reconciliation.plan.MatchPlan;
import io.counterfoil.reconciliation.plan.Pass;
import io.counterfoil.reconciliation.plan.PassDecision;
import io.counterfoil.reconciliation.plan.Window;
import io.counterfoil.reconciliation.testkit.GeneratedWorld;
import io.counterfoil.reconciliation.testkit.LabelledRun;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Labelled bank transfers, matched without looking at the labels, scored with them. */
class LabelledTransfersTest {

    private static final AsOf AS_OF = new AsOf(LocalDate.of(2024, 12, 31), Instant.parse("2024-12-31T12:00:00Z"));

    private static ItemBatch read(Path file, Map<ItemId, String> labels) throws IOException {
        ItemBatch.Builder batch =
                ItemBatch.builder("row").source(file.getFileName().toString());
        try (BufferedReader rows = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
            rows.readLine();
            for (String row = rows.readLine(); row != null; row = rows.readLine()) {
                List<String> cells = cells(row);
                labels.put(ItemId.of(cells.get(0)), cells.get(4));
                batch.id(cells.get(0))
                        .day(LocalDate.parse(cells.get(1)))
                        .amount(cells.get(2), "GBP")
                        .reference(cells.get(3).strip())
                        .text(cells.get(3))
                        .add();
            }
        }
        return batch.build();
    }

    private static List<String> cells(String row) {
        List<String> cells = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < row.length(); i++) {
            char c = row.charAt(i);
            if (c == '"') {
                quoted = !quoted;
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

    @Test
    @Tag("corpus")
    @DisplayName(
            "REC-64 labelled transfers run to the end; what is confirmed is right, and the rest is said to be ambiguous or open")
    void labelledTransfers() throws IOException {
        Path folder = CorpusFolder.locate("reconciliation").resolve("samples").resolve("splink");
        Map<ItemId, String> origins = new HashMap<>();
        Map<ItemId, String> destinations = new HashMap<>();
        ItemBatch left = read(folder.resolve("transactions_origin.csv.gz"), origins);
        ItemBatch right = read(folder.resolve("transactions_destination.csv.gz"), destinations);
        MatchPlan plan = MatchPlan.named("transfers")
                .pass(Pass.oneToOne("memo+amount")
                        .on(REFERENCE, AMOUNT)
                        .within(Window.days(0, 21).from(Side.LEFT))
                        .confirm())
                .pass(Pass.oneToOne("amount+day")
                        .on(AMOUNT)
                        .within(Window.days(0, 10).from(Side.LEFT))
                        .contest(Window.days(-5, 25).from(Side.LEFT))
                        .suggest())
                .pass(Pass.oneToOne("memo")
                        .on(REFERENCE)
                        .within(Window.days(0, 21).from(Side.LEFT))
                        .suggest())
                .build();
        Reconciliation run = Reconciler.builder(plan).build().match(left, right, AS_OF);
        run.conservation().orThrow();
        Map<String, long[]> score = new java.util.TreeMap<>();
        run.matches().forEach(match -> {
            String label = origins.get(match.left().get(0).item());
            boolean right1 = label.equals(destinations.get(match.right().get(0).item()));
            for (String row : List.of("all", match.decision().name(), match.pass())) {
                score.computeIfAbsent(row, r -> new long[2])[right1 ? 0 : 1]++;
            }
        });
        System.out.println("labelled transfers: left " + left.size() + ", right " + right.size() + ", matches "
                + run.matches().count() + ", ambiguous " + run.ambiguities().count() + ", truncated "
                + run.truncations().count() + ", open left "
                + run.open(Side.LEFT).count() + ", open right "
                + run.open(Side.RIGHT).count());
        score.forEach((row, counts) -> System.out.println("labelled transfers " + row + ": precision "
                + share(counts[0], counts[0] + counts[1]) + " recall " + share(counts[0], left.size())));
        System.out.print(run.explainAnalyze().text());
        long[] confirmed = score.get(PassDecision.Outcome.CONFIRM.name());
        assertThat(confirmed[0] * 100).isGreaterThanOrEqualTo((confirmed[0] + confirmed[1]) * 99);
    }

    @org.junit.jupiter.params.ParameterizedTest
    @org.junit.jupiter.params.provider.CsvSource({"0, 0.998, 0.99", "10, 0.990, 0.98", "30, 0.980, 0.93"})
    @Tag("corpus")
    @DisplayName(
            "REC-64 REC-65 labelled transfers, matched by a model trained without labels: F1, precision and recall at the label-free cut, stated against observed errors")
    void scoredTransfers(int drop, double f1, double cutRecall) throws IOException {
        Path folder = CorpusFolder.locate("reconciliation").resolve("samples").resolve("splink");
        LabelledRun labelled =
                LabelledRun.of(folder, drop, 7).match(io.counterfoil.reconciliation.score.Comparison.transfers(0, 25));
        System.out.println(labelled.line(drop));
        LabelledRun.Figures figures = labelled.figures();
        assertThat(figures.f1()).isGreaterThanOrEqualTo(f1);
        assertThat(figures.cutPrecision()).isGreaterThanOrEqualTo(0.999);
        assertThat(figures.cutRecall()).isGreaterThanOrEqualTo(cutRecall);
        double observed = Math.max(2, figures.errors());
        assertThat(figures.expectedErrors()).isBetween(observed / 3, observed * 3);
        labelled.run().conservation().orThrow();
    }

    @Test
    @DisplayName(
            "REC-64 a generated world with fees, discounts, typos and missing lines is matched by the same model trained on it")
    void generatedWorld() {
        GeneratedWorld world = GeneratedWorld.of(3, 1_500);
        LabelledRun labelled = LabelledRun.of(world.left(), world.right(), 0, 3)
                .match(io.counterfoil.reconciliation.score.Comparison.transfers(0, 14));
        assertThat(labelled.figures().f1()).isGreaterThanOrEqualTo(0.995);
        assertThat(labelled.figures().cutPrecision()).isGreaterThanOrEqualTo(0.998);
        Match first =
                Confidence.Calibration.of(labelled.run().matches()).matches().get(0);
        assertThat(first.score().orElseThrow().totalMillibits()).isPositive();
        assertThat(first.confidence().likelihood().orElseThrow().exact()).isTrue();
        assertThat(first.evidence().sentence()).isNotBlank();
        assertThat(Confidence.Calibration.of(labelled.run().matches()).bands(m -> true).stream()
                        .mapToInt(Confidence.Calibration.Band::matches)
                        .sum())
                .isEqualTo(labelled.run().matches().count());
    }

    @Test
    @DisplayName("REC-39 shuffled rows give a scored run the same result hash")
    void shuffledRowsSameHash() {
        GeneratedWorld world = GeneratedWorld.of(5, 800);
        List<io.counterfoil.reconciliation.score.Comparison> comparisons =
                io.counterfoil.reconciliation.score.Comparison.transfers(0, 14);
        var one = LabelledRun.of(world.left(), world.right(), 0, 1)
                .match(comparisons)
                .run()
                .certificate();
        var other = LabelledRun.of(world.left(), world.right(), 0, 99)
                .match(comparisons)
                .run()
                .certificate();
        assertThat(other).isEqualTo(one);
    }

    private static String share(long part, long whole) {
        return java.math.BigDecimal.valueOf(part)
                .divide(java.math.BigDecimal.valueOf(Math.max(1, whole)), 4, java.math.RoundingMode.HALF_UP)
                .toString();
    }
}
