/**
 * Late interest and fixed sums: by contract, or by statute as dated data with a citation (collections specification 4.13).
 *
 * <p>Interest is simple: it is counted on what is open of the principal, never on interest or fees, and split wherever that changes. What is claimed becomes
 * open items of its own, which live on after the principal is paid.
 *
 * <pre>{@code
 * LateInterest statutory = LateInterest.of(LawPack.uk1998());
 * Checked<LateInterest.Claim> claim = statutory.assess(OpenItemId.of("INV-1"), receivables, asOf);
 * claim.value().ifPresent(c -> show(c.interest(), c.fixedSum(), c.sentence()));
 * claim.diagnostics(); // INTEREST.RATE_UNCONFIRMED: confirm before use
 * }</pre>
 *
 * <p>Invariants: the first day of interest is the day after the due date; a payment lowers the base from the day after it; interest of adjacent periods adds
 * up before rounding; a window without a reference rate has no interest, never that of the window before.
 */
@NullMarked
package io.counterfoil.collections.interest;

import org.jspecify.annotations.NullMarked;
