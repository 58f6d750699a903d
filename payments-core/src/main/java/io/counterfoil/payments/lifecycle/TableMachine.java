package io.counterfoil.payments.lifecycle;

import io.counterfoil.payments.evidence.Evidence;
import io.counterfoil.payments.evidence.Refusal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A machine whose rules are a table: one way to judge a command for all of them (payments specification 4.3). Immutable, as its sub-classes must be.
 *
 * <p>A key that was used is answered from the history: REPLAYED with the first events, or {@link Lifecycle.Reason#CONFLICT}. Otherwise the command is turned into
 * events, and each is judged in the state that the one before left: terminal state, event, actor, guard. The first refusal refuses the command whole. A fact
 * that a rail reports is a command whose key is the rail's own reference.
 *
 * @param <T> the states of the table
 * @param <S> the state of the machine, a fold of events
 * @param <C> the commands
 * @param <E> the events
 */
public abstract class TableMachine<
                T extends Enum<T>,
                S extends TableMachine.Fold<T, E>,
                C extends Command,
                E extends History.Stamped & Lifecycle.Named>
        implements StateMachine<S, C, E> {

    /** For sub-classes. */
    protected TableMachine() {}

    /**
     * What events made of a thing: where it stands, and how it came there.
     *
     * @param <T> the states of the table
     * @param <E> the events
     */
    public interface Fold<T extends Enum<T>, E extends History.Stamped> {

        /** The state of the table in which the thing stands. */
        T status();

        /** What happened so far. */
        History<E> history();
    }

    @Override
    public abstract Lifecycle<T, E> lifecycle();

    /** The table for the state; one machine may hold several, such as one for each scheme. */
    protected Lifecycle<T, E> lifecycle(S state) {
        return lifecycle();
    }

    /** What is wrong with the command before any table is asked, such as a command on something that does not exist yet; empty where nothing is. */
    protected Optional<Refusal> refusal(S state, C command, Instant now) {
        return Optional.empty();
    }

    /** The events that the command would make, one or more. */
    protected abstract List<E> events(S state, C command, Instant now);

    /** Why the guard of the event does not hold, with the values; empty where it holds. Asked only where the table names a guard. */
    protected abstract Optional<String> unmet(S state, E event, Instant now);

    /** Why the events came about, in a sentence; asked when all were taken. */
    protected abstract Evidence evidence(S after, List<E> events);

    @Override
    public final Decision<S, E> decide(S state, C command, Instant now) {
        Optional<Decision<S, E>> repeated = StateMachine.repeated(state, state.history(), command);
        if (repeated.isPresent()) {
            return repeated.get();
        }
        Optional<Refusal> early = refusal(state, command, now);
        if (early.isPresent()) {
            return Decision.refused(state, early.get());
        }
        List<E> events = events(state, command, now);
        S after = state;
        for (E event : events) {
            Optional<Refusal> refusal = judge(after, event, command.by(), now);
            if (refusal.isPresent()) {
                return Decision.refused(state, refusal.get());
            }
            after = evolve(after, event);
        }
        return Decision.accepted(after, events, evidence(after, events));
    }

    private Optional<Refusal> judge(S state, E event, Actor by, Instant now) {
        AtomicReference<@Nullable String> why = new AtomicReference<>();
        return lifecycle(state)
                .refusal(state.status(), event, by, guard -> {
                    Optional<String> unmet = unmet(state, event, now);
                    unmet.ifPresent(why::set);
                    return unmet.isEmpty();
                })
                .map(refusal ->
                        Optional.ofNullable(why.get()).map(refusal::because).orElse(refusal));
    }
}
