package io.counterfoil.payments.lifecycle;

import io.counterfoil.payments.evidence.Code;
import java.util.Optional;
import java.util.Set;

/**
 * One row of a lifecycle table.
 *
 * @param <S> the states
 */
public final class Transition<S extends Enum<S>> {

    private final S from;
    private final String event;
    private final S to;
    private final Optional<Code> guard;
    private final Set<ActorRole> by;

    Transition(S from, String event, S to, Optional<Code> guard, Set<ActorRole> by) {
        this.from = from;
        this.event = event;
        this.to = to;
        this.guard = guard;
        this.by = by;
    }

    /** The state before. */
    public S from() {
        return from;
    }

    /** The event, by the simple name of its type. */
    public String event() {
        return event;
    }

    /** The state after; the same as before where the event changes none. */
    public S to() {
        return to;
    }

    /** The condition that must hold, if any. */
    public Optional<Code> guard() {
        return guard;
    }

    /** Who may; everybody where it is empty. */
    public Set<ActorRole> by() {
        return by;
    }

    @Override
    public String toString() {
        return from + " --" + event + guard.map(g -> "[" + g.id() + "]").orElse("") + "--> " + to;
    }
}
