package io.counterfoil.reconciliation.plan;

import io.counterfoil.reconciliation.difference.DifferenceExplainer;
import io.counterfoil.reconciliation.item.Side;
import io.counterfoil.reconciliation.score.ScoreModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

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
        MANY_TO_ONE("N:1"),
        /** Sets of both sides with equal sums that contain no smaller such pair of sets. */
        MANY_TO_MANY("N:M");

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
            return this == ONE_TO_MANY || this == MANY_TO_ONE || this == MANY_TO_MANY;
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
     * How alike the free texts of both sides must be: one text of the one side with one of the other. A blank text is like nothing.
     *
     * @param containing whether it is enough that one contains the other, or comes so near to it; otherwise they are equal
     * @param ignoringCase whether capitals count as small letters
     * @param editPercent of the longer text's length, rounded down: so many edits may lie between texts of which none contains the other
     */
    public record Likeness(boolean containing, boolean ignoringCase, int editPercent) {

        public Likeness {
            if (editPercent < 0 || (editPercent > 0 && !containing)) {
                throw new IllegalArgumentException("edits of " + editPercent + " % of "
                        + (containing ? "texts, expected zero or more" : "texts that must be equal, expected none"));
            }
        }

        /** Whether the two texts are alike. */
        public boolean admits(String left, String right) {
            String a = ignoringCase ? left.toLowerCase(Locale.ROOT) : left;
            String b = ignoringCase ? right.toLowerCase(Locale.ROOT) : right;
            if (a.isBlank() || b.isBlank()) {
                return false;
            }
            int edits = (int) ((long) Math.max(a.length(), b.length()) * editPercent / 100);
            return a.equals(b)
                    || (containing && (a.contains(b) || b.contains(a)))
                    || (edits > 0 && EditDistance.isAtMost(edits, a, b));
        }

        String sentence() {
            return (containing ? "contains either" : "equal")
                    + (ignoringCase ? " ignoring case" : "")
                    + (editPercent == 0 ? "" : " or within " + editPercent + " % edits");
        }
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

    private final String name;
    private final Cardinality cardinality;
    private final PassSettings draft;

    private Pass(String name, Cardinality cardinality, PassSettings draft) {
        this.name = Objects.requireNonNull(name, "name");
        this.cardinality = cardinality;
        this.draft = draft;
        if (name.isBlank()) {
            throw new IllegalArgumentException("pass name is blank, expected a name for people");
        }
    }

    /** One left item and one right item. */
    public static Pass oneToOne(String name) {
        return new Pass(name, Cardinality.ONE_TO_ONE, new PassSettings());
    }

    /** One left item and all right items that share a group. */
    public static Pass oneToGroup(String name) {
        return new Pass(name, Cardinality.ONE_TO_GROUP, new PassSettings());
    }

    /** All left items that share a group and one right item. */
    public static Pass groupToOne(String name) {
        return new Pass(name, Cardinality.GROUP_TO_ONE, new PassSettings());
    }

    /** One left item and a set of right items, which is searched. */
    public static Pass oneToMany(String name) {
        return new Pass(name, Cardinality.ONE_TO_MANY, new PassSettings());
    }

    /** A set of left items, which is searched, and one right item. */
    public static Pass manyToOne(String name) {
        return new Pass(name, Cardinality.MANY_TO_ONE, new PassSettings());
    }

    /**
     * Sets of both sides with equal sums, inside the items that a key ties together: the groups of every best division, which covers most items with most groups. An
     * item belongs to a group only if it passes the gates with some item of the group's other side.
     */
    public static Pass manyToMany(String name) {
        return new Pass(name, Cardinality.MANY_TO_MANY, new PassSettings());
    }

    /**
     * Two items of one side that cancel each other: one moves money out, the other as much in. So a reversal meets its original, a void its cheque, a return its debit. In
     * the pass's window, money out stands for the left and money in for the right: {@code within(Window.days(0, 30).from(LEFT))} wants the money back on the day it
     * left or up to 30 days later. A match takes both items on the side.
     */
    public static Pass netting(String name, Side side) {
        return oneToOne(name).with(d -> d.oneSide = Objects.requireNonNull(side, "side"));
    }

    /**
     * Money that leaves one own account, on the one side, and arrives at another, on the other: amounts of opposite direction. Where both items name an account, it
     * is not the same one.
     */
    public static Pass transfers(String name) {
        return oneToOne(name).with(d -> d.transfer = true);
    }

    /** The same between items of one side, which holds lines of several own accounts: each names its account, and they differ. See {@link #netting}. */
    public static Pass transfers(String name, Side side) {
        return netting(name, side).with(d -> d.transfer = true);
    }

    private Pass with(Consumer<PassSettings> change) {
        PassSettings copy = draft.clone();
        change.accept(copy);
        return new Pass(name, cardinality, copy);
    }

    /** Candidates agree on all of the keys; called again, candidates agree on all of this list or all of an earlier one. */
    public Pass on(MatchKey... keys) {
        List<Set<MatchKey>> lists = new ArrayList<>(draft.keyLists);
        lists.add(sorted(keys));
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

    /** A pair that agrees on all of the keys need not lie inside the window: a cheque number tells more than days do. */
    public Pass unlessShared(MatchKey... keys) {
        return with(d -> d.overriding = sorted(keys));
    }

    /**
     * Items of the side may be taken in part, where the other side's are too small: what is left of them stays open for later passes. The keys must name the items. Several
     * that name one item each take their part of it, as far as it reaches; where they are more than is open, nothing is taken.
     */
    public Pass partial(Side side) {
        Set<Side> more = new TreeSet<>(draft.partial);
        more.add(Objects.requireNonNull(side, "side"));
        return with(d -> d.partial = java.util.Collections.unmodifiableSet(more));
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

    /** The free texts of both sides must be so alike; where one is missing, the pair is no candidate. It takes an amount or a reference beside it. */
    public Pass text(Likeness likeness) {
        return with(d -> d.likeness = Objects.requireNonNull(likeness, "likeness"));
    }

    /**
     * Amounts, or the sums of sets, may also differ by what the explainers explain to the minor unit, in at most {@link DifferenceExplainer#MAX_LINES} lines. The
     * lines become the match's differences. Where several explanations have as few lines, the match is suggested at most. Called again, explainers are added.
     */
    public Pass explain(DifferenceExplainer... explainers) {
        List<DifferenceExplainer> all = new ArrayList<>(draft.explainers);
        all.addAll(Arrays.asList(explainers));
        return with(d -> d.explainers = List.copyOf(all));
    }

    /** Agreement on these speaks for a pair and is not required. */
    public Pass evidence(MatchKey... keys) {
        return with(d -> d.evidence = sorted(keys));
    }

    private static Set<MatchKey> sorted(MatchKey... keys) {
        return java.util.Collections.unmodifiableSet(new TreeSet<>(Arrays.asList(keys)));
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

    /**
     * Pairs are weighed by the model instead of by the decision's fixed weights. The model's bounds on amounts and days become the pass's, where it has none of its
     * own.
     */
    public Pass score(ScoreModel model) {
        return with(d -> {
            d.score = Objects.requireNonNull(model, "model");
            for (ScoreModel.Trained trained : model.comparisons()) {
                d.bound(trained.comparison());
            }
        });
    }

    /** Pairs whose score is not above so many bits are no candidates; 0 unless it is called. */
    public Pass threshold(double bits) {
        return thresholdOf(Math.round(bits * 1000));
    }

    Pass thresholdOf(long millibits) {
        return with(d -> d.threshold = millibits);
    }

    /** A match is certain from so many bits of regret; below that it is suggested from the decision's suggest margin on. */
    public Pass margin(double bits) {
        return with(d -> {
            long margin = Math.round(bits * 1000);
            PassDecision old = d.decision;
            d.decision = new PassDecision(old.outcome(), margin, Math.min(margin, old.suggestMargin()), old.weights());
        });
    }

    /**
     * A set that nothing names is certain only if fewer sets than this are expected to hit by chance: 0.01 unless it is called.
     *
     * @param expected number of chance sets, to six decimals
     */
    public Pass maxCoincidence(String expected) {
        int millionths = new java.math.BigDecimal(expected).movePointRight(6).intValueExact();
        if (millionths < 0) {
            throw new IllegalArgumentException("coincidence " + expected + ", expected zero or more");
        }
        return with(d -> d.coincidence = millionths);
    }

    /** Certain matches are settled, likely ones suggested. */
    public Pass confirm() {
        return outcome(PassDecision.Outcome.CONFIRM);
    }

    /** Matches are suggested. */
    public Pass suggest() {
        return outcome(PassDecision.Outcome.SUGGEST);
    }

    /** Matches are shown. */
    public Pass report() {
        return outcome(PassDecision.Outcome.REPORT);
    }

    private Pass outcome(PassDecision.Outcome outcome) {
        PassDecision old = draft.decision;
        return decide(new PassDecision(outcome, old.confirmMargin(), old.suggestMargin(), old.weights()));
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

    /**
     * By how much amounts may differ without a reason; empty where the pass does not look at amounts, exact where every key list has {@link MatchKey#AMOUNT},
     * differences are explained, or items cancel each other.
     */
    public Optional<Tolerance> tolerance() {
        return draft.toleranceSet
                        || !draft.explainers.isEmpty()
                        || draft.oneSide != null
                        || draft.transfer
                        || (!draft.keyLists.isEmpty()
                                && draft.keyLists.stream().allMatch(k -> k.contains(MatchKey.AMOUNT)))
                ? Optional.of(draft.tolerance)
                : Optional.empty();
    }

    /** How far apart the days may lie. */
    public Optional<Window> window() {
        return Optional.ofNullable(draft.window);
    }

    /** What a pair must agree on to need no window; empty where the window always holds. */
    public Set<MatchKey> overriding() {
        return draft.overriding;
    }

    /** The one side whose items are paired with each other; empty where the sides are paired. */
    public Optional<Side> oneSide() {
        return Optional.ofNullable(draft.oneSide);
    }

    /** Whether money leaves one own account and arrives at another. */
    public boolean isTransfer() {
        return draft.transfer;
    }

    /** The sides whose items may be taken in part. */
    public Set<Side> partial() {
        return draft.partial;
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

    /** How alike texts must be, if they must. */
    public Optional<Likeness> likeness() {
        return Optional.ofNullable(draft.likeness);
    }

    /** What may explain a difference of amounts, in the order given. */
    public List<DifferenceExplainer> explainers() {
        return draft.explainers;
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

    /** The model that weighs pairs, if there is one. */
    public Optional<ScoreModel> score() {
        return Optional.ofNullable(draft.score);
    }

    /** The score, in thousandths of a bit, that a candidate must exceed. */
    public long thresholdMillibits() {
        return draft.threshold;
    }

    /** Millionths of an expected chance set from which on a set that nothing names is no longer certain. */
    public int maxCoincidenceMillionths() {
        return draft.coincidence;
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
        return PassLine.of(this);
    }
}
