/**
 * Journals for QuickBooks in its interchange format IIF.
 *
 * <pre>{@code
 * IifFile.Transaction deposit = IifFile.Transaction.builder()
 *     .type("DEPOSIT").date(day).account("Chequing").total(cad.of("97.00")).number("P-17")
 *     .addSplits(IifFile.Split.of("Undeposited Funds", cad.of("-100.00")), IifFile.Split.of("Bank Fees", cad.of("3.00")))
 *     .build();
 * IifFile.of(List.of(deposit)).orThrow().writeTo(out);
 * }</pre>
 *
 * <p>Invariants: the total and the splits of a transaction add up to zero, else nothing is written; no text can break a row.
 */
@NullMarked
package io.counterfoil.bankfiles.iif;

import org.jspecify.annotations.NullMarked;
