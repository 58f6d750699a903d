package io.counterfoil.collections.receivable;

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
import java.util.Set;

/** Events by party, in memory. Thread-safe: one lock. */
final class InMemoryReceivableStore implements ReceivableStore {

    private final Map<PartyId, List<ReceivableEvent>> events = new HashMap<>();
    private final Map<OpenItemId, PartyId> partyOfItem = new HashMap<>();
    private final Map<ReceivableEventId, OpenItemId> itemOfMove = new HashMap<>();
    private final Map<IdempotencyKey, Sha256> appended = new HashMap<>();

    @Override
    public synchronized Receivables load(Collection<PartyId> parties) {
        return Receivables.replay(kept(new LinkedHashSet<>(parties)).stream()).orThrow();
    }

    @Override
    public synchronized void append(List<ReceivableEvent> more, IdempotencyKey key) {
        Batch batch = Batch.of(more);
        Sha256 digest = batch.digest();
        Sha256 before = appended.get(key);
        if (before != null) {
            if (!before.equals(digest)) {
                throw new Refusal.RefusedException(Refusal.of(
                        ReceivableCode.DUPLICATE_CONFLICT,
                        "key " + key + " was used for other events, expected a key of its own"));
            }
            return;
        }
        Set<PartyId> touched = new LinkedHashSet<>(batch.issued().values());
        for (OpenItemId item : batch.earlierItems(itemOfMove)) {
            PartyId party = partyOfItem.get(item);
            if (party != null) {
                touched.add(party);
            }
        }
        batch.placed(kept(touched), itemOfMove)
                .forEach((party, some) ->
                        events.computeIfAbsent(party, one -> new ArrayList<>()).addAll(some));
        partyOfItem.putAll(batch.issued());
        itemOfMove.putAll(batch.moves());
        appended.put(key, digest);
    }

    private List<ReceivableEvent> kept(Set<PartyId> parties) {
        return parties.stream()
                .flatMap(party -> events.getOrDefault(party, List.of()).stream())
                .toList();
    }
}
