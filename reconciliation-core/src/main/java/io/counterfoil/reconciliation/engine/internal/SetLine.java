package io.counterfoil.reconciliation.engine.internal;

import io.counterfoil.payments.evidence.Resolution;
import java.util.List;

/**
 * One item of a searched pass, and the sets of the other side that make its amount.
 *
 * @param row the item
 * @param pool rows it was searched among, in content order
 * @param found its sets, each in content order, the smaller first, then by content
 * @param interchangeable rows that stand for the only composition, where there is only one and it is declared interchangeable; else empty
 * @param count how many sets there are
 * @param named whether the item's references name the set
 * @param halfWidth how far sums may lie from the item's amount
 */
record SetLine(
        int row,
        Tie.Rows pool,
        List<int[]> found,
        List<int[]> interchangeable,
        Resolution.SolutionCount count,
        boolean named,
        long halfWidth) {}
