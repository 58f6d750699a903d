package io.counterfoil.reconciliation.book;

/**
 * One book: as a rule an account pair, kept over its periods.
 *
 * @param value the host's id
 */
public record BookId(String value) implements Comparable<BookId> {

    public BookId {
        if (value.isBlank()) {
            throw new IllegalArgumentException("book id is blank, expected the host's id such as bank-vs-epp");
        }
    }

    /** The book with the id. */
    public static BookId of(String value) {
        return new BookId(value);
    }

    @Override
    public int compareTo(BookId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
