package io.counterfoil.collections.metrics;

import io.counterfoil.collections.aging.AgedItem;
import io.counterfoil.collections.aging.AgingBucket;
import io.counterfoil.collections.metrics.RollRates.Flow;
import io.counterfoil.collections.receivable.OpenItem;
import io.counterfoil.collections.receivable.OpenItemId;
import io.counterfoil.collections.receivable.Receivables;
import io.counterfoil.collections.receivable.Receivables.ItemMovement;
import io.counterfoil.payments.money.Amounts;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import javax.money.MonetaryAmount;

/** Tells what an item's open amount went down by between two days: cash, credits, write-offs. Not thread-safe: confined to one assessment. */
final class FlowReader {

    private final Receivables receivables;
    private final RollRates.Period period;
    private final Map<OpenItemId, Left> items = new HashMap<>();

    FlowReader(Receivables receivables, RollRates.Period period) {
        this.receivables = receivables;
        this.period = period;
    }

    /** What the movements of an item can still explain. */
    private static final class Left {
        private long paid;
        private long writtenOff;
        private long disputed;
    }

    /** What is open of the item on the last day counts up to what was open on the first: a payment that came back is not a part of it. */
    Flow read(AgedItem before, Optional<AgedItem> after) {
        Amounts money = Amounts.in(before.open().getCurrency());
        long open = Amounts.minor(before.open());
        long rest = Math.min(open, after.map(item -> Amounts.minor(item.open())).orElse(0L));
        Left left = items.computeIfAbsent(before.item().id(), id -> movements(before.item()));
        long gone = open - rest;
        long paid = Math.min(gone, left.paid);
        left.paid -= paid;
        long writtenOff = Math.min(gone - paid, left.writtenOff);
        left.writtenOff -= writtenOff;
        long[] parts = {gone - paid - writtenOff, rest, writtenOff, paid};
        long followed = open - leaveOut(left, parts);
        Optional<AgingBucket> to = after.flatMap(AgedItem::bucket).filter(bucket -> parts[1] > 0);
        return new Flow(
                before.bucket().orElseThrow().label(),
                money.ofMinor(followed),
                money.ofMinor(parts[3]),
                money.ofMinor(parts[0]),
                money.ofMinor(parts[2]),
                to);
    }

    /** Takes what is in dispute off the parts, the first of them first; how much that is. */
    private static long leaveOut(Left left, long[] parts) {
        long out = 0;
        for (int i = 0; i < parts.length; i++) {
            long part = Math.min(parts[i], left.disputed);
            parts[i] -= part;
            left.disputed -= part;
            out += part;
        }
        return out;
    }

    private Left movements(OpenItem item) {
        Left left = new Left();
        MonetaryAmount disputed = period.disputed().get(item.id());
        left.disputed = disputed == null ? 0 : Amounts.minor(disputed);
        for (ItemMovement movement : receivables.movements(item.id(), period.end())) {
            if (movement.on().isAfter(period.range().from())) {
                long minor = Amounts.minor(movement.amount());
                switch (movement.cause()) {
                    case CASH, CASH_RETURNED -> left.paid = Math.subtractExact(left.paid, minor);
                    case WRITE_OFF, WRITE_OFF_RETURNED -> left.writtenOff = Math.subtractExact(left.writtenOff, minor);
                    // Whatever else takes from an item is a credit: it is what is left over.
                    case ISSUED, WITHDRAWN, CREDIT, CREDIT_RETURNED, APPLIED -> {}
                }
            }
        }
        left.paid = Math.max(0, left.paid);
        left.writtenOff = Math.max(0, left.writtenOff);
        return left;
    }
}
