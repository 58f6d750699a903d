/** Sums of facts and rows. Not exported. */
@NullMarked
package io.counterfoil.stripe.board.internal;

import org.jspecify.annotations.NullMarked;
