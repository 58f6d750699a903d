package io.counterfoil.collections.receivable;

/** How what is paid on an item with instalment terms counts on the terms (COL-04). */
public enum TermAllocation {
    /** The term that is due first is filled first. */
    WATERFALL,
    /** Every term by its share of the item, largest remainder first, then the earlier term. */
    PROPORTIONAL
}
