/**
 * Service-level clocks: elapsed time, what is left, the due instant and the breach, each a pure function of a ticket's log, a policy and an instant.
 *
 * <pre>{@code
 * Clocks clocks = Clocks.of(SlaPolicy.builder("gold").hours(torontoHours)
 *     .firstReply(Duration.ofHours(8)).resolution(BusinessDays.of(7)).build());
 * ClockReading reply = clocks.read(ticket, now).of(ClockKind.FIRST_REPLY);
 * reply.remaining(); reply.due(); reply.sentence(); // "6 h 10 min left, due Tue 09:40"
 * clocks.triggers(ticket, Duration.ofDays(1), now); // for the host's scheduler: stable keys
 * clocks.whatIf(proposed, tickets, now).newlyBreached();
 * }</pre>
 *
 * <p>Invariants: breached means elapsed &gt; target and nothing else; a breach is found on the timeline, so neither the hour of reading nor the number of
 * readings moves it; the order and repetition of events do not matter; while a clock is paused, what remains does not change.
 */
@NullMarked
package io.counterfoil.ticketing.clock;

import org.jspecify.annotations.NullMarked;
