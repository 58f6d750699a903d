/**
 * Bills paid for a client: the biller's account number checked before money goes, two ways to send it, and what happens when it was put on the wrong account
 * (PAY-21).
 *
 * <pre>{@code
 * BillPayments.Biller hydro = BillPayments.Biller.builder().id("hydro").name("Hydro").transport(Transport.NETWORK).networkCode("12345678").addMask("9999 9999 99").build();
 * store.apply(bills, "b-1", BillCommand.receive(bill, robot, "r-1"), now);
 * store.apply(bills, "b-1", BillCommand.match(hydro, robot, "m-1"), now); // refused where the number fits no mask
 * }</pre>
 *
 * <p>Invariants: no bill is sent to a number that the biller's masks do not take; money is held from the day a bill is received until it is sent or given
 * back; a misapplication found after the bill was sent is a record of its own, linked to the first, which it never changes.
 */
@NullMarked
package io.counterfoil.payments.bill;

import org.jspecify.annotations.NullMarked;
