/** Arithmetic of conversions. Not exported. */
@NullMarked
package io.counterfoil.stripe.money.internal;

import org.jspecify.annotations.NullMarked;
