package io.counterfoil.collections.statement;

import io.counterfoil.collections.aging.AgingBucket;
import io.counterfoil.collections.aging.AgingTotals;
import io.counterfoil.collections.statement.CustomerStatement.Event;
import io.counterfoil.collections.statement.CustomerStatement.Form;
import io.counterfoil.collections.statement.CustomerStatement.Line;
import io.counterfoil.payments.document.Document;
import io.counterfoil.payments.document.Table;
import io.counterfoil.payments.proof.Proof;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.money.CurrencyUnit;
import javax.money.MonetaryAmount;

/** Writes a statement as a document. */
final class StatementDocument {

    private final CustomerStatement statement;

    StatementDocument(CustomerStatement statement) {
        this.statement = statement;
    }

    Document write() {
        String day = statement.asOf().effective().toString();
        Document.Builder document = Document.titled("Statement of account")
                .subtitle(statement.party().value() + ", "
                        + statement.from().map(from -> from + " to " + day).orElse("open items on " + day));
        Proof proof = statement.proof();
        if (!proof.holds()) {
            document.callout(Document.Tone.BAD, "The statement does not add up", proof.sentence());
        }
        List<CurrencyUnit> currencies = statement.currencies();
        if (currencies.isEmpty()) {
            document.paragraph("Nothing is open.");
        }
        for (CurrencyUnit currency : currencies) {
            write(document, currency);
        }
        return document.build();
    }

    private void write(Document.Builder document, CurrencyUnit currency) {
        String code = currency.getCurrencyCode();
        AgingTotals footer = statement.footer();
        document.heading(code);
        if (statement.form() == Form.ACTIVITY) {
            document.table(activity(currency));
        } else {
            document.table(openItems(currency));
        }
        List<Document.Block.Fact> facts = new ArrayList<>(List.of(
                Document.Block.Fact.of("Balance", statement.closing().in(currency)),
                Document.Block.Fact.of("Overdue", footer.overdue().in(currency)),
                Document.Block.Fact.of("Unapplied credits", footer.unapplied().in(currency))));
        if (statement.form() == Form.OPEN_ITEM) {
            facts.add(Document.Block.Fact.of("In dispute", statement.disputed().in(currency)));
        }
        document.add(new Document.Block.Facts(facts));
        Table.Builder ages =
                Table.titled("By age, " + code).text("age", "Days overdue").number("amount", "Amount");
        for (AgingBucket bucket : footer.buckets()) {
            ages.row(
                    "bucket " + bucket.label(),
                    bucket.title(),
                    footer.in(bucket).in(currency));
        }
        ages.row("unapplied", "Unapplied credits", footer.outsideBuckets().in(currency));
        ages.row("total", "Total", footer.open().in(currency));
        document.table(ages.build());
    }

    private Table activity(CurrencyUnit currency) {
        Table.Builder table = Table.titled("Activity, " + currency.getCurrencyCode())
                .text("on", "Date")
                .text("item", "Document")
                .text("what", "What")
                .number("amount", "Amount")
                .number("balance", "Balance");
        MonetaryAmount balance = statement.opening().in(currency);
        table.row("opening", "", "", "Opening balance", null, balance);
        int number = 0;
        for (Line line : linesOf(currency)) {
            balance = balance.add(line.amount());
            number++;
            table.row("line " + number, line.on(), line.item().value(), what(line), line.amount(), balance);
        }
        table.row(
                "closing", "", "", "Closing balance", null, statement.closing().in(currency));
        return table.build();
    }

    private Table openItems(CurrencyUnit currency) {
        Table.Builder table = Table.titled("Open items, " + currency.getCurrencyCode())
                .text("on", "Date")
                .text("item", "Document")
                .text("what", "What")
                .text("due", "Due")
                .number("disputed", "In dispute")
                .number("open", "Open");
        for (Line line : linesOf(currency)) {
            table.row(
                    "item " + line.item(),
                    line.on(),
                    line.item().value(),
                    what(line),
                    line.due(),
                    line.disputed().isZero() ? null : line.disputed(),
                    line.amount());
        }
        table.row("closing", "", "", "Balance", "", null, statement.closing().in(currency));
        return table.build();
    }

    private List<Line> linesOf(CurrencyUnit currency) {
        return statement.lines().stream()
                .filter(line -> line.amount().getCurrency().equals(currency))
                .toList();
    }

    private static String what(Line line) {
        String kind = words(line.kind().name());
        return line.event() == Event.OPEN || line.event() == Event.ISSUED
                ? kind
                : kind + ", " + words(line.event().name()).toLowerCase(Locale.ROOT);
    }

    private static String words(String name) {
        return name.charAt(0) + name.substring(1).replace('_', ' ').toLowerCase(Locale.ROOT);
    }
}
