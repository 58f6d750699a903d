package io.counterfoil.collections.receivable;

import io.counterfoil.payments.evidence.Checked;
import io.counterfoil.payments.evidence.Refusal;
import io.counterfoil.payments.evidence.Sha256;
import io.counterfoil.payments.idempotency.IdempotencyKey;
import io.counterfoil.payments.party.PartyId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Events by party, in memory. Thread-safe: one lock. */
final class InMemoryReceivableStore implements ReceivableStore {

    private final Map<PartyId, List<ReceivableEvent>> events = new HashMap<>();
    private final Map<OpenItemId, PartyId> partyOfItem = new HashMap<>();
    private final Map<ReceivableEventId, OpenItemId> itemOfEvent = new HashMap<>();
    private final Map<IdempotencyKey, Sha256> appended = new HashMap<>();

    @Override
    public synchronized Receivables load(Collection<PartyId> parties) {
        return Receivables.replay(new LinkedHashSet<>(parties)
                        .stream().flatMap(party -> events.getOrDefault(party, List.of()).stream()))
                .orThrow();
    }

    @Override
    public synchronized void append(List<ReceivableEvent> more, IdempotencyKey key) {
        Sha256 digest =
                Sha256.ofFields(more.stream().map(ReceivableFold::content).toArray());
        Sha256 before = appended.get(key);
        if (before != null) {
            if (!before.equals(digest)) {
                throw new Refusal.RefusedException(Refusal.of(
                        ReceivableCode.DUPLICATE_CONFLICT,
                        "key " + key + " was used for other events, expected a key of its own"));
            }
            return;
        }
        Map<PartyId, List<ReceivableEvent>> changed = changedParties(more);
        changed.forEach((party, all) -> events.put(party, all));
        more.forEach(this::remember);
        appended.put(key, digest);
    }

    /** What every party of the new events would have, after checking that all of it stands. */
    private Map<PartyId, List<ReceivableEvent>> changedParties(List<ReceivableEvent> more) {
        Map<OpenItemId, PartyId> newItems = new HashMap<>();
        Map<ReceivableEventId, OpenItemId> newEvents = new HashMap<>();
        for (ReceivableEvent event : more) {
            if (event instanceof ReceivableEvent.ItemIssued issued) {
                newItems.put(issued.item().id(), issued.item().party());
            } else {
                movedItem(event).ifPresent(item -> newEvents.put(ReceivableEventId.of(event.eventId()), item));
            }
        }
        Set<PartyId> touched = new LinkedHashSet<>();
        for (ReceivableEvent event : more) {
            itemOf(event, newEvents)
                    .map(item -> newItems.getOrDefault(item, partyOfItem.get(item)))
                    .ifPresent(touched::add);
        }
        List<ReceivableEvent> kept = touched.stream()
                .flatMap(party -> events.getOrDefault(party, List.of()).stream())
                .toList();
        Checked<Receivables> checked =
                Receivables.replay(kept.stream()).orThrow().with(more);
        Receivables whole = checked.orThrow();
        Map<PartyId, List<ReceivableEvent>> changed = new HashMap<>();
        whole.events().forEach(event -> {
            OpenItemId item = itemOf(event, newEvents).orElseThrow();
            PartyId party = whole.item(item).orElseThrow().party();
            changed.computeIfAbsent(party, p -> new ArrayList<>()).add(event);
        });
        return changed;
    }

    private void remember(ReceivableEvent event) {
        if (event instanceof ReceivableEvent.ItemIssued issued) {
            partyOfItem.put(issued.item().id(), issued.item().party());
        } else {
            movedItem(event).ifPresent(item -> itemOfEvent.put(ReceivableEventId.of(event.eventId()), item));
        }
    }

    /** The item that an allocation or a write-off moves; empty for the others. */
    private static Optional<OpenItemId> movedItem(ReceivableEvent event) {
        if (event instanceof ReceivableEvent.Allocated allocated) {
            return Optional.of(allocated.to());
        }
        return event instanceof ReceivableEvent.WrittenOff writtenOff
                ? Optional.of(writtenOff.item())
                : Optional.empty();
    }

    private Optional<OpenItemId> itemOf(ReceivableEvent event, Map<ReceivableEventId, OpenItemId> newEvents) {
        return switch (event.kind()) {
            case ITEM_ISSUED ->
                Optional.of(((ReceivableEvent.ItemIssued) event).item().id());
            case ITEM_CANCELLED -> Optional.of(((ReceivableEvent.ItemCancelled) event).item());
            case REVERSED -> Optional.of(((ReceivableEvent.Reversed) event).item());
            case ALLOCATED, WRITTEN_OFF -> movedItem(event);
            case DEALLOCATED -> target(((ReceivableEvent.Deallocated) event).allocation(), newEvents);
            case WRITE_OFF_REVERSED -> target(((ReceivableEvent.WriteOffReversed) event).writeOff(), newEvents);
        };
    }

    private Optional<OpenItemId> target(ReceivableEventId id, Map<ReceivableEventId, OpenItemId> newEvents) {
        return Optional.ofNullable(newEvents.getOrDefault(id, itemOfEvent.get(id)));
    }
}
