package io.counterfoil.collections.receivable;

import io.counterfoil.payments.party.PartyId;
import javax.money.CurrencyUnit;

/**
 * An open item, or an open term of one, while {@link Receivables#scan} passes over it: whole engines read primitives from it and make no object a row.
 *
 * <p>One object is moved from row to row: valid only during the call, not to be kept. Days are epoch days, amounts are minor units of the currency, signed
 * as the party's balance.
 */
public interface OpenPosition {

    /** The item. */
    OpenItem item();

    /** The term of the item, or -1 for an item without terms; counts the terms by due date. */
    int termIndex();

    /** The id of the term; empty for an item without terms. */
    String termId();

    /** Who owes it. */
    PartyId party();

    /** The party's place in {@link Receivables#parties()}. */
    int partyNumber();

    /** The currency of the amounts. */
    CurrencyUnit currency();

    /** The item's date. */
    int issuedDay();

    /** When it must be paid; the issue date where it has no due date. */
    int dueDay();

    /** What is open, never 0. */
    long openMinor();

    /** The part of it that had been paid and came back before its due date, and so ages from {@link #returnedDay()}; 0 for most. */
    long returnedMinor();

    /** The first day on which a payment came back before the due date; {@link Integer#MAX_VALUE} where none did. */
    int returnedDay();

    /**
     * Rows of one currency together, as columns: everything that an aging by party needs. Some rows may have nothing open. Valid only during the call.
     */
    final class Block {

        private final CurrencyUnit currency;
        private final int size;
        private final long[] open;
        private final int openFrom;
        private int[] party = new int[0];
        private int[] issued = new int[0];
        private int[] due = new int[0];
        private int from;

        Block(CurrencyUnit currency, int size, long[] open, int openFrom) {
            this.currency = currency;
            this.size = size;
            this.open = open;
            this.openFrom = openFrom;
        }

        /** The same with the columns that are read and not worked out. */
        Block at(int[] parties, int[] issuedDays, int[] dueDays, int first) {
            party = parties;
            issued = issuedDays;
            due = dueDays;
            from = first;
            return this;
        }

        /** The currency of the amounts. */
        public CurrencyUnit currency() {
            return currency;
        }

        /** How many rows. */
        public int size() {
            return size;
        }

        /** The place of the row's party in {@link Receivables#parties()}; never less than that of the row before. */
        public int partyNumber(int row) {
            return party[from + row];
        }

        /** The item's date. */
        public int issuedDay(int row) {
            return issued[from + row];
        }

        /** When it must be paid; the issue date where it has no due date. */
        public int dueDay(int row) {
            return due[from + row];
        }

        /** What is open; 0 where nothing is. */
        public long openMinor(int row) {
            return open[openFrom + row];
        }
    }
}
