/**
 * What a figure says about a promise: a goal, an interval, a verdict. No clock, no ticket: statistics only, never money.
 *
 * <pre>{@code
 * Goal goal = Goal.atLeast("0.85");
 * ConfidenceInterval onTime = ConfidenceInterval.wilson(170, 200, new BigDecimal("0.95"));   // 79.4 % to 89.3 %
 * onTime.verdict(goal);                       // INCONCLUSIVE
 * goal.isMetBy(new BigDecimal("0.85"));       // true: the plain comparison, which contracts usually mean
 * }</pre>
 *
 * <p>Invariants: equal is met; MET and MISSED are backed by the whole interval; the same values in any order have the same interval everywhere.
 */
@NullMarked
package io.counterfoil.ticketing.measure;

import org.jspecify.annotations.NullMarked;
