package io.counterfoil.examples.collectionsmonth;

import io.counterfoil.collections.aging.AgingReport;
import io.counterfoil.collections.forecast.CashForecast;
import io.counterfoil.collections.promise.Promises;
import io.counterfoil.collections.receivable.RollForward;
import io.counterfoil.collections.strategy.ContactDecision;
import io.counterfoil.collections.worklist.Worklist;
import io.counterfoil.examples.desk.Ties;
import io.counterfoil.payments.money.Totals;
import java.time.LocalDate;
import javax.money.MonetaryAmount;

/** What must be the same however it is counted. */
final class MonthTies {

    private final Ties ties = new Ties();

    private MonthTies() {}

    static Ties of(CollectionsMonth month) {
        MonthTies lines = new MonthTies();
        lines.money(month);
        lines.queue(month);
        return lines.ties;
    }

    private void money(CollectionsMonth month) {
        AgingReport aging = month.age(CollectionsMonth.endOf(Book.LAST));
        RollForward.Movements movements = month.movements();
        MonetaryAmount closing = gbp(movements.closing());
        ties.same(
                "opening + issued - credited - received + returned - written off = open at the end",
                closing,
                last(month).open());
        ties.same(
                "buckets and unapplied of the aging = open at the end",
                gbp(aging.total().open()),
                closing);
        MonetaryAmount received =
                month.days().stream().map(QueueDay::received).reduce(Book.GBP.zero(), MonetaryAmount::add);
        MonetaryAmount offDays = Book.MONTH.stream()
                .filter(day -> !Book.calendar().isBusinessDay(day))
                .map(day -> receivedOn(month, day))
                .reduce(Book.GBP.zero(), MonetaryAmount::add);
        ties.same(
                "received on working days and on others = received in the month",
                received.add(offDays),
                gbp(movements.of(RollForward.Cause.RECEIVED)).negate());
        ties.same(
                "overdue of the aging = overdue of the last day",
                gbp(aging.total().overdue()),
                last(month).overdue());
        CashForecast.Outlook outlook = month.forecast();
        MonetaryAmount expected = outlook.weeks().stream()
                .map(CashForecast.Week::mid)
                .reduce(outlook.later().add(outlook.unknown()), MonetaryAmount::add);
        MonetaryAmount debits =
                gbp(aging.total().open()).subtract(gbp(aging.total().unapplied()));
        ties.same("expected in the weeks, later and unknown = open invoices", expected, debits);
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
        ties.count(
                "decisions to act = contacts in the log", acts, month.contacts().size());
        ties.count(
                "contacts in the log = different keys: nobody was contacted twice for one step",
                month.contacts().size(),
                month.contacts().stream()
                        .map(contact -> contact.key().orElseThrow())
                        .distinct()
                        .count());
        Worklist.Listing list = last(month).worklist();
        ties.same(
                "overdue of the last morning's lists = overdue of the aging that morning",
                gbp(list.overdue()),
                debitsOverdue(month, list));
        ties.count(
                "promises made = kept + partial + broken + running",
                month.book().promises().size(),
                Promises.standard().assess(month.facts(), CollectionsMonth.endOf(Book.LAST)).values().stream()
                        .filter(standing -> standing.status().isJudged() || standing.isInForce())
                        .count());
    }

    private static MonetaryAmount debitsOverdue(CollectionsMonth month, Worklist.Listing list) {
        return gbp(
                CollectionsMonth.age(month.receivables(), list.asOf()).total().overdue());
    }
}
