/**
 * The values of the library as JSON, so that a host can store events and send values without mapping them.
 *
 * <pre>{@code
 * ObjectMapper json = new ObjectMapper().registerModule(PaymentsJson.module());
 * String stored = json.writeValueAsString(event);                       // {"kind":"COLLECTED","event":"COLLECTION","amount":{"amount":"97.00","currency":"CAD"}, …}
 * MandateEvent again = json.readValue(stored, MandateEvent.class);      // equals the first
 * }</pre>
 *
 * <p>Form: amounts are {@code {"amount":"97.00","currency":"CAD"}}; ids, codes, digests, days and instants are strings; a case of a sealed type names itself in
 * {@code "kind"}, and what the case itself calls its kind stands in {@code "event"}; what is absent is left out or null. The form does not depend on how the host
 * configures its mapper. Invariant: what is written is read back as an equal value; what cannot be read is refused with a {@link
 * io.counterfoil.payments.json.PaymentsJson.BadJsonException}, which names the place and never the text that stood there.
 */
@NullMarked
package io.counterfoil.payments.json;

import org.jspecify.annotations.NullMarked;
