/**
 * What an approved claim earns: a rule table, caps, and postings in points or money that happen once (ticketing specification 4.6).
 *
 * <pre>{@code
 * AwardRules rules = AwardRules.in(toronto).rule(Rule.perUnit("tyres", "TYRE", spring, pts.of("250")))
 *     .cap(Cap.of(Scope.HOUSEHOLD, pts.of("5000"), year)).build();
 * Awards awards = Awards.of(rules, accounts);
 * Award award = awards.propose(claim, Claimant.of("pat"), history, now); // cut by caps, with the reason
 * awards.post(award, ledger, now).orThrow();                            // safe to repeat
 * awards.reverse(award, ledger, later).orThrow();                       // nets to zero
 * }</pre>
 *
 * <p>Invariants: no cap is passed, in whatever order claims come; an award posted twice is posted once; award and reversal net to zero; points are whole.
 */
@NullMarked
package io.counterfoil.ticketing.award;

import org.jspecify.annotations.NullMarked;
