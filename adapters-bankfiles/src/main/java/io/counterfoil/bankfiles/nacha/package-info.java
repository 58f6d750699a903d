/**
 * Nacha files: read with their proof, written from orders, returned, corrected, reversed (bank file specification 4.8).
 *
 * <pre>{@code
 * Checked<NachaFile> file = NachaFile.originating(originator).add(order, account, "Ana Diaz").build(now);
 * file.orThrow().writeTo(out);
 * }</pre>
 *
 * <p>Invariants: 94 columns, blocks of ten; nothing is written while a problem stands, and all are told at once; trace numbers are unique in a file; what was
 * written reads back to the same values, and a valid file that was read is written with the same bytes.
 */
@NullMarked
package io.counterfoil.bankfiles.nacha;

import org.jspecify.annotations.NullMarked;
