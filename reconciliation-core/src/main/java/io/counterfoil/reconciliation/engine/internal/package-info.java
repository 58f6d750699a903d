/** Not exported: how it is done. */
@NullMarked
package io.counterfoil.reconciliation.engine.internal;

import org.jspecify.annotations.NullMarked;
