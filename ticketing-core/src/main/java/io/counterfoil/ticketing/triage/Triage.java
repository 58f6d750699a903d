package io.counterfoil.ticketing.triage;

import io.counterfoil.payments.alert.Alert;
import io.counterfoil.payments.evidence.Evidence;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Ordered rules for alerts (ticketing specification 4.4). The first rank with a rule that matches decides; two rules of that rank with different routes
 * are an abstention. The priority of an abstention follows the alert's severity. Immutable, thread-safe.
 */
public final class Triage {

    private final String manualQueue;
    private final SortedMap<Integer, List<TriageRule>> ranks;

    private Triage(Builder builder) {
        manualQueue = builder.manualQueue;
        ranks = new TreeMap<>();
        builder.ranks.forEach((rank, rules) -> ranks.put(rank, List.copyOf(rules)));
    }

    /** Rules to be added; what they do not decide goes to the manual queue. */
    public static Builder builder(String manualQueue) {
        return new Builder(manualQueue);
    }

    /** Where the alert's ticket goes. */
    public TriageResult assess(Alert alert) {
        for (List<TriageRule> rules : ranks.values()) {
            List<TriageRule> matching =
                    rules.stream().filter(rule -> rule.matches(alert)).toList();
            if (!matching.isEmpty()) {
                return decide(alert, matching);
            }
        }
        return new TriageResult.Abstained(
                manual(alert),
                List.of(),
                Evidence.of(
                        TriageCode.NO_RULE,
                        "no rule speaks of " + alert.kind() + " on a "
                                + alert.subject().type()));
    }

    private TriageResult decide(Alert alert, List<TriageRule> matching) {
        List<Route> routes =
                matching.stream().map(TriageRule::route).distinct().sorted().toList();
        String names = matching.stream().map(TriageRule::name).sorted().collect(Collectors.joining("', '", "'", "'"));
        if (routes.size() == 1) {
            return new TriageResult.Routed(
                    routes.get(0),
                    Evidence.of(TriageCode.RULE_DECIDED, "rule " + names + " routes to " + routes.get(0)));
        }
        return new TriageResult.Abstained(
                manual(alert),
                routes,
                Evidence.of(TriageCode.RULES_DISAGREE, "rules " + names + " of the same rank lead to " + routes));
    }

    private Route manual(Alert alert) {
        Priority priority = switch (alert.severity()) {
            case CRITICAL -> Priority.URGENT;
            case HIGH -> Priority.HIGH;
            case MEDIUM -> Priority.NORMAL;
            case LOW, NONE -> Priority.LOW;
        };
        return Route.of(manualQueue, "UNSORTED", priority);
    }

    /** Collects rules. Not thread-safe. */
    public static final class Builder {

        private final String manualQueue;
        private final SortedMap<Integer, List<TriageRule>> ranks = new TreeMap<>();
        private final Set<String> names = new HashSet<>();
        private int nextRank = 1_000_000;

        private Builder(String manualQueue) {
            if (manualQueue.isBlank()) {
                throw new IllegalArgumentException(
                        "manual queue is blank, expected the queue of what triage does not decide");
            }
            this.manualQueue = manualQueue;
        }

        /** A rule that comes after all rules added before. */
        public Builder rule(TriageRule rule) {
            return rule(nextRank++, rule);
        }

        /** A rule of a rank, lowest first; rules of the same rank must agree to decide. */
        public Builder rule(int rank, TriageRule rule) {
            if (!names.add(rule.name())) {
                throw new IllegalArgumentException(
                        "triage rule '" + rule.name() + "' is given twice, expected unique names");
            }
            ranks.computeIfAbsent(rank, key -> new ArrayList<>()).add(rule);
            return this;
        }

        /** The triage. */
        public Triage build() {
            return new Triage(this);
        }
    }
}
