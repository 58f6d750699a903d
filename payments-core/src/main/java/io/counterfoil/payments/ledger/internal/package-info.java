/** Primitive columns and the id index under the ledger. */
@NullMarked
package io.counterfoil.payments.ledger.internal;

import org.jspecify.annotations.NullMarked;
