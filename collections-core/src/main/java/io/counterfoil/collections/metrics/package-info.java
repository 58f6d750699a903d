/**
 * How well receivables turn into cash: days sales outstanding, collection effectiveness, days late (collections specification 4.5).
 *
 * <p>Every metric says by what method it was computed, from which inputs, over which population and by which formula; where the inputs give no number, it says so
 * instead of giving one. Figures have ten decimals, rounded half even; rounding for display is the host's.
 *
 * <pre>{@code
 * Metric<BigDecimal> dso = Dso.countBack(ZeroSales.STOP).assess(receivables, gbp, List.of(march, february, january), asOf);
 * dso.kind(); // KNOWN, LOWER_BOUND where the history is too short, UNDEFINED
 * dso.basis().formula();
 * }</pre>
 */
@NullMarked
package io.counterfoil.collections.metrics;

import org.jspecify.annotations.NullMarked;
