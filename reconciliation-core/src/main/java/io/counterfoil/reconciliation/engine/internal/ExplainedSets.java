package io.counterfoil.reconciliation.engine.internal;

import io.counterfoil.payments.evidence.Resolution;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;

/**
 * Lists every set of rows that a question about the set admits. Such a question says nothing about smaller sets, so that no branch can be cut: each set is asked
 * about, as long as the limits allow. Not thread-safe.
 */
final class ExplainedSets {

    /** How many plain sums one explanation costs. */
    private static final long COST = 100;

    private final int[] rows;
    private final int maxSize;
    private final SetSearch.Limits limits;
    private final Predicate<int[]> admits;
    private final List<int[]> sets = new ArrayList<>();
    private final int[] chosen;
    private final long all;
    private long asked;
    private long steps;
    private SetSearch.End end = SetSearch.End.COMPLETE;

    private ExplainedSets(int[] rows, int maxSize, SetSearch.Limits limits, Predicate<int[]> admits) {
        this.rows = rows;
        this.maxSize = Math.min(maxSize, rows.length);
        this.limits = limits;
        this.admits = admits;
        this.chosen = new int[this.maxSize];
        this.all = sets(rows.length, this.maxSize);
    }

    /**
     * Searches.
     *
     * @param rows the pool
     * @param admits whether a set, as rows in the order of the pool, is one
     */
    static ExplainedSets of(int[] rows, int maxSize, SetSearch.Limits limits, Predicate<int[]> admits) {
        ExplainedSets search = new ExplainedSets(rows, maxSize, limits, admits);
        if (rows.length > limits.pool()) {
            search.end = SetSearch.End.POOL;
        } else {
            search.extend(0, 0);
        }
        return search;
    }

    /** How many sets of up to so many rows there are. */
    private static long sets(int n, int most) {
        java.math.BigInteger all = java.math.BigInteger.ZERO;
        java.math.BigInteger ofSize = java.math.BigInteger.ONE;
        for (int s = 1; s <= most; s++) {
            ofSize = ofSize.multiply(java.math.BigInteger.valueOf(n - s + 1L)).divide(java.math.BigInteger.valueOf(s));
            all = all.add(ofSize);
        }
        return all.min(java.math.BigInteger.valueOf(Long.MAX_VALUE)).longValueExact();
    }

    private void extend(int from, int depth) {
        for (int i = from; i < rows.length && depth < maxSize && end == SetSearch.End.COMPLETE; i++) {
            steps += COST;
            if (steps > limits.steps()) {
                end = SetSearch.End.STEPS;
                return;
            }
            asked++;
            chosen[depth] = rows[i];
            int[] set = Arrays.copyOf(chosen, depth + 1);
            if (admits.test(set)) {
                sets.add(set);
                if (sets.size() >= limits.hits()) {
                    end = SetSearch.End.COUNT;
                    return;
                }
            }
            extend(i + 1, depth + 1);
        }
    }

    List<int[]> sets() {
        return List.copyOf(sets);
    }

    Resolution.SolutionCount count() {
        return new Resolution.SolutionCount(sets.size(), sets.size(), end == SetSearch.End.COMPLETE);
    }

    SetSearch.End end() {
        return end;
    }

    long steps() {
        return steps;
    }

    /** How much of all sets was asked about, in millionths. */
    long exploredMillionths() {
        return rows.length > limits.pool() ? 0 : end.isCut() ? (long) (1_000_000.0 * asked / all) : 1_000_000;
    }
}
