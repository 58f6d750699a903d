package io.counterfoil.examples.paymentdesk;

import io.counterfoil.collections.contact.Contact;
import io.counterfoil.collections.desk.DeskOutcome;
import io.counterfoil.collections.desk.ExpectedTransfer;
import io.counterfoil.collections.desk.WriteBackReport;
import io.counterfoil.collections.promise.Promises.PromiseStanding;
import io.counterfoil.collections.proposal.PaymentProposal;
import io.counterfoil.collections.strategy.CaseFile;
import io.counterfoil.collections.strategy.ContactDecision;
import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.document.Document;
import io.counterfoil.payments.document.Table;
import io.counterfoil.payments.evidence.Obstacle;
import io.counterfoil.reconciliation.status.InvoiceId;
import io.counterfoil.stripe.link.LinkMessage;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The page of the week. */
final class DeskPages {

    private static final DateTimeFormatter WHEN = DateTimeFormatter.ofPattern("EEE HH:mm", Locale.UK);

    private final PaymentDeskWeek week;
    private final AsOf end = PaymentDeskWeek.end();

    private DeskPages(PaymentDeskWeek week) {
        this.week = week;
    }

    static Document of(PaymentDeskWeek week) {
        return new DeskPages(week).document();
    }

    private Document document() {
        Document.Builder page = Document.titled("A week of a payment coordinator")
                .subtitle(week.script().bookings().size() + " invoices open on Monday, 8 to 12 March 2027, London");
        page.callout(
                week.ties() ? Document.Tone.GOOD : Document.Tone.BAD,
                week.ties() ? "Every figure ties to the others." : "Two figures do not tie.",
                "How is at the end of the page.");
        page.facts(
                Document.Block.Fact.of(
                        "Marked paid", marked(DeskOutcome.Kind.MARK_PAID).size()),
                Document.Block.Fact.of("Received", week.books().cash(end)),
                Document.Block.Fact.of("Still owed", week.books().owed(end)),
                Document.Block.Fact.of(
                        "Declines advised on", week.chase().failures().size()),
                Document.Block.Fact.of("Links refused", asked(LinkMessage.Outcome.REFUSED)),
                Document.Block.Fact.of("Cases handed on", week.chase().cases().size()));
        page.table(rounds());
        page.heading("For a person").table(alerts()).table(notAtOnce());
        page.section("What was written back", true, inside -> inside.table(written()));
        page.heading("Payments that failed").table(failures());
        page.heading("Links").table(linkSums()).table(ended());
        page.section(
                "Every link that was asked for (" + week.asked().size() + ")", false, inside -> inside.table(links()));
        page.heading("Arranged and offered")
                .table(transfers())
                .table(proposals())
                .table(promises());
        page.heading("Chased").table(contacts());
        page.section(
                "Every decision of Friday morning (" + week.chase().decisions().size() + ")",
                false,
                inside -> inside.table(decisions()));
        for (CaseFile file : week.chase().cases()) {
            page.section(
                    "Case file of " + name(file.party().value()),
                    false,
                    inside -> inside.addAll(file.toDocument(Contact.Visibility.TEAM)));
        }
        page.section(
                "The desk on Friday evening",
                false,
                inside -> inside.addAll(week.last().dashboard().toDocument()));
        return page.table(week.tying().table()).build();
    }

    private static String when(Instant at) {
        return at.atZone(Week.ZONE).format(WHEN);
    }

    private String name(String party) {
        return week.script().bookings().stream()
                .filter(booking -> booking.customer().id().equals(party))
                .map(booking -> booking.customer().name())
                .findFirst()
                .orElse(party);
    }

    private static String words(Enum<?> name) {
        return name.name().charAt(0)
                + name.name().substring(1).replace('_', ' ').toLowerCase(Locale.ROOT);
    }

    private List<WriteBackReport.Line> marked(DeskOutcome.Kind kind) {
        return week.rounds().stream()
                .flatMap(round -> round.sent().in(WriteBackReport.Result.DONE).stream())
                .filter(line -> line.command().action().name().startsWith(kind.name()))
                .toList();
    }

    private long asked(LinkMessage.Outcome outcome) {
        return week.asked().stream()
                .filter(asked -> asked.message().outcome() == outcome)
                .count();
    }

    private Table rounds() {
        Table.Builder table = Table.titled("Round by round")
                .text("at", "Round")
                .number("paid", "Marked paid")
                .number("part", "In part")
                .number("failed", "Marked failed")
                .number("await", "Under way")
                .number("chase", "To chase")
                .number("person", "For a person")
                .number("open", "Not confirmed");
        for (PaymentDeskWeek.Round round : week.rounds()) {
            table.row(
                    round.at().toString(),
                    when(round.at()),
                    count(round, DeskOutcome.Kind.MARK_PAID),
                    count(round, DeskOutcome.Kind.PARTLY_PAID),
                    count(round, DeskOutcome.Kind.MARK_FAILED),
                    count(round, DeskOutcome.Kind.AWAIT),
                    count(round, DeskOutcome.Kind.CHASE),
                    round.dashboard().outcomes().stream()
                            .filter(DeskOutcome::isAlert)
                            .count(),
                    round.sent().notDone().size());
        }
        return table.build();
    }

    private static int count(PaymentDeskWeek.Round round, DeskOutcome.Kind kind) {
        return round.dashboard().of(kind).size();
    }

    private Table alerts() {
        Table.Builder table = Table.titled("What a person decides")
                .text("invoice", "Invoice")
                .text("customer", "Customer")
                .text("what", "What")
                .number("refund", "To be paid back")
                .text("next", "Next")
                .text("why", "Why");
        for (DeskOutcome outcome : week.alerts()) {
            table.row(
                    outcome.key().value(),
                    outcome.invoice().id().value(),
                    outcome.invoice().customerName(),
                    words(outcome.kind()),
                    outcome.refundCandidate().isZero() ? null : outcome.refundCandidate(),
                    next(outcome.kind()),
                    outcome.evidence().sentence());
        }
        return table.build();
    }

    private static String next(DeskOutcome.Kind kind) {
        return switch (kind) {
            case DUPLICATE_PAYMENT -> "Pay the second payment back.";
            case PAID_BUT_CANCELLED -> "Pay it back: the booking was cancelled.";
            case AMBIGUOUS -> "Ask the payer which invoice is meant; it waits on none.";
            default -> "Look at the payment and the invoice side by side.";
        };
    }

    /** Links that could still be used although the money came by another way: nobody should pay twice. */
    private Table ended() {
        Table.Builder table = Table.titled(
                        "Links ended: the invoice was paid by transfer or cancelled, and its link could still be used")
                .text("invoice", "Invoice")
                .text("customer", "Customer")
                .text("at", "When");
        for (PaymentDeskWeek.Asked asked : week.asked()) {
            if (asked.message().outcome() == LinkMessage.Outcome.ENDED) {
                String number = asked.message().invoice();
                table.row(
                        number,
                        number,
                        week.booking().read(InvoiceId.of(number)).customerName(),
                        when(asked.at()));
            }
        }
        return table.build();
    }

    private Table notAtOnce() {
        Table.Builder table = Table.titled("Written back, and not done at once")
                .text("at", "Round")
                .text("result", "Result")
                .text("what", "What was read afterwards");
        for (PaymentDeskWeek.Round round : week.rounds()) {
            for (WriteBackReport.Line line : round.sent().notDone()) {
                table.row(
                        round.at() + line.command().key().value(),
                        when(round.at()),
                        words(line.result()),
                        line.sentence());
            }
        }
        return table.build();
    }

    private Table written() {
        Table.Builder table = Table.titled("Done, as the booking system shows it")
                .text("at", "Round")
                .text("invoice", "Invoice")
                .text("action", "Action")
                .text("from", "From")
                .text("to", "To")
                .number("remaining", "Remains")
                .text("payment", "Payment");
        for (PaymentDeskWeek.Round round : week.rounds()) {
            for (WriteBackReport.Line line : round.sent().in(WriteBackReport.Result.DONE)) {
                table.row(
                        line.command().key().value(),
                        when(round.at()),
                        line.command().invoice().value(),
                        words(line.command().action()),
                        line.command().change().statusAsRead().name(),
                        line.command().change().newStatus().name(),
                        line.command().change().remaining(),
                        line.command().payment().orElse(""));
            }
        }
        return table.build();
    }

    private Table failures() {
        Table.Builder table = Table.titled("What each decline means, and what comes next")
                .text("invoice", "Invoice")
                .text("day", "Day")
                .number("amount", "Amount")
                .text("code", "Code")
                .text("means", "Means")
                .text("next", "Next")
                .text("why", "Why");
        for (Chase.Failure failure : week.chase().failures()) {
            table.row(
                    failure.attempt().id(),
                    failure.invoice().value(),
                    failure.attempt().on(),
                    failure.attempt().amount(),
                    failure.attempt().code(),
                    words(failure.means().act()),
                    words(failure.next().action()),
                    failure.next().sentence());
        }
        return table.build();
    }

    private Table linkSums() {
        Table.Builder table = Table.titled("What came of asking for a link")
                .text("outcome", "Outcome")
                .number("count", "Links");
        for (LinkMessage.Outcome outcome : LinkMessage.Outcome.values()) {
            if (asked(outcome) > 0) {
                table.row(outcome.name(), words(outcome), asked(outcome));
            }
        }
        return table.build();
    }

    private Table links() {
        Table.Builder table = Table.titled("Links")
                .text("at", "When")
                .text("invoice", "Invoice")
                .text("why", "Why")
                .text("outcome", "Outcome")
                .number("amount", "Amount")
                .text("obstacle", "Why not");
        int number = 0;
        for (PaymentDeskWeek.Asked asked : week.asked()) {
            table.row(
                    "link " + ++number,
                    when(asked.at()),
                    asked.message().invoice(),
                    asked.why(),
                    words(asked.message().outcome()),
                    asked.message().amount(),
                    asked.message().obstacles().stream().map(Obstacle::sentence).collect(Collectors.joining("; ")));
        }
        return table.build();
    }

    private Table transfers() {
        Table.Builder table = Table.titled("Transfers by Bacs")
                .text("reference", "Reference")
                .text("customer", "Customer")
                .number("amount", "Amount")
                .text("by", "Sent by")
                .text("last", "Here by")
                .text("now", "On Friday evening");
        for (ExpectedTransfer transfer : week.agreements().transfers()) {
            boolean found = week.transfersFound().contains(transfer.reference());
            table.row(
                    transfer.reference(),
                    transfer.reference(),
                    name(transfer.party().value()),
                    transfer.amount(),
                    transfer.payBy(),
                    transfer.lastDay(),
                    new Table.Cell.Mark(
                            found ? "at the bank" : transfer.isOverdue(end) ? "overdue" : "under way",
                            found
                                    ? Document.Tone.GOOD
                                    : transfer.isOverdue(end) ? Document.Tone.BAD : Document.Tone.CAUTION));
        }
        return table.build();
    }

    private Table proposals() {
        Table.Builder table = Table.titled("Proposals")
                .text("proposal", "Proposal")
                .text("customer", "Customer")
                .text("offers", "Offers")
                .text("now", "Became")
                .text("taken", "Offer taken");
        for (PaymentProposal proposal : week.agreements().proposals()) {
            table.row(
                    proposal.id().value(),
                    proposal.id().value(),
                    name(proposal.terms().party().value()),
                    String.join("; ", proposal.sentences()),
                    words(proposal.status()),
                    proposal.agreement().map(PaymentProposal.Agreement::offer).orElse(""));
        }
        return table.build();
    }

    private Table promises() {
        Table.Builder table = Table.titled("Promises that came of them")
                .text("promise", "Promise")
                .text("status", "Status")
                .text("now", "On Friday evening");
        for (PromiseStanding standing :
                week.agreements().standings(week.chase().facts(week.books(), week.agreements()), end)) {
            table.row(
                    standing.promise().id().toString(),
                    standing.promise().id().toString(),
                    words(standing.status()),
                    standing.sentence());
        }
        return table.build();
    }

    private Table contacts() {
        Table.Builder table = Table.titled("What was said")
                .text("at", "When")
                .text("customer", "Customer")
                .text("how", "How")
                .text("to", "To")
                .text("what", "What");
        for (Contact contact : week.chase().contacts()) {
            table.row(
                    contact.id(),
                    when(contact.at()),
                    name(contact.party().value()),
                    contact.channel().map(DeskPages::words).orElse("Note"),
                    words(contact.audience()),
                    contact.text());
        }
        return table.build();
    }

    private Table decisions() {
        Table.Builder table = Table.titled("Decisions of Friday morning")
                .text("customer", "Customer")
                .text("kind", "What")
                .text("step", "Step")
                .text("why", "Why");
        for (ContactDecision decision : week.chase().decisions()) {
            table.row(
                    decision.key().value(),
                    name(decision.scope().party().value()),
                    words(decision.kind()),
                    decision.step().value(),
                    decision.sentence());
        }
        return table.build();
    }
}
