package io.counterfoil.reconciliation.engine.internal;

import io.counterfoil.payments.evidence.Resolution;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Counts and lists every set of items whose sum lies in a window (reconciliation specification 4.4), by the first of these that fits, so that the same pool is
 * always searched in the same way whatever the machine does:
 *
 * <ol>
 *   <li>Amounts are divided by what divides all of them. A window that no sum of the right number of items can lie in holds no set.
 *   <li>What costs the least of: half the items of a set against the other half (small sets); half the values against the other half (few, wide amounts); a table of
 *       sums within reach (amounts alike, or nothing to be found). What that costs is known before. If it is at most {@value #PROBE} steps, it is done.
 *   <li>Depth first, for {@value #PROBE} sums: enough where hits are dense, or where nearly nothing can be combined.
 *   <li>The cheapest way of the second rule, if its cost lies in the limit of steps.
 *   <li>Depth first, until the steps run out.
 * </ol>
 *
 * <p>All of them find the same sets. Where more hits are found than are counted, which of them are listed depends on the order in which equal amounts are
 * given: give them in the order of their content. Immutable.
 */
public final class SetSearch {

    /** How the search ended. */
    public enum End {
        COMPLETE,
        /** More hits than are counted. */
        COUNT,
        /** More sums than may be tried. */
        STEPS,
        /** More items than may be searched. */
        POOL,
        /** Amounts whose sums may leave 64 bits. */
        RANGE;

        /** Whether a limit ended it, so that neither "none" nor "only one" may be concluded. */
        public boolean isCut() {
            return this != COMPLETE && this != COUNT;
        }
    }

    /** What is looked for: a sum from low to high, in sets of 1 to so many items. */
    public record Question(long low, long high, int maxSetSize) {

        public Question {
            if (low == 0 && high == 0) {
                throw new IllegalArgumentException("TARGET_ZERO: sets that sum to nothing are not searched");
            }
            if (low > high || maxSetSize < 1) {
                throw new IllegalArgumentException("sums from " + low + " to " + high + " in sets of up to "
                        + maxSetSize + " items, expected a window and at least one item");
            }
        }
    }

    /** How much is allowed: items in the pool, hits counted, sums tried. */
    public record Limits(int pool, int hits, long steps) {}

    /** Ways to search, all with the same result. */
    enum Method {
        DEPTH_FIRST,
        SIZES,
        HALVES,
        REACH_TABLE;

        private SetSolver on(SetValues pool) {
            return switch (this) {
                case DEPTH_FIRST -> new SetDepthFirst(pool);
                case SIZES -> new SetSizes(pool);
                case HALVES -> new SetHalves(pool);
                case REACH_TABLE -> new SetReachTable(pool);
            };
        }
    }

    private static final long PROBE = 20_000;
    private static final long ALL = 1_000_000;

    private final List<int[]> sets;
    private final List<int[]> readings;
    private final Resolution.SolutionCount count;
    private final End end;
    private final long steps;
    private final long explored;
    private final @Nullable Method method;

    private SetSearch(End end) {
        this.sets = List.of();
        this.readings = List.of();
        this.count = new Resolution.SolutionCount(0, 0, end == End.COMPLETE);
        this.end = end;
        this.steps = 0;
        this.explored = end == End.COMPLETE ? ALL : 0;
        this.method = null;
    }

    private SetSearch(SetHits hits, SetSolver solver, Method method, boolean finished, long stepsBefore) {
        this.sets = hits.sets();
        this.readings = hits.readings();
        this.end = !finished ? End.STEPS : hits.isFull() ? End.COUNT : End.COMPLETE;
        this.count = hits.count(end == End.COMPLETE);
        this.steps = stepsBefore + solver.steps();
        this.explored = finished ? ALL : solver.explored();
        this.method = method;
    }

    /**
     * Searches.
     *
     * @param amounts of the items, none zero
     * @param kinds items of one kind are interchangeable; sets that take as many of each kind are one composition
     */
    public static SetSearch of(long[] amounts, int[] kinds, Question question, Limits limits) {
        if (amounts.length == 0) {
            return new SetSearch(End.COMPLETE);
        }
        if (amounts.length > limits.pool()) {
            return new SetSearch(End.POOL);
        }
        SetValues pool;
        try {
            pool = SetValues.of(amounts, question);
        } catch (ArithmeticException outOfRange) {
            return new SetSearch(End.RANGE);
        }
        return pool.isHopeless() ? new SetSearch(End.COMPLETE) : choose(pool, kinds, limits);
    }

    private static SetSearch choose(SetValues pool, int[] kinds, Limits limits) {
        Method cheapest = Method.DEPTH_FIRST;
        long least = SetSolver.UNFIT;
        for (Method method : List.of(Method.SIZES, Method.HALVES, Method.REACH_TABLE)) {
            long work = method.on(pool).work();
            if (work < least) {
                cheapest = method;
                least = work;
            }
        }
        long before = 0;
        if (least > PROBE) {
            SetSearch probe = run(Method.DEPTH_FIRST, pool, kinds, limits.hits(), Math.min(PROBE, limits.steps()), 0);
            if (probe.end != End.STEPS) {
                return probe;
            }
            before = probe.steps;
        }
        long left = limits.steps() - before;
        return run(least <= left ? cheapest : Method.DEPTH_FIRST, pool, kinds, limits.hits(), left, before);
    }

    private static SetSearch run(Method method, SetValues pool, int[] kinds, int most, long maxSteps, long before) {
        SetHits hits = new SetHits(pool, kinds, most);
        SetSolver solver = method.on(pool);
        boolean finished = solver.run(hits, maxSteps);
        return new SetSearch(hits, solver, method, finished, before);
    }

    /** Searches in one way, whatever the rule would choose; cut where that way cannot be used on the pool. */
    static SetSearch by(Method method, long[] amounts, int[] kinds, Question question, Limits limits) {
        SetValues pool = SetValues.of(amounts, question);
        if (pool.isHopeless()) {
            return new SetSearch(End.COMPLETE);
        }
        return method.on(pool).work() == SetSolver.UNFIT
                ? new SetSearch(End.POOL)
                : run(method, pool, kinds, limits.hits(), limits.steps(), 0);
    }

    /** Positions in the given amounts, one array a set; not all of them where the count by items is above the hits counted. */
    public List<int[]> sets() {
        return sets;
    }

    /** One set of each composition: of interchangeable items, those given first. */
    public List<int[]> readings() {
        return readings;
    }

    /** How many sets, by items and by composition. */
    public Resolution.SolutionCount count() {
        return count;
    }

    /** How it ended. */
    public End end() {
        return end;
    }

    /** How many sums were tried. */
    public long steps() {
        return steps;
    }

    /** How much of all sets was looked at or ruled out, in millionths; what is left out below the last set looked at is not counted. */
    public long exploredMillionths() {
        return explored;
    }

    /** How it was searched; empty where there was nothing to search. */
    java.util.Optional<Method> method() {
        return java.util.Optional.ofNullable(method);
    }
}
