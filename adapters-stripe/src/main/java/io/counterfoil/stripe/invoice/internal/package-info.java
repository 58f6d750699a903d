/** The engines behind links and standings of invoices. Not exported. */
@NullMarked
package io.counterfoil.stripe.invoice.internal;

import org.jspecify.annotations.NullMarked;
