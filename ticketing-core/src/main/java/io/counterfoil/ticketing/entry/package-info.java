/**
 * Data entry: what a field may hold, a record keyed twice, who erred, and error rates that survive a challenge (ticketing specification 4.6).
 *
 * <pre>{@code
 * FieldRules rules = FieldRules.builder().field(Field.code("invoice").require()).field(Field.number("amount")).build();
 * DoubleKeying keying = DoubleKeying.of(rules);
 * KeyingResult result = keying.match(first, second);           // per field AGREED, DISCREPANT, ONE_MISSING
 * Adjudication settled = result.adjudicate(List.of(ruling), "eve"); // the right values and whose errors
 * ErrorRates rates = ErrorRates.of(settled.checked());
 * rates.total().assess(ErrorRates.Unit.FIELD, Goal.atMost("0.005")).verdict();
 * }</pre>
 *
 * <p>Invariants: comparison does not depend on who keyed first; an error counts once, however often it is found; errors of the source count against no keyer;
 * rates per field, record and keystroke are measured, never converted into one another.
 */
@NullMarked
package io.counterfoil.ticketing.entry;

import org.jspecify.annotations.NullMarked;
