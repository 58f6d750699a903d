package io.counterfoil.reconciliation.engine.internal;

import io.counterfoil.reconciliation.plan.Pass;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Passes that follow each other and join on references, run on columns: most rows are decided there, and the general engine does the rest of each pass.
 * Not thread-safe.
 */
final class ColumnStage {

    private final Run run;
    private final List<ColumnGates> passes = new ArrayList<>();

    ColumnStage(Run run, int first) {
        this.run = run;
        List<Pass> all = run.setting.plan().passes();
        boolean fits = run.currencies() <= Packed.CURRENCIES && run.parts.isEmpty();
        for (int number = first; fits && number < all.size() && ColumnGates.isEligible(all.get(number)); number++) {
            int firstKind = run.matches.reserve(ColumnGates.KINDS);
            if (firstKind < 0) {
                return;
            }
            ColumnGates gates = new ColumnGates(new ColumnGates.Bind(run, number, all.get(number), firstKind));
            passes.add(gates);
            for (int verdict = 0; verdict < ColumnGates.KINDS; verdict++) {
                run.matches.describe(firstKind + verdict, gates.finding(verdict));
            }
        }
    }

    /** How many passes it would run. */
    int passes() {
        return passes.size();
    }

    /** Runs them; answers how many. */
    int run(ColumnJoin.Layout layout) {
        Workers workers = new Workers(run.setting.options().threads());
        List<ColumnBlocks> blocks = new ColumnJoin(run, passes, workers, layout).run();
        settle(workers);
        int[] leftRest = new int[0];
        int[] rightRest = new int[0];
        for (int p = 0; p < passes.size(); p++) {
            int at = p;
            int number = passes.get(p).number;
            blocks.forEach(b -> run.tallies.get(number).add(b.tallies[at]));
            leftRest = open(
                    run.left, leftRest, blocks.stream().map(b -> b.leftRest[at]).toList());
            rightRest = open(
                    run.right,
                    rightRest,
                    blocks.stream().map(b -> b.rightRest[at]).toList());
            if (leftRest.length > 0 && rightRest.length > 0 && !run.isStopped()) {
                run.pairs(number, Units.single(run.left, leftRest), Units.single(run.right, rightRest));
            }
            run.report(number, 1, 1);
        }
        return passes.size();
    }

    /** Marks the rows of claimed pairs; a right row is one left row's, so threads do not meet. */
    private void settle(Workers workers) {
        byte[] lefts = run.left.state;
        byte[] rights = run.right.state;
        int[] claimed = new int[workers.threads()];
        workers.each(thread -> {
            int to = (int) ((long) lefts.length * (thread + 1) / claimed.length);
            int count = 0;
            for (int l = (int) ((long) lefts.length * thread / claimed.length); l < to; l++) {
                if (run.matches.isPaired(l)) {
                    int r = run.matches.pairOf(l);
                    run.leftMatch[l] = l;
                    run.rightMatch[r] = l;
                    lefts[l] = SideData.MATCHED;
                    rights[r] = SideData.MATCHED;
                    count++;
                }
            }
            claimed[thread] = count;
        });
        run.matches.count(Arrays.stream(claimed).sum());
    }

    /** The rows, those before among them, that are open now, each once. */
    private static int[] open(SideData side, int[] before, List<ColumnBlocks.RowList> more) {
        int size = before.length;
        for (ColumnBlocks.RowList list : more) {
            size += list.size;
        }
        int[] rows = Arrays.copyOf(before, size);
        int at = before.length;
        for (ColumnBlocks.RowList list : more) {
            System.arraycopy(list.rows, 0, rows, at, list.size);
            at += list.size;
        }
        Arrays.sort(rows);
        int kept = 0;
        for (int i = 0; i < size; i++) {
            if ((i == 0 || rows[i] != rows[i - 1]) && side.state[rows[i]] == SideData.OPEN) {
                rows[kept++] = rows[i];
            }
        }
        return Arrays.copyOf(rows, kept);
    }
}
