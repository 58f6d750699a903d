/** Retries, rates and pages: what the transports share. Not exported. */
@NullMarked
package io.counterfoil.stripe.transport.internal;

import org.jspecify.annotations.NullMarked;
