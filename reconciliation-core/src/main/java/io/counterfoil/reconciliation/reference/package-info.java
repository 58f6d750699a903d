/**
 * References that payers write: creditor references with check digits, and the ids of open items inside free text (REC-30, REC-31, REC-32).
 *
 * <p>Remittance text names what is paid in the payer's spelling: without the dashes, with blanks, with an O for a zero, cut off at the end. An extractor is
 * built once over the ids that are open and then asked text by text. It names an item only where the text names exactly one; where several fit, it hands
 * back the contenders.
 *
 * <pre>{@code
 * ReferenceExtractor extractor = ReferenceExtractor.builder()
 *         .openIds(List.of("INV-2024-0001", "INV-2024-0007"))
 *         .pattern("booking", "BK[A-Z]{2}\\d{5}")
 *         .build();
 * for (ReferenceExtractor.Found found : extractor.extract("paid inv 2024/0001, RF18 5390 0754 7034")) {
 *     found.value();          // "INV-2024-0001", then "RF18539007547034"
 *     found.referenceClass(); // DICTIONARY, then CHECK_DIGIT
 *     found.evidence();       // "'inv 2024/0001' names open item INV-2024-0001"
 * }
 * }</pre>
 *
 * <p>Invariants: found references do not overlap and stand in the order of the text; the result depends on the set of open ids, never on their order; an
 * id that shares nothing with a text changes nothing in it; the time is linear in the length of the text; no text makes the search fail.
 */
@NullMarked
package io.counterfoil.reconciliation.reference;

import org.jspecify.annotations.NullMarked;
