package io.counterfoil.examples.collectionsmonth;

import io.counterfoil.collections.metrics.Goal;
import io.counterfoil.collections.promise.Promises;
import io.counterfoil.collections.receivable.RollForward;
import io.counterfoil.collections.strategy.ContactDecision;
import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.document.Document;
import io.counterfoil.payments.document.Table;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The month as a page. */
final class MonthPages {

    private final CollectionsMonth month;
    private final AsOf end = CollectionsMonth.endOf(Book.LAST);

    private MonthPages(CollectionsMonth month) {
        this.month = month;
    }

    static Document of(CollectionsMonth month) {
        return new MonthPages(month).document();
    }

    private Document document() {
        QueueDay last = month.days().get(month.days().size() - 1);
        Document.Builder page = Document.titled("A month of a collections queue")
                .subtitle(month.book().profiles().size() + " customers, March 2027, "
                        + month.days().size() + " working days, "
                        + month.contacts().size() + " contacts");
        page.callout(
                month.ties() ? Document.Tone.GOOD : Document.Tone.BAD,
                month.ties() ? "Every figure ties to the others." : "Two figures do not tie.",
                "How is at the end of the page.");
        page.table(days()).table(movements()).table(goals());
        page.heading("What came in the month").table(arrivals());
        page.heading("Why, why not, what next");
        explanations(page);
        page.table(reasons());
        page.section(
                "Every decision of the last day (" + last.decisions().size() + ")",
                true,
                inside -> inside.table(decisions(last)));
        page.heading("The worklist of the last morning").addAll(last.worklist().toDocument());
        page.addAll(month.age(end).toDocument());
        page.addAll(month.forecast().toDocument());
        return page.table(month.tying().table()).build();
    }

    private Table days() {
        Table.Builder table = Table.titled("Day by day")
                .text("day", "Day")
                .number("contacts", "Contacts")
                .number("suppressed", "Left alone")
                .number("manual", "For a person")
                .number("listed", "On the worklist")
                .number("received", "Received")
                .number("open", "Open")
                .number("overdue", "Overdue")
                .number("dso", "DSO");
        for (QueueDay day : month.days()) {
            table.row(
                    day.on().toString(),
                    day.on(),
                    day.count(ContactDecision.Kind.ACT),
                    day.count(ContactDecision.Kind.SUPPRESSED),
                    day.count(ContactDecision.Kind.MANUAL),
                    day.worklist().rows().size(),
                    day.received(),
                    day.open(),
                    day.overdue(),
                    rounded(day.dso()));
        }
        return table.build();
    }

    private static BigDecimal rounded(BigDecimal number) {
        return number.setScale(1, RoundingMode.HALF_UP);
    }

    private Table movements() {
        Table.Builder table = Table.titled("From what was open to what is")
                .text("what", "What")
                .number("amount", "Amount");
        for (RollForward.Cause cause : RollForward.Cause.values()) {
            table.row(
                    cause.name(),
                    words(cause.name()),
                    month.movements().of(cause).in(Book.GBP.currency()));
        }
        table.row("closing", "Closing", month.movements().closing().in(Book.GBP.currency()));
        return table.build();
    }

    private static String words(String name) {
        return name.charAt(0) + name.substring(1).replace('_', ' ').toLowerCase(java.util.Locale.ROOT);
    }

    private Table goals() {
        Table.Builder table = Table.titled("Goals of the month")
                .text("goal", "Goal")
                .number("threshold", "To reach")
                .number("middle", "On the 15th")
                .number("end", "At the end")
                .text("reached", "Reached")
                .number("collect", "Still to collect")
                .number("contacts", "Contacts to go");
        List<Goal.Progress> middle = month.progress(LocalDate.of(2027, 3, 15));
        List<Goal.Progress> atEnd = month.progress(Book.LAST);
        for (int i = 0; i < atEnd.size(); i++) {
            Goal.Progress progress = atEnd.get(i);
            String name = words(progress.goal().kind().name());
            table.row(
                    name,
                    name
                            + (progress.goal().overDays() > 0
                                    ? " " + progress.goal().overDays()
                                    : ""),
                    progress.goal().threshold(),
                    middle.get(i).actual().value().map(MonthPages::rounded).orElse(null),
                    progress.actual().value().map(MonthPages::rounded).orElse(null),
                    new Table.Cell.Mark(
                            progress.isReached() ? "yes" : "no",
                            progress.isReached() ? Document.Tone.GOOD : Document.Tone.CAUTION),
                    progress.toCollect().orElse(null),
                    progress.contactsToGo());
        }
        return table.build();
    }

    private Table arrivals() {
        Table.Builder table = Table.titled("Promises, plans, disputes, holds")
                .text("what", "What")
                .text("customer", "Customer")
                .text("now", "At the end of the month");
        Promises.standard()
                .assess(month.facts(), end)
                .forEach((id, standing) -> table.row(
                        "promise " + id, "Promise", standing.promise().party().value(), standing.sentence()));
        month.book()
                .plans()
                .forEach(plan -> table.row(
                        "plan " + plan.id(),
                        "Plan",
                        plan.party().value(),
                        plan.assess(month.facts(), end).sentence()));
        month.book()
                .disputes()
                .forEach(dispute -> table.row(
                        "dispute " + dispute.id(), "Dispute", dispute.party().value(), dispute.sentence()));
        month.book()
                .holds()
                .forEach(holds -> holds.all(io.counterfoil.collections.hold.HoldCommand.HoldKind.NOTICE, end.knownAt())
                        .forEach(hold -> table.row(
                                "hold " + holds.party().orElseThrow(),
                                "Hold",
                                holds.party().orElseThrow().value(),
                                "notices held " + hold.days() + ": " + hold.reason())));
        return table.build();
    }

    private void explanations(Document.Builder page) {
        record Question(int customer, int day, String asked) {}
        for (Question question : List.of(
                new Question(33, 17, "c-33, the morning after its promise was broken"),
                new Question(31, 8, "c-31, while its promise runs"),
                new Question(39, 18, "c-39, while it disputes the invoice"))) {
            page.paragraph(question.asked() + ": "
                    + month.explain(question.customer(), LocalDate.of(2027, 3, question.day()))
                            .sentence() + ".");
        }
    }

    private Table reasons() {
        Map<String, Integer> counts = new TreeMap<>();
        month.days()
                .forEach(day -> day.decisions().stream()
                        .filter(decision -> decision.kind() == ContactDecision.Kind.SUPPRESSED)
                        .forEach(decision -> decision.primary()
                                .ifPresent(why -> counts.merge(why.code().id(), 1, Integer::sum))));
        Table.Builder table = Table.titled("Why nothing was said, over the month")
                .text("reason", "First reason")
                .number("days", "Days of customers");
        counts.forEach((reason, count) -> table.row(reason, reason, count));
        return table.build();
    }

    private static Table decisions(QueueDay day) {
        Table.Builder table = Table.titled("Decisions of " + day.on())
                .text("customer", "Customer")
                .text("kind", "What")
                .text("step", "Step")
                .text("why", "Why")
                .text("review", "Next look");
        int number = 0;
        for (ContactDecision decision : day.decisions()) {
            table.row(
                    "decision " + ++number,
                    decision.scope().party().value(),
                    decision.kind().name(),
                    decision.step().value(),
                    decision.sentence(),
                    decision.reviewAt()
                            .map(at -> at.atZone(Book.ZONE).toLocalDate().toString())
                            .orElse(""));
        }
        return table.build();
    }
}
