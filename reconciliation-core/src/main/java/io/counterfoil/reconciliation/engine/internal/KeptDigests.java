package io.counterfoil.reconciliation.engine.internal;

import io.counterfoil.reconciliation.item.Side;
import java.util.Arrays;

/**
 * The digests that a certificate was made of, for the certificate of a later run that takes most of this one over. Holds no run. Immutable.
 */
final class KeptDigests {

    private final Digests.SetDigest left;
    private final Digests.SetDigest right;
    private final Digests.SetDigest result;
    private final int[] pairAt;

    KeptDigests(
            Digests.SetDigest left, Digests.SetDigest right, Digests.SetDigest result, int[] matches, int leftRows) {
        this.left = left;
        this.right = right;
        this.result = result;
        this.pairAt = new int[leftRows];
        Arrays.fill(pairAt, -1);
        for (int i = 0; i < matches.length; i++) {
            if (matches[i] < leftRows) {
                pairAt[matches[i]] = i;
            }
        }
    }

    /** What a later run has from the one that these are of. */
    static final class Basis {

        private final KeptDigests digests;
        private final RowMap lefts;
        private final RowMap rights;
        private final boolean[] touchedLefts;

        Basis(KeptDigests digests, RowMap lefts, RowMap rights, boolean[] touchedLefts) {
            this.digests = digests;
            this.lefts = lefts;
            this.rights = rights;
            this.touchedLefts = touchedLefts;
        }

        /** Digests of a side's items that are the same. */
        Digests.Known items(Side side) {
            RowMap map = side == Side.LEFT ? lefts : rights;
            return new Digests.Known(side == Side.LEFT ? digests.left : digests.right, map::before);
        }

        /** Digests of pairs, by their left row, that were taken over. */
        Digests.Known pairs() {
            return new Digests.Known(digests.result, match -> {
                boolean over = match < touchedLefts.length && !touchedLefts[match];
                return over ? digests.pairAt[lefts.before(match)] : -1;
            });
        }
    }
}
