/** The rules of links and the desk that performs them. Not exported. */
@NullMarked
package io.counterfoil.stripe.link.internal;

import org.jspecify.annotations.NullMarked;
