/**
 * Payment plans: what is owed already, paid in instalments that both sides agreed to (collections specification 4.10).
 *
 * <p>A plan covers existing items and changes none of them: they keep their contractual due dates, and the aging shows them at their contractual age.
 * The plan has an age of its own beside it. While a plan is in force its items are not chased; when more instalments are missed than it allows, they return.
 *
 * <pre>{@code
 * PaymentPlan plan = PaymentPlan.builder().id("plan-7").party("acme").item("INV-1").item("INV-2").startsOn(march1)
 *     .instalments(cad.of("1000.00"), 6, Recurrence.Unit.MONTH, march1).graceDays(3).missedAllowance(1).build();
 * plan.assess(receivables, asOf).status(); // ACTIVE, IN_ARREARS, BROKEN, COMPLETED, CANCELLED
 * }</pre>
 *
 * <p>Invariants: instalments add up to what they split, to the minor unit, and differ by one unit at most; what is paid is the sum of what each
 * instalment has.
 */
@NullMarked
package io.counterfoil.collections.plan;

import org.jspecify.annotations.NullMarked;
