package io.counterfoil.ticketing.clock;

import io.counterfoil.payments.evidence.Diagnostic;
import io.counterfoil.payments.evidence.Evidence;
import io.counterfoil.payments.hours.OpenHours;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A clock that nothing has started.
 *
 * @param kind what it measures
 * @param bound the policy that has such a clock; null where none holds any more
 * @param target how much it may use
 */
record IdleReading(ClockKind kind, @Nullable BoundPolicy bound, Duration target) implements ClockReading {

    @Override
    public int cycle() {
        return 0;
    }

    @Override
    public ClockState state() {
        return bound == null || bound.clock(kind) == null ? ClockState.WITHDRAWN : ClockState.NOT_STARTED;
    }

    @Override
    public Duration elapsed() {
        return Duration.ZERO;
    }

    @Override
    public boolean breached() {
        return false;
    }

    @Override
    public Optional<OpenHours.Due.At> due() {
        return Optional.empty();
    }

    @Override
    public Optional<Instant> breachedAt() {
        return Optional.empty();
    }

    @Override
    public Optional<OpenHours.Due.At> used(Duration amount) {
        return Optional.empty();
    }

    @Override
    public Optional<Instant> startedAt() {
        return Optional.empty();
    }

    @Override
    public Optional<Instant> stoppedAt() {
        return Optional.empty();
    }

    @Override
    public Optional<SlaPolicy> policy() {
        return Optional.ofNullable(bound).map(BoundPolicy::policy);
    }

    @Override
    public String policyVersion() {
        return bound == null ? "none" : bound.version();
    }

    @Override
    public Evidence evidence() {
        ClockSpec clock = bound == null ? null : bound.clock(kind);
        return bound == null || clock == null
                ? Evidence.none()
                : Evidence.of(ClockCode.POLICY, Reading.line(clock, bound));
    }

    @Override
    public List<Moment> moments() {
        return List.of();
    }

    @Override
    public List<Diagnostic> pauseAudit() {
        return List.of();
    }

    @Override
    public String sentence() {
        return state() == ClockState.NOT_STARTED ? "not started" : "no policy holds";
    }
}
