package io.counterfoil.reconciliation.engine.internal;

import io.counterfoil.reconciliation.engine.Reconciliation;
import io.counterfoil.reconciliation.engine.RunCertificate;
import io.counterfoil.reconciliation.item.Side;
import java.util.List;

/** The certificate of runs over parts of the data: digests of sets are digests of their members, whoever has them. */
public final class MergedDigests {

    private MergedDigests() {}

    /** The certificate of a run over everything. */
    public static RunCertificate certificate(List<Reconciliation> runs) {
        Digests.SetDigest left = new Digests.SetDigest();
        Digests.SetDigest right = new Digests.SetDigest();
        Digests.SetDigest result = new Digests.SetDigest();
        for (Reconciliation run : runs) {
            if (!(run instanceof Result part)) {
                throw new IllegalArgumentException(
                        "a run of type " + run.getClass().getSimpleName() + ", expected one of a Reconciler");
            }
            if (run.isCancelled()) {
                throw new IllegalStateException("a run was cancelled, expected finished runs to certify");
            }
            if (!part.referenceHash().equals(((Result) runs.get(0)).referenceHash())) {
                throw new IllegalStateException(
                        "runs of different calendars, limits, days or completeness, expected one setting");
            }
            left.addAll(part.members(Side.LEFT));
            right.addAll(part.members(Side.RIGHT));
            result.addAll(part.members());
        }
        Result first = (Result) runs.get(0);
        return new RunCertificate(
                first.plan().hash(), first.referenceHash(), left.inventory(), right.inventory(), result.root());
    }
}
