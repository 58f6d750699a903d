package io.counterfoil.examples.cli;

import io.counterfoil.examples.collectionsmonth.CollectionsMonth;
import io.counterfoil.examples.desk.DeskReport;
import java.nio.file.Path;
import picocli.CommandLine.Command;

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
public final class CollectionsMonthCommand extends DeskCommand {

    /** Reports below {@code target}. */
    public CollectionsMonthCommand() {
        super(20270331L, Path.of("target/collections-month/report.html"));
    }

    @Override
    DeskReport report(long seed) {
        return CollectionsMonth.of(seed);
    }
}
