package io.counterfoil.reconciliation.engine;

import io.counterfoil.payments.evidence.Sha256;
import io.counterfoil.payments.proof.Proof;
import io.counterfoil.reconciliation.engine.internal.Digests;
import io.counterfoil.reconciliation.item.ItemBatch;
import java.util.Objects;

/**
 * What a run read and what it found, as digests that do not depend on the order of records (reconciliation specification 4.10).
 *
 * @param plan of the plan
 * @param reference of the calendar and limits that were used
 * @param left of the left items
 * @param right of the right items
 * @param result of every match, ambiguity, truncation and open item
 */
public record RunCertificate(Sha256 plan, Sha256 reference, Sha256 left, Sha256 right, Sha256 result) {

    public RunCertificate {
        Objects.requireNonNull(plan, "plan");
        Objects.requireNonNull(reference, "reference");
        Objects.requireNonNull(left, "left");
        Objects.requireNonNull(right, "right");
        Objects.requireNonNull(result, "result");
    }

    /** Whether the batches hold the records that the run read; BROKEN names the side that differs. */
    public Proof verify(ItemBatch leftItems, ItemBatch rightItems) {
        return Digests.verify(this, leftItems, rightItems);
    }
}
