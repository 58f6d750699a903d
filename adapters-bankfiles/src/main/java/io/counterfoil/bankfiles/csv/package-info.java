/**
 * Tables of separated values, read by a profile that says which column is what.
 *
 * <pre>{@code
 * CsvProfile rbc = CsvProfile.builder("rbc-business")
 *     .currency("CAD").delimiter(';').decimal(',').grouping('.').datePattern("dd.MM.yyyy")
 *     .date("Date").amount("Amount").addText("Description").balance("Balance").build();
 * }</pre>
 *
 * <p>Invariants: a row becomes one entry or one rejection with row and column; blank rows are skipped; an amount that does not fit the profile's decimal mark
 * and grouping is refused, never guessed.
 */
@NullMarked
package io.counterfoil.bankfiles.csv;

import org.jspecify.annotations.NullMarked;
