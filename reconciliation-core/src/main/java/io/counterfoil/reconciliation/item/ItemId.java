package io.counterfoil.reconciliation.item;

/**
 * One record of one side, by an id that is unique on that side.
 *
 * @param value the source's own id, or one derived from content; never a row number of a file that may be re-sorted
 */
public record ItemId(String value) implements Comparable<ItemId> {

    public ItemId {
        if (value.isBlank()) {
            throw new IllegalArgumentException("item id is blank, expected the id that the source gives the record");
        }
    }

    /** The item with the id. */
    public static ItemId of(String value) {
        return new ItemId(value);
    }

    @Override
    public int compareTo(ItemId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
