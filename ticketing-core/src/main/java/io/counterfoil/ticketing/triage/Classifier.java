package io.counterfoil.ticketing.triage;

import io.counterfoil.payments.redaction.PanRedactor;
import java.util.Comparator;
import java.util.List;

/**
 * Port: says how likely it is that an item belongs to each of the routes it knows (ticketing specification 4.4). An implementation must be pure: the same item,
 * the same scores. Thread-safe.
 */
public interface Classifier {

    /** The routes with their probabilities. */
    Scores score(IncomingItem item);

    /** Knows no route: everything that rules do not decide goes to a person. */
    static Classifier none() {
        return item -> new Scores(List.of());
    }

    /**
     * Multinomial naive Bayes over the words of subject and body, add-one smoothed; its probabilities are calibrated on the held-back examples by one
     * temperature, so that of the items it gives 90 % about 90 % belong there. Without held-back examples it is not calibrated.
     */
    static Classifier naiveBayes(List<Example> examples, List<Example> heldBack) {
        return NaiveBayes.learn(examples, heldBack);
    }

    /**
     * Words, and where a person said they belong.
     *
     * @param text subject and body; card numbers are taken out
     * @param route where to
     */
    record Example(String text, Route route) {
        public Example {
            text = PanRedactor.redact(text);
        }
    }

    /**
     * Probabilities of routes, the likeliest first, equal ones in the order of the routes.
     *
     * @param all each between 0 and 1, together at most 1
     */
    record Scores(List<Score> all) {

        /** By probability, then by route. */
        private static final Comparator<Score> ORDER =
                Comparator.comparingDouble(Score::probability).reversed().thenComparing(Score::route);

        private static final double TOLERANCE = 1e-6;

        public Scores {
            all = all.stream().sorted(ORDER).toList();
            double sum = 0;
            for (Score score : all) {
                sum += score.probability();
            }
            if (!(sum <= 1 + TOLERANCE)) {
                throw new IllegalArgumentException("probabilities add up to " + sum + ", expected at most 1");
            }
        }

        /** The probability of the likeliest; 0 where there is none. */
        public double top() {
            return all.isEmpty() ? 0 : all.get(0).probability();
        }

        /** How far the likeliest is ahead of the next. */
        public double lead() {
            return all.size() < 2 ? top() : top() - all.get(1).probability();
        }
    }

    /**
     * One route's probability.
     *
     * @param route where to
     * @param probability between 0 and 1
     */
    record Score(Route route, double probability) {
        public Score {
            if (!(probability >= 0 && probability <= 1)) {
                throw new IllegalArgumentException(
                        "probability of " + route + " is " + probability + ", expected between 0 and 1");
            }
        }
    }

    /**
     * How good triage by a classifier is, on examples it has not seen.
     *
     * @param n how many examples
     * @param routed how many were not left to a person
     * @param right how many of those went where they belong
     * @param calibrationError expected calibration error: how far probability and hit rate are apart, in ten bins of probability, weighted by size
     */
    record Quality(long n, long routed, long right, double calibrationError) {

        /** Share of the routed items that went where they belong; 0 where none was routed. */
        public double accuracy() {
            return routed == 0 ? 0 : (double) right / routed;
        }

        /** Share of the items left to a person. */
        public double abstained() {
            return n == 0 ? 0 : (double) (n - routed) / n;
        }
    }
}
