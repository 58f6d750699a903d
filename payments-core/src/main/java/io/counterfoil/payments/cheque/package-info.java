/**
 * Cheques written: from the printer to the bank's statement, and what the bank is told so that it pays no other (PAY-22).
 *
 * <pre>{@code
 * IssuedCheques cheques = IssuedCheques.of(accounts, ZoneId.of("America/Toronto"));
 * var mailed = store.apply(cheques, id, ChequeCommand.mail(maria, "c-2"), now).orThrow();
 * cheques.post(mailed, ledger, now).orThrow();               // holds the money
 * store.apply(cheques, id, ChequeCommand.present(item, bank), now); // PAID, or EXCEPTION where positive pay disagrees
 * }</pre>
 *
 * <p>Invariants: a cheque is paid once; a replacement is printed only for a cheque that can never be paid again, and there is one replacement at most; what
 * the bank paid is never dropped.
 */
@NullMarked
package io.counterfoil.payments.cheque;

import org.jspecify.annotations.NullMarked;
