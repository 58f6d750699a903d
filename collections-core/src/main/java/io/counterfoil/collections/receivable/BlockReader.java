package io.counterfoil.collections.receivable;

import io.counterfoil.payments.calendar.AsOf;
import java.util.function.Consumer;

/** Passes over the columns of one currency a chunk at a time and reads what is open of each item. Not thread-safe: confined to one scan. */
final class BlockReader {

    private final CurrencyIndex index;
    private final int day;
    private final long known;
    private final long[] open = new long[CurrencyIndex.CHUNK];

    BlockReader(CurrencyIndex index, AsOf asOf) {
        this.index = index;
        this.day = Leg.dayOf(asOf.effective());
        this.known = Leg.knownOf(asOf.knownAt());
    }

    void scan(Consumer<? super OpenPosition.Block> consumer) {
        for (int from = 0; from < index.count; from += CurrencyIndex.CHUNK) {
            int to = Math.min(index.count, from + CurrencyIndex.CHUNK);
            consumer.accept(read(from, to));
        }
    }

    /** What is open over all items, credits taken off. */
    long sum() {
        long[] sum = new long[1];
        scan(block -> {
            long added = sum[0];
            for (int row = 0; row < block.size(); row++) {
                added = Math.addExact(added, block.openMinor(row));
            }
            sum[0] = added;
        });
        return sum[0];
    }

    private OpenPosition.Block read(int from, int to) {
        boolean allKnown = index.isAllKnown(from, known);
        boolean noLegs = index.legStart[from] == index.legStart[to];
        boolean over = index.isOver(from, day);
        if (allKnown && over && noLegs) {
            return block(from, to, index.signedMinor, from);
        }
        if (!allKnown) {
            readKnown(from, to);
        } else if (over) {
            readLast(from, to);
        } else {
            readDay(from, to);
        }
        return block(from, to, open, 0);
    }

    private OpenPosition.Block block(int from, int to, long[] openMinor, int openFrom) {
        boolean terms = index.termStart.length > 0 && index.termStart[from] < index.termStart[to];
        OpenPosition.Block block = new OpenPosition.Block(index.currency, to - from, openMinor, openFrom);
        return terms
                ? new TermBlock(index, from, to).split(block)
                : block.at(index.party, index.issuedDay, index.dueDay, from);
    }

    /** All that ever happened counts. */
    private void readLast(int from, int to) {
        int[] starts = index.legStart;
        long[] after = index.openAfter;
        for (int item = from; item < to; item++) {
            int end = starts[item + 1];
            open[item - from] = end == starts[item] ? index.signedMinor[item] : after[end - 1];
        }
    }

    /** All is known; what is dated later does not count. */
    private void readDay(int from, int to) {
        int[] starts = index.legStart;
        int[] days = index.legDay;
        long[] after = index.openAfter;
        int last = day;
        for (int item = from; item < to; item++) {
            long minor = index.signedMinor[item];
            int end = starts[item + 1];
            for (int leg = starts[item]; leg < end && days[leg] <= last; leg++) {
                minor = after[leg];
            }
            open[item - from] = index.issuedDay[item] > last ? 0 : minor;
        }
    }

    private void readKnown(int from, int to) {
        int[] starts = index.legStart;
        int[] days = index.legDay;
        long[] instants = index.legKnown;
        long[] after = index.openAfter;
        int last = day;
        long until = known;
        for (int item = from; item < to; item++) {
            long sum = 0;
            if (index.issuedDay[item] <= last && index.knownAt[item] <= until) {
                long before = index.signedMinor[item];
                sum = before;
                int end = starts[item + 1];
                for (int leg = starts[item]; leg < end && days[leg] <= last; leg++) {
                    long next = after[leg];
                    sum += instants[leg] <= until ? next - before : 0;
                    before = next;
                }
            }
            open[item - from] = sum;
        }
    }

    /** Rows of a chunk in which some item has terms: a row for each term that is open. */
    private static final class TermBlock {

        private final CurrencyIndex index;
        private final int from;
        private final int[] party;
        private final int[] issuedDay;
        private final int[] dueDay;
        private final long[] openMinor;
        private int size;

        TermBlock(CurrencyIndex index, int from, int to) {
            this.index = index;
            this.from = from;
            int most = to - from + index.termStart[to] - index.termStart[from];
            party = new int[most];
            issuedDay = new int[most];
            dueDay = new int[most];
            openMinor = new long[most];
        }

        OpenPosition.Block split(OpenPosition.Block whole) {
            for (int row = 0; row < whole.size(); row++) {
                long open = whole.openMinor(row);
                int item = from + row;
                if (open != 0 && index.termCount(item) == 0) {
                    add(item, index.dueDay[item], open);
                } else if (open != 0) {
                    splitTerms(item, open);
                }
            }
            return new OpenPosition.Block(index.currency, size, openMinor, 0).at(party, issuedDay, dueDay, 0);
        }

        private void splitTerms(int item, long open) {
            int start = index.termStart[item];
            long total = index.signedMinor[item];
            long sign = total < 0 ? -1 : 1;
            long[] paid = TermSpread.paid(
                    index.termMinor,
                    start,
                    index.termStart[item + 1],
                    (total - open) * sign,
                    index.documents.item(item).termAllocation());
            for (int term = 0; term < paid.length; term++) {
                long left = index.termMinor[start + term] - paid[term];
                if (left != 0) {
                    add(item, index.termDay[start + term], left * sign);
                }
            }
        }

        private void add(int item, int due, long open) {
            party[size] = index.party[item];
            issuedDay[size] = index.issuedDay[item];
            dueDay[size] = due;
            openMinor[size++] = open;
        }
    }
}
