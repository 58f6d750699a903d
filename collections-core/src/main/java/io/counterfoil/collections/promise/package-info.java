/**
 * Promises to pay: what somebody said they would pay, by when, and what came of it (collections specification 4.9).
 *
 * <p>Whether a promise is kept is never stored but read from the receivables: receipts after it was made and up to its deadline, on the items it covers,
 * fill promises in the order of their dates; each cent counts once. So a receipt that comes back re-opens the question by itself.
 *
 * <pre>{@code
 * PromiseToPay promise = PromiseToPay.builder().party("acme").amount(cad.of("1200.00")).due(mar12).madeAt(now).build();
 * promise.assess(facts, later).status(); // ACTIVE, KEPT, PARTIAL, BROKEN, LAPSED
 * EventStore<PromiseId, PromiseEvent> store = EventStore.inMemory();
 * store.apply(Promises.standard(), promise.id(), PromiseCommand.make(promise, ana, "call-88"), now).orThrow();
 * }</pre>
 *
 * <p>Invariants: no cent counts for two promises; what counts for a promise is never more than its target; a chain of renegotiated promises counts once.
 */
@NullMarked
package io.counterfoil.collections.promise;

import org.jspecify.annotations.NullMarked;
