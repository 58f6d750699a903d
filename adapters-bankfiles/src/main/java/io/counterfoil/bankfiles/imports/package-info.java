/**
 * The one way in: any bank file, its receipt, then its entries.
 *
 * <pre>{@code
 * Imports imports = Imports.builder().history(history).profile(rbc).build();
 * ImportReceipt receipt = imports.prove(file);
 * if (receipt.postable()) {
 *     try (Stream<StatementEntry> entries = imports.entries(file, receipt)) { entries.forEach(inbox::add); }
 *     history.remember(receipt);
 * }
 * }</pre>
 *
 * <p>Invariants: the format is told from the bytes, not the name; any bytes end with a receipt; records = items + rejections + kept apart; nothing is handed out
 * before the whole file was proved; the same bytes are taken in once.
 */
@NullMarked
package io.counterfoil.bankfiles.imports;

import org.jspecify.annotations.NullMarked;
