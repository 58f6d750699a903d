/** Stripe's reports as balance rows, and their comparison with the API. Not exported. */
@NullMarked
package io.counterfoil.stripe.report.internal;

import org.jspecify.annotations.NullMarked;
