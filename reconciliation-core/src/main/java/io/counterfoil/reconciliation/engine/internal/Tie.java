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
 * @param own rows of the decider's side that each alternative takes; empty where each takes all of the item
 * @param count how many alternatives there are
 */
record Tie(int pass, Side decider, Rows item, List<Rows> alternatives, List<Rows> own, SolutionCount count) {

    Tie(int pass, Side decider, Rows item, List<Rows> alternatives, SolutionCount count) {
        this(pass, decider, item, alternatives, List.of(), count);
    }

    /** Rows of the decider's side that the alternative takes. */
    Rows own(int alternative) {
        return own.isEmpty() ? item : own.get(alternative);
    }

    /** Rows of one side, in content order. */
    static final class Rows {
        final int[] rows;

        Rows(int[] rows) {
            this.rows = rows;
        }
    }
}
