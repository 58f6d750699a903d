/** How a body becomes a notice, and what a notice triggers. Not exported. */
@NullMarked
package io.counterfoil.stripe.intake.internal;

import org.jspecify.annotations.NullMarked;
