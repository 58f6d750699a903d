package io.counterfoil.reconciliation.plan;

import io.counterfoil.reconciliation.difference.DifferenceExplainer;
import io.counterfoil.reconciliation.item.Side;
import io.counterfoil.reconciliation.score.Comparison;
import io.counterfoil.reconciliation.score.ScoreModel;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a pass is made of beside its name and cardinality. A pass changes its own copy only, before anyone sees it. */
final class PassSettings implements Cloneable {

    List<Set<MatchKey>> keyLists = List.of();
    Set<MatchKey> evidence = Set.of();
    Set<MatchKey> overriding = Set.of();
    Set<Side> partial = Set.of();

    @Nullable
    Side oneSide;

    boolean transfer;
    Tolerance tolerance = Tolerance.exact();
    boolean toleranceSet;

    @Nullable
    Window window;

    @Nullable
    Window contest;

    @Nullable
    Tolerance contestTolerance;

    Set<Pass.Gate> required = Set.of();
    Set<Pass.Gate> ifPresent = Set.of();
    Pass.@Nullable Likeness likeness;
    List<DifferenceExplainer> explainers = List.of();
    Pass.@Nullable Interchange interchange;
    boolean refines;
    int maxSetSize = 6;
    int maxPool = 200;

    @Nullable
    ScoreModel score;

    long threshold;
    int coincidence = 10_000;
    PassDecision decision = PassDecision.of(PassDecision.Outcome.SUGGEST);

    @Override
    public PassSettings clone() {
        try {
            return (PassSettings) super.clone();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("settings are cloneable", e);
        }
    }

    /** The bounds of a model's comparison, where the pass has none of its own. */
    void bound(Comparison comparison) {
        List<String> bounds = comparison.bounds();
        if (comparison.kind() == Comparison.Kind.AMOUNT_RATIO && !toleranceSet) {
            tolerance = bounds.isEmpty() ? Tolerance.exact() : Tolerance.percent(bounds.get(bounds.size() - 1));
            toleranceSet = true;
        }
        boolean business = comparison.kind() == Comparison.Kind.BUSINESS_DAY_LAG;
        if (window == null && (business || comparison.kind() == Comparison.Kind.DAY_LAG)) {
            int min = Integer.parseInt(bounds.get(0));
            int max = Integer.parseInt(bounds.get(1));
            window = (business ? Window.businessDays(min, max) : Window.days(min, max)).from(Side.LEFT);
        }
    }
}
