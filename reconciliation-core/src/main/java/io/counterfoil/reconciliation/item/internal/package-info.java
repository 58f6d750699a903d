/** Not exported: how it is done. */
@NullMarked
package io.counterfoil.reconciliation.item.internal;

import org.jspecify.annotations.NullMarked;
