package io.counterfoil.reconciliation.engine.internal;

import io.counterfoil.payments.evidence.Obstacle;
import io.counterfoil.reconciliation.engine.Reconciliation;
import io.counterfoil.reconciliation.item.Side;
import io.counterfoil.reconciliation.plan.Pass;
import java.util.Arrays;
import java.util.Optional;
import java.util.TreeSet;

/**
 * A set that would have made an item's amount, or that its references name, and that it does not get.
 *
 * @param pass number of the pass
 * @param side of the item
 * @param row the item
 * @param set rows of the other side, in content order
 * @param missedMinor by how much the set misses the item's amount; 0 where others have the set
 */
record Lost(int pass, Side side, int row, Tie.Rows set, long missedMinor) {

    /** What the pass would have given the item, in words. */
    static Optional<Obstacle> obstacle(Run run, int pass, Side side, int row) {
        return run.lost.stream()
                .filter(lost -> lost.pass() == pass && lost.side() == side && lost.row() == row)
                .findFirst()
                .map(lost -> lost.obstacle(run));
    }

    private Obstacle obstacle(Run run) {
        Pass named = run.setting.plan().passes().get(pass);
        SideData mine = run.side(side);
        String item = mine.batch.view(row).id().toString();
        String members = Explainer.ids(run.side(side.other()), set.rows);
        if (missedMinor != 0) {
            int digits = mine.batch.currency(row).getDefaultFractionDigits();
            return Explainer.obstacle(
                    named,
                    Reconciliation.Reason.AMOUNT_DIFFERS,
                    "references name " + members + ", and " + item + " differs from their sum by "
                            + java.math.BigDecimal.valueOf(missedMinor, digits).toPlainString());
        }
        TreeSet<String> winners = new TreeSet<>();
        Arrays.stream(set.rows)
                .map(member -> run.matchOf(side.other())[member])
                .filter(match -> match >= 0)
                .forEach(match -> winners.add(
                        Explainer.ids(mine, side == Side.LEFT ? run.matches.left(match) : run.matches.right(match))));
        return Explainer.obstacle(
                named,
                Reconciliation.Reason.BETTER_ASSIGNMENT,
                item + " would need " + members + ", which the best division gives to "
                        + String.join(" and ", winners));
    }
}
