package io.counterfoil.payments.lifecycle;

import io.counterfoil.payments.evidence.Code;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One row of a lifecycle table.
 *
 * @param <S> the states
 */
public final class Transition<S extends Enum<S>> {

    private final S from;
    private final String event;
    private final S to;
    private final @Nullable Code guard;
    private final String condition;
    private final Set<ActorRole> by;

    Transition(S from, String event, S to, @Nullable Code guard, String condition, Set<ActorRole> by) {
        this.from = from;
        this.event = event;
        this.to = to;
        this.guard = guard;
        this.condition = condition;
        this.by = by;
    }

    /** The state before. */
    public S from() {
        return from;
    }

    /** The event's name. */
    public String event() {
        return event;
    }

    /** The state after; the same as before where the event changes none. */
    public S to() {
        return to;
    }

    /** The condition that must hold, if any. */
    public Optional<Code> guard() {
        return Optional.ofNullable(guard);
    }

    /** The condition in words, days and counts being defaults of policies; empty where there is none. */
    public String condition() {
        return condition;
    }

    /** Who may; everybody where it is empty. */
    public Set<ActorRole> by() {
        return by;
    }

    @Override
    public String toString() {
        return from + " --" + event + (guard == null ? "" : "[" + guard.id() + "]") + "--> " + to;
    }
}
