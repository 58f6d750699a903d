package io.counterfoil.reconciliation.score;

import io.counterfoil.payments.calendar.BusinessCalendar;
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
        private final ItemBatch left;
        private final ItemBatch right;
        private final Feature[] features;
        private final @Nullable Object[][] lefts;
        private final @Nullable Object[][] rights;
        private final long[][] weights;
        private final long[][] terms;
        private final long[][] most;

        private Scorer(ScoreModel model, ItemBatch left, ItemBatch right, @Nullable BusinessCalendar calendar) {
            this.model = model;
            this.left = left;
            this.right = right;
            int count = model.comparisons.size();
            this.features = new Feature[count];
            this.lefts = new Object[left.size()][];
            this.rights = new Object[right.size()][];
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
        }

        private @Nullable Object[] prepared(@Nullable Object[][] known, ItemBatch batch, int row) {
            @Nullable Object[] values = known[row];
            if (values == null) {
                values = new Object[features.length];
                for (int i = 0; i < values.length; i++) {
                    values[i] = features[i].prepare(batch, row);
                }
                known[row] = values;
            }
            return values;
        }

        /** Thousandths of a bit for the two rows being one fact, prior included; {@link #NO_CANDIDATE} where bounds exclude it. */
        public long score(int leftRow, int rightRow) {
            return score(leftRow, rightRow, Long.MIN_VALUE + 1);
        }

        /** The score, where it is above the floor; otherwise that it is not: {@link #NO_CANDIDATE}. */
        public long score(int leftRow, int rightRow, long floor) {
            @Nullable Object[] a = prepared(lefts, left, leftRow);
            @Nullable Object[] b = prepared(rights, right, rightRow);
            long total = model.priorMillibits;
            long reach = 0;
            long packed = 0;
            for (int i = 0; i < features.length; i++) {
                Object x = a[i];
                Object y = b[i];
                int level = x == null || y == null ? Feature.MISSING : features[i].level(x, y);
                if (level == Feature.OUTSIDE) {
                    return NO_CANDIDATE;
                }
                packed = packed << LEVEL_BITS | level + 1;
                total += level < 0 ? 0 : weights[i][level];
                reach += level < 0 ? 0 : most[i][level];
            }
            if (total + reach <= floor) {
                return NO_CANDIDATE;
            }
            for (int i = features.length - 1; i >= 0; i--) {
                int level = (int) (packed & ((1 << LEVEL_BITS) - 1)) - 1;
                packed >>>= LEVEL_BITS;
                Object x = a[i];
                Object y = b[i];
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
