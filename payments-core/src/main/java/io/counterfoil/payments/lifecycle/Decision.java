package io.counterfoil.payments.lifecycle;

import io.counterfoil.payments.evidence.Evidence;
import io.counterfoil.payments.evidence.Refusal;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a machine answers to a command: the outcome, the state after it, the events and why.
 *
 * <p>A replayed decision carries the <em>first</em> events of its key: after a crash between storing and posting, do both again. Immutable.
 *
 * @param <S> the state
 * @param <E> the event type
 */
public final class Decision<S, E> {

    private final Outcome outcome;
    private final S state;
    private final List<E> events;
    private final @Nullable Refusal refusal;
    private final Evidence evidence;

    private Decision(Outcome outcome, S state, List<E> events, @Nullable Refusal refusal, Evidence evidence) {
        this.outcome = outcome;
        this.state = Objects.requireNonNull(state, "state");
        this.events = List.copyOf(events);
        this.refusal = refusal;
        this.evidence = Objects.requireNonNull(evidence, "evidence");
    }

    /** The command was applied; {@code state} is the state after the events. */
    public static <S, E> Decision<S, E> accepted(S state, List<E> events, Evidence evidence) {
        return new Decision<>(Outcome.ACCEPTED, state, events, null, evidence);
    }

    /** The command had been applied before, with these events. */
    public static <S, E> Decision<S, E> replayed(S state, List<E> firstEvents) {
        return new Decision<>(Outcome.REPLAYED, state, firstEvents, null, Evidence.none());
    }

    /** The command was not applied; {@code state} is as it was. */
    public static <S, E> Decision<S, E> refused(S state, Refusal refusal) {
        return new Decision<>(
                Outcome.REFUSED, state, List.of(), refusal, Evidence.of(refusal.code(), refusal.sentence()));
    }

    /** What became of the command. */
    public Outcome outcome() {
        return outcome;
    }

    /** The state after it. */
    public S state() {
        return state;
    }

    /** The events it made, or had made the first time; empty when refused. */
    public List<E> events() {
        return events;
    }

    /** Why it was refused; empty otherwise. */
    public Optional<Refusal> refusal() {
        return Optional.ofNullable(refusal);
    }

    /** Why. */
    public Evidence evidence() {
        return evidence;
    }

    /**
     * This decision, unless it is a refusal.
     *
     * @throws Refusal.RefusedException with code and sentence
     */
    public Decision<S, E> orThrow() {
        Refusal no = refusal;
        if (no != null) {
            throw new Refusal.RefusedException(no);
        }
        return this;
    }
}
