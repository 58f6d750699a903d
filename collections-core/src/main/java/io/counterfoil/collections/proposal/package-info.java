/**
 * Payment proposals: ways to pay that are offered to a customer, open until a moment, and what the one that is taken becomes (collections specification, COL-47).
 *
 * <pre>{@code
 * PaymentProposal proposal = PaymentProposal.builder().id("prop-3").party("acme").item("INV-1").expiresAt(friday)
 *     .offer(Offer.link("now", gbp.of("300.00"), "https://pay.example/l/3", march12))
 *     .offer(Offer.partAndPromise("two", gbp.of("100.00"), march12, gbp.of("200.00"), march31)).build();
 * PaymentProposals proposals = PaymentProposals.in(LONDON);
 * var taken = store.apply(proposals, proposal.id(), ProposalCommand.accept("two", ana, "mail-9"), now).orThrow();
 * taken.state().agreement().orElseThrow().promises(); // recorded like any promise
 * }</pre>
 *
 * <p>Not to be mixed with a {@code PaymentRun}, which pays suppliers. Invariants: one offer is taken at most; nothing is taken after the proposal expired; what was taken becomes
 * promises, a plan or an expected transfer, never money.
 */
@NullMarked
package io.counterfoil.collections.proposal;

import org.jspecify.annotations.NullMarked;
