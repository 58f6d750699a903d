/**
 * Where bytes come from, what formats there are and what can be wrong with a file.
 *
 * <p>A {@link io.counterfoil.bankfiles.source.ByteSource} can be opened again: a file is proved in one reading and handed out in the next.
 *
 * <pre>{@code
 * ByteSource file = ByteSource.of(Path.of("rbc-0301.xml"));
 * ByteSource upload = ByteSource.of(bytes, "upload.csv");
 * }</pre>
 *
 * <p>Invariants: bad data is never an exception, only a source that cannot be read is ({@link io.counterfoil.bankfiles.source.ImportException}).
 */
@NullMarked
package io.counterfoil.bankfiles.source;

import org.jspecify.annotations.NullMarked;
