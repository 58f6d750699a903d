package io.counterfoil.reconciliation.engine.internal;

import io.counterfoil.payments.evidence.Resolution;
import io.counterfoil.reconciliation.difference.DifferenceExplainer;
import io.counterfoil.reconciliation.difference.RateBand;
import io.counterfoil.reconciliation.item.ItemView;
import io.counterfoil.reconciliation.plan.Pass;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.money.CurrencyUnit;

/** What a pass's explainers say about the difference between rows of the two sides (reconciliation specification 4.7). Immutable. */
final class Residuals {

    private final List<DifferenceExplainer> explainers;
    private final Optional<RateBand> band;
    private final SideData left;
    private final SideData right;

    Residuals(Pass pass, SideData left, SideData right) {
        this.explainers = pass.explainers();
        this.band = explainers.stream()
                .map(DifferenceExplainer::rateBand)
                .flatMap(Optional::stream)
                .findFirst();
        this.left = left;
        this.right = right;
    }

    boolean isEmpty() {
        return explainers.isEmpty();
    }

    /** Whether items of two currencies may meet. */
    boolean converts() {
        return band.isPresent();
    }

    /** Whether the right currency has a rate on the left row's day. */
    boolean hasRate(int leftRow, CurrencyUnit rightCurrency) {
        return standing(leftRow, rightCurrency)
                .filter(standing -> standing == RateBand.Standing.KNOWN)
                .isPresent();
    }

    /** What is known about the rate of the right currency on the left row's day; empty where the pass converts nothing. */
    Optional<RateBand.Standing> standing(int leftRow, CurrencyUnit rightCurrency) {
        return band.map(known -> known.standing(rightCurrency, left.batch.currency(leftRow), left.batch.view(leftRow)));
    }

    /** What the explainers offer for sets of right rows against the left one, item by item; empty where some of them must be asked about each set. */
    Optional<List<DifferenceExplainer.ByItem>> byItem(int leftRow, int mostRight) {
        List<DifferenceExplainer.ByItem> all = new ArrayList<>();
        for (DifferenceExplainer explainer : explainers) {
            explainer.byItem(left.view(leftRow), mostRight).ifPresent(all::add);
        }
        return all.size() == explainers.size() && !converts() ? Optional.of(all) : Optional.empty();
    }

    /** What the rows differ by, the right in the currency of the left; empty where there is no rate. */
    Optional<DifferenceExplainer.Question> question(int[] leftRows, int[] rightRows) {
        boolean one = left.currency(leftRows[0]) == right.currency(rightRows[0]);
        List<ItemView> mine = views(left, leftRows);
        List<ItemView> theirs = views(right, rightRows);
        return one
                ? Optional.of(DifferenceExplainer.Question.of(mine, theirs))
                : band.flatMap(known -> DifferenceExplainer.Question.of(mine, theirs, known));
    }

    /** The explanations of what the rows differ by; empty where the pass declares none, there is no rate, or the sums leave the range of amounts. */
    Optional<Resolution<DifferenceExplainer.Explanation>> of(int[] leftRows, int[] rightRows) {
        if (explainers.isEmpty()) {
            return Optional.empty();
        }
        try {
            return question(leftRows, rightRows)
                    .map(question -> DifferenceExplainer.explain(question, explainers, DifferenceExplainer.MAX_LINES));
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
            views.add(side.view(row));
        }
        return views;
    }
}
