/**
 * Supplier payments in a batch: counted, approved, funded, released, and finished when every payment of it ended (PAY-15).
 *
 * <pre>{@code
 * SupplierBatches batches = SupplierBatches.of(accounts, policy, zone);
 * store.apply(batches, "march", BatchCommand.draft(content, maria, "d-1"), now);
 * store.apply(batches, "march", BatchCommand.submit(maria, "s-1"), now);    // refused where count or total differ
 * store.apply(batches, "march", BatchCommand.approve(ben, "a-1"), now);     // APPROVED when enough people agreed
 * Posting reserved = batches.reserve(batch, ledger, now);
 * store.apply(batches, "march", BatchCommand.fund(reserved, maria, "f-1"), now);
 * }</pre>
 *
 * <p>Invariants: what is approved is what was counted; an edit leaves no approval standing; nobody approves what they made or edited; the payments of a batch
 * are payments of their own, and a batch is complete only when each of them ended.
 */
@NullMarked
package io.counterfoil.payments.batch;

import org.jspecify.annotations.NullMarked;
