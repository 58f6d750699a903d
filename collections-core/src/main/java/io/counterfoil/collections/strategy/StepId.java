package io.counterfoil.collections.strategy;

/**
 * A step of a strategy, by the host's name; unique within the strategy.
 *
 * @param value not blank
 */
public record StepId(String value) implements Comparable<StepId> {

    public StepId {
        if (value.isBlank()) {
            throw new IllegalArgumentException("step id is blank, expected the host's name of it");
        }
    }

    /** The step with the name. */
    public static StepId of(String value) {
        return new StepId(value);
    }

    @Override
    public int compareTo(StepId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
