package io.counterfoil.stripe.fact;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Facts in a map. Thread-safe. */
final class InMemoryFactStore implements FactStore {

    private final Map<ObjectKey, Versioned> facts = new ConcurrentHashMap<>();

    @Override
    public Optional<Versioned> load(ObjectKey key) {
        return Optional.ofNullable(facts.get(key));
    }

    @Override
    public boolean replace(ObjectKey key, @Nullable Versioned expected, Versioned next) {
        Objects.requireNonNull(next, "next");
        return expected == null ? facts.putIfAbsent(key, next) == null : facts.replace(key, expected, next);
    }
}
