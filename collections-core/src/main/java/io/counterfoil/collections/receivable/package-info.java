/**
 * What parties owe: open items, what pays them, and what was open on any day, as known at any instant.
 *
 * <p>An item is issued once. Everything that happens to it afterwards is an event: an allocation moves money from a credit item (a receipt, a credit
 * note) to a debit item (an invoice), a write-off gives part of it up, a reversal takes one of these back. Nothing is overwritten, so yesterday's
 * report can be had again after back-dated entries.
 *
 * <pre>{@code
 * Receivables receivables = Receivables.replay(events).orThrow();
 * MonetaryAmount open = receivables.open(OpenItemId.of("INV-1"), AsOf.at(now, TORONTO));
 * receivables.at(asOf).rows().forEach(row -> show(row.item(), row.open()));
 * receivables.prove(controlAccount, asOf).orThrow();
 * }</pre>
 *
 * <p>Invariants, for every day and every instant: the open part of an item lies between nothing and its amount; allocating and de-allocating never
 * move the total of a party; what is recorded later or effective later changes no earlier answer.
 */
@NullMarked
package io.counterfoil.collections.receivable;

import org.jspecify.annotations.NullMarked;
