/** Estimation and posteriors behind scores; not promised. */
@NullMarked
package io.counterfoil.reconciliation.score.internal;

import org.jspecify.annotations.NullMarked;
