package io.counterfoil.reconciliation.score;

import io.counterfoil.reconciliation.item.ItemBatch;
import io.counterfoil.reconciliation.item.internal.KeySort;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** All pairs that the bounds admit, each with the pattern of levels that it reaches. Rows are numbered in the order of their content. Not thread-safe. */
final class CandidatePairs {

    private static final int MOST_PAIRS = 300_000_000;

    private final List<Feature> features;
    private final Rows lefts;
    private final Rows rights;
    private final Patterns patterns;
    private int[] left = new int[1 << 16];
    private int[] right = new int[1 << 16];
    private int[] pattern = new int[1 << 16];
    private int size;

    CandidatePairs(ItemBatch leftItems, ItemBatch rightItems, List<Feature> features, Frequencies frequencies) {
        this.features = features;
        this.lefts = new Rows(leftItems, features);
        this.rights = new Rows(rightItems, features);
        this.patterns = new Patterns(features, frequencies);
        collect();
        int[] pairsOfLeft = new int[lefts()];
        for (int p = 0; p < size; p++) {
            pairsOfLeft[left[p]]++;
        }
        patterns.seal(lefts.values(), pairsOfLeft);
        for (int p = 0; p < size; p++) {
            pattern[p] = patterns.sealed(pattern[p]);
        }
    }

    /** Rows with something open, in the order of content, with what is compared of them. */
    private static final class Rows {

        private final ItemBatch batch;
        private final int[] rows;
        private final PreparedRows prepared;

        private Rows(ItemBatch batch, List<Feature> features) {
            this.batch = batch;
            this.rows = IntStream.range(0, batch.size())
                    .filter(row -> batch.openMinor(row) != 0)
                    .boxed()
                    .sorted(Comparator.<Integer>comparingInt(batch::epochDay)
                            .thenComparing(batch::openMinor)
                            .thenComparing(row -> batch.view(row).text().orElse(""))
                            .thenComparing(row -> batch.view(row).id().value()))
                    .mapToInt(Integer::intValue)
                    .toArray();
            this.prepared = new PreparedRows(batch, features.toArray(Feature[]::new), rows);
            for (int at = 0; at < rows.length; at++) {
                prepared.need(at);
            }
        }

        private @Nullable Object[][] values() {
            return IntStream.range(0, rows.length).mapToObj(prepared::values).toArray(Object[][]::new);
        }

        private long size(int at) {
            return Math.abs(batch.openMinor(rows[at]));
        }
    }

    /** Rights by day and size: from each left, only days and sizes in reach are looked at. */
    private void collect() {
        AmountFeature amounts = features.stream()
                .filter(AmountFeature.class::isInstance)
                .map(AmountFeature.class::cast)
                .findFirst()
                .orElseThrow();
        List<LagFeature> lags = features.stream()
                .filter(LagFeature.class::isInstance)
                .map(LagFeature.class::cast)
                .filter(LagFeature::countsCalendarDays)
                .toList();
        NavigableMap<Integer, Day> days = days();
        for (int l = 0; l < lefts.rows.length; l++) {
            long[] reach = amounts.reach(lefts.batch.openMinor(lefts.rows[l]));
            int day = lefts.batch.epochDay(lefts.rows[l]);
            int firstDay =
                    lags.isEmpty() ? Integer.MIN_VALUE : day + lags.get(0).min();
            int lastDay = lags.isEmpty() ? Integer.MAX_VALUE : day + lags.get(0).max();
            for (Day reached : days.subMap(firstDay, true, lastDay, true).values()) {
                int at = Arrays.binarySearch(reached.sizes, reach[0]);
                for (int i = at < 0 ? -at - 1 : at; i < reached.sizes.length && reached.sizes[i] <= reach[1]; i++) {
                    pair(l, reached.rights[i]);
                }
            }
        }
    }

    /** Rights of one day in the order of size. */
    private static final class Day {
        private final long[] sizes;
        private final int[] rights;

        private Day(Rows rows, List<Integer> members) {
            this.rights = members.stream().mapToInt(Integer::intValue).toArray();
            this.sizes = Arrays.stream(rights).mapToLong(rows::size).toArray();
            KeySort.sort(sizes, rights, rights.length);
        }
    }

    private NavigableMap<Integer, Day> days() {
        TreeMap<Integer, List<Integer>> members = new TreeMap<>();
        for (int r = 0; r < rights.rows.length; r++) {
            members.computeIfAbsent(rights.batch.epochDay(rights.rows[r]), d -> new ArrayList<>())
                    .add(r);
        }
        TreeMap<Integer, Day> days = new TreeMap<>();
        members.forEach((day, rows) -> days.put(day, new Day(rights, rows)));
        return days;
    }

    private void pair(int l, int r) {
        if (!lefts.batch.currency(lefts.rows[l]).equals(rights.batch.currency(rights.rows[r]))) {
            return;
        }
        int reached = patterns.of(lefts.prepared, l, rights.prepared, r);
        if (reached < 0) {
            return;
        }
        if (size == left.length) {
            if (size > MOST_PAIRS) {
                throw new ScoreModel.ModelException(
                        ScoreModel.ModelCode.TOO_MANY_PAIRS,
                        "",
                        "more than " + MOST_PAIRS + " pairs are inside the bounds, expected fewer\n"
                                + "Maybe narrower bounds on days or amounts, or a part of the items,"
                                + " are enough to learn from",
                        null);
            }
            int more = size + (size >> 1);
            left = Arrays.copyOf(left, more);
            right = Arrays.copyOf(right, more);
            pattern = Arrays.copyOf(pattern, more);
        }
        left[size] = l;
        right[size] = r;
        pattern[size] = reached;
        size++;
    }

    int size() {
        return size;
    }

    int lefts() {
        return lefts.rows.length;
    }

    int rights() {
        return rights.rows.length;
    }

    Patterns patterns() {
        return patterns;
    }

    /** Pairs that may matter to a matching, in the order of lefts. */
    static final class Kept {
        final int[] left;
        final int[] right;
        final long[] weight;
        final int[] pattern;

        private Kept(int[] left, int[] right, long[] weight, int[] pattern) {
            this.left = left;
            this.right = right;
            this.weight = weight;
            this.pattern = pattern;
        }
    }

    /** Without pairs that are far behind the best of both their ends. */
    Kept worthKeeping(long[] weightOfPattern, long least, long behind) {
        long[] bestLeft = new long[lefts()];
        long[] bestRight = new long[rights()];
        Arrays.fill(bestLeft, Long.MIN_VALUE / 2);
        Arrays.fill(bestRight, Long.MIN_VALUE / 2);
        for (int p = 0; p < size; p++) {
            long w = weightOfPattern[pattern[p]];
            bestLeft[left[p]] = Math.max(bestLeft[left[p]], w);
            bestRight[right[p]] = Math.max(bestRight[right[p]], w);
        }
        int[] keep = new int[1 << 10];
        int kept = 0;
        for (int p = 0; p < size; p++) {
            long w = weightOfPattern[pattern[p]];
            if (w >= least && (w >= bestLeft[left[p]] - behind || w >= bestRight[right[p]] - behind)) {
                keep = kept == keep.length ? Arrays.copyOf(keep, 2 * kept) : keep;
                keep[kept] = p;
                kept++;
            }
        }
        keep = Arrays.copyOf(keep, kept);
        return new Kept(picked(left, keep), picked(right, keep), weights(weightOfPattern, keep), picked(pattern, keep));
    }

    private static int[] picked(int[] from, int[] pairs) {
        int[] picked = new int[pairs.length];
        for (int i = 0; i < pairs.length; i++) {
            picked[i] = from[pairs[i]];
        }
        return picked;
    }

    private long[] weights(long[] weightOfPattern, int[] pairs) {
        long[] weights = new long[pairs.length];
        for (int i = 0; i < pairs.length; i++) {
            weights[i] = weightOfPattern[pattern[pairs[i]]];
        }
        return weights;
    }
}
