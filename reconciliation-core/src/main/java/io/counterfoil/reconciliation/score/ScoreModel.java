package io.counterfoil.reconciliation.score;

import io.counterfoil.payments.calendar.BusinessCalendar;
import io.counterfoil.payments.document.Document;
import io.counterfoil.payments.evidence.Code;
import io.counterfoil.payments.evidence.Sha256;
import io.counterfoil.reconciliation.item.ItemBatch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Frozen evidence for and against two items being one fact (reconciliation specification REC-34, 4.8): a prior and, for each comparison, weights of its levels in
 * thousandths of a bit, with what values beyond the average weigh. It keeps fingerprints of frequent values, not the values; frequent code words it keeps as words. Made
 * by {@link ScoreTrainer}, part of a plan, hashed with it. Immutable, thread-safe.
 */
public final class ScoreModel {

    /** The score of a pair that no comparison's bounds admit. */
    public static final long NO_CANDIDATE = Long.MIN_VALUE;

    /**
     * A comparison with its trained levels.
     *
     * @param comparison what is compared
     * @param levels the strongest first
     */
    public record Trained(Comparison comparison, List<ComparisonLevel> levels) {
        public Trained {
            levels = List.copyOf(levels);
            if (levels.size() != comparisonLevels(comparison)) {
                throw new IllegalArgumentException(
                        comparison + " has " + levels.size() + " levels, expected " + comparisonLevels(comparison));
            }
        }

        private static int comparisonLevels(Comparison comparison) {
            return comparison.kind() == Comparison.Kind.BUSINESS_DAY_LAG
                    ? Integer.parseInt(comparison.bounds().get(1))
                            - Integer.parseInt(comparison.bounds().get(0))
                            + 1
                    : comparison.feature(Lexicon.EMPTY, null).levels().size();
        }
    }

    /**
     * A score taken apart.
     *
     * @param priorMillibits what speaks for a match before anything is compared; mostly negative
     * @param steps one for each comparison that both sides have a value for
     */
    public record Waterfall(long priorMillibits, List<Step> steps) {

        public Waterfall {
            steps = List.copyOf(steps);
        }

        /**
         * One comparison's part.
         *
         * @param comparison what was compared
         * @param level what came of it
         * @param weightMillibits weight of the level
         * @param termMillibits what the value adds for being rarer than the average one, or takes for being more frequent
         */
        public record Step(Comparison comparison, String level, long weightMillibits, long termMillibits) {}

        /** Prior and all steps. */
        public long totalMillibits() {
            long total = priorMillibits;
            for (Step step : steps) {
                total += step.weightMillibits() + step.termMillibits();
            }
            return total;
        }

        /** One line a step, in bits. */
        public List<String> lines() {
            List<String> lines = new ArrayList<>(List.of(bits(priorMillibits) + " prior"));
            for (Step step : steps) {
                String term = step.termMillibits() == 0 ? "" : " and " + bits(step.termMillibits()) + " for its rarity";
                lines.add(bits(step.weightMillibits()) + term + " "
                        + step.comparison().kind() + ": " + step.level());
            }
            lines.add(bits(totalMillibits()) + " in all");
            return lines;
        }

        private static String bits(long millibits) {
            return java.math.BigDecimal.valueOf(millibits, 3).toPlainString();
        }
    }

    /** What can be wrong with a model or with what it is to be learned from. */
    public enum ModelCode implements Code {
        /** The text is no JSON object. */
        NO_JSON,
        /** A field is absent or of another kind. */
        MISSING_FIELD,
        /** A field that nothing knows. */
        UNKNOWN_FIELD,
        /** A value that models do not take. */
        BAD_VALUE,
        /** The content is not what was frozen. */
        HASH_DIFFERS,
        /** No comparison looks at amounts, so nothing says which pairs are looked at. */
        NO_AMOUNTS,
        /** Business days are compared and there is no calendar. */
        NO_CALENDAR,
        /** No pair of items is inside the bounds. */
        NO_PAIRS,
        /** More pairs are inside the bounds than can be held. */
        TOO_MANY_PAIRS;

        @Override
        public String id() {
            return "SCORE." + name();
        }
    }

    /** A model that cannot be read, or cannot be learned. */
    public static final class ModelException extends IllegalArgumentException {

        private static final long serialVersionUID = 1;

        private final ModelCode code;
        private final String place;

        ModelException(ModelCode code, String place, String message, @Nullable Exception cause) {
            super(place.isEmpty() ? message : place + ": " + message, cause);
            this.code = code;
            this.place = place;
        }

        /** What is wrong. */
        public ModelCode code() {
            return code;
        }

        /** Where in the text, as a path such as {@code comparisons[1].kind}; empty for the model as a whole and in training. */
        public String place() {
            return place;
        }
    }

    private final String name;
    private final long priorMillibits;
    private final List<Trained> comparisons;
    private final Lexicon lexicon;
    private final Frequencies frequencies;

    ScoreModel(String name, long priorMillibits, List<Trained> comparisons, Lexicon lexicon, Frequencies frequencies) {
        this.name = Objects.requireNonNull(name, "name");
        this.priorMillibits = priorMillibits;
        this.comparisons = List.copyOf(comparisons);
        this.lexicon = lexicon;
        this.frequencies = frequencies;
    }

    /** The name. */
    public String name() {
        return name;
    }

    /** What speaks for any candidate before it is compared, against both staying alone. */
    public long priorMillibits() {
        return priorMillibits;
    }

    /** The comparisons with their weights. */
    public List<Trained> comparisons() {
        return comparisons;
    }

    /** The code words it learned, in capitals. */
    public List<String> codeWords() {
        return List.copyOf(lexicon.words());
    }

    /** The lengths at which it saw texts cut. */
    public List<Integer> cutWidths() {
        return List.copyOf(lexicon.widths());
    }

    /** How many frequent values it knows the frequency of. */
    public int knownValues() {
        return frequencies.size();
    }

    /** Whether it counts business days, and so needs a calendar. */
    public boolean needsCalendar() {
        return comparisons.stream().anyMatch(c -> c.comparison().kind() == Comparison.Kind.BUSINESS_DAY_LAG);
    }

    /** Digest of everything that weighs: equal models have equal hashes. */
    public Sha256 hash() {
        List<Object> fields = new ArrayList<>(List.of("score-model", name, priorMillibits));
        for (Trained trained : comparisons) {
            fields.add(trained.comparison());
            for (ComparisonLevel level : trained.levels()) {
                fields.add(Sha256.ofFields(
                        level.name(),
                        level.weightMillibits(),
                        level.matchShare(),
                        level.chanceShare(),
                        level.termMillibits()));
            }
        }
        fields.add(List.copyOf(lexicon.widths()));
        fields.add(List.copyOf(lexicon.words()));
        fields.add(List.copyOf(lexicon.exclusive()));
        fields.add(frequencies.rarest());
        for (int i = 0; i < frequencies.size(); i++) {
            fields.add(frequencies.fingerprint(i));
            fields.add(frequencies.millibits(i));
        }
        return Sha256.ofFields(fields.toArray());
    }

    /** Everything that weighs as JSON with the hash, the same text for the same model. Needs jackson-databind, which is an optional dependency. */
    public String toJson() {
        return ModelText.of(this);
    }

    /**
     * The model of which {@link #toJson} made the text. Needs jackson-databind, which is an optional dependency.
     *
     * @throws ModelException where the text is no model, or its content is not what the hash froze
     */
    public static ScoreModel parse(String json) {
        return ModelText.parse(json);
    }

    /** The model for people: its prior, and each level with its weight in bits and how often matches (m) and other pairs (u) reach it. */
    public Document document() {
        return ModelPage.of(this);
    }

    Lexicon lexicon() {
        return lexicon;
    }

    Frequencies frequencies() {
        return frequencies;
    }

    /** The score of one pair of rows, taken apart; empty of steps where bounds exclude the pair. Thread-safe. */
    public Waterfall waterfall(
            ItemBatch left, int leftRow, ItemBatch right, int rightRow, @Nullable BusinessCalendar calendar) {
        List<Waterfall.Step> steps = new ArrayList<>();
        for (Trained trained : comparisons) {
            Feature feature = trained.comparison().feature(lexicon, calendar);
            Object x = feature.prepare(left, leftRow);
            Object y = feature.prepare(right, rightRow);
            int level = x == null || y == null ? Feature.MISSING : feature.level(x, y);
            if (level == Feature.OUTSIDE) {
                return new Waterfall(priorMillibits, List.of());
            }
            if (x != null && y != null && level >= 0) {
                ComparisonLevel reached = trained.levels().get(level);
                long fingerprint = reached.termMillibits() == 0 ? 0 : feature.term(x, y, level);
                steps.add(new Waterfall.Step(
                        trained.comparison(),
                        reached.name(),
                        reached.weightMillibits(),
                        fingerprint == 0 ? 0 : frequencies.of(fingerprint) - reached.termMillibits()));
            }
        }
        return new Waterfall(priorMillibits, steps);
    }

    /** Prepares both sides for scoring. */
    public Scorer scorer(ItemBatch left, ItemBatch right, @Nullable BusinessCalendar calendar) {
        return new Scorer(this, left, right, calendar);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ScoreModel that && hash().equals(that.hash());
    }

    @Override
    public int hashCode() {
        return hash().hashCode();
    }

    /** Reads as the name and the hash. */
    @Override
    public String toString() {
        return name + " " + hash().shortHex();
    }

    /** Scores pairs of rows of two batches; values of rows are prepared once, when they are first needed. Not thread-safe. */
    public static final class Scorer {

        private static final int LEVEL_BITS = 6;

        private final ScoreModel model;
        private final Feature[] features;
        private final PreparedRows lefts;
        private final PreparedRows rights;
        private final int[] leftPlaces;
        private final int[] rightPlaces;
        private final long[][] weights;
        private final long[][] terms;
        private final long[][] most;
        private final long[] reachFrom;

        private Scorer(ScoreModel model, ItemBatch left, ItemBatch right, @Nullable BusinessCalendar calendar) {
            this.model = model;
            int count = model.comparisons.size();
            this.features = new Feature[count];
            this.weights = new long[count][];
            this.terms = new long[count][];
            this.most = new long[count][];
            for (int i = 0; i < count; i++) {
                Trained trained = model.comparisons.get(i);
                features[i] = trained.comparison().feature(model.lexicon, calendar);
                weights[i] = trained.levels().stream()
                        .mapToLong(ComparisonLevel::weightMillibits)
                        .toArray();
                terms[i] = trained.levels().stream()
                        .mapToLong(ComparisonLevel::termMillibits)
                        .toArray();
                most[i] = Arrays.stream(terms[i])
                        .map(average -> average == 0 ? 0 : Math.max(0, model.frequencies.rarest() - average))
                        .toArray();
            }
            this.lefts = new PreparedRows(left, features);
            this.rights = new PreparedRows(right, features);
            this.leftPlaces = lefts.places();
            this.rightPlaces = rights.places();
            this.reachFrom = new long[count + 1];
            for (int i = count - 1; i >= 0; i--) {
                long best = 0;
                for (int level = 0; level < weights[i].length; level++) {
                    best = Math.max(best, weights[i][level] + most[i][level]);
                }
                reachFrom[i] = reachFrom[i + 1] + best;
            }
        }

        /** Thousandths of a bit for the two rows being one fact, prior included; {@link #NO_CANDIDATE} where bounds exclude it. */
        public long score(int leftRow, int rightRow) {
            return score(leftRow, rightRow, Long.MIN_VALUE + 1);
        }

        /** The score, where it is above the floor; otherwise that it is not: {@link #NO_CANDIDATE}. */
        public long score(int leftRow, int rightRow, long floor) {
            int l = leftPlaces[leftRow];
            int r = rightPlaces[rightRow];
            lefts.need(l);
            rights.need(r);
            long total = model.priorMillibits;
            long reach = 0;
            long packed = 0;
            for (int i = 0; i < features.length; i++) {
                int level = PreparedRows.level(lefts, l, rights, r, i);
                if (level == Feature.OUTSIDE) {
                    return NO_CANDIDATE;
                }
                packed = packed << LEVEL_BITS | level + 1;
                total += level < 0 ? 0 : weights[i][level];
                reach += level < 0 ? 0 : most[i][level];
                if (total + reach + reachFrom[i + 1] <= floor) {
                    return NO_CANDIDATE;
                }
            }
            for (int i = features.length - 1; i >= 0; i--) {
                int level = (int) (packed & ((1 << LEVEL_BITS) - 1)) - 1;
                packed >>>= LEVEL_BITS;
                Object x = lefts.value(l, i);
                Object y = rights.value(r, i);
                total += level < 0 || x == null || y == null ? 0 : term(i, x, y, level);
            }
            return total > floor ? total : NO_CANDIDATE;
        }

        private long term(int feature, Object x, Object y, int level) {
            long average = terms[feature][level];
            if (average == 0) {
                return 0;
            }
            long fingerprint = features[feature].term(x, y, level);
            return fingerprint == 0 ? 0 : model.frequencies.of(fingerprint) - average;
        }
    }
}
