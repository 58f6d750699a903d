package io.counterfoil.ticketing.clock;

import io.counterfoil.payments.evidence.Evidence;
import io.counterfoil.payments.hours.OpenHours;
import io.counterfoil.ticketing.clock.ClockReading.ClockState;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the clocks of one ticket at one instant. */
final class ClockReader {

    private final ClockLog log;
    private final List<Phase> phases;
    private final Timeline timeline;
    private final Instant now;

    ClockReader(ClockLog log, List<Phase> phases, Instant now) {
        this.log = log;
        this.phases = phases;
        this.timeline = new Timeline(log, phases);
        this.now = now;
    }

    /** The cycles of the kind, or one clock that sums them, or one that nothing has started; empty where no policy has the kind. */
    List<ClockReading> read(ClockKind kind) {
        ClockSpec clock = null;
        for (Phase phase : phases) {
            clock = phase.clock(kind).orElse(clock);
        }
        if (clock == null) {
            return List.of();
        }
        List<Cycle> cycles = Cycles.of(clock, log);
        if (cycles.isEmpty()) {
            return List.of(notStarted(clock));
        }
        if (kind.isSummed()) {
            return List.of(reading(
                    clock, clock.reopen() == SlaPolicy.Reopen.FIRST_CYCLE ? 1 : cycles.size(), spans(clock, cycles)));
        }
        List<ClockReading> readings = new ArrayList<>();
        for (Cycle cycle : cycles) {
            readings.add(reading(clock, readings.size() + 1, List.of(cycle)));
        }
        return readings;
    }

    private static List<Cycle> spans(ClockSpec clock, List<Cycle> cycles) {
        Cycle first = cycles.get(0);
        Cycle last = cycles.get(cycles.size() - 1);
        return switch (clock.reopen()) {
            case FIRST_CYCLE -> List.of(first);
            case LAST_CYCLE -> List.of(last);
            case ALL_CYCLES -> cycles;
            case LARGEST_SPAN -> List.of(new Cycle(first.start(), last.end(), last.ending()));
        };
    }

    private ClockReading notStarted(ClockSpec clock) {
        SlaPolicy policy = timeline.phaseAt(now).policy().orElse(null);
        boolean held = policy != null && policy.clock(clock.kind()).isPresent();
        return ImmutableClockReading.builder()
                .kind(clock.kind())
                .cycle(0)
                .state(held ? ClockState.NOT_STARTED : ClockState.WITHDRAWN)
                .target(policy != null && held ? budget(clock.target(), now, policy) : Duration.ZERO)
                .elapsed(Duration.ZERO)
                .policy(Optional.ofNullable(policy))
                .policyVersion(policy == null ? "none" : version(policy))
                .evidence(policy == null ? Evidence.none() : Evidence.of(ClockCode.POLICY, line(clock, policy)))
                .sentence(held ? "not started" : "no policy holds")
                .build();
    }

    private static Duration budget(ClockTarget target, Instant start, SlaPolicy policy) {
        if (target instanceof ClockTarget.Days days) {
            return policy.hoursAt(start)
                    .deadline(start, days.days())
                    .at()
                    .map(at -> policy.hoursAt(start).elapsed(start, at.stay()))
                    .orElse(Duration.ZERO);
        }
        return ((ClockTarget.Time) target).amount();
    }

    private ClockReading reading(ClockSpec clock, int number, List<Cycle> spans) {
        Cycle last = spans.get(spans.size() - 1);
        Instant ended = last.end().orElse(now);
        Phase phase = last.goesOn() ? timeline.phaseAt(ended) : phaseBefore(ended);
        boolean withdrawn = phase.clock(clock.kind()).isEmpty();
        Instant end = withdrawn ? heldUntil(clock.kind(), ended) : ended;
        Phase judged = withdrawn ? lastHolding(clock.kind(), ended) : phase;
        SlaPolicy policy = judged.policy().orElseThrow();
        ClockSpec spec = judged.clock(clock.kind()).orElseThrow();
        List<Stretch> stretches = timeline.stretches(clock.kind(), spans, end, judged);
        ClockState state = state(spec, last, withdrawn, stretches);
        Instant start = stretches.isEmpty() ? last.start() : stretches.get(0).from();
        return measured(
                new Measured(spec, policy, budget(spec.target(), start, policy), stretches, state, end), number, spans);
    }

    /** A change at the very instant of the end comes too late for the clock. */
    private Phase phaseBefore(Instant end) {
        return timeline.phaseAt(end.minusNanos(1));
    }

    private Instant heldUntil(ClockKind kind, Instant ended) {
        Instant until = ended;
        for (int at = phases.size() - 1; at >= 0; at--) {
            Phase phase = phases.get(at);
            if (phase.from().isAfter(ended)) {
                continue;
            }
            if (phase.clock(kind).isPresent()) {
                return until;
            }
            until = phase.from();
        }
        return until;
    }

    private Phase lastHolding(ClockKind kind, Instant ended) {
        Phase holding = null;
        for (Phase phase : phases) {
            if (phase.clock(kind).isPresent()
                    && (holding == null || !phase.from().isAfter(ended))) {
                holding = phase;
            }
        }
        if (holding == null) {
            throw new IllegalStateException("no policy has a clock " + kind);
        }
        return holding;
    }

    private ClockState state(ClockSpec spec, Cycle last, boolean withdrawn, List<Stretch> stretches) {
        if (withdrawn || last.ending() == Cycle.Ending.WITHDRAWN) {
            return ClockState.WITHDRAWN;
        }
        if (last.ending() == Cycle.Ending.FULFILLED) {
            return ClockState.STOPPED;
        }
        boolean paused = timeline.pausedAt(spec, now) && !capUsed(spec, stretches);
        return paused ? ClockState.PAUSED : ClockState.RUNNING;
    }

    private static boolean capUsed(ClockSpec spec, List<Stretch> stretches) {
        Duration paused =
                stretches.stream().filter(Stretch::paused).map(Stretch::length).reduce(Duration.ZERO, Duration::plus);
        return spec.pauseCap().filter(cap -> paused.compareTo(cap) >= 0).isPresent();
    }

    /** Everything that a reading is made of. */
    private record Measured(
            ClockSpec clock,
            SlaPolicy policy,
            Duration target,
            List<Stretch> stretches,
            ClockState state,
            Instant end) {

        List<Stretch> running() {
            return stretches.stream().filter(stretch -> !stretch.paused()).toList();
        }

        /** What has run, and where that is asked for, what would come. */
        List<Stretch> runningOn() {
            List<Stretch> on = new ArrayList<>(running());
            on.addAll(Timeline.byHours(Stretch.of(end, Instant.MAX, false, policy)));
            return on;
        }
    }

    private ClockReading measured(Measured measured, int number, List<Cycle> spans) {
        Duration elapsed = measured.running().stream().map(Stretch::length).reduce(Duration.ZERO, Duration::plus);
        boolean breached = elapsed.compareTo(measured.target()) > 0;
        boolean used = elapsed.compareTo(measured.target()) >= 0;
        Optional<OpenHours.Due.At> due = switch (measured.state()) {
            case RUNNING, STOPPED -> dueOf(measured.runningOn(), measured.target());
            case PAUSED -> used ? dueOf(measured.running(), measured.target()) : Optional.empty();
            case NOT_STARTED, WITHDRAWN, UNDEFINED_DUE -> Optional.empty();
        };
        Optional<Instant> breachedAt =
                breached ? dueOf(measured.running(), measured.target()).map(OpenHours.Due.At::roll) : Optional.empty();
        ClockState state =
                measured.state() == ClockState.RUNNING && due.isEmpty() ? ClockState.UNDEFINED_DUE : measured.state();
        boolean over = state == ClockState.STOPPED || state == ClockState.WITHDRAWN;
        return ImmutableClockReading.builder()
                .kind(measured.clock().kind())
                .cycle(number)
                .state(state)
                .target(measured.target())
                .elapsed(elapsed)
                .due(due)
                .breachedAt(breachedAt)
                .startedAt(spans.get(0).start())
                .stoppedAt(over ? Optional.of(measured.end()) : Optional.empty())
                .policy(measured.policy())
                .policyVersion(version(measured.policy()))
                .evidence(evidence(measured, breachedAt.orElse(null)))
                .sentence(sentence(measured, state, elapsed, due.orElse(null)))
                .build();
    }

    /** When the target is used up on the timeline: the first instant at which it is reached and the last at which it is not exceeded. */
    private static Optional<OpenHours.Due.At> dueOf(List<Stretch> running, Duration target) {
        Duration used = Duration.ZERO;
        Instant stay = null;
        OpenHours.Due.At lastSeen = null;
        for (Stretch stretch : running) {
            Duration left = target.minus(used);
            Duration length = stretch.isEndless() ? null : stretch.length();
            boolean reaches = length == null || used.plus(length).compareTo(target) >= 0;
            if (reaches) {
                lastSeen = stretch.hours().deadline(stretch.from(), left).at().orElse(null);
                if (lastSeen == null) {
                    break;
                }
                stay = stay == null ? lastSeen.stay() : stay;
                if (length == null || used.plus(length).compareTo(target) > 0) {
                    break;
                }
            }
            used = used.plus(length == null ? Duration.ZERO : length);
        }
        if (stay == null) {
            return Optional.empty();
        }
        return Optional.of(new OpenHours.Due.At(stay, lastSeen == null ? stay : lastSeen.roll()));
    }

    private Evidence evidence(Measured measured, @Nullable Instant breachedAt) {
        return Evidence.lazily(() -> {
            List<Evidence.Fact> facts = new ArrayList<>();
            facts.add(fact(ClockCode.POLICY, line(measured.clock(), measured.policy())));
            if (breachedAt != null) {
                facts.add(fact(ClockCode.BREACHED, "target exceeded after " + breachedAt));
            }
            for (Stretch stretch : measured.stretches()) {
                facts.add(new Evidence.Fact(
                        stretch.paused() ? ClockCode.PAUSED : ClockCode.RAN,
                        (stretch.paused() ? "paused " : "ran ") + stretch.from() + " to " + stretch.to() + ": "
                                + Sentences.of(stretch.length()) + " open, hours " + shortVersion(stretch),
                        Map.of("seconds", Long.toString(stretch.length().toSeconds()))));
            }
            return facts;
        });
    }

    private static String shortVersion(Stretch stretch) {
        String version = stretch.hours().version();
        return version.substring(0, Math.min(12, version.length()));
    }

    private static Evidence.Fact fact(ClockCode code, String sentence) {
        return new Evidence.Fact(code, sentence, Map.of());
    }

    private static String version(SlaPolicy policy) {
        return policy.id() + "@" + policy.version();
    }

    private static String line(ClockSpec clock, SlaPolicy policy) {
        return "policy " + version(policy) + ": " + clock.kind() + " within "
                + clock.target().sentence();
    }

    private String sentence(Measured measured, ClockState state, Duration elapsed, OpenHours.Due.@Nullable At due) {
        Duration left = measured.target().minus(elapsed);
        ZoneId zone = measured.policy().hoursAt(now).zone();
        String span = Sentences.of(left);
        String when = due == null ? "" : Sentences.of(due.stay(), now, zone);
        return switch (state) {
            case RUNNING -> left.isNegative() ? span + " overdue, was due " + when : span + " left, due " + when;
            case PAUSED ->
                left.isNegative() ? "paused, " + span + " overdue, was due " + when : "paused with " + span + " left";
            case STOPPED ->
                left.isNegative()
                        ? "missed by " + span + ", was due " + when
                        : "met with " + Sentences.of(elapsed) + " of " + Sentences.of(measured.target()) + " used";
            case WITHDRAWN -> "withdrawn after " + Sentences.of(elapsed);
            case UNDEFINED_DUE -> span + " left, and the hours never open again";
            case NOT_STARTED -> "not started";
        };
    }
}
