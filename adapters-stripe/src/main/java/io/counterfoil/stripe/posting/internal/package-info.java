/** The table of postings and its engine. Not exported. */
@NullMarked
package io.counterfoil.stripe.posting.internal;

import org.jspecify.annotations.NullMarked;
