package io.counterfoil.collections.aging;

import io.counterfoil.collections.aging.Aging.DueToday;
import java.time.LocalDate;
import java.time.temporal.ChronoField;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Into which buckets ages fall (COL-06, COL-07). Every age falls into exactly one: what is not due has buckets before the first edge, and the last bucket has no
 * upper edge. Immutable.
 */
public final class BucketScheme {

    private final int[] notDueEdges;
    private final int[] edges;
    private final int months;
    private final List<AgingBucket> buckets;

    private BucketScheme(int[] notDueEdges, int[] edges, int months) {
        this.notDueEdges = notDueEdges;
        this.edges = edges;
        this.months = months;
        List<AgingBucket> named = new ArrayList<>();
        int from = 0;
        for (int edge : notDueEdges) {
            named.add(new AgingBucket("NOT_DUE " + from + "-" + edge, false));
            from = edge + 1;
        }
        named.add(new AgingBucket(from == 0 ? "NOT_DUE" : "NOT_DUE " + from + "+", false));
        from = 1;
        for (int edge : edges) {
            named.add(new AgingBucket(from + "-" + edge, true));
            from = edge + 1;
        }
        for (int month = 0; month < months; month++) {
            named.add(new AgingBucket(month == 0 ? "M0" : "M-" + month, true));
        }
        named.add(new AgingBucket(months > 0 ? "M-" + months + "+" : from + "+", true));
        this.buckets = List.copyOf(named);
    }

    /**
     * Buckets of days overdue: up to and with each edge, then everything older.
     *
     * @throws IllegalArgumentException where the edges do not rise from 1 or more, so that two buckets would overlap
     */
    public static BucketScheme days(int... edges) {
        return new BucketScheme(new int[0], rising("bucket edges", edges, 1), 0);
    }

    /** Buckets of calendar months back from the month of the as-of day: what fell due in it, in the month before and so on, then everything older. */
    public static BucketScheme calendarMonths(int months) {
        if (months < 1) {
            throw new IllegalArgumentException("months is " + months + ", expected 1 or more");
        }
        return new BucketScheme(new int[0], new int[0], months);
    }

    /** This scheme with what is not due split by the days until it is: up to and with each edge, then everything later. */
    public BucketScheme splitNotDue(int... daysUntilDue) {
        return new BucketScheme(rising("days until due", daysUntilDue, 0), edges, months);
    }

    /** The buckets, from the latest due date to the oldest. */
    public List<AgingBucket> buckets() {
        return buckets;
    }

    /** Upper edges of the days until due; none where what is not due has one bucket. */
    public List<Integer> notDueEdges() {
        return Arrays.stream(notDueEdges).boxed().toList();
    }

    /** Upper edges of the days overdue; none for calendar months. */
    public List<Integer> edges() {
        return Arrays.stream(edges).boxed().toList();
    }

    /** How many calendar months have a bucket; 0 for buckets of days. */
    public int months() {
        return months;
    }

    /** The place in {@link #buckets()} of what is aged from a day. */
    int indexOf(int fromDay, int asOfDay, DueToday dueToday) {
        int age = asOfDay - fromDay;
        if (age < 0 || (age == 0 && dueToday == DueToday.NOT_DUE)) {
            return edgeOf(notDueEdges, -age);
        }
        int first = notDueEdges.length + 1;
        return first + (months > 0 ? Math.min(months, monthOf(asOfDay) - monthOf(fromDay)) : edgeOf(edges, age));
    }

    /** The most days until due that have a bucket with an end. */
    int lastNotDue() {
        return notDueEdges.length == 0 ? 0 : notDueEdges[notDueEdges.length - 1];
    }

    /** The greatest age that has a bucket with an end. */
    int lastOverdue(int asOfDay) {
        if (months > 0) {
            LocalDate asOf = LocalDate.ofEpochDay(asOfDay);
            return asOfDay
                    - Math.toIntExact(
                            asOf.withDayOfMonth(1).minusMonths(months - 1L).toEpochDay());
        }
        return edges.length == 0 ? 0 : edges[edges.length - 1];
    }

    private static int edgeOf(int[] upperEdges, int days) {
        int at = 0;
        while (at < upperEdges.length && days > upperEdges[at]) {
            at++;
        }
        return at;
    }

    private static int monthOf(int day) {
        return Math.toIntExact(LocalDate.ofEpochDay(day).getLong(ChronoField.PROLEPTIC_MONTH));
    }

    private static int[] rising(String what, int[] edges, int least) {
        int before = least - 1;
        for (int edge : edges) {
            if (edge <= before) {
                throw new IllegalArgumentException(what + " have " + edge + " after " + before
                        + ", expected each edge greater than the one before and the first " + least + " or more");
            }
            before = edge;
        }
        return edges.clone();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof BucketScheme scheme && buckets.equals(scheme.buckets);
    }

    @Override
    public int hashCode() {
        return buckets.hashCode();
    }

    @Override
    public String toString() {
        return buckets.toString();
    }
}
