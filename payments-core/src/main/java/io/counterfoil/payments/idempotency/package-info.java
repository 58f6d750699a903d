/**
 * Keys that make repeating harmless.
 *
 * <p>The same key with the same body gives the first result again; with another body it is a conflict. Keys never expire.
 */
@NullMarked
package io.counterfoil.payments.idempotency;

import org.jspecify.annotations.NullMarked;
