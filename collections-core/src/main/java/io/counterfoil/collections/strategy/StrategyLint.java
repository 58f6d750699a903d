package io.counterfoil.collections.strategy;

import io.counterfoil.payments.evidence.Diagnostic;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds what is wrong with a strategy before it contacts anybody. */
final class StrategyLint {

    private final Strategy strategy;
    private final List<Diagnostic> findings = new ArrayList<>();

    private StrategyLint(Strategy strategy) {
        this.strategy = strategy;
    }

    static List<Diagnostic> of(Strategy strategy) {
        StrategyLint lint = new StrategyLint(strategy);
        lint.faults();
        if (lint.findings.isEmpty()) {
            lint.doubts();
        }
        lint.findings.sort(Comparator.<Diagnostic, String>comparing(
                        finding -> finding.code().id())
                .thenComparing(finding -> finding.location().line()));
        return List.copyOf(lint.findings);
    }

    private void faults() {
        List<StrategyStep> steps = strategy.steps();
        if (steps.isEmpty()) {
            error(Strategy.Fault.NO_STEPS, -1, "strategy '" + strategy.id() + "' has no step, expected one or more");
        }
        Set<StepId> seen = new HashSet<>();
        for (int i = 0; i < steps.size(); i++) {
            StrategyStep step = steps.get(i);
            if (!seen.add(step.id())) {
                error(Strategy.Fault.DUPLICATE_STEP, i, "step '" + step.id() + "' is there twice, expected once");
            }
            if (i == 0 && step.anchor() == StrategyStep.Anchor.PREVIOUS_CONTACT) {
                error(
                        Strategy.Fault.FIRST_STEP_ANCHOR,
                        i,
                        "first step '" + step.id() + "' counts from the previous contact, expected a date that is there"
                                + "\nMaybe count from DUE");
            }
            if (step.channels().isEmpty()) {
                error(Strategy.Fault.NO_CHANNEL, i, "step '" + step.id() + "' has no channel, expected one or more");
            }
            if (step.anchor() == StrategyStep.Anchor.LEVEL_ENTRY
                    && strategy.levels().stream().noneMatch(level -> level.id().equals(step.level()))) {
                error(
                        Strategy.Fault.UNKNOWN_LEVEL,
                        i,
                        "step '" + step.id() + "' counts from the entry of level '" + step.level()
                                + "', expected one of "
                                + strategy.levels().stream()
                                        .map(Strategy.Level::id)
                                        .toList());
            }
        }
    }

    private void doubts() {
        List<StrategyStep> steps = strategy.steps();
        for (int i = 0; i < steps.size(); i++) {
            StrategyStep step = steps.get(i);
            if (step.repeatEvery().isPresent() && i + 1 < steps.size() && countsFromPrevious(i + 1)) {
                warning(
                        Strategy.Fault.UNREACHABLE,
                        i + 1,
                        "step '" + steps.get(i + 1).id() + "' counts from a contact that '" + step.id()
                                + "' moves on every " + step.repeatEvery().get());
            }
            for (int later = i + 1; later < steps.size(); later++) {
                compare(i, later);
            }
        }
        strategy.maxAttempts().ifPresent(most -> {
            if (most < steps.size()) {
                warning(
                        Strategy.Fault.ATTEMPTS_BELOW_STEPS,
                        most,
                        "strategy '" + strategy.id() + "' has " + steps.size() + " steps and " + most
                                + " attempts: the last steps are never taken");
            }
        });
    }

    private boolean countsFromPrevious(int index) {
        return strategy.steps().get(index).anchor() == StrategyStep.Anchor.PREVIOUS_CONTACT;
    }

    private void compare(int earlierIndex, int laterIndex) {
        StrategyStep earlier = strategy.steps().get(earlierIndex);
        StrategyStep later = strategy.steps().get(laterIndex);
        boolean next = laterIndex == earlierIndex + 1;
        int gap = later.requiredGapDays(strategy);
        if (next
                && later.anchor() == StrategyStep.Anchor.PREVIOUS_CONTACT
                && !later.offset().businessDays()
                && later.offset().amount() < gap) {
            tooClose(later, laterIndex, gap, later.offset().amount());
        }
        boolean comparable = earlier.anchor() == later.anchor()
                && !later.anchor().isEvent()
                && earlier.level().equals(later.level())
                && earlier.offset().businessDays() == later.offset().businessDays()
                && earlier.anchor() != StrategyStep.Anchor.PREVIOUS_CONTACT;
        if (!comparable) {
            return;
        }
        int distance = later.offset().amount() - earlier.offset().amount();
        boolean always = later.guard().equals(Guard.always()) || later.guard().equals(earlier.guard());
        boolean latest = strategy.catchUp() == Strategy.CatchUp.RUN_LATEST && !strategy.sequential();
        if (distance <= 0 && always && latest) {
            warning(
                    Strategy.Fault.SHADOWED,
                    earlierIndex,
                    "step '" + earlier.id() + "' is never taken: '" + later.id() + "' comes "
                            + (distance == 0 ? "on the same day" : -distance + " days before it"));
        } else if (next && distance < gap) {
            tooClose(later, laterIndex, gap, distance);
        }
    }

    private void tooClose(StrategyStep later, int index, int gap, int distance) {
        warning(
                Strategy.Fault.GAP_OVER_DISTANCE,
                index,
                "step '" + later.id() + "' comes " + distance + " days after the one before, the minimum gap is " + gap
                        + " days: it is always late");
    }

    private void error(Strategy.Fault fault, int position, String message) {
        findings.add(finding(Diagnostic.Level.ERROR, fault, position, message));
    }

    private void warning(Strategy.Fault fault, int position, String message) {
        findings.add(finding(Diagnostic.Level.WARNING, fault, position, message));
    }

    private Diagnostic finding(Diagnostic.Level level, Strategy.Fault fault, int position, String message) {
        return new Diagnostic(
                level,
                fault,
                message,
                Diagnostic.Location.of("strategy " + strategy.id(), position + 1L),
                position < 0 ? Map.of() : Map.of("position", Integer.toString(position)));
    }
}
