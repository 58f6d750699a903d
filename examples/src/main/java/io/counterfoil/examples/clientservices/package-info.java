/**
 * A month of a client services coordinator at an invented Canadian processor: files to the bank and back, wires, suppliers and bills, returned items, void cheques,
 * chargebacks, applications, mail, and the month's end. The same seed makes the same month.
 *
 * <p>{@link io.counterfoil.examples.clientservices.Plan} is what happens; the bank's side is simulated from it and from the files that the desk writes, and knows
 * nothing of the ledger.
 */
@NullMarked
package io.counterfoil.examples.clientservices;

import org.jspecify.annotations.NullMarked;
