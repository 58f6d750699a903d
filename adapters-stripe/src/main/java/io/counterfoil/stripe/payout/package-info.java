/**
 * Payouts proven by the rows they are made of, and found at the bank.
 *
 * <pre>{@code
 * PayoutProof proof = stripe.provePayout(payout, rows.stream(), asOf);
 * proof.holds(); // every minor unit of the payout is explained by a row
 * proof.differences(); // the residual, never spread over rows
 * }</pre>
 *
 * <p>Invariants: an automatic payout is PROVED only where its rows, its own among them, sum to zero and each row's arithmetic holds; a manual payout is
 * attributed oldest first and never PROVED.
 */
@NullMarked
package io.counterfoil.stripe.payout;

import org.jspecify.annotations.NullMarked;
