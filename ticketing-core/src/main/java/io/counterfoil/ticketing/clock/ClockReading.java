package io.counterfoil.ticketing.clock;

import io.counterfoil.payments.evidence.Diagnostic;
import io.counterfoil.payments.evidence.Evidence;
import io.counterfoil.payments.hours.OpenHours;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A clock as it stands at an instant. Durations are business time in the policy's hours. Immutable; what only people ask for is made when it is asked for. Equal
 * where everything that is said here is.
 */
public interface ClockReading {

    /** What it measures. */
    ClockKind kind();

    /** Which cycle, from 1; 0 where none has begun. For a clock that sums cycles, the last of them. */
    int cycle();

    /** Whether it runs. */
    ClockState state();

    /** How much it may use; zero where no policy holds. */
    Duration target();

    /** How much it has used. */
    Duration elapsed();

    /** Target less elapsed; negative after a breach. */
    default Duration remaining() {
        return target().minus(elapsed());
    }

    /**
     * When the target is used up: while it runs, if nothing happens; when it has stopped, if it had run on. Empty while it is paused, unless the target was
     * used up before.
     */
    Optional<OpenHours.Due.At> due();

    /** The instant after which elapsed exceeds the target; the same whenever it is read. */
    Optional<Instant> breachedAt();

    /** By how much elapsed exceeds the target; empty where it does not. */
    default Optional<Duration> overrun() {
        return breached() ? Optional.of(elapsed().minus(target())) : Optional.empty();
    }

    /** When so much of it is used: in the past, or, while it runs, to come if nothing happens; empty where it is not known. */
    Optional<OpenHours.Due.At> used(Duration amount);

    /** When the cycle, or the first of the cycles that are counted, began. */
    Optional<Instant> startedAt();

    /** When it stopped or was withdrawn; empty while it is running or paused. */
    Optional<Instant> stoppedAt();

    /** The policy it was read with; empty where none holds. */
    Optional<SlaPolicy> policy();

    /** Name and version of the policy it was read with. */
    String policyVersion();

    /** The policy line and every stretch, running or paused, with its length and what paused it: they add up to {@link #elapsed()}. */
    Evidence evidence();

    /** What happened to it, in order: activated, paused, resumed, breached, fulfilled or withdrawn. */
    List<Moment> moments();

    /** What the customer wrote while it stood still and went on standing still: pauses that a person should look at. */
    List<Diagnostic> pauseAudit();

    /** One line for people, local time of the policy's hours. */
    String sentence();

    /** Whether elapsed exceeds the target. */
    default boolean breached() {
        return elapsed().compareTo(target()) > 0;
    }

    /** How a clock stands. */
    enum ClockState {
        /** Nothing has started it. */
        NOT_STARTED,
        /** It counts, in open hours. */
        RUNNING,
        /** It stands still. */
        PAUSED,
        /** What it waits for has come. */
        STOPPED,
        /** The ticket was closed, or its policy taken away, before that came: neither met nor missed unless it was breached before. */
        WITHDRAWN,
        /** It runs, and its hours never use up the target. */
        UNDEFINED_DUE
    }

    /**
     * Something that happened to a clock.
     *
     * @param change what
     * @param at when
     */
    record Moment(Change change, Instant at) {

        /** What happens to clocks. */
        public enum Change {
            ACTIVATED,
            PAUSED,
            RESUMED,
            BREACHED,
            FULFILLED,
            WITHDRAWN
        }
    }
}
