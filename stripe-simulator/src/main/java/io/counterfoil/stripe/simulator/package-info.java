/**
 * A Stripe in memory for tests: objects with a state, a balance that obeys double entry, payouts, disputes, signed webhooks and faults, all from one seed.
 *
 * <pre>{@code
 * StripeSimulator stripe = StripeSimulator.builder(7).build();
 * URI base = stripe.baseUri(); // a socket on this machine; send(...) needs none
 * stripe.clock().advance(Duration.ofDays(3));
 * stripe.truth().balances(); // what the host's ledger must show
 * }</pre>
 *
 * <p>Invariants: the same seed and the same calls give the same ids, bytes and order; time passes only when a test says so; the exported ledger is written by
 * the engine as it moves money, without the adapter's posting table.
 */
@NullMarked
package io.counterfoil.stripe.simulator;

import org.jspecify.annotations.NullMarked;
