package io.counterfoil.ticketing.clock;

import io.counterfoil.payments.hours.BusinessHours;
import io.counterfoil.payments.hours.OpenHours;
import io.counterfoil.ticketing.clock.ClockReading.ClockState;
import io.counterfoil.ticketing.ticket.TicketEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the clocks of one ticket at one instant. A ticket under one policy with one set of hours is read by a walk along its events; every other one by its
 * {@link Timeline}, which both ways is where instants come from. Thread-safe.
 */
final class ClockReader {

    private final ClockLog log;
    private final List<Phase> phases;
    private final Instant now;
    private final @Nullable Spent spent;
    private volatile @Nullable Timeline timeline;
    private @Nullable List<Cycle> summed;

    ClockReader(ClockLog log, List<Phase> phases, Instant now) {
        this(log, phases, now, true);
    }

    /** A reader that, on request, takes no short cut: for comparison. */
    ClockReader(ClockLog log, List<Phase> phases, Instant now, boolean shortCut) {
        this.log = log;
        this.phases = phases;
        this.now = now;
        BoundPolicy first = phases.get(0).bound();
        BusinessHours hours = first == null ? null : first.onlyHours();
        this.spent =
                shortCut && phases.size() == 1 && hours != null && log.isPlain() ? Spent.of(log, hours, now) : null;
    }

    Instant now() {
        return now;
    }

    private Timeline timeline() {
        Timeline known = timeline;
        if (known == null) {
            known = new Timeline(log, phases);
            timeline = known;
        }
        return known;
    }

    List<Stretch> stretches(ClockKind kind, List<Cycle> spans, Instant end, Phase judged) {
        return timeline().stretches(kind, spans, end, judged);
    }

    String causes(ClockSpec clock, Instant at) {
        BoundPolicy bound = timeline().phaseAt(at).bound();
        return bound == null ? "" : timeline().causes(bound, clock, at);
    }

    List<TicketEvent> customerMessages() {
        List<TicketEvent> messages = new ArrayList<>();
        for (int i = 0; i < log.size(); i++) {
            if (log.kind(i) == TicketEvent.Kind.CUSTOMER_WROTE) {
                messages.add(log.event(i));
            }
        }
        return messages;
    }

    /** The cycles of the kind, or one clock that sums them, or one that nothing has started; nothing where no policy has the kind. */
    void read(ClockKind kind, List<ClockReading> readings) {
        ClockSpec clock = null;
        for (Phase phase : phases) {
            ClockSpec held = phase.clock(kind);
            clock = held == null ? clock : held;
        }
        if (clock == null) {
            return;
        }
        List<Cycle> cycles = cycles(clock);
        if (cycles.isEmpty()) {
            readings.add(idle(clock));
        } else if (kind.isSummed()) {
            int number = clock.reopen() == SlaPolicy.Reopen.FIRST_CYCLE ? 1 : cycles.size();
            readings.add(reading(clock, number, spans(clock, cycles)));
        } else {
            for (int i = 0; i < cycles.size(); i++) {
                readings.add(reading(clock, i + 1, List.of(cycles.get(i))));
            }
        }
    }

    /** Clocks from creation to solved have the same cycles. */
    private List<Cycle> cycles(ClockSpec clock) {
        if (!clock.kind().isSummed()) {
            return Cycles.of(clock, log);
        }
        List<Cycle> known = summed;
        if (known == null) {
            known = Cycles.of(clock, log);
            summed = known;
        }
        return known;
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

    private ClockReading idle(ClockSpec clock) {
        BoundPolicy bound = timeline().phaseAt(now).bound();
        ClockSpec held = bound == null ? null : bound.clock(clock.kind());
        return new IdleReading(
                clock.kind(), bound, bound == null || held == null ? Duration.ZERO : bound.budget(clock.target(), now));
    }

    private ClockReading reading(ClockSpec clock, int number, List<Cycle> spans) {
        BoundPolicy only = phases.get(0).bound();
        BoundPolicy.BoundClock held = only == null ? null : only.bound(clock.kind());
        return spent != null && only != null && held != null && clock.pauseCap().isEmpty()
                ? walked(held, only, spent, number, spans)
                : measured(clock, number, spans);
    }

    private ClockReading walked(
            BoundPolicy.BoundClock held, BoundPolicy bound, Spent columns, int number, List<Cycle> spans) {
        ClockSpec clock = held.spec();
        Cycle last = spans.get(spans.size() - 1);
        Instant end = last.end() == null ? now : last.end();
        ClockState state = ended(last);
        if (state == null) {
            int at = log.size() - 1;
            state = held.pauses(log.status(at), log.reasons(at)) ? ClockState.PAUSED : ClockState.RUNNING;
        }
        Reading.Source source = new Reading.Source(this, clock, bound, number, spans, phases.get(0), end, state);
        Duration budget = bound.budget(clock.target(), begun(spans));
        return new Reading(source, budget, columns.use(held, spans, budget));
    }

    /** Where the first span that is longer than an instant begins. */
    private Instant begun(List<Cycle> spans) {
        for (Cycle span : spans) {
            Instant ended = span.end();
            if (span.start().isBefore(ended == null ? now : ended)) {
                return span.start();
            }
        }
        return spans.get(spans.size() - 1).start();
    }

    /** When the clock has used so much; null where the walk along the log does not say, and its stretches must. */
    OpenHours.Due.@Nullable At usedUp(Reading.Source source, Duration amount, boolean goesOn) {
        BoundPolicy.BoundClock held = source.policy().bound(source.clock().kind());
        return spent == null || held == null || source.clock().pauseCap().isPresent()
                ? null
                : usedUp(source, spent.use(held, source.spans(), amount), goesOn);
    }

    /** When the clock has used up the amount of a use that was walked; null where its stretches must say. */
    OpenHours.Due.@Nullable At usedUp(Reading.Source source, Spent.Use use, boolean goesOn) {
        return spent == null ? null : spent.usedUp(use, goesOn ? source.end() : null);
    }

    private static @Nullable ClockState ended(Cycle last) {
        return switch (last.ending()) {
            case WITHDRAWN -> ClockState.WITHDRAWN;
            case FULFILLED -> ClockState.STOPPED;
            case GOES_ON -> null;
        };
    }

    private ClockReading measured(ClockSpec clock, int number, List<Cycle> spans) {
        Cycle last = spans.get(spans.size() - 1);
        Instant ended = last.end() == null ? now : last.end();
        Phase phase = last.goesOn() ? timeline().phaseAt(ended) : phaseBefore(ended);
        boolean withdrawn = phase.clock(clock.kind()) == null;
        Instant end = withdrawn ? heldUntil(clock.kind(), ended) : ended;
        Phase judged = withdrawn ? lastHolding(clock.kind(), ended) : phase;
        BoundPolicy bound = judged.bound();
        ClockSpec spec = judged.clock(clock.kind());
        if (bound == null || spec == null) {
            throw new IllegalStateException("phase from " + judged.from() + " has no clock " + clock.kind());
        }
        List<Stretch> stretches = stretches(clock.kind(), spans, end, judged);
        ClockState state = withdrawn ? ClockState.WITHDRAWN : ended(last);
        if (state == null) {
            boolean paused = timeline().isPausedAt(bound, spec, now) && !isCapUsed(spec, stretches);
            state = paused ? ClockState.PAUSED : ClockState.RUNNING;
        }
        Duration elapsed = Duration.ZERO;
        for (Stretch stretch : stretches) {
            elapsed = stretch.paused() ? elapsed : elapsed.plus(stretch.length());
        }
        Instant start = stretches.isEmpty() ? last.start() : stretches.get(0).from();
        Reading.Source source = new Reading.Source(this, spec, bound, number, spans, judged, end, state);
        return new Reading(source, bound.budget(spec.target(), start), elapsed, stretches);
    }

    /** A change at the very instant of the end comes too late for the clock. */
    private Phase phaseBefore(Instant end) {
        return timeline().phaseAt(end.minusNanos(1));
    }

    private Instant heldUntil(ClockKind kind, Instant ended) {
        Instant until = ended;
        for (int at = phases.size() - 1; at >= 0; at--) {
            Phase phase = phases.get(at);
            if (phase.from().isAfter(ended)) {
                continue;
            }
            if (phase.clock(kind) != null) {
                return until;
            }
            until = phase.from();
        }
        return until;
    }

    private Phase lastHolding(ClockKind kind, Instant ended) {
        Phase holding = null;
        for (Phase phase : phases) {
            if (phase.clock(kind) != null && (holding == null || !phase.from().isAfter(ended))) {
                holding = phase;
            }
        }
        if (holding == null) {
            throw new IllegalStateException("no policy has a clock " + kind);
        }
        return holding;
    }

    private static boolean isCapUsed(ClockSpec spec, List<Stretch> stretches) {
        Duration paused =
                stretches.stream().filter(Stretch::paused).map(Stretch::length).reduce(Duration.ZERO, Duration::plus);
        return spec.pauseCap().filter(cap -> paused.compareTo(cap) >= 0).isPresent();
    }
}
