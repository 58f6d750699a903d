/**
 * Card disputes: what the cardholder says, how the network runs it, until when the merchant may answer and with what, and what it does to the books.
 *
 * <pre>{@code
 * CardDisputes disputes = CardDisputes.standard(ZoneId.of("America/New_York"), accounts);
 * var opened = store.apply(disputes, id, CardDisputeCommand.open(opening, processor, "evt-1"), now).orThrow();
 * disputes.post(opened, ledger, now);                               // held, cash, fee
 * opened.state().deadline();                                        // opened + 30 days, or the processor's date
 * disputes.allowed(opened.state(), asOf);                           // accept, represent; after the deadline expire alone
 * disputes.checklist(opened.state(), pieces).sentence();            // what evidence is missing
 * disputes.alerts(opened.state(), now);                             // DEADLINE_NEAR
 * }</pre>
 *
 * <p>Invariants: the processor's date always wins over the table; the deadline day itself is in time, in the scheme's zone; a missed deadline is LOST by a
 * command of the clock; a code nobody knows is kept as text, has category {@code OTHER} and no deadline of its own; an inquiry moves no money.
 */
@NullMarked
package io.counterfoil.payments.dispute;

import org.jspecify.annotations.NullMarked;
