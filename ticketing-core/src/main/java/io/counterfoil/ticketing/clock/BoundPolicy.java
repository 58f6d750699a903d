package io.counterfoil.ticketing.clock;

import io.counterfoil.payments.hours.BusinessHours;
import io.counterfoil.ticketing.ticket.TicketStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A policy with its clocks at hand by kind. Immutable. */
@SuppressWarnings("EnumOrdinal") // bits and places within this process only, never stored
final class BoundPolicy {

    private final SlaPolicy policy;
    private final @Nullable BoundClock[] clocks = new BoundClock[ClockKind.values().length];
    private final @Nullable BusinessHours only;
    private final String version;

    /** A clock and the statuses in which it stands still, as bits. */
    record BoundClock(ClockSpec spec, int pausing) {

        private static BoundClock of(ClockSpec spec) {
            int bits = 0;
            for (TicketStatus status : spec.pausingStatuses()) {
                bits |= 1 << status.ordinal();
            }
            return new BoundClock(spec, bits);
        }

        boolean pauses(TicketStatus status, Set<String> reasons) {
            return ((pausing >>> status.ordinal()) & 1) != 0
                    || (!reasons.isEmpty() && !Collections.disjoint(spec.pausedBy(), reasons));
        }
    }

    BoundPolicy(SlaPolicy policy) {
        this.policy = policy;
        this.version = policy.id() + "@" + policy.version();
        this.only = policy.hoursFrom().isEmpty() ? policy.hours() : null;
        for (ClockSpec clock : policy.clocks()) {
            clocks[clock.kind().ordinal()] = BoundClock.of(clock);
        }
    }

    SlaPolicy policy() {
        return policy;
    }

    String version() {
        return version;
    }

    @Nullable
    ClockSpec clock(ClockKind kind) {
        BoundClock bound = clocks[kind.ordinal()];
        return bound == null ? null : bound.spec();
    }

    /** Its hours where they are the same at all times; else null. */
    @Nullable
    BusinessHours onlyHours() {
        return only;
    }

    @Nullable
    BoundClock bound(ClockKind kind) {
        return clocks[kind.ordinal()];
    }

    boolean pauses(ClockSpec clock, TicketStatus status, Set<String> reasons) {
        BoundClock bound = clocks[clock.kind().ordinal()];
        return bound != null && bound.pauses(status, reasons);
    }

    /** How much a clock that starts then may use. */
    Duration budget(ClockTarget target, Instant start) {
        if (target instanceof ClockTarget.Days days) {
            BusinessHours hours = policy.hoursAt(start);
            return hours.deadline(start, days.days())
                    .at()
                    .map(at -> hours.elapsed(start, at.stay()))
                    .orElse(Duration.ZERO);
        }
        return ((ClockTarget.Time) target).amount();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof BoundPolicy that && version.equals(that.version);
    }

    @Override
    public int hashCode() {
        return version.hashCode();
    }
}
