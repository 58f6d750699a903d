package io.counterfoil.collections.receivable;

import io.counterfoil.payments.evidence.Sha256;
import io.counterfoil.payments.idempotency.IdempotencyKey;
import io.counterfoil.payments.party.PartyId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Port: where the events of the receivables are kept. Thread-safe. Every implementation passes {@code ReceivableStoreContract} of the testkit. */
public interface ReceivableStore {

    /** The receivables of the parties, from every event that was appended; a party without events is simply not there. */
    Receivables load(Collection<PartyId> parties);

    /**
     * Keeps events, all or none of them. Appending the same events under the same key again changes nothing.
     *
     * @throws io.counterfoil.payments.evidence.Checked.BadDataException where one of them cannot stand beside what is kept; nothing is kept then
     * @throws io.counterfoil.payments.evidence.Refusal.RefusedException where the key was used for other events
     */
    void append(List<ReceivableEvent> events, IdempotencyKey key);

    /** A store in memory, empty. */
    static ReceivableStore inMemory() {
        return new InMemoryReceivableStore();
    }

    /**
     * What a store must know of the events that it is to append: which items and moves of earlier ones they speak of, and whether they can stand beside what is
     * kept. For implementations. Immutable.
     */
    final class Batch {

        private final List<ReceivableEvent> events;
        private final Map<OpenItemId, PartyId> issued = new LinkedHashMap<>();
        private final Map<ReceivableEventId, OpenItemId> moves = new LinkedHashMap<>();

        private Batch(List<ReceivableEvent> events) {
            this.events = List.copyOf(events);
            for (ReceivableEvent event : events) {
                if (event instanceof ReceivableEvent.ItemIssued one) {
                    issued.put(one.item().id(), one.item().party());
                } else {
                    moved(event).ifPresent(item -> moves.put(ReceivableEventId.of(event.eventId()), item));
                }
            }
        }

        /** The events to append, in their order. */
        public static Batch of(List<ReceivableEvent> events) {
            return new Batch(events);
        }

        /** Digest of what they say: the same events, the same digest. */
        public Sha256 digest() {
            return Sha256.ofFields(events.stream().map(ReceivableFold::content).toArray());
        }

        /** The items that they issue, each with its party: to be kept with them. */
        public Map<OpenItemId, PartyId> issued() {
            return Collections.unmodifiableMap(issued);
        }

        /** The allocations and write-offs among them, each with the item that it moves: to be kept with them. */
        public Map<ReceivableEventId, OpenItemId> moves() {
            return Collections.unmodifiableMap(moves);
        }

        /** Earlier allocations and write-offs that they take back. */
        public Set<ReceivableEventId> earlierMoves() {
            Set<ReceivableEventId> earlier = new LinkedHashSet<>();
            for (ReceivableEvent event : events) {
                undone(event).filter(id -> !moves.containsKey(id)).ifPresent(earlier::add);
            }
            return earlier;
        }

        /**
         * Earlier items that they speak of.
         *
         * @param known of {@link #earlierMoves()}, the items that they moved
         */
        public Set<OpenItemId> earlierItems(Map<ReceivableEventId, OpenItemId> known) {
            Set<OpenItemId> earlier = new LinkedHashSet<>();
            for (ReceivableEvent event : events) {
                itemOf(event, known).filter(id -> !issued.containsKey(id)).ifPresent(earlier::add);
            }
            return earlier;
        }

        /**
         * The events that are new beside those kept, by the party whose they are, after checking that all of it stands.
         *
         * @param kept every event of the parties of {@link #issued()} and of the {@link #earlierItems}
         * @param known of {@link #earlierMoves()}, the items that they moved
         * @throws io.counterfoil.payments.evidence.Checked.BadDataException where one of them cannot stand beside what is kept
         */
        public Map<PartyId, List<ReceivableEvent>> placed(
                List<ReceivableEvent> kept, Map<ReceivableEventId, OpenItemId> known) {
            Receivables whole =
                    Receivables.replay(kept.stream()).orThrow().with(events).orThrow();
            Set<String> seen = new HashSet<>();
            kept.forEach(event -> seen.add(event.kind() + " " + event.eventId()));
            Map<PartyId, List<ReceivableEvent>> placed = new LinkedHashMap<>();
            for (ReceivableEvent event : events) {
                if (seen.add(event.kind() + " " + event.eventId())) {
                    OpenItemId item = itemOf(event, known).orElseThrow();
                    PartyId party = whole.item(item).orElseThrow().party();
                    placed.computeIfAbsent(party, one -> new ArrayList<>()).add(event);
                }
            }
            return placed;
        }

        /** The item that an allocation or a write-off moves; empty for the others. */
        private static Optional<OpenItemId> moved(ReceivableEvent event) {
            if (event instanceof ReceivableEvent.Allocated allocated) {
                return Optional.of(allocated.to());
            }
            return event instanceof ReceivableEvent.WrittenOff writtenOff
                    ? Optional.of(writtenOff.item())
                    : Optional.empty();
        }

        /** The allocation or write-off that the event takes back; empty for the others. */
        private static Optional<ReceivableEventId> undone(ReceivableEvent event) {
            if (event instanceof ReceivableEvent.Deallocated back) {
                return Optional.of(back.allocation());
            }
            return event instanceof ReceivableEvent.WriteOffReversed back
                    ? Optional.of(back.writeOff())
                    : Optional.empty();
        }

        private Optional<OpenItemId> itemOf(ReceivableEvent event, Map<ReceivableEventId, OpenItemId> known) {
            return switch (event.kind()) {
                case ITEM_ISSUED ->
                    Optional.of(((ReceivableEvent.ItemIssued) event).item().id());
                case ITEM_CANCELLED -> Optional.of(((ReceivableEvent.ItemCancelled) event).item());
                case REVERSED -> Optional.of(((ReceivableEvent.Reversed) event).item());
                case ALLOCATED, WRITTEN_OFF -> moved(event);
                case DEALLOCATED, WRITE_OFF_REVERSED ->
                    undone(event).flatMap(id -> Optional.ofNullable(moves.getOrDefault(id, known.get(id))));
            };
        }
    }
}
