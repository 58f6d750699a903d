package io.counterfoil.collections.strategy;

import io.counterfoil.collections.contact.Suppression;
import io.counterfoil.payments.evidence.Evidence;
import io.counterfoil.payments.evidence.Obstacle;
import io.counterfoil.payments.idempotency.IdempotencyKey;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.immutables.value.Value;

/**
 * What is to be done about a scope today, and why; or why nothing is done (COL-27, COL-28). Immutable.
 *
 * <p>The same key is the same decision: prepare and send once.
 */
@Value.Immutable
public interface ContactDecision {

    /** What is to be done. */
    Kind kind();

    /** About what. */
    ScopeKey scope();

    /** By which strategy. */
    StrategyId strategy();

    /** Which step. */
    StepId step();

    /** Which time the step is taken, from 1. */
    int occurrence();

    /** The day of the step by the facts of today. */
    LocalDate stepDate();

    /** The name of this decision: strategy, scope, episode, step and occurrence. */
    IdempotencyKey key();

    /** The first day of the episode. */
    LocalDate episodeStart();

    /** What is to be said, where something is. */
    Optional<Notice> maybeNotice();

    /** Everything that stands in the way, in the order of {@link Suppression}; the first is primary. */
    List<Obstacle> obstacles();

    /** The earliest instant at which the primary obstacle can lapse by itself; empty where only an event can end it. */
    Optional<Instant> reviewAt();

    /** Why. */
    Evidence evidence();

    /** Why, or why not, as one line. */
    String sentence();

    /**
     * What is to be said.
     *
     * @throws IllegalStateException unless the kind is ACT or MANUAL
     */
    default Notice notice() {
        return maybeNotice()
                .orElseThrow(() -> new IllegalStateException("decision " + kind() + " on " + scope()
                        + " has no notice, expected ACT or MANUAL\nMaybe ask for kind() first"));
    }

    /** The obstacle that counts; empty where there is none. */
    default Optional<Obstacle> primary() {
        return obstacles().stream().findFirst();
    }

    /** A new builder. */
    static Builder builder() {
        return new Builder();
    }

    /** What is to be done. */
    enum Kind {
        /** Send the notice. */
        ACT,
        /** Nothing now; the step waits. */
        SUPPRESSED,
        /** The step is passed over for good. */
        SKIPPED,
        /** A person acts, or decides. */
        MANUAL,
        /** With today's contact the strategy has nothing more to say. */
        FINISHED
    }

    /** Builds decisions. Not thread-safe. */
    final class Builder extends ImmutableContactDecision.Builder {
        Builder() {}
    }
}
