/**
 * One table and one machine type for everything that has a life: payments, books, tickets, claims, promises.
 *
 * <p>{@code decide} checks the rules and answers with events, {@code evolve} folds an event into the state and never fails on an event that decide made.
 * The table ({@link io.counterfoil.payments.lifecycle.Lifecycle}) says which event may come in which state, from whom, under which guard; it is what
 * tests walk through and diagrams are made from.
 *
 * <pre>{@code
 * EventStore<TicketId, TicketEvent> store = EventStore.inMemory();
 * Ticket t = store.apply(tickets, id, TicketCommand.open(subject, "Refund missing", ana, "mail-88"), now).orThrow().state();
 * }</pre>
 *
 * <p>Invariants: the same command under the same key changes nothing the second time and is answered with the first events; every pair of state and
 * event has exactly one outcome.
 */
@NullMarked
package io.counterfoil.payments.lifecycle;

import org.jspecify.annotations.NullMarked;
