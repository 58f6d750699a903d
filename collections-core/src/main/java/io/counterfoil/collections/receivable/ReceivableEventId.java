package io.counterfoil.collections.receivable;

/**
 * One event of the receivables other than the issue of an item, which goes by the item's own id. An event that comes twice has the same id twice.
 *
 * @param value not blank
 */
public record ReceivableEventId(String value) implements Comparable<ReceivableEventId> {

    public ReceivableEventId {
        if (value.isBlank()) {
            throw new IllegalArgumentException("receivable event id is blank, expected an id that is never used again");
        }
    }

    /** The event with the id. */
    public static ReceivableEventId of(String value) {
        return new ReceivableEventId(value);
    }

    @Override
    public int compareTo(ReceivableEventId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
