package io.counterfoil.benchmarks.results;

import io.counterfoil.payments.document.Document;
import io.counterfoil.payments.document.Document.Block.Fact;
import io.counterfoil.payments.document.Document.Tone;
import io.counterfoil.payments.document.Table;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A run as a report: what it stood on, which targets are reached, where a peer wins, and for each workload its ratios and how it grows. Immutable.
 *
 * @param run how each workload ended
 * @param records of those that left one, in the same order
 */
public record ResultsPage(RunResult run, List<WorkloadResult> records) {

    private static final double GIB = 1L << 30;
    private static final int SECONDS = 60;

    /** What is said of a miss whose cause nobody has written down. */
    private static final String UNKNOWN = "not known";

    public ResultsPage {
        records = List.copyOf(records);
    }

    /** With pictures. */
    public Document withCharts() {
        return page(true);
    }

    /** With tables alone, which say the same. */
    public Document withoutCharts() {
        return page(false);
    }

    private Document page(boolean charts) {
        Document.Builder page = Document.titled("Benchmarks: one run").subtitle(subtitle());
        glance(page);
        failures(page);
        page.heading("How to read this")
                .paragraph(
                        "Contenders of a race do the same work on the same data in turns, and their answers are compared."
                                + " Figures are medians of the measured rounds; times ours is the median over the rounds of a"
                                + " contender's time over that of the first of ours in the race, so that 5 means five times"
                                + " slower than ours and 0.5 twice as fast. A bound is the least work that any program must do,"
                                + " as a bare loop. Only ratios travel to another machine. The clock is the processor time of"
                                + " the thread that works, unless a race says wall clock.");
        page.heading("What it ran on").table(machine());
        if (charts) {
            page.section("The peers and their versions", false, inner -> inner.table(libraries()));
        } else {
            page.table(libraries());
        }
        page.heading("What ran").table(workloads());
        page.heading("Targets missed, and why").table(missed());
        page.heading("Where a peer wins")
                .paragraph("Every peer that was faster than one of ours at a size measured in this run.")
                .table(wins());
        records.forEach(record -> workload(page, record, charts));
        return page.build();
    }

    private String subtitle() {
        List<String> starts = records.stream()
                .map(record -> record.stand().started())
                .sorted()
                .toList();
        return starts.isEmpty()
                ? "nothing was measured"
                : "started " + starts.get(0) + ", the last workload " + starts.get(starts.size() - 1);
    }

    private void glance(Document.Builder page) {
        int targets =
                records.stream().mapToInt(record -> record.targets().size()).sum();
        int reached = records.stream().mapToInt(WorkloadResult::reached).sum();
        double most = records.stream()
                .mapToDouble(record ->
                        Math.max(record.stand().loadAtStart(), record.stand().loadAtEnd()))
                .max()
                .orElse(-1);
        int processors = records.stream()
                .mapToInt(record -> record.stand().machine().processors())
                .findFirst()
                .orElse(0);
        page.facts(
                new Fact("Targets reached", Table.Cell.of(reached + " of " + targets), "", Tone.GOOD),
                new Fact(
                        "Targets missed",
                        Table.Cell.of(targets - reached),
                        "each with its cause below",
                        targets == reached ? Tone.GOOD : Tone.CAUTION),
                new Fact(
                        "Peers faster than ours",
                        Table.Cell.of(PeerWin.in(records).size()),
                        "pairs of a peer and one of ours in a race",
                        Tone.NEUTRAL),
                new Fact("Workloads measured", Table.Cell.of(records.size()), "", Tone.NEUTRAL));
        if (most > processors) {
            page.callout(
                    Tone.CAUTION,
                    "A busy machine.",
                    "The load average was up to " + Shown.digits(most) + " on " + processors + " processors: other"
                            + " programs had most of them. Wall clock figures suffer most, and code that the compiler"
                            + " had no time for is slower than it would be on a quiet machine.");
        }
    }

    private void failures(Document.Builder page) {
        run.outcomes().stream()
                .filter(outcome -> outcome.ending() != RunResult.Ending.WELL)
                .forEach(
                        outcome -> page.callout(
                                Tone.BAD,
                                outcome.workload() + " " + outcome.sentence() + ".",
                                "The tables below have what it measured until then, if anything; it was held against no target."));
    }

    private Table machine() {
        Table.Builder table = Table.titled("Machine").text("what", "What").text("value", "Value");
        Map<String, List<String>> values = new LinkedHashMap<>();
        for (WorkloadResult record : records) {
            Machine machine = record.stand().machine();
            add(values, "Processors", machine.processors() + (machine.model().isEmpty() ? "" : ", " + machine.model()));
            add(values, "Memory", Shown.digits(machine.memoryBytes() / GIB) + " GiB");
            add(values, "Heap of a workload, at most", Shown.digits(machine.heapBytes() / GIB) + " GiB");
            add(values, "Java", machine.java());
            add(values, "Collectors", machine.collectors());
            add(values, "System", machine.system());
        }
        values.forEach((what, value) -> table.row(what, what, String.join("; ", value)));
        return table.build();
    }

    private static void add(Map<String, List<String>> values, String what, String value) {
        List<String> known = values.computeIfAbsent(what, key -> new ArrayList<>());
        if (!known.contains(value)) {
            known.add(value);
        }
    }

    private Table libraries() {
        Table.Builder table = Table.titled("Peers")
                .text("peer", "Peer")
                .text("artifact", "Artifact")
                .text("version", "Version");
        run.libraries()
                .forEach(library ->
                        table.row(library.artifact(), library.peer(), library.artifact(), library.version()));
        return table.build();
    }

    private Table workloads() {
        Table.Builder table = Table.titled("Workloads in this run")
                .text("workload", "Workload")
                .text("title", "About")
                .number("targets", "Targets reached")
                .number("minutes", "Minutes")
                .number("load", "Load, start to end")
                .text("arguments", "Arguments");
        for (WorkloadResult record : records) {
            table.row(
                    record.workload(),
                    record.workload(),
                    record.title(),
                    record.reached() + " of " + record.targets().size(),
                    String.format(Locale.ROOT, "%.1f", record.stand().seconds() / SECONDS),
                    load(record.stand()),
                    arguments(record));
        }
        return table.build();
    }

    private static String load(WorkloadResult.Stand stand) {
        return stand.loadAtStart() < 0
                ? "not stated"
                : String.format(Locale.ROOT, "%.1f to %.1f", stand.loadAtStart(), stand.loadAtEnd());
    }

    /** Without where the record went. */
    private static String arguments(WorkloadResult record) {
        return String.join(" ", record.arguments()).replace("--record ...", "").strip();
    }

    private Table missed() {
        Table.Builder table = Table.titled("Missed")
                .text("workload", "Workload")
                .text("what", "Figure")
                .number("figure", "Measured")
                .number("target", "Target")
                .text("cause", "Cause");
        for (WorkloadResult record : records) {
            for (Target target : record.targets()) {
                if (!target.reached()) {
                    table.row(
                            record.workload() + " " + target.what(),
                            record.workload(),
                            target.what(),
                            Shown.grouped(target.figure()),
                            asked(target),
                            target.cause().isEmpty() ? UNKNOWN : target.cause());
                }
            }
        }
        return table.build();
    }

    private static String asked(Target target) {
        return (target.relation() == Target.Relation.AT_MOST ? "at most " : "at least ")
                + Shown.grouped(target.target());
    }

    private Table wins() {
        Table.Builder table = Table.titled("Peers that were faster")
                .text("race", "Race")
                .text("peer", "Peer")
                .text("ours", "Ours")
                .text("rows", "At rows")
                .text("times", "Its time, ours being 1");
        for (PeerWin win : PeerWin.in(records)) {
            table.row(
                    String.join("|", win.workload(), win.race(), win.peer(), win.ours()),
                    win.workload() + " " + win.race(),
                    win.peer(),
                    win.ours(),
                    win.rows(),
                    win.times());
        }
        return table.build();
    }

    private static void workload(Document.Builder page, WorkloadResult record, boolean charts) {
        page.heading(record.workload() + ": " + record.title());
        if (!record.targets().isEmpty()) {
            page.table(targets(record));
        }
        for (String race : record.raceNames()) {
            RaceBlocks blocks = new RaceBlocks(record, race);
            if (charts) {
                blocks.charts().forEach(page::add);
                page.section(race + ": all figures", false, inner -> inner.table(blocks.table()));
            } else {
                page.table(blocks.table());
            }
        }
        record.notes().forEach(page::paragraph);
    }

    private static Table targets(WorkloadResult record) {
        Table.Builder table = Table.titled("Targets of " + record.workload())
                .text("what", "Figure")
                .text("reached", "Target")
                .number("figure", "Measured")
                .number("target", "Asked");
        for (Target target : record.targets()) {
            table.row(
                    target.what(),
                    target.what(),
                    target.reached()
                            ? new Table.Cell.Mark("reached", Tone.GOOD)
                            : new Table.Cell.Mark("missed", Tone.BAD),
                    Shown.grouped(target.figure()),
                    asked(target));
        }
        return table.build();
    }
}
