package io.counterfoil.collections.aging;

import io.counterfoil.payments.document.Document;
import io.counterfoil.payments.document.Table;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.party.PartyId;
import io.counterfoil.payments.proof.Proof;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import javax.money.CurrencyUnit;
import javax.money.MonetaryAmount;

/** Writes an aging as a document: for each currency the buckets as a chart and the parties as a table that adds up. */
final class AgingDocument {

    private final AgingReport report;

    AgingDocument(AgingReport report) {
        this.report = report;
    }

    Document write() {
        Proof proof = report.proof();
        Document.Builder document = Document.titled("Aging")
                .subtitle("As of " + report.asOf().effective() + ", as known at "
                        + report.asOf().knownAt())
                .callout(
                        proof.holds() ? Document.Tone.GOOD : Document.Tone.BAD,
                        "Buckets and open items: " + proof.status(),
                        proof.sentence());
        TreeMap<String, CurrencyUnit> currencies = new TreeMap<>();
        for (PartyId party : report.parties()) {
            for (MonetaryAmount column : columns(report.of(party))) {
                currencies.put(column.getCurrency().getCurrencyCode(), column.getCurrency());
            }
        }
        if (currencies.isEmpty()) {
            document.paragraph("Nothing is open.");
        }
        for (CurrencyUnit currency : currencies.values()) {
            document.heading(currency.getCurrencyCode())
                    .add(facts(currency))
                    .add(chart(currency))
                    .table(table(currency));
        }
        return document.build();
    }

    /** Every amount of a party that is not zero: a currency may be there although its columns cancel out. */
    private static List<MonetaryAmount> columns(AgingTotals totals) {
        List<MonetaryAmount> amounts = new ArrayList<>(totals.outsideBuckets().amounts());
        totals.buckets().forEach(bucket -> amounts.addAll(totals.in(bucket).amounts()));
        return amounts;
    }

    private Document.Block facts(CurrencyUnit currency) {
        AgingTotals total = report.total();
        return new Document.Block.Facts(List.of(
                Document.Block.Fact.of("Open", total.open().in(currency)),
                Document.Block.Fact.of("Overdue", total.overdue().in(currency)),
                Document.Block.Fact.of("Unapplied credits", total.unapplied().in(currency))));
    }

    private Document.Chart chart(CurrencyUnit currency) {
        List<Document.Chart.Bar> bars = new ArrayList<>();
        for (AgingBucket bucket : report.buckets()) {
            MonetaryAmount amount = report.total().in(bucket).in(currency);
            bars.add(new Document.Chart.Bar(
                    bucket.title(),
                    Amounts.minor(amount),
                    shown(amount),
                    bucket.overdue() ? Document.Tone.CAUTION : Document.Tone.NEUTRAL));
        }
        return new Document.Chart(
                "By age",
                "Of " + shown(report.total().open().in(currency)) + " open, "
                        + shown(report.total().overdue().in(currency)) + " is overdue.",
                Document.Chart.Shape.ROWS,
                bars);
    }

    private Table table(CurrencyUnit currency) {
        Table.Builder table =
                Table.titled("By party, " + currency.getCurrencyCode()).text("party", "Party");
        report.buckets().forEach(bucket -> table.number(bucket.label(), bucket.title()));
        table.number("unapplied", "Unapplied").number("open", "Open");
        for (PartyId party : report.parties()) {
            if (columns(report.of(party)).stream()
                    .anyMatch(amount -> amount.getCurrency().equals(currency))) {
                addRow(table, "party " + party, party.value(), report.of(party), currency);
            }
        }
        addRow(table, "total", "Total", report.total(), currency);
        return table.build();
    }

    private void addRow(Table.Builder table, String key, String label, AgingTotals totals, CurrencyUnit currency) {
        List<Object> cells = new ArrayList<>();
        cells.add(new Table.Cell.Text(label));
        report.buckets().forEach(bucket -> cells.add(totals.in(bucket).in(currency)));
        cells.add(totals.outsideBuckets().in(currency));
        cells.add(totals.open().in(currency));
        table.row(key, cells.toArray());
    }

    private static String shown(MonetaryAmount amount) {
        return Amounts.plain(amount) + " " + amount.getCurrency().getCurrencyCode();
    }
}
