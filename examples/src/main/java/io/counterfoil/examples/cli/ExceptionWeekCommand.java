package io.counterfoil.examples.cli;

import io.counterfoil.examples.desk.DeskReport;
import io.counterfoil.examples.exceptions.ExceptionWeek;
import java.nio.file.Path;
import picocli.CommandLine.Command;

/** A week of a payment operations analyst, from generated lines, records and notices to a queue of cases. */
@Command(
        name = "exception-week",
        mixinStandardHelpOptions = true,
        description = {
            "Makes a week of bank statements, records, returned debits and notices from a seed, runs it each morning, and keeps a queue of what does not",
            "fit: class, root cause, owner, age, promised times, escalations, why not, what was resolved, how the figures tie; writes a report in HTML."
        },
        footer = {
            "",
            "Exit status: 0; 1 with --strict when two figures do not tie; 2 when the report cannot be written."
        })
public final class ExceptionWeekCommand extends DeskCommand {

    /** Reports below {@code target}. */
    public ExceptionWeekCommand() {
        super(20270315L, Path.of("target/exception-week/report.html"));
    }

    @Override
    DeskReport report(long seed) {
        return ExceptionWeek.of(seed);
    }
}
