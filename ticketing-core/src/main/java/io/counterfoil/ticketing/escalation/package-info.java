/**
 * Who is told what and when: escalation by tiers until somebody takes it on, and notices to those with a stake.
 *
 * <pre>{@code
 * EscalationPlan plan = EscalationPlan.service(agents, supervisors, managers);
 * for (StakeholderNotice notice : plan.propose(ticket, clocks.read(ticket, now), now)) {
 *     deliver(notice);
 *     store.apply(tickets, ticket.id(), notice.told(robot), now).orThrow(); // never proposed again
 * }
 * }</pre>
 *
 * <p>Invariants: what is proposed depends on the ticket's log, the clocks and the instant alone; a notice has one key, and a key that the ticket was told about is
 * not proposed again; nothing is proposed for a ticket that is over; a notice that is not urgent is held to its recipient's hours.
 */
@NullMarked
package io.counterfoil.ticketing.escalation;

import org.jspecify.annotations.NullMarked;
