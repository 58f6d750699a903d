/**
 * What Stripe knows and no webhook told: lists read from the newest to the oldest, objects that are still open read again, events that were not delivered.
 *
 * <pre>{@code
 * Stripe stripe = Stripe.builder(transport).account("acct_1").live().accounts(accounts).facts(store).cursors(cursors)
 *     .changes(fact -> queue.add(fact)).build();
 * CheckReport check = stripe.selfCheck(now); // before the first run
 * BackfillReport report = stripe.backfill(BackfillPlan.since(start), now);
 * if (!report.complete()) report.problems().forEach(p -> say(p.message())); // run again: it goes on where it stopped
 * stripe.sweepUndelivered(now);
 * }</pre>
 *
 * <p>Invariants: what was read is new, changed, equal or rejected, and nothing else; a place in a list is kept after each page and lost by no failure; a fact
 * is handed on before it is stored, so that a crash repeats it instead of losing it; reading twice changes nothing.
 */
@NullMarked
package io.counterfoil.stripe.backfill;

import org.jspecify.annotations.NullMarked;
