/**
 * Receivables, contacts, promises, plans, disputes and decisions as JSON (COL-69).
 *
 * <pre>{@code
 * ObjectMapper mapper = new ObjectMapper().registerModule(CollectionsJson.module());
 * String text = mapper.writeValueAsString(receivables);           // its events, in the order in which they were recorded
 * Receivables same = mapper.readValue(text, Receivables.class);
 * }</pre>
 *
 * <p>Invariants: what is written is read back equal; amounts are {@code {"amount":"97.00","currency":"CAD"}}, ids and codes strings, cases name their kind; the
 * form does not depend on how the host sets up its mapper. What cannot be read is refused, and the message names the place, never the text that stood there.
 */
@NullMarked
package io.counterfoil.collections.json;

import org.jspecify.annotations.NullMarked;
