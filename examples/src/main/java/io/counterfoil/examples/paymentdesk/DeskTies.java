package io.counterfoil.examples.paymentdesk;

import io.counterfoil.collections.desk.DeskDashboard;
import io.counterfoil.collections.desk.ExpectedTransfer;
import io.counterfoil.collections.desk.WriteBackReport;
import io.counterfoil.collections.promise.Promises.PromiseStanding;
import io.counterfoil.collections.receivable.OpenItemId;
import io.counterfoil.collections.receivable.OpenItemKind;
import io.counterfoil.collections.receivable.Receivables;
import io.counterfoil.examples.desk.Ties;
import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.reconciliation.status.Invoice;
import io.counterfoil.reconciliation.status.InvoiceId;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import javax.money.MonetaryAmount;

/** What must be the same however it is counted. */
final class DeskTies {

    private final Ties ties = new Ties();
    private final PaymentDeskWeek week;
    private final AsOf end = PaymentDeskWeek.end();

    private DeskTies(PaymentDeskWeek week) {
        this.week = week;
    }

    static Ties of(PaymentDeskWeek week) {
        DeskTies lines = new DeskTies(week);
        lines.money();
        lines.commands();
        lines.people();
        return lines.ties;
    }

    private void money() {
        MonetaryAmount atBank =
                week.bank().entries().stream().map(line -> line.amount()).reduce(Week.GBP.zero(), MonetaryAmount::add);
        ties.same(
                "succeeded at Stripe + booked at the bank = received in the ledger",
                Week.GBP.ofMinor(week.provided()).add(atBank),
                week.books().cash(end));
        Receivables receivables = week.books().receivables();
        MonetaryAmount debits = open(receivables, true);
        MonetaryAmount credits = open(receivables, false);
        ties.same(
                "owed by the receivables = owed by the ledger",
                debits,
                week.books().owed(end));
        ties.same(
                "open in the booking system = owed by the receivables",
                week.booking().byStatus(Set.of(Invoice.Status.PENDING, Invoice.Status.FAILED)).stream()
                        .map(Invoice::open)
                        .reduce(Week.GBP.zero(), MonetaryAmount::add),
                debits);
        MonetaryAmount nobodys = week.last().dashboard().withoutInvoice().stream()
                .map(payment -> payment.amount())
                .reduce(Week.GBP.zero(), MonetaryAmount::add);
        ties.same(
                "to be paid back + for no invoice yet = unapplied in the ledger",
                nobodys.subtract(credits),
                week.books().unapplied(end));
    }

    private MonetaryAmount open(Receivables receivables, boolean debits) {
        return receivables
                .items()
                .filter(item -> (item.kind() == OpenItemKind.INVOICE) == debits)
                .map(item -> receivables.open(OpenItemId.of(item.id().value()), end))
                .reduce(Week.GBP.zero(), MonetaryAmount::add);
    }

    private void commands() {
        DeskDashboard last = week.last().dashboard();
        ties.count(
                "invoices on the desk = invoices of the booking system",
                last.byKind().values().stream().mapToLong(sum -> sum.count()).sum(),
                week.script().bookings().size());
        long sent = week.rounds().stream()
                .mapToLong(round -> round.sent().lines().size())
                .sum();
        long done = ended(WriteBackReport.Result.DONE);
        ties.count(
                "told the booking system = done + refused + not confirmed + changed meanwhile",
                sent,
                done
                        + ended(WriteBackReport.Result.REFUSED)
                        + ended(WriteBackReport.Result.UNCONFIRMED)
                        + ended(WriteBackReport.Result.CHANGED_MEANWHILE));
        ties.count(
                "done by its own account = changes in the booking system",
                done,
                week.booking().writes());
        ties.count(
                "commands done = different keys: nothing was written twice",
                done,
                week.rounds().stream()
                        .flatMap(round -> round.sent().in(WriteBackReport.Result.DONE).stream())
                        .map(line -> line.command().key())
                        .distinct()
                        .count());
    }

    private long ended(WriteBackReport.Result result) {
        return week.rounds().stream()
                .mapToLong(round -> round.sent().in(result).size())
                .sum();
    }

    private void people() {
        ties.count(
                "links that can be used = different invoices: one each at most",
                week.usableLinks().size(),
                new HashSet<>(week.usableLinks()).size());
        ties.count(
                "links that can be used = links of invoices with something owed",
                week.usableLinks().size(),
                week.usableLinks().stream()
                        .map(number -> week.booking().read(InvoiceId.of(number)).status())
                        .filter(status -> status != Invoice.Status.PAID && status != Invoice.Status.VOID)
                        .count());
        ties.count(
                "told after failures = the customer and the sales executive, once each",
                week.chase().contacts().stream()
                        .filter(contact -> contact.key()
                                .filter(key -> week.chase().failures().stream()
                                        .flatMap(failure -> failure.next().notices().stream())
                                        .anyMatch(notice -> notice.key().equals(key)))
                                .isPresent())
                        .count(),
                2L * week.chase().failures().size());
        Collection<PromiseStanding> standings =
                week.agreements().standings(week.chase().facts(week.books(), week.agreements()), end);
        ties.count(
                "promises = kept, broken or in part + running",
                week.agreements().promises().size(),
                standings.stream()
                        .filter(standing -> standing.status().isJudged() || standing.isInForce())
                        .count());
        long overdue = week.agreements().transfers().stream()
                .filter(transfer ->
                        transfer.isOverdue(end) && !week.transfersFound().contains(transfer.reference()))
                .count();
        ties.count(
                "transfers arranged = found at the bank + overdue + under way",
                week.agreements().transfers().size(),
                week.transfersFound().size() + overdue + underWay());
    }

    private long underWay() {
        return week.agreements().transfers().stream()
                .filter(transfer -> !week.transfersFound().contains(transfer.reference()))
                .filter(transfer -> transfer.inFlightThrough(end).isPresent())
                .map(ExpectedTransfer::reference)
                .count();
    }
}
