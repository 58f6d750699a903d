package io.counterfoil.reconciliation.engine.internal;

import io.counterfoil.payments.evidence.Resolution;
import io.counterfoil.reconciliation.difference.DifferenceExplainer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Sets of rows that make an amount once what explainers offer for each row is taken into account: for each choice of explainers a search of sums, whose every hit is
 * then asked about. It finds what {@link ExplainedSets} finds, without asking about every set. Immutable.
 *
 * @param sets as positions in the pool
 * @param count of sets
 * @param end how the searches ended
 * @param steps of all of them
 * @param share of the least explored one, in millionths
 */
record ItemwiseSets(List<int[]> sets, Resolution.SolutionCount count, SetSearch.End end, long steps, long share) {

    /** More choices of explainers are not searched one after the other. */
    private static final int MOST_EXPLAINERS = 4;

    /** The rows, and what each explainer offers for them. */
    record Pool(SideData side, Rows rows, List<DifferenceExplainer.ByItem> offers) {

        Pool(SideData side, int[] rows, List<DifferenceExplainer.ByItem> offers) {
            this(side, new Rows(rows), offers);
        }

        private long[] amounts() {
            return Arrays.stream(rows.all).mapToLong(side::openMinor).toArray();
        }

        /** What the explainer offers for each row. */
        private long[] points(DifferenceExplainer.ByItem offer) {
            return Arrays.stream(rows.all)
                    .mapToLong(row -> offer.minor().applyAsLong(side.view(row)))
                    .toArray();
        }
    }

    private static final class Rows {
        private final int[] all;

        private Rows(int[] all) {
            this.all = all;
        }
    }

    /** The amount, what counts as it without explanation, and how many items may make it. */
    record Wanted(long target, AmountWindow window, int maxSetSize) {}

    /**
     * Searches.
     *
     * @param admits whether a set, as rows in the order of the pool, is one
     * @return empty where sets must be asked about one by one: an item comes to nothing, or more sums than are counted hit and hardly one of them is a set
     * @throws ArithmeticException where amounts leave 64 bits
     */
    static Optional<ItemwiseSets> of(Pool pool, Wanted wanted, SetSearch.Limits limits, Predicate<int[]> admits) {
        List<long[]> points = pool.offers().stream()
                .map(pool::points)
                .filter(all -> Arrays.stream(all).anyMatch(point -> point != 0))
                .toList();
        if (points.size() > MOST_EXPLAINERS) {
            return Optional.empty();
        }
        long low = 0;
        long high = 0;
        for (DifferenceExplainer.ByItem offer : pool.offers()) {
            low = Math.addExact(low, offer.low());
            high = Math.addExact(high, offer.high());
        }
        long least = Math.min(wanted.window().low(), Math.subtractExact(wanted.target(), high));
        long most = Math.max(wanted.window().high(), Math.subtractExact(wanted.target(), low));
        if (least <= 0 && most >= 0) {
            return Optional.empty();
        }
        SetSearch.Question question = new SetSearch.Question(least, most, wanted.maxSetSize());
        int[] kinds = new int[pool.rows().all.length];
        Arrays.setAll(kinds, i -> i);
        Map<List<Integer>, int[]> sets = new LinkedHashMap<>();
        SetSearch.End end = SetSearch.End.COMPLETE;
        long steps = 0;
        long share = Long.MAX_VALUE;
        for (int chosen = 0; chosen < 1 << points.size(); chosen++) {
            long[] amounts = together(pool.amounts(), points, chosen);
            if (Arrays.stream(amounts).anyMatch(amount -> amount == 0)) {
                return Optional.empty();
            }
            SetSearch found = SetSearch.of(amounts, kinds, question, limits);
            if (found.end() == SetSearch.End.RANGE) {
                return Optional.empty();
            }
            steps += found.steps();
            share = Math.min(share, found.exploredMillionths());
            end = found.end() == SetSearch.End.COMPLETE || end.isCut() ? end : found.end();
            found.sets().stream()
                    .map(set -> Arrays.stream(set).sorted().toArray())
                    .filter(set -> admits.test(
                            Arrays.stream(set).map(i -> pool.rows().all[i]).toArray()))
                    .forEach(set -> sets.putIfAbsent(Arrays.stream(set).boxed().toList(), set));
        }
        List<int[]> all = new ArrayList<>(sets.values());
        if (end == SetSearch.End.COUNT && all.size() < 2) {
            return Optional.empty();
        }
        return Optional.of(new ItemwiseSets(
                all,
                new Resolution.SolutionCount(all.size(), all.size(), end == SetSearch.End.COMPLETE),
                end,
                steps,
                share));
    }

    private static long[] together(long[] amounts, List<long[]> points, int chosen) {
        long[] sums = amounts.clone();
        for (int e = 0; e < points.size(); e++) {
            if ((chosen >> e & 1) == 1) {
                for (int i = 0; i < sums.length; i++) {
                    sums[i] = Math.addExact(sums[i], points.get(e)[i]);
                }
            }
        }
        return sums;
    }
}
