package io.counterfoil.payments.lifecycle.table;

import io.counterfoil.payments.document.Document;
import io.counterfoil.payments.document.Table;
import io.counterfoil.payments.evidence.Code;
import io.counterfoil.payments.evidence.Evidence;
import io.counterfoil.payments.evidence.Refusal;
import io.counterfoil.payments.evidence.Sha256;
import io.counterfoil.payments.lifecycle.Actor;
import io.counterfoil.payments.lifecycle.Decision;
import io.counterfoil.payments.lifecycle.Lifecycle;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * States and events of one life as a table of codes (payments specification 4.3). Immutable, thread-safe.
 */
public final class LifecycleTable {

    private final String name;
    private final String initial;
    private final Set<String> terminal;
    private final List<Row> rows;
    private final Set<String> states;

    LifecycleTable(String name, String initial, Set<String> terminal, List<Row> rows) {
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
    public LifecycleTable plus(Row row) {
        known(row.from());
        known(row.to());
        List<Row> more = new ArrayList<>(rows);
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
        return rows.stream().map(Row::event).collect(Collectors.toCollection(TreeSet::new));
    }

    /** All rows, in the order in which they were declared. */
    public List<Row> rows() {
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
        return rowsIn(known(state)).map(Row::event).distinct().sorted().toList();
    }

    /** The first row that takes the event from the role under the guards that hold. */
    public Optional<Row> row(String state, String event, Actor.Role role, Predicate<Row> holds) {
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
    public Optional<Refusal> refusal(String state, String event, Actor who, Predicate<Row> holds) {
        if (isTerminal(state)) {
            return refuse(
                    Lifecycle.Reason.TERMINAL_STATE,
                    state,
                    event,
                    "state " + state + " is final, '" + event + "' cannot follow it");
        }
        List<Row> declared =
                rowsIn(state).filter(row -> row.event().equals(event)).toList();
        if (declared.isEmpty()) {
            return refuse(
                    Lifecycle.Reason.EVENT_NOT_ALLOWED,
                    state,
                    event,
                    "'" + event + "' is not allowed in state " + state + ", expected one of "
                            + String.join(", ", allowed(state)));
        }
        List<Row> permitted =
                declared.stream().filter(row -> row.by() == who.role()).toList();
        if (permitted.isEmpty()) {
            Set<Actor.Role> roles = declared.stream()
                    .map(Row::by)
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
                            + permitted.stream().map(Row::guard).collect(Collectors.joining(", or ")));
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
        for (Row row : rows) {
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
        for (Row row : rows) {
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
        for (Row row : states.stream().flatMap(this::rowsIn).toList()) {
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

    private Stream<Row> rowsIn(String state) {
        return rows.stream().filter(row -> row.from().equals(state));
    }

    private static boolean holds(Row row, Predicate<Row> holds) {
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

    /**
     * One row of a table: in this state this event, from this role, leads there.
     *
     * @param from the state before
     * @param event the event's code
     * @param to the state after; the same as before where the event changes none
     * @param by who may
     * @param guard the condition in words, days and counts being defaults of policies; empty where there is none
     */
    public record Row(String from, String event, String to, Actor.Role by, String guard) {

        public Row {
            Objects.requireNonNull(from, "from");
            Objects.requireNonNull(event, "event");
            Objects.requireNonNull(to, "to");
            Objects.requireNonNull(by, "by");
            Objects.requireNonNull(guard, "guard");
        }

        @Override
        public String toString() {
            return from + " --" + event + (guard.isEmpty() ? "" : "[" + guard + "]") + "--> " + to + " by " + by;
        }
    }

    /**
     * Something that happened, by the code of its table.
     *
     * @param event the code, such as {@code settle}
     * @param reference names the fact outside: a trace number, a file and line, a command's key; the same reference is the same fact
     * @param by who says so
     * @param body digest of what else is said; tells a repetition from another fact under the same reference
     */
    public record Event(String event, String reference, Actor by, Sha256 body) {

        public Event {
            Objects.requireNonNull(by, "by");
            Objects.requireNonNull(body, "body");
            if (event.isBlank() || reference.isBlank()) {
                throw new IllegalArgumentException(
                        "event '" + event + "' with reference '" + reference + "', expected both not blank");
            }
        }

        /** An event that says no more than its code. */
        public static Event of(String event, String reference, Actor by) {
            return new Event(event, reference, by, Sha256.ZERO);
        }

        /** Whether it is the fact that the other tells, whoever tells it. */
        boolean repeats(Event other) {
            return event.equals(other.event) && body.equals(other.body);
        }
    }

    /**
     * One life on a table: the state and the events that led there, each reference once (payments specification 4.3).
     *
     * <p>A step answers in this order: the same fact again under its reference is replayed and changes nothing; another fact under a used reference is a conflict;
     * then the table's refusals. Each step makes a new walk: immutable, thread-safe.
     */
    public static final class Walk {

        private final LifecycleTable table;
        private final String state;
        private final Map<String, LifecycleTable.Event> applied;

        private Walk(LifecycleTable table, String state, Map<String, LifecycleTable.Event> applied) {
            this.table = table;
            this.state = state;
            this.applied = applied;
        }

        /** A life at its beginning. */
        public static Walk of(LifecycleTable table) {
            return new Walk(table, table.initial(), Map.of());
        }

        /** The table. */
        public LifecycleTable table() {
            return table;
        }

        /** Where it stands. */
        public String state() {
            return state;
        }

        /** The events that were applied, oldest first. */
        public List<LifecycleTable.Event> events() {
            return List.copyOf(applied.values());
        }

        /** The events that have a row in this state, by their codes. */
        public List<String> allowed() {
            return table.allowed(state);
        }

        /** The walk after the event, every guard taken as true; or the same walk and why not. */
        public Decision<Walk, LifecycleTable.Event> step(LifecycleTable.Event event) {
            return step(event, row -> true);
        }

        /** The walk after the event under the guards that hold; or the same walk and why not. */
        public Decision<Walk, LifecycleTable.Event> step(
                LifecycleTable.Event event, Predicate<LifecycleTable.Row> holds) {
            LifecycleTable.Event first = applied.get(event.reference());
            if (first != null) {
                return first.repeats(event) ? Decision.replayed(this, List.of(first)) : conflict(event, first);
            }
            Optional<Refusal> refusal = table.refusal(state, event.event(), event.by(), holds);
            if (refusal.isPresent()) {
                return Decision.refused(this, refusal.get());
            }
            LifecycleTable.Row row =
                    table.row(state, event.event(), event.by().role(), holds).orElseThrow();
            Map<String, LifecycleTable.Event> next = new LinkedHashMap<>(applied);
            next.put(event.reference(), event);
            return Decision.accepted(
                    new Walk(table, row.to(), Collections.unmodifiableMap(next)), List.of(event), Evidence.none());
        }

        private Decision<Walk, LifecycleTable.Event> conflict(LifecycleTable.Event event, LifecycleTable.Event first) {
            return Decision.refused(
                    this,
                    new Refusal(
                            Lifecycle.Reason.CONFLICT,
                            "reference '" + event.reference() + "' was used for '" + first.event() + "', now for '"
                                    + event.event() + "', expected the same fact or a new reference",
                            Map.of("reference", event.reference(), "event", event.event(), "first", first.event())));
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Walk walk
                    && table.name().equals(walk.table.name())
                    && state.equals(walk.state)
                    && events().equals(walk.events());
        }

        @Override
        public int hashCode() {
            return Objects.hash(table.name(), state, events());
        }

        @Override
        public String toString() {
            return table.name() + " in " + state + " after " + applied.size() + " events";
        }
    }

    /** The nineteen lives of the payments specification (PAY-17). */
    public enum Standard {
        /** A payment order on any rail: the common table, which the tables of the rails refine. */
        PAYMENT_ORDER(CreditTables.PAYMENT_ORDER),
        /** A card payment from authorisation to the end of recourse; a refund while a dispute is open is refused. */
        CARD(CardTables.CARD),
        /** A card dispute. */
        CARD_DISPUTE(CardTables.CARD_DISPUTE),
        /** A question of the issuer before a dispute, while no money has moved. */
        CARD_INQUIRY(CardTables.CARD_INQUIRY),
        /** An entry in the US Automated Clearing House. */
        ACH_ENTRY(DebitTables.ACH_ENTRY),
        /** A Canadian electronic funds transfer or pre-authorised debit; nothing confirms it, silence is taken as settlement. */
        EFT_PAD(DebitTables.EFT_PAD),
        /** A Bacs direct debit: never final, because an indemnity claim has no time limit. */
        BACS_COLLECTION(DebitTables.BACS_COLLECTION),
        /** A SEPA direct debit. */
        SEPA_COLLECTION(DebitTables.SEPA_COLLECTION),
        /** A SEPA credit transfer. */
        SEPA_TRANSFER(CreditTables.SEPA_TRANSFER),
        /** A wire. */
        WIRE(CreditTables.WIRE),
        /** A cheque paid in. */
        CHEQUE_DEPOSIT(CreditTables.CHEQUE_DEPOSIT),
        /** A cheque written. */
        CHEQUE_ISSUED(CreditTables.CHEQUE_ISSUED),
        /** A bill payment; a misapplication found after posting is a new record, linked to the first. */
        BILL_PAYMENT(CreditTables.BILL_PAYMENT),
        /** A Canadian pre-authorised debit agreement. */
        PAD_MANDATE(AgreementTables.PAD_MANDATE),
        /** A Bacs direct debit instruction. */
        BACS_INSTRUCTION(AgreementTables.BACS_INSTRUCTION),
        /** A SEPA direct debit mandate. */
        SEPA_MANDATE(AgreementTables.SEPA_MANDATE),
        /** The verification of a bank account. */
        ACCOUNT_VERIFICATION(AgreementTables.ACCOUNT_VERIFICATION),
        /** A merchant's application for an account. */
        MERCHANT_APPLICATION(AgreementTables.MERCHANT_APPLICATION),
        /** A batch of supplier payments; its items are payments of their own. */
        SUPPLIER_BATCH(CreditTables.SUPPLIER_BATCH);

        @SuppressWarnings(
                "ImmutableEnumChecker") // a table is immutable; the checker knows that of annotated types only
        private final LifecycleTable table;

        Standard(String text) {
            table = LifecycleTable.parse(name(), text);
        }

        /** The table. */
        public LifecycleTable table() {
            return table;
        }
    }
}
