package io.counterfoil.ticketing.triage;

import io.counterfoil.payments.evidence.Evidence;
import io.counterfoil.payments.evidence.SubjectRef;
import java.util.List;
import java.util.Set;

/** What triage answers: a route, an abstention that names the routes it could not choose between, or that nothing is to be done. Immutable. */
public sealed interface TriageResult {

    /** Where the ticket goes; the manual queue where triage abstained or dropped. */
    Route route();

    /** Why. */
    Evidence evidence();

    /** The routes that were not chosen between; empty where it is routed or no rule spoke. */
    default List<Route> candidates() {
        return List.of();
    }

    /** What an agent must be able to do to work on it. */
    default Set<String> skills() {
        return Set.of();
    }

    /** What it speaks of, found by the reference patterns. */
    default Set<SubjectRef> mentions() {
        return Set.of();
    }

    /** Whether a person must sort it. */
    default boolean abstained() {
        return this instanceof Abstained;
    }

    /** Whether no ticket is to be opened for it. */
    default boolean dropped() {
        return this instanceof Dropped;
    }

    /**
     * The rules agree, or the classifier is sure.
     *
     * @param route where to
     * @param skills what it needs
     * @param mentions what it speaks of
     * @param evidence what decided
     */
    record Routed(Route route, Set<String> skills, Set<SubjectRef> mentions, Evidence evidence)
            implements TriageResult {
        public Routed {
            skills = Set.copyOf(skills);
            mentions = Set.copyOf(mentions);
        }
    }

    /**
     * No rule, rules that disagree, or a classifier that is not sure.
     *
     * @param route the manual queue
     * @param candidates in their natural order; those of a classifier the likeliest first
     * @param mentions what it speaks of
     * @param evidence why not
     */
    record Abstained(Route route, List<Route> candidates, Set<SubjectRef> mentions, Evidence evidence)
            implements TriageResult {
        public Abstained {
            candidates = List.copyOf(candidates);
            mentions = Set.copyOf(mentions);
        }
    }

    /**
     * A machine wrote it, or one address writes too often: no ticket, and above all no notice in answer.
     *
     * @param route the manual queue, where somebody may look
     * @param evidence why
     */
    record Dropped(Route route, Evidence evidence) implements TriageResult {}
}
