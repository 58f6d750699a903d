package io.counterfoil.ticketing.clock;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of a ticket's life under one policy.
 *
 * @param from its first instant
 * @param bound the policy; null where none holds
 */
record Phase(Instant from, @Nullable BoundPolicy bound) {

    Optional<SlaPolicy> policy() {
        return bound == null ? Optional.empty() : Optional.of(bound.policy());
    }

    /** The clock of the kind; null where the policy has none, or none holds. */
    @Nullable
    ClockSpec clock(ClockKind kind) {
        return bound == null ? null : bound.clock(kind);
    }
}
