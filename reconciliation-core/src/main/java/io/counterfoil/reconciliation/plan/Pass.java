package io.counterfoil.reconciliation.plan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One pass of a plan: which pairs are candidates, what they must agree on, and what becomes of the best assignment (reconciliation specification 4.2). Immutable;
 * each method returns another pass. A pass suggests unless {@link #confirm()} or {@link #report()} is called.
 */
public final class Pass {

    /** How many items of either side make a match. */
    public enum Cardinality {
        ONE_TO_ONE("1:1"),
        /** One left item and all right items of one declared group. */
        ONE_TO_GROUP("1:G"),
        /** All left items of one declared group and one right item. */
        GROUP_TO_ONE("G:1"),
        /** One left item and a set of right items that is searched. */
        ONE_TO_MANY("1:N"),
        /** A set of left items that is searched and one right item. */
        MANY_TO_ONE("N:1");

        private final String sign;

        Cardinality(String sign) {
            this.sign = sign;
        }

        /** Reads as {@code 1:1}. */
        public String sign() {
            return sign;
        }

        /** Whether one side is a set that must be searched. */
        public boolean isSearched() {
            return this == ONE_TO_MANY || this == MANY_TO_ONE;
        }
    }

    /** What the texts of a candidate pair must satisfy. */
    public enum Gate {
        REFERENCE_EQUAL,
        REFERENCE_EQUAL_IGNORING_CASE,
        /** One reference contains the other, as they are written. */
        REFERENCE_CONTAINS_EITHER,
        /** The reference of one side stands in the text of the other, at word boundaries, case and separators aside. */
        REFERENCE_IN_OTHER_TEXT,
        /** One text contains the other. */
        TEXT_CONTAINS_EITHER
    }

    /**
     * Items that are as good as each other, to be paired in order.
     *
     * @param keys what must agree for items of one side to be interchangeable
     * @param order which go first
     */
    public record Interchange(Set<MatchKey> keys, Order order) {

        public Interchange {
            keys = java.util.Collections.unmodifiableSet(new TreeSet<>(keys));
        }

        /** Which of the interchangeable items go first. */
        public enum Order {
            OLDEST_FIRST,
            NEWEST_FIRST
        }
    }

    private static final class Draft implements Cloneable {
        private List<Set<MatchKey>> keyLists = List.of();
        private Set<MatchKey> evidence = Set.of();
        private Tolerance tolerance = Tolerance.exact();
        private boolean toleranceSet;
        private @Nullable Window window;
        private @Nullable Window contest;
        private @Nullable Tolerance contestTolerance;
        private Set<Gate> required = Set.of();
        private Set<Gate> ifPresent = Set.of();
        private @Nullable Interchange interchange;
        private boolean refines;
        private int maxSetSize = 6;
        private int maxPool = 200;
        private PassDecision decision = PassDecision.of(PassDecision.Outcome.SUGGEST);

        @Override
        public Draft clone() {
            try {
                return (Draft) super.clone();
            } catch (CloneNotSupportedException e) {
                throw new IllegalStateException("a draft is cloneable", e);
            }
        }
    }

    private final String name;
    private final Cardinality cardinality;
    private final Draft draft;

    private Pass(String name, Cardinality cardinality, Draft draft) {
        this.name = Objects.requireNonNull(name, "name");
        this.cardinality = cardinality;
        this.draft = draft;
        if (name.isBlank()) {
            throw new IllegalArgumentException("pass name is blank, expected a name for people");
        }
    }

    /** One left item and one right item. */
    public static Pass oneToOne(String name) {
        return new Pass(name, Cardinality.ONE_TO_ONE, new Draft());
    }

    /** One left item and all right items that share a group. */
    public static Pass oneToGroup(String name) {
        return new Pass(name, Cardinality.ONE_TO_GROUP, new Draft());
    }

    /** All left items that share a group and one right item. */
    public static Pass groupToOne(String name) {
        return new Pass(name, Cardinality.GROUP_TO_ONE, new Draft());
    }

    /** One left item and a set of right items, which is searched. */
    public static Pass oneToMany(String name) {
        return new Pass(name, Cardinality.ONE_TO_MANY, new Draft());
    }

    /** A set of left items, which is searched, and one right item. */
    public static Pass manyToOne(String name) {
        return new Pass(name, Cardinality.MANY_TO_ONE, new Draft());
    }

    private Pass with(Consumer<Draft> change) {
        Draft copy = draft.clone();
        change.accept(copy);
        return new Pass(name, cardinality, copy);
    }

    /** Candidates agree on all of the keys; called again, candidates agree on all of this list or all of an earlier one. */
    public Pass on(MatchKey... keys) {
        List<Set<MatchKey>> lists = new ArrayList<>(draft.keyLists);
        lists.add(java.util.Collections.unmodifiableSet(new TreeSet<>(Arrays.asList(keys))));
        return with(d -> d.keyLists = List.copyOf(lists));
    }

    /** Amounts may differ by so much; without it, and without {@link MatchKey#AMOUNT}, a pass on references does not look at amounts. */
    public Pass amount(Tolerance tolerance) {
        return with(d -> {
            d.tolerance = Objects.requireNonNull(tolerance, "tolerance");
            d.toleranceSet = true;
        });
    }

    /** Days lie inside the window. */
    public Pass within(Window window) {
        return with(d -> d.window = Objects.requireNonNull(window, "window"));
    }

    /** Rivals are looked for in this wider window: they can unsettle a match, never be one. */
    public Pass contest(Window wider) {
        return with(d -> d.contest = Objects.requireNonNull(wider, "window"));
    }

    /** Rivals are looked for in this wider tolerance: they can unsettle a match, never be one. */
    public Pass contest(Tolerance wider) {
        return with(d -> d.contestTolerance = Objects.requireNonNull(wider, "tolerance"));
    }

    /** The texts must satisfy the gate; where one is missing, the pair is no candidate. */
    public Pass gate(Gate gate) {
        return with(d -> d.required = plus(d.required, gate));
    }

    /** The texts must satisfy the gate where both sides have one. */
    public Pass gateIfPresent(Gate gate) {
        return with(d -> d.ifPresent = plus(d.ifPresent, gate));
    }

    /** Agreement on these speaks for a pair and is not required. */
    public Pass evidence(MatchKey... keys) {
        return with(d -> d.evidence = java.util.Collections.unmodifiableSet(new TreeSet<>(Arrays.asList(keys))));
    }

    /** Items of one side that agree on the keys are as good as each other, and are paired in the order. */
    public Pass interchangeable(Interchange.Order order, MatchKey... keys) {
        return with(d -> d.interchange = new Interchange(Set.of(keys), order));
    }

    /** The pass sees what earlier passes hold as ambiguous, and may only choose among the alternatives listed there. */
    public Pass refines() {
        return with(d -> d.refines = true);
    }

    /** The largest set that is searched; 6 unless it is called. */
    public Pass maxSetSize(int items) {
        return with(d -> d.maxSetSize = items);
    }

    /** The most candidates that a set is searched among; above it the search is truncated. 200 unless it is called. */
    public Pass maxPool(int items) {
        return with(d -> d.maxPool = items);
    }

    /** Certain matches are settled, likely ones suggested. */
    public Pass confirm() {
        return decide(PassDecision.of(PassDecision.Outcome.CONFIRM));
    }

    /** Matches are suggested. */
    public Pass suggest() {
        return decide(PassDecision.of(PassDecision.Outcome.SUGGEST));
    }

    /** Matches are shown. */
    public Pass report() {
        return decide(PassDecision.of(PassDecision.Outcome.REPORT));
    }

    /** Matches are treated as the decision says. */
    public Pass decide(PassDecision decision) {
        return with(d -> d.decision = Objects.requireNonNull(decision, "decision"));
    }

    private static Set<Gate> plus(Set<Gate> gates, Gate gate) {
        Set<Gate> more = new TreeSet<>(gates);
        more.add(gate);
        return java.util.Collections.unmodifiableSet(more);
    }

    /** The name, unique in its plan. */
    public String name() {
        return name;
    }

    /** How many items make a match. */
    public Cardinality cardinality() {
        return cardinality;
    }

    /** The key lists, one of which a candidate pair must agree on; empty where every pair that passes the gates is one. */
    public List<Set<MatchKey>> keyLists() {
        return draft.keyLists;
    }

    /** What speaks for a pair without being required. */
    public Set<MatchKey> evidence() {
        return draft.evidence;
    }

    /** By how much amounts may differ; empty where the pass does not look at amounts, exact where every key list has {@link MatchKey#AMOUNT}. */
    public Optional<Tolerance> tolerance() {
        return draft.toleranceSet
                        || (!draft.keyLists.isEmpty()
                                && draft.keyLists.stream().allMatch(k -> k.contains(MatchKey.AMOUNT)))
                ? Optional.of(draft.tolerance)
                : Optional.empty();
    }

    /** How far apart the days may lie. */
    public Optional<Window> window() {
        return Optional.ofNullable(draft.window);
    }

    /** Where rivals are looked for, in days. */
    public Optional<Window> contestWindow() {
        return Optional.ofNullable(draft.contest);
    }

    /** Where rivals are looked for, in amounts. */
    public Optional<Tolerance> contestTolerance() {
        return Optional.ofNullable(draft.contestTolerance);
    }

    /** Gates that need both texts. */
    public Set<Gate> requiredGates() {
        return draft.required;
    }

    /** Gates that hold where both texts are there. */
    public Set<Gate> gatesIfPresent() {
        return draft.ifPresent;
    }

    /** The declared interchange, if there is one. */
    public Optional<Interchange> interchange() {
        return Optional.ofNullable(draft.interchange);
    }

    /** Whether it chooses among alternatives that are held. */
    public boolean isRefining() {
        return draft.refines;
    }

    /** The largest set that is searched. */
    public int maxSetSize() {
        return draft.maxSetSize;
    }

    /** The most candidates of a set search. */
    public int maxPool() {
        return draft.maxPool;
    }

    /** What becomes of matches. */
    public PassDecision decision() {
        return draft.decision;
    }

    boolean hasToleranceSet() {
        return draft.toleranceSet;
    }

    /** All settings in one line, in a fixed order; equal passes read equally. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(name).append("  ").append(cardinality.sign());
        draft.keyLists.forEach(keys -> text.append("  key ").append(keys));
        if (draft.toleranceSet) {
            text.append("  amount ").append(draft.tolerance);
        }
        window().ifPresent(w -> text.append("  ").append(w));
        draft.required.forEach(gate -> text.append("  gate ").append(gate));
        draft.ifPresent.forEach(gate -> text.append("  gate if present ").append(gate));
        if (!draft.evidence.isEmpty()) {
            text.append("  evidence ").append(draft.evidence);
        }
        contestWindow().ifPresent(w -> text.append("  contest ").append(w));
        contestTolerance().ifPresent(t -> text.append("  contest amount ").append(t));
        interchange()
                .ifPresent(i -> text.append("  interchangeable ")
                        .append(i.keys())
                        .append(' ')
                        .append(i.order()));
        if (draft.refines) {
            text.append("  refines");
        }
        if (cardinality.isSearched()) {
            text.append("  sets to ").append(draft.maxSetSize).append(" of ").append(draft.maxPool);
        }
        return text.append("  ").append(draft.decision.outcome()).toString();
    }
}
