package io.counterfoil.reconciliation.engine.internal;

import io.counterfoil.reconciliation.item.internal.Columns;
import io.counterfoil.reconciliation.item.internal.Prints;
import java.util.Arrays;
import java.util.List;

/**
 * Joins the open rows of both sides for passes that ask for a reference: rows are put into partitions by the upper bits of their fingerprint, small enough to be
 * joined in the nearest cache, and each partition is taken through all the passes before the next. Several sweeps over parts of the key range keep the
 * scratch memory small. What a partition cannot decide by itself is left for the general engine. Not thread-safe.
 */
final class ColumnJoin {

    /**
     * How rows are laid out in memory; no result depends on it.
     *
     * @param partition rows of one side in a partition, on average
     * @param twoSweeps from so many rows on the scratch memory is halved: each further sweep reads all fingerprints once more
     * @param fourSweeps from so many rows on it is halved again
     */
    record Layout(int partition, int twoSweeps, int fourSweeps) {

        static final Layout USUAL = new Layout(2048, 1 << 19, 1 << 22);
    }

    private static final int MOST_BITS = 16;

    private final Run run;
    private final List<ColumnGates> passes;
    private final Workers workers;
    private final Prints leftPrints;
    private final Prints rightPrints;
    private final int bits;
    private final int sweepBits;

    ColumnJoin(Run run, List<ColumnGates> passes, Workers workers, Layout layout) {
        this.run = run;
        this.passes = passes;
        this.workers = workers;
        this.leftPrints = run.left.columns.prints;
        this.rightPrints = run.right.columns.printsAlike(leftPrints);
        int rows = Math.max(run.left.state.length, run.right.state.length);
        this.bits = Math.min(MOST_BITS, bitsFor(rows, layout.partition()));
        this.sweepBits = Math.min(bits, rows >= layout.fourSweeps() ? 2 : rows >= layout.twoSweeps() ? 1 : 0);
    }

    private static int bitsFor(int rows, int each) {
        int bits = 0;
        while ((long) each << bits < rows) {
            bits++;
        }
        return bits;
    }

    /** Where each thread writes the rows that it reads, by partition; one side. */
    private final class Spread {

        private final SideData side;
        private final Prints prints;
        private final int[][] counts;
        private final int[] starts = new int[1 << bits];
        private long[] words = new long[0];

        private Spread(SideData side, Prints prints) {
            this.side = side;
            this.prints = prints;
            this.counts = new int[workers.threads()][];
        }

        private int from(int thread) {
            return (int) ((long) side.state.length * thread / workers.threads());
        }

        private void count(int thread) {
            int[] mine = new int[1 << bits];
            byte[] state = side.state;
            int[] ends = side.columns.referenceEnd;
            long[] halves = prints.halves();
            int from = from(thread);
            int start = side.columns.referenceStart(from);
            for (int row = from; row < from(thread + 1); row++) {
                int end = ends[row];
                if (state[row] == SideData.OPEN) {
                    for (int i = start; i < end; i++) {
                        mine[partition(halves[2 * i])]++;
                    }
                }
                start = end;
            }
            counts[thread] = mine;
        }

        /** Turns counts into the places where each thread begins to write, within each sweep. */
        private void settle() {
            int partitions = 1 << bits;
            int perSweep = partitions >> sweepBits;
            int most = 0;
            int at = 0;
            for (int p = 0; p < partitions; p++) {
                if (p % perSweep == 0) {
                    at = 0;
                }
                starts[p] = at;
                for (int[] mine : counts) {
                    int count = mine[p];
                    mine[p] = at;
                    at += count;
                }
                most = Math.max(most, at);
            }
            words = new long[Math.multiplyExact(most, Packed.WORDS)];
        }

        /** Where the partition ends; asked when all threads have written. */
        private int end(int partition) {
            return counts[workers.threads() - 1][partition];
        }

        private void write(int thread, int sweep) {
            int[] at = counts[thread];
            int from = from(thread);
            Columns columns = side.columns;
            long[] rows = words;
            byte[] state = side.state;
            int[] ends = columns.referenceEnd;
            int[] day = columns.day;
            short[] currency = columns.currency;
            long[] open = columns.open == null ? columns.amount : columns.open;
            long[] halves = prints.halves();
            int start = columns.referenceStart(from);
            for (int row = from; row < from(thread + 1); row++) {
                int end = ends[row];
                for (int i = start; i < end; i++) {
                    long high = halves[2 * i];
                    if (sweepOf(high) == sweep && state[row] == SideData.OPEN) {
                        int word = at[partition(high)]++ * Packed.WORDS;
                        rows[word] = high;
                        rows[word + Packed.LOW] = halves[2 * i + 1];
                        rows[word + Packed.OPEN] = open[row];
                        rows[word + Packed.ROW] = Packed.of(row, day[row], side.currencyCode[currency[row]])
                                | Packed.flags(end - start > 1, prints.isHashed(i));
                    }
                }
                start = end;
            }
        }
    }

    private int partition(long high) {
        return (int) ((high >>> 1) >>> (63 - bits));
    }

    private int sweepOf(long high) {
        return (int) ((high >>> 1) >>> (63 - sweepBits));
    }

    /** Runs the join; the workers have what the general engine must still do. */
    List<ColumnBlocks> run() {
        Spread lefts = new Spread(run.left, leftPrints);
        Spread rights = new Spread(run.right, rightPrints);
        workers.each(thread -> {
            lefts.count(thread);
            rights.count(thread);
        });
        lefts.settle();
        rights.settle();
        ColumnBlocks[] blocks = new ColumnBlocks[workers.threads()];
        Arrays.setAll(blocks, thread -> new ColumnBlocks(run, passes, lefts.words, rights.words));
        int perSweep = (1 << bits) >> sweepBits;
        for (int sweep = 0; sweep < 1 << sweepBits && !run.isStopped(); sweep++) {
            int number = sweep;
            workers.each(thread -> {
                lefts.write(thread, number);
                rights.write(thread, number);
            });
            workers.share(perSweep, (thread, i) -> {
                int p = number * perSweep + i;
                if (!run.cancelled) {
                    blocks[thread].partition(lefts.starts[p], lefts.end(p), rights.starts[p], rights.end(p));
                }
            });
            run.report(passes.get(0).number, sweep + 1L, 1L << sweepBits);
        }
        return List.of(blocks);
    }
}
