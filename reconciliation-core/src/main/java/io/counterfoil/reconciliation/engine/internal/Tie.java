package io.counterfoil.reconciliation.engine.internal;

import io.counterfoil.payments.evidence.Resolution;
import io.counterfoil.reconciliation.item.Side;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * One item, or one declared group, with several equally good partners, or with a partner that others want equally.
 *
 * @param pass number of the pass
 * @param decider the side of the item
 * @param partners the side of its partners: the other one, or its own where items of one side cancel each other
 * @param item its rows
 * @param alternatives rows of the partners' side, in content order
 * @param own rows of the decider's side that each alternative takes; empty where each takes all of the item
 * @param count how many alternatives there are
 */
record Tie(
        int pass,
        Side decider,
        Side partners,
        Rows item,
        List<Rows> alternatives,
        List<Rows> own,
        Resolution.SolutionCount count) {

    Tie(int pass, Side decider, Rows item, List<Rows> alternatives, List<Rows> own, Resolution.SolutionCount count) {
        this(pass, decider, decider.other(), item, alternatives, own, count);
    }

    Tie(int pass, Side decider, Rows item, List<Rows> alternatives, Resolution.SolutionCount count) {
        this(pass, decider, item, alternatives, List.of(), count);
    }

    /** Whether it is about the row of the side. */
    boolean concerns(Side side, int row) {
        return (decider == side && Standing.contains(item.rows, row))
                || (partners == side && alternatives.stream().anyMatch(a -> Standing.contains(a.rows, row)));
    }

    /** What the alternative takes of the side. */
    int[] rows(Side side, int alternative) {
        int[] mine = decider == side ? own(alternative).rows : new int[0];
        int[] theirs = partners == side ? alternatives.get(alternative).rows : new int[0];
        return mine.length == 0
                ? theirs
                : theirs.length == 0
                        ? mine
                        : IntStream.concat(Arrays.stream(mine), Arrays.stream(theirs))
                                .toArray();
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
