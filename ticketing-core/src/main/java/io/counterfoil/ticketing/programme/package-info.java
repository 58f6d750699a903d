/**
 * A programme's rules changed with open eyes: the proposed ones tried on claims and events of the past (ticketing specification TIC-52).
 *
 * <pre>{@code
 * ProgrammeChange change = ProgrammeChange.named("double points in May", maria).awards(today, proposed).build();
 * Material material = Material.builder().addClaims(new ClaimCase(claim, claimant)).expect(AWARDS, "c-1", "200 PTS").build();
 * Trial trial = change.assess(material, now);
 * trial.differences();                     // c-1: 100 PTS today, 200 PTS proposed
 * trial.signOff(tom, "seen with Acme", now).orThrow();
 * }</pre>
 *
 * <p>Invariants: nothing is posted, stored or sent; the same rules and material give the same trial and digest; who proposes does not sign; a missed expectation
 * cannot be signed away.
 */
@NullMarked
package io.counterfoil.ticketing.programme;

import org.jspecify.annotations.NullMarked;
