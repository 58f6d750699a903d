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

/** A pass that looks for sets of both sides with equal sums (reconciliation specification 4.6). Not thread-safe. */
final class ZeroPass {

    private final Run run;
    private final int number;
    private final Pass pass;
    private int[] leftRows = new int[0];
    private int[] rightRows = new int[0];

    ZeroPass(Run run, int number, Pass pass) {
        this.run = run;
        this.number = number;
        this.pass = pass;
    }

    void run() {
        leftRows = open(run.left);
        rightRows = open(run.right);
        PairCheck check = new PairCheck(
                pass, Units.single(run.left, leftRows), Units.single(run.right, rightRows), run.setting.calendar());
        Candidates candidates = new Candidates(check, run.setting.limits()).find();
        for (Candidates.CutBlock block : candidates.cutBlocks()) {
            cut(
                    rowsOf(leftRows, block.lefts),
                    rowsOf(rightRows, block.rights),
                    Reconciliation.Reason.LIMIT_BLOCK,
                    block.explored);
        }
        Edges edges = candidates.edges();
        Run.Tally tally = run.tallies.get(number);
        tally.pairs = edges.size;
        for (List<Integer> component : components(edges)) {
            tally.components++;
            tally.largest = Math.max(tally.largest, component.size());
            component(edges, component);
        }
    }

    private static int[] open(SideData side) {
        return IntStream.range(0, side.state.length)
                .filter(row -> side.state[row] == SideData.OPEN)
                .toArray();
    }

    private static int[] rowsOf(int[] rows, int[] units) {
        return Arrays.stream(units).map(unit -> rows[unit]).distinct().toArray();
    }

    /** Pairs that hang together through items, in the order of their first left. */
    private List<List<Integer>> components(Edges edges) {
        int[] parent = IntStream.range(0, leftRows.length + rightRows.length).toArray();
        for (int e = 0; e < edges.size; e++) {
            int a = root(parent, edges.left[e]);
            int b = root(parent, leftRows.length + edges.right[e]);
            parent[Math.max(a, b)] = Math.min(a, b);
        }
        Map<Integer, List<Integer>> components = new TreeMap<>();
        for (int e = 0; e < edges.size; e++) {
            components
                    .computeIfAbsent(root(parent, edges.left[e]), r -> new ArrayList<>())
                    .add(e);
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

    private void cut(int[] lefts, int[] rights, Reconciliation.Reason limit, long explored) {
        run.cut(new Cut(
                number,
                new Tie.Rows(ContentOrder.sorted(run.left, lefts)),
                new Tie.Rows(ContentOrder.sorted(run.right, rights)),
                limit,
                explored));
    }

    private void component(Edges edges, List<Integer> members) {
        int[] lefts = ContentOrder.sorted(
                run.left,
                members.stream()
                        .mapToInt(e -> leftRows[edges.left[e]])
                        .distinct()
                        .toArray());
        int[] rights = ContentOrder.sorted(
                run.right,
                members.stream()
                        .mapToInt(e -> rightRows[edges.right[e]])
                        .distinct()
                        .toArray());
        int most = Math.min(
                ZeroSets.MOST_ITEMS,
                Math.min(pass.maxPool(), run.setting.limits().pool()));
        if (lefts.length + rights.length > most) {
            cut(lefts, rights, Reconciliation.Reason.MAX_ITEMS, 0);
            return;
        }
        long[] partners = partners(edges, members, lefts, rights);
        try {
            ZeroSets found = ZeroSets.of(
                    new ZeroSets.Items(amounts(run.left, lefts), amounts(run.right, rights), false),
                    run.setting.limits().steps(),
                    group -> knowEachOther(group, partners));
            ZeroSets.Best best = found.best();
            List<Long> certain = found.backbone();
            List<Long> some = found.inSomeBest();
            if (!found.isComplete()) {
                cut(
                        lefts,
                        rights,
                        Reconciliation.Reason.LIMIT_STEPS,
                        run.setting.limits().steps());
                return;
            }
            certain.forEach(group -> match(found, group, lefts, rights));
            List<Long> open =
                    some.stream().filter(group -> !certain.contains(group)).toList();
            if (!open.isEmpty()) {
                tie(found, open, best, lefts, rights);
            }
        } catch (ArithmeticException e) {
            cut(lefts, rights, Reconciliation.Reason.ARITHMETIC_RANGE, 0);
        }
    }

    private static long[] amounts(SideData side, int[] rows) {
        return Arrays.stream(rows).mapToLong(side::openMinor).toArray();
    }

    /** For each item, the items of the other side that it passes the gates with, as bits. */
    private long[] partners(Edges edges, List<Integer> members, int[] lefts, int[] rights) {
        Map<Integer, Integer> leftNumber = numbers(lefts);
        Map<Integer, Integer> rightNumber = numbers(rights);
        long[] partners = new long[lefts.length + rights.length];
        for (int e : members) {
            int l = leftNumber.getOrDefault(leftRows[edges.left[e]], 0);
            int r = lefts.length + rightNumber.getOrDefault(rightRows[edges.right[e]], 0);
            partners[l] |= 1L << r;
            partners[r] |= 1L << l;
        }
        return partners;
    }

    private static Map<Integer, Integer> numbers(int[] rows) {
        Map<Integer, Integer> numbers = new TreeMap<>();
        for (int i = 0; i < rows.length; i++) {
            numbers.put(rows[i], i);
        }
        return numbers;
    }

    private static boolean knowEachOther(long group, long[] partners) {
        long rest = group;
        while (rest != 0) {
            if ((partners[Long.numberOfTrailingZeros(rest)] & group) == 0) {
                return false;
            }
            rest &= rest - 1;
        }
        return true;
    }

    private static int[] pick(int[] rows, int[] numbers) {
        return Arrays.stream(numbers).map(i -> rows[i]).toArray();
    }

    /** A group of every best division; certain where few sums would meet by chance. */
    private void match(ZeroSets found, long group, int[] lefts, int[] rights) {
        int[] mine = pick(lefts, found.lefts(group));
        int[] theirs = pick(rights, found.rights(group));
        Coincidence risk = risk(mine, theirs, lefts, rights);
        boolean contradicted =
                mine.length == 1 && theirs.length == 1 && run.left.contradicts(mine[0], run.right, theirs[0]);
        boolean sure = !contradicted && risk.isAtMost(pass.maxCoincidenceMillionths());
        run.claim(
                mine,
                theirs,
                new Matches.Finding(
                        number,
                        pass.decision().weights().amountWithin(),
                        sure ? Confidence.Certainty.CERTAIN : Confidence.Certainty.LIKELY),
                risk);
    }

    /** The chance that sets of this size meet the group's largest item: all other items of the pool, those of its own side with the sign turned. */
    private Coincidence risk(int[] mine, int[] theirs, int[] lefts, int[] rights) {
        int left = largest(run.left, mine);
        int right = largest(run.right, theirs);
        boolean leftIsTarget = Math.abs(run.left.openMinor(left)) >= Math.abs(run.right.openMinor(right));
        List<Long> pool = new ArrayList<>();
        for (int row : lefts) {
            if (!leftIsTarget || row != left) {
                pool.add(leftIsTarget ? -run.left.openMinor(row) : run.left.openMinor(row));
            }
        }
        for (int row : rights) {
            if (leftIsTarget || row != right) {
                pool.add(leftIsTarget ? run.right.openMinor(row) : -run.right.openMinor(row));
            }
        }
        long target = leftIsTarget ? run.left.openMinor(left) : run.right.openMinor(right);
        return Coincidence.of(
                pool.stream().mapToLong(Long::longValue).toArray(),
                new Coincidence.Question(target, 0, mine.length + theirs.length - 1));
    }

    private static int largest(SideData side, int[] rows) {
        int largest = rows[0];
        for (int row : rows) {
            largest = Math.abs(side.openMinor(row)) > Math.abs(side.openMinor(largest)) ? row : largest;
        }
        return largest;
    }

    private void tie(ZeroSets found, List<Long> groups, ZeroSets.Best best, int[] lefts, int[] rights) {
        long all = groups.stream().reduce(0L, (a, b) -> a | b);
        int listed = Math.min(groups.size(), run.setting.limits().alternatives());
        List<Tie.Rows> own = new ArrayList<>();
        List<Tie.Rows> others = new ArrayList<>();
        for (long group : groups.subList(0, listed)) {
            own.add(new Tie.Rows(pick(lefts, found.lefts(group))));
            others.add(new Tie.Rows(pick(rights, found.rights(group))));
        }
        run.hold(new Tie(
                number,
                Side.LEFT,
                new Tie.Rows(pick(lefts, found.lefts(all))),
                others,
                own,
                Resolution.SolutionCount.exactly(best.count())));
        run.hold(run.right, pick(rights, found.rights(all)), number);
    }
}
