/**
 * Whom to work on first today, and why (collections specification 4.16): every customer with something overdue gets points by a score card, each point with its
 * reason, and what a person's day cannot hold stays visible.
 *
 * <pre>{@code
 * Worklist worklist = Worklist.of(ScoreCard.standard(gbp.of("1000.00")), Capacity.perOwner(20));
 * Worklist.Listing today = worklist.propose(facts, planner.propose(facts, asOf), asOf);
 * today.rows().get(0).score().components(); // AMOUNT 20, AGE 10, FAILED_PAYMENT 15
 * Documents.text(today.toDocument(), Locale.UK);
 * }</pre>
 *
 * <p>Every party with something overdue or something to do stands in exactly one of four places: to be worked, cut by capacity, handled today, suppressed.
 */
@NullMarked
package io.counterfoil.collections.worklist;

import org.jspecify.annotations.NullMarked;
