package io.counterfoil.examples.dayclose;

import io.counterfoil.collections.aging.AgingBucket;
import io.counterfoil.payments.alert.Alert;
import io.counterfoil.payments.document.Document;
import io.counterfoil.payments.document.Table;
import io.counterfoil.payments.evidence.Evidence;
import io.counterfoil.payments.evidence.Resolution;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.party.PartyId;
import io.counterfoil.payments.proof.ImportReceipt;
import io.counterfoil.payments.proof.Proof;
import io.counterfoil.payments.proof.ProofStatus;
import io.counterfoil.reconciliation.breaks.Break;
import io.counterfoil.reconciliation.engine.Match;
import io.counterfoil.reconciliation.status.InvoiceAction;
import io.counterfoil.stripe.payout.PayoutProof;
import io.counterfoil.ticketing.ticket.Ticket;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import javax.money.CurrencyUnit;
import javax.money.MonetaryAmount;

/** The day as a page: proofs first, then what to do, then everything with its reason. */
final class DayReport {

    private final DayCloseResult day;
    private final DayFigures figures;

    private DayReport(DayCloseResult day) {
        this.day = day;
        this.figures = new DayFigures(day);
    }

    static Document of(DayCloseResult day) {
        return new DayReport(day).document();
    }

    private Document document() {
        Document.Builder page = Document.titled("Day close")
                .subtitle("Parlour Rooms, " + day.asOf().effective() + ", Europe/London. Result hash "
                        + day.hash().shortHex());
        boolean proved = day.status() == ProofStatus.PROVED;
        page.callout(
                proved ? Document.Tone.GOOD : Document.Tone.BAD,
                proved ? "Everything that had to agree agrees." : "Something does not agree.",
                day.alerts().size() + " alerts wait for a person; nothing was decided where two readings tie.");
        page.table(proofs());
        page.paragraph("Nothing lost:\n" + String.join("\n", figures.conservation()));
        page.facts(
                Document.Block.Fact.of("Card payments received", figures.received(Receipt.Channel.CARD)),
                Document.Block.Fact.of("Transfers received", figures.received(Receipt.Channel.BANK)),
                Document.Block.Fact.of("Still open", day.aging().total().open()),
                Document.Block.Fact.of("Overdue", day.aging().total().overdue()),
                Document.Block.Fact.of("Invoices to mark paid", figures.actions(InvoiceAction.MARK_PAID)),
                Document.Block.Fact.of("Invoices to look at", figures.actions(InvoiceAction.REVIEW)));
        page.heading("What to do");
        page.table(alerts());
        page.section("Who got each ticket, and why", false, inside -> inside.table(handovers()));
        page.table(breaks());
        page.paragraph(day.run().breaks().filter(DayAlerts::isUnpaidInvoice).count()
                + " invoices past their due day that nobody paid are not listed here: they are under Aging.");
        page.heading("Aging");
        House.CURRENCIES.forEach(currency -> page.add(agingChart(currency)));
        page.section("Customers who owe most", false, inside -> inside.table(debtors()));
        page.heading("Collections");
        CollectingPages.addTo(page, day.collecting(), day.aging());
        page.heading("Payouts");
        House.CURRENCIES.forEach(currency -> page.add(payoutChart(currency)));
        page.section("Every payout (" + day.stripe().proofs().size() + ")", false, inside -> inside.table(payouts()));
        page.heading("Bank against books");
        page.section(
                "Plan and what each pass did",
                false,
                inside -> inside.paragraph(day.run().explainAnalyze().toString()));
        page.section(
                "Matches with their reasons (" + figures.confirmed().size() + ")",
                false,
                inside -> inside.table(matches("Confirmed", figures.confirmed())));
        page.section(
                "Suggestions for a person to confirm (" + figures.suggested().size() + ")",
                true,
                inside -> inside.table(matches("Suggested", figures.suggested())));
        page.section(
                "Ties, nothing decided (" + day.run().ambiguities().count() + ")",
                true,
                inside -> inside.table(ambiguities()));
        page.heading("Invoices");
        page.table(actionCounts());
        page.section("Every invoice whose status changes", false, inside -> inside.table(actions()));
        page.heading("Memberships by direct debit");
        MembershipPages.addTo(page, day.memberships());
        page.heading("Support desk, this month");
        page.addAll(day.scorecard().toDocument());
        page.heading("Files");
        page.section(
                "Receipts of the bank's files (" + day.bank().receipts().size() + ")",
                false,
                inside -> inside.table(files()));
        return page.build();
    }

    private static Table.Cell mark(ProofStatus status) {
        return new Table.Cell.Mark(
                status.name(),
                status == ProofStatus.PROVED
                        ? Document.Tone.GOOD
                        : status == ProofStatus.BROKEN ? Document.Tone.BAD : Document.Tone.CAUTION);
    }

    private Table proofs() {
        boolean differs =
                day.proofs().stream().anyMatch(proof -> !proof.differences().isEmpty());
        Table.Builder table =
                Table.titled("What had to agree").text("status", "Proof").text("what", "What");
        if (differs) {
            table.text("difference", "Difference");
        }
        for (Proof proof : day.proofs()) {
            String difference = proof.differences().stream()
                    .map(Proof.Figure::amount)
                    .map(DayReport::shown)
                    .collect(Collectors.joining(", "));
            List<Object> cells = new ArrayList<>(List.of(mark(proof.status()), proof.sentence()));
            if (differs) {
                cells.add(difference);
            }
            table.row(proof.subject().toString(), cells.toArray());
        }
        return table.build();
    }

    private Table alerts() {
        Table.Builder table = Table.titled("Alerts, a ticket each")
                .text("severity", "Severity")
                .text("kind", "Kind")
                .text("subject", "About")
                .number("amount", "Amount")
                .text("why", "Why")
                .text("agent", "To");
        for (int at = 0; at < day.alerts().size(); at++) {
            Alert alert = day.alerts().get(at);
            Desk.Handover handover = day.desk().handover(day.opened().get(at).id());
            Document.Tone tone = switch (alert.severity()) {
                case CRITICAL -> Document.Tone.BAD;
                case HIGH -> Document.Tone.CAUTION;
                default -> Document.Tone.NEUTRAL;
            };
            table.row(
                    alert.key().value(),
                    new Table.Cell.Mark(alert.severity().name(), tone),
                    alert.kind().code(),
                    alert.subject().id(),
                    alert.amount().orElse(null),
                    first(alert.evidence()),
                    handover.assignment().agent().orElse("nobody yet"));
        }
        return table.build();
    }

    private Table handovers() {
        Table.Builder table = Table.titled("Tickets of the alerts")
                .number("turn", "Turn")
                .text("subject", "About")
                .text("queue", "Queue")
                .text("because", "Because")
                .text("due", "Due")
                .text("told", "Told");
        for (int at = 0; at < day.alerts().size(); at++) {
            Ticket ticket = day.opened().get(at);
            Desk.Handover handover = day.desk().handover(ticket.id());
            table.row(
                    ticket.id().toString(),
                    handover.turn(),
                    day.alerts().get(at).subject().id(),
                    ticket.route().map(route -> route.queue()).orElse(""),
                    handover.sentence(),
                    day.desk().due(ticket, day.asOf().knownAt()),
                    handover.escalation());
        }
        return table.build();
    }

    private Table breaks() {
        Table.Builder table = Table.titled("Breaks")
                .text("class", "Break")
                .number("amount", "Amount")
                .text("day", "Since")
                .text("why", "Cause")
                .text("next", "Next step")
                .text("owner", "Owner");
        int row = 0;
        for (Break found : day.run()
                .breaks()
                .filter(found -> !DayAlerts.isUnpaidInvoice(found))
                .sorted(Comparator.comparing(Break::severity).reversed())
                .toList()) {
            table.row(
                    String.valueOf(row++),
                    found.breakClass(),
                    found.amount().orElse(null),
                    found.day().orElse(null),
                    first(found.evidence()),
                    NextSteps.of(found.breakClass()),
                    found.owner());
        }
        return table.build();
    }

    private Document.Chart agingChart(CurrencyUnit currency) {
        List<Document.Chart.Bar> bars = new ArrayList<>();
        for (AgingBucket bucket : day.aging().buckets()) {
            bars.add(bar(
                    bucket.label(),
                    day.aging().total().in(bucket).in(currency),
                    bucket.overdue() ? Document.Tone.CAUTION : Document.Tone.NEUTRAL));
        }
        bars.add(bar("Unapplied", day.aging().total().unapplied().in(currency), Document.Tone.GOOD));
        MonetaryAmount open = day.aging().total().open().in(currency);
        return new Document.Chart(
                "Open items by days past due, " + currency.getCurrencyCode(),
                "Open items by age; buckets and unapplied cash sum to " + shown(open),
                Document.Chart.Shape.ROWS,
                bars);
    }

    private Table debtors() {
        Table.Builder table = Table.titled("Open by customer")
                .text("party", "Customer")
                .text("overdue", "Overdue")
                .text("open", "Open");
        day.aging().parties().stream()
                .filter(party -> !day.aging().of(party).overdue().isZero())
                .sorted(Comparator.comparing((PartyId party) -> -overdueMinor(party))
                        .thenComparing(PartyId::value))
                .limit(15)
                .forEach(party -> table.row(
                        party.value(),
                        name(party),
                        day.aging().of(party).overdue(),
                        day.aging().of(party).open()));
        return table.build();
    }

    private long overdueMinor(PartyId party) {
        return House.CURRENCIES.stream()
                .mapToLong(currency ->
                        Amounts.minor(day.aging().of(party).overdue().in(currency)))
                .sum();
    }

    private String name(PartyId party) {
        return day.billing().invoices().stream()
                .filter(invoice -> invoice.customer().equals(party))
                .map(invoice -> invoice.customerName())
                .findFirst()
                .orElse(party.value());
    }

    private Document.Chart payoutChart(CurrencyUnit currency) {
        List<Document.Chart.Bar> bars = day.stripe().proofs().stream()
                .filter(proof -> StripeDay.currency(proof.payout().currency()).equals(currency))
                .sorted(Comparator.comparing(proof -> proof.payout().createdAt()))
                .map(proof -> bar(
                        proof.payout().arrivalOn().toString().substring(5),
                        Amounts.in(currency).ofMinor(proof.payout().amountMinor()),
                        proof.payout().state().is("FAILED")
                                ? Document.Tone.BAD
                                : proof.holds() ? Document.Tone.GOOD : Document.Tone.CAUTION))
                .toList();
        return new Document.Chart(
                "Payouts by day of arrival, " + currency.getCurrencyCode()
                        + " (green: proven, red: failed at the bank)",
                bars.size() + " payouts",
                Document.Chart.Shape.COLUMNS,
                bars);
    }

    private Table payouts() {
        Table.Builder table = Table.titled("")
                .text("id", "Payout")
                .text("arrival", "Arrives")
                .number("amount", "Amount")
                .text("state", "State")
                .text("proof", "Proof")
                .text("why", "Rows");
        for (PayoutProof proof : day.stripe().proofs()) {
            table.row(
                    proof.payout().id(),
                    proof.payout().id(),
                    proof.payout().arrivalOn(),
                    Amounts.in(StripeDay.currency(proof.payout().currency()))
                            .ofMinor(proof.payout().amountMinor()),
                    proof.payout().status(),
                    mark(proof.status()),
                    proof.sentence());
        }
        return table.build();
    }

    private static Table matches(String title, List<Match> matches) {
        Table.Builder table = Table.titled(title)
                .text("left", "Bank")
                .text("right", "Books")
                .number("amount", "Amount")
                .text("why", "Reason");
        matches.forEach(match -> table.row(
                match.id().toString(),
                ids(match.left()),
                ids(match.right()),
                match.left().get(0).amount(),
                match.pass() + ": " + match.evidence().sentence()));
        return table.build();
    }

    private Table ambiguities() {
        Table.Builder table = Table.titled("")
                .number("count", "Readings")
                .text("readings", "What they are")
                .text("why", "Why nothing is decided");
        int row = 0;
        for (Resolution.Ambiguous<Match> tie : day.run().ambiguities().toList()) {
            table.row(
                    String.valueOf(row++),
                    tie.count().items(),
                    tie.alternatives().stream()
                            .limit(4)
                            .map(m -> ids(m.left()) + " = " + ids(m.right()))
                            .collect(Collectors.joining("\n")),
                    tie.evidence().sentence());
        }
        return table.build();
    }

    private Table actionCounts() {
        Table.Builder table = Table.titled("What becomes of the invoices")
                .text("action", "Action")
                .number("count", "Invoices");
        figures.actions().forEach((action, count) -> table.row(action.name(), action, count));
        return table.build();
    }

    private Table actions() {
        Table.Builder table = Table.titled("")
                .text("invoice", "Invoice")
                .text("was", "Was")
                .text("action", "Action")
                .number("amount", "Amount")
                .text("why", "Why");
        int row = 0;
        for (InvoiceActions.Act act : day.actions()) {
            if (act.action() != InvoiceAction.NONE) {
                table.row(
                        String.valueOf(row++),
                        act.invoice().id().value(),
                        act.invoice().status(),
                        act.action(),
                        act.invoice().amount(),
                        act.why());
            }
        }
        return table.build();
    }

    private Table files() {
        Table.Builder table =
                Table.titled("").text("proof", "Proof").text("what", "Receipt").text("sha", "SHA-256");
        for (ImportReceipt receipt : day.bank().receipts()) {
            table.row(
                    receipt.source(),
                    mark(receipt.status()),
                    receipt.source() + ": " + receipt.sentence(),
                    receipt.sha256().shortHex());
        }
        return table.build();
    }

    private static Document.Chart.Bar bar(String label, MonetaryAmount amount, Document.Tone tone) {
        return new Document.Chart.Bar(label, Amounts.minor(amount), shown(amount), tone);
    }

    private static String shown(MonetaryAmount amount) {
        return Amounts.plain(amount) + " " + amount.getCurrency().getCurrencyCode();
    }

    /** The strongest reason; the rest stands behind it in the data. */
    private static String first(Evidence evidence) {
        return evidence.facts().stream()
                .findFirst()
                .map(Evidence.Fact::sentence)
                .orElse("");
    }

    private static String ids(List<Match.Portion> portions) {
        return portions.stream().map(portion -> portion.item().value()).collect(Collectors.joining(" + "));
    }
}
