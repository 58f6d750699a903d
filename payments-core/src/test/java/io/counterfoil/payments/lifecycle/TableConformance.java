package io.counterfoil.payments.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.payments.evidence.Refusal;
import io.counterfoil.payments.lifecycle.table.LifecycleTable;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.BinaryOperator;

/** Every state, event and role of a table, asked of a machine: declared, or refused with the table's own code. */
public final class TableConformance {

    private TableConformance() {}

    /**
     * Asks for every state, event and role. A guard may fail; nothing else may differ from the table.
     *
     * @param states a state of the machine for each state of the table
     * @param command the command for an event of the table and an actor of the role, with a key never used
     * @return how many combinations were asked
     */
    public static <S, C extends Command, E extends History.Stamped & Lifecycle.Named> int check(
            LifecycleTable table,
            StateMachine<S, C, E> machine,
            Map<String, S> states,
            BiFunction<String, Actor, C> command,
            Instant now) {
        return check(table, machine, states, command, (state, event) -> event, now);
    }

    /**
     * The same for a machine that turns a command into another event in some states.
     *
     * @param turned the event that comes of the command for an event in a state
     */
    public static <S, C extends Command, E extends History.Stamped & Lifecycle.Named> int check(
            LifecycleTable table,
            StateMachine<S, C, E> machine,
            Map<String, S> states,
            BiFunction<String, Actor, C> command,
            BinaryOperator<String> turned,
            Instant now) {
        assertThat(states.keySet()).containsAll(table.states());
        int asked = 0;
        for (String state : table.states()) {
            S before = java.util.Objects.requireNonNull(states.get(state));
            for (String event : table.events()) {
                for (Actor.Role role : Actor.Role.values()) {
                    Actor actor = new Actor("somebody-" + role, role);
                    Optional<Refusal> expected = table.refusal(state, turned.apply(state, event), actor, row -> true);
                    Decision<S, E> answer = machine.decide(before, command.apply(event, actor), now);
                    String about = state + " " + event + " by " + role + ": "
                            + answer.refusal().map(Refusal::sentence).orElse("taken");
                    if (expected.isPresent()) {
                        assertThat(answer.refusal().map(Refusal::code))
                                .as(about)
                                .contains(expected.orElseThrow().code());
                        assertThat(answer.state()).isEqualTo(before);
                    } else if (answer.outcome() == Outcome.REFUSED) {
                        assertThat(answer.refusal().orElseThrow().code())
                                .as(about)
                                .isEqualTo(Lifecycle.Reason.GUARD_FAILED);
                    } else {
                        assertThat(answer.events().get(0).eventName()).as(about).isEqualTo(turned.apply(state, event));
                    }
                    asked++;
                }
            }
        }
        return asked;
    }

    /** Folding the events of a stream once, or giving its commands twice, ends in the same state. */
    public static <S, C extends Command, E extends History.Stamped & Lifecycle.Named> void replays(
            StateMachine<S, C, E> machine, Iterable<C> commands, Instant now) {
        S state = machine.initial();
        java.util.List<E> log = new java.util.ArrayList<>();
        java.util.List<C> given = new java.util.ArrayList<>();
        for (C command : commands) {
            Decision<S, E> first = machine.decide(state, command, now);
            state = first.state();
            log.addAll(first.events());
            given.add(command);
            for (C earlier : given) {
                Decision<S, E> again = machine.decide(state, earlier, now.plusSeconds(60));
                if (again.outcome() == Outcome.ACCEPTED) {
                    continue; // it had been refused before and would be taken now: not a repetition
                }
                assertThat(again.state()).isEqualTo(state);
            }
            assertThat(machine.fold(log)).isEqualTo(state);
        }
    }
}
