package io.counterfoil.collections.receivable;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * One movement of the open amount of one item. The open amount on a day, as known at an instant, is the sum of the legs of days up to it, recorded up to
 * it: taking something back is one leg more, on the day it came back or, where it never happened, on the day of the leg that it takes back.
 *
 * @param day epoch day from which it counts
 * @param known when it was recorded, see {@link #knownOf(Instant)}
 * @param minor signed as the party's balance
 * @param cause one of the constants
 * @param counterpart the item on the other side of an allocation, or null
 */
record Leg(
        int day,
        long known,
        long minor,
        byte cause,
        @Nullable ItemState counterpart) {

    /** The item's own amount, and its voiding. */
    static final byte ISSUED = 0;

    /** The item's amount going back on the day it was returned. */
    static final byte WITHDRAWN = 1;

    /** Paid by a receipt. */
    static final byte CASH = 2;

    /** A receipt's payment came back. */
    static final byte CASH_RETURNED = 3;

    /** Covered by another credit. */
    static final byte CREDIT = 4;

    /** Another credit came back. */
    static final byte CREDIT_RETURNED = 5;

    static final byte WRITE_OFF = 6;

    static final byte WRITE_OFF_RETURNED = 7;

    /** On the credit's side: used for a debit, or back from one. */
    static final byte APPLIED = 8;

    private static final long LAST_SECOND = Long.MAX_VALUE / 1_000_000_000L;

    /** Nanoseconds since 1970; instants beyond 1677 and 2262 count as the ends of all time. */
    static long knownOf(Instant at) {
        long seconds = at.getEpochSecond();
        if (seconds >= LAST_SECOND) {
            return Long.MAX_VALUE;
        }
        return seconds <= -LAST_SECOND ? Long.MIN_VALUE : seconds * 1_000_000_000L + at.getNano();
    }

    /** The instant of nanoseconds since 1970. */
    static Instant instantOf(long known) {
        return Instant.ofEpochSecond(Math.floorDiv(known, 1_000_000_000L), Math.floorMod(known, 1_000_000_000L));
    }

    /** Days since 1970, exactly. */
    static int dayOf(LocalDate date) {
        return Math.toIntExact(date.toEpochDay());
    }
}
