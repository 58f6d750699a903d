package io.counterfoil.payments.alert;

import io.counterfoil.payments.evidence.Diagnostic;
import io.counterfoil.payments.evidence.Evidence;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Alerts by key: the same fact raised again stays one alert, a later fact adds its evidence (payments specification PAY-43).
 *
 * <p>Of two alerts with one key the earlier instant, the first amount and the graver severity stay; facts that were there already are not repeated. Equal when
 * the alerts are equal, in the same order. Immutable, thread-safe.
 */
public final class AlertLog {

    private static final AlertLog EMPTY = new AlertLog(Map.of());

    private final Map<Alert.Key, Alert> alerts;

    private AlertLog(Map<Alert.Key, Alert> alerts) {
        this.alerts = alerts;
    }

    /** No alerts yet. */
    public static AlertLog empty() {
        return EMPTY;
    }

    /** This log with one alert more, or with more evidence for one it has. */
    public AlertLog plus(Alert alert) {
        return plus(List.of(alert));
    }

    /** This log with the alerts, in their order. */
    public AlertLog plus(Iterable<? extends Alert> more) {
        Map<Alert.Key, Alert> next = new LinkedHashMap<>(alerts);
        for (Alert alert : more) {
            next.merge(alert.key(), alert, AlertLog::joined);
        }
        return new AlertLog(Collections.unmodifiableMap(next));
    }

    /** Every alert once, in the order in which their keys were first raised. */
    public List<Alert> alerts() {
        return List.copyOf(alerts.values());
    }

    /** The alert with the key. */
    public Optional<Alert> find(Alert.Key key) {
        return Optional.ofNullable(alerts.get(key));
    }

    private static Alert joined(Alert known, Alert again) {
        List<Evidence.Fact> facts = new ArrayList<>(known.evidence().facts());
        again.evidence().facts().stream().filter(fact -> !facts.contains(fact)).forEach(facts::add);
        Diagnostic.Severity graver =
                known.severity().compareTo(again.severity()) >= 0 ? known.severity() : again.severity();
        return Alert.builder()
                .from(known)
                .evidence(Evidence.of(facts))
                .severity(graver)
                .amount(known.amount().or(again::amount))
                .raisedAt(known.raisedAt().isBefore(again.raisedAt()) ? known.raisedAt() : again.raisedAt())
                .build();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof AlertLog log && alerts().equals(log.alerts());
    }

    @Override
    public int hashCode() {
        return alerts().hashCode();
    }

    @Override
    public String toString() {
        return alerts.keySet().toString();
    }
}
