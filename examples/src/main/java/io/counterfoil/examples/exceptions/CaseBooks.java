package io.counterfoil.examples.exceptions;

import static io.counterfoil.payments.ledger.AccountMap.Role.Core.CASH;
import static io.counterfoil.payments.ledger.AccountMap.Role.Core.CLIENT;
import static io.counterfoil.payments.ledger.AccountMap.Role.Core.FEES;
import static io.counterfoil.payments.ledger.AccountMap.Role.Core.INFLIGHT;
import static io.counterfoil.payments.ledger.AccountMap.Role.Core.LOSS;
import static io.counterfoil.payments.ledger.AccountMap.Role.Core.RETURNS_RECEIVABLE;
import static io.counterfoil.payments.ledger.AccountMap.Role.Core.SUSPENSE;
import static io.counterfoil.payments.ledger.AccountMap.Role.Core.UNAPPLIED;

import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.calendar.DateRange;
import io.counterfoil.payments.exposure.SuspenseAging;
import io.counterfoil.payments.ledger.AccountMap;
import io.counterfoil.payments.ledger.Journal;
import io.counterfoil.payments.ledger.Ledger;
import io.counterfoil.payments.lifecycle.Actor;
import io.counterfoil.payments.lifecycle.EventStore;
import io.counterfoil.payments.order.Payment;
import io.counterfoil.payments.order.PaymentCommand;
import io.counterfoil.payments.order.PaymentEvent;
import io.counterfoil.payments.order.PaymentId;
import io.counterfoil.payments.order.PaymentOrder;
import io.counterfoil.payments.order.PaymentStatus;
import io.counterfoil.payments.order.Payments;
import io.counterfoil.payments.returned.ReturnedItems;
import io.counterfoil.payments.returned.ReturnedItemsReport;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import javax.money.MonetaryAmount;

/** The books behind the cases: direct debits and their returns, and money that waits in suspense until somebody knows whose it is. Not thread-safe. */
final class CaseBooks {

    private static final Actor SCHEDULER = Actor.host("scheduler");
    private static final Actor BACS = Actor.rail("bacs");

    private final AccountMap accounts = AccountMap.builder()
            .standard(Week.GBP.currency(), CASH, INFLIGHT, CLIENT, FEES, LOSS, RETURNS_RECEIVABLE, SUSPENSE, UNAPPLIED)
            .build();
    private final Payments bacs = Payments.bacs(Week.calendar(), accounts);
    private final EventStore<PaymentId, PaymentEvent> store = EventStore.inMemory();
    private final Ledger ledger = Ledger.inMemory(Week.ZONE);

    /** Every collection settled before the week. */
    CaseBooks(List<PaymentOrder> orders) {
        accounts.openIn(ledger);
        for (PaymentOrder order : orders) {
            LocalDate due = order.requestedOn();
            LocalDate input = Week.calendar().plus(due, -2);
            apply(order.id(), PaymentCommand.submit(order, SCHEDULER, "submit-" + order.id()), input);
            apply(
                    order.id(),
                    PaymentCommand.accepted(BACS, "input-" + order.id()),
                    Week.calendar().plus(input, 1));
            apply(order.id(), PaymentCommand.settled(due, BACS, "entry-" + order.id()), due);
        }
    }

    private void apply(PaymentId id, PaymentCommand command, LocalDate day) {
        Instant at = Week.at(day, 8, 0);
        bacs.post(store.apply(bacs, id, command, at).orThrow(), ledger, at).orThrow();
    }

    /** Whether a debit of this reference was collected, and has not come back yet. */
    boolean isCollected(String reference) {
        return store.all(bacs)
                .anyMatch(payment -> payment.id().value().equals(reference)
                        && payment.status().phase() == PaymentStatus.Phase.SETTLED);
    }

    /** The report of returned debits came. */
    void returned(Script.ReturnNote note) {
        apply(
                PaymentId.of(note.reference()),
                PaymentCommand.returned(note.code(), note.on(), BACS, "arudd-" + note.reference())
                        .report("ARUDD"),
                note.on());
    }

    /** Payments that came back. */
    List<Payment> back() {
        return store.all(bacs)
                .filter(payment -> payment.status().phase() == PaymentStatus.Phase.RETURNED)
                .toList();
    }

    ReturnedItemsReport report(AsOf asOf) {
        return ReturnedItems.of(bacs).assess(store.all(bacs), DateRange.of(Week.MONDAY, Week.FRIDAY), asOf);
    }

    Ledger ledger() {
        return ledger;
    }

    /** Money that nobody knows waits under the name of its bank line. */
    void suspend(String line, MonetaryAmount amount, String owner, Instant now) {
        move("suspense:" + line, line, amount, CASH, SUSPENSE, owner, now);
    }

    /** Somebody knows. */
    void release(String line, MonetaryAmount amount, Instant now) {
        move("known:" + line, line, amount, SUSPENSE, CLIENT, "", now);
    }

    private void move(
            String id,
            String line,
            MonetaryAmount amount,
            AccountMap.Role debit,
            AccountMap.Role credit,
            String owner,
            Instant now) {
        Journal journal = Journal.of(id)
                .bookedOn(LocalDate.ofInstant(now, Week.ZONE))
                .debit(accounts.of(debit, Week.GBP.currency()), amount)
                .credit(accounts.of(credit, Week.GBP.currency()), amount)
                .attribute(SuspenseAging.ITEM, line);
        ledger.post(owner.isEmpty() ? journal : journal.attribute(SuspenseAging.OWNER, owner), now)
                .orThrow();
    }

    SuspenseAging.Report suspense(AsOf asOf) {
        return SuspenseAging.of(accounts, "operations").assess(ledger, asOf);
    }
}
