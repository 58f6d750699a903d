/**
 * What a payment costs by agreement, and whether the charge was right.
 *
 * <pre>{@code
 * FeeSchedule card = FeeSchedule.percent("2.9", cad.of("0.30"));
 * Fee due = card.expected(cad.of("100.01"), RoundingMode.HALF_UP); // 3.20 CAD
 * Fee.Variance variance = Fee.Variance.of(due, cad.of("3.25"), cad.of("0.01"));
 * variance.verdict(); // OVERCHARGED
 * variance.evidence().sentence(); // "charged 3.25 CAD, expected 3.20 CAD, 0.05 CAD more; 2.9 % of 100.01 CAD and 0.30 CAD"
 * }</pre>
 *
 * <p>What tax comes on top, or lies within, by place and day, with a report that ties to the ledger:
 *
 * <pre>{@code
 * TaxRates rates = TaxRates.bundled();
 * TaxBill bill = rates.bill("INV-7", client).prices(EXCLUSIVE).rounding(PER_LINE, HALF_UP)
 *     .fee(due, "CA-QC", day).build().orThrow();
 * ledger.post(bill.journal(accounts, clientAccount, day), now).orThrow();
 * rates.report(List.of(bill), DateRange.month(2027, 3), accounts, ledger).proof().orThrow();
 * }</pre>
 *
 * <p>Invariants: a line is exact until one rounding at its end, and the caller names the rounding; a fee is never negative and lies within its limits; the
 * parts of a fee sum to it; net and taxes are the gross in every line; a day without a tax rate is refused.
 */
@NullMarked
package io.counterfoil.payments.fee;

import org.jspecify.annotations.NullMarked;
