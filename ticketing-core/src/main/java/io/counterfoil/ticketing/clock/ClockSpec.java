package io.counterfoil.ticketing.clock;

import io.counterfoil.ticketing.ticket.TicketStatus;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.immutables.value.Value;

/** One clock of a policy: what it measures, how much it may use, when it stands still. Immutable. */
@Value.Immutable
public interface ClockSpec {

    /** What it measures. */
    ClockKind kind();

    /** How much it may use. */
    ClockTarget target();

    /** The statuses in which it stands still; unset, the kind's own. */
    Optional<Set<TicketStatus>> pausedIn();

    /** The host's reasons that let it stand still beside the status; two at a time count once. */
    Set<String> pausedBy();

    /** How much business time it may stand still; what goes beyond runs. Unlimited where it is empty. */
    Optional<Duration> pauseCap();

    /** What happens when a solved ticket is opened again. */
    @Value.Default
    default SlaPolicy.Reopen reopen() {
        return SlaPolicy.Reopen.ALL_CYCLES;
    }

    /** Whether {@link ClockKind#NEXT_REPLY} may begin with the first customer message, before any agent reply. */
    @Value.Default
    default boolean includesFirst() {
        return false;
    }

    /** The statuses in which it stands still. */
    default Set<TicketStatus> pausingStatuses() {
        return pausedIn().orElse(kind().defaultPausedIn());
    }

    /** The cap is an amount. */
    @Value.Check
    default void check() {
        pauseCap().filter(Duration::isNegative).ifPresent(cap -> {
            throw new IllegalArgumentException("pause cap of " + kind() + " is " + cap + ", expected zero or more");
        });
    }

    /** A clock with the defaults of its kind. */
    static ClockSpec of(ClockKind kind, ClockTarget target) {
        return builder().kind(kind).target(target).build();
    }

    /** A new builder. */
    static Builder builder() {
        return new Builder();
    }

    /** Builds clocks of a policy. Not thread-safe. */
    final class Builder extends ImmutableClockSpec.Builder {
        Builder() {}
    }
}
