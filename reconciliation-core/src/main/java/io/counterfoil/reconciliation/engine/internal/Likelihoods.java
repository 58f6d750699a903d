package io.counterfoil.reconciliation.engine.internal;

import io.counterfoil.reconciliation.item.internal.KeySort;
import io.counterfoil.reconciliation.score.internal.MatchingPosterior;
import java.util.Arrays;

/** Probabilities of a scored pass's pairs, and which of the pairs the assignment is looked for among. */
final class Likelihoods {

    private static final double BILLION = 1e9;

    private Likelihoods() {}

    /** The pairs above the threshold, weighing what they exceed it by, each with its probability among all pairs; sorted as the given ones. */
    static Edges above(Edges scored, PairCheck check) {
        long threshold = check.pass.thresholdMillibits();
        int[] leftRank = ranks(scored.left, scored.size, check.left());
        int[] rightRank = ranks(scored.right, scored.size, check.right());
        long[] keys = new long[scored.size];
        int[] order = new int[scored.size];
        for (int e = 0; e < scored.size; e++) {
            keys[e] = (long) leftRank[scored.left[e]] << 32 | rightRank[scored.right[e]];
            order[e] = e;
        }
        KeySort.sort(keys, order, scored.size);
        int[] from = Arrays.stream(keys).mapToInt(k -> (int) (k >>> 32)).toArray();
        int[] to = Arrays.stream(keys).mapToInt(k -> (int) k).toArray();
        long[] odds = Arrays.stream(order).mapToLong(e -> scored.weight[e]).toArray();
        MatchingPosterior posterior = MatchingPosterior.of(check.left().size, check.right().size, from, to, odds);
        int[] likelihood = new int[scored.size];
        for (int i = 0; i < scored.size; i++) {
            int billionths = (int) Math.round(posterior.of(i) * BILLION);
            likelihood[order[i]] = posterior.isApproximate(i) ? billionths | Edges.APPROXIMATE : billionths;
        }
        Edges above = new Edges();
        int[] kept = new int[scored.size];
        for (int e = 0; e < scored.size; e++) {
            if (scored.weight[e] > threshold) {
                kept[above.size] = likelihood[e];
                above.add(scored.left[e], scored.right[e], scored.weight[e] - threshold, scored.contest[e]);
            }
        }
        above.likelihood = Arrays.copyOf(kept, above.size);
        return above;
    }

    /** Numbers of units in the order of their content, so that sums do not depend on the order of intake. */
    private static int[] ranks(int[] units, int size, Units side) {
        int[] distinct = Arrays.stream(units, 0, size).sorted().distinct().toArray();
        int[] rows = ContentOrder.sorted(
                side.data, Arrays.stream(distinct).map(side::firstRow).toArray());
        int[] unitOfRow = new int[side.data.state.length];
        for (int unit : distinct) {
            unitOfRow[side.firstRow(unit)] = unit;
        }
        int[] rank = new int[side.size];
        for (int i = 0; i < rows.length; i++) {
            rank[unitOfRow[rows[i]]] = i;
        }
        return rank;
    }
}
