/**
 * Stripe's events, payouts and reports as payments, postings and proofs.
 *
 * <p>The root package exports nothing: it holds the Immutables style that every package below it obeys.
 */
@ValueStyle
package io.counterfoil.stripe;
