/** The rules of disputes, returns and refunds. Not exported. */
@NullMarked
package io.counterfoil.stripe.dispute.internal;

import org.jspecify.annotations.NullMarked;
