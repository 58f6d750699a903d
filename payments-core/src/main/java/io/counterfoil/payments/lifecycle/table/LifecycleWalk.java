package io.counterfoil.payments.lifecycle.table;

import io.counterfoil.payments.evidence.Evidence;
import io.counterfoil.payments.evidence.Refusal;
import io.counterfoil.payments.lifecycle.Decision;
import io.counterfoil.payments.lifecycle.Lifecycle;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One life on a table: the state and the events that led there, each reference once (payments specification 4.3).
 *
 * <p>A step answers in this order: the same fact again under its reference is replayed and changes nothing; another fact under a used reference is a conflict;
 * then the table's refusals. Each step makes a new walk: immutable, thread-safe.
 */
public final class LifecycleWalk {

    private final LifecycleTable table;
    private final String state;
    private final Map<String, TableEvent> applied;

    private LifecycleWalk(LifecycleTable table, String state, Map<String, TableEvent> applied) {
        this.table = table;
        this.state = state;
        this.applied = applied;
    }

    /** A life at its beginning. */
    public static LifecycleWalk of(LifecycleTable table) {
        return new LifecycleWalk(table, table.initial(), Map.of());
    }

    /** The table. */
    public LifecycleTable table() {
        return table;
    }

    /** Where it stands. */
    public String state() {
        return state;
    }

    /** The events that were applied, oldest first. */
    public List<TableEvent> events() {
        return List.copyOf(applied.values());
    }

    /** The events that have a row in this state, by their codes. */
    public List<String> allowed() {
        return table.allowed(state);
    }

    /** The walk after the event, every guard taken as true; or the same walk and why not. */
    public Decision<LifecycleWalk, TableEvent> step(TableEvent event) {
        return step(event, row -> true);
    }

    /** The walk after the event under the guards that hold; or the same walk and why not. */
    public Decision<LifecycleWalk, TableEvent> step(TableEvent event, Predicate<TableRow> holds) {
        TableEvent first = applied.get(event.reference());
        if (first != null) {
            return first.repeats(event) ? Decision.replayed(this, List.of(first)) : conflict(event, first);
        }
        Optional<Refusal> refusal = table.refusal(state, event.event(), event.by(), holds);
        if (refusal.isPresent()) {
            return Decision.refused(this, refusal.get());
        }
        TableRow row = table.row(state, event.event(), event.by().role(), holds).orElseThrow();
        Map<String, TableEvent> next = new LinkedHashMap<>(applied);
        next.put(event.reference(), event);
        return Decision.accepted(
                new LifecycleWalk(table, row.to(), Collections.unmodifiableMap(next)), List.of(event), Evidence.none());
    }

    private Decision<LifecycleWalk, TableEvent> conflict(TableEvent event, TableEvent first) {
        return Decision.refused(
                this,
                new Refusal(
                        Lifecycle.Reason.CONFLICT,
                        "reference '" + event.reference() + "' was used for '" + first.event() + "', now for '"
                                + event.event() + "', expected the same fact or a new reference",
                        Map.of("reference", event.reference(), "event", event.event(), "first", first.event())));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof LifecycleWalk walk
                && table.name().equals(walk.table.name())
                && state.equals(walk.state)
                && events().equals(walk.events());
    }

    @Override
    public int hashCode() {
        return Objects.hash(table.name(), state, events());
    }

    @Override
    public String toString() {
        return table.name() + " in " + state + " after " + applied.size() + " events";
    }
}
