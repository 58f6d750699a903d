/**
 * Files of CPA standard 005: read with their proof, written from orders, numbered without gaps (bank file specification 4.9).
 *
 * <pre>{@code
 * int number = numbers.numberOf("cpa005:0123456789:00310", key);
 * CpaFile file = CpaFile.of(originator, number).add(order, account, "Ana Diaz").build(now).orThrow();
 * file.writeTo(out);
 * }</pre>
 *
 * <p>Invariants: records of 1,464 characters with six segments; the trailer holds what the segments sum to; texts are folded before they are padded; a file that
 * was read is written with the same bytes.
 */
@NullMarked
package io.counterfoil.bankfiles.cpa;

import org.jspecify.annotations.NullMarked;
