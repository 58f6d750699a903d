package io.counterfoil.collections.aging;

import io.counterfoil.payments.money.Totals;
import java.util.List;

/** What is open by bucket, for one party or for all. Immutable. */
public final class AgingTotals {

    private final List<AgingBucket> buckets;
    private final List<Totals> amounts;
    private final Totals separate;
    private final Totals unapplied;

    AgingTotals(List<AgingBucket> buckets, List<Totals> amounts, Totals separate, Totals unapplied) {
        this.buckets = buckets;
        this.amounts = List.copyOf(amounts);
        this.separate = separate;
        this.unapplied = unapplied;
    }

    /** The buckets, from the latest due date to the oldest. */
    public List<AgingBucket> buckets() {
        return buckets;
    }

    /** What stands in a bucket. */
    public Totals in(AgingBucket bucket) {
        int at = buckets.indexOf(bucket);
        if (at < 0) {
            throw new IllegalArgumentException("bucket '" + bucket + "' is not one of " + buckets);
        }
        return amounts.get(at);
    }

    /** What stands in the bucket of this label. */
    public Totals bucket(String label) {
        return in(buckets.stream()
                .filter(bucket -> bucket.label().equals(label))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("bucket '" + label + "' is not one of " + buckets)));
    }

    /** Credits that nothing was paid with yet, negative, wherever the policy places them. */
    public Totals unapplied() {
        return unapplied;
    }

    /** Credits that stand outside the buckets: all of {@link #unapplied()} where they have a column of their own, else none. */
    public Totals outsideBuckets() {
        return separate;
    }

    /** What stands in overdue buckets. */
    public Totals overdue() {
        Totals sum = Totals.none();
        for (AgingBucket bucket : buckets) {
            sum = bucket.overdue() ? sum.plus(in(bucket)) : sum;
        }
        return sum;
    }

    /** All buckets and the unapplied column. */
    public Totals open() {
        Totals sum = separate;
        for (Totals amount : amounts) {
            sum = sum.plus(amount);
        }
        return sum;
    }
}
