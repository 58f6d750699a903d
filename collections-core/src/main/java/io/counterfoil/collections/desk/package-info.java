/**
 * The payment desk: what becomes of each invoice of the billing system beside what came of its payments, and what a person does next (collections specification 4.17).
 *
 * <p>What becomes of the invoice is asked of the one table of the reconciliation core; the desk adds the person's side: chase, send the link again, wait, look.
 * Nothing is performed here: the host performs the action, and the next reading of the billing system confirms it.
 *
 * <pre>{@code
 * PaymentDesk desk = PaymentDesk.builder(accounts).payments(providerPayments).build();
 * for (DeskOutcome o : desk.propose(invoices, run, asOf)) {
 *     billing.perform(o.action(), o.evidence());
 *     receivableStore.append(o.events(), o.key());
 *     desk.post(o, ledger, now).orThrow();
 * }
 * WriteBackReport report = desk.assess(sent, invoicesReadAgain, later);
 * }</pre>
 *
 * <p>Invariants: every invoice has exactly one outcome, every payment is on an outcome or listed as belonging to none; a second payment is never put on another
 * invoice; an invoice whose status changed meanwhile is shown, never overwritten.
 */
@NullMarked
package io.counterfoil.collections.desk;

import org.jspecify.annotations.NullMarked;
