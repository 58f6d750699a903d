package io.counterfoil.payments.lifecycle;

import io.counterfoil.payments.evidence.Code;
import io.counterfoil.payments.evidence.Refusal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * States and transitions as one table (payments specification 4.3).
 *
 * <p>A row says: in this state this event leads to that state, under a guard if one is named, from these roles if some are named. Rows of one state and
 * event are tried in the order of the table, and the first whose role and guard fit is taken. Immutable, thread-safe.
 *
 * <p>An event goes by its name: the one it gives itself as a {@link Named}, else the simple name of its class.
 *
 * @param <S> the states
 * @param <E> the event type
 */
public final class Lifecycle<S extends Enum<S>, E> {

    /** An event that gives its own name in the table, so that many names may share one shape. */
    public interface Named {

        /** The name, as the table writes it, such as {@code fileRejected}. */
        String eventName();

        /** The name that a constant stands for: {@code FILE_REJECTED} is {@code fileRejected}. */
        static String of(Enum<?> kind) {
            StringBuilder name = new StringBuilder();
            boolean begins = false;
            for (char letter : kind.name().toCharArray()) {
                if (letter == '_') {
                    begins = true;
                } else {
                    name.append(begins ? letter : Character.toLowerCase(letter));
                    begins = false;
                }
            }
            return name.toString();
        }
    }

    private final S initial;
    private final Set<S> terminal;
    private final List<Transition<S>> table;
    private final Lookup<S> lookup;

    private Lifecycle(Builder<S, E> builder) {
        initial = builder.initial;
        terminal = Set.copyOf(builder.terminal);
        table = List.copyOf(builder.table);
        lookup = new Lookup<>(initial.getDeclaringClass(), table, builder.classes);
    }

    /** A table that begins in the state. */
    public static <S extends Enum<S>, E> Builder<S, E> startingIn(S initial, Class<E> eventType) {
        return new Builder<>(initial);
    }

    /** The state in which everything begins. */
    public S initial() {
        return initial;
    }

    /** Whether nothing leads out of the state. */
    public boolean isTerminal(S state) {
        return terminal.contains(state);
    }

    /** The state after the event, all guards taken as true and whoever acts; empty where the table has no row. */
    public Optional<S> next(S from, E event) {
        List<Transition<S>> candidates = lookup.rows(from, event);
        return candidates.isEmpty() ? Optional.empty() : candidates.get(0).next;
    }

    /** The state after the event under the guards that hold, from the actor; empty where it would be refused. */
    public Optional<S> next(S from, E event, Actor who, Predicate<Code> holds) {
        List<Transition<S>> candidates = lookup.rows(from, event);
        for (int at = 0; at < candidates.size(); at++) {
            Transition<S> row = candidates.get(at);
            if (permits(row, who) && holds(row, holds)) {
                return row.next;
            }
        }
        return Optional.empty();
    }

    /** Why the event may not come, all guards taken as true; empty where it may. */
    public Optional<Refusal> refusal(S from, E event, Actor who) {
        return refusal(from, event, who, guard -> true);
    }

    /** Why the event may not come, with the guards that hold; empty where it may. */
    public Optional<Refusal> refusal(S from, E event, Actor who, Predicate<Code> holds) {
        if (next(from, event, who, holds).isPresent()) {
            return Optional.empty();
        }
        String name = nameOf(event);
        List<Transition<S>> candidates = lookup.rows(from, event);
        if (candidates.isEmpty() && terminal.contains(from)) {
            return refuse(
                    Reason.TERMINAL_STATE, from, name, "state " + from + " is final, '" + name + "' cannot follow it");
        }
        if (candidates.isEmpty()) {
            return refuse(
                    Reason.EVENT_NOT_ALLOWED,
                    from,
                    name,
                    "'" + name + "' is not allowed in state " + from + ", expected one of "
                            + String.join(", ", allowed(from)));
        }
        List<Transition<S>> permitted =
                candidates.stream().filter(row -> permits(row, who)).toList();
        if (permitted.isEmpty()) {
            Set<Actor.Role> roles = candidates.stream()
                    .flatMap(row -> row.by().stream())
                    .collect(Collectors.toCollection(() -> EnumSet.noneOf(Actor.Role.class)));
            return refuse(
                    Reason.NOT_PERMITTED,
                    from,
                    name,
                    "'" + name + "' in state " + from + " came from " + who.role() + " '" + who.id() + "', expected "
                            + roles);
        }
        String guards = permitted.stream().map(Transition::condition).collect(Collectors.joining(", or "));
        return refuse(Reason.GUARD_FAILED, from, name, "'" + name + "' in state " + from + " needs: " + guards);
    }

    /** The names of the events that have a row in the state, sorted; empty in a state that nothing leaves. */
    public Set<String> allowed(S from) {
        Set<String> events = new TreeSet<>();
        for (Transition<S> row : table) {
            if (row.from() == from) {
                events.add(row.event());
            }
        }
        return Collections.unmodifiableSet(events);
    }

    /** All rows, in the order in which they were declared. */
    public List<Transition<S>> table() {
        return table;
    }

    /** The table as a Mermaid state diagram. */
    public String toMermaid() {
        StringBuilder text = new StringBuilder("stateDiagram-v2\n    [*] --> ")
                .append(initial)
                .append('\n');
        for (Transition<S> row : table) {
            text.append("    ")
                    .append(row.from())
                    .append(" --> ")
                    .append(row.to())
                    .append(": ")
                    .append(row.event());
            row.guard().ifPresent(guard -> text.append(" [").append(guard.id()).append(']'));
            text.append('\n');
        }
        for (S state : initial.getDeclaringClass().getEnumConstants()) {
            if (terminal.contains(state)) {
                text.append("    ").append(state).append(" --> [*]\n");
            }
        }
        return text.toString();
    }

    static String nameOf(Object event) {
        return event instanceof Named named
                ? named.eventName()
                : event.getClass().getSimpleName();
    }

    private static boolean permits(Transition<?> row, Actor who) {
        return row.by.isEmpty() || row.by.contains(who.role());
    }

    private static boolean holds(Transition<?> row, Predicate<Code> holds) {
        return row.guard == null || holds.test(row.guard);
    }

    private Optional<Refusal> refuse(Reason code, S from, String event, String sentence) {
        return Optional.of(new Refusal(
                code,
                sentence,
                new TreeMap<>(
                        Map.of("state", from.name(), "event", event, "allowed", String.join(", ", allowed(from))))));
    }

    /**
     * Declares rows; {@link #build()} refuses a table with a duplicate row, an unreachable state, a terminal state with an exit or a state without one.
     * Not thread-safe.
     *
     * @param <S> the states
     * @param <E> the event type
     */
    public static final class Builder<S extends Enum<S>, E> {

        private final S initial;
        private final Set<S> terminal = new HashSet<>();
        private final Set<S> states = new LinkedHashSet<>();
        private final List<Transition<S>> table = new ArrayList<>();
        private final Set<Class<?>> classes = new LinkedHashSet<>();

        private Builder(S initial) {
            this.initial = initial;
        }

        /** A row for everybody, without a guard. */
        public Builder<S, E> on(S from, Class<? extends E> event, S to) {
            classes.add(event);
            return on(from, event.getSimpleName(), to);
        }

        /** A row for everybody, without a guard, for an event by its name. */
        public Builder<S, E> on(S from, String event, S to) {
            table.add(new Transition<>(from, event, to, null, "", Set.of()));
            return this;
        }

        /** The last row holds only under the guard. */
        public Builder<S, E> guard(Code guard) {
            return guard(guard, guard.id());
        }

        /** The last row holds only under the guard, which the words say to a person. */
        public Builder<S, E> guard(Code guard, String condition) {
            return refineLast(row -> new Transition<>(row.from(), row.event(), row.to(), guard, condition, row.by()));
        }

        /** The last row is open to these roles only. */
        public Builder<S, E> by(Actor.Role... roles) {
            return refineLast(row -> new Transition<>(
                    row.from(), row.event(), row.to(), row.guard().orElse(null), row.condition(), Set.of(roles)));
        }

        /** The table is about these states only; unset, about all of the enum. For an enum that several tables share. */
        public Builder<S, E> among(Set<S> some) {
            states.addAll(some);
            return this;
        }

        /** Nothing leads out of these states; a row that stays in one may be declared, such as a link added to a closed ticket. */
        @SafeVarargs
        @SuppressWarnings("varargs") // only read
        public final Builder<S, E> terminal(S... some) {
            return terminal(List.of(some));
        }

        /** Nothing leads out of these states. */
        public Builder<S, E> terminal(List<S> some) {
            terminal.addAll(some);
            return this;
        }

        /**
         * The table.
         *
         * @throws IllegalStateException naming every fault
         */
        public Lifecycle<S, E> build() {
            List<String> faults = new ArrayList<>();
            faultsOfRows(faults);
            faultsOfStates(faults);
            if (!faults.isEmpty()) {
                throw new IllegalStateException("lifecycle of "
                        + initial.getDeclaringClass().getSimpleName() + ": " + String.join("; ", faults));
            }
            return new Lifecycle<>(this);
        }

        private void faultsOfRows(List<String> faults) {
            Set<String> seen = new HashSet<>();
            for (Transition<S> row : table) {
                String cause =
                        row.from() + " " + row.event() + " " + row.guard().map(Code::id) + " " + row.by();
                if (!seen.add(cause)) {
                    faults.add("row " + row + " is declared twice");
                }
                if (terminal.contains(row.from()) && row.from() != row.to()) {
                    faults.add("terminal state " + row.from() + " has an exit: " + row);
                }
            }
        }

        private void faultsOfStates(List<String> faults) {
            Set<S> reached = EnumSet.of(initial);
            boolean grew = true;
            while (grew) {
                grew = false;
                for (Transition<S> row : table) {
                    grew |= reached.contains(row.from()) && reached.add(row.to());
                }
            }
            for (S state : declared()) {
                if (!reached.contains(state)) {
                    faults.add("state " + state + " cannot be reached from " + initial);
                }
                if (!terminal.contains(state)
                        && table.stream().noneMatch(row -> row.from() == state && row.to() != state)) {
                    faults.add("state " + state + " has no exit and is not terminal");
                }
            }
        }

        /** The states that the table is about: all of the enum, or those that it names where several tables share one enum. */
        private Set<S> declared() {
            if (states.isEmpty()) {
                return EnumSet.allOf(initial.getDeclaringClass());
            }
            return states;
        }

        private Builder<S, E> refineLast(UnaryOperator<Transition<S>> change) {
            if (table.isEmpty()) {
                throw new IllegalStateException("no row to refine, expected on(...) first");
            }
            table.set(table.size() - 1, change.apply(table.get(table.size() - 1)));
            return this;
        }
    }

    /** Why a machine refuses; judged in this order (payments specification 4.3). */
    public enum Reason implements Code {
        /** The key was used for another command. */
        CONFLICT,
        /** The state has no way out. */
        TERMINAL_STATE,
        /** The event has no row in this state. */
        EVENT_NOT_ALLOWED,
        /** No row of this state and event names the actor's role. */
        NOT_PERMITTED,
        /** A condition of the row does not hold. */
        GUARD_FAILED,
        /** Others kept changing the stream while this command was tried. */
        LOST_RACE;

        @Override
        public String id() {
            return "LIFECYCLE." + name();
        }
    }

    /**
     * One row of a lifecycle table.
     *
     * @param <S> the states
     */
    public static final class Transition<S extends Enum<S>> {

        private final S from;
        private final String event;
        private final S to;
        private final @Nullable Code guard;
        private final String condition;
        private final Set<Actor.Role> by;
        private final Optional<S> next;

        Transition(S from, String event, S to, @Nullable Code guard, String condition, Set<Actor.Role> by) {
            this.from = from;
            this.event = event;
            this.to = to;
            this.guard = guard;
            this.condition = condition;
            this.by = by;
            next = Optional.of(to);
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
        public Set<Actor.Role> by() {
            return by;
        }

        @Override
        public String toString() {
            return from + " --" + event + (guard == null ? "" : "[" + guard.id() + "]") + "--> " + to;
        }
    }
}
