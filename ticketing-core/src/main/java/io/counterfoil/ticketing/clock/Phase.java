package io.counterfoil.ticketing.clock;

import java.time.Instant;
import java.util.Optional;

/**
 * A stretch of a ticket's life under one policy.
 *
 * @param from its first instant
 * @param policy the policy; absent where none holds
 */
record Phase(Instant from, Optional<SlaPolicy> policy) {

    Optional<ClockSpec> clock(ClockKind kind) {
        return policy.flatMap(held -> held.clock(kind));
    }
}
