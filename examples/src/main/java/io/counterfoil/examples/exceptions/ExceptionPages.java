package io.counterfoil.examples.exceptions;

import io.counterfoil.examples.dayclose.NextSteps;
import io.counterfoil.examples.desk.BankFeed;
import io.counterfoil.examples.exceptions.ExceptionWeek.Case;
import io.counterfoil.payments.document.Document;
import io.counterfoil.payments.document.Table;
import io.counterfoil.reconciliation.item.ItemId;
import io.counterfoil.reconciliation.statement.StatementEntry;
import io.counterfoil.stripe.intake.IntakeResult;
import io.counterfoil.ticketing.escalation.StakeholderNotice;
import io.counterfoil.ticketing.ticket.Ticket;
import io.counterfoil.ticketing.ticket.TicketId;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/** The page of the week. */
final class ExceptionPages {

    private static final DateTimeFormatter WHEN = DateTimeFormatter.ofPattern("EEE HH:mm", Locale.UK);

    private final ExceptionWeek week;
    private final Instant end = ExceptionWeek.end().knownAt();
    private final Map<TicketId, Ticket> tickets = new HashMap<>();

    private ExceptionPages(ExceptionWeek week) {
        this.week = week;
        week.queue().all().forEach(ticket -> tickets.put(ticket.id(), ticket));
    }

    static Document of(ExceptionWeek week) {
        return new ExceptionPages(week).document();
    }

    private Document document() {
        List<Case> open = week.openCases();
        Document.Builder page = Document.titled("A week of a payment operations analyst")
                .subtitle(week.bank().entries().size() + " bank lines, "
                        + week.records(Week.FRIDAY).size() + " records, "
                        + week.notices().delivered()
                        + " notices, 15 to 19 March 2027, London");
        page.callout(
                week.ties() ? Document.Tone.GOOD : Document.Tone.BAD,
                week.ties() ? "Every figure ties to the others." : "Two figures do not tie.",
                "How is at the end of the page.");
        page.facts(
                Document.Block.Fact.of("Cases found", week.cases().size()),
                Document.Block.Fact.of("Resolved", week.cases().size() - open.size()),
                Document.Block.Fact.of("Open on Friday", open.size()),
                Document.Block.Fact.of("Money in open cases", ExceptionTies.sum(open)),
                Document.Block.Fact.of(
                        "Answered late",
                        tickets.values().stream()
                                .filter(ticket -> week.queue().isReplyLate(ticket, end))
                                .count()),
                Document.Block.Fact.of("Escalations", week.queue().told().size()));
        page.table(days());
        page.heading("The queue on Friday evening").table(queue(open));
        page.table(groups("By root cause", "Root cause", Case::cause))
                .table(groups("By owner", "Owner", one -> one.found().owner()));
        page.heading("Why not");
        page.table(whyNot());
        page.section("What was resolved", true, inside -> inside.table(resolved()));
        page.section("Who was told (" + week.queue().told().size() + ")", false, inside -> inside.table(told()));
        page.section("Promised times of open cases", false, inside -> inside.table(promised(open)));
        page.section(
                "Suspense",
                true,
                inside ->
                        inside.addAll(week.books().suspense(ExceptionWeek.end()).toDocument()));
        page.section(
                "Returned debits",
                false,
                inside -> inside.addAll(week.books().report(ExceptionWeek.end()).toDocument()));
        page.table(notices());
        return page.table(week.tying().table()).build();
    }

    static String words(String name) {
        return name.charAt(0) + name.substring(1).replace('_', ' ').toLowerCase(Locale.ROOT);
    }

    private Table days() {
        Table.Builder table = Table.titled("Day by day")
                .text("day", "Day")
                .number("matched", "Matched")
                .number("opened", "Found")
                .number("resolved", "Resolved")
                .number("open", "Open")
                .number("money", "Money in open cases");
        for (ExceptionWeek.Day day : week.days()) {
            table.row(
                    day.on().toString(),
                    day.on(),
                    day.matched(),
                    day.opened(),
                    day.resolved(),
                    day.open(),
                    Week.GBP.ofMinor(day.minor()));
        }
        return table.build();
    }

    private Ticket ticket(Case of) {
        return Objects.requireNonNull(tickets.get(of.ticket()));
    }

    private static Document.Tone tone(Case one) {
        return switch (one.found().severity()) {
            case CRITICAL -> Document.Tone.BAD;
            case HIGH -> Document.Tone.CAUTION;
            default -> Document.Tone.NEUTRAL;
        };
    }

    private Table queue(List<Case> open) {
        Table.Builder table = Table.titled("Open cases, gravest and oldest first")
                .text("severity", "Severity")
                .text("class", "What")
                .text("about", "About")
                .number("amount", "Amount")
                .text("cause", "Root cause")
                .text("owner", "Owner")
                .number("age", "Days")
                .text("late", "In time")
                .text("next", "Next");
        open.stream()
                .sorted(Comparator.comparing((Case one) -> one.found().severity())
                        .reversed()
                        .thenComparing(Case::opened)
                        .thenComparing(one -> one.ticket().value()))
                .forEach(one -> {
                    boolean late = week.queue().isReplyLate(ticket(one), end)
                            || week.queue().isResolutionLate(ticket(one), end);
                    table.row(
                            one.ticket().value(),
                            new Table.Cell.Mark(words(one.found().severity().name()), tone(one)),
                            words(one.found().breakClass().name()),
                            one.found().subject().id(),
                            one.found().amount().orElse(null),
                            words(one.cause()),
                            words(one.found().owner()),
                            Week.calendar().between(one.opened(), Week.FRIDAY),
                            new Table.Cell.Mark(late ? "late" : "yes", late ? Document.Tone.BAD : Document.Tone.GOOD),
                            NextSteps.of(one.found().breakClass()));
                });
        return table.build();
    }

    private Table groups(String title, String column, Function<Case, String> name) {
        Table.Builder table = Table.titled(title)
                .text("name", column)
                .number("cases", "Cases")
                .number("money", "Money")
                .number("resolved", "Resolved")
                .number("open", "Open")
                .number("openMoney", "Money, open");
        ExceptionTies.by(week.cases(), name).forEach((group, cases) -> {
            List<Case> open = cases.stream().filter(Case::isOpen).toList();
            table.row(
                    group,
                    words(group),
                    cases.size(),
                    ExceptionTies.sum(cases),
                    cases.size() - open.size(),
                    open.size(),
                    ExceptionTies.sum(open));
        });
        return table.build();
    }

    private Table whyNot() {
        Table.Builder table = Table.titled("Why a line, a record or both were not matched when the case was found")
                .text("day", "Found")
                .text("class", "What")
                .text("about", "About")
                .text("text", "At the bank")
                .text("why", "Why not");
        for (Case one : week.cases()) {
            if (!one.whyNot().isEmpty()) {
                table.row(
                        one.ticket().value(),
                        one.opened(),
                        words(one.found().breakClass().name()),
                        one.found().subject().id(),
                        week.bank().entries().stream()
                                .filter(line -> one.found().items().contains(ItemId.of(BankFeed.idOf(line))))
                                .map(StatementEntry::text)
                                .findFirst()
                                .orElse(""),
                        String.join("; ", one.whyNot()));
            }
        }
        return table.build();
    }

    private Table resolved() {
        Table.Builder table = Table.titled("Found no more by the run of a morning")
                .text("day", "Resolved")
                .text("class", "What")
                .text("about", "About")
                .number("amount", "Amount")
                .text("cause", "Root cause")
                .text("owner", "Owner")
                .text("opened", "Found")
                .number("age", "Days");
        week.cases().stream()
                .filter(one -> !one.isOpen())
                .sorted(Comparator.comparing((Case one) -> one.resolved().orElseThrow())
                        .thenComparing(one -> one.ticket().value()))
                .forEach(one -> table.row(
                        one.ticket().value(),
                        one.resolved().orElseThrow(),
                        words(one.found().breakClass().name()),
                        one.found().subject().id(),
                        one.found().amount().orElse(null),
                        words(one.cause()),
                        words(one.found().owner()),
                        one.opened(),
                        Week.calendar().between(one.opened(), one.resolved().orElseThrow())));
        return table.build();
    }

    private Table told() {
        Table.Builder table = Table.titled("Escalations")
                .text("at", "When")
                .text("to", "To")
                .text("how", "How")
                .text("case", "Case")
                .text("why", "Why");
        List<StakeholderNotice> inOrder = week.queue().told().stream()
                .sorted(Comparator.comparing(StakeholderNotice::deliverAt).thenComparing(StakeholderNotice::key))
                .toList();
        for (StakeholderNotice notice : inOrder) {
            table.row(
                    notice.key(),
                    notice.deliverAt().atZone(Week.ZONE).format(WHEN),
                    notice.to(),
                    notice.channel(),
                    Objects.requireNonNull(tickets.get(notice.ticket())).title(),
                    notice.because().sentence());
        }
        return table.build();
    }

    private Table promised(List<Case> open) {
        Table.Builder table =
                Table.titled("Clocks on Friday at five").text("case", "Case").text("clock", "Clock");
        for (Case one : open) {
            table.row(one.ticket().value(), ticket(one).title(), week.queue().promised(ticket(one), end));
        }
        return table.build();
    }

    private Table notices() {
        Table.Builder table =
                Table.titled("Notices of Stripe").text("what", "What").number("count", "Notices");
        for (IntakeResult.Kind kind : IntakeResult.Kind.values()) {
            if (week.notices().count(kind) > 0) {
                table.row(kind.name(), words(kind.name()), week.notices().count(kind));
            }
        }
        table.row(
                "unknown",
                "Recorded, of a type that is not known",
                week.notices().unknownTypes());
        return table.build();
    }
}
