package io.counterfoil.stripe.intake;

import io.counterfoil.payments.evidence.Sha256;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Events in a map. Thread-safe: guarded by itself. */
final class InMemoryStripeInbox implements StripeInbox {

    private final Map<EventKey, Instant> events = new HashMap<>();
    private final Set<Sha256> changes = new HashSet<>();
    private final Map<Sha256, Quarantined> quarantined = new LinkedHashMap<>();

    @Override
    public synchronized Recorded ask(EventKey event, Sha256 change) {
        if (events.containsKey(Objects.requireNonNull(event, "event"))) {
            return Recorded.SAME_EVENT;
        }
        return changes.contains(Objects.requireNonNull(change, "change")) ? Recorded.SAME_CHANGE : Recorded.FIRST;
    }

    @Override
    public synchronized Recorded record(EventKey event, Sha256 change, Instant at) {
        Objects.requireNonNull(at, "at");
        Recorded known = ask(event, change);
        events.putIfAbsent(event, at);
        changes.add(change);
        return known;
    }

    @Override
    public synchronized void quarantine(Quarantined body) {
        quarantined.putIfAbsent(body.digest(), body);
    }

    @Override
    public synchronized List<Quarantined> quarantined() {
        return List.copyOf(quarantined.values());
    }
}
