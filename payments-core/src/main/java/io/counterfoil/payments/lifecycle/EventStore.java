package io.counterfoil.payments.lifecycle;

import io.counterfoil.payments.evidence.Refusal;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * Port: streams of events by id, with an expected version on each append. One port for every state machine.
 *
 * <p>An implementation must make {@link #append} atomic: all events or none, and none where the stream's length is not the expected one. Thread-safe.
 *
 * @param <I> the id of a stream
 * @param <E> the events
 */
public interface EventStore<I, E> {

    /** How often {@link #apply} tries again after losing a race. */
    int MAX_TRIES = 64;

    /** The events of the stream, oldest first; empty where there is no such stream. */
    List<E> load(I id);

    /**
     * Appends the events where the stream still has {@code expectedVersion} events.
     *
     * @return false where it has not; nothing was stored then
     */
    boolean append(I id, long expectedVersion, List<E> events);

    /** The ids of all streams, each once, in the order of their first event. */
    Stream<I> ids();

    /** A store in memory, for one process and for tests. */
    static <I, E> EventStore<I, E> inMemory() {
        return new InMemoryEventStore<>();
    }

    /** Loads, decides, appends; tries again on the new state where another writer was faster. */
    default <S, C extends Command> Decision<S, E> apply(StateMachine<S, C, E> machine, I id, C command, Instant now) {
        S state = machine.initial();
        for (int tries = 0; tries < MAX_TRIES; tries++) {
            List<E> events = load(id);
            state = machine.fold(events);
            Decision<S, E> decision = machine.decide(state, command, now);
            if (decision.outcome() != Outcome.ACCEPTED || append(id, events.size(), decision.events())) {
                return decision;
            }
        }
        return Decision.refused(
                state,
                Refusal.of(
                        Lifecycle.Reason.LOST_RACE,
                        "stream " + id + " changed " + MAX_TRIES
                                + " times while the command was tried, nothing was stored\nMaybe repeat it with the same key"));
    }

    /** The states of all streams, in the order of {@link #ids()}. */
    default <S> Stream<S> all(StateMachine<S, ?, E> machine) {
        return ids().map(id -> machine.fold(load(id)));
    }
}
