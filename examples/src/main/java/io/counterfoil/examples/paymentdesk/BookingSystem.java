package io.counterfoil.examples.paymentdesk;

import io.counterfoil.collections.desk.WriteBackReport;
import io.counterfoil.collections.desk.WriteBackReport.Answer;
import io.counterfoil.payments.idempotency.IdempotencyKey;
import io.counterfoil.reconciliation.status.Invoice;
import io.counterfoil.reconciliation.status.InvoiceId;
import io.counterfoil.reconciliation.status.InvoiceSource;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/** The booking system, which other people use too: it takes a command once, refuses one, loses one, and changes under the desk's hand. Not thread-safe. */
final class BookingSystem implements InvoiceSource {

    private static final Answer YES = new Answer(true, "");

    private final Map<InvoiceId, Invoice> invoices = new TreeMap<>();
    private final Map<InvoiceId, Fate> mishaps = new TreeMap<>();
    private final Set<IdempotencyKey> applied = new HashSet<>();

    BookingSystem(Script script) {
        for (Script.Booking booking : script.bookings()) {
            Invoice invoice = booking.invoice();
            invoices.put(invoice.id(), invoice);
            if (Set.of(Fate.VOIDED_MEANWHILE, Fate.WRITE_REFUSED, Fate.WRITE_LOST)
                    .contains(booking.fate())) {
                mishaps.put(invoice.id(), booking.fate());
            }
        }
    }

    @Override
    public List<Invoice> byStatus(Set<Invoice.Status> statuses) {
        return invoices.values().stream()
                .filter(invoice -> statuses.contains(invoice.status()))
                .toList();
    }

    @Override
    public List<Invoice> byReference(String reference) {
        return InvoiceSource.inMemory(invoices.values()).byReference(reference);
    }

    /** An invoice as it stands. */
    Invoice read(InvoiceId id) {
        return Objects.requireNonNull(invoices.get(id), () -> "invoice " + id);
    }

    /** How many commands changed something. */
    int writes() {
        return applied.size();
    }

    /** Does what it is told, once for each key. */
    Answer perform(WriteBackReport.Command command) {
        Fate mishap = mishaps.remove(command.invoice());
        if (mishap == Fate.VOIDED_MEANWHILE) {
            cancel(command.invoice());
        }
        if (mishap == Fate.WRITE_REFUSED) {
            return new Answer(false, "the booking is locked by reception");
        }
        if (mishap == Fate.WRITE_LOST || applied.contains(command.key())) {
            return YES;
        }
        Invoice current = read(command.invoice());
        if (!WriteBackReport.mayPerform(command, current)) {
            return YES; // it says yes to everything, which is why the desk reads again
        }
        applied.add(command.key());
        Map<String, String> references = new TreeMap<>(current.references());
        if (command.change().newStatus() == Invoice.Status.PAID
                || !command.change().remaining().equals(current.open())) {
            command.payment().ifPresent(id -> references.put(name(references), id));
        }
        invoices.put(
                current.id(),
                Invoice.builder()
                        .from(current)
                        .status(command.change().newStatus())
                        .open(command.change().remaining())
                        .references(references)
                        .build());
        return YES;
    }

    private static String name(Map<String, String> references) {
        return references.containsKey("payment") ? "payment-" + (references.size() + 1) : "payment";
    }

    private void cancel(InvoiceId id) {
        Invoice current = read(id);
        invoices.put(
                id,
                Invoice.builder()
                        .from(current)
                        .status(Invoice.Status.VOID)
                        .open(Week.GBP.zero())
                        .build());
    }
}
