/**
 * What two sides of a match differ by, line by line.
 *
 * <p>A match whose sides have the same total has no differences. Otherwise its differences add up to left total less right total, to the minor unit;
 * a {@link io.counterfoil.reconciliation.difference.DifferenceReason#TIMING} line carries zero and says that the days differ.
 *
 * <pre>{@code
 * match.differences().forEach(d -> show(d.reason(), d.amount()));
 * }</pre>
 */
@NullMarked
package io.counterfoil.reconciliation.difference;

import org.jspecify.annotations.NullMarked;
