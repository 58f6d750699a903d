/**
 * Bacs: Standard 18 files written and read, and the reports that answer them (bank file specification 4.10).
 *
 * <pre>{@code
 * BacsFile file = BacsFile.standard18(serviceUser, processingDay).add(order, account, "ANA DIAZ").build().orThrow();
 * file.writeTo(out);
 * }</pre>
 *
 * <p>Invariants: every line has the columns of the standard; the debits of a file are its credits, by contra records; texts are within the character set of Bacs.
 * The names in reports are data of {@link io.counterfoil.bankfiles.bacs.BacsReportProfile}.
 */
@NullMarked
package io.counterfoil.bankfiles.bacs;

import org.jspecify.annotations.NullMarked;
