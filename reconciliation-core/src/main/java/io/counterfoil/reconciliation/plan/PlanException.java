package io.counterfoil.reconciliation.plan;

import io.counterfoil.payments.evidence.Code;
import java.util.List;
import java.util.stream.Collectors;

/** Thrown when a plan is built that must not run; lists everything that is wrong with it. */
public final class PlanException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    /** Of the plan, with everything that is wrong with it. */
    public PlanException(String plan, List<Problem> problems) {
        super(problems.stream()
                .map(p -> p.path() + " " + p.code().id() + ": " + p.sentence())
                .collect(Collectors.joining(
                        "\n",
                        "plan " + plan + " has " + problems.size()
                                + (problems.size() == 1 ? " problem\n" : " problems\n"),
                        "")));
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

    /** What can be wrong with a plan (reconciliation specification REC-04, {@code facts/reconciliation-rejections.json}). */
    public enum Fault implements Code {
        /** A pass with neither an amount nor a reference criterion. */
        PLAN_PASS_WITHOUT_CRITERION,
        /** A criterion that every pair passes, or a percent above 100. */
        PLAN_CRITERION_VACUOUS,
        /** A pass whose candidates an earlier pass always takes or holds. */
        PLAN_UNREACHABLE,
        /** An asymmetric window without a side to count from. */
        PLAN_WINDOW_UNANCHORED,
        /** A pass of sets on both sides without a key that ties items together. */
        PLAN_NM_WITHOUT_KEY,
        /** A pass that takes items in part without a key that names them. */
        PLAN_PARTIAL_WITHOUT_NAME,
        /** Two passes of one name. */
        PLAN_NAME_TWICE,
        /** A setting that the pass's cardinality has no use for. */
        PLAN_SETTING_UNUSED,
        /** Text that is no JSON. */
        PLAN_JSON,
        /** A setting that no pass has. */
        PLAN_SETTING_UNKNOWN,
        /** A value that the setting cannot have, or one that is missing. */
        PLAN_VALUE,
        /** An explainer or a model that is named and was not given. */
        PLAN_PART_UNKNOWN;

        @Override
        public String id() {
            return "RECONCILIATION." + name();
        }
    }
}
