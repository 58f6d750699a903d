package io.counterfoil.examples.dayclose;

import io.counterfoil.payments.alert.Alert;
import io.counterfoil.payments.document.Document;
import io.counterfoil.payments.document.Documents;
import io.counterfoil.payments.document.Table;
import io.counterfoil.payments.proof.Proof;
import io.counterfoil.reconciliation.status.InvoiceAction;
import io.counterfoil.stripe.link.LinkMessage;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** One screen of plain language. */
final class DaySummary {

    private static final int ALERTS = 6;

    private DaySummary() {}

    static String of(DayCloseResult day) {
        DayFigures figures = new DayFigures(day);
        Document.Builder document =
                Document.titled("Parlour Rooms, day close of " + day.asOf().effective());
        document.paragraph(sentences(day, figures));
        if (!day.feed().isEmpty()) {
            document.paragraph(day.feed() + "\n" + asked(day));
        }
        Table.Builder proofs =
                Table.titled("What had to agree").text("status", "Proof").text("what", "What");
        for (Proof proof : day.proofs()) {
            proofs.row(proof.subject().toString(), proof.status(), proof.sentence());
        }
        document.table(proofs.build());
        document.paragraph("Nothing lost:\n" + String.join("\n", figures.conservation()));
        Table.Builder alerts = Table.titled(
                        "Most urgent (" + Math.min(ALERTS, day.alerts().size()) + " of "
                                + day.alerts().size() + " alerts, a ticket each)")
                .text("severity", "Severity")
                .text("kind", "Kind")
                .text("about", "About")
                .number("amount", "Amount")
                .text("what", "What");
        for (Alert alert : day.alerts().subList(0, Math.min(ALERTS, day.alerts().size()))) {
            alerts.row(
                    alert.key().value(),
                    alert.severity(),
                    alert.kind().code(),
                    alert.subject().id(),
                    alert.amount().orElse(null),
                    shortened(alert.evidence().facts().get(0).sentence()));
        }
        return Documents.text(document.table(alerts.build()).build(), Locale.UK);
    }

    private static String sentences(DayCloseResult day, DayFigures figures) {
        long proven = day.stripe().proofs().stream().filter(Proof::holds).count();
        return "Read " + day.billing().invoices().size() + " invoices, "
                + day.stripe().links().size() + " card payments, "
                + day.stripe().rows().size() + " balance rows, "
                + day.bank().statements().size() + " bank statements with " + figures.bankEntries() + " entries.\n"
                + proven + " of " + day.stripe().proofs().size() + " payouts are proven to the penny; "
                + figures.confirmed().size() + " bank entries are explained, "
                + figures.suggested().size() + " suggested, "
                + day.run().ambiguities().count() + " tie and are left to a person.\n"
                + "Invoices: mark " + figures.actions(InvoiceAction.MARK_PAID) + " paid, "
                + figures.actions(InvoiceAction.MARK_PART_PAID) + " part paid, "
                + figures.actions(InvoiceAction.MARK_FAILED) + " failed; hand "
                + figures.actions(InvoiceAction.HAND_TO_COLLECTIONS) + " to collections; look at "
                + figures.actions(InvoiceAction.REVIEW) + ".\n"
                + "Ledger: " + day.books().size() + " journals; still open "
                + day.aging().total().open() + ", of it overdue "
                + day.aging().total().overdue() + ".\n"
                + "Result hash " + day.hash().shortHex() + ".";
    }

    private static String asked(DayCloseResult day) {
        Map<LinkMessage.Outcome, Long> outcomes = new TreeMap<>();
        day.asked().forEach(message -> outcomes.merge(message.outcome(), 1L, Long::sum));
        return "Payment links for " + day.asked().size() + " open invoices: "
                + outcomes.getOrDefault(LinkMessage.Outcome.CREATED, 0L) + " made, "
                + outcomes.getOrDefault(LinkMessage.Outcome.RESENT, 0L) + " sent again, "
                + outcomes.getOrDefault(LinkMessage.Outcome.REFUSED, 0L) + " not, because a payment is under way.";
    }

    private static String shortened(String sentence) {
        return sentence.length() <= 90 ? sentence : sentence.substring(0, 89) + "…";
    }
}
