package io.counterfoil.collections.strategy;

/**
 * A strategy, by the host's name.
 *
 * @param value not blank
 */
public record StrategyId(String value) implements Comparable<StrategyId> {

    /** The strategy of those who are in none. */
    public static final StrategyId NONE = new StrategyId("NONE");

    public StrategyId {
        if (value.isBlank()) {
            throw new IllegalArgumentException("strategy id is blank, expected the host's name of it");
        }
    }

    /** The strategy with the name. */
    public static StrategyId of(String value) {
        return new StrategyId(value);
    }

    @Override
    public int compareTo(StrategyId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
