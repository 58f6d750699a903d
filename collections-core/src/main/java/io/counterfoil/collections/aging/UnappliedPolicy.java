package io.counterfoil.collections.aging;

/** Where cash and credits stand that nothing was paid with yet (COL-09). */
public enum UnappliedPolicy {
    /** In a column of their own, outside the buckets and inside the total. */
    SEPARATE,
    /** In the bucket of their own date, as negative amounts. */
    OWN_DATE,
    /** In the bucket of the item they are meant for, where that is open; else in that of their own date. */
    LINKED_ITEM,
    /** Taken off the party's oldest debits of the currency, oldest credit first; what is more than all debits stays in the bucket of its own date. */
    NET_OLDEST_FIRST
}
