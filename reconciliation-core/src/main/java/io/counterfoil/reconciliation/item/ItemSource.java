package io.counterfoil.reconciliation.item;

/** Anything that can put its records into a batch, such as a statement. */
@FunctionalInterface
public interface ItemSource {

    /** Adds every record, in order, and nothing else; bad records are added as they are, the builder rejects them. */
    void addItemsTo(ItemBatch.Builder builder);
}
