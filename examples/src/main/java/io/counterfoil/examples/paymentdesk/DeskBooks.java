package io.counterfoil.examples.paymentdesk;

import static io.counterfoil.payments.ledger.AccountMap.Role.Core.CASH;
import static io.counterfoil.payments.ledger.AccountMap.Role.Core.UNAPPLIED;

import io.counterfoil.collections.desk.DeskOutcome;
import io.counterfoil.collections.desk.DeskOutcome.ProviderPayment;
import io.counterfoil.collections.desk.PaymentDesk;
import io.counterfoil.collections.receivable.OpenItem;
import io.counterfoil.collections.receivable.OpenItemId;
import io.counterfoil.collections.receivable.OpenItemKind;
import io.counterfoil.collections.receivable.ReceivableEvent;
import io.counterfoil.collections.receivable.ReceivableEventId;
import io.counterfoil.collections.receivable.Receivables;
import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.idempotency.IdempotencyKey;
import io.counterfoil.payments.ledger.Account;
import io.counterfoil.payments.ledger.AccountMap;
import io.counterfoil.payments.ledger.BalanceBasis;
import io.counterfoil.payments.ledger.Journal;
import io.counterfoil.payments.ledger.Ledger;
import io.counterfoil.reconciliation.status.Invoice;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.money.MonetaryAmount;

/** Who owes what, and the ledger beside it: every outcome is taken in once. Not thread-safe. */
final class DeskBooks {

    private enum Role implements AccountMap.Role {
        SALES;

        @Override
        public String id() {
            return "sales";
        }

        @Override
        public Account.Kind kind() {
            return Account.Kind.INCOME;
        }
    }

    private final AccountMap accounts = AccountMap.builder()
            .standard(Week.GBP.currency(), PaymentDesk.DeskRole.RECEIVABLE, UNAPPLIED, CASH, Role.SALES)
            .build();
    private final Ledger ledger = Ledger.inMemory(Week.ZONE);
    private final Set<IdempotencyKey> taken = new HashSet<>();
    private final Set<String> received = new HashSet<>();
    private final Set<String> cancelled = new HashSet<>();
    private Receivables receivables = Receivables.none();

    DeskBooks(Script script) {
        accounts.openIn(ledger);
        List<ReceivableEvent> issued = new ArrayList<>();
        for (Script.Booking booking : script.bookings()) {
            Instant at = Week.at(booking.issuedOn(), 8, 0);
            MonetaryAmount amount = Week.GBP.ofMinor(booking.amountMinor());
            issued.add(new ReceivableEvent.ItemIssued(OpenItem.builder()
                    .id(OpenItemId.of(booking.number()))
                    .party(booking.invoice().customer())
                    .amount(amount)
                    .issued(booking.issuedOn())
                    .due(booking.dueOn())
                    .recordedAt(at)
                    .build()));
            move("invoice:" + booking.number(), booking.issuedOn(), amount, Role.SALES, at);
        }
        receivables = receivables.with(issued).orThrow();
    }

    AccountMap accounts() {
        return accounts;
    }

    Ledger ledger() {
        return ledger;
    }

    Receivables receivables() {
        return receivables;
    }

    private void move(String id, LocalDate day, MonetaryAmount amount, AccountMap.Role from, Instant now) {
        ledger.post(
                        Journal.of(id)
                                .bookedOn(day)
                                .debit(accounts.of(PaymentDesk.DeskRole.RECEIVABLE, Week.GBP.currency()), amount)
                                .credit(accounts.of(from, Week.GBP.currency()), amount),
                        now)
                .orThrow();
    }

    /** Money that came, at the provider or at the bank; for which invoice is the next question. */
    void receive(ProviderPayment payment, Instant now) {
        if (payment.state() == DeskOutcome.PaymentState.SUCCEEDED && received.add(payment.id())) {
            ledger.post(
                            Journal.of("received:" + payment.id())
                                    .bookedOn(payment.on())
                                    .debit(accounts.of(CASH, Week.GBP.currency()), payment.amount())
                                    .credit(accounts.of(UNAPPLIED, Week.GBP.currency()), payment.amount()),
                            now)
                    .orThrow();
        }
    }

    /** What an outcome moves, once: receipts and allocations of the receivables, and the ledger's share. */
    void take(PaymentDesk desk, DeskOutcome outcome, Instant now) {
        if (!outcome.events().isEmpty() && taken.add(outcome.key())) {
            List<ReceivableEvent> fresh = outcome.events().stream()
                    .filter(event -> !(event instanceof ReceivableEvent.ItemIssued issued)
                            || receivables.item(issued.item().id()).isEmpty())
                    .toList();
            receivables = receivables.with(fresh).orThrow();
            desk.post(outcome, ledger, now).orThrow();
        }
    }

    /** An invoice that the booking system cancelled is owed no more. */
    void cancel(Invoice invoice, Instant now) {
        LocalDate day = LocalDate.ofInstant(now, Week.ZONE);
        if (cancelled.add(invoice.id().value())) {
            OpenItemId note = OpenItemId.of("CN-" + invoice.id());
            receivables = receivables
                    .with(List.of(
                            new ReceivableEvent.ItemIssued(OpenItem.builder()
                                    .id(note)
                                    .party(invoice.customer())
                                    .kind(OpenItemKind.CREDIT_NOTE)
                                    .amount(invoice.amount())
                                    .issued(day)
                                    .recordedAt(now)
                                    .build()),
                            new ReceivableEvent.Allocated(
                                    ReceivableEventId.of(note + ">" + invoice.id()),
                                    note,
                                    OpenItemId.of(invoice.id().value()),
                                    invoice.amount(),
                                    day,
                                    now)))
                    .orThrow();
            ledger.post(
                            Journal.of("cancelled:" + invoice.id())
                                    .bookedOn(day)
                                    .debit(accounts.of(Role.SALES, Week.GBP.currency()), invoice.amount())
                                    .credit(
                                            accounts.of(PaymentDesk.DeskRole.RECEIVABLE, Week.GBP.currency()),
                                            invoice.amount()),
                            now)
                    .orThrow();
        }
    }

    /** What stands on an account, on its normal side. */
    private MonetaryAmount balance(AccountMap.Role role, AsOf asOf) {
        return ledger.balance(accounts.of(role, Week.GBP.currency()), asOf, BalanceBasis.BOOKED)
                .posted();
    }

    /** What customers owe by the ledger. */
    MonetaryAmount owed(AsOf asOf) {
        return balance(PaymentDesk.DeskRole.RECEIVABLE, asOf);
    }

    /** What came in, by the ledger. */
    MonetaryAmount cash(AsOf asOf) {
        return balance(CASH, asOf);
    }

    /** What came in and is for no invoice yet. */
    MonetaryAmount unapplied(AsOf asOf) {
        return balance(UNAPPLIED, asOf);
    }
}
