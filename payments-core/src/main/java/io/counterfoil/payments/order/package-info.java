/**
 * Payments: what was ordered, where it stands on its rail, what that does to the ledger, what a person must look at.
 *
 * <pre>{@code
 * Payments eft = Payments.canadaEft(canada, accounts); // the machine, bound once
 * PaymentOrder order = PaymentOrder.builder().id("p-1").direction(DEBIT).amount(cad.of("100.00"))
 *     .payer("ana").payee("client-42").instrument(account).mandate("m-7").requestedOn(asOf.effective()).build();
 * var submitted = payments.apply(eft, order.id(), PaymentCommand.submit(order, maria, "cmd-1"), now).orThrow();
 * eft.post(submitted, ledger, now).orThrow(); // safe to repeat
 * var returned = payments.apply(eft, order.id(), PaymentCommand.returned("901", mar3, rbc, "trace-9"), now).orThrow();
 * eft.post(returned, ledger, now).orThrow();
 * eft.proposeRetry(returned.state(), asOf).order();
 * }</pre>
 *
 * <p>One machine serves every rail: {@link io.counterfoil.payments.order.RailRules} say which table a payment lives by, and the commands have the same words on
 * all of them. Invariants: an order that breaks a rule of its rail never becomes a payment; a rail's fact under its reference counts once; what happened at the
 * bank is in the ledger once it was posted, with ids made from the events; the events of a payment say everything, a
 * {@link io.counterfoil.payments.order.Payment} keeps nothing beside them.
 *
 * <p>This package stands above {@code rail}, {@code mandate}, {@code returns}, {@code exposure} and {@code ledger}; what reads payments (reports, receipts,
 * traces) stands above it or is a value that it makes.
 */
@NullMarked
package io.counterfoil.payments.order;

import org.jspecify.annotations.NullMarked;
