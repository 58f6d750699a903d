/**
 * Tables as spreadsheets, there and back, and ledger journals for other books.
 *
 * <pre>{@code
 * Sheets.standard().xlsx(worklist, out);
 * List<RowChange> changes = Sheets.standard().read(edited, worklist).orThrow();
 * LedgerExport export = LedgerExport.builder(LedgerExport.Layout.quickBooks()).map("cash:rbc", "1010").build();
 * export.take(journals, marks, key).orThrow().writeTo(out);
 * }</pre>
 *
 * <p>Invariants: no cell of a sheet is a formula; an edited sheet changes only rows as they were written out; a journal leaves once.
 */
@NullMarked
package io.counterfoil.bankfiles.export;

import org.jspecify.annotations.NullMarked;
