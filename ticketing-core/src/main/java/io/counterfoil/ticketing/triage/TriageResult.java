package io.counterfoil.ticketing.triage;

import io.counterfoil.payments.evidence.Evidence;
import java.util.List;

/** What triage answers: a route, or an abstention that names the routes it could not choose between. Immutable. */
public sealed interface TriageResult {

    /** Where the ticket goes; the manual queue where triage abstained. */
    Route route();

    /** Why. */
    Evidence evidence();

    /** The routes that were not chosen between; empty where it is routed or no rule spoke. */
    List<Route> candidates();

    /** Whether a person must sort it. */
    default boolean abstained() {
        return this instanceof Abstained;
    }

    /**
     * The rules agree.
     *
     * @param route where to
     * @param evidence the rules that decided
     */
    record Routed(Route route, Evidence evidence) implements TriageResult {
        @Override
        public List<Route> candidates() {
            return List.of();
        }
    }

    /**
     * No rule, or rules that disagree.
     *
     * @param route the manual queue
     * @param candidates in their natural order
     * @param evidence why not
     */
    record Abstained(Route route, List<Route> candidates, Evidence evidence) implements TriageResult {
        public Abstained {
            candidates = List.copyOf(candidates);
        }
    }
}
