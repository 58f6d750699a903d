package io.counterfoil.collections.aging;

import io.counterfoil.payments.evidence.Diagnostic;
import java.util.List;
import java.util.Optional;
import org.immutables.value.Value;

/** Grace and levels of delinquency (collections specification 4.4). Immutable. */
@Value.Immutable
public interface DelinquencyPolicy {

    /** Days after the oldest due date that do not count, for the party; instalments have none. 0 unless stated. */
    @Value.Default
    default int graceDays() {
        return 0;
    }

    /** The levels; may be empty. */
    List<DelinquencyLevel> levels();

    /** Whether held days before the oldest due date are taken off too, as some systems do. No unless stated. */
    @Value.Default
    default boolean allHeldDays() {
        return false;
    }

    /** Whether instalments have levels of their own while the party is not delinquent. No unless stated. */
    @Value.Default
    default boolean instalmentLevelsWithinGrace() {
        return false;
    }

    /** No grace and no levels. */
    static DelinquencyPolicy none() {
        return builder().build();
    }

    /** The level of a number of days; empty where none has it. */
    default Optional<DelinquencyLevel> levelOf(int days) {
        return levels().stream().filter(level -> level.contains(days)).findFirst();
    }

    /** Refuses a negative grace and levels that overlap or share a name. */
    @Value.Check
    default void check() {
        if (graceDays() < 0) {
            throw new IllegalArgumentException("graceDays is " + graceDays() + ", expected 0 or more");
        }
        for (Diagnostic fault : DelinquencyLevel.check(levels())) {
            throw new IllegalArgumentException(fault.message());
        }
    }

    /** A new builder. */
    static Builder builder() {
        return new Builder();
    }

    /** Builds policies. Not thread-safe. */
    final class Builder extends ImmutableDelinquencyPolicy.Builder {
        Builder() {}
    }
}
