package io.counterfoil.payments.returned;

import io.counterfoil.payments.document.Document;
import io.counterfoil.payments.document.Table;
import io.counterfoil.payments.evidence.Diagnostic;
import io.counterfoil.payments.money.Totals;
import io.counterfoil.payments.party.PartyId;
import io.counterfoil.payments.rail.Rail;
import io.counterfoil.payments.returned.ReturnedItemsReport.Group;
import io.counterfoil.payments.returned.ReturnedItemsReport.Line;
import io.counterfoil.payments.returned.ReturnedItemsReport.Turn;
import io.counterfoil.payments.returned.ReturnedItemsReport.Unmatched;
import io.counterfoil.payments.returns.ReturnReason;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The Returned Items report as a document. */
final class ReturnedItemsDocument {

    private final ReturnedItemsReport report;

    private ReturnedItemsDocument(ReturnedItemsReport report) {
        this.report = report;
    }

    static Document of(ReturnedItemsReport report) {
        return new ReturnedItemsDocument(report).document();
    }

    private Document document() {
        Document.Builder page = Document.titled("Returned items")
                .subtitle("Returned from " + report.period().from() + " to "
                        + report.period().to() + ", as of " + report.asOf().effective());
        page.facts(
                fact("Items", report.lines().size() + report.unmatched().size()),
                Document.Block.Fact.of("Amount", Table.Cell.of(report.amount())),
                Document.Block.Fact.of("Fees", Table.Cell.of(report.fees())),
                new Document.Block.Fact(
                        "For us to act",
                        new Table.Cell.Count(report.waitingFor(Turn.US).size()),
                        mostUrgent(),
                        report.waitingFor(Turn.US).isEmpty() ? Document.Tone.GOOD : Document.Tone.CAUTION),
                fact("For clients to act", report.waitingFor(Turn.CLIENT).size()),
                toned("Untimely", report.untimely().size(), Document.Tone.BAD),
                toned("Without a payment", report.unmatched().size(), Document.Tone.CAUTION));
        warnings(page);
        clients(page);
        unmatched(page);
        if (!report.lines().isEmpty()) {
            page.table(totals()).table(causes());
        } else if (report.unmatched().isEmpty()) {
            page.paragraph("Nothing came back.");
        }
        return page.build();
    }

    private static Document.Block.Fact fact(String label, long count) {
        return Document.Block.Fact.of(label, count);
    }

    private static Document.Block.Fact toned(String label, long count, Document.Tone tone) {
        return new Document.Block.Fact(label, new Table.Cell.Count(count), "", count == 0 ? Document.Tone.GOOD : tone);
    }

    private String mostUrgent() {
        return report.waitingFor(Turn.US).stream()
                .flatMap(line -> line.actBy().stream())
                .findFirst()
                .map(day -> "the first by " + day)
                .orElse("");
    }

    private void warnings(Document.Builder page) {
        for (Line line : report.untimely()) {
            ReturnReason.Timeliness timeliness = line.timeliness().orElseThrow();
            page.callout(
                    Document.Tone.BAD,
                    "Untimely: payment " + line.payment(),
                    "Came back on " + line.returnedOn() + " with "
                            + line.reason().label() + ", its last day was "
                            + timeliness.deadline().orElseThrow() + ". "
                            + timeliness
                                    .answer()
                                    .map(answer ->
                                            "Permitted answer: " + answer.code() + " until " + answer.lastDay() + ".")
                                    .orElse("The rail has no answer for it; ask the bank."));
        }
        if (!report.unmatched().isEmpty()) {
            page.callout(
                    Document.Tone.CAUTION,
                    report.unmatched().size() + " without a payment",
                    report.unmatchedAmount() + " in suspense until somebody knows whose it is.");
        }
        if (!report.diagnostics().isEmpty()) {
            page.callout(
                    Document.Tone.CAUTION,
                    "Rules to confirm",
                    report.diagnostics().stream()
                                    .map(Diagnostic::message)
                                    .map(message -> message.lines().findFirst().orElse(message))
                                    .collect(Collectors.joining(". "))
                            + ".");
        }
    }

    private void clients(Document.Builder page) {
        PartyId last = null;
        for (Group group : report.groups()) {
            if (!group.client().equals(last)) {
                page.heading("Client " + group.client());
                last = group.client();
            }
            page.table(lines(group));
        }
    }

    private Table lines(Group group) {
        Table.Builder table = Table.titled(name(group.rail()) + ": " + items(group.count()))
                .text("returned", "Returned")
                .text("payment", "Payment")
                .text("party", "With")
                .number("amount", "Amount")
                .number("fee", "Fee")
                .text("cause", "Cause")
                .text("timely", "In time")
                .text("turn", "Who acts")
                .text("by", "By")
                .text("next", "What next");
        for (Line line : report.lines()) {
            if (line.client().equals(group.client()) && line.rail() == group.rail()) {
                table.row(
                        line.journal().value(),
                        line.returnedOn(),
                        line.payment().value(),
                        line.counterparty().value(),
                        line.amount(),
                        line.fee().orElse(null),
                        cause(line),
                        timely(line),
                        who(line),
                        line.actBy().<Object>map(day -> day).orElse(""),
                        line.nextStep());
            }
        }
        table.row(
                "subtotal",
                "Subtotal",
                items(group.count()),
                "",
                group.amount(),
                group.fees(),
                "",
                "",
                "",
                "",
                group.open() + " open");
        return table.build();
    }

    private static String cause(Line line) {
        String kind = line.direction() == Rail.Direction.DEBIT ? "" : "credit ";
        String report = line.reason().report().isEmpty() ? "" : line.reason().report() + " ";
        return kind + report + line.reason().code() + " " + line.reason().meaning()
                + (line.reason().hiddenCause() ? " (the true cause may be hidden)" : "");
    }

    private static Table.Cell timely(Line line) {
        ReturnReason.Finding verdict =
                line.timeliness().map(ReturnReason.Timeliness::verdict).orElse(ReturnReason.Finding.NO_DEADLINE);
        return switch (verdict) {
            case TIMELY -> new Table.Cell.Mark("yes", Document.Tone.GOOD);
            case UNTIMELY -> new Table.Cell.Mark("UNTIMELY", Document.Tone.BAD);
            default -> new Table.Cell.Mark("no last day", Document.Tone.NEUTRAL);
        };
    }

    private Table.Cell who(Line line) {
        LocalDate today = report.asOf().effective();
        boolean late = line.actBy().filter(today::isAfter).isPresent() && line.turn() == Turn.US;
        return switch (line.turn()) {
            case US ->
                new Table.Cell.Mark(late ? "we, overdue" : "we", late ? Document.Tone.BAD : Document.Tone.CAUTION);
            case CLIENT -> new Table.Cell.Mark("client", Document.Tone.CAUTION);
            case BANK -> new Table.Cell.Mark("bank", Document.Tone.NEUTRAL);
            case NOBODY -> new Table.Cell.Mark("nobody", Document.Tone.GOOD);
        };
    }

    private void unmatched(Document.Builder page) {
        if (report.unmatched().isEmpty()) {
            return;
        }
        Table.Builder table = Table.titled(
                        "Without a payment: " + items(report.unmatched().size()))
                .text("returned", "Returned")
                .text("source", "Source")
                .text("item", "Item")
                .text("rail", "Rail")
                .number("amount", "Amount")
                .number("fee", "Fee")
                .text("code", "Code")
                .text("why", "Why");
        for (Unmatched one : report.unmatched()) {
            ReturnedItems.Item item = one.item();
            table.row(
                    item.subject().toString(),
                    item.returnedOn(),
                    item.source(),
                    item.reference(),
                    name(item.rail()),
                    item.amount(),
                    item.fee().orElse(null),
                    (item.report() + " " + item.code()).strip(),
                    one.why());
        }
        Totals fees = Totals.of(report.unmatched().stream()
                .flatMap(one -> one.item().fee().stream())
                .toList());
        table.row(
                "subtotal",
                "Subtotal",
                items(report.unmatched().size()),
                "",
                "",
                report.unmatchedAmount(),
                fees,
                "",
                "");
        page.table(table.build());
    }

    private Table totals() {
        Table.Builder table = Table.titled("By client and rail")
                .text("client", "Client")
                .text("rail", "Rail")
                .number("count", "Items")
                .number("amount", "Amount")
                .number("fees", "Fees")
                .number("open", "Open");
        List<Group> groups = report.groups();
        for (Group group : groups) {
            table.row(
                    group.client() + "/" + group.rail(),
                    group.client().value(),
                    name(group.rail()),
                    group.count(),
                    group.amount(),
                    group.fees(),
                    group.open());
        }
        if (!report.unmatched().isEmpty()) {
            table.row(
                    "unmatched",
                    "without a payment",
                    "",
                    (long) report.unmatched().size(),
                    report.unmatchedAmount(),
                    report.fees().minus(sum(groups)),
                    (long) report.unmatched().size());
        }
        table.row(
                "total",
                "Total",
                "",
                (long) report.lines().size() + report.unmatched().size(),
                report.amount(),
                report.fees(),
                groups.stream().mapToLong(Group::open).sum()
                        + report.unmatched().size());
        return table.build();
    }

    private static Totals sum(List<Group> groups) {
        return groups.stream().map(Group::fees).reduce(Totals.none(), Totals::plus);
    }

    private Table causes() {
        Table.Builder table = Table.titled("By cause")
                .text("category", "Cause")
                .number("count", "Items")
                .number("amount", "Amount");
        Map<ReturnReason.Category, List<Line>> causes = new TreeMap<>(report.lines().stream()
                .collect(Collectors.groupingBy(line -> line.reason().category())));
        causes.forEach((category, lines) -> table.row(
                category.name(),
                words(category.name()),
                lines.size(),
                Totals.of(lines.stream().map(Line::amount).toList())));
        return table.build();
    }

    private static String items(long count) {
        return count == 1 ? "1 item" : count + " items";
    }

    private static String name(Rail rail) {
        return switch (rail) {
            case EFT_CA -> "EFT (Canada)";
            case ACH -> "ACH";
            case BACS -> "Bacs";
            case SEPA -> "SEPA";
            default -> {
                String words = words(rail.name());
                yield words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
            }
        };
    }

    private static String words(String name) {
        return name.toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
