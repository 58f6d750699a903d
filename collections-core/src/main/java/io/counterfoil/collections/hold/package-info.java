/**
 * Holds: a while during which a customer gets no notices, no credit, or stays in service (collections specification 4.8).
 *
 * <p>Three kinds, independent of each other. Every hold has a reason, somebody who placed it, and an end; a release shortens it to its day, an extension is a new
 * hold that begins where the first one ends.
 *
 * <pre>{@code
 * Holds holds = Holds.in(LONDON);
 * EventStore<PartyId, HoldEvent> store = EventStore.inMemory();
 * store.apply(holds, acme, HoldCommand.place(HoldKind.NOTICE, DateRange.of(today, in10Days), "invoice copy requested", maria, "h-1"), now).orThrow();
 * holds.fold(store.load(acme)).at(HoldKind.NOTICE, asOf); // the hold that covers the day
 * }</pre>
 *
 * <p>Invariants: two holds of one kind never share a day but the one on which they touch; a hold lasts at least one day; what was recorded later is not seen by
 * earlier knowledge.
 */
@NullMarked
package io.counterfoil.collections.hold;

import org.jspecify.annotations.NullMarked;
