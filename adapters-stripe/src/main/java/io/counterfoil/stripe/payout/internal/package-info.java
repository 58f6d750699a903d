/** The engines that prove, attribute, roll forward and find payouts. Not exported. */
@NullMarked
package io.counterfoil.stripe.payout.internal;

import org.jspecify.annotations.NullMarked;
