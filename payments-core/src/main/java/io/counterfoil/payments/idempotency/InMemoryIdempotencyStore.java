package io.counterfoil.payments.idempotency;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Entries in a map. Thread-safe. */
final class InMemoryIdempotencyStore implements IdempotencyStore {

    private final Map<IdempotencyKey, Entry> entries = new ConcurrentHashMap<>();

    @Override
    public Optional<Entry> find(IdempotencyKey key) {
        return Optional.ofNullable(entries.get(key));
    }

    @Override
    public Entry keep(Entry entry) {
        Entry first = entries.putIfAbsent(entry.key(), entry);
        return first == null ? entry : first;
    }
}
