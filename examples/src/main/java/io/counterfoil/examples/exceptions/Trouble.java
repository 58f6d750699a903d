package io.counterfoil.examples.exceptions;

import io.counterfoil.reconciliation.breaks.BreakClass;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Something that went wrong, as the world knows it.
 *
 * @param kind what
 * @param id of the bank line, the record or the notice that shows it
 * @param minor the money in question, in pence, never negative; 0 where none is
 * @param opened the morning on which the desk can see it first
 * @param resolved the morning on which it is gone; null where it still stands on Friday
 */
record Trouble(
        Kind kind,
        String id,
        long minor,
        LocalDate opened,
        @Nullable LocalDate resolved) {

    /** What can go wrong, how it shows and what lies behind it. */
    enum Kind {
        FEE_NOT_RECORDED(2, BreakClass.UNAUTHORISED_DEBIT, "BANK_FEE_UNRECORDED"),
        MANDATE_ABUSED(1, BreakClass.UNAUTHORISED_DEBIT, "MANDATE_ABUSE"),
        RECORDED_LATE(4, BreakClass.NOT_IN_BOOK, "RECORD_LATE"),
        PAYER_UNKNOWN(2, BreakClass.NOT_IN_BOOK, "UNIDENTIFIED_REMITTER"),
        DEBIT_RETURNED(3, BreakClass.RETURN_NOT_RECORDED, "RETURN_FILE_LATE"),
        BOOKED_TWICE(1, BreakClass.DUPLICATE, "PROVIDER_RETRY"),
        PAYOUT_LATE(2, BreakClass.EXPECTED_OVERDUE, "SETTLEMENT_LATE"),
        PAYOUT_REFUSED(1, BreakClass.EXPECTED_OVERDUE, "REJECTED_BY_BANK"),
        KEYED_WRONG(3, BreakClass.AMOUNT_DIFFERENCE, "KEYING_ERROR"),
        STATEMENT_LATE(1, BreakClass.STATEMENT_GAP, "FILE_LATE"),
        NOTICE_UNREADABLE(2, BreakClass.REJECTED_INPUT, "FORMAT"),
        /** Of a type that nobody knows; one comes each day. */
        NOTICE_UNKNOWN(0, BreakClass.REJECTED_INPUT, "FORMAT");

        private final int least;
        private final BreakClass shows;
        private final String cause;

        Kind(int least, BreakClass shows, String cause) {
            this.least = least;
            this.shows = shows;
            this.cause = cause;
        }

        /** How many of it a week has at least. */
        int least() {
            return least;
        }

        /** The class of break that it shows as. */
        BreakClass shows() {
            return shows;
        }

        /** What the analyst finds. */
        String cause() {
            return cause;
        }
    }
}
