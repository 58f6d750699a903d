/**
 * Tickets, claims, calls, answers and measures as JSON.
 *
 * <pre>{@code
 * ObjectMapper mapper = new ObjectMapper().registerModule(TicketingJson.module());
 * String text = mapper.writerFor(new TypeReference<List<TicketEvent>>() {}).writeValueAsString(ticket.log());
 * List<TicketEvent> same = mapper.readValue(text, new TypeReference<>() {});
 * }</pre>
 *
 * <p>Invariants: what is written is read back equal; amounts are {@code {"amount":"97.00","currency":"CAD"}}, ids and codes strings, cases name their kind; the
 * form does not depend on how the host sets up its mapper.
 */
@NullMarked
package io.counterfoil.ticketing.json;

import org.jspecify.annotations.NullMarked;
