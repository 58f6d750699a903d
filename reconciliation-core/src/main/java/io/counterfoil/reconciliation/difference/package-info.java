/**
 * What two sides of a match differ by, line by line, and what could explain it: fees, charges, discounts, taxes, exchange rates, rounding.
 *
 * <p>A match whose sides have the same total has no differences. Otherwise its differences add up to left total less right total, to the minor unit;
 * a {@link io.counterfoil.reconciliation.difference.Difference.Reason#TIMING} line carries zero and says that the days differ.
 *
 * <pre>{@code
 * match.differences().forEach(d -> show(d.reason(), d.amount()));
 * DifferenceExplainer fees = DifferenceExplainer.providerFee(schedule, RoundingMode.HALF_UP);
 * Pass.oneToMany("payout").on(PAYOUT).explain(fees, DifferenceExplainer.rounding());
 * FeeRecord.grossFromNet(schedule, net, RoundingMode.HALF_UP).ifUnique(gross -> show(gross));
 * }</pre>
 *
 * <p>How a pass uses explainers: for a candidate whose totals differ (and whose other gates hold) it asks {@code Question.of(left, right)}, or
 * {@code Question.of(left, right, band)} where the currencies differ, an empty answer of which means no candidate; then
 * {@link io.counterfoil.reconciliation.difference.DifferenceExplainer#explain} with its explainers and its most lines. Unique: the candidate stands with these
 * lines as its differences. Ambiguous: it stands, is at most suggested, and the alternatives go into its evidence. None: amounts differ, no candidate. Truncated:
 * the component is truncated. {@code identity()} of each explainer, in order, is part of the plan's hash.
 *
 * <p>Invariants: lines add up to the residual exactly; at most one line of each explainer and one interval line; fewest lines win; nothing is chosen between two
 * explanations of as few lines.
 */
@NullMarked
package io.counterfoil.reconciliation.difference;

import org.jspecify.annotations.NullMarked;
