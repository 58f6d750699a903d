package io.counterfoil.payments.idempotency;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Bytes in a map. Thread-safe. */
final class InMemoryVersionedBytes implements VersionedBytes {

    private final Map<String, Versioned> values = new ConcurrentHashMap<>();

    @Override
    public Optional<Versioned> load(String key) {
        return Optional.ofNullable(values.get(key));
    }

    @Override
    public boolean compareAndSet(String key, long expectedVersion, byte[] bytes) {
        if (expectedVersion < NONE) {
            throw new IllegalArgumentException("expected version " + expectedVersion + ", expected 0 or more");
        }
        Versioned next = Versioned.of(expectedVersion + 1, bytes);
        if (expectedVersion == NONE) {
            return values.putIfAbsent(key, next) == null;
        }
        Versioned now = values.get(key);
        return now != null && now.version() == expectedVersion && values.replace(key, now, next);
    }
}
