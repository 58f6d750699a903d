/**
 * Items that came back: whose they are, and the report that a person works from.
 *
 * <pre>{@code
 * ReturnMatcher.PaymentIndex index = ReturnMatcher.PaymentIndex.of(eft, payments.all(eft));
 * Resolution<PaymentId> whose = ReturnMatcher.standard().match(item, index);          // Unique, Ambiguous or None: never a guess
 * ReturnedItems items = ReturnedItems.of(eft).unmatched(stray, none);
 * ReturnedItemsReport report = items.assess(payments.all(eft), DateRange.month(2027, 3), asOf);
 * report.waitingFor(Turn.US);                                                         // the most urgent first
 * report.proof(ledger).orThrow();                                                     // the report says what the ledger says
 * }</pre>
 *
 * <p>Invariants: an item that several payments fit is nobody's until a person says so; an item without a payment is never dropped, it waits in suspense and
 * stands in the report; the totals of a report are those of the ledger, or its proof says where not.
 */
@NullMarked
package io.counterfoil.payments.returned;

import org.jspecify.annotations.NullMarked;
