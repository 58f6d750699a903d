package io.counterfoil.examples.cli;

import io.counterfoil.examples.collectionsmonth.CollectionsMonth;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** A month of a collections queue, from a generated book to contacts, goals and a forecast. */
@Command(
        name = "collections-month",
        mixinStandardHelpOptions = true,
        description = {
            "Makes a book of customers, invoices, payments, promises, plans, holds and disputes from a seed, works a month of it day by day,",
            "prints worklist, decisions with reasons, sales outstanding and goals, how the figures tie, and writes a report in HTML."
        },
        footer = {
            "",
            "Exit status: 0; 1 with --strict when two figures do not tie; 2 when the report cannot be written."
        })
public final class CollectionsMonthCommand implements Callable<Integer> {

    @Option(
            names = "--seed",
            paramLabel = "NUMBER",
            defaultValue = "20270331",
            description = "Which month; the same number makes the same month (default ${DEFAULT-VALUE}).")
    private long seed;

    @Option(
            names = "--report",
            paramLabel = "FILE",
            defaultValue = "target/collections-month/report.html",
            description = "Where the report goes (default ${DEFAULT-VALUE}).")
    private Path report = Path.of("report.html");

    @Option(names = "--strict", description = "End with status 1 when two figures do not tie.")
    private boolean strict;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls
    private CommandSpec spec;

    @Override
    public Integer call() {
        CollectionsMonth month = CollectionsMonth.of(seed);
        write(month.html());
        spec.commandLine().getOut().println(month.text());
        spec.commandLine().getOut().println("Report: " + report.toAbsolutePath().normalize());
        return strict && !month.ties() ? ExitStatus.NOT_PROVEN : ExitStatus.OK;
    }

    private void write(String page) {
        try {
            Path parent = report.toAbsolutePath().getParent();
            if (parent != null) {
                Files.createDirectories(parent);
            }
            Files.writeString(report, page);
        } catch (IOException e) {
            throw new BadInputException(report + ": cannot be written: " + e.getMessage());
        }
    }
}
