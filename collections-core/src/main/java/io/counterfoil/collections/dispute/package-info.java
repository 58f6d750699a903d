/**
 * Disputes of invoices: which part of an item the customer does not accept, why, and who settles it by when (collections specification 4.11).
 *
 * <p>Only the disputed part stops: the rest of the item is collectable. A dispute of a card payment at its issuer is another thing, in
 * {@code io.counterfoil.payments.dispute}; a ticket about either is linked by its subject.
 *
 * <pre>{@code
 * InvoiceDispute dispute = InvoiceDispute.builder().id("d-1").party("acme").item("INV-1").amount(gbp.of("80.00"))
 *     .reason(Reason.PRICING).raisedOn(today).build();
 * dispute.collectable(gbp.of("200.00")); // 120.00
 * store.apply(disputes, dispute.id(), DisputeCommand.raise(dispute, undisputedOpen, ana, "mail-88"), now).orThrow();
 * }</pre>
 *
 * <p>Invariants: what is disputed of an item is never more than what is open of it; a dispute is resolved as valid only with the credit or write-off that
 * settles it; a resolved dispute disputes nothing.
 */
@NullMarked
package io.counterfoil.collections.dispute;

import org.jspecify.annotations.NullMarked;
