package io.counterfoil.reconciliation.engine;

import java.util.Objects;

/**
 * A match by its content: equal portions give equal ids, in whatever run.
 *
 * @param value hex digits
 */
public record MatchId(String value) {

    public MatchId {
        Objects.requireNonNull(value, "value");
        if (value.isBlank()) {
            throw new IllegalArgumentException("match id is blank, expected hex digits");
        }
    }

    /** The match with the id. */
    public static MatchId of(String value) {
        return new MatchId(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
