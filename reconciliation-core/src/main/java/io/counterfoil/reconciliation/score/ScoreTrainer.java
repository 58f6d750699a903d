package io.counterfoil.reconciliation.score;

import io.counterfoil.payments.calendar.BusinessCalendar;
import io.counterfoil.reconciliation.item.ItemBatch;
import io.counterfoil.reconciliation.score.internal.ExpectationMaximisation;
import io.counterfoil.reconciliation.score.internal.MatchingPosterior;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Learns a {@link ScoreModel} from two sides without labels (reconciliation specification 4.8): code words, cut widths and frequencies from the values;
 * what matches and other pairs look like by expectation and maximisation over all pairs that the bounds admit, then once more over one-to-one matchings. The
 * order of rows does not count. Immutable.
 */
public final class ScoreTrainer {

    private static final int ROUNDS = 300;
    private static final double CHANGE = 1e-9;
    private static final int MATCHING_ROUNDS = 6;

    /** Pairs below this weight, in thousandths of a bit and the prior aside, are nobody's match. */
    static final long LEAST = 1;

    /** Pairs this far behind the best of both their ends decide nothing. */
    static final long BEHIND = 15_000;

    private final String name;
    private final List<Comparison> comparisons;
    private final @Nullable BusinessCalendar calendar;

    private ScoreTrainer(String name, List<Comparison> comparisons, @Nullable BusinessCalendar calendar) {
        this.name = Objects.requireNonNull(name, "name");
        this.comparisons = List.copyOf(comparisons);
        this.calendar = calendar;
        if (comparisons.stream().noneMatch(c -> c.kind() == Comparison.Kind.AMOUNT_RATIO)) {
            throw new ScoreModel.ModelException(
                    ScoreModel.ModelCode.NO_AMOUNTS,
                    "",
                    "comparisons " + comparisons
                            + " have no AMOUNT_RATIO, expected one: its last bound says which pairs are looked at",
                    null);
        }
    }

    /** A trainer of a model with the name on these comparisons, one of which compares amounts. */
    public static ScoreTrainer of(String name, List<Comparison> comparisons) {
        return new ScoreTrainer(name, comparisons, null);
    }

    /** The same with a calendar, for lags in business days. */
    public ScoreTrainer calendar(BusinessCalendar businessCalendar) {
        return new ScoreTrainer(name, comparisons, Objects.requireNonNull(businessCalendar, "calendar"));
    }

    /**
     * What was learned and from what.
     *
     * @param model frozen
     * @param pairs that the bounds admitted
     * @param rounds of expectation and maximisation
     * @param expectedMatches how many matches it expects among the pairs
     */
    public record Training(ScoreModel model, long pairs, int rounds, double expectedMatches) {}

    /**
     * Learns.
     *
     * @throws ScoreModel.ModelException where no pair is inside the bounds, or too many are, or business days are compared without a calendar
     */
    public Training train(ItemBatch left, ItemBatch right) {
        if (calendar == null && comparisons.stream().anyMatch(c -> c.kind() == Comparison.Kind.BUSINESS_DAY_LAG)) {
            throw new ScoreModel.ModelException(
                    ScoreModel.ModelCode.NO_CALENDAR,
                    "",
                    "model '" + name + "' compares business days and has no calendar, expected one by calendar(…)",
                    null);
        }
        TermCounts counts = TermCounts.of(left, right, comparisons);
        List<Feature> features = comparisons.stream()
                .map(c -> c.feature(counts.lexicon(), calendar))
                .toList();
        CandidatePairs pairs = new CandidatePairs(left, right, features, counts.frequencies());
        if (pairs.size() == 0) {
            throw new ScoreModel.ModelException(
                    ScoreModel.ModelCode.NO_PAIRS,
                    "",
                    "no pair of " + left.size() + " left and " + right.size()
                            + " right items is inside the bounds, expected some to learn from"
                            + "\nMaybe the sides have opposite signs, or the days lie the other way round",
                    null);
        }
        return new Estimate(pairs, features, counts).run();
    }

    /** One training. Not thread-safe. */
    private final class Estimate {

        private final CandidatePairs pairs;
        private final List<Feature> features;
        private final TermCounts counts;
        private final Patterns patterns;
        private final int lefts;
        private final int rights;
        private double logOdds;

        private Estimate(CandidatePairs pairs, List<Feature> features, TermCounts counts) {
            this.pairs = pairs;
            this.features = features;
            this.counts = counts;
            this.lefts = pairs.lefts();
            this.rights = pairs.rights();
            this.patterns = pairs.patterns();
        }

        private Training run() {
            double start = Math.min(0.5, 0.5 * Math.min(lefts, rights) / pairs.size());
            int[] levelCounts =
                    features.stream().mapToInt(f -> f.levels().size()).toArray();
            ExpectationMaximisation em = new ExpectationMaximisation(
                    levelCounts, patterns.levels(), patterns.counts(), patterns.oddsFactors(), start);
            int rounds = em.run(ROUNDS, CHANGE);
            double matches = em.lambda() * pairs.size();
            for (int round = 0; round < MATCHING_ROUNDS; round++) {
                matches = match(em, Math.min(matches, Math.min(lefts, rights) - 0.25));
            }
            logOdds = logOdds(matches);
            return new Training(model(em), pairs.size(), rounds, matches);
        }

        /** Odds of a pair against both staying alone, before anything is compared. */
        private double logOdds(double matches) {
            double aloneLeft = Math.max(0.25, lefts - matches) / lefts;
            double aloneRight = Math.max(0.25, rights - matches) / rights;
            return 1000 * StrictMath.log(matches / (pairs.size() * aloneLeft * aloneRight)) / StrictMath.log(2);
        }

        /** One round over matchings: posteriors by the present weights, then new shares from them; answers how many matches are expected. */
        private double match(ExpectationMaximisation em, double expected) {
            long[] weight = patterns.weights(em);
            CandidatePairs.Kept kept = pairs.worthKeeping(weight, LEAST, BEHIND);
            double matches = expected;
            MatchingPosterior posterior = null;
            for (int i = 0; i < 3; i++) {
                long prior = StrictMath.round(logOdds(Math.min(matches, Math.min(lefts, rights) - 0.25)));
                long[] odds = Arrays.stream(kept.weight).map(w -> w + prior).toArray();
                posterior = MatchingPosterior.of(lefts, rights, kept.left, kept.right, odds);
                matches = 0;
                for (int e = 0; e < odds.length; e++) {
                    matches += posterior.of(e);
                }
            }
            double[] share = new double[patterns.counts().length];
            for (int e = 0; e < kept.left.length; e++) {
                share[kept.pattern[e]] += Objects.requireNonNull(posterior).of(e);
            }
            for (int p = 0; p < share.length; p++) {
                share[p] = Math.min(1, share[p] / patterns.counts()[p]);
            }
            em.adopt(share);
            return matches;
        }

        private ScoreModel model(ExpectationMaximisation em) {
            List<ScoreModel.Trained> trained = new ArrayList<>();
            for (int f = 0; f < features.size(); f++) {
                List<String> names = features.get(f).levels();
                List<ComparisonLevel> levels = new ArrayList<>();
                for (int level = 0; level < names.size(); level++) {
                    levels.add(new ComparisonLevel(
                            names.get(level),
                            Patterns.weight(em, f, level),
                            billionths(em.m(f, level)),
                            billionths(em.u(f, level)),
                            patterns.averageTerm(f, level)));
                }
                trained.add(new ScoreModel.Trained(comparisons.get(f), levels));
            }
            return new ScoreModel(name, StrictMath.round(logOdds), trained, counts.lexicon(), counts.frequencies());
        }

        private static long billionths(double share) {
            return StrictMath.round(share * 1e9);
        }
    }
}
