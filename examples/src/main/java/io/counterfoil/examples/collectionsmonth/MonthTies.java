package io.counterfoil.examples.collectionsmonth;

import io.counterfoil.collections.aging.AgingReport;
import io.counterfoil.collections.forecast.CashForecast;
import io.counterfoil.collections.promise.Promises;
import io.counterfoil.collections.receivable.RollForward;
import io.counterfoil.collections.strategy.ContactDecision;
import io.counterfoil.collections.worklist.Worklist;
import io.counterfoil.payments.document.Document;
import io.counterfoil.payments.document.Table;
import io.counterfoil.payments.money.Totals;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import javax.money.MonetaryAmount;

/** What must be the same however it is counted. */
final class MonthTies {

    private final List<Tie> ties = new ArrayList<>();

    private MonthTies() {}

    /** Two countings of one thing. */
    record Tie(String what, Object one, Object other) {
        boolean holds() {
            return one.equals(other);
        }
    }

    static MonthTies of(CollectionsMonth month) {
        MonthTies ties = new MonthTies();
        ties.money(month);
        ties.queue(month);
        return ties;
    }

    private void money(CollectionsMonth month) {
        AgingReport aging = month.age(CollectionsMonth.endOf(Book.LAST));
        RollForward.Movements movements = month.movements();
        MonetaryAmount closing = gbp(movements.closing());
        add(
                "opening + issued - credited - received + returned - written off = open at the end",
                closing,
                last(month).open());
        add(
                "buckets and unapplied of the aging = open at the end",
                gbp(aging.total().open()),
                closing);
        MonetaryAmount received =
                month.days().stream().map(QueueDay::received).reduce(Book.GBP.zero(), MonetaryAmount::add);
        MonetaryAmount offDays = Book.MONTH.stream()
                .filter(day -> !Book.calendar().isBusinessDay(day))
                .map(day -> receivedOn(month, day))
                .reduce(Book.GBP.zero(), MonetaryAmount::add);
        add(
                "received on working days and on others = received in the month",
                received.add(offDays),
                gbp(movements.of(RollForward.Cause.RECEIVED)).negate());
        add(
                "overdue of the aging = overdue of the last day",
                gbp(aging.total().overdue()),
                last(month).overdue());
        CashForecast.Outlook outlook = month.forecast();
        MonetaryAmount expected = outlook.weeks().stream()
                .map(CashForecast.Week::mid)
                .reduce(outlook.later().add(outlook.unknown()), MonetaryAmount::add);
        MonetaryAmount debits =
                gbp(aging.total().open()).subtract(gbp(aging.total().unapplied()));
        add("expected in the weeks, later and unknown = open invoices", expected, debits);
    }

    private static MonetaryAmount receivedOn(CollectionsMonth month, LocalDate day) {
        return gbp(month.receivables()
                        .rollForward(
                                io.counterfoil.payments.calendar.DateRange.day(day), CollectionsMonth.endOf(Book.LAST))
                        .total()
                        .of(RollForward.Cause.RECEIVED))
                .negate();
    }

    private static MonetaryAmount gbp(Totals totals) {
        return totals.in(Book.GBP.currency());
    }

    private static QueueDay last(CollectionsMonth month) {
        return month.days().get(month.days().size() - 1);
    }

    private void queue(CollectionsMonth month) {
        long acts = month.days().stream()
                .mapToLong(day -> day.count(ContactDecision.Kind.ACT))
                .sum();
        add("decisions to act = contacts in the log", acts, (long)
                month.contacts().size());
        add(
                "contacts in the log = different keys: nobody was contacted twice for one step",
                (long) month.contacts().size(),
                month.contacts().stream()
                        .map(contact -> contact.key().orElseThrow())
                        .distinct()
                        .count());
        Worklist.Listing list = last(month).worklist();
        add(
                "overdue of the last morning's lists = overdue of the aging that morning",
                gbp(list.overdue()),
                debitsOverdue(month, list));
        add(
                "promises made = kept + partial + broken + running",
                (long) month.book().promises().size(),
                Promises.standard().assess(month.facts(), CollectionsMonth.endOf(Book.LAST)).values().stream()
                        .filter(standing -> standing.status().isJudged() || standing.isInForce())
                        .count());
    }

    private static MonetaryAmount debitsOverdue(CollectionsMonth month, Worklist.Listing list) {
        return gbp(
                CollectionsMonth.age(month.receivables(), list.asOf()).total().overdue());
    }

    private void add(String what, Object one, Object other) {
        ties.add(new Tie(what, one, other));
    }

    List<Tie> all() {
        return List.copyOf(ties);
    }

    boolean hold() {
        return ties.stream().allMatch(Tie::holds);
    }

    Table table() {
        Table.Builder table = Table.titled("How the figures tie")
                .text("what", "What")
                .number("one", "Counted here")
                .number("other", "and there")
                .text("holds", "Holds");
        for (Tie tie : ties) {
            table.row(
                    tie.what(),
                    tie.what(),
                    tie.one(),
                    tie.other(),
                    new Table.Cell.Mark(
                            tie.holds() ? "yes" : "NO", tie.holds() ? Document.Tone.GOOD : Document.Tone.BAD));
        }
        return table.build();
    }
}
