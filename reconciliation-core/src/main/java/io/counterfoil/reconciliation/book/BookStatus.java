package io.counterfoil.reconciliation.book;

/** The life of a match in the book ({@code facts/reconciliation-book-lifecycle.json}). */
public enum BookStatus {
    /** No such match yet. */
    NONE,
    /** Suggested by a run or a person; reserves its items against other proposals only. */
    PROPOSED,
    /** Made, and waiting for a second person; claims its items. */
    PENDING,
    /** Settled; claims its items. */
    CONFIRMED,
    /** A person said no; the set is remembered. */
    REJECTED,
    /** The second person said no. */
    REFUSED,
    /** A new run no longer proposes it, or another match took an item of it. */
    SUPERSEDED,
    /** Taken back. */
    REVERSED;

    /** Whether it claims what it takes. */
    public boolean isClaiming() {
        return this == PENDING || this == CONFIRMED;
    }

    /** Whether something may still become of it. */
    public boolean isActive() {
        return this == PROPOSED || isClaiming();
    }

    /** How an item stands in the book. */
    public enum OfItem {
        OPEN,
        /** Part of a proposal. */
        SUGGESTED,
        /** Claimed by a match or a write-off that waits for a second person. */
        PENDING_APPROVAL,
        MATCHED,
        /** Claimed in part; the rest is open. */
        PART_MATCHED,
        WRITTEN_OFF,
        /** Left out by a person, or of amount zero. */
        EXCLUDED
    }
}
