/**
 * BAI2: cash management reports that are proved, kept whole and written again (bank file specification 4.5). What is in them is read by
 * {@link io.counterfoil.bankfiles.imports.Imports}.
 *
 * <pre>{@code
 * BaiFile file = BaiFile.read(ByteSource.of(path)).orThrow();
 * file.writeTo(out);
 * }</pre>
 *
 * <p>Invariants: a file that exists proves itself, account by account, group by group and as a whole; written, it has the bytes that were read.
 */
@NullMarked
package io.counterfoil.bankfiles.bai;

import org.jspecify.annotations.NullMarked;
