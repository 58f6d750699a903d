/**
 * Open Financial Exchange: what Quicken, QuickBooks and Money take, also called QFX and QBO. Statements are read through {@code Imports} and written here.
 *
 * <pre>{@code
 * OfxFile file = OfxFile.of(statement).quickBooks("3000").writtenAt(now).build().orThrow();
 * file.writeTo(out);
 * }</pre>
 *
 * <p>Invariants: a file that is written reads back to the same entries; nothing is written where a value does not fit; amounts are exact, dates are days.
 */
@NullMarked
package io.counterfoil.bankfiles.ofx;

import org.jspecify.annotations.NullMarked;
