/**
 * Proofs at a period's end: the bank against the book, customers' funds against the pool, a payout against its orders and the bank, a customer's account against
 * its open items, fees as expected, charged and posted, and plain balances.
 *
 * <pre>{@code
 * BankReconciliation proof = BankReconciliation.prove(BankReconciliation.Sides.builder()
 *     .account("cad-operating").bankBalance(statementClosing).bookBalance(ledgerBalance).addRun(run).build(), asOf);
 * if (!proof.holds()) raise(proof.toAlert(now));
 * out.print(Documents.text(proof.toDocument(), Locale.UK));
 * }</pre>
 *
 * <p>Invariants: every figure lists what it is made of; differences keep their sign and are never netted against each other; a proof holds only where every
 * difference is zero, to the minor unit, too much failing like too little.
 */
@NullMarked
package io.counterfoil.reconciliation.proof;

import org.jspecify.annotations.NullMarked;
