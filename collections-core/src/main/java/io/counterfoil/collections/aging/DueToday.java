package io.counterfoil.collections.aging;

/** Where an item stands on the very day it is due. */
public enum DueToday {
    /** Not overdue: the whole day is there to pay. */
    NOT_DUE,
    /** In the first overdue bucket, as some systems have it; for migration. */
    FIRST_BUCKET
}
