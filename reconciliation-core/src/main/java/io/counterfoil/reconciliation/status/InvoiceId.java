package io.counterfoil.reconciliation.status;

/**
 * An invoice, by the number that customers see.
 *
 * @param value not blank
 */
public record InvoiceId(String value) implements Comparable<InvoiceId> {

    public InvoiceId {
        if (value.isBlank()) {
            throw new IllegalArgumentException("invoice id is blank, expected the invoice's number");
        }
    }

    /** The invoice with the number. */
    public static InvoiceId of(String value) {
        return new InvoiceId(value);
    }

    @Override
    public int compareTo(InvoiceId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
