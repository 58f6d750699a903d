package io.counterfoil.reconciliation.engine.internal;

import io.counterfoil.payments.evidence.SolutionCount;
import io.counterfoil.reconciliation.engine.Certainty;
import io.counterfoil.reconciliation.engine.RunCode;
import io.counterfoil.reconciliation.item.Side;
import io.counterfoil.reconciliation.plan.MatchKey;
import io.counterfoil.reconciliation.plan.Pass;
import io.counterfoil.reconciliation.plan.Tolerance;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * A pass that searches, for each item of one side, the sets of the other that make its amount. Sets of different items never share one: an item whose sets
 * another item's sets touch is decided only where all best divisions agree. Not thread-safe.
 */
final class SetPass {

    private static final int HITS = 1000;
    private static final long DIVISIONS = 200_000;

    private final Run run;
    private final int number;
    private final Pass pass;
    private final Side single;
    private final SideData ones;
    private final SideData many;
    private final Residuals residuals;
    private final Map<Integer, List<int[]>> setsOf = new TreeMap<>();
    private final Map<Integer, SolutionCount> countOf = new TreeMap<>();
    private final Map<Integer, int[]> poolOf = new TreeMap<>();
    private final Map<Integer, Long> halfWidthOf = new TreeMap<>();

    SetPass(Run run, int number, Pass pass) {
        this.run = run;
        this.number = number;
        this.pass = pass;
        this.single = pass.cardinality() == Pass.Cardinality.ONE_TO_MANY ? Side.LEFT : Side.RIGHT;
        this.ones = run.side(single);
        this.many = run.side(single.other());
        this.residuals = new Residuals(pass, run.left, run.right);
    }

    void run() {
        int[] oneRows = open(ones);
        int[] manyRows = open(many);
        Units oneUnits = Units.single(ones, oneRows);
        Units manyUnits = Units.single(many, manyRows);
        PairCheck check = single == Side.LEFT
                ? new PairCheck(pass, oneUnits, manyUnits, run.setting.calendar())
                : new PairCheck(pass, manyUnits, oneUnits, run.setting.calendar());
        Candidates candidates = new Candidates(check, run.setting.limits()).find();
        Edges edges = candidates.edges();
        run.tallies.get(number).pairs = edges.size;
        Map<Integer, List<Integer>> pools = new TreeMap<>();
        for (int e = 0; e < edges.size; e++) {
            int one = oneRows[single == Side.LEFT ? edges.left[e] : edges.right[e]];
            int other = manyRows[single == Side.LEFT ? edges.right[e] : edges.left[e]];
            pools.computeIfAbsent(one, k -> new ArrayList<>()).add(other);
        }
        for (Candidates.CutBlock block : candidates.cutBlocks()) {
            int[] cutOnes = single == Side.LEFT ? block.lefts : block.rights;
            Arrays.stream(cutOnes).forEach(unit -> cut(oneRows[unit], RunCode.LIMIT_BLOCK, 0));
        }
        pools.forEach(this::search);
        decide();
    }

    private static int[] open(SideData side) {
        return IntStream.range(0, side.state.length)
                .filter(row -> side.state[row] == SideData.OPEN)
                .toArray();
    }

    private void cut(int one, RunCode limit, long explored) {
        Tie.Rows rows = new Tie.Rows(new int[] {one});
        Tie.Rows none = new Tie.Rows(new int[0]);
        run.cut(new Cut(number, single == Side.LEFT ? rows : none, single == Side.LEFT ? none : rows, limit, explored));
    }

    /** What the search for one item's sets came to; sets are rows. */
    private record Found(List<int[]> sets, SolutionCount count, SetSearch.End end, long steps) {}

    private void search(int one, List<Integer> pool) {
        if (ones.state[one] != SideData.OPEN) {
            return;
        }
        int[] rows = pool.stream().mapToInt(Integer::intValue).toArray();
        Found found = residuals.isEmpty() ? plain(one, rows) : explained(one, rows);
        if (found.end() == SetSearch.End.POOL) {
            cut(one, RunCode.MAX_ITEMS, 0);
        } else if (found.end() == SetSearch.End.STEPS) {
            cut(one, RunCode.LIMIT_STEPS, found.steps());
        } else if (!found.sets().isEmpty()) {
            setsOf.put(
                    one,
                    found.sets().stream()
                            .map(set -> ContentOrder.sorted(many, set))
                            .sorted((a, b) -> ContentOrder.compareSets(many, a, b))
                            .toList());
            countOf.put(one, found.count());
            poolOf.put(one, rows);
            long target = ones.batch.openMinor(one);
            halfWidthOf.put(one, halfWidth(window(one, target), target));
        }
    }

    private SetSearch.Limits searchLimits() {
        return new SetSearch.Limits(
                Math.min(pass.maxPool(), run.setting.limits().pool()),
                HITS,
                run.setting.limits().steps());
    }

    private Found plain(int one, int[] rows) {
        long[] amounts = Arrays.stream(rows).mapToLong(many.batch::openMinor).toArray();
        SetSearch found = SetSearch.of(
                amounts,
                IntStream.range(0, amounts.length).toArray(),
                window(one, ones.batch.openMinor(one)),
                searchLimits());
        List<int[]> sets = found.sets().stream()
                .map(set -> Arrays.stream(set).map(i -> rows[i]).toArray())
                .toList();
        return new Found(sets, found.count(), found.end(), found.steps());
    }

    /** Sets that make the amount, or miss it by what the explainers explain, are of equal standing. */
    private Found explained(int one, int[] rows) {
        SetSearch.Question window = window(one, ones.batch.openMinor(one));
        ExplainedSets found = ExplainedSets.of(
                ContentOrder.sorted(many, rows), pass.maxSetSize(), searchLimits(), set -> isHit(one, set, window));
        return new Found(found.sets(), found.count(), found.end(), found.steps());
    }

    private boolean isHit(int one, int[] set, SetSearch.Question window) {
        long sum = 0;
        for (int row : set) {
            long amount = many.batch.openMinor(row);
            long next = sum + amount;
            if (((sum ^ next) & (amount ^ next)) < 0) {
                return false;
            }
            sum = next;
        }
        if (sum >= window.low() && sum <= window.high()) {
            return true;
        }
        boolean sameDirection = Long.signum(sum) == Long.signum(ones.batch.openMinor(one));
        int[] mine = {one};
        return sameDirection && (single == Side.LEFT ? residuals.explain(mine, set) : residuals.explain(set, mine));
    }

    /** The sums that the tolerance admits beside the target, found by halving: they are one stretch around it. */
    private SetSearch.Question window(int one, long target) {
        Tolerance tolerance = pass.tolerance().orElse(Tolerance.exact());
        if (tolerance.isExact()) {
            return new SetSearch.Question(target, target, pass.maxSetSize());
        }
        long size = Math.abs(target);
        long low = edge(tolerance, one, target, 1, size);
        long high = edge(tolerance, one, target, size > Long.MAX_VALUE / 4 ? Long.MAX_VALUE : size * 4, size);
        return target > 0
                ? new SetSearch.Question(low, high, pass.maxSetSize())
                : new SetSearch.Question(-high, -low, pass.maxSetSize());
    }

    /** The admitted size that is nearest to the far one. */
    private long edge(Tolerance tolerance, int one, long target, long far, long near) {
        long out = far;
        long in = near;
        if (admits(tolerance, one, target, out)) {
            return out;
        }
        while (Math.abs(out - in) > 1) {
            long middle = in + (out - in) / 2;
            if (admits(tolerance, one, target, middle)) {
                in = middle;
            } else {
                out = middle;
            }
        }
        return in;
    }

    private boolean admits(Tolerance tolerance, int one, long target, long size) {
        int digits = ones.batch.currency(one).getDefaultFractionDigits();
        BigDecimal mine = BigDecimal.valueOf(Math.abs(target), digits);
        BigDecimal theirs = BigDecimal.valueOf(size, digits);
        return single == Side.LEFT ? tolerance.admits(mine, theirs) : tolerance.admits(theirs, mine);
    }

    /** Divides the sets among the items: components of items whose sets touch, each decided together. */
    private void decide() {
        Set<Integer> seen = new HashSet<>();
        for (int one : setsOf.keySet()) {
            if (seen.add(one)) {
                List<Integer> component = component(one);
                seen.addAll(component);
                decide(component);
            }
        }
    }

    private List<Integer> component(int first) {
        List<Integer> members = new ArrayList<>(List.of(first));
        Set<Integer> items = new HashSet<>();
        sets(first).forEach(set -> Arrays.stream(set).forEach(items::add));
        boolean grows = true;
        while (grows) {
            grows = false;
            for (int one : setsOf.keySet()) {
                boolean touches = !members.contains(one)
                        && sets(one).stream().anyMatch(set -> Arrays.stream(set).anyMatch(items::contains));
                if (touches) {
                    members.add(one);
                    sets(one).forEach(set -> Arrays.stream(set).forEach(items::add));
                    grows = true;
                }
            }
        }
        return members;
    }

    private List<int[]> sets(int one) {
        return setsOf.getOrDefault(one, List.of());
    }

    private void decide(List<Integer> component) {
        SetDivision division =
                new SetDivision(component.stream().map(this::sets).toList(), DIVISIONS);
        for (int i = 0; i < component.size(); i++) {
            int one = component.get(i);
            List<int[]> sets = sets(one);
            SolutionCount count = java.util.Objects.requireNonNull(countOf.get(one));
            boolean sure = count.exact()
                    && division.isComplete()
                    && division.choices(i).size() == 1;
            int only = sure ? division.choices(i).iterator().next() : -1;
            if (sure && only >= 0) {
                match(one, sets.get(only));
            } else if (!sure) {
                tie(one, sets, count);
            }
        }
    }

    private void match(int one, int[] set) {
        long regret = pass.decision().weights().amountWithin();
        int[] item = {one};
        int[] pool = poolOf.getOrDefault(one, set);
        long target = ones.batch.openMinor(one);
        long missed = Math.abs(Math.subtractExact(
                target, Arrays.stream(set).mapToLong(many.batch::openMinor).sum()));
        Coincidence risk = Coincidence.of(
                Arrays.stream(pool).mapToLong(many.batch::openMinor).toArray(),
                new Coincidence.Question(
                        target, Math.max(missed, halfWidthOf.getOrDefault(one, 0L)), pass.maxSetSize()));
        boolean sure = isNamed(set, pool) || risk.isAtMost(pass.maxCoincidenceMillionths());
        run.claim(
                single == Side.LEFT ? item : set,
                single == Side.LEFT ? set : item,
                new Matches.Finding(number, regret, sure ? Certainty.CERTAIN : Certainty.LIKELY),
                risk);
    }

    private static long halfWidth(SetSearch.Question window, long target) {
        return Math.max(Math.subtractExact(window.high(), target), Math.subtractExact(target, window.low()));
    }

    /** Whether a reference or group that all candidates share names exactly the set: there was nothing to choose from. */
    private boolean isNamed(int[] set, int[] pool) {
        return set.length == pool.length
                && !pass.keyLists().isEmpty()
                && pass.keyLists().stream()
                        .allMatch(keys -> keys.contains(MatchKey.REFERENCE)
                                || keys.contains(MatchKey.REFERENCE_LOOSELY)
                                || keys.contains(MatchKey.GROUP));
    }

    private void tie(int one, List<int[]> sets, SolutionCount count) {
        int listed = Math.min(sets.size(), run.setting.limits().alternatives());
        run.hold(new Tie(
                number,
                single,
                new Tie.Rows(new int[] {one}),
                sets.subList(0, listed).stream().map(Tie.Rows::new).toList(),
                count));
    }
}
