package io.counterfoil.reconciliation.engine.internal;

import io.counterfoil.payments.evidence.SolutionCount;
import io.counterfoil.reconciliation.engine.Certainty;
import io.counterfoil.reconciliation.engine.RunCode;
import io.counterfoil.reconciliation.item.Side;
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
    private final Map<Integer, List<int[]>> setsOf = new TreeMap<>();
    private final Map<Integer, SolutionCount> countOf = new TreeMap<>();

    SetPass(Run run, int number, Pass pass) {
        this.run = run;
        this.number = number;
        this.pass = pass;
        this.single = pass.cardinality() == Pass.Cardinality.ONE_TO_MANY ? Side.LEFT : Side.RIGHT;
        this.ones = run.side(single);
        this.many = run.side(single.other());
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

    private void search(int one, List<Integer> pool) {
        if (ones.state[one] != SideData.OPEN) {
            return;
        }
        long target = ones.batch.openMinor(one);
        long[] amounts = pool.stream().mapToLong(many.batch::openMinor).toArray();
        int[] kinds = IntStream.range(0, amounts.length).toArray();
        SetSearch found = SetSearch.of(
                amounts,
                kinds,
                window(one, target),
                new SetSearch.Limits(
                        Math.min(pass.maxPool(), run.setting.limits().pool()),
                        HITS,
                        run.setting.limits().steps()));
        if (found.end() == SetSearch.End.POOL) {
            cut(one, RunCode.MAX_ITEMS, 0);
        } else if (found.end() == SetSearch.End.STEPS) {
            cut(one, RunCode.LIMIT_STEPS, found.steps());
        } else if (!found.sets().isEmpty()) {
            setsOf.put(
                    one,
                    found.sets().stream()
                            .map(set -> ContentOrder.sorted(
                                    many, Arrays.stream(set).map(pool::get).toArray()))
                            .sorted((a, b) -> ContentOrder.compareSets(many, a, b))
                            .toList());
            countOf.put(one, found.count());
        }
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
        run.claim(
                single == Side.LEFT ? item : set,
                single == Side.LEFT ? set : item,
                new Matches.Finding(number, regret, Certainty.LIKELY));
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
