package io.counterfoil.collections.aging;

import java.util.stream.IntStream;

/** The bucket of every age, looked up: outside its ends, all ages are in the first or the last. Immutable. */
final class BucketTable {

    private final boolean byIssueDate;
    private final int asOfDay;
    private final int least;
    private final byte[] places;

    BucketTable(Aging aging, int asOfDay) {
        this.byIssueDate = aging.basis() == AgeBasis.ISSUE_DATE;
        this.asOfDay = asOfDay;
        BucketScheme scheme = aging.scheme();
        this.least = -scheme.lastNotDue() - 1;
        int most = scheme.lastOverdue(asOfDay) + 1;
        this.places = new byte[most - least + 1];
        IntStream.range(0, places.length)
                .forEach(i -> places[i] = (byte) scheme.indexOf(asOfDay - least - i, asOfDay, aging.dueToday()));
    }

    /** Whether the table stays small enough to be worth it. */
    static boolean fits(BucketScheme scheme, int asOfDay) {
        return scheme.buckets().size() <= Byte.MAX_VALUE
                && (long) scheme.lastNotDue() + scheme.lastOverdue(asOfDay) < 1 << 16;
    }

    boolean isByIssueDate() {
        return byIssueDate;
    }

    /** The place among the scheme's buckets of what is aged from a day. */
    int place(int fromDay) {
        return places[Math.min(places.length - 1, Math.max(0, asOfDay - fromDay - least))];
    }
}
