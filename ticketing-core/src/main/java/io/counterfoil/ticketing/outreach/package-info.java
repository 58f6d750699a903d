/**
 * Campaigns by call and mail: whom, when, how often, and what they changed (ticketing specification 4.7).
 *
 * <pre>{@code
 * Campaign spring = Campaign.launch("spring", segment, "0.10", 42, now); // frozen, a tenth held out
 * Outreach outreach = Outreach.of(ContactRules.window(weekdaysNineToEight).atMost(3, 7).gap(Duration.ofHours(4)));
 * NextContact next = outreach.propose(Recipient.in("pat", TORONTO), attempts, now); // At, or Never with the reason
 * Campaign.Effect effect = spring.effect(activations, Duration.ofDays(30), later);
 * }</pre>
 *
 * <p>Invariants: a proposed contact is allowed and no earlier one is; suppression is judged at contact time; the segment and its holdout never change after launch;
 * nobody held out is contacted.
 */
@NullMarked
package io.counterfoil.ticketing.outreach;

import org.jspecify.annotations.NullMarked;
