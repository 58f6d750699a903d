package io.counterfoil.examples.cli;

import io.counterfoil.examples.clientservices.ClientServicesMonth;
import io.counterfoil.examples.desk.DeskReport;
import java.nio.file.Path;
import picocli.CommandLine.Command;

/** A month of a client services desk, from files and mail to statements and proofs. */
@Command(
        name = "client-services-month",
        mixinStandardHelpOptions = true,
        description = {
            "Makes a month of collections, wires, supplier and bill payments, returned items, chargebacks, applications and mail from a seed,",
            "works it day by day against a simulated bank, proves funds, fees and bank at its end, and writes a report in HTML."
        },
        footer = {
            "",
            "Exit status: 0; 1 with --strict when two figures do not tie; 2 when the report cannot be written."
        })
public final class ClientServicesMonthCommand extends DeskCommand {

    /** Reports below {@code target}. */
    public ClientServicesMonthCommand() {
        super(20270331L, Path.of("target/client-services-month/report.html"));
    }

    @Override
    DeskReport report(long seed) {
        return ClientServicesMonth.of(seed);
    }
}
