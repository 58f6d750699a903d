package io.counterfoil.ticketing.triage;

import io.counterfoil.payments.alert.Alert;
import io.counterfoil.payments.evidence.Evidence;
import io.counterfoil.payments.evidence.Rejection;
import io.counterfoil.payments.evidence.SubjectRef;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Ordered rules for alerts and incoming items, then a classifier for items (ticketing specification 4.4). The first rank with a rule that matches decides; two rules of that rank with different routes
 * are an abstention. The priority of an abstention follows the alert's severity. Immutable, thread-safe.
 */
public final class Triage {

    private static final Duration HOUR = Duration.ofHours(1);
    private static final int BINS = 10;
    private static final int CANDIDATES = 5;

    private final String manualQueue;
    private final SortedMap<Integer, List<TriageRule>> ranks;
    private final Map<String, Pattern> references;
    private final Classifier classifier;
    private final double sureFrom;
    private final double leadFrom;
    private final int perHour;

    private Triage(Builder builder) {
        manualQueue = builder.manualQueue;
        references = new LinkedHashMap<>(builder.references);
        classifier = builder.classifier;
        sureFrom = builder.sureFrom;
        leadFrom = builder.leadFrom;
        perHour = builder.perHour;
        ranks = new TreeMap<>();
        builder.ranks.forEach((rank, rules) -> ranks.put(rank, List.copyOf(rules)));
    }

    /** Rules to be added; what they do not decide goes to the manual queue. */
    public static Builder builder(String manualQueue) {
        return new Builder(manualQueue);
    }

    /** Where the alert's ticket goes. */
    public TriageResult assess(Alert alert) {
        return byRules(rule -> rule.matches(alert), Set.of(), Route.of(manualQueue, "UNSORTED", priority(alert)))
                .orElseGet(() -> new TriageResult.Abstained(
                        Route.of(manualQueue, "UNSORTED", priority(alert)),
                        List.of(),
                        Set.of(),
                        Evidence.of(
                                TriageCode.NO_RULE,
                                "no rule speaks of " + alert.kind() + " on a "
                                        + alert.subject().type())));
    }

    /** Where the item's ticket goes, of which it is not known how many others its sender sent. */
    public TriageResult assess(IncomingItem item) {
        return assess(item, List.of());
    }

    /**
     * Where the item's ticket goes: what a machine wrote is dropped, what could not be read goes to a person, then the rules, then the classifier. Ask {@code
     * ThreadMatcher} first: an item of a known thread needs no triage.
     *
     * @param earlier when other items came from the same sender; more than the limit within the hour up to this one is a loop
     */
    public TriageResult assess(IncomingItem item, Collection<Instant> earlier) {
        Optional<Evidence> guarded = guard(item, earlier);
        if (guarded.isPresent()) {
            return new TriageResult.Dropped(manual(), guarded.get());
        }
        Set<SubjectRef> found = item.references(references);
        if (!item.rejections().isEmpty()) {
            String why = item.rejections().stream().map(Rejection::sentence).collect(Collectors.joining("; "));
            return new TriageResult.Abstained(manual(), List.of(), found, Evidence.of(TriageCode.UNREADABLE, why));
        }
        return byRules(rule -> rule.matches(item, found), found, manual()).orElseGet(() -> byClassifier(item, found));
    }

    /** Why the item must not be answered by a notice: a machine wrote it, or its sender writes too often; empty where it may. */
    public Optional<Evidence> guard(IncomingItem item, Collection<Instant> earlier) {
        Optional<String> automatic = item.automatic();
        if (automatic.isPresent()) {
            return Optional.of(Evidence.of(TriageCode.AUTOMATIC, "a machine wrote it: " + automatic.get()));
        }
        Instant hourAgo = item.receivedAt().minus(HOUR);
        long others = earlier.stream()
                .filter(at -> at.isAfter(hourAgo) && !at.isAfter(item.receivedAt()))
                .count();
        return others >= perHour && !item.sender().isEmpty()
                ? Optional.of(Evidence.of(
                        TriageCode.TOO_MANY,
                        "its sender sent " + (others + 1) + " items within an hour, expected at most " + perHour))
                : Optional.empty();
    }

    /** How good the classifier and its limits are on examples it has not seen. */
    public Classifier.Quality assess(List<Classifier.Example> heldBack) {
        long routed = 0;
        long right = 0;
        double[] sums = new double[BINS];
        long[] hits = new long[BINS];
        for (Classifier.Example example : heldBack) {
            Classifier.Scores scores = classifier.score(NaiveBayes.item(example.text()));
            boolean hit = !scores.all().isEmpty() && scores.all().get(0).route().equals(example.route());
            if (isSure(scores)) {
                routed++;
                right += hit ? 1 : 0;
            }
            int bin = Math.min(BINS - 1, (int) (scores.top() * BINS));
            sums[bin] += scores.top();
            hits[bin] += hit ? 1 : 0;
        }
        double apart = 0;
        for (int bin = 0; bin < BINS; bin++) {
            apart += Math.abs(sums[bin] - hits[bin]);
        }
        return new Classifier.Quality(heldBack.size(), routed, right, heldBack.isEmpty() ? 0 : apart / heldBack.size());
    }

    private boolean isSure(Classifier.Scores scores) {
        return scores.top() >= sureFrom && scores.lead() >= leadFrom;
    }

    private TriageResult byClassifier(IncomingItem item, Set<SubjectRef> found) {
        Classifier.Scores scores = classifier.score(item);
        if (scores.all().isEmpty()) {
            return new TriageResult.Abstained(
                    manual(),
                    List.of(),
                    found,
                    Evidence.of(TriageCode.NO_RULE, "no rule speaks of it, and the classifier knows no route"));
        }
        List<Route> likely = scores.all().stream()
                .limit(CANDIDATES)
                .map(Classifier.Score::route)
                .toList();
        String words = scores.all().stream()
                .limit(CANDIDATES)
                .map(score -> String.format(Locale.ROOT, "%s %.2f", score.route(), score.probability()))
                .collect(Collectors.joining(", "));
        return isSure(scores)
                ? new TriageResult.Routed(
                        likely.get(0), Set.of(), found, Evidence.of(TriageCode.CLASSIFIED, "by its words: " + words))
                : new TriageResult.Abstained(
                        manual(), likely, found, Evidence.of(TriageCode.NOT_SURE, "not sure by its words: " + words));
    }

    private Optional<TriageResult> byRules(Predicate<TriageRule> matches, Set<SubjectRef> found, Route manual) {
        for (List<TriageRule> rules : ranks.values()) {
            List<TriageRule> matching = rules.stream().filter(matches).toList();
            if (!matching.isEmpty()) {
                return Optional.of(decide(matching, found, manual));
            }
        }
        return Optional.empty();
    }

    private static TriageResult decide(List<TriageRule> matching, Set<SubjectRef> found, Route manual) {
        List<Route> routes =
                matching.stream().map(TriageRule::route).distinct().sorted().toList();
        String names = matching.stream().map(TriageRule::name).sorted().collect(Collectors.joining("', '", "'", "'"));
        if (routes.size() == 1) {
            Set<String> skills =
                    matching.stream().flatMap(rule -> rule.skills().stream()).collect(Collectors.toSet());
            return new TriageResult.Routed(
                    routes.get(0),
                    skills,
                    found,
                    Evidence.of(TriageCode.RULE_DECIDED, "rule " + names + " routes to " + routes.get(0)));
        }
        return new TriageResult.Abstained(
                manual,
                routes,
                found,
                Evidence.of(TriageCode.RULES_DISAGREE, "rules " + names + " of the same rank lead to " + routes));
    }

    private Route manual() {
        return Route.of(manualQueue, "UNSORTED", Priority.NORMAL);
    }

    private static Priority priority(Alert alert) {
        return switch (alert.severity()) {
            case CRITICAL -> Priority.URGENT;
            case HIGH -> Priority.HIGH;
            case MEDIUM -> Priority.NORMAL;
            case LOW, NONE -> Priority.LOW;
        };
    }

    /** Collects rules. Not thread-safe. */
    public static final class Builder {

        private final String manualQueue;
        private final SortedMap<Integer, List<TriageRule>> ranks = new TreeMap<>();
        private final Set<String> names = new HashSet<>();
        private final Map<String, Pattern> references = new LinkedHashMap<>();
        private int nextRank = 1_000_000;
        private Classifier classifier = Classifier.none();
        private double sureFrom = 0.80;
        private double leadFrom = 0.20;
        private int perHour = 5;

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

        /** A reference of this type is found by the pattern, its id being the first group or the whole match. */
        public Builder reference(String type, Pattern pattern) {
            references.put(type, pattern);
            return this;
        }

        /** What decides where no rule does; unset, nothing. */
        public Builder classifier(Classifier other) {
            classifier = other;
            return this;
        }

        /** From which probability on, and with which lead over the next route, the classifier decides; default 0.80 and 0.20. */
        public Builder sure(double probability, double lead) {
            if (!(probability > 0 && probability <= 1 && lead >= 0 && lead <= 1)) {
                throw new IllegalArgumentException("sure from " + probability + " with a lead of " + lead
                        + ", expected shares, the first above 0");
            }
            sureFrom = probability;
            leadFrom = lead;
            return this;
        }

        /** How many items of one sender within an hour are not a loop; default 5. */
        public Builder perHour(int items) {
            if (items < 1) {
                throw new IllegalArgumentException("limit is " + items + " items an hour, expected at least 1");
            }
            perHour = items;
            return this;
        }

        /** The triage. */
        public Triage build() {
            return new Triage(this);
        }
    }
}
