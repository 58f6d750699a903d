package io.counterfoil.reconciliation.plan;

import io.counterfoil.payments.evidence.Sha256;
import io.counterfoil.reconciliation.difference.DifferenceExplainer;
import io.counterfoil.reconciliation.score.ScoreModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Passes in order; an item is claimed once over all of them (reconciliation specification 4.2). Immutable and checked: see {@link Builder#build()}. */
public final class MatchPlan {

    private final String name;
    private final List<Pass> passes;

    private MatchPlan(String name, List<Pass> passes) {
        this.name = name;
        this.passes = List.copyOf(passes);
    }

    /** A builder of the plan with the name. */
    public static Builder named(String name) {
        return new Builder(name);
    }

    /** The name. */
    public String name() {
        return name;
    }

    /** The passes, in the order in which they run. */
    public List<Pass> passes() {
        return passes;
    }

    /**
     * The plan as plain values (maps, lists, texts, whole numbers, truth values) with names that do not change, for JSON and the like. Explainers stand there by their
     * {@link DifferenceExplainer#identity()}, models by their hash: whoever reads the settings gives them.
     */
    public Map<String, Object> settings() {
        return PlanWriter.of(this);
    }

    /**
     * A plan from its settings; it has the hash of the plan that wrote them.
     *
     * @param settings as {@link #settings()} writes them; what is left out has its default
     * @param parts the explainers and models that the settings may name
     * @throws PlanException listing everything that is wrong, with its path such as {@code passes[1].within.max}
     */
    public static MatchPlan of(Map<String, ?> settings, Parts parts) {
        return PlanReader.read(settings, parts);
    }

    /**
     * What settings may name, because it is more than settings.
     *
     * @param explainers by their identity; {@link DifferenceExplainer#rounding()} need not be given
     * @param models by their hash
     */
    public record Parts(List<DifferenceExplainer> explainers, List<ScoreModel> models) {

        /** Nothing. */
        public static final Parts NONE = new Parts(List.of(), List.of());

        public Parts {
            explainers = List.copyOf(explainers);
            models = List.copyOf(models);
        }
    }

    /** Digest of everything that decides: equal plans have equal hashes. */
    public Sha256 hash() {
        List<Object> fields = new ArrayList<>(List.of("plan", name));
        for (Pass pass : passes) {
            fields.add(Sha256.ofFields(pass, pass.decision()));
            pass.score().ifPresent(model -> fields.add(model.hash()));
        }
        return Sha256.ofFields(fields.toArray());
    }

    /** The plan for people, before it has seen any data. */
    public Text explain() {
        List<String> lines = new ArrayList<>();
        lines.add("Plan " + name + "  hash " + hash().shortHex() + "  currency and direction must agree in every pass");
        int number = 1;
        for (Pass pass : passes) {
            lines.add(" " + number + " " + pass);
            lines.add("     confirm from " + bits(pass.decision().confirmMargin()) + " bits, suggest from "
                    + bits(pass.decision().suggestMargin()) + " bits of regret");
            number++;
        }
        return new Text(lines);
    }

    private static String bits(long millibits) {
        long rest = millibits % 1000;
        return rest == 0
                ? Long.toString(millibits / 1000)
                : millibits / 1000 + "." + String.valueOf(1000 + rest).substring(1);
    }

    @Override
    public String toString() {
        return explain().text();
    }

    /** Collects passes. Not thread-safe. */
    public static final class Builder {

        private final String name;
        private final List<Pass> passes = new ArrayList<>();

        private Builder(String name) {
            this.name = Objects.requireNonNull(name, "name");
        }

        /** Adds a pass after the others. */
        public Builder pass(Pass pass) {
            passes.add(Objects.requireNonNull(pass, "pass"));
            return this;
        }

        /**
         * The plan.
         *
         * @throws PlanException listing everything that is wrong with it
         */
        public MatchPlan build() {
            List<PlanException.Problem> problems = PlanCheck.problems(passes);
            if (!problems.isEmpty()) {
                throw new PlanException(name, problems);
            }
            return new MatchPlan(name, passes);
        }
    }

    /**
     * A plan or what it did, written for people.
     *
     * @param lines in order, without line ends
     */
    public record Text(List<String> lines) {

        public Text {
            lines = List.copyOf(lines);
        }

        /** All lines, each ended by a line feed. */
        public String text() {
            return String.join("\n", lines) + "\n";
        }

        @Override
        public String toString() {
            return text();
        }
    }
}
