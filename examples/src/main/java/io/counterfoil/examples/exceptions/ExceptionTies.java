package io.counterfoil.examples.exceptions;

import io.counterfoil.examples.desk.Ties;
import io.counterfoil.examples.exceptions.ExceptionWeek.Case;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.reconciliation.breaks.BreakClass;
import io.counterfoil.reconciliation.item.ItemView;
import io.counterfoil.reconciliation.item.Side;
import io.counterfoil.stripe.intake.IntakeResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import javax.money.MonetaryAmount;

/** What must be the same however it is counted. */
final class ExceptionTies {

    private final Ties ties = new Ties();
    private final ExceptionWeek week;

    private ExceptionTies(ExceptionWeek week) {
        this.week = week;
    }

    static Ties of(ExceptionWeek week) {
        ExceptionTies lines = new ExceptionTies(week);
        lines.cases();
        lines.money();
        lines.notices();
        return lines.ties;
    }

    /** The cases under a name each, in the order of the names. */
    static Map<String, List<Case>> by(List<Case> cases, Function<Case, String> name) {
        Map<String, List<Case>> groups = new TreeMap<>();
        cases.forEach(one -> groups.computeIfAbsent(name.apply(one), key -> new ArrayList<>())
                .add(one));
        return groups;
    }

    static MonetaryAmount sum(List<Case> cases) {
        return Week.GBP.ofMinor(cases.stream().mapToLong(Case::minor).sum());
    }

    private void cases() {
        List<Case> all = week.cases();
        List<Case> open = week.openCases();
        ties.count(
                "found day by day = resolved day by day + open on Friday",
                week.days().stream().mapToLong(ExceptionWeek.Day::opened).sum(),
                week.days().stream().mapToLong(ExceptionWeek.Day::resolved).sum() + open.size());
        ties.count(
                "cases of all root causes = cases of the queue",
                by(all, Case::cause).values().stream().mapToLong(List::size).sum(),
                all.size());
        ties.same(
                "money of all root causes = money of the queue",
                by(all, Case::cause).values().stream()
                        .map(ExceptionTies::sum)
                        .reduce(Week.GBP.zero(), MonetaryAmount::add),
                sum(all));
        ties.same(
                "money of all owners, open = open of the last day",
                by(open, one -> one.found().owner()).values().stream()
                        .map(ExceptionTies::sum)
                        .reduce(Week.GBP.zero(), MonetaryAmount::add),
                Week.GBP.ofMinor(week.days().get(week.days().size() - 1).minor()));
        ties.count("tickets = cases", week.queue().all().size(), all.size());
        ties.count("open tickets = open cases", week.queue().open().size(), open.size());
    }

    private void money() {
        MonetaryAmount bank =
                week.bank().entries().stream().map(line -> line.amount()).reduce(Week.GBP.zero(), MonetaryAmount::add);
        MonetaryAmount books = Week.GBP.ofMinor(week.records(Week.FRIDAY).stream()
                .mapToLong(Script.BookRecord::minor)
                .sum());
        MonetaryAmount twice = Week.GBP.ofMinor(week.openCases().stream()
                .filter(one -> one.found().breakClass() == BreakClass.DUPLICATE)
                .mapToLong(Case::minor)
                .sum());
        ties.same(
                "bank less books = lines without a record + booked twice - records without a line",
                bank.subtract(books),
                open(Side.LEFT).add(twice).subtract(open(Side.RIGHT)));
        ties.same(
                "bank less books = open cases - recorded and not yet due",
                bank.subtract(books),
                week.openCases().stream()
                        .map(ExceptionTies::effect)
                        .reduce(Week.GBP.zero(), MonetaryAmount::add)
                        .subtract(notDue()));
        ties.same(
                "suspense in the ledger = open cases of money that is nobody's",
                week.books().suspense(ExceptionWeek.end()).open().in(Week.GBP.currency()),
                sum(week.openCases().stream()
                        .filter(one -> ExceptionWeek.waitsInSuspense(one.found()))
                        .toList()));
        ties.count(
                "suspense: posted = released + open",
                week.cases().stream()
                        .filter(one -> ExceptionWeek.waitsInSuspense(one.found()))
                        .count(),
                week.released()
                        + week.books().suspense(ExceptionWeek.end()).items().size());
        ties.same(
                "debits that came back = their cases",
                Week.GBP.ofMinor(week.books().back().stream()
                        .mapToLong(payment -> Amounts.minor(payment.amount()))
                        .sum()),
                sum(week.cases().stream()
                        .filter(one -> one.found().breakClass() == BreakClass.RETURN_NOT_RECORDED && !one.isOpen())
                        .toList()));
    }

    private MonetaryAmount open(Side side) {
        return week.run().open(side).map(ItemView::open).reduce(Week.GBP.zero(), MonetaryAmount::add);
    }

    private MonetaryAmount notDue() {
        return week.run()
                .breaks()
                .filter(found -> !found.breakClass().isBreak())
                .map(found -> found.amount().orElseThrow())
                .reduce(Week.GBP.zero(), MonetaryAmount::add);
    }

    /** What a case makes the bank more than the books. */
    private static MonetaryAmount effect(Case open) {
        MonetaryAmount amount = open.found().amount().orElse(Week.GBP.zero());
        return switch (open.found().breakClass()) {
            case EXPECTED_OVERDUE -> amount.negate();
            case STATEMENT_GAP, REJECTED_INPUT -> Week.GBP.zero();
            default -> amount;
        };
    }

    private void notices() {
        int ended = 0;
        for (IntakeResult.Kind kind : IntakeResult.Kind.values()) {
            ended += week.notices().count(kind);
        }
        ties.count(
                "notices delivered = taken + again + kept unread + forged",
                week.notices().delivered(),
                ended);
        ties.count(
                "kept unread or of an unknown type = their cases",
                week.notices().count(IntakeResult.Kind.QUARANTINED)
                        + week.notices().unknownTypes(),
                week.cases().stream()
                        .filter(one -> one.found().breakClass() == BreakClass.REJECTED_INPUT)
                        .count());
    }
}
