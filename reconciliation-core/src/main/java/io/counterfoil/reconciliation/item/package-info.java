/**
 * Records of two sides in columns: what a reconciliation reads.
 *
 * <p>An {@link io.counterfoil.reconciliation.item.ItemBatch} holds one side. It is made from the host's own objects through
 * {@link io.counterfoil.reconciliation.item.Fields}, from a statement, from ledger entries, or field by field with a builder. Rows are looked at through
 * {@link io.counterfoil.reconciliation.item.ItemView}; a value that outlives the batch is an {@link io.counterfoil.reconciliation.item.Item}.
 *
 * <pre>{@code
 * Fields<Txn> fields = Fields.of(Txn.class).id(Txn::id).amount(Txn::amount).date(Txn::bookedOn).reference(Txn::ref).party(Txn::customer);
 * ItemBatch bank = ItemBatch.of(transactions, fields);
 * bank.rejections().forEach(r -> log(r.code(), r.sentence()));
 * }</pre>
 *
 * <p>Invariants: intake never throws on data, and records taken in = items + rejections, in count and in money where an amount could be read; amounts
 * are whole minor units, money in is positive; an absent field is missing, and missing is never equal to missing.
 */
@NullMarked
package io.counterfoil.reconciliation.item;

import org.jspecify.annotations.NullMarked;
