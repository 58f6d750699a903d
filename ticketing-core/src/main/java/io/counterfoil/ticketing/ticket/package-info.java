/**
 * A ticket: an event log with a lifecycle, from the request or the alert that opened it to its closing.
 *
 * <pre>{@code
 * Tickets tickets = Tickets.standard();
 * EventStore<TicketId, TicketEvent> store = EventStore.inMemory();
 * Ticket t = store.apply(tickets, id, TicketCommand.open(subject, "Refund missing", ana, "mail-88"), now).orThrow().state();
 * store.apply(tickets, id, TicketCommand.reply("We look into it", ben, "reply-1"), later).orThrow();
 * TicketDesk desk = TicketDesk.of(tickets, store); // what concerns more than one: merge, split, bulk acts, follow-up tickets
 * ThreadMatcher.signedWith(secret).match(mail, store.all(tickets)).ifUnique(id -> desk.deliver(id, mail, ana, now));
 * }</pre>
 *
 * <p>Invariants: every pair of status and event is declared or refused; the same command under the same key changes nothing the second time; the same
 * alert opens one ticket; free text holds no card number, in commands, events and tickets alike. Every number shown about a ticket is computed from its
 * {@link io.counterfoil.ticketing.ticket.Ticket#log() log}, never stored.
 */
@NullMarked
package io.counterfoil.ticketing.ticket;

import org.jspecify.annotations.NullMarked;
