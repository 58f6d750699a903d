package io.counterfoil.reconciliation.plan;

import io.counterfoil.payments.evidence.Code;
import io.counterfoil.reconciliation.difference.DifferenceExplainer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What a plan must not be (reconciliation specification REC-04). */
final class PlanCheck {

    private static final Set<MatchKey> REFERENCES = Set.of(MatchKey.REFERENCE, MatchKey.REFERENCE_LOOSELY);

    private final List<PlanException.Problem> problems = new ArrayList<>();
    private String path = "";

    private PlanCheck() {}

    static List<PlanException.Problem> problems(List<Pass> passes) {
        PlanCheck check = new PlanCheck();
        Set<String> names = new HashSet<>();
        for (int i = 0; i < passes.size(); i++) {
            Pass pass = passes.get(i);
            check.path = "passes[" + i + "] " + pass.name();
            if (!names.add(pass.name())) {
                check.add("", PlanException.Fault.PLAN_NAME_TWICE, "the name stands twice, expected one name a pass");
            }
            check.criteria(pass);
            check.windows(pass);
            check.sets(pass);
            check.cancelling(pass);
            check.partial(pass);
            check.reachable(pass, passes.subList(0, i));
        }
        return check.problems;
    }

    private void add(String setting, Code code, String sentence) {
        problems.add(new PlanException.Problem(path + setting, code, sentence));
    }

    private void criteria(Pass pass) {
        boolean keyed = !pass.keyLists().isEmpty() && pass.keyLists().stream().allMatch(PlanCheck::isTelling);
        boolean gated = pass.requiredGates().stream().anyMatch(gate -> gate != Pass.Gate.TEXT_CONTAINS_EITHER);
        boolean byAmount = pass.tolerance().isPresent() || pass.cardinality().isSearched();
        if (!keyed && !gated && !byAmount) {
            add(
                    "",
                    PlanException.Fault.PLAN_PASS_WITHOUT_CRITERION,
                    "no amount and no reference criterion, expected at least one in every key list"
                            + "\nMaybe .on(AMOUNT), .on(REFERENCE) or .amount(Tolerance.absolute(\"0.50\"))");
        }
        if (pass.keyLists().stream().anyMatch(Set::isEmpty)) {
            add(".on", PlanException.Fault.PLAN_CRITERION_VACUOUS, "an empty key list, expected at least one key");
        }
        vacuous(".amount", Optional.of(pass).filter(Pass::hasToleranceSet).flatMap(Pass::tolerance));
        vacuous(".contest", pass.contestTolerance());
        pass.likeness()
                .filter(likeness -> likeness.editPercent() >= 100)
                .ifPresent(likeness -> add(
                        ".text",
                        PlanException.Fault.PLAN_CRITERION_VACUOUS,
                        "edits of " + likeness.editPercent()
                                + " % make any text of any other, expected less than 100"));
    }

    private static boolean isTelling(Set<MatchKey> keys) {
        return keys.contains(MatchKey.AMOUNT) || keys.stream().anyMatch(REFERENCES::contains);
    }

    private void vacuous(String setting, Optional<Tolerance> tolerance) {
        tolerance
                .filter(Tolerance::isVacuous)
                .ifPresent(t -> add(
                        setting,
                        PlanException.Fault.PLAN_CRITERION_VACUOUS,
                        "tolerance " + t + " lets every pair pass, expected less than 100 %"
                                + "\nMaybe the percent was meant as a share: 1 is one hundredth here"));
    }

    private void windows(Pass pass) {
        anchored(".within", pass.window());
        anchored(".contest", pass.contestWindow());
        if (!pass.overriding().isEmpty() && pass.window().isEmpty()) {
            add(
                    ".unlessShared",
                    PlanException.Fault.PLAN_SETTING_UNUSED,
                    "keys that override the window, and no window that they could override");
        }
        if (pass.contestWindow().isPresent() && pass.window().isEmpty()) {
            add(
                    ".contest",
                    PlanException.Fault.PLAN_SETTING_UNUSED,
                    "a contest window without a window, which it should be wider than");
        }
        if (pass.contestTolerance().isPresent() && pass.tolerance().isEmpty()) {
            add(
                    ".contest",
                    PlanException.Fault.PLAN_SETTING_UNUSED,
                    "a contest tolerance in a pass that does not look at amounts");
        }
    }

    private void anchored(String setting, Optional<Window> window) {
        window.filter(w -> !w.isAnchored())
                .ifPresent(w -> add(
                        setting,
                        PlanException.Fault.PLAN_WINDOW_UNANCHORED,
                        "window " + w + " differs by side and names none, expected a side to count from"
                                + "\nMaybe .from(Side.LEFT)"));
    }

    private void manyToMany(Pass pass) {
        if (pass.cardinality() != Pass.Cardinality.MANY_TO_MANY) {
            return;
        }
        if (pass.keyLists().isEmpty()
                || pass.keyLists().stream().anyMatch(keys -> keys.stream().allMatch(MatchKey.AMOUNT::equals))) {
            add(
                    ".on",
                    PlanException.Fault.PLAN_NM_WITHOUT_KEY,
                    "sets on both sides without a key, expected one that ties items together"
                            + "\nMaybe .on(ACCOUNT), .on(PARTY) or .on(GROUP)");
        }
        if (pass.tolerance().filter(t -> !t.isExact()).isPresent()) {
            add(
                    ".amount",
                    PlanException.Fault.PLAN_SETTING_UNUSED,
                    "a tolerance in a pass N:M, whose sums are equal to the minor unit");
        }
        if (!pass.explainers().isEmpty()) {
            add(
                    ".explain",
                    PlanException.Fault.PLAN_SETTING_UNUSED,
                    "explained differences in a pass N:M, whose sums are equal to the minor unit");
        }
    }

    /** Items that cancel each other do so to the minor unit, and are weighed by what they agree on. */
    private void cancelling(Pass pass) {
        if (pass.oneSide().isEmpty() && !pass.isTransfer()) {
            return;
        }
        String what = pass.isTransfer() ? "transfers" : "netting";
        boolean loose = pass.hasToleranceSet()
                || pass.contestTolerance().isPresent()
                || !pass.explainers().isEmpty();
        if (loose) {
            add(
                    ".amount",
                    PlanException.Fault.PLAN_SETTING_UNUSED,
                    "differences of amounts in a pass of " + what + ", whose items cancel to the minor unit");
        }
        if (pass.score().isPresent() || pass.isRefining()) {
            add(".score", PlanException.Fault.PLAN_SETTING_UNUSED, "a score or refines in a pass of " + what);
        }
    }

    private void partial(Pass pass) {
        if (pass.partial().isEmpty()) {
            return;
        }
        boolean named = !pass.keyLists().isEmpty()
                && pass.keyLists().stream()
                        .allMatch(keys ->
                                keys.contains(MatchKey.GROUP) || keys.stream().anyMatch(REFERENCES::contains));
        if (!named) {
            add(
                    ".partial",
                    PlanException.Fault.PLAN_PARTIAL_WITHOUT_NAME,
                    "items taken in part without a key that names them, expected one in every key list"
                            + "\nMaybe .on(REFERENCE)");
        }
        boolean compares = pass.tolerance().isPresent()
                || pass.contestTolerance().isPresent()
                || pass.keyLists().stream().anyMatch(keys -> keys.contains(MatchKey.AMOUNT));
        boolean single = pass.cardinality() == Pass.Cardinality.ONE_TO_ONE
                && pass.oneSide().isEmpty()
                && !pass.isTransfer();
        boolean weighs = pass.score().isPresent()
                || pass.contestWindow().isPresent()
                || pass.interchange().isPresent()
                || pass.isRefining();
        if (compares || !single || weighs) {
            add(
                    ".partial",
                    PlanException.Fault.PLAN_SETTING_UNUSED,
                    "items taken in part in a pass that compares amounts, searches, nets, contests or scores, expected names and days alone");
        }
    }

    private void sets(Pass pass) {
        manyToMany(pass);
        if (pass.cardinality().isSearched()
                && pass.explainers().stream().anyMatch(e -> e.rateBand().isPresent())) {
            add(
                    ".explain",
                    PlanException.Fault.PLAN_SETTING_UNUSED,
                    "an exchange rate in a pass " + pass.cardinality().sign() + ", whose sets are of one currency"
                            + "\nMaybe a pass 1:G or G:1, whose groups are declared");
        }
        if (pass.cardinality().isSearched() && (pass.maxSetSize() < 2 || pass.maxPool() < 1)) {
            add(
                    ".maxSetSize",
                    PlanException.Fault.PLAN_CRITERION_VACUOUS,
                    "sets to " + pass.maxSetSize() + " of " + pass.maxPool() + " items, expected sets of 2 or more");
        }
        if (pass.cardinality() != Pass.Cardinality.ONE_TO_ONE
                && pass.cardinality() != Pass.Cardinality.ONE_TO_MANY
                && pass.cardinality() != Pass.Cardinality.MANY_TO_ONE
                && pass.interchange().isPresent()) {
            add(
                    ".interchangeable",
                    PlanException.Fault.PLAN_SETTING_UNUSED,
                    "interchangeable items in a pass " + pass.cardinality().sign() + ", expected 1:1, 1:N or N:1");
        }
        if (pass.score().isPresent() && pass.cardinality() != Pass.Cardinality.ONE_TO_ONE) {
            add(
                    ".score",
                    PlanException.Fault.PLAN_SETTING_UNUSED,
                    "a score in a pass " + pass.cardinality().sign() + ", expected 1:1");
        }
        if (pass.cardinality().isSearched()
                && (pass.contestWindow().isPresent() || pass.contestTolerance().isPresent() || pass.isRefining())) {
            add(".contest", PlanException.Fault.PLAN_SETTING_UNUSED, "contest or refines in a pass that searches sets");
        }
    }

    private void reachable(Pass pass, List<Pass> earlier) {
        if (pass.isRefining()) {
            return;
        }
        for (Pass before : earlier) {
            if (!before.isRefining() && takesAllOf(before, pass)) {
                add(
                        "",
                        PlanException.Fault.PLAN_UNREACHABLE,
                        "pass " + before.name() + " takes or holds every candidate of this one"
                                + "\nMaybe put the stricter pass first");
                return;
            }
        }
    }

    /** Whether each candidate of the later pass is one of the earlier pass. */
    private static boolean takesAllOf(Pass before, Pass later) {
        boolean keys = before.keyLists().isEmpty()
                || (!later.keyLists().isEmpty()
                        && later.keyLists().stream()
                                .allMatch(mine -> before.keyLists().stream().anyMatch(mine::containsAll)));
        boolean amounts = before.tolerance()
                .map(wide -> later.tolerance().map(wide::covers).orElse(false))
                .orElse(true);
        boolean days = before.window()
                .map(wide -> later.window().map(wide::covers).orElse(false))
                .orElse(true);
        boolean gates = later.requiredGates().containsAll(before.requiredGates())
                && before.gatesIfPresent().stream()
                        .allMatch(g -> later.gatesIfPresent().contains(g)
                                || later.requiredGates().contains(g));
        boolean scores = before.score().isEmpty() && explainsAll(before, later);
        boolean sets = before.maxSetSize() >= later.maxSetSize() && before.maxPool() >= later.maxPool();
        boolean sameKind = before.oneSide().equals(later.oneSide())
                && before.isTransfer() == later.isTransfer()
                && before.overriding().equals(later.overriding())
                && before.partial().isEmpty()
                && later.partial().isEmpty();
        return before.cardinality() == later.cardinality()
                && sameKind
                && scores
                && keys
                && amounts
                && days
                && gates
                && (sets || !before.cardinality().isSearched());
    }

    /** Whether texts and differences that the later pass accepts are accepted by the earlier one. */
    private static boolean explainsAll(Pass before, Pass later) {
        List<String> known =
                before.explainers().stream().map(DifferenceExplainer::identity).toList();
        return (before.likeness().isEmpty() || before.likeness().equals(later.likeness()))
                && later.explainers().stream().allMatch(e -> known.contains(e.identity()));
    }
}
