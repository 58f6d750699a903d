/** How JSON of Stripe becomes facts, and how facts of one object follow each other. Not exported. */
@NullMarked
package io.counterfoil.stripe.fact.internal;

import org.jspecify.annotations.NullMarked;
