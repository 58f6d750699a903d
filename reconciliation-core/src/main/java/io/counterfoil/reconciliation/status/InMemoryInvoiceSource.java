package io.counterfoil.reconciliation.status;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Invoices in a list, with an index of everything they are called. */
final class InMemoryInvoiceSource implements InvoiceSource {

    private final List<Invoice> invoices;
    private final Map<String, List<Invoice>> byName = new HashMap<>();

    InMemoryInvoiceSource(Collection<Invoice> invoices) {
        this.invoices =
                invoices.stream().sorted(Comparator.comparing(Invoice::id)).toList();
        for (Invoice invoice : this.invoices) {
            Set<String> names = new LinkedHashSet<>();
            names.add(normal(invoice.id().value()));
            invoice.references().values().forEach(reference -> names.add(normal(reference)));
            names.remove("");
            names.forEach(
                    name -> byName.computeIfAbsent(name, n -> new ArrayList<>()).add(invoice));
        }
    }

    @Override
    public List<Invoice> byStatus(Set<Invoice.Status> statuses) {
        return invoices.stream()
                .filter(invoice -> statuses.contains(invoice.status()))
                .toList();
    }

    @Override
    public List<Invoice> byReference(String reference) {
        return List.copyOf(byName.getOrDefault(normal(reference), List.of()));
    }

    private static String normal(String text) {
        StringBuilder plain = new StringBuilder();
        text.codePoints()
                .filter(Character::isLetterOrDigit)
                .map(Character::toUpperCase)
                .forEach(plain::appendCodePoint);
        return plain.toString();
    }
}
