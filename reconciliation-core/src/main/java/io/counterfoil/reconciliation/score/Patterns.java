package io.counterfoil.reconciliation.score;

import io.counterfoil.reconciliation.item.internal.KeySort;
import io.counterfoil.reconciliation.score.internal.ExpectationMaximisation;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Pairs that reach the same levels, with about the same rarity of what they share, counted once. Read-only once sealed; not thread-safe before. */
final class Patterns {

    private static final int LEVEL_BITS = 6;

    /** Rarity is told apart in steps of a quarter of a bit. */
    private static final int STEP = 250;

    private static final int TERM_BITS = 10;
    private static final int MOST_INFORMATION = 1 << 15;

    private final Feature[] features;
    private final Frequencies frequencies;
    private final int[][][] informations;
    private final long[][] averageTerm;
    private long[] keys = new long[1 << 12];
    private int[] slots = new int[1 << 14];
    private int[] seen = new int[1 << 12];
    private int size;
    private int[] sealedNumber = new int[0];
    private int[][] levels = new int[0][];
    private double[] counts = new double[0];
    private long[] adjustment = new long[0];

    Patterns(List<Feature> features, Frequencies frequencies) {
        this.features = features.toArray(Feature[]::new);
        this.frequencies = frequencies;
        this.informations = new int[features.size()][][];
        this.averageTerm = new long[features.size()][];
        for (int f = 0; f < features.size(); f++) {
            int count = features.get(f).levels().size();
            if (count >= 1 << LEVEL_BITS) {
                throw new IllegalArgumentException(
                        "a comparison has " + count + " levels, expected fewer than " + (1 << LEVEL_BITS));
            }
            informations[f] = new int[count][];
            averageTerm[f] = new long[count];
        }
    }

    /** Counts the pair; answers its pattern's number for now, or -1 where the bounds exclude it. */
    int of(PreparedRows left, int leftRow, PreparedRows right, int rightRow) {
        long packed = 0;
        for (int f = 0; f < features.length; f++) {
            int level = PreparedRows.level(left, leftRow, right, rightRow, f);
            if (level == Feature.OUTSIDE) {
                return -1;
            }
            packed = packed << LEVEL_BITS | level + 1;
        }
        int information = 0;
        for (int f = 0; f < features.length; f++) {
            int level = level(packed, f);
            Object x = left.value(leftRow, f);
            Object y = right.value(rightRow, f);
            long term = level < 0 || x == null || y == null ? 0 : features[f].term(x, y, level);
            if (term != 0) {
                int bits = Math.min(MOST_INFORMATION - 1, frequencies.of(term));
                if (informations[f][level] == null) {
                    informations[f][level] = new int[MOST_INFORMATION];
                }
                informations[f][level][bits]++;
                information += bits;
            }
        }
        int quantised = Math.min((1 << TERM_BITS) - 1, (information + STEP / 2) / STEP);
        return number(packed << TERM_BITS | quantised);
    }

    private int level(long packed, int feature) {
        return (int) ((packed >>> (LEVEL_BITS * (features.length - 1 - feature))) & ((1 << LEVEL_BITS) - 1)) - 1;
    }

    private int number(long key) {
        int at = slot(key);
        while (slots[at] != 0) {
            if (keys[slots[at] - 1] == key) {
                seen[slots[at] - 1]++;
                return slots[at] - 1;
            }
            at = at + 1 & slots.length - 1;
        }
        if (size == keys.length) {
            grow();
            return number(key);
        }
        keys[size] = key;
        seen[size] = 1;
        size++;
        slots[at] = size;
        return size - 1;
    }

    private int slot(long key) {
        long mixed = key * 0x9E3779B97F4A7C15L;
        return (int) (mixed >>> 32) & slots.length - 1;
    }

    private void grow() {
        keys = Arrays.copyOf(keys, size * 2);
        seen = Arrays.copyOf(seen, size * 2);
        slots = new int[slots.length * 2];
        for (int i = 0; i < size; i++) {
            int at = slot(keys[i]);
            while (slots[at] != 0) {
                at = at + 1 & slots.length - 1;
            }
            slots[at] = i + 1;
        }
    }

    /** Puts patterns in an order of their own, and takes the average rarity of each level. */
    void seal(@Nullable Object[][] lefts, int[] pairsOfLeft) {
        averages();
        ownAverages(lefts, pairsOfLeft);
        long[] sorted = Arrays.copyOf(keys, size);
        int[] order = new int[size];
        Arrays.setAll(order, i -> i);
        KeySort.sort(sorted, order, size);
        sealedNumber = new int[size];
        levels = new int[size][features.length];
        counts = new double[size];
        adjustment = new long[size];
        for (int i = 0; i < size; i++) {
            sealedNumber[order[i]] = i;
            counts[i] = seen[order[i]];
            long packed = sorted[i] >>> TERM_BITS;
            adjustment[i] = (sorted[i] & ((1 << TERM_BITS) - 1)) * STEP;
            boolean counted = false;
            for (int f = 0; f < features.length; f++) {
                int level = level(packed, f);
                levels[i][f] = level;
                adjustment[i] -= level < 0 ? 0 : averageTerm[f][level];
                counted |= level >= 0 && averageTerm[f][level] != 0;
            }
            adjustment[i] = counted ? adjustment[i] : 0;
        }
    }

    /** Log2 of the mean of 1/share over the pairs of each level: what a value must be rarer than to add weight. */
    private void averages() {
        for (int f = 0; f < features.length; f++) {
            for (int level = 0; level < informations[f].length; level++) {
                int[] histogram = informations[f][level];
                double sum = 0;
                double count = 0;
                for (int bits = 0; histogram != null && bits < histogram.length; bits++) {
                    if (histogram[bits] > 0) {
                        sum += histogram[bits] * StrictMath.pow(2, bits / 1000.0);
                        count += histogram[bits];
                    }
                }
                averageTerm[f][level] =
                        count == 0 ? 0 : StrictMath.round(1000 * StrictMath.log(sum / count) / StrictMath.log(2));
            }
        }
    }

    /**
     * The same where a left row's own value is what would be shared: log2 of 1 over the mean share, rows weighing by how many pairs they are in. Unlike the mean over
     * pairs that reached the level it does not take true matches for chance.
     */
    private void ownAverages(@Nullable Object[][] lefts, int[] pairsOfLeft) {
        for (int f = 0; f < features.length; f++) {
            for (int level = 0; level < averageTerm[f].length; level++) {
                double shares = 0;
                double all = 0;
                boolean byPair = averageTerm[f][level] == 0;
                for (int l = 0; l < lefts.length && !byPair; l++) {
                    Object value = lefts[l][f];
                    long term = value == null ? 0 : features[f].ownTerm(value, level);
                    byPair = term == Feature.BY_PAIR;
                    shares += term == 0 || byPair
                            ? 0
                            : pairsOfLeft[l] * StrictMath.pow(2, -frequencies.of(term) / 1000.0);
                    all += pairsOfLeft[l];
                }
                if (!byPair && shares > 0) {
                    averageTerm[f][level] = StrictMath.round(1000 * StrictMath.log(all / shares) / StrictMath.log(2));
                }
            }
        }
    }

    /** The number for good of a number for now. */
    int sealed(int number) {
        return sealedNumber[number];
    }

    int[][] levels() {
        return levels;
    }

    double[] counts() {
        return counts;
    }

    double[] oddsFactors() {
        return Arrays.stream(adjustment)
                .mapToDouble(a -> StrictMath.pow(2, a / 1000.0))
                .toArray();
    }

    long averageTerm(int feature, int level) {
        return averageTerm[feature][level];
    }

    /** Weight of every pattern, prior aside. */
    long[] weights(ExpectationMaximisation em) {
        long[] weights = new long[size];
        for (int p = 0; p < weights.length; p++) {
            weights[p] = adjustment[p];
            for (int f = 0; f < features.length; f++) {
                weights[p] += levels[p][f] < 0 ? 0 : weight(em, f, levels[p][f]);
            }
        }
        return weights;
    }

    /** Log2 of m/u in thousandths of a bit, both kept away from zero. */
    static long weight(ExpectationMaximisation em, int feature, int level) {
        double m = Math.max(1e-7, em.m(feature, level));
        double u = Math.max(1e-7, em.u(feature, level));
        return StrictMath.round(1000 * StrictMath.log(m / u) / StrictMath.log(2));
    }
}
