package io.counterfoil.payments.lifecycle.table;

import io.counterfoil.payments.lifecycle.Actor;
import java.util.Objects;

/**
 * One row of a table: in this state this event, from this role, leads there.
 *
 * @param from the state before
 * @param event the event's code
 * @param to the state after; the same as before where the event changes none
 * @param by who may
 * @param guard the condition in words, days and counts being defaults of policies; empty where there is none
 */
public record TableRow(String from, String event, String to, Actor.Role by, String guard) {

    public TableRow {
        Objects.requireNonNull(from, "from");
        Objects.requireNonNull(event, "event");
        Objects.requireNonNull(to, "to");
        Objects.requireNonNull(by, "by");
        Objects.requireNonNull(guard, "guard");
    }

    @Override
    public String toString() {
        return from + " --" + event + (guard.isEmpty() ? "" : "[" + guard + "]") + "--> " + to + " by " + by;
    }
}
