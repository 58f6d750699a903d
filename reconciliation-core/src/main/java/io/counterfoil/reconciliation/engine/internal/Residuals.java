package io.counterfoil.reconciliation.engine.internal;

import io.counterfoil.payments.evidence.Resolution;
import io.counterfoil.reconciliation.difference.DifferenceExplainer;
import io.counterfoil.reconciliation.item.ItemView;
import io.counterfoil.reconciliation.plan.Pass;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a pass's explainers say about the difference between rows of the two sides (reconciliation specification 4.7). Immutable. */
final class Residuals {

    private final List<DifferenceExplainer> explainers;
    private final SideData left;
    private final SideData right;

    Residuals(Pass pass, SideData left, SideData right) {
        this.explainers = pass.explainers();
        this.left = left;
        this.right = right;
    }

    boolean isEmpty() {
        return explainers.isEmpty();
    }

    /** The explanations of what the rows differ by; empty where the pass declares none, or the sums leave the range of amounts. */
    Optional<Resolution<DifferenceExplainer.Explanation>> of(int[] leftRows, int[] rightRows) {
        if (explainers.isEmpty()) {
            return Optional.empty();
        }
        try {
            DifferenceExplainer.Question question =
                    DifferenceExplainer.Question.of(views(left, leftRows), views(right, rightRows));
            return Optional.of(DifferenceExplainer.explain(question, explainers, DifferenceExplainer.MAX_LINES));
        } catch (ArithmeticException outOfRange) {
            return Optional.empty();
        }
    }

    /** Whether there is an explanation, be it one of several. */
    boolean explain(int[] leftRows, int[] rightRows) {
        return of(leftRows, rightRows)
                .filter(found -> found instanceof Resolution.Unique || found instanceof Resolution.Ambiguous)
                .isPresent();
    }

    private static List<ItemView> views(SideData side, int[] rows) {
        List<ItemView> views = new ArrayList<>(rows.length);
        for (int row : rows) {
            views.add(side.batch.view(row));
        }
        return views;
    }
}
