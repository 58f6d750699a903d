/**
 * Where the money of a payment is: one answer to whoever asks.
 *
 * <pre>{@code
 * Whereabouts where = eft.whereabouts(payment, ledger, asOf);
 * where.sentence(); // "100.00 CAD in flight at cad-eft, expected 2 Mar; then open to recourse until 31 May."
 * where.expectedNext(); // the rail, to settle, by 2 Mar
 * where.with(Whereabouts.TraceFact.ticket("T-81", day, "Ana asks for her refund")).gaps(); // what should be there and is not
 * }</pre>
 *
 * <p>Invariants: what is read from the ledger is the ledger's; what should have happened and has left no trace is named as a gap, never filled in; a fact that is added twice stands once.
 */
@NullMarked
package io.counterfoil.payments.trace;

import org.jspecify.annotations.NullMarked;
