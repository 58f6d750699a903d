package io.counterfoil.examples.clientservices;

import io.counterfoil.collections.receivable.OpenItem;
import io.counterfoil.collections.receivable.OpenItemId;
import io.counterfoil.collections.receivable.OpenItemKind;
import io.counterfoil.collections.receivable.ReceivableEvent;
import io.counterfoil.collections.receivable.ReceivableEventId;
import io.counterfoil.collections.receivable.Receivables;
import io.counterfoil.examples.clientservices.Plan.Debit;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.order.Payment;
import io.counterfoil.payments.party.PartyId;
import io.counterfoil.payments.rail.Rail;
import io.counterfoil.reconciliation.status.InvoiceAction;
import io.counterfoil.reconciliation.status.StatusTable;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The clients' invoices that debits pay, and that are owed again when a debit comes back. Not thread-safe. */
final class InvoiceBook {

    private final List<ReceivableEvent> events = new ArrayList<>();
    private final Map<String, Integer> receipts = new HashMap<>();

    InvoiceBook(List<Debit> debits) {
        for (Debit debit : debits) {
            events.add(new ReceivableEvent.ItemIssued(OpenItem.builder()
                    .id(OpenItemId.of(debit.invoice()))
                    .party(PartyId.of(debit.payer()))
                    .amount(Month.CAD.ofMinor(debit.minor()))
                    .issued(Month.OPENING)
                    .due(debit.dueOn())
                    .recordedAt(Month.at(Month.OPENING, 12))
                    .build()));
        }
    }

    private static OpenItemId invoice(Payment payment) {
        return OpenItemId.of(payment.order().remittance().reference());
    }

    private OpenItemId receipt(Payment payment) {
        return OpenItemId.of(
                "R-" + payment.id() + "-" + receipts.getOrDefault(payment.id().value(), 0));
    }

    private static LocalDate day(Instant now) {
        return now.atZone(Month.ZONE).toLocalDate();
    }

    /** The debit's day has come. */
    void paid(Payment payment, Instant now) {
        receipts.merge(payment.id().value(), 1, Integer::sum);
        events.add(new ReceivableEvent.ItemIssued(OpenItem.builder()
                .id(receipt(payment))
                .party(payment.order().payer())
                .kind(OpenItemKind.RECEIPT)
                .amount(payment.amount())
                .issued(day(now))
                .recordedAt(now)
                .build()));
        events.add(new ReceivableEvent.Allocated(
                ReceivableEventId.of("A-" + receipt(payment)),
                receipt(payment),
                invoice(payment),
                payment.amount(),
                day(now),
                now));
    }

    /** The debit came back: the table of payment and invoice says what becomes of the invoice. Credits pay no invoice of a client's. */
    void reopened(Payment payment, Instant now) {
        if (payment.order().direction() == Rail.Direction.CREDIT) {
            return;
        }
        StatusTable.Proposal proposal = StatusTable.standard()
                .propose(
                        StatusTable.PaymentStanding.FAILED,
                        StatusTable.AmountStanding.EQUAL,
                        StatusTable.InvoiceStanding.PAID_BY_THIS);
        if (proposal.action() != InvoiceAction.REOPEN) {
            throw new IllegalStateException(proposal.evidence().sentence());
        }
        events.add(new ReceivableEvent.Reversed(
                ReceivableEventId.of("V-" + receipt(payment)),
                receipt(payment),
                ReceivableEvent.ReversalKind.RETURNED,
                day(now),
                now));
    }

    Receivables receivables() {
        return Receivables.replay(events.stream()).orThrow();
    }

    /** What payers owe at the end of the day, in cents. */
    long open(LocalDate day) {
        return Amounts.minor(receivables().open(Month.endOf(day)).in(Month.CAD.currency()));
    }

    /** How often an invoice was owed again. */
    long reopenings() {
        return events.stream()
                .filter(event -> event.kind() == ReceivableEvent.Kind.REVERSED)
                .count();
    }
}
