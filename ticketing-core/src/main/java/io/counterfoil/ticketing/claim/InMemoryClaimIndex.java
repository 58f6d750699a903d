package io.counterfoil.ticketing.claim;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Entries by their keys. */
final class InMemoryClaimIndex implements ClaimIndex {

    private final List<String> order = new ArrayList<>();
    private final Map<String, Integer> numbers = new HashMap<>();
    private final Map<Integer, Entry> entries = new LinkedHashMap<>();
    private final Map<String, SortedSet<Integer>> byKey = new HashMap<>();

    @Override
    public synchronized void put(Entry entry) {
        Integer number = numbers.get(entry.claim());
        if (number == null) {
            number = order.size();
            order.add(entry.claim());
            numbers.put(entry.claim(), number);
        }
        Entry before = entries.put(number, entry);
        if (before != null) {
            for (String key : before.keys()) {
                Objects.requireNonNull(byKey.get(key)).remove(number);
            }
        }
        for (String key : entry.keys()) {
            byKey.computeIfAbsent(key, first -> new TreeSet<>()).add(number);
        }
    }

    @Override
    public synchronized Stream<Entry> sharing(Entry claim) {
        SortedSet<Integer> found = new TreeSet<>();
        for (String key : claim.keys()) {
            Collection<Integer> some = byKey.get(key);
            if (some != null) {
                found.addAll(some);
            }
        }
        List<Entry> shared = new ArrayList<>();
        for (Integer number : found) {
            Entry entry = Objects.requireNonNull(entries.get(number));
            if (!entry.claim().equals(claim.claim())) {
                shared.add(entry);
            }
        }
        return shared.stream();
    }
}
