package io.counterfoil.collections.receivable;

import io.counterfoil.collections.receivable.Receivables.ItemMovement;
import io.counterfoil.payments.money.Amounts;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.money.CurrencyUnit;

/**
 * All items of one currency as columns, in the order of party, issue date and id; what moved their open amounts as legs, in one row per item, by day, with the
 * open amount after each (collections specification 8). Immutable after it is built.
 */
final class CurrencyIndex {

    /** So many items share a note of the latest day and instant on which anything happened to them. */
    static final int CHUNK = 1024;

    final CurrencyUnit currency;
    final Documents documents;
    final int count;
    final int[] party;
    final int[] issuedDay;
    final int[] dueDay;
    final long[] signedMinor;
    final long[] knownAt;

    /** Terms of an item stand from {@code termStart[i]} to {@code termStart[i + 1]}, first due first; empty where no item has any. */
    final int[] termStart;

    final OpenItem.Term[] terms;
    final int[] termDay;
    final long[] termMinor;

    /** Legs of an item stand from {@code legStart[i]} to {@code legStart[i + 1]}, by day; its own amount is none of them. */
    final int[] legStart;

    final int[] legDay;
    final long[] legKnown;
    final byte[] legCause;
    final int[] legCounterpart;

    /** What is open of the item after the leg, when all legs are known. */
    final long[] openAfter;

    private final int[] chunkLastDay;
    private final long[] chunkLastKnown;

    /** The documents behind the rows. */
    interface Documents {
        OpenItem item(int place);

        OpenItemId id(int place);

        OpenItemKind kind(int place);
    }

    /** What there is about items, before it is put together. */
    static final class ItemColumns {
        final int[] party;
        final int[] issuedDay;
        final int[] dueDay;
        final long[] signedMinor;
        final long[] knownAt;
        final int[] legStart;

        ItemColumns(int count) {
            party = new int[count];
            issuedDay = new int[count];
            dueDay = new int[count];
            signedMinor = new long[count];
            knownAt = new long[count];
            legStart = new int[count + 1];
        }
    }

    /** What there is about legs, before it is put together. */
    static final class LegColumns {
        final int[] day;
        final long[] known;
        final long[] openAfter;
        final byte[] cause;
        final int[] counterpart;

        LegColumns(int count) {
            day = new int[count];
            known = new long[count];
            openAfter = new long[count];
            cause = new byte[count];
            counterpart = new int[count];
        }
    }

    /** What there is about terms, first due first for each item. */
    static final class TermColumns {
        final int[] start;
        final OpenItem.Term[] terms;

        TermColumns(int[] start, OpenItem.Term[] terms) {
            this.start = start;
            this.terms = terms;
        }

        static TermColumns none() {
            return new TermColumns(new int[0], new OpenItem.Term[0]);
        }
    }

    CurrencyIndex(
            CurrencyUnit currency, Documents documents, ItemColumns items, LegColumns legs, TermColumns withTerms) {
        this.currency = currency;
        this.documents = documents;
        count = items.party.length;
        party = items.party;
        issuedDay = items.issuedDay;
        dueDay = items.dueDay;
        signedMinor = items.signedMinor;
        knownAt = items.knownAt;
        legStart = items.legStart;
        legDay = legs.day;
        legKnown = legs.known;
        openAfter = legs.openAfter;
        legCause = legs.cause;
        legCounterpart = legs.counterpart;
        terms = withTerms.terms;
        termStart = terms.length == 0 ? new int[0] : withTerms.start;
        termDay = new int[terms.length];
        termMinor = new long[terms.length];
        for (int term = 0; term < terms.length; term++) {
            termDay[term] = Leg.dayOf(terms[term].due());
            termMinor[term] = Amounts.minor(terms[term].amount());
        }
        int chunks = (count + CHUNK - 1) / CHUNK;
        chunkLastDay = new int[chunks];
        chunkLastKnown = new long[chunks];
        for (int chunk = 0; chunk < chunks; chunk++) {
            noteLast(chunk);
        }
    }

    private void noteLast(int chunk) {
        int from = chunk * CHUNK;
        int to = Math.min(count, from + CHUNK);
        int last = Integer.MIN_VALUE;
        long known = Long.MIN_VALUE;
        for (int item = from; item < to; item++) {
            last = Math.max(last, issuedDay[item]);
            known = Math.max(known, knownAt[item]);
        }
        for (int leg = legStart[from]; leg < legStart[to]; leg++) {
            last = Math.max(last, legDay[leg]);
            known = Math.max(known, legKnown[leg]);
        }
        chunkLastDay[chunk] = last;
        chunkLastKnown[chunk] = known;
    }

    /** Whether all that ever happened to the items of the chunk of this item had happened on the day. */
    boolean isOver(int item, int day) {
        return day >= chunkLastDay[item / CHUNK];
    }

    /** Whether all that ever happened to the items of the chunk of this item was known at the instant. */
    boolean isAllKnown(int item, long known) {
        return known >= chunkLastKnown[item / CHUNK];
    }

    /** The open amount of an item, signed, on the day as known at the instant; zero before it was issued and recorded. */
    long open(int item, int day, long known) {
        if (issuedDay[item] > day || knownAt[item] > known) {
            return 0;
        }
        return isAllKnown(item, known) ? openOfAll(item, day) : openOfKnown(item, day, known);
    }

    private long openOfAll(int item, int day) {
        int low = legStart[item];
        int high = legStart[item + 1];
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (legDay[middle] <= day) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low == legStart[item] ? signedMinor[item] : openAfter[low - 1];
    }

    private long openOfKnown(int item, int day, long known) {
        long before = signedMinor[item];
        long open = before;
        for (int leg = legStart[item]; leg < legStart[item + 1] && legDay[leg] <= day; leg++) {
            if (legKnown[leg] <= known) {
                open += openAfter[leg] - before;
            }
            before = openAfter[leg];
        }
        return open;
    }

    /** By how much a leg moves the open amount of its item. */
    long legMinor(int item, int leg) {
        return openAfter[leg] - (leg == legStart[item] ? signedMinor[item] : openAfter[leg - 1]);
    }

    /** Whether the item is there on the day, as known at the instant: issued, recorded, not voided. */
    boolean isThere(int item, int day, long known) {
        return issuedDay[item] <= day
                && knownAt[item] <= known
                && sumOf(item, day, known, Leg.ISSUED, Leg.ISSUED) + signedMinor[item] != 0;
    }

    /** Sum of the legs of two causes up to the day, as known at the instant. */
    long sumOf(int item, int day, long known, byte cause, byte orCause) {
        long sum = 0;
        for (int leg = legStart[item]; leg < legStart[item + 1] && legDay[leg] <= day; leg++) {
            if (legKnown[leg] <= known && (legCause[leg] == cause || legCause[leg] == orCause)) {
                sum += legMinor(item, leg);
            }
        }
        return sum;
    }

    /** The item's own amount and its legs up to the day, as known at the instant. */
    List<ItemMovement> movements(int item, int day, long known) {
        Amounts amounts = Amounts.in(currency);
        ItemMovement.Cause[] causes = ItemMovement.Cause.values();
        List<ItemMovement> movements = new ArrayList<>();
        if (issuedDay[item] <= day && knownAt[item] <= known) {
            movements.add(new ItemMovement(
                    LocalDate.ofEpochDay(issuedDay[item]),
                    ItemMovement.Cause.ISSUED,
                    Optional.empty(),
                    amounts.ofMinor(signedMinor[item])));
        }
        for (int leg = legStart[item]; leg < legStart[item + 1] && legDay[leg] <= day; leg++) {
            if (legKnown[leg] <= known) {
                movements.add(new ItemMovement(
                        LocalDate.ofEpochDay(legDay[leg]),
                        causes[legCause[leg]],
                        legCounterpart[leg] < 0 ? Optional.empty() : Optional.of(documents.id(legCounterpart[leg])),
                        amounts.ofMinor(legMinor(item, leg))));
            }
        }
        return movements;
    }

    /** Takes what is open of an item at the end of each day on which anything happened to it, first day first. */
    interface DayEnds {
        void take(int day, long openMinor);
    }

    /** Passes over the ends of the days on which anything happened to the item, through the day, as known at the instant. */
    void scanDays(int item, int day, long known, DayEnds ends) {
        if (issuedDay[item] > day) {
            return;
        }
        long sum = knownAt[item] <= known ? signedMinor[item] : 0;
        int today = issuedDay[item];
        int leg = legStart[item];
        while (true) {
            for (; leg < legStart[item + 1] && legDay[leg] == today; leg++) {
                sum += legKnown[leg] <= known ? legMinor(item, leg) : 0;
            }
            ends.take(today, sum);
            if (leg >= legStart[item + 1] || legDay[leg] > day) {
                return;
            }
            today = legDay[leg];
        }
    }

    /** The last day on which the item's open amount became nothing, where it is nothing on the day and was something before. */
    Optional<Long> settledOn(int item, int day, long known) {
        SettledDay settled = new SettledDay();
        scanDays(item, day, known, settled);
        return settled.on;
    }

    private static final class SettledDay implements DayEnds {
        private long before;
        private Optional<Long> on = Optional.empty();

        @Override
        public void take(int day, long openMinor) {
            if (openMinor != 0) {
                on = Optional.empty();
            } else if (before != 0) {
                on = Optional.of((long) day);
            }
            before = openMinor;
        }
    }

    int termCount(int item) {
        return termStart.length == 0 ? 0 : termStart[item + 1] - termStart[item];
    }
}
