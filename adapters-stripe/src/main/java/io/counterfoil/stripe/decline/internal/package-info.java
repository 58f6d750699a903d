/** How advice on declines is found. Not exported. */
@NullMarked
package io.counterfoil.stripe.decline.internal;

import org.jspecify.annotations.NullMarked;
