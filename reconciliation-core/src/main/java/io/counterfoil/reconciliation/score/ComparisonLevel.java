package io.counterfoil.reconciliation.score;

import java.util.Objects;

/**
 * One level of a comparison with what it says for or against a match, frozen (reconciliation specification 4.8).
 *
 * @param name of the level, such as {@code same day}
 * @param weightMillibits log2 of how much more often matches reach it than other pairs, in thousandths of a bit
 * @param matchShare how many of a billion matches reach it
 * @param chanceShare how many of a billion other pairs reach it
 * @param termMillibits information of the value that other pairs agree on at this level on average: what a value has beyond it is added to the weight; 0
 *     where values do not count
 */
public record ComparisonLevel(
        String name, long weightMillibits, long matchShare, long chanceShare, long termMillibits) {

    public ComparisonLevel {
        Objects.requireNonNull(name, "name");
    }
}
