package io.counterfoil.reconciliation.engine;

import java.util.Objects;

/**
 * How sure a match is, and by how much.
 *
 * @param certainty in a word
 * @param margin how much worse the best reading without it is
 */
public record Confidence(Certainty certainty, Margin margin) {

    public Confidence {
        Objects.requireNonNull(certainty, "certainty");
        Objects.requireNonNull(margin, "margin");
    }

    /**
     * The distance to the best reading without the match (reconciliation specification REC-12).
     *
     * @param regretMillibits weight of the best assignment less weight of the best one without this match, in thousandths of a bit; never negative
     */
    public record Margin(long regretMillibits) {}
}
