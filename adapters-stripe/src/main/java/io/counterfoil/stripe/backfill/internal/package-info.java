/** The engine behind backfills, sweeps and checks. Not exported. */
@NullMarked
package io.counterfoil.stripe.backfill.internal;

import org.jspecify.annotations.NullMarked;
