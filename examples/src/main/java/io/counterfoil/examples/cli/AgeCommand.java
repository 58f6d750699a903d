package io.counterfoil.examples.cli;

import io.counterfoil.collections.aging.AgeBasis;
import io.counterfoil.collections.aging.Aging;
import io.counterfoil.collections.aging.AgingBucket;
import io.counterfoil.collections.aging.AgingReport;
import io.counterfoil.collections.receivable.OpenItem;
import io.counterfoil.collections.receivable.OpenItemId;
import io.counterfoil.collections.receivable.OpenItemKind;
import io.counterfoil.collections.receivable.ReceivableEvent;
import io.counterfoil.collections.receivable.ReceivableEventId;
import io.counterfoil.collections.receivable.Receivables;
import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.document.Document;
import io.counterfoil.payments.document.Documents;
import io.counterfoil.payments.document.Table;
import io.counterfoil.payments.evidence.Checked;
import io.counterfoil.payments.evidence.Diagnostic;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.party.PartyId;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.money.CurrencyUnit;
import javax.money.MonetaryAmount;
import javax.money.UnknownCurrencyException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Ages open items by due date and proves the total. */
@Command(
        name = "age",
        mixinStandardHelpOptions = true,
        description =
                "Ages open items: by party, by bucket, with the proof that buckets and unapplied amounts sum to what is open.",
        footer = {
            "",
            "CSV columns: item, party, issued, due (may be empty), currency, amount (negative for credits and unapplied payments), and where they are there",
            "paid and paid_on for what was settled and when. Dates are yyyy-MM-dd, amounts have a decimal point.",
            "",
            "Exit status: 0; 1 with --strict when the proof does not hold; 2 when a file cannot be used."
        })
public final class AgeCommand implements Callable<Integer> {

    private static final Instant RECORDED = Instant.EPOCH;
    private static final List<String> COLUMNS = List.of("item", "party", "issued", "due", "currency", "amount");

    @Parameters(index = "0", paramLabel = "FILE", description = "Open items.")
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls
    private Path file;

    @Option(
            names = "--as-of",
            required = true,
            paramLabel = "DATE",
            description = "The day at whose end items are aged, yyyy-MM-dd.")
    private LocalDate asOf = LocalDate.EPOCH;

    @Option(
            names = "--buckets",
            split = ",",
            paramLabel = "DAYS",
            defaultValue = "30,60,90,120",
            description = "Last day of each bucket (default ${DEFAULT-VALUE}).")
    private int[] buckets = {30, 60, 90, 120};

    @Option(names = "--strict", description = "End with status 1 when the proof does not hold.")
    private boolean strict;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls
    private CommandSpec spec;

    @Override
    public Integer call() {
        List<String> complaints = new ArrayList<>();
        Checked<Receivables> read = Receivables.replay(events(complaints).stream());
        read.diagnostics().forEach(d -> complaints.add(file + ": " + d.message()));
        if (read.value().isEmpty()
                || read.diagnostics().stream().anyMatch(d -> d.level() == Diagnostic.Level.ERROR)
                || !complaints.isEmpty()) {
            throw new BadInputException(
                    complaints.stream().limit(20).collect(Collectors.joining(System.lineSeparator())));
        }
        AgingReport report = aging().assess(read.orThrow(), new AsOf(asOf, Instant.MAX));
        spec.commandLine().getOut().println(Documents.text(document(report), Locale.UK));
        return strict && !report.proof().holds() ? ExitStatus.NOT_PROVEN : ExitStatus.OK;
    }

    private Aging aging() {
        try {
            return Aging.by(AgeBasis.DUE_DATE).buckets(buckets).build();
        } catch (IllegalArgumentException e) {
            throw new BadInputException("--buckets: " + e.getMessage());
        }
    }

    private List<ReceivableEvent> events(List<String> complaints) {
        TextTable table = TextTable.read(file, InputFiles.bytes(file), ',', '"');
        table.need(COLUMNS, "");
        List<ReceivableEvent> events = new ArrayList<>();
        Map<OpenItemId, Long> lines = new HashMap<>();
        for (TextTable.Row row : table.rows()) {
            try {
                row.misfit().ifPresent(what -> {
                    throw new BadInputException(Diagnostic.Location.of(file.toString(), row.line()), what);
                });
                OpenItem item = item(row);
                Long before = lines.putIfAbsent(item.id(), row.line());
                if (before != null) {
                    throw new BadInputException(
                            row.at("item"), "'" + item.id().value() + "' stands in line " + before + ", expected once");
                }
                events.add(new ReceivableEvent.ItemIssued(item));
                if (!row.cell("paid").isEmpty()) {
                    events.addAll(payment(row, item));
                }
            } catch (BadInputException e) {
                complaints.add(String.valueOf(e.getMessage()));
            }
        }
        return events;
    }

    private OpenItem item(TextTable.Row row) {
        Amounts amounts = amounts(row);
        MonetaryAmount amount = amount(row, "amount", amounts);
        if (amount.isZero()) {
            throw new BadInputException(row.at("amount"), "'0' leaves nothing open, expected another amount");
        }
        LocalDate issued = date(row, "issued");
        Optional<LocalDate> due = row.cell("due").isEmpty() ? Optional.empty() : Optional.of(date(row, "due"));
        if (due.filter(issued::isAfter).isPresent()) {
            throw new BadInputException(row.at("due"), "'" + due.get() + "' is before the day of issue " + issued);
        }
        return OpenItem.builder()
                .id(OpenItemId.of(text(row, "item")))
                .kind(amount.isNegative() ? OpenItemKind.RECEIPT : OpenItemKind.INVOICE)
                .party(PartyId.of(text(row, "party")))
                .amount(amount.abs())
                .issued(issued)
                .due(due)
                .recordedAt(RECORDED)
                .build();
    }

    private static List<ReceivableEvent> payment(TextTable.Row row, OpenItem item) {
        MonetaryAmount paid = amount(row, "paid", Amounts.in(item.amount().getCurrency()));
        if (item.kind() == OpenItemKind.RECEIPT) {
            throw new BadInputException(row.at("paid"), "a credit has a payment, expected the open part as amount");
        }
        if (!paid.isPositive() || paid.isGreaterThan(item.amount())) {
            throw new BadInputException(
                    row.at("paid"),
                    "'" + row.cell("paid") + "' is not above 0 and up to the amount " + row.cell("amount")
                            + "; what was paid beyond it is a row of its own with a negative amount");
        }
        LocalDate on = date(row, "paid_on");
        OpenItemId receipt = OpenItemId.of(item.id().value() + "/paid");
        return List.of(
                new ReceivableEvent.ItemIssued(OpenItem.builder()
                        .id(receipt)
                        .kind(OpenItemKind.RECEIPT)
                        .party(item.party())
                        .amount(paid)
                        .issued(on)
                        .recordedAt(RECORDED)
                        .build()),
                new ReceivableEvent.Allocated(
                        ReceivableEventId.of(receipt.value() + ">"), receipt, item.id(), paid, on, RECORDED));
    }

    private static Amounts amounts(TextTable.Row row) {
        String code = row.cell("currency");
        try {
            return Amounts.in(code);
        } catch (UnknownCurrencyException e) {
            throw new BadInputException(
                    row.at("currency"),
                    "'" + code + "' is not a known currency, expected an ISO 4217 code such as GBP");
        }
    }

    private static MonetaryAmount amount(TextTable.Row row, String column, Amounts amounts) {
        Checked<MonetaryAmount> amount = amounts.parse(row.cell(column));
        return amount.value()
                .orElseThrow(() -> new BadInputException(
                        row.at(column),
                        amount.diagnostics().stream().map(Diagnostic::message).collect(Collectors.joining("; "))));
    }

    private static LocalDate date(TextTable.Row row, String column) {
        try {
            return LocalDate.parse(row.cell(column));
        } catch (DateTimeParseException e) {
            throw new BadInputException(
                    row.at(column), "'" + row.cell(column) + "' is not a date, expected yyyy-MM-dd");
        }
    }

    private static String text(TextTable.Row row, String column) {
        if (row.cell(column).isEmpty()) {
            throw new BadInputException(row.at(column), "is empty, expected a name or a number");
        }
        return row.cell(column);
    }

    private Document document(AgingReport report) {
        Table.Builder buckets = Table.titled("By bucket").text("bucket", "Days past due");
        Table.Builder parties = Table.titled("By party").text("party", "Party");
        List<CurrencyUnit> currencies = report.total().open().currencies();
        currencies.forEach(currency -> buckets.number(currency.getCurrencyCode(), currency.getCurrencyCode()));
        parties.number("overdue", "Overdue").number("open", "Open");
        for (AgingBucket bucket : report.buckets()) {
            buckets.row(
                    bucket.label(),
                    cells(
                            bucket.label(),
                            currencies,
                            currency -> report.total().in(bucket).in(currency)));
        }
        buckets.row(
                "unapplied",
                cells(
                        "Unapplied",
                        currencies,
                        currency -> report.total().unapplied().in(currency)));
        buckets.row(
                "open",
                cells("Open", currencies, currency -> report.total().open().in(currency)));
        for (PartyId party : report.parties()) {
            parties.row(
                    party.value(),
                    party.value(),
                    report.of(party).overdue(),
                    report.of(party).open());
        }
        return Document.titled("Aging of " + file.getFileName())
                .subtitle("As of the end of " + asOf + ". " + report.proof().status() + ": "
                        + report.proof().sentence())
                .table(buckets.build())
                .table(parties.build())
                .build();
    }

    private static Object[] cells(
            String label, List<CurrencyUnit> currencies, Function<CurrencyUnit, MonetaryAmount> amount) {
        List<Object> cells = new ArrayList<>(List.of(label));
        currencies.forEach(currency -> cells.add(amount.apply(currency)));
        return cells.toArray();
    }
}
