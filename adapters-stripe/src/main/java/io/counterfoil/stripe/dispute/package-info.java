/**
 * What becomes of money that a payer or a bank asks back: disputes with their clock and their money, returns of bank debits, refunds, and what to send as evidence.
 *
 * <pre>{@code
 * DisputeStanding standing = stripe.assess(dispute, rows, asOf);
 * standing.clock(); // URGENT: three days or less for an answer
 * standing.breaks(); // WON_NOT_REINSTATED: won, and the money is not back
 * standing.alerts(now).forEach(raise);
 * }</pre>
 *
 * <p>Invariants: money comes from balance rows alone, never from a status; a won dispute ends at the fee that is kept, a lost one at amount and fee, an inquiry
 * at nothing, and what differs is a break.
 */
@NullMarked
package io.counterfoil.stripe.dispute;

import org.jspecify.annotations.NullMarked;
