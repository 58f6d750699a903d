package io.counterfoil.collections.receivable;

import java.util.Arrays;
import java.util.function.Consumer;

/** Reads from the legs of an item from when to when it, and each of its terms, was open. */
final class SpanReader {

    private final CurrencyIndex index;
    private final int day;
    private final long known;

    SpanReader(CurrencyIndex index, int day, long known) {
        this.index = index;
        this.day = day;
        this.known = known;
    }

    void scan(int from, int to, Consumer<? super Receivables.OpenSpan> consumer) {
        for (int item = from; item < to; item++) {
            if (index.issuedDay[item] <= day && index.signedMinor[item] > 0) {
                read(item, consumer);
            }
        }
    }

    /** Each term in a lane of its own; an item without terms is one lane. */
    private void read(int item, Consumer<? super Receivables.OpenSpan> consumer) {
        int lanes = Math.max(1, index.termCount(item));
        int[] since = new int[lanes];
        Arrays.fill(since, Integer.MAX_VALUE);
        index.scanDays(item, day, known, (today, sum) -> {
            boolean[] open = open(item, sum, lanes);
            for (int lane = 0; lane < lanes; lane++) {
                boolean was = since[lane] != Integer.MAX_VALUE;
                if (open[lane] && !was) {
                    since[lane] = today;
                } else if (!open[lane] && was) {
                    consumer.accept(span(item, lane, since[lane], today));
                    since[lane] = Integer.MAX_VALUE;
                }
            }
        });
        for (int lane = 0; lane < lanes; lane++) {
            if (since[lane] != Integer.MAX_VALUE) {
                consumer.accept(span(item, lane, since[lane], Integer.MAX_VALUE));
            }
        }
    }

    private boolean[] open(int item, long open, int lanes) {
        boolean[] result = new boolean[lanes];
        if (index.termCount(item) == 0 || open <= 0) {
            Arrays.fill(result, open > 0);
            return result;
        }
        int start = index.termStart[item];
        long[] paid = TermSpread.paid(
                index.termMinor,
                start,
                start + lanes,
                index.signedMinor[item] - open,
                index.documents.item(item).termAllocation());
        for (int lane = 0; lane < lanes; lane++) {
            result[lane] = index.termMinor[start + lane] > paid[lane];
        }
        return result;
    }

    private Receivables.OpenSpan span(int item, int lane, int from, int to) {
        int due = index.termCount(item) == 0 ? index.dueDay[item] : index.termDay[index.termStart[item] + lane];
        return new Receivables.OpenSpan(index.documents.item(item), due, from, to);
    }
}
