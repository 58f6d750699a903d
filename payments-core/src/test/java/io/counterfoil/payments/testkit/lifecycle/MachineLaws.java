package io.counterfoil.payments.testkit.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.payments.evidence.Code;
import io.counterfoil.payments.lifecycle.Actor;
import io.counterfoil.payments.lifecycle.Command;
import io.counterfoil.payments.lifecycle.Decision;
import io.counterfoil.payments.lifecycle.History;
import io.counterfoil.payments.lifecycle.Lifecycle;
import io.counterfoil.payments.lifecycle.Outcome;
import io.counterfoil.payments.lifecycle.StateMachine;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** Laws that every machine of a table obeys. */
public final class MachineLaws {

    private MachineLaws() {}

    /** Somebody in the role. */
    public static Actor somebody(Actor.Role role) {
        return new Actor(role == Actor.Role.CLOCK ? "clock" : "some-" + role, role);
    }

    /**
     * Gives every command to every state and compares the answer with the table: declared, or refused with the one right code. A code that is not of {@link
     * Lifecycle.Reason} is a refusal before the table is asked.
     *
     * @return the rows by which a command was taken, as their text
     */
    public static <T extends Enum<T>, S, C extends Command, E extends History.Stamped & Lifecycle.Named>
            Set<String> everyCell(
                    StateMachine<S, C, E> machine,
                    List<S> states,
                    Function<S, T> status,
                    List<C> commands,
                    Instant now) {
        @SuppressWarnings("unchecked") // the machine's own table
        Lifecycle<T, E> table = (Lifecycle<T, E>) machine.lifecycle();
        Set<String> taken = new LinkedHashSet<>();
        for (S state : states) {
            for (C command : commands) {
                Decision<S, E> decision = machine.decide(state, command, now);
                String cell = status.apply(state) + " x " + command;
                if (decision.outcome() == Outcome.ACCEPTED) {
                    taken.addAll(rowsTaken(machine, table, state, status, decision, cell));
                } else {
                    assertThat(decision.outcome()).as(cell).isEqualTo(Outcome.REFUSED);
                    assertThat(decision.state()).as(cell).isEqualTo(state);
                    assertThat(decision.events()).as(cell).isEmpty();
                    refused(table, status.apply(state), command, decision, cell);
                }
            }
        }
        return taken;
    }

    /** All rows of the machine's table, each once for every role that may, as {@link #everyCell} names them. */
    public static Set<String> rows(StateMachine<?, ?, ?> machine) {
        Set<String> rows = new LinkedHashSet<>();
        for (Lifecycle.Transition<?> row : machine.lifecycle().table()) {
            row.by().forEach(role -> rows.add(row + " by " + role));
        }
        return rows;
    }

    private static <T extends Enum<T>, S, E extends History.Stamped & Lifecycle.Named> List<String> rowsTaken(
            StateMachine<S, ?, E> machine,
            Lifecycle<T, E> table,
            S from,
            Function<S, T> status,
            Decision<S, E> decision,
            String cell) {
        List<String> rows = new ArrayList<>();
        S state = from;
        for (E event : decision.events()) {
            T before = status.apply(state);
            state = machine.evolve(state, event);
            T after = status.apply(state);
            List<String> fitting = table.table().stream()
                    .filter(row -> row.from() == before
                            && row.to() == after
                            && row.event().equals(event.eventName())
                            && row.by().contains(event.stamp().by().role()))
                    .map(row -> row + " by " + event.stamp().by().role())
                    .toList();
            assertThat(fitting).as(cell).isNotEmpty();
            rows.addAll(fitting);
        }
        assertThat(state).as(cell).isEqualTo(decision.state());
        return rows;
    }

    private static <T extends Enum<T>, E> void refused(
            Lifecycle<T, E> table, T status, Command command, Decision<?, ?> decision, String cell) {
        Code code = decision.refusal().orElseThrow().code();
        if (!(code instanceof Lifecycle.Reason)) {
            return;
        }
        String event = decision.refusal().get().attributes().getOrDefault("event", "");
        List<Lifecycle.Transition<T>> rows = table.table().stream()
                .filter(row -> row.from() == status && row.event().equals(event))
                .toList();
        List<Lifecycle.Transition<T>> permitted = rows.stream()
                .filter(row -> row.by().contains(command.by().role()))
                .toList();
        if (rows.isEmpty()) {
            assertThat(code)
                    .as(cell)
                    .isEqualTo(
                            table.isTerminal(status)
                                    ? Lifecycle.Reason.TERMINAL_STATE
                                    : Lifecycle.Reason.EVENT_NOT_ALLOWED);
        } else if (permitted.isEmpty()) {
            assertThat(code).as(cell).isEqualTo(Lifecycle.Reason.NOT_PERMITTED);
        } else {
            assertThat(code).as(cell).isEqualTo(Lifecycle.Reason.GUARD_FAILED);
            assertThat(permitted).as(cell).allMatch(row -> row.guard().isPresent());
            assertThat(decision.refusal().get().sentence()).as(cell).contains("; ");
        }
    }

    /**
     * Gives the commands one after the other, the clock moving on by the step each time: each taken one is given again at once and again at the end and must be
     * replayed with its first events, and the fold of all events must be the state.
     *
     * @return the last state
     */
    public static <S, C extends Command, E extends History.Stamped> S walk(
            StateMachine<S, C, E> machine, List<C> commands, Instant start, Duration step) {
        S state = machine.initial();
        Instant now = start;
        List<E> events = new ArrayList<>();
        List<C> taken = new ArrayList<>();
        for (C command : commands) {
            Decision<S, E> decision = machine.decide(state, command, now);
            if (decision.outcome() == Outcome.ACCEPTED) {
                assertThat(decision.events()).isNotEmpty();
                events.addAll(decision.events());
                state = decision.state();
                taken.add(command);
                Decision<S, E> again = machine.decide(state, command, now.plus(step));
                assertThat(again.outcome()).isEqualTo(Outcome.REPLAYED);
                assertThat(again.events()).isEqualTo(decision.events());
            } else {
                assertThat(decision.state()).isEqualTo(state);
            }
            now = now.plus(step);
        }
        for (C command : taken) {
            Decision<S, E> again = machine.decide(state, command, now);
            assertThat(again.outcome()).isEqualTo(Outcome.REPLAYED);
            assertThat(again.state()).isEqualTo(state);
        }
        assertThat(machine.fold(events)).isEqualTo(state);
        return state;
    }
}
