package io.counterfoil.examples.cli;

import io.counterfoil.examples.desk.DeskReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Makes a desk's period from a seed, prints its report and writes it as a page. */
abstract class DeskCommand implements Callable<Integer> {

    @Option(
            names = "--seed",
            paramLabel = "NUMBER",
            description = "Which one; the same number makes the same (default ${DEFAULT-VALUE}).")
    private long seed;

    @Option(names = "--report", paramLabel = "FILE", description = "Where the report goes (default ${DEFAULT-VALUE}).")
    private Path report;

    @Option(names = "--strict", description = "End with status 1 when two figures do not tie.")
    private boolean strict;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls
    private CommandSpec spec;

    DeskCommand(long seed, Path report) {
        this.seed = seed;
        this.report = report;
    }

    abstract DeskReport report(long seed);

    @Override
    public Integer call() {
        DeskReport made = report(seed);
        write(made.html());
        spec.commandLine().getOut().println(made.text());
        spec.commandLine().getOut().println("Report: " + report.toAbsolutePath().normalize());
        return strict && !made.ties() ? ExitStatus.NOT_PROVEN : ExitStatus.OK;
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
