package io.counterfoil.reconciliation.engine.internal;

import io.counterfoil.payments.evidence.SolutionCount;
import io.counterfoil.reconciliation.item.Side;
import java.util.List;

/**
 * One item, or one declared group, with several equally good partners, or with a partner that others want equally.
 *
 * @param pass number of the pass
 * @param decider the side of the item
 * @param item its rows
 * @param alternatives rows of the other side, in content order
 * @param count how many alternatives there are
 */
record Tie(int pass, Side decider, Rows item, List<Rows> alternatives, SolutionCount count) {

    /** Rows of one side, in content order. */
    static final class Rows {
        final int[] rows;

        Rows(int[] rows) {
            this.rows = rows;
        }
    }
}
