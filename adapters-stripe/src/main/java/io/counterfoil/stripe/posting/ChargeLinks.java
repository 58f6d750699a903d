package io.counterfoil.stripe.posting;

import io.counterfoil.reconciliation.status.InvoiceId;
import io.counterfoil.stripe.fact.StripeFact.BalanceRow;
import java.util.Map;
import java.util.Optional;

/**
 * Port: which invoice of the host the payment behind a balance row is for. A linked row is posted against the receivable, another against unapplied cash.
 * Thread-safe.
 */
public interface ChargeLinks {

    /** The invoice behind the row; empty where there is none, or none is known yet. */
    Optional<InvoiceId> invoiceOf(BalanceRow row);

    /** No row belongs to an invoice. */
    static ChargeLinks none() {
        return row -> Optional.empty();
    }

    /** Links by the id of the row's source (a charge, a refund), else by the row's own id. */
    static ChargeLinks of(Map<String, InvoiceId> invoices) {
        Map<String, InvoiceId> copy = Map.copyOf(invoices);
        return row -> row.source().map(copy::get).or(() -> Optional.ofNullable(copy.get(row.id())));
    }
}
