package io.counterfoil.stripe.fact;

import java.util.Objects;

/**
 * Where an object stands in its life, from its status and the fields that decide (specification 4.3).
 *
 * @param name of the state in capitals, such as {@code CONFIRMED}; {@code UNKNOWN} for a status that is not in the table
 * @param rank later states rank higher; 0 for an unknown status
 * @param terminal whether no later state is expected
 */
public record FactState(String name, int rank, boolean terminal) {

    /** The state of an object whose status is not known. */
    public static final FactState UNKNOWN = new FactState("UNKNOWN", 0, false);

    public FactState {
        Objects.requireNonNull(name, "name");
    }

    /** Tells whether the state has the name. */
    public boolean is(String other) {
        return name.equals(other);
    }

    @Override
    public String toString() {
        return name;
    }
}
