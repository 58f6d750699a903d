package io.counterfoil.ticketing.clock;

import io.counterfoil.payments.hours.BusinessHours;
import io.counterfoil.ticketing.ticket.TicketStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A policy with its clocks at hand by kind. Immutable. */
final class BoundPolicy {

    private final SlaPolicy policy;
    private final Map<ClockKind, BoundClock> clocks = new EnumMap<>(ClockKind.class);
    private final @Nullable BusinessHours only;
    private final String version;

    /** A clock and the statuses in which it stands still. */
    record BoundClock(ClockSpec spec, Set<TicketStatus> pausing) {

        boolean pauses(TicketStatus status, Set<String> reasons) {
            return pausing.contains(status) || (!reasons.isEmpty() && !Collections.disjoint(spec.pausedBy(), reasons));
        }
    }

    BoundPolicy(SlaPolicy policy) {
        this.policy = policy;
        this.version = policy.id() + "@" + policy.version();
        this.only = policy.hoursFrom().isEmpty() ? policy.hours() : null;
        for (ClockSpec clock : policy.clocks()) {
            Set<TicketStatus> statuses = EnumSet.noneOf(TicketStatus.class);
            statuses.addAll(clock.pausingStatuses());
            clocks.put(clock.kind(), new BoundClock(clock, statuses));
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
        BoundClock bound = clocks.get(kind);
        return bound == null ? null : bound.spec();
    }

    /** Its hours where they are the same at all times; else null. */
    @Nullable
    BusinessHours onlyHours() {
        return only;
    }

    @Nullable
    BoundClock bound(ClockKind kind) {
        return clocks.get(kind);
    }

    boolean pauses(ClockSpec clock, TicketStatus status, Set<String> reasons) {
        BoundClock bound = clocks.get(clock.kind());
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
