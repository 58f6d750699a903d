package io.counterfoil.reconciliation.plan;

import io.counterfoil.payments.evidence.Code;
import java.util.List;
import java.util.stream.Collectors;

/** Thrown when a plan is built that must not run; lists everything that is wrong with it. */
public final class PlanException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    PlanException(String plan, List<Problem> problems) {
        super(problems.stream()
                .map(p -> p.path() + " " + p.code().id() + ": " + p.sentence())
                .collect(Collectors.joining("\n", "plan " + plan + " has " + problems.size() + " problems\n", "")));
        this.problems = List.copyOf(problems);
    }

    /** Every problem, in the order of the passes. */
    public List<Problem> problems() {
        return problems;
    }

    /**
     * One thing that is wrong.
     *
     * @param path the pass and the setting, such as {@code passes[1] amount+day.within}
     * @param code stable
     * @param sentence what is wrong and what was expected; a second line begins with "Maybe"
     */
    public record Problem(String path, Code code, String sentence) {}
}
