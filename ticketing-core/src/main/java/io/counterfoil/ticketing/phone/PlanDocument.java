package io.counterfoil.ticketing.phone;

import io.counterfoil.payments.document.Document;
import io.counterfoil.payments.document.Table;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A staffing plan as a chart and a table. */
final class PlanDocument {

    private PlanDocument() {}

    static Document of(Erlang.Plan plan, ZoneId zone) {
        DateTimeFormatter time =
                DateTimeFormatter.ofPattern("EEE HH:mm", Locale.ROOT).withZone(zone);
        List<Document.Chart.Bar> bars = new ArrayList<>();
        Table.Builder table = Table.titled("Intervals")
                .text("from", "From")
                .number("calls", "Calls")
                .number("erlangs", "Erlangs")
                .number("agents", "Agents")
                .number("headcount", "Headcount")
                .text("level", "Service level")
                .text("wait", "Mean wait")
                .text("occupancy", "Occupancy");
        for (Erlang.Plan.Row row : plan.rows()) {
            Erlang.Figures figures = row.staffing().figures();
            String from = time.format(row.interval().from());
            bars.add(new Document.Chart.Bar(
                    from.substring(4),
                    row.staffing().agents(),
                    row.staffing().agents() + " agents",
                    Document.Tone.NEUTRAL));
            table.row(
                    row.interval().from().toString(),
                    from,
                    decimal(row.interval().calls(), 1),
                    decimal(figures.erlangs(), 2),
                    row.staffing().agents(),
                    row.staffing().headcount(),
                    share(figures.serviceLevel()),
                    decimal(figures.meanWaitAll().orElse(0), 1) + " s",
                    share(figures.occupancy()));
        }
        String summary = "at most " + plan.peakAgents() + " agents at once, " + plan.paidHours() + " paid hours";
        return Document.titled("Staffing plan")
                .subtitle(summary)
                .add(new Document.Chart("Agents at work", summary, Document.Chart.Shape.COLUMNS, bars))
                .table(table.build())
                .build();
    }

    private static BigDecimal decimal(double value, int places) {
        return BigDecimal.valueOf(value).setScale(places, RoundingMode.HALF_UP);
    }

    private static Table.Cell share(double value) {
        return new Table.Cell.Share(BigDecimal.valueOf(value));
    }
}
