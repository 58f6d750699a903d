package io.counterfoil.benchmarks;

import io.counterfoil.benchmarks.results.Target;
import io.counterfoil.benchmarks.results.Target.Relation;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The targets of a workload, each held against what it measured. Not thread-safe. */
final class Targets {

    private final List<Target> held = new ArrayList<>();

    /** A figure that should not be above the target. */
    void atMost(String what, double figure, double target) {
        atMost(what, figure, target, "");
    }

    /** The same, and why it is above where it is. */
    void atMost(String what, double figure, double target, String cause) {
        held.add(new Target(what, figure, Relation.AT_MOST, target, cause));
    }

    /** A figure that should not be below the target. */
    void atLeast(String what, double figure, double target) {
        atLeast(what, figure, target, "");
    }

    /** The same, and why it is below where it is. */
    void atLeast(String what, double figure, double target, String cause) {
        held.add(new Target(what, figure, Relation.AT_LEAST, target, cause));
    }

    /** All that were held, in order. */
    List<Target> held() {
        return Collections.unmodifiableList(held);
    }
}
