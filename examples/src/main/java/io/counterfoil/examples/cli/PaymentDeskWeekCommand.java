package io.counterfoil.examples.cli;

import io.counterfoil.examples.desk.DeskReport;
import io.counterfoil.examples.paymentdesk.PaymentDeskWeek;
import java.nio.file.Path;
import picocli.CommandLine.Command;

/** A week of a payment coordinator, from generated invoices, payments and bank lines to what was written back. */
@Command(
        name = "payment-desk-week",
        mixinStandardHelpOptions = true,
        description = {
            "Makes a week of invoices, Stripe payments, bank transfers and customers' answers from a seed, works it in two rounds a day,",
            "prints what was marked paid and why, declines with advice, links, transfers, proposals, contacts and cases, how the figures tie,",
            "and writes a report in HTML."
        },
        footer = {
            "",
            "Exit status: 0; 1 with --strict when two figures do not tie; 2 when the report cannot be written."
        })
public final class PaymentDeskWeekCommand extends DeskCommand {

    /** Reports below {@code target}. */
    public PaymentDeskWeekCommand() {
        super(20270308L, Path.of("target/payment-desk-week/report.html"));
    }

    @Override
    DeskReport report(long seed) {
        return PaymentDeskWeek.of(seed);
    }
}
