package io.counterfoil.collections.receivable;

/**
 * An open item, by the host's number: an invoice number, a receipt number.
 *
 * @param value not blank; never a card or account number
 */
public record OpenItemId(String value) implements Comparable<OpenItemId> {

    public OpenItemId {
        if (value.isBlank()) {
            throw new IllegalArgumentException("open item id is blank, expected the host's number of the document");
        }
    }

    /** The item with the number. */
    public static OpenItemId of(String value) {
        return new OpenItemId(value);
    }

    @Override
    public int compareTo(OpenItemId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
