package io.counterfoil.collections.receivable;

import io.counterfoil.payments.idempotency.IdempotencyKey;
import io.counterfoil.payments.party.PartyId;
import java.util.Collection;
import java.util.List;

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
}
