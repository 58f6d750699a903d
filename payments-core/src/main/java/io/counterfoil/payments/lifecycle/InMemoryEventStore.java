package io.counterfoil.payments.lifecycle;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Streams in a map, every call under one lock. */
final class InMemoryEventStore<I, E> implements EventStore<I, E> {

    private final Map<I, List<E>> streams = new LinkedHashMap<>();

    @Override
    public synchronized List<E> load(I id) {
        return List.copyOf(streams.getOrDefault(id, List.of()));
    }

    @Override
    public synchronized boolean append(I id, long expectedVersion, List<E> events) {
        List<E> stream = streams.getOrDefault(id, List.of());
        if (stream.size() != expectedVersion) {
            return false;
        }
        if (!events.isEmpty()) {
            List<E> longer = new ArrayList<>(stream);
            longer.addAll(events);
            streams.put(id, longer);
        }
        return true;
    }

    @Override
    public synchronized Stream<I> ids() {
        return List.copyOf(streams.keySet()).stream();
    }
}
