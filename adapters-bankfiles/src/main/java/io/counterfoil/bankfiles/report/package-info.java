/**
 * Reports of partners in layouts of their own, read by a profile (BNK-58): returned items, chargeback notices, settlement batches, fees, records of a platform or
 * open receivables.
 *
 * <pre>{@code
 * ReportProfile returns = ReportProfile.builder("acme-returns", ReportProfile.Kind.RETURNED_ITEMS)
 *     .putColumn(Role.REFERENCE, "Item").putColumn(Role.CODE, "Reason").putColumn(Role.AMOUNT, "Amount").currency("CAD")
 *     .total(new ReportProfile.Total("TOTAL", "Item", "Amount")).build();
 * Imports imports = Imports.builder().profile(BankProfile.builder("acme").report(returns).build()).build();
 * }</pre>
 *
 * <p>Invariants: a row becomes one record or one rejection; totals that the report declares are proved; an amount that does not fit the decimal mark is refused.
 */
@NullMarked
package io.counterfoil.bankfiles.report;

import org.jspecify.annotations.NullMarked;
