package io.counterfoil.reconciliation.engine.internal;

import io.counterfoil.reconciliation.engine.Reconciliation;
import java.util.List;

/**
 * A search that a limit ended.
 *
 * @param pass number of the pass
 * @param left rows concerned
 * @param right rows concerned
 * @param limit which limit
 * @param explored candidates looked at
 * @param share of everything, in millionths, that was looked at or ruled out; {@link #UNKNOWN} where that is not known
 * @param best readings found so far
 */
record Cut(
        int pass,
        Tie.Rows left,
        Tie.Rows right,
        Reconciliation.Reason limit,
        long explored,
        long share,
        List<Reading> best) {

    static final long UNKNOWN = -1;

    /** Rows of both sides that would be one match. */
    record Reading(Tie.Rows left, Tie.Rows right) {}

    Cut(int pass, Tie.Rows left, Tie.Rows right, Reconciliation.Reason limit, long explored) {
        this(pass, left, right, limit, explored, UNKNOWN, List.of());
    }

    /** Why nothing may be concluded about an item. */
    String sentence(String item) {
        String base = "a limit ended the search for " + item;
        String looked = limit == Reconciliation.Reason.LIMIT_STEPS ? " after " + explored + " steps" : "";
        return share == UNKNOWN
                ? base + looked
                : base + looked + ", with "
                        + java.math.BigDecimal.valueOf(share, 4)
                                .stripTrailingZeros()
                                .toPlainString()
                        + " % of all sets behind it";
    }
}
