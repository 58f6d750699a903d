package io.counterfoil.examples.cli;

import io.counterfoil.payments.evidence.Diagnostic;
import io.counterfoil.reconciliation.item.ItemBatch;
import java.util.List;

/**
 * One side of a reconciliation.
 *
 * @param items what was taken in
 * @param complaints why records were rejected, each with its place in the file, in the order of the batch's rejections
 */
record SideItems(ItemBatch items, List<Diagnostic> complaints) {

    SideItems {
        complaints = List.copyOf(complaints);
    }
}
