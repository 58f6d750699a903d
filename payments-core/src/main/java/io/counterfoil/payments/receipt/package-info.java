/**
 * What a client is told: receipts, statements, and the words for every code.
 *
 * <pre>{@code
 * PaymentReceipt.Wording words = PaymentReceipt.Wording.in(Locale.CANADA_FRENCH);
 * words.staff(reason); // "EFT_CA 901: SP, sans provision"
 * words.client(ReturnCategory.INSUFFICIENT_FUNDS);
 * words.nextStep(PaymentStatus.UNKNOWN);
 * }</pre>
 *
 * <p>Invariants: a client's text says nothing that only the staff may know; a receipt that is sent again keeps its number; a statement's opening and movements are its closing, and it
 * equals the ledger or says that it does not.
 */
@NullMarked
package io.counterfoil.payments.receipt;

import org.jspecify.annotations.NullMarked;
