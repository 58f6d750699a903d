package io.counterfoil.examples.dayclose;

import io.counterfoil.collections.aging.AgingReport;
import io.counterfoil.collections.receivable.RollForward;
import io.counterfoil.collections.strategy.ContactDecision;
import io.counterfoil.payments.document.Document;
import io.counterfoil.payments.document.Table;
import io.counterfoil.payments.proof.Proof;
import java.util.Locale;
import javax.money.CurrencyUnit;

/** What collections add to the page of the day. */
final class CollectingPages {

    private CollectingPages() {}

    static void addTo(Document.Builder page, Collecting collecting, AgingReport aging) {
        page.facts(
                Document.Block.Fact.of(
                        "Contacts to send", collecting.counts().getOrDefault(ContactDecision.Kind.ACT, 0L)),
                Document.Block.Fact.of(
                        "Left alone, with a reason",
                        collecting.counts().getOrDefault(ContactDecision.Kind.SUPPRESSED, 0L)),
                Document.Block.Fact.of(
                        "Customers on tomorrow's list",
                        collecting.worklist().rows().size()));
        page.table(portfolio(collecting.movements(), aging.proof()));
        page.section(
                "Worklist of tomorrow",
                true,
                inside -> inside.addAll(collecting.worklist().toDocument()));
        page.section(
                "Why, and why not (" + collecting.decisions().size() + ")",
                false,
                inside -> inside.table(decisions(collecting)));
        page.section(
                "Payment desk: what becomes of each invoice",
                false,
                inside -> inside.addAll(collecting.dashboard().toDocument()));
        page.section("Aging report", false, inside -> inside.addAll(aging.toDocument()));
        collecting
                .statements()
                .forEach(statement -> page.section(
                        "Statement of account, " + statement.party(),
                        false,
                        inside -> inside.addAll(statement.toDocument())));
    }

    private static Table portfolio(RollForward movements, Proof proof) {
        Table.Builder table = Table.titled("Portfolio since the first of the year: " + proof.status())
                .text("what", "What");
        for (CurrencyUnit currency : House.CURRENCIES) {
            table.number(currency.getCurrencyCode(), currency.getCurrencyCode());
        }
        for (RollForward.Cause cause : RollForward.Cause.values()) {
            row(table, cause.name(), movements.total().of(cause));
        }
        row(table, "CLOSING", movements.total().closing());
        return table.build();
    }

    private static void row(Table.Builder table, String name, io.counterfoil.payments.money.Totals totals) {
        Object[] cells = new Object[House.CURRENCIES.size() + 1];
        cells[0] = name.charAt(0) + name.substring(1).replace('_', ' ').toLowerCase(Locale.ROOT);
        for (int i = 0; i < House.CURRENCIES.size(); i++) {
            cells[i + 1] = totals.in(House.CURRENCIES.get(i));
        }
        table.row(name, cells);
    }

    private static Table decisions(Collecting collecting) {
        Table.Builder table = Table.titled("Decisions")
                .text("customer", "Customer")
                .text("kind", "What")
                .text("why", "Why");
        int number = 0;
        for (ContactDecision decision : collecting.decisions()) {
            table.row(
                    "decision " + ++number,
                    decision.scope().toString(),
                    decision.kind().name(),
                    decision.sentence());
        }
        return table.build();
    }
}
