/**
 * A double-entry ledger in process: balanced journals, two-phase transfers, guards, locked periods, a hash chain, and state that is the fold of its
 * log.
 *
 * <pre>{@code
 * Ledger ledger = Ledger.inMemory(ZoneId.of("America/Toronto"));
 * ledger.open(Account.asset("cash:rbc", CAD));
 * ledger.open(Account.liability("client:42", CAD).notBelowZero());
 * ledger.open(Account.expense("fees", CAD));
 * ledger.post(Journal.of("p1:settled").bookedOn(d).debit("cash:rbc", cad.of("97.00")).debit("fees", cad.of("3.00"))
 *     .credit("client:42", cad.of("100.00")), now).orThrow();
 * ledger.balance(AccountId.of("client:42"), AsOf.at(now, zone), BalanceBasis.BOOKED).available(); // 100.00 CAD
 * }</pre>
 *
 * <p>Invariants: per currency the sum of debits is the sum of credits, posted and pending; no sum is negative; the same command twice changes
 * nothing; the same commands give the same answers, the same state and the same hashes, live or replayed.
 */
@NullMarked
package io.counterfoil.payments.ledger;

import org.jspecify.annotations.NullMarked;
