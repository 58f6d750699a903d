/**
 * What the host wants Stripe to do, with the key that makes a repetition harmless.
 *
 * <pre>{@code
 * StripeCommand command = StripeCommand.of("refund.create", false).with("charge", "ch_1").with("amount", "500");
 * command.key(); // cf1-4279617083ef2d03810066bb99dae55a2d6438ce
 * command.again(); // a deliberate repetition, another key
 * }</pre>
 *
 * <p>Invariant: two commands have equal keys exactly where they are equal, whatever separators their values contain.
 */
@NullMarked
package io.counterfoil.stripe.command;

import org.jspecify.annotations.NullMarked;
