package io.counterfoil.ticketing.routing;

import java.util.Set;
import org.immutables.value.Value;

/** Somebody who may be given work, as the host sees them now. Immutable. */
@Value.Immutable
public interface Agent {

    /** The host's id. */
    String id();

    /** What they can do. */
    Set<String> skills();

    /** Whether they take work now. */
    @Value.Default
    default boolean online() {
        return true;
    }

    /** How much they work on. */
    @Value.Default
    default int load() {
        return 0;
    }

    /** How much they can work on at once. */
    int capacity();

    /** How much of the work they take beside the others, for {@link RoutingPolicy.Mode#WEIGHTED}. */
    @Value.Default
    default int weight() {
        return 1;
    }

    /** Numbers that make sense. */
    @Value.Check
    default void check() {
        if (id().isBlank() || load() < 0 || capacity() < 1 || weight() < 1) {
            throw new IllegalArgumentException("agent '" + id() + "' has load " + load() + ", capacity " + capacity()
                    + " and weight " + weight() + ", expected an id, no negative load, and at least 1 of the others");
        }
    }

    /** An agent who can work on so much at once. */
    static Builder builder(String id, int capacity) {
        return new Builder().id(id).capacity(capacity);
    }

    /** Builds agents. Not thread-safe. */
    final class Builder extends ImmutableAgent.Builder {
        Builder() {}
    }
}
