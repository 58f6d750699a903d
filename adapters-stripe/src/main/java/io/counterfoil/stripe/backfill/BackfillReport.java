package io.counterfoil.stripe.backfill;

import io.counterfoil.payments.evidence.Diagnostic;
import java.util.List;
import org.immutables.value.Value;

/** What a backfill, a pull or a sweep read (specification 4.18). Immutable. */
@Value.Immutable
public interface BackfillReport {

    /** Each list, in the order of the plan. */
    List<Count> counts();

    /** Everything that was found: objects that could not be read, lists that ended early, versions that differ. */
    List<Diagnostic> problems();

    /** Whether every list was read to its end; another run goes on where this one stopped. */
    default boolean complete() {
        return counts().stream().allMatch(Count::complete);
    }

    /** Objects that were not known before. */
    default long fresh() {
        return counts().stream().mapToLong(Count::fresh).sum();
    }

    /** Objects that were known otherwise. */
    default long changed() {
        return counts().stream().mapToLong(Count::changed).sum();
    }

    /** What every object of a list came to; what was read is the sum of the rest. */
    @Value.Check
    default void check() {
        for (Count count : counts()) {
            if (count.read() != count.fresh() + count.changed() + count.equal() + count.rejected()) {
                throw new IllegalArgumentException("list " + count.stream() + " read " + count.read()
                        + " objects and accounts for others: " + count);
            }
        }
    }

    /**
     * One list.
     *
     * @param stream its path below {@code /v1/}
     * @param read objects that came
     * @param fresh not known before
     * @param changed known otherwise
     * @param equal known as they came
     * @param rejected could not be read, or have no id
     * @param complete whether the list was read to its end
     */
    record Count(String stream, long read, long fresh, long changed, long equal, long rejected, boolean complete) {}

    /** A new builder. */
    static Builder builder() {
        return new Builder();
    }

    /** Builds reports. Not thread-safe. */
    final class Builder extends ImmutableBackfillReport.Builder {
        Builder() {}
    }
}
