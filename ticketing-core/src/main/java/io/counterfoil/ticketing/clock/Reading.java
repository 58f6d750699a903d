package io.counterfoil.ticketing.clock;

import io.counterfoil.payments.evidence.Diagnostic;
import io.counterfoil.payments.evidence.Evidence;
import io.counterfoil.payments.hours.OpenHours;
import io.counterfoil.ticketing.ticket.TicketEvent;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A clock that was read. What it has used is known at once; stretches, due instants and words are made when somebody asks, always the same. Thread-safe: threads
 * that race make equal values.
 */
final class Reading implements ClockReading {

    /** What was read, before anything is made of it. */
    record Source(
            ClockReader reader,
            ClockSpec clock,
            BoundPolicy policy,
            int cycle,
            List<Cycle> spans,
            Phase judged,
            Instant end,
            ClockState state) {}

    private final Source source;
    private final Duration target;
    private final Duration elapsed;
    /** Where the target is used up, where the log was walked. */
    private final Spent.@Nullable Use use;

    private volatile @Nullable List<Stretch> stretches;
    /** Nothing but final fields: threads may see it late, never half. */
    private OpenHours.Due.@Nullable At due;

    private boolean neverDue;

    Reading(Source source, Duration target, Duration elapsed, List<Stretch> stretches) {
        this.source = source;
        this.target = target;
        this.elapsed = elapsed;
        this.stretches = stretches;
        use = null;
    }

    Reading(Source source, Duration target, Spent.Use use) {
        this.source = source;
        this.target = target;
        this.use = use;
        elapsed = Duration.ofNanos(use.elapsed());
    }

    @Override
    public ClockKind kind() {
        return source.clock.kind();
    }

    @Override
    public int cycle() {
        return source.cycle;
    }

    @Override
    public ClockState state() {
        return source.state == ClockState.RUNNING && due().isEmpty() ? ClockState.UNDEFINED_DUE : source.state;
    }

    @Override
    public Duration target() {
        return target;
    }

    @Override
    public Duration elapsed() {
        return elapsed;
    }

    @Override
    public Optional<OpenHours.Due.At> due() {
        OpenHours.Due.At known = due;
        if (known == null && !neverDue) {
            known = switch (source.state) {
                case RUNNING, STOPPED -> usedUp(target, true).orElse(null);
                case PAUSED ->
                    elapsed.compareTo(target) >= 0 ? usedUp(target, false).orElse(null) : null;
                case NOT_STARTED, WITHDRAWN, UNDEFINED_DUE -> null;
            };
            due = known;
            neverDue = known == null;
        }
        return Optional.ofNullable(known);
    }

    @Override
    public Optional<Instant> breachedAt() {
        return breached() ? usedUp(target, false).map(OpenHours.Due.At::roll) : Optional.empty();
    }

    @Override
    public Optional<OpenHours.Due.At> used(Duration amount) {
        return usedUp(amount, source.state == ClockState.RUNNING);
    }

    @Override
    public Optional<Instant> startedAt() {
        return Optional.of(source.spans.get(0).start());
    }

    @Override
    public Optional<Instant> stoppedAt() {
        return isOver() ? Optional.of(source.end) : Optional.empty();
    }

    private boolean isOver() {
        return source.state == ClockState.STOPPED || source.state == ClockState.WITHDRAWN;
    }

    @Override
    public Optional<SlaPolicy> policy() {
        return Optional.of(source.policy.policy());
    }

    @Override
    public String policyVersion() {
        return source.policy.version();
    }

    List<Stretch> stretches() {
        List<Stretch> known = stretches;
        if (known == null) {
            known = source.reader.stretches(kind(), source.spans, source.end, source.judged);
            stretches = known;
        }
        return known;
    }

    /** When the amount is used up on the timeline: the first instant at which it is reached and the last at which it is not exceeded. */
    private Optional<OpenHours.Due.At> usedUp(Duration amount, boolean goesOn) {
        Spent.Use known = use;
        OpenHours.Due.At walked = known != null && amount.equals(target)
                ? source.reader.usedUp(source, known, goesOn)
                : source.reader.usedUp(source, amount, goesOn);
        return walked == null ? usedUpByStretches(amount, goesOn) : Optional.of(walked);
    }

    private Optional<OpenHours.Due.At> usedUpByStretches(Duration amount, boolean goesOn) {
        List<Stretch> running = new ArrayList<>();
        for (Stretch stretch : stretches()) {
            if (!stretch.paused()) {
                running.add(stretch);
            }
        }
        if (goesOn) {
            running.addAll(Timeline.byHours(Stretch.of(source.end, Instant.MAX, false, source.policy.policy())));
        }
        Duration used = Duration.ZERO;
        Instant stay = null;
        OpenHours.Due.At last = null;
        for (Stretch stretch : running) {
            Duration length = stretch.isEndless() ? null : stretch.length();
            if (length == null || used.plus(length).compareTo(amount) >= 0) {
                last = stretch.hours()
                        .deadline(stretch.from(), amount.minus(used))
                        .at()
                        .orElse(null);
                if (last == null) {
                    break;
                }
                stay = stay == null ? last.stay() : stay;
                if (length == null || used.plus(length).compareTo(amount) > 0) {
                    break;
                }
            }
            used = used.plus(length == null ? Duration.ZERO : length);
        }
        return stay == null
                ? Optional.empty()
                : Optional.of(new OpenHours.Due.At(stay, last == null ? stay : last.roll()));
    }

    @Override
    public Evidence evidence() {
        return Evidence.lazily(() -> {
            List<Evidence.Fact> facts = new ArrayList<>();
            facts.add(fact(ClockCode.POLICY, line(source.clock, source.policy)));
            breachedAt().ifPresent(at -> facts.add(fact(ClockCode.BREACHED, "the target was exceeded after " + at)));
            for (Stretch stretch : stretches()) {
                facts.add(new Evidence.Fact(
                        stretch.paused() ? ClockCode.PAUSED : ClockCode.RAN,
                        (stretch.paused() ? "paused" + by(stretch) + " " : "ran ") + stretch.from() + " to "
                                + stretch.to() + ": " + Sentences.of(stretch.length()) + " open, hours "
                                + shortVersion(stretch),
                        Map.of("seconds", Long.toString(stretch.length().toSeconds()))));
            }
            return facts;
        });
    }

    private String by(Stretch stretch) {
        String causes = source.reader.causes(source.clock, stretch.from());
        return causes.isEmpty() ? "" : " by " + causes;
    }

    private static String shortVersion(Stretch stretch) {
        String version = stretch.hours().version();
        return version.substring(0, Math.min(12, version.length()));
    }

    private static Evidence.Fact fact(ClockCode code, String sentence) {
        return new Evidence.Fact(code, sentence, Map.of());
    }

    static String line(ClockSpec clock, BoundPolicy policy) {
        return "policy " + policy.version() + ": " + clock.kind() + " within "
                + clock.target().sentence();
    }

    @Override
    public List<Moment> moments() {
        List<Moment> moments = new ArrayList<>();
        Instant breach = breachedAt().orElse(null);
        Moment.Change last = Moment.Change.FULFILLED;
        for (Stretch stretch : stretches()) {
            Moment.Change next = next(last, stretch.paused());
            if (next != last) {
                moments.add(new Moment(next, stretch.from()));
                last = next;
            }
        }
        if (breach != null) {
            moments.add(new Moment(Moment.Change.BREACHED, breach));
        }
        if (isOver()) {
            moments.add(new Moment(
                    source.state == ClockState.STOPPED ? Moment.Change.FULFILLED : Moment.Change.WITHDRAWN,
                    source.end));
        }
        moments.sort(java.util.Comparator.comparing(Moment::at));
        return List.copyOf(moments);
    }

    /** A clock that begins paused is activated, and paused at once. */
    private static Moment.Change next(Moment.Change last, boolean paused) {
        if (paused) {
            return Moment.Change.PAUSED;
        }
        return last == Moment.Change.PAUSED || last == Moment.Change.RESUMED
                ? Moment.Change.RESUMED
                : Moment.Change.ACTIVATED;
    }

    @Override
    public List<Diagnostic> pauseAudit() {
        List<Diagnostic> audit = new ArrayList<>();
        List<Stretch> all = stretches();
        for (TicketEvent event : source.reader.customerMessages()) {
            for (Stretch stretch : all) {
                if (stretch.paused()
                        && !event.at().isBefore(stretch.from())
                        && event.at().isBefore(stretch.to())) {
                    audit.add(Diagnostic.warning(
                            ClockCode.WROTE_WHILE_PAUSED,
                            "the customer wrote at " + event.at() + " and " + kind() + " stood still" + by(stretch)
                                    + " until " + stretch.to() + ", expected somebody to look",
                            ClockLog.place(event)));
                }
            }
        }
        return List.copyOf(audit);
    }

    @Override
    public String sentence() {
        Instant now = source.reader.now();
        ClockState state = state();
        Duration left = remaining();
        ZoneId zone = source.policy.policy().hoursAt(now).zone();
        String span = Sentences.of(left);
        String when = due().map(at -> Sentences.of(at.stay(), now, zone)).orElse("");
        return switch (state) {
            case RUNNING -> left.isNegative() ? span + " overdue, was due " + when : span + " left, due " + when;
            case PAUSED ->
                left.isNegative() ? "paused, " + span + " overdue, was due " + when : "paused with " + span + " left";
            case STOPPED ->
                left.isNegative()
                        ? "missed by " + span + ", was due " + when
                        : "met with " + Sentences.of(elapsed) + " of " + Sentences.of(target) + " used";
            case WITHDRAWN -> "withdrawn after " + Sentences.of(elapsed);
            case UNDEFINED_DUE -> span + " left, and the hours never open again";
            case NOT_STARTED -> "not started";
        };
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Reading that
                && kind() == that.kind()
                && cycle() == that.cycle()
                && state() == that.state()
                && target.equals(that.target)
                && elapsed.equals(that.elapsed)
                && due().equals(that.due())
                && breachedAt().equals(that.breachedAt())
                && startedAt().equals(that.startedAt())
                && stoppedAt().equals(that.stoppedAt())
                && policyVersion().equals(that.policyVersion())
                && sentence().equals(that.sentence());
    }

    @Override
    public int hashCode() {
        return Objects.hash(kind(), cycle(), target, elapsed, policyVersion());
    }

    @Override
    public String toString() {
        return kind() + " " + cycle() + ": " + sentence();
    }
}
