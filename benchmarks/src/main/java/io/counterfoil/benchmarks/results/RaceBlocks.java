package io.counterfoil.benchmarks.results;

import io.counterfoil.payments.document.Document;
import io.counterfoil.payments.document.Document.Chart;
import io.counterfoil.payments.document.Document.Tone;
import io.counterfoil.payments.document.Table;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One race of a workload as pictures and as a table. Immutable.
 *
 * @param record of the workload
 * @param race its name
 */
record RaceBlocks(WorkloadResult record, String race) {

    private static final long UNIT = 1_000;

    /** Longest bar over the shortest beyond which a plain scale would hide the short ones. */
    private static final double PLAIN = 30;

    /** The ratios at the largest size, and the cost of ours over the sizes where there are several. */
    List<Document.Block> charts() {
        List<Document.Block> charts = new ArrayList<>();
        List<RaceResult> sizes = record.sizesOf(race);
        RaceResult largest = sizes.get(sizes.size() - 1);
        List<RaceResult.Entry> entries = largest.contenders().stream()
                .filter(entry -> isSize(entry.timesOurs()))
                .sorted(Comparator.comparingDouble(RaceBlocks::times))
                .toList();
        if (entries.size() > 1) {
            charts.add(ratios(largest, entries));
        }
        if (sizes.size() > 1 && !largest.with(Role.OURS).isEmpty()) {
            charts.add(growth(sizes, largest.with(Role.OURS).get(0).contender()));
        }
        return charts;
    }

    private static boolean isSize(@Nullable Double times) {
        return times != null && Double.isFinite(times) && times > 0;
    }

    private static double times(RaceResult.Entry entry) {
        return entry.timesOurs() == null ? Double.NaN : entry.timesOurs();
    }

    private Chart ratios(RaceResult largest, List<RaceResult.Entry> entries) {
        double least = times(entries.get(0));
        double most = times(entries.get(entries.size() - 1));
        boolean plain = most <= PLAIN * least;
        String scale = plain
                ? "Plain scale: a bar twice as long took twice the time."
                : "Logarithmic scale: a bar that is longer by the length of the shortest took ten times its time.";
        List<Chart.Bar> bars = entries.stream()
                .map(entry -> new Chart.Bar(
                        entry.contender(),
                        Math.round(UNIT * (plain ? times(entry) : 1 + Math.log10(times(entry) / least))),
                        Shown.grouped(times(entry)) + " x, " + entry.role().word(),
                        tone(entry)))
                .toList();
        String title = race + ", " + Shown.grouped(largest.rows()) + " rows: time, the first of ours being 1. " + scale;
        String summary = "The fastest is " + entries.get(0).contender() + " with " + Shown.digits(least)
                + " times the time of ours, the slowest "
                + entries.get(entries.size() - 1).contender() + " with " + Shown.grouped(most) + " times. " + scale;
        return new Chart(title, summary, Chart.Shape.ROWS, bars);
    }

    /** Ours stand out, and so does a peer that is faster than the first of them. */
    private static Tone tone(RaceResult.Entry entry) {
        return switch (entry.role()) {
            case OURS -> Tone.GOOD;
            case BOUND -> Tone.NEUTRAL;
            case PEER -> times(entry) < 1 ? Tone.BAD : Tone.CAUTION;
        };
    }

    private Chart growth(List<RaceResult> sizes, String ours) {
        List<Chart.Bar> bars = new ArrayList<>();
        for (RaceResult size : sizes) {
            size.entry(ours)
                    .ifPresent(entry -> bars.add(new Chart.Bar(
                            Shown.grouped(size.rows()) + " rows",
                            Math.round(UNIT * entry.nanos()),
                            Shown.grouped(entry.nanos()) + " ns",
                            Tone.GOOD)));
        }
        String exponent = exponent(ours)
                .map(x -> String.format(Locale.ROOT, " Time grows with rows to the power of %.2f.", x))
                .orElse("");
        String title = race + ": " + ours + ", nanoseconds an operation at each size; equal bars are linear growth.";
        return new Chart(title, title + exponent, Chart.Shape.ROWS, bars);
    }

    private Optional<Double> exponent(String contender) {
        return record.growth().stream()
                .filter(growth ->
                        growth.race().equals(race) && growth.contender().equals(contender))
                .map(Growth::exponent)
                .findFirst();
    }

    /** Every contender at every size. */
    Table table() {
        List<RaceResult> sizes = record.sizesOf(race);
        RaceResult largest = sizes.get(sizes.size() - 1);
        Table.Builder table = Table.titled(
                        record.workload() + " " + race + ", " + largest.clock() + ", nanoseconds an operation")
                .text("contender", "Contender")
                .text("role", "Role");
        for (RaceResult size : sizes) {
            table.number("ns" + size.rows(), Shown.grouped(size.rows()) + " rows");
        }
        table.number("bytes", "Bytes/op").number("ours", "x ours").number("bound", "x bound");
        if (sizes.size() > 1) {
            table.number("growth", "Growth");
        }
        for (String contender : names(sizes)) {
            table.row(contender, row(sizes, contender));
        }
        return table.build();
    }

    /** Also of those that run at the smaller sizes alone: their last columns are then of their largest. */
    private static List<String> names(List<RaceResult> sizes) {
        List<String> names = new ArrayList<>();
        for (int at = sizes.size() - 1; at >= 0; at--) {
            for (RaceResult.Entry entry : sizes.get(at).contenders()) {
                if (!names.contains(entry.contender())) {
                    names.add(entry.contender());
                }
            }
        }
        return names;
    }

    private @Nullable Object[] row(List<RaceResult> sizes, String contender) {
        List<Object> cells = new ArrayList<>();
        List<RaceResult> with =
                sizes.stream().filter(size -> size.entry(contender).isPresent()).toList();
        RaceResult largest = with.get(with.size() - 1);
        RaceResult.Entry last = largest.entry(contender).orElseThrow();
        cells.add(
                last.operations() == largest.operations()
                        ? contender
                        : contender + " (on " + Shown.grouped(last.operations()) + " operations)");
        cells.add(last.role().word());
        for (RaceResult size : sizes) {
            cells.add(size.entry(contender)
                    .map(entry -> Shown.grouped(entry.nanos()))
                    .orElse("-"));
        }
        cells.add(Shown.grouped(last.bytes()));
        cells.add(ratio(last.timesOurs()));
        cells.add(ratio(last.timesBound()));
        if (sizes.size() > 1) {
            cells.add(exponent(contender)
                    .map(x -> String.format(Locale.ROOT, "%.2f", x))
                    .orElse("-"));
        }
        return cells.toArray();
    }

    private static String ratio(@Nullable Double times) {
        return times == null ? "-" : Shown.grouped(times);
    }
}
