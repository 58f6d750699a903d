package io.counterfoil.reconciliation.engine.internal;

import io.counterfoil.payments.evidence.Evidence;
import io.counterfoil.reconciliation.engine.Confidence;
import io.counterfoil.reconciliation.engine.Reconciliation;
import io.counterfoil.reconciliation.item.Side;
import io.counterfoil.reconciliation.plan.MatchKey;
import io.counterfoil.reconciliation.plan.Pass;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * A pass that searches, for each item of one side, the sets of the other that make its amount (reconciliation specification 4.4). Sets of different items never share
 * one: items whose sets touch are decided together, each only where all best divisions agree on it. Not thread-safe.
 */
final class SetPass {

    private final Run run;
    private final int number;
    private final Pass pass;
    private final Side single;
    private final SideData ones;
    private final SideData many;
    private final SetLines lines;

    SetPass(Run run, int number, Pass pass) {
        this.run = run;
        this.number = number;
        this.pass = pass;
        this.single = pass.cardinality() == Pass.Cardinality.ONE_TO_MANY ? Side.LEFT : Side.RIGHT;
        this.ones = run.side(single);
        this.many = run.side(single.other());
        this.lines = new SetLines(run, number, pass);
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
            int[] cutMany = Arrays.stream(single == Side.LEFT ? block.rights : block.lefts)
                    .map(unit -> manyRows[unit])
                    .toArray();
            Arrays.stream(cutOnes).distinct().forEach(unit -> lines.cutBlock(oneRows[unit], cutMany));
        }
        List<SetLine> found = new ArrayList<>();
        pools.forEach((one, pool) -> {
            if (ones.state[one] == SideData.OPEN) {
                lines.search(one, pool.stream().mapToInt(Integer::intValue).toArray())
                        .ifPresent(found::add);
            }
        });
        components(found).forEach(this::decide);
    }

    private static int[] open(SideData side) {
        return IntStream.range(0, side.state.length)
                .filter(row -> side.state[row] == SideData.OPEN)
                .toArray();
    }

    /** Lines that hang together through the items of their sets, or through what is interchangeable with those. */
    private List<List<SetLine>> components(List<SetLine> found) {
        int[] parent = IntStream.range(0, found.size()).toArray();
        Map<Integer, Integer> someLineWith = new HashMap<>();
        for (int i = 0; i < found.size(); i++) {
            int line = i;
            wanted(found.get(i)).forEach(row -> {
                Integer other = someLineWith.putIfAbsent(row, line);
                if (other != null) {
                    int a = root(parent, other);
                    int b = root(parent, line);
                    parent[Math.max(a, b)] = Math.min(a, b);
                }
            });
        }
        Map<Integer, List<SetLine>> components = new TreeMap<>();
        for (int i = 0; i < found.size(); i++) {
            components.computeIfAbsent(root(parent, i), r -> new ArrayList<>()).add(found.get(i));
        }
        return List.copyOf(components.values());
    }

    private IntStream wanted(SetLine line) {
        if (line.interchangeable().isEmpty()) {
            return line.found().stream().flatMapToInt(Arrays::stream);
        }
        Pass.Interchange declared = pass.interchange().orElseThrow();
        Set<List<Object>> marks = new HashSet<>();
        for (int row : line.interchangeable().get(0)) {
            marks.add(Interchanges.marks(many, row, declared));
        }
        return Arrays.stream(line.pool().rows).filter(row -> marks.contains(Interchanges.marks(many, row, declared)));
    }

    private static int root(int[] parent, int node) {
        int at = node;
        while (parent[at] != at) {
            parent[at] = parent[parent[at]];
            at = parent[at];
        }
        return at;
    }

    private void decide(List<SetLine> component) {
        Run.Tally tally = run.tallies.get(number);
        tally.components++;
        tally.largest = Math.max(tally.largest, component.size());
        if (component.stream().noneMatch(line -> line.interchangeable().isEmpty()) && exchange(component)) {
            return;
        }
        long outweighs = component.size() + 1L;
        SetDivision division = new SetDivision(
                component.stream()
                        .map(line -> new SetDivision.Line(line.found(), line.named() ? outweighs : 1))
                        .toList(),
                run.setting.limits().steps());
        boolean exact = component.stream().allMatch(line -> line.count().exact()) || division.servesAll();
        List<Claim> claims = new ArrayList<>();
        for (int i = 0; i < component.size(); i++) {
            SetLine line = component.get(i);
            int verdict = exact && line.count().exact() ? division.verdict(i) : SetDivision.OPEN;
            if (verdict >= 0) {
                claims.add(weighed(line, line.found().get(verdict)));
            } else if (verdict == SetDivision.NONE) {
                run.lost.add(new Lost(
                        number, single, line.row(), new Tie.Rows(line.found().get(0)), 0));
            } else {
                tie(line);
            }
        }
        boolean allSure = claims.stream().allMatch(Claim::sure);
        claims.forEach(claim -> claim(claim, atMost(claim, allSure)));
    }

    /** A set that a line takes, and whether neither chance nor another reference speaks against it. */
    private record Claim(SetLine line, Tie.Rows set, Coincidence risk, boolean sure) {}

    /**
     * A line with one set only rests on that set. One with several got it because of what other lines take: it is not surer than those, and where sets of the same amounts
     * stand beside it, only their order or the other lines tell them apart.
     */
    private Confidence.Certainty atMost(Claim claim, boolean allSure) {
        SetLine line = claim.line();
        if (line.found().size() == 1) {
            return Confidence.Certainty.CERTAIN;
        }
        if (!line.interchangeable().isEmpty()) {
            return Confidence.Certainty.INTERCHANGEABLE;
        }
        int[] set = claim.set().rows;
        boolean alone = line.found().stream()
                .noneMatch(other -> !Arrays.equals(other, set) && Arrays.equals(amounts(other), amounts(set)));
        return allSure && alone ? Confidence.Certainty.CERTAIN : Confidence.Certainty.LIKELY;
    }

    private long[] amounts(int[] rows) {
        return Arrays.stream(rows).mapToLong(many::openMinor).sorted().toArray();
    }

    /** Gives each line of a component its only composition, of the first items in their declared order; false where there are too few of them. */
    private boolean exchange(List<SetLine> component) {
        Pass.Interchange declared = pass.interchange().orElseThrow();
        boolean newest = declared.order() == Pass.Interchange.Order.NEWEST_FIRST;
        List<SetLine> inOrder = component.stream()
                .sorted((a, b) -> newest
                        ? ContentOrder.compare(ones, b.row(), ones, a.row())
                        : ContentOrder.compare(ones, a.row(), ones, b.row()))
                .toList();
        Set<Integer> taken = new HashSet<>();
        List<int[]> given = new ArrayList<>();
        for (SetLine line : inOrder) {
            int[] set = line.interchangeable().get(0).clone();
            for (int i = 0; i < set.length; i++) {
                List<Object> marks = Interchanges.marks(many, set[i], declared);
                long amount = many.openMinor(set[i]);
                int next = Arrays.stream(newest ? reversed(line.pool().rows) : line.pool().rows)
                        .filter(row -> !taken.contains(row)
                                && many.openMinor(row) == amount
                                && Interchanges.marks(many, row, declared).equals(marks))
                        .findFirst()
                        .orElse(-1);
                if (next < 0) {
                    return false;
                }
                taken.add(next);
                set[i] = next;
            }
            given.add(ContentOrder.sorted(many, set));
        }
        for (int i = 0; i < given.size(); i++) {
            claim(weighed(inOrder.get(i), given.get(i)), Confidence.Certainty.INTERCHANGEABLE);
        }
        return true;
    }

    private static int[] reversed(int[] rows) {
        return IntStream.range(0, rows.length)
                .map(i -> rows[rows.length - 1 - i])
                .toArray();
    }

    /** What chance may have brought together, what a truncated search might want too, or an item that names something else, is not sure. */
    private Claim weighed(SetLine line, int[] set) {
        long target = ones.openMinor(line.row());
        long missed = Math.abs(Math.subtractExact(
                target, Arrays.stream(set).mapToLong(many::openMinor).sum()));
        Coincidence risk = Coincidence.of(
                Arrays.stream(line.pool().rows).mapToLong(many::openMinor).toArray(),
                new Coincidence.Question(target, Math.max(missed, line.halfWidth()), pass.maxSetSize()));
        boolean named = line.named() || isNamed(set, line.pool().rows);
        boolean sure = (named || risk.isAtMost(pass.maxCoincidenceMillionths()))
                && Arrays.stream(set).noneMatch(row -> lines.doubted[row])
                && (set.length > 1 || !ones.contradicts(line.row(), many, set[0]));
        return new Claim(line, new Tie.Rows(set), risk, sure);
    }

    /** What speaks against a set of one item; larger sets may be paid under a reference of their own. */
    static Optional<Evidence.Fact> contradiction(Run run, Pass pass, int[] leftRows, int[] rightRows) {
        return pass.cardinality().isSearched()
                        && leftRows.length == 1
                        && rightRows.length == 1
                        && run.left.contradicts(leftRows[0], run.right, rightRows[0])
                ? Optional.of(new Evidence.Fact(
                        Reconciliation.Reason.REFERENCE_DIFFERS,
                        "but both name references, and none in common",
                        Map.of()))
                : Optional.empty();
    }

    private void claim(Claim claim, Confidence.Certainty atMost) {
        int[] item = {claim.line().row()};
        int[] set = claim.set().rows;
        run.claim(
                single == Side.LEFT ? item : set,
                single == Side.LEFT ? set : item,
                new Matches.Finding(
                        number,
                        pass.decision().weights().amountWithin(),
                        claim.sure() ? atMost : Confidence.Certainty.LIKELY),
                claim.risk());
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

    private void tie(SetLine line) {
        int listed = Math.min(line.found().size(), run.setting.limits().alternatives());
        run.hold(new Tie(
                number,
                single,
                new Tie.Rows(new int[] {line.row()}),
                line.found().subList(0, listed).stream().map(Tie.Rows::new).toList(),
                line.count()));
    }
}
