package io.counterfoil.stripe.invoice.internal;

import io.counterfoil.reconciliation.status.Invoice;
import io.counterfoil.stripe.invoice.InvoiceLink;
import java.util.List;

/**
 * A piece of evidence with the invoices that it names.
 *
 * @param rank how strong
 * @param label where it stands, for people; never the value of a free text
 * @param value what it says; empty for evidence by amount and date
 * @param invoices by id
 */
record Clue(InvoiceLink.Rank rank, String label, String value, List<Invoice> invoices) {

    Clue {
        invoices = List.copyOf(invoices);
    }

    boolean names() {
        return !invoices.isEmpty();
    }

    /** Reads as {@code METADATA invoice_number names INV-1001}. */
    String sentence() {
        String names = invoices.isEmpty()
                ? "no invoice"
                : invoices.stream()
                        .map(invoice -> invoice.id().value())
                        .reduce((a, b) -> a + ", " + b)
                        .orElse("");
        return rank + (label.isEmpty() ? "" : " " + label) + " names " + names;
    }
}
