package io.counterfoil.ticketing.triage;

import java.util.Objects;

/**
 * Where a ticket goes.
 *
 * @param queue the team or queue that works on it, the host's name
 * @param kind what sort of ticket it is, the host's code such as {@code EXCEPTION}
 * @param priority how soon
 */
public record Route(String queue, String kind, Priority priority) implements Comparable<Route> {

    public Route {
        Objects.requireNonNull(priority, "priority");
        if (queue.isBlank() || kind.isBlank()) {
            throw new IllegalArgumentException(
                    "route to queue '" + queue + "' of kind '" + kind + "', expected both not blank");
        }
    }

    /** A route. */
    public static Route of(String queue, String kind, Priority priority) {
        return new Route(queue, kind, priority);
    }

    @Override
    public int compareTo(Route other) {
        int byQueue = queue.compareTo(other.queue);
        int byKind = byQueue == 0 ? kind.compareTo(other.kind) : byQueue;
        return byKind == 0 ? priority.compareTo(other.priority) : byKind;
    }

    @Override
    public String toString() {
        return queue + "/" + kind + "/" + priority;
    }
}
