package io.counterfoil.reconciliation.engine.internal;

import io.counterfoil.payments.evidence.Resolution;
import io.counterfoil.reconciliation.engine.Confidence;
import io.counterfoil.reconciliation.engine.Reconciliation;
import io.counterfoil.reconciliation.item.Side;
import io.counterfoil.reconciliation.plan.Pass;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * A pass that may take items in part (reconciliation specification REC-24). Items that name exactly one item, and together are not more than is open of it, each take
 * their part of it; what is left stays open. Where they are more, or name several, nobody can say who takes what: the items are held. Not thread-safe.
 */
final class PartPass {

    private final Run run;
    private final int number;
    private final Pass pass;
    private final Units lefts;
    private final Units rights;
    private final PairCheck check;
    private Edges edges = new Edges();

    PartPass(Run run, int number, Pass pass) {
        this.run = run;
        this.number = number;
        this.pass = pass;
        this.lefts = Units.single(run.left, open(run.left));
        this.rights = Units.single(run.right, open(run.right));
        this.check = new PairCheck(pass, lefts, rights, run.setting.calendar());
    }

    private static int[] open(SideData side) {
        return IntStream.range(0, side.state.length)
                .filter(row -> side.state[row] == SideData.OPEN)
                .toArray();
    }

    void run() {
        Candidates candidates = new Candidates(check, run.setting.limits()).find();
        for (Candidates.CutBlock block : candidates.cutBlocks()) {
            cut(block.lefts, block.rights, Reconciliation.Reason.LIMIT_BLOCK, block.explored);
        }
        edges = candidates.edges();
        Run.Tally tally = run.tallies.get(number);
        tally.pairs = edges.size;
        for (List<Integer> component : components()) {
            tally.components++;
            tally.largest = Math.max(tally.largest, component.size());
            component(component);
        }
    }

    private void cut(int[] leftUnits, int[] rightUnits, Reconciliation.Reason limit, long explored) {
        run.cut(new Cut(number, rows(lefts, leftUnits), rows(rights, rightUnits), limit, explored));
    }

    private static Tie.Rows rows(Units side, int[] units) {
        int[] rows = Arrays.stream(units).map(side::firstRow).distinct().toArray();
        return new Tie.Rows(ContentOrder.sorted(side.data, rows));
    }

    /** Pairs of open items that hang together, in the order of their first left. */
    private List<List<Integer>> components() {
        int[] parent = IntStream.range(0, lefts.size + rights.size).toArray();
        for (int e = 0; e < edges.size; e++) {
            int a = root(parent, edges.left[e]);
            int b = root(parent, lefts.size + edges.right[e]);
            parent[Math.max(a, b)] = Math.min(a, b);
        }
        Map<Integer, List<Integer>> components = new TreeMap<>();
        for (int e = 0; e < edges.size; e++) {
            boolean open = run.left.state[lefts.firstRow(edges.left[e])] == SideData.OPEN
                    && run.right.state[rights.firstRow(edges.right[e])] == SideData.OPEN;
            if (open) {
                components
                        .computeIfAbsent(root(parent, edges.left[e]), r -> new ArrayList<>())
                        .add(e);
            }
        }
        return List.copyOf(components.values());
    }

    private static int root(int[] parent, int node) {
        int at = node;
        while (parent[at] != at) {
            parent[at] = parent[parent[at]];
            at = parent[at];
        }
        return at;
    }

    private void component(List<Integer> members) {
        int[] mine = members.stream().mapToInt(e -> edges.left[e]).distinct().toArray();
        int[] theirs = members.stream().mapToInt(e -> edges.right[e]).distinct().toArray();
        try {
            if (mine.length == 1 && theirs.length == 1) {
                boolean leftIsLarger = size(lefts, mine[0]) > size(rights, theirs[0]);
                around(leftIsLarger ? Side.LEFT : Side.RIGHT, members);
            } else if (mine.length == 1) {
                around(Side.LEFT, members);
            } else if (theirs.length == 1) {
                around(Side.RIGHT, members);
            } else {
                members.stream()
                        .collect(java.util.stream.Collectors.groupingBy(
                                e -> edges.left[e], TreeMap::new, java.util.stream.Collectors.toList()))
                        .values()
                        .forEach(ofOne -> tie(Side.LEFT, ofOne));
            }
        } catch (ArithmeticException e) {
            cut(mine, theirs, Reconciliation.Reason.ARITHMETIC_RANGE, 0);
        }
    }

    private static long size(Units units, int unit) {
        return Math.absExact(units.open[unit]);
    }

    private int unit(Side side, int edge) {
        return side == Side.LEFT ? edges.left[edge] : edges.right[edge];
    }

    private Units units(Side side) {
        return side == Side.LEFT ? lefts : rights;
    }

    /** One item of the side, and items of the other side that name no other. */
    private void around(Side side, List<Integer> members) {
        int centre = units(side).firstRow(unit(side, members.get(0)));
        long whole = size(units(side), unit(side, members.get(0)));
        long wanted = 0;
        for (int e : members) {
            wanted = Math.addExact(wanted, size(units(side.other()), unit(side.other(), e)));
        }
        if (wanted > whole) {
            tie(side, members);
        } else if (wanted == whole) {
            int[] others = members.stream()
                    .mapToInt(e -> units(side.other()).firstRow(unit(side.other(), e)))
                    .toArray();
            long weakest =
                    members.stream().mapToLong(e -> edges.weight[e]).min().orElse(0);
            claim(side, centre, ContentOrder.sorted(units(side.other()).data, others), weakest);
        } else if (pass.partial().contains(side)) {
            members.stream()
                    .sorted((a, b) -> ContentOrder.compare(
                            units(side.other()).data,
                            units(side.other()).firstRow(unit(side.other(), a)),
                            units(side.other()).data,
                            units(side.other()).firstRow(unit(side.other(), b))))
                    .forEach(e -> part(side, centre, e));
        }
    }

    private Matches.Finding finding(long weight) {
        boolean sure = weight >= pass.decision().confirmMargin();
        return new Matches.Finding(number, weight, sure ? Confidence.Certainty.CERTAIN : Confidence.Certainty.LIKELY);
    }

    private void claim(Side side, int centre, int[] others, long weight) {
        int[] one = {centre};
        run.claim(side == Side.LEFT ? one : others, side == Side.LEFT ? others : one, finding(weight));
    }

    /** The other side's item takes its amount of the centre, which stays open for the rest. */
    private void part(Side side, int centre, int edge) {
        Units others = units(side.other());
        int other = others.firstRow(unit(side.other(), edge));
        long minor = others.open[unit(side.other(), edge)];
        run.claimPart(side, centre, other, new PartClaim(minor, finding(edges.weight[edge])));
    }

    /** So much of an item, signed, and how sure it is. */
    record PartClaim(long minor, Matches.Finding finding) {}

    private void tie(Side side, List<Integer> members) {
        Units others = units(side.other());
        List<Tie.Rows> alternatives = members.stream()
                .map(e -> new int[] {others.firstRow(unit(side.other(), e))})
                .sorted((a, b) -> ContentOrder.compareSets(others.data, a, b))
                .map(Tie.Rows::new)
                .toList();
        int listed = Math.min(alternatives.size(), run.setting.limits().alternatives());
        run.hold(new Tie(
                number,
                side,
                new Tie.Rows(new int[] {units(side).firstRow(unit(side, members.get(0)))}),
                alternatives.subList(0, listed),
                Resolution.SolutionCount.exactly(alternatives.size())));
    }
}
