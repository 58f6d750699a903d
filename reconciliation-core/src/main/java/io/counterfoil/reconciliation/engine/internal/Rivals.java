package io.counterfoil.reconciliation.engine.internal;

import io.counterfoil.reconciliation.engine.Match;
import io.counterfoil.reconciliation.item.Side;
import io.counterfoil.reconciliation.plan.Pass;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** Second readings: what a one-to-one pass would match if one of its pairs were forbidden (reconciliation specification REC-12). Made when somebody asks. */
final class Rivals {

    private final Run run;
    private final Explainer explainer;

    Rivals(Run run, Explainer explainer) {
        this.run = run;
        this.explainer = explainer;
    }

    List<Match> without(Match match) {
        int number = numberOf(match.pass());
        Pass pass = run.setting.plan().passes().get(number);
        boolean isPairs = pass.cardinality() == Pass.Cardinality.ONE_TO_ONE
                && pass.oneSide().isEmpty()
                && pass.partial().isEmpty();
        if (!isPairs) {
            return List.of();
        }
        int leftRow = run.left.batch.rowOf(match.left().get(0).item());
        int rightRow = run.right.batch.rowOf(match.right().get(0).item());
        if (leftRow < 0
                || rightRow < 0
                || run.leftMatch[leftRow] < 0
                || run.leftMatch[leftRow] != run.rightMatch[rightRow]) {
            throw new IllegalArgumentException(
                    "match " + match.id() + " is none of this run's, expected one of its matches");
        }
        Units lefts = Units.single(run.left, stillOpen(Side.LEFT, number));
        Units rights = OneSidePass.facing(pass, Units.single(run.right, stillOpen(Side.RIGHT, number)));
        PairCheck check = new PairCheck(pass, lefts, rights, run.setting.calendar());
        Edges edges = new Candidates(check, run.setting.limits()).find().edges();
        Edges weighed = pass.score().isPresent() ? Likelihoods.above(edges, check) : edges;
        return read(number, component(weighed, lefts, rights, leftRow), leftRow, rightRow);
    }

    private int numberOf(String pass) {
        List<Pass> passes = run.setting.plan().passes();
        for (int number = 0; number < passes.size(); number++) {
            if (passes.get(number).name().equals(pass)) {
                return number;
            }
        }
        throw new IllegalArgumentException("the plan has no pass " + pass);
    }

    /** Rows that no earlier pass took or held. */
    private int[] stillOpen(Side side, int number) {
        int[] matchOf = run.matchOf(side);
        SideData data = run.side(side);
        return IntStream.range(0, matchOf.length)
                .filter(row -> switch (data.state[row]) {
                    case SideData.MATCHED -> run.matches.pass(matchOf[row]) >= number;
                    case SideData.HELD -> data.heldBy(row) >= number;
                    default -> data.state[row] == SideData.OPEN;
                })
                .toArray();
    }

    /** The pairs that hang together with the left row, as left row, right row, weight. */
    private static List<long[]> component(Edges edges, Units lefts, Units rights, int leftRow) {
        TreeSet<Integer> reachedLeft = new TreeSet<>(List.of(leftRow));
        TreeSet<Integer> reachedRight = new TreeSet<>();
        int before = 0;
        while (before < reachedLeft.size() + reachedRight.size()) {
            before = reachedLeft.size() + reachedRight.size();
            for (int e = 0; e < edges.size; e++) {
                int l = lefts.firstRow(edges.left[e]);
                int r = rights.firstRow(edges.right[e]);
                if (reachedLeft.contains(l) || reachedRight.contains(r)) {
                    reachedLeft.add(l);
                    reachedRight.add(r);
                }
            }
        }
        List<long[]> members = new ArrayList<>();
        for (int e = 0; e < edges.size; e++) {
            if (reachedLeft.contains(lefts.firstRow(edges.left[e]))) {
                members.add(
                        new long[] {lefts.firstRow(edges.left[e]), rights.firstRow(edges.right[e]), edges.weight[e]});
            }
        }
        return members;
    }

    /** The best assignment of the pairs without the one, less what the run matched as well. */
    private List<Match> read(int number, List<long[]> pairs, int leftRow, int rightRow) {
        List<long[]> others = pairs.stream()
                .filter(p -> p[0] != leftRow || p[1] != rightRow)
                .sorted((a, b) -> a[0] != b[0] ? Long.compare(a[0], b[0]) : Long.compare(a[1], b[1]))
                .toList();
        int[] leftRows = others.stream().mapToInt(p -> (int) p[0]).distinct().toArray();
        int[] rightRows =
                others.stream().mapToInt(p -> (int) p[1]).sorted().distinct().toArray();
        Map<Integer, Integer> numbers = new HashMap<>();
        for (int i = 0; i < leftRows.length; i++) {
            numbers.put(leftRows[i], i);
        }
        Assignment best = Assignment.solve(
                leftRows.length,
                rightRows.length,
                others.stream()
                        .mapToInt(p -> numbers.getOrDefault((int) p[0], 0))
                        .toArray(),
                others.stream()
                        .mapToInt(p -> Arrays.binarySearch(rightRows, (int) p[1]))
                        .toArray(),
                others.stream().mapToLong(p -> p[2]).toArray());
        List<Match> reading = new ArrayList<>();
        for (int l = 0; l < leftRows.length; l++) {
            int mate = best.mateOf(l);
            boolean asBefore = mate >= 0
                    && run.leftMatch[leftRows[l]] >= 0
                    && run.leftMatch[leftRows[l]] == run.rightMatch[rightRows[mate]];
            if (mate >= 0 && !asBefore) {
                reading.add(MatchView.alternative(
                        run, explainer, number, new int[] {leftRows[l]}, new int[] {rightRows[mate]}));
            }
        }
        return reading;
    }
}
