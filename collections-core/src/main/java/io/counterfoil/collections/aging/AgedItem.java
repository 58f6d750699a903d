package io.counterfoil.collections.aging;

import io.counterfoil.collections.receivable.OpenItem;
import java.time.LocalDate;
import java.util.Optional;
import javax.money.MonetaryAmount;
import org.immutables.value.Value;

/** An open item, or an open instalment of one, with its age. Immutable. */
@Value.Immutable
public interface AgedItem {

    /** The document. */
    OpenItem item();

    /** The id of the instalment; empty for an item without terms. */
    String termId();

    /** The date the age is counted from. */
    LocalDate agedFrom();

    /** Whether the age is counted from the issue date because there is no due date. */
    boolean withoutDueDate();

    /** Days since {@link #agedFrom()}; negative for days to come. */
    int ageDays();

    /** What is open, signed: negative for credits. */
    MonetaryAmount open();

    /** What stands in the bucket or the unapplied column: {@link #open()}, unless credits were taken off the oldest debits. */
    MonetaryAmount counted();

    /** The bucket; empty for what stands in the unapplied column. */
    Optional<AgingBucket> bucket();

    /** A new builder. */
    static Builder builder() {
        return new Builder();
    }

    /** Builds rows. Not thread-safe. */
    final class Builder extends ImmutableAgedItem.Builder {
        Builder() {}
    }
}
