package io.counterfoil.reconciliation.engine.internal;

import io.counterfoil.reconciliation.engine.Confidence;
import io.counterfoil.reconciliation.engine.Reconciliation;
import io.counterfoil.reconciliation.item.Side;
import io.counterfoil.reconciliation.plan.Pass;
import java.util.Arrays;
import java.util.function.LongPredicate;
import java.util.stream.IntStream;

/**
 * A pass that pairs items of one side which cancel each other (reconciliation specification REC-21, REC-22): money out stands for the left, turned round, and money in for
 * the right, so that everything else is a pass one to one. Not thread-safe.
 */
final class OneSidePass implements Solver.Sink {

    private final Run run;
    private final int number;
    private final Pass pass;
    private final SideData side;
    private final PairCheck check;

    OneSidePass(Run run, int number, Pass pass) {
        this.run = run;
        this.number = number;
        this.pass = pass;
        this.side = run.side(pass.oneSide().orElseThrow());
        this.check = new PairCheck(
                pass,
                Units.single(side, open(minor -> minor < 0)).turned(),
                Units.single(side, open(minor -> minor > 0)),
                run.setting.calendar());
    }

    /** The right units as a pass sees them: turned round where money is to leave the one side and arrive on the other. */
    static Units facing(Pass pass, Units rights) {
        return pass.isTransfer() && pass.oneSide().isEmpty() ? rights.turned() : rights;
    }

    private int[] open(LongPredicate direction) {
        return IntStream.range(0, side.state.length)
                .filter(row -> side.state[row] == SideData.OPEN && direction.test(side.openMinor(row)))
                .toArray();
    }

    void run() {
        Candidates candidates = new Candidates(check, run.setting.limits()).find();
        for (Candidates.CutBlock block : candidates.cutBlocks()) {
            cut(block.lefts, block.rights, Reconciliation.Reason.LIMIT_BLOCK, block.explored);
        }
        Edges edges = stillOpen(candidates.edges());
        Run.Tally tally = run.tallies.get(number);
        tally.pairs = edges.size;
        Solver solver = new Solver(edges, check, run.setting.limits(), this);
        solver.solve();
        tally.components = solver.components;
        tally.largest = solver.largest;
    }

    /** Without pairs that a cut block holds. */
    private Edges stillOpen(Edges edges) {
        Edges open = new Edges();
        for (int e = 0; e < edges.size; e++) {
            if (side.state[check.left().firstRow(edges.left[e])] == SideData.OPEN
                    && side.state[check.right().firstRow(edges.right[e])] == SideData.OPEN) {
                open.add(edges.left[e], edges.right[e], edges.weight[e], edges.contest[e]);
            }
        }
        return open;
    }

    @Override
    public void match(int out, int in, long regret, boolean interchangeable) {
        boolean sure = regret >= pass.decision().confirmMargin();
        Confidence.Certainty certainty = sure ? Confidence.Certainty.CERTAIN : Confidence.Certainty.LIKELY;
        int[] both = ContentOrder.sorted(
                side, new int[] {check.left().firstRow(out), check.right().firstRow(in)});
        run.claim(
                of(Side.LEFT, both),
                of(Side.RIGHT, both),
                new Matches.Finding(
                        number, regret, interchangeable ? Confidence.Certainty.INTERCHANGEABLE : certainty));
    }

    @Override
    public void tie(int[] outs, int[] ins, boolean[] rival) {
        new TieRecorder(run, number, check).record(outs, ins, rival, new Edges());
    }

    @Override
    public void cut(int[] outs, int[] ins, Reconciliation.Reason limit, long explored) {
        int[] rows = IntStream.concat(
                        Arrays.stream(outs).map(check.left()::firstRow),
                        Arrays.stream(ins).map(check.right()::firstRow))
                .distinct()
                .toArray();
        int[] sorted = ContentOrder.sorted(side, rows);
        run.cut(new Cut(
                number, new Tie.Rows(of(Side.LEFT, sorted)), new Tie.Rows(of(Side.RIGHT, sorted)), limit, explored));
    }

    private int[] of(Side wanted, int[] rows) {
        return side.side == wanted ? rows : new int[0];
    }
}
