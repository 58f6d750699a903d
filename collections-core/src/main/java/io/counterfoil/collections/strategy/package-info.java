/**
 * Whom to contact today, about what, by which channel, and whom not and why: strategies of steps, judged against the facts of a day (collections specification 4.7).
 *
 * <pre>{@code
 * ContactPlanner planner = ContactPlanner.builder().strategies(standard, keyAccounts).build();
 * CollectionFacts facts = CollectionFacts.builder(receivables).contacts(log).promises(promises).holds(holds).build();
 * for (ContactDecision decision : planner.propose(facts, asOf)) {
 *     switch (decision.kind()) {
 *         case ACT -> prepare(decision.notice(), decision.key());
 *         default -> note(decision.sentence(), decision.obstacles(), decision.reviewAt());
 *     }
 * }
 * }</pre>
 *
 * <p>Nothing is stored: the same facts give the same decisions, and a second run of a day repeats the first under the same keys. Only a contact that the host reports
 * as SENT advances a ladder.
 *
 * <p>Invariants: no ACT while any suppressor applies; every reason that applies is reported, the first is primary; each step reached in an episode is acted on or
 * recorded as skipped; an edit of a strategy contacts nobody again.
 */
@NullMarked
package io.counterfoil.collections.strategy;

import org.jspecify.annotations.NullMarked;
