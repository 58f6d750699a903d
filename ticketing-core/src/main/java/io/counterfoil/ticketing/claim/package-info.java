/**
 * Claims of participants: received, keyed twice, reviewed, returned, approved and awarded, with two clocks and four eyes (ticketing specification 4.6).
 *
 * <pre>{@code
 * Claims claims = Claims.builder(form, torontoHours).secondApprovalAbove(cad.of("500.00")).build();
 * Claim c = store.apply(claims, id, ClaimCommand.receive(receipt, robot, "scan-1"), now).orThrow().state();
 * store.apply(claims, id, ClaimCommand.key(values, ana, "k-1"), now).orThrow();
 * store.apply(claims, id, ClaimCommand.keySecond(values, ben, "k-2"), now).orThrow(); // VERIFIED, or KEYED with discrepancies
 * List<Duplicates.Finding> found = Duplicates.standard().match(claim, content, index);
 * clocks.read(c.asTicket(), now).of(PARTICIPANT_RESPONSE).due();
 * ClaimQueue.of(clocks).order(open, now);
 * }</pre>
 *
 * <p>Invariants: every pair of status and event is declared or refused; nobody approves what they typed; a returned claim keeps its id and gains a revision; an
 * awarded claim is reversed, never edited; every document of a batch is in exactly one place; no duplicate is rejected by a machine.
 */
@NullMarked
package io.counterfoil.ticketing.claim;

import org.jspecify.annotations.NullMarked;
