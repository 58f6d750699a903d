package io.counterfoil.examples.cli;

import io.counterfoil.examples.desk.DeskReport;
import io.counterfoil.examples.deskweek.DeskWeek;
import java.nio.file.Path;
import picocli.CommandLine.Command;

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
public final class DeskWeekCommand extends DeskCommand {

    /** Reports below {@code target}. */
    public DeskWeekCommand() {
        super(20270301L, Path.of("target/desk-week/report.html"));
    }

    @Override
    DeskReport report(long seed) {
        return DeskWeek.of(seed);
    }
}
