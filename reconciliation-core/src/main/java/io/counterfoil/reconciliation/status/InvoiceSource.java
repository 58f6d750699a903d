package io.counterfoil.reconciliation.status;

import java.util.Collection;
import java.util.List;
import java.util.Set;

/** Port: the host's invoices. Answers are a reading at one moment, in the order of invoice ids. Thread-safe. */
public interface InvoiceSource {

    /** All invoices in any of the statuses. */
    List<Invoice> byStatus(Set<Invoice.Status> statuses);

    /** All invoices that have the text as their id or among their references, compared as letters and digits in capitals. */
    List<Invoice> byReference(String reference);

    /** A source over the given invoices. */
    static InvoiceSource inMemory(Collection<Invoice> invoices) {
        return new InMemoryInvoiceSource(invoices);
    }
}
