package io.counterfoil.collections.aging;

import io.counterfoil.collections.receivable.OpenItemId;
import io.counterfoil.collections.receivable.OpenPosition;
import io.counterfoil.collections.receivable.Receivables;
import io.counterfoil.payments.calendar.AsOf;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Places open rows in buckets, party by party: a scan hands out the rows of one party and currency together, and the policy for credits looks at no others. Not
 * thread-safe: confined to one pass.
 */
final class Placement {

    private final Aging aging;
    private final AsOf asOf;
    private final Sink sink;
    private @Nullable PartyRows rows;

    /** Takes the placed rows of one party and currency; valid only during the call. */
    interface Sink {
        void add(PartyRows rows);
    }

    Placement(Aging aging, AsOf asOf, Sink sink) {
        this.aging = aging;
        this.asOf = asOf;
        this.sink = sink;
    }

    void scan(Receivables receivables) {
        receivables.scan(asOf, this::take);
        PartyRows last = rows;
        if (last != null) {
            place(last);
        }
    }

    private void take(OpenPosition position) {
        PartyRows current = rows;
        if (current == null || !current.isOf(position)) {
            if (current != null) {
                place(current);
            }
            current = new PartyRows(aging, asOf, position);
            rows = current;
        }
        current.add(position);
    }

    private void place(PartyRows placed) {
        placed.placeByDate();
        switch (aging.unapplied()) {
            case SEPARATE -> separate(placed);
            case LINKED_ITEM -> joinLinkedItems(placed);
            case NET_OLDEST_FIRST -> netOldestFirst(placed);
            case OWN_DATE -> {}
        }
        sink.add(placed);
    }

    private static void separate(PartyRows rows) {
        for (int i = 0; i < rows.count(); i++) {
            if (rows.open(i) < 0) {
                rows.placeIn(i, PartyRows.UNAPPLIED);
            }
        }
    }

    private static void joinLinkedItems(PartyRows rows) {
        Map<OpenItemId, Integer> oldest = new HashMap<>();
        for (int i = 0; i < rows.count(); i++) {
            if (rows.open(i) > 0) {
                oldest.merge(
                        rows.item(i).id(), i, (one, other) -> rows.fromDay(other) < rows.fromDay(one) ? other : one);
            }
        }
        for (int i = 0; i < rows.count(); i++) {
            int credit = i;
            if (rows.open(i) < 0) {
                rows.item(i)
                        .linkedTo()
                        .filter(oldest::containsKey)
                        .map(oldest::get)
                        .ifPresent(debit -> rows.placeIn(credit, rows.bucket(debit)));
            }
        }
    }

    private static void netOldestFirst(PartyRows rows) {
        List<Integer> oldestFirst = IntStream.range(0, rows.count())
                .boxed()
                .sorted(Comparator.comparingInt(rows::fromDay))
                .toList();
        int next = 0;
        for (int credit : oldestFirst) {
            while (rows.counted(credit) < 0 && next < oldestFirst.size()) {
                int debit = oldestFirst.get(next);
                if (rows.counted(debit) <= 0) {
                    next++;
                } else {
                    rows.net(debit, credit);
                }
            }
        }
    }
}
