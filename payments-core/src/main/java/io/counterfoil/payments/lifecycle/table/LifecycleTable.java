package io.counterfoil.payments.lifecycle.table;

import io.counterfoil.payments.document.Document;
import io.counterfoil.payments.document.Table;
import io.counterfoil.payments.evidence.Code;
import io.counterfoil.payments.evidence.Refusal;
import io.counterfoil.payments.lifecycle.Actor;
import io.counterfoil.payments.lifecycle.Lifecycle;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * States and events of one life as a table of codes (payments specification 4.3). Immutable, thread-safe.
 */
public final class LifecycleTable {

    private final String name;
    private final String initial;
    private final Set<String> terminal;
    private final List<TableRow> rows;
    private final Set<String> states;

    LifecycleTable(String name, String initial, Set<String> terminal, List<TableRow> rows) {
        this.name = name;
        this.initial = initial;
        this.terminal = Set.copyOf(terminal);
        this.rows = List.copyOf(rows);
        Set<String> named = new LinkedHashSet<>(List.of(initial));
        rows.forEach(row -> named.addAll(List.of(row.from(), row.to())));
        this.states = Collections.unmodifiableSet(named);
    }

    /**
     * A table from text: a line {@code initial STATE}, a line {@code terminal STATE STATE …}, then a line for each row: state, event, state, role and, after a
     * bar, the guard. Blank lines are passed over.
     *
     * @throws IllegalArgumentException naming every fault: a line that cannot be read, a row declared twice, a state that cannot be reached, a state without an
     *     exit that is not terminal, a terminal state with one
     */
    public static LifecycleTable parse(String name, String text) {
        return TableText.parse(name, text);
    }

    /**
     * The same table and one row more between its states, for a machine that records more than the common table, such as the first of two signatures.
     *
     * @throws IllegalArgumentException where the row names a state that the table has not
     */
    public LifecycleTable plus(TableRow row) {
        known(row.from());
        known(row.to());
        List<TableRow> more = new ArrayList<>(rows);
        more.add(row);
        return new LifecycleTable(name, initial, terminal, more);
    }

    /**
     * The same life with facts that are recorded on the way and change no state, such as a collection under a mandate: what a machine keeps beyond the
     * normative rows.
     *
     * @param facts rows as {@link #parse} takes them, each from a state to itself
     * @throws IllegalArgumentException naming every row that leads elsewhere, stands in a terminal state or is there already
     */
    public LifecycleTable recording(String facts) {
        return TableText.recording(this, facts);
    }

    /** The code of the life, such as {@code EFT_PAD}. */
    public String name() {
        return name;
    }

    /** The state in which it begins. */
    public String initial() {
        return initial;
    }

    /** Every state once, in the order in which the rows name them. */
    public Set<String> states() {
        return states;
    }

    /** Every event once, by its code. */
    public Set<String> events() {
        return rows.stream().map(TableRow::event).collect(Collectors.toCollection(TreeSet::new));
    }

    /** All rows, in the order in which they were declared. */
    public List<TableRow> rows() {
        return rows;
    }

    Set<String> terminal() {
        return terminal;
    }

    /** Whether nothing leads out of the state. */
    public boolean isTerminal(String state) {
        return terminal.contains(known(state));
    }

    /** The events that have a row in the state, whoever acts, by their codes; empty in a terminal state. */
    public List<String> allowed(String state) {
        return rowsIn(known(state)).map(TableRow::event).distinct().sorted().toList();
    }

    /** The first row that takes the event from the role under the guards that hold. */
    public Optional<TableRow> row(String state, String event, Actor.Role role, Predicate<TableRow> holds) {
        return rowsIn(known(state))
                .filter(row -> row.event().equals(event) && row.by() == role && holds(row, holds))
                .findFirst();
    }

    /**
     * Why the event may not come; empty where it may. Judged in this order: terminal state, event not declared, actor, guard.
     *
     * @param holds whether the guard of a row holds; asked only for rows that have one
     * @throws IllegalArgumentException where the table has no such state
     */
    public Optional<Refusal> refusal(String state, String event, Actor who, Predicate<TableRow> holds) {
        if (isTerminal(state)) {
            return refuse(
                    Lifecycle.Reason.TERMINAL_STATE,
                    state,
                    event,
                    "state " + state + " is final, '" + event + "' cannot follow it");
        }
        List<TableRow> declared =
                rowsIn(state).filter(row -> row.event().equals(event)).toList();
        if (declared.isEmpty()) {
            return refuse(
                    Lifecycle.Reason.EVENT_NOT_ALLOWED,
                    state,
                    event,
                    "'" + event + "' is not allowed in state " + state + ", expected one of "
                            + String.join(", ", allowed(state)));
        }
        List<TableRow> permitted =
                declared.stream().filter(row -> row.by() == who.role()).toList();
        if (permitted.isEmpty()) {
            Set<Actor.Role> roles = declared.stream()
                    .map(TableRow::by)
                    .collect(Collectors.toCollection(() -> EnumSet.noneOf(Actor.Role.class)));
            return refuse(
                    Lifecycle.Reason.NOT_PERMITTED,
                    state,
                    event,
                    "'" + event + "' in state " + state + " came from " + who.role() + " '" + who.id() + "', expected "
                            + roles);
        }
        if (permitted.stream().noneMatch(row -> holds(row, holds))) {
            return refuse(
                    Lifecycle.Reason.GUARD_FAILED,
                    state,
                    event,
                    "'" + event + "' in state " + state + " needs: "
                            + permitted.stream().map(TableRow::guard).collect(Collectors.joining(", or ")));
        }
        return Optional.empty();
    }

    /**
     * The table over an enum of states and a type of events: what a machine is built from. Guards become codes {@code TABLE.STATE.event}.
     *
     * @param states has a constant for each state of the table; it may have more, for other tables
     * @param events name themselves as the table does ({@link Lifecycle.Named})
     * @throws IllegalArgumentException where the enum lacks a state
     */
    public <S extends Enum<S>, E extends Lifecycle.Named> Lifecycle<S, E> over(Class<S> states, Class<E> events) {
        Lifecycle.Builder<S, E> bound = Lifecycle.startingIn(Enum.valueOf(states, initial), events);
        Set<S> mine = EnumSet.noneOf(states);
        for (String state : this.states) {
            S known = Enum.valueOf(states, state);
            mine.add(known);
            if (terminal.contains(state)) {
                bound.terminal(List.of(known));
            }
        }
        bound.among(mine);
        for (TableRow row : rows) {
            bound.on(Enum.valueOf(states, row.from()), row.event(), Enum.valueOf(states, row.to()))
                    .by(row.by());
            if (!row.guard().isEmpty()) {
                bound.guard(Code.of(name + "." + row.from() + "." + row.event()), row.guard());
            }
        }
        return bound.build();
    }

    /** The table as a Mermaid state diagram; guards stand in {@link #toDocument()}. */
    public String toMermaid() {
        StringBuilder text = new StringBuilder("stateDiagram-v2\n    [*] --> ")
                .append(initial)
                .append('\n');
        for (TableRow row : rows) {
            text.append("    ").append(row.from()).append(" --> ").append(row.to());
            text.append(" : ").append(row.event()).append(" (").append(row.by()).append(")\n");
        }
        states.stream()
                .filter(terminal::contains)
                .forEach(state -> text.append("    ").append(state).append(" --> [*]\n"));
        return text.toString();
    }

    /** The rows as a document with one table, state by state. */
    public Document toDocument() {
        Table.Builder table = Table.titled("")
                .text("from", "In state")
                .text("event", "event")
                .text("by", "by")
                .text("to", "leads to")
                .text("guard", "if");
        for (TableRow row : states.stream().flatMap(this::rowsIn).toList()) {
            table.row(
                    row.from() + " " + row.event() + " " + row.by() + " " + row.guard(),
                    row.from(),
                    row.event(),
                    row.by().name(),
                    row.to(),
                    row.guard());
        }
        return Document.titled(name)
                .paragraph("Begins in " + initial + "; final states: "
                        + states.stream().filter(terminal::contains).collect(Collectors.joining(", ")) + ".")
                .table(table.build())
                .build();
    }

    private Stream<TableRow> rowsIn(String state) {
        return rows.stream().filter(row -> row.from().equals(state));
    }

    private static boolean holds(TableRow row, Predicate<TableRow> holds) {
        return row.guard().isEmpty() || holds.test(row);
    }

    private String known(String state) {
        if (!states.contains(state)) {
            throw new IllegalArgumentException(
                    "state '" + state + "' is not in " + name + ", expected one of " + String.join(", ", states));
        }
        return state;
    }

    private Optional<Refusal> refuse(Lifecycle.Reason code, String state, String event, String sentence) {
        return Optional.of(new Refusal(
                code,
                sentence,
                new TreeMap<>(Map.of(
                        "lifecycle",
                        name,
                        "state",
                        state,
                        "event",
                        event,
                        "allowed",
                        String.join(", ", allowed(state))))));
    }

    @Override
    public String toString() {
        return name;
    }
}
