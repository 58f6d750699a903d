package io.counterfoil.ticketing.ticket;

/** How a ticket stands to another. */
public enum LinkKind {
    /** They speak of related matters. */
    RELATES_TO,
    /** It goes on where a closed ticket ended. */
    FOLLOWS,
    /** It carries the same matter. */
    DUPLICATES,
    /** The other one waits for it. */
    BLOCKS,
    /** It was a part of the other one. */
    SPLIT_FROM
}
