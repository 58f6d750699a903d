package io.counterfoil.reconciliation.testkit;

import io.counterfoil.reconciliation.engine.Confidence;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Measured accuracy as the guide shows it: tables in Markdown and two pictures, made from rows of figures that are kept beside them, so that a test can say whether the
 * page still says what was measured. A row is {@code run}, {@code cut}, {@code band} or {@code world} and its fields.
 */
public final class AccuracyPage {

    /** The figures, beside the guide. */
    public static final String FIGURES = "accuracy.tsv";

    private static final String BEGIN = "<!-- accuracy: begin -->\n";
    private static final String END = "<!-- accuracy: end -->\n";
    private static final String GUIDE = "reconciliation.md";

    private final List<List<String>> rows;

    private AccuracyPage(List<List<String>> rows) {
        this.rows = rows;
    }

    /** Of rows whose fields are parted by tabs; lines that begin with # are remarks. */
    public static AccuracyPage of(List<String> lines) {
        return new AccuracyPage(lines.stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(line -> List.of(line.split("\t", -1)))
                .toList());
    }

    /** Every file of the page and what must stand in it, the guide with its tables among them. */
    public Map<String, String> files(Path folder) throws IOException {
        Map<String, String> files = new TreeMap<>();
        files.put("accuracy-cut.svg", AccuracyChart.cut(of("cut")));
        files.put("accuracy-calibration.svg", AccuracyChart.calibration(of("band")));
        String guide = Files.readString(folder.resolve(GUIDE));
        int begin = guide.indexOf(BEGIN);
        int end = guide.indexOf(END);
        if (begin < 0 || end < begin) {
            throw new IllegalStateException(GUIDE + " has no '" + BEGIN.strip() + "' before '" + END.strip() + "'");
        }
        files.put(GUIDE, guide.substring(0, begin) + BEGIN + tables() + guide.substring(end));
        return files;
    }

    private List<List<String>> of(String kind) {
        return rows.stream().filter(row -> row.get(0).equals(kind)).toList();
    }

    /** The tables, in Markdown. */
    public String tables() {
        StringBuilder out = new StringBuilder();
        table(
                out,
                "Labelled transfers, rows dropped from either side",
                List.of(
                        "dropped",
                        "F1",
                        "precision",
                        "recall",
                        "precision at the cut 0.999",
                        "recall there",
                        "stated errors",
                        "observed",
                        "likely (95 %)",
                        "processor time of the thread",
                        "peak heap"),
                of("run"),
                row -> List.of(
                        row.get(1) + " %",
                        row.get(2),
                        row.get(3),
                        row.get(4),
                        row.get(5),
                        row.get(6),
                        row.get(7),
                        row.get(8),
                        likely(row.get(7)),
                        row.get(9) + " s",
                        row.get(10) + " MB"));
        table(
                out,
                "Precision and recall over the cut",
                List.of("dropped", "expected precision", "taken", "wrong", "precision", "recall"),
                of("cut"),
                row -> List.of(
                        row.get(1) + " %",
                        row.get(2),
                        row.get(3),
                        row.get(4),
                        share(number(row, 3) - number(row, 4), number(row, 3)),
                        share(number(row, 3) - number(row, 4), number(row, 5))));
        table(
                out,
                "Stated against observed errors by band of probability",
                List.of("dropped", "probability from", "matches", "stated errors", "observed", "likely (95 %)"),
                of("band"),
                row -> List.of(row.get(1) + " %", row.get(2), row.get(3), row.get(4), row.get(5), likely(row.get(4))));
        table(
                out,
                "Generated worlds",
                List.of(
                        "seed",
                        "facts",
                        "settled",
                        "wrong",
                        "precision",
                        "recall",
                        "suggested",
                        "wrong",
                        "ambiguous",
                        "left open"),
                of("world"),
                row -> row.subList(1, row.size()));
        table(
                out,
                "Generated payments, scored by a model trained on each world",
                List.of(
                        "seed",
                        "F1",
                        "taken at the cut 0.999",
                        "wrong",
                        "taken at the cut 0.9999",
                        "wrong",
                        "stated errors",
                        "observed"),
                of("scored"),
                row -> row.subList(1, row.size()));
        return out.toString();
    }

    private interface Cells {
        List<String> of(List<String> row);
    }

    private static void table(
            StringBuilder out, String title, List<String> heads, List<List<String>> rows, Cells cells) {
        if (rows.isEmpty()) {
            return;
        }
        out.append("\n**")
                .append(title)
                .append("**\n\n| ")
                .append(String.join(" | ", heads))
                .append(" |\n|");
        out.append(" ---: |".repeat(heads.size())).append('\n');
        rows.forEach(row ->
                out.append("| ").append(String.join(" | ", cells.of(row))).append(" |\n"));
        out.append('\n');
    }

    private static long number(List<String> row, int at) {
        return Long.parseLong(row.get(at));
    }

    private static String share(long part, long whole) {
        return whole == 0 ? "" : String.format(Locale.ROOT, "%.5f", part / (double) whole);
    }

    private static String likely(String stated) {
        Confidence.Calibration.Likely likely = Confidence.Calibration.likelyErrors(new BigDecimal(stated));
        return likely.least() + " to " + likely.most();
    }

    /** Writes the figures and all that is made of them. */
    public static void write(Path folder, List<String> lines) throws IOException {
        List<String> all = new ArrayList<>(
                List.of("# Written by: java -jar benchmarks/target/benchmarks.jar W11 --data DIR --worlds 40 --scored"
                        + " 20 --write docs/guides"));
        all.addAll(lines);
        Files.write(folder.resolve(FIGURES), all);
        for (Map.Entry<String, String> file : of(lines).files(folder).entrySet()) {
            Files.writeString(folder.resolve(file.getKey()), file.getValue());
        }
    }
}
