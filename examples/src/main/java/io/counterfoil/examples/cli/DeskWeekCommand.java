package io.counterfoil.examples.cli;

import io.counterfoil.examples.deskweek.DeskWeek;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** A week of a participant services desk, from generated logs to its scorecard. */
@Command(
        name = "desk-week",
        mixinStandardHelpOptions = true,
        description = {
            "Makes a week of tickets, calls, agents' days, surveys and keyed claims from a seed, prints the scorecard of the desk",
            "and how its figures tie to each other, and writes a report in HTML."
        },
        footer = {
            "",
            "Exit status: 0; 1 with --strict when two figures do not tie; 2 when the report cannot be written."
        })
public final class DeskWeekCommand implements Callable<Integer> {

    @Option(
            names = "--seed",
            paramLabel = "NUMBER",
            defaultValue = "20270301",
            description = "Which week; the same number makes the same week (default ${DEFAULT-VALUE}).")
    private long seed;

    @Option(
            names = "--report",
            paramLabel = "FILE",
            defaultValue = "target/desk-week/report.html",
            description = "Where the report goes (default ${DEFAULT-VALUE}).")
    private Path report = Path.of("report.html");

    @Option(names = "--strict", description = "End with status 1 when two figures do not tie.")
    private boolean strict;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls
    private CommandSpec spec;

    @Override
    public Integer call() {
        DeskWeek week = DeskWeek.of(seed);
        write(week.html());
        spec.commandLine().getOut().println(week.text());
        spec.commandLine().getOut().println("Report: " + report.toAbsolutePath().normalize());
        return strict && !week.ties() ? ExitStatus.NOT_PROVEN : ExitStatus.OK;
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
