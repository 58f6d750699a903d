package io.counterfoil.ticketing.triage;

import java.text.Normalizer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Multinomial naive Bayes with a temperature: log-linear in the counts of words. Immutable, thread-safe. */
final class NaiveBayes implements Classifier {

    private static final int SEARCH_STEPS = 60;
    private static final double COLDEST = 0.05;
    private static final double HOTTEST = 20;
    private static final double GOLDEN = (Math.sqrt(5) - 1) / 2;

    private final SortedMap<Route, Counts> routes;
    private final int vocabulary;
    private final long examples;
    private final double temperature;

    /** What was seen of one route. */
    private static final class Counts {
        private final Map<String, Integer> words = new HashMap<>();
        private long total;
        private long examples;
    }

    private NaiveBayes(SortedMap<Route, Counts> routes, int vocabulary, long examples, double temperature) {
        this.routes = routes;
        this.vocabulary = vocabulary;
        this.examples = examples;
        this.temperature = temperature;
    }

    static NaiveBayes learn(List<Example> examples, List<Example> heldBack) {
        if (examples.isEmpty()) {
            throw new IllegalArgumentException("there are no examples to learn from, expected at least one");
        }
        SortedMap<Route, Counts> routes = new TreeMap<>();
        Map<String, Integer> vocabulary = new HashMap<>();
        for (Example example : examples) {
            Counts counts = routes.computeIfAbsent(example.route(), key -> new Counts());
            counts.examples++;
            for (String word : words(example.text())) {
                counts.words.merge(word, 1, Integer::sum);
                counts.total++;
                vocabulary.putIfAbsent(word, vocabulary.size());
            }
        }
        NaiveBayes plain = new NaiveBayes(routes, vocabulary.size(), examples.size(), 1);
        List<Example> known = heldBack.stream()
                .filter(example -> routes.containsKey(example.route()))
                .toList();
        return known.isEmpty()
                ? plain
                : new NaiveBayes(routes, vocabulary.size(), examples.size(), plain.coolest(known));
    }

    /** Letters and digits, two at least, in lower case and compatibility form; the order of the text. */
    static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        String plain = Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        int from = -1;
        for (int at = 0; at <= plain.length(); at++) {
            boolean inside = at < plain.length() && Character.isLetterOrDigit(plain.charAt(at));
            if (inside && from < 0) {
                from = at;
            } else if (!inside && from >= 0) {
                if (at - from >= 2) {
                    words.add(plain.substring(from, at));
                }
                from = -1;
            }
        }
        return words;
    }

    /** The temperature that makes the held-back examples likeliest: golden section over its logarithm. */
    private double coolest(List<Example> heldBack) {
        List<double[]> logs =
                heldBack.stream().map(example -> logs(example.text())).toList();
        List<Route> names = List.copyOf(routes.keySet());
        int[] right = heldBack.stream()
                .mapToInt(example -> names.indexOf(example.route()))
                .toArray();
        double low = Math.log(COLDEST);
        double high = Math.log(HOTTEST);
        for (int step = 0; step < SEARCH_STEPS; step++) {
            double left = high - GOLDEN * (high - low);
            double other = low + GOLDEN * (high - low);
            if (surprise(logs, right, Math.exp(left)) <= surprise(logs, right, Math.exp(other))) {
                high = other;
            } else {
                low = left;
            }
        }
        return Math.exp((low + high) / 2);
    }

    private static double surprise(List<double[]> logs, int[] right, double temperature) {
        double sum = 0;
        for (int at = 0; at < right.length; at++) {
            sum -= Math.log(Math.max(Double.MIN_NORMAL, softmax(logs.get(at), temperature)[right[at]]));
        }
        return sum;
    }

    private double[] logs(String text) {
        List<String> words = words(text);
        double[] logs = new double[routes.size()];
        int at = 0;
        for (Counts counts : routes.values()) {
            double log = Math.log((double) counts.examples / examples);
            for (String word : words) {
                log += Math.log((counts.words.getOrDefault(word, 0) + 1.0) / (counts.total + vocabulary + 1.0));
            }
            logs[at++] = log;
        }
        return logs;
    }

    private static double[] softmax(double[] logs, double temperature) {
        double max = Double.NEGATIVE_INFINITY;
        for (double log : logs) {
            max = Math.max(max, log);
        }
        double[] shares = new double[logs.length];
        double sum = 0;
        for (int at = 0; at < logs.length; at++) {
            shares[at] = Math.exp((logs[at] - max) / temperature);
            sum += shares[at];
        }
        for (int at = 0; at < logs.length; at++) {
            shares[at] /= sum;
        }
        return shares;
    }

    @Override
    public Scores score(IncomingItem item) {
        double[] shares = softmax(logs(item.subject() + "\n" + item.body()), temperature);
        List<Score> scores = new ArrayList<>();
        int at = 0;
        for (Route route : routes.keySet()) {
            scores.add(new Score(route, Math.min(1, shares[at++])));
        }
        return new Scores(scores);
    }

    /** An item that has nothing but the words. */
    static IncomingItem item(String text) {
        return IncomingItem.builder()
                .id("example")
                .body(text)
                .receivedAt(Instant.EPOCH)
                .build();
    }
}
