/**
 * Money that is exact or refused.
 *
 * <p>{@code javax.money.MonetaryAmount} at the border, {@code long} minor units inside; conversion is exact or throws, nothing is rounded by default.
 *
 * <pre>{@code
 * Amounts cad = Amounts.in("CAD");
 * MonetaryAmount total = cad.of("100.00");
 * List<MonetaryAmount> parts = Allocation.of(total, List.of(ONE, ONE, ONE)); // 33.34, 33.33, 33.33
 * }</pre>
 *
 * <p>Invariants: parts of an allocation sum to the total; sums never overflow silently; no floating point anywhere.
 */
@NullMarked
package io.counterfoil.payments.money;

import org.jspecify.annotations.NullMarked;
