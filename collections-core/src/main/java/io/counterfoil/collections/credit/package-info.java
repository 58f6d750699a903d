/**
 * Credit limits: how far a customer may go, and whether an order may leave (collections specification 4.15).
 *
 * <pre>{@code
 * CreditControl control = CreditControl.of(CreditControl.Policy.builder().limit(gbp.of("10000")).build());
 * CreditControl.Check check = control.assess(control.exposure(receivables, acme, gbp.currency(), asOf), gbp.of("800"), asOf);
 * check.decision(); // OK, WATCH, HOLD, STOP
 * CreditControl.OrderRuling ruling = control.decide("order-9", check, Optional.empty(), asOf);
 * ruling.kind(); // HELD or RELEASED, with reason and expiry
 * }</pre>
 *
 * <p>Invariants: an exposure that equals the limit is not over it; a stop set by hand stays until it is lifted by hand; a release names what changed and expires.
 */
@NullMarked
package io.counterfoil.collections.credit;

import org.jspecify.annotations.NullMarked;
