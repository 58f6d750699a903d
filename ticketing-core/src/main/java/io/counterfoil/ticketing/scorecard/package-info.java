/**
 * A month of tickets against what was promised, with verdicts that survive a challenge.
 *
 * <pre>{@code
 * Scorecard card = Scorecard.builder(clocks).goal(FIRST_REPLY_AVERAGE, atMost(Duration.ofHours(8)))
 *     .goal(ON_TIME, atLeast("0.85")).build();
 * ScorecardReport report = card.assess(store.all(tickets), DateRange.month(2027, 3), now);
 * report.row(ON_TIME).verdict(); // INCONCLUSIVE; pointMet(), interval(), ticketIds()
 * }</pre>
 *
 * <p>Invariants: tickets count in the period in which their clock stopped, in the report's zone, as they stood at its end; the same tickets in any order and
 * in any shards give the same report; a verdict other than INCONCLUSIVE is backed by the interval, and the plain comparison stands beside it.
 */
@NullMarked
package io.counterfoil.ticketing.scorecard;

import org.jspecify.annotations.NullMarked;
