package io.counterfoil.payments.lifecycle;

import io.counterfoil.payments.evidence.Refusal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A pure machine: rules in {@link #decide}, bookkeeping in {@link #evolve}. Immutable and thread-safe; reference data is bound when it is made.
 *
 * @param <S> the state, a fold of events
 * @param <C> the commands
 * @param <E> the events
 */
public interface StateMachine<S, C extends Command, E> {

    /** The state before any event. */
    S initial();

    /** Judges the command; changes nothing. A command that was applied before is replayed, whatever the state. */
    Decision<S, E> decide(S state, C command, Instant now);

    /** The state after the event; never fails on an event that {@link #decide} made. */
    S evolve(S state, E event);

    /** The table. */
    Lifecycle<?, E> lifecycle();

    /** The state after all the events. */
    default S fold(Iterable<? extends E> events) {
        S state = initial();
        for (E event : events) {
            state = evolve(state, event);
        }
        return state;
    }

    /**
     * The answer to a command whose key the history already holds: replayed where the body is the same, a conflict where it is another; empty where the
     * key is new. The first question of every {@link #decide}.
     */
    static <S, E extends History.Stamped> Optional<Decision<S, E>> repeated(
            S state, History<E> history, Command command) {
        List<E> first = history.madeBy(command.key());
        if (first.isEmpty()) {
            return Optional.empty();
        }
        if (first.get(0).stamp().body().equals(command.body())) {
            return Optional.of(Decision.replayed(state, first));
        }
        Optional<String> differs =
                command.words().firstDifference(first.get(0).stamp().prints());
        return Optional.of(Decision.refused(
                state,
                new Refusal(
                        Lifecycle.Reason.CONFLICT,
                        "key '" + command.key() + "' was used for another command"
                                + differs.map(word -> " with another " + word).orElse("")
                                + ", expected the same body or a new key",
                        differs.map(word -> Map.of("key", command.key().value(), "differs", word))
                                .orElseGet(() -> Map.of("key", command.key().value())))));
    }
}
