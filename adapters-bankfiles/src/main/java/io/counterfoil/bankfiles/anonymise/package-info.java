/**
 * Samples that can be shown to others: the structure and the proof of a bank's file with invented names, accounts, references and amounts.
 *
 * <pre>{@code
 * Anonymiser.seeded(4711).copy(ByteSource.of(statement), out).orThrow();
 * }</pre>
 *
 * <p>Invariants: the copy has as many records, the same signs, days and codes, and proves as the original does; equal words become equal words.
 */
@NullMarked
package io.counterfoil.bankfiles.anonymise;

import org.jspecify.annotations.NullMarked;
