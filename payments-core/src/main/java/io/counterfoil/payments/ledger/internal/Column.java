package io.counterfoil.payments.ledger.internal;

/** What columns of every primitive type can do to their length. */
public interface Column {

    /** Makes room for so many values in all, so that adding them allocates nothing. */
    void reserve(int capacity);

    /** Forgets every value from the index on. */
    void truncate(int newSize);
}
