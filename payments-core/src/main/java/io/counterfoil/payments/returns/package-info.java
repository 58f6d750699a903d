/**
 * Payments that come back: what a code means on any rail, until when it may come, whether the payment may be tried again, and how many came back.
 *
 * <pre>{@code
 * ReturnReason nsf = ReturnCodes.bundled().reason(Rail.ACH, "R01");
 * nsf.category(); // INSUFFICIENT_FUNDS
 * nsf.timeliness(terms, settledOn, returnedOn, fed).verdict(); // TIMELY, UNTIMELY or UNKNOWN
 * nsf.retry(ReturnCodes.RetryAnswer.Request.of(settledOn, returnedOn, 1, tomorrow)).verdict(); // ALLOWED: at most 2 more within 180 days
 * ReturnCodes.Rates.standard().assess(originatedDebits, Map.of(nsf, 12L)).breaches();
 * }</pre>
 *
 * <p>Invariants: every code has a reason; one that no table knows keeps its text, has category OTHER and {@code known()} false, and allows nothing. A code
 * means something only together with its rail and report: in Bacs the same character is another reason in another report, and MD01 has a longer window as a
 * refund than as a return. Rules that are not confirmed in a rule book say so ({@code confident()} false, {@code openPoints()}).
 */
@NullMarked
package io.counterfoil.payments.returns;

import org.jspecify.annotations.NullMarked;
