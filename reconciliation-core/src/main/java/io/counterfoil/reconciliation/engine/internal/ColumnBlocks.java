package io.counterfoil.reconciliation.engine.internal;

import io.counterfoil.reconciliation.item.internal.KeySort;
import io.counterfoil.reconciliation.item.internal.TextPool;
import java.util.Arrays;
import java.util.List;

/**
 * Takes partitions of packed rows through passes: rows of equal fingerprint form a block, and a block whose candidate pairs have no end in common is decided here,
 * pass by pass. Whatever hangs together in a larger component is left for the general engine, with all rows that a later pass could connect to it, so that
 * both come to what the general engine alone would. One thread's; writes to rows that no other thread has.
 */
final class ColumnBlocks {

    /** Pairs that are looked at one by one; the general engine's block of any size is searched alike up to here. */
    private static final int FEW = 64;

    private final Run run;
    private final ColumnGates[] passes;
    private final long[] left;
    private final long[] right;
    private final TextPool leftTexts;
    private final TextPool rightTexts;
    final Run.Tally[] tallies;
    final RowList[] leftRest;
    final RowList[] rightRest;
    private final int limit;

    // one partition's table: a slot has the number of a block and one; a block has a list of rows on either side
    private int[] table = new int[1024];
    private int[] firstLeft = new int[256];
    private int[] firstRight = new int[256];
    private int[] nextLeft = new int[256];
    private int[] nextRight = new int[256];
    private int blocks;
    private int mask;
    private int rightOffset;

    // one block: places of its open rows in left and right
    private int[] ls = new int[64];
    private int[] rs = new int[64];
    private int lsSize;
    private int rsSize;

    // candidate pairs of one pass
    private int[] edgeLeft = new int[FEW];
    private int[] edgeRight = new int[FEW];
    private int[] edgeVerdict = new int[FEW];
    private int edges;
    private int[] degreeLeft = new int[64];
    private int[] degreeRight = new int[64];

    ColumnBlocks(Run run, List<ColumnGates> passes, long[] left, long[] right) {
        this.run = run;
        this.passes = passes.toArray(ColumnGates[]::new);
        this.left = left;
        this.right = right;
        this.leftTexts = run.left.columns.references;
        this.rightTexts = run.right.columns.references;
        this.limit = run.setting.limits().block();
        this.tallies = new Run.Tally[passes.size()];
        this.leftRest = new RowList[passes.size()];
        this.rightRest = new RowList[passes.size()];
        for (int p = 0; p < tallies.length; p++) {
            tallies[p] = new Run.Tally();
            leftRest[p] = new RowList();
            rightRest[p] = new RowList();
        }
    }

    /** Rows by number. Not thread-safe. */
    static final class RowList {
        int[] rows = new int[16];
        int size;

        void add(int row) {
            if (size == rows.length) {
                rows = Arrays.copyOf(rows, size * 2);
            }
            rows[size] = row;
            size++;
        }
    }

    /** Joins the rows at these places and decides what can be decided. */
    void partition(int leftFrom, int leftTo, int rightFrom, int rightTo) {
        if (leftFrom == leftTo || rightFrom == rightTo) {
            return;
        }
        insertRights(rightFrom, rightTo);
        insertLefts(leftFrom, leftTo);
        for (int b = 0; b < blocks; b++) {
            int l = firstLeft[b];
            if (l < 0) {
                continue;
            }
            int r = firstRight[b];
            int lAt = (leftFrom + l) * Packed.WORDS;
            int rAt = (rightFrom + r) * Packed.WORDS;
            if (nextLeft[l] < 0 && nextRight[r] < 0 && isPlain(left[lAt + Packed.ROW] | right[rAt + Packed.ROW])) {
                pair(lAt, rAt);
            } else {
                collect(leftFrom, l, rightFrom, r);
                block();
            }
        }
    }

    private static boolean isPlain(long packed) {
        return !Packed.isMultiple(packed) && !Packed.isHashed(packed);
    }

    private void insertRights(int from, int to) {
        int size = to - from;
        int slots = Math.max(16, Integer.highestOneBit(Math.min(1 << 29, size)) << 2);
        if (table.length < slots) {
            table = new int[slots];
        } else {
            Arrays.fill(table, 0, slots, 0);
        }
        if (firstRight.length < size) {
            firstRight = new int[size + (size >> 2)];
            firstLeft = new int[firstRight.length];
            nextRight = new int[firstRight.length];
        }
        blocks = 0;
        mask = slots - 1;
        for (int i = 0; i < size; i++) {
            int word = (from + i) * Packed.WORDS;
            int slot = (int) right[word + Packed.LOW] & mask;
            while (table[slot] != 0 && !meets(right, word, (from + firstRight[table[slot] - 1]) * Packed.WORDS)) {
                slot = (slot + 1) & mask;
            }
            int block = table[slot] - 1;
            if (block < 0) {
                table[slot] = blocks + 1;
                firstRight[blocks] = i;
                firstLeft[blocks] = -1;
                nextRight[i] = -1;
                blocks++;
            } else {
                nextRight[i] = nextRight[firstRight[block]];
                nextRight[firstRight[block]] = i;
            }
        }
        rightOffset = from;
    }

    private void insertLefts(int from, int to) {
        int size = to - from;
        if (nextLeft.length < size) {
            nextLeft = new int[size + (size >> 2)];
        }
        for (int i = 0; i < size; i++) {
            int word = (from + i) * Packed.WORDS;
            int slot = (int) left[word + Packed.LOW] & mask;
            while (table[slot] != 0 && !meets(left, word, (rightOffset + firstRight[table[slot] - 1]) * Packed.WORDS)) {
                slot = (slot + 1) & mask;
            }
            int block = table[slot] - 1;
            if (block >= 0) {
                nextLeft[i] = firstLeft[block];
                firstLeft[block] = i;
            }
        }
    }

    /** Whether the row there has the fingerprint of a right row. */
    private boolean meets(long[] words, int at, int rightAt) {
        return words[at + Packed.LOW] == right[rightAt + Packed.LOW] && words[at] == right[rightAt];
    }

    /** A block of one left and one right. */
    private void pair(int l, int r) {
        for (int p = 0; p < tallies.length; p++) {
            int verdict = passes[p].check(
                    left[l + Packed.OPEN], left[l + Packed.ROW], right[r + Packed.OPEN], right[r + Packed.ROW]);
            if (verdict != ColumnGates.NONE) {
                Run.Tally tally = tallies[p];
                tally.pairs++;
                tally.components++;
                tally.largest = Math.max(tally.largest, 1);
                if ((verdict & ColumnGates.RIVAL) == 0) {
                    claim(p, l, r, verdict);
                    return;
                }
            }
        }
    }

    private void claim(int p, int l, int r, int verdict) {
        int leftRow = Packed.row(left[l + Packed.ROW]);
        int rightRow = Packed.row(right[r + Packed.ROW]);
        run.matches.claimPair(leftRow, rightRow, passes[p].firstKind + verdict);
        if (passes[p].isCertain(verdict)) {
            tallies[p].certain++;
        } else {
            tallies[p].likely++;
        }
    }

    private void collect(int leftFrom, int firstL, int rightFrom, int firstR) {
        lsSize = 0;
        rsSize = 0;
        for (int i = firstL; i >= 0; i = nextLeft[i]) {
            if (lsSize == ls.length) {
                ls = Arrays.copyOf(ls, lsSize * 2);
            }
            ls[lsSize++] = (leftFrom + i) * Packed.WORDS;
        }
        for (int i = firstR; i >= 0; i = nextRight[i]) {
            if (rsSize == rs.length) {
                rs = Arrays.copyOf(rs, rsSize * 2);
            }
            rs[rsSize++] = (rightFrom + i) * Packed.WORDS;
        }
    }

    /** A block of several rows. */
    private void block() {
        if (!isDecidable()) {
            leave(0);
            return;
        }
        boolean sorted = false;
        for (int p = 0; p < tallies.length && lsSize > 0 && rsSize > 0; p++) {
            ColumnGates gates = passes[p];
            boolean decided;
            if ((long) lsSize * rsSize <= FEW) {
                edges = 0;
                cross(gates, 0, lsSize, 0, rsSize);
                decided = decide(p);
            } else if (gates.ignoresAmount) {
                leave(p);
                return;
            } else {
                if (!sorted) {
                    sort(ls, lsSize, left);
                    sort(rs, rsSize, right);
                    sorted = true;
                }
                if (gates.joinsOnAmount) {
                    decided = equalAmounts(p, gates);
                } else if (sweep(gates)) {
                    decided = decide(p);
                } else {
                    leave(p);
                    return;
                }
            }
            if (!decided) {
                leave(p + 1);
                return;
            }
        }
    }

    /** Whether all rows have this one reference, and equal fingerprints are equal texts here. */
    private boolean isDecidable() {
        long any = 0;
        long all = -1;
        for (int i = 0; i < lsSize; i++) {
            any |= left[ls[i] + Packed.ROW];
            all &= left[ls[i] + Packed.ROW];
        }
        for (int i = 0; i < rsSize; i++) {
            any |= right[rs[i] + Packed.ROW];
            all &= right[rs[i] + Packed.ROW];
        }
        if (Packed.isMultiple(any)) {
            return false;
        }
        return !Packed.isHashed(any) || (Packed.isHashed(all) && sameTexts());
    }

    private boolean sameTexts() {
        int first = reference(run.left, left[ls[0] + Packed.ROW]);
        for (int i = 1; i < lsSize; i++) {
            if (!TextPool.equal(leftTexts, first, leftTexts, reference(run.left, left[ls[i] + Packed.ROW]))) {
                return false;
            }
        }
        for (int i = 0; i < rsSize; i++) {
            if (!TextPool.equal(leftTexts, first, rightTexts, reference(run.right, right[rs[i] + Packed.ROW]))) {
                return false;
            }
        }
        return true;
    }

    private static int reference(SideData side, long packed) {
        return side.columns.referenceStart(Packed.row(packed));
    }

    /** Leaves the open rows of the block to the general engine from this pass on. */
    private void leave(int p) {
        if (p < leftRest.length) {
            for (int i = 0; i < lsSize; i++) {
                leftRest[p].add(Packed.row(left[ls[i] + Packed.ROW]));
            }
            for (int i = 0; i < rsSize; i++) {
                rightRest[p].add(Packed.row(right[rs[i] + Packed.ROW]));
            }
        }
    }

    /** Adds the candidate pairs of these lefts with these rights. */
    private void cross(ColumnGates gates, int lFrom, int lTo, int rFrom, int rTo) {
        for (int i = lFrom; i < lTo; i++) {
            for (int j = rFrom; j < rTo; j++) {
                edge(gates, i, j);
            }
        }
    }

    private void edge(ColumnGates gates, int i, int j) {
        int l = ls[i];
        int r = rs[j];
        int verdict =
                gates.check(left[l + Packed.OPEN], left[l + Packed.ROW], right[r + Packed.OPEN], right[r + Packed.ROW]);
        if (verdict == ColumnGates.NONE) {
            return;
        }
        if (edges == edgeLeft.length) {
            edgeLeft = Arrays.copyOf(edgeLeft, edges * 2);
            edgeRight = Arrays.copyOf(edgeRight, edges * 2);
            edgeVerdict = Arrays.copyOf(edgeVerdict, edges * 2);
        }
        edgeLeft[edges] = i;
        edgeRight[edges] = j;
        edgeVerdict[edges] = verdict;
        edges++;
    }

    /** Takes what stands alone among the candidate pairs, leaves the rest to the general engine in this pass; false where there is a rest. */
    private boolean decide(int p) {
        if (edges == 0) {
            return true;
        }
        degrees();
        boolean decided = true;
        for (int e = 0; e < edges; e++) {
            int i = edgeLeft[e];
            int j = edgeRight[e];
            if (degreeLeft[i] == 1 && degreeRight[j] == 1) {
                tallies[p].pairs++;
                tallies[p].components++;
                tallies[p].largest = Math.max(tallies[p].largest, 1);
                if ((edgeVerdict[e] & ColumnGates.RIVAL) == 0) {
                    claim(p, ls[i], rs[j], edgeVerdict[e]);
                    degreeLeft[i] = -1;
                    degreeRight[j] = -1;
                }
            } else {
                decided = false;
                leftRest[p].add(Packed.row(left[ls[i] + Packed.ROW]));
                rightRest[p].add(Packed.row(right[rs[j] + Packed.ROW]));
            }
        }
        drop();
        return decided;
    }

    private void degrees() {
        if (degreeLeft.length < lsSize) {
            degreeLeft = new int[lsSize + (lsSize >> 1)];
        }
        if (degreeRight.length < rsSize) {
            degreeRight = new int[rsSize + (rsSize >> 1)];
        }
        Arrays.fill(degreeLeft, 0, lsSize, 0);
        Arrays.fill(degreeRight, 0, rsSize, 0);
        for (int e = 0; e < edges; e++) {
            degreeLeft[edgeLeft[e]]++;
            degreeRight[edgeRight[e]]++;
        }
    }

    /** Takes claimed rows out of the block, keeping its order. */
    private void drop() {
        int kept = 0;
        for (int i = 0; i < lsSize; i++) {
            if (degreeLeft[i] >= 0) {
                ls[kept++] = ls[i];
            }
        }
        lsSize = kept;
        kept = 0;
        for (int j = 0; j < rsSize; j++) {
            if (degreeRight[j] >= 0) {
                rs[kept++] = rs[j];
            }
        }
        rsSize = kept;
    }

    /** By size of the open amount. */
    private static void sort(int[] places, int size, long[] words) {
        long[] keys = new long[size];
        for (int i = 0; i < size; i++) {
            keys[i] = Math.abs(words[places[i] + Packed.OPEN]);
        }
        KeySort.sort(keys, places, size);
    }

    private static long size(long[] words, int place) {
        return Math.abs(words[place + Packed.OPEN]);
    }

    /** Rows of equal amounts form blocks of their own; false where one of them is left to the general engine. */
    private boolean equalAmounts(int p, ColumnGates gates) {
        edges = 0;
        boolean decided = true;
        int i = 0;
        int j = 0;
        while (i < lsSize && j < rsSize) {
            long a = size(left, ls[i]);
            long b = size(right, rs[j]);
            if (a != b) {
                i += a < b ? 1 : 0;
                j += a < b ? 0 : 1;
                continue;
            }
            int iEnd = end(left, ls, i, lsSize);
            int jEnd = end(right, rs, j, rsSize);
            if ((long) (iEnd - i) * (jEnd - j) <= FEW) {
                cross(gates, i, iEnd, j, jEnd);
            } else {
                decided = false;
                for (int k = i; k < iEnd; k++) {
                    leftRest[p].add(Packed.row(left[ls[k] + Packed.ROW]));
                }
                for (int k = j; k < jEnd; k++) {
                    rightRest[p].add(Packed.row(right[rs[k] + Packed.ROW]));
                }
            }
            i = iEnd;
            j = jEnd;
        }
        return decide(p) && decided;
    }

    private static int end(long[] words, int[] places, int from, int size) {
        long amount = size(words, places[from]);
        int to = from + 1;
        while (to < size && size(words, places[to]) == amount) {
            to++;
        }
        return to;
    }

    /** Looks from each left at the amounts in reach; false where that is as much as the general engine might cut short. */
    private boolean sweep(ColumnGates gates) {
        edges = 0;
        long looked = 0;
        int middle = 0;
        for (int i = 0; i < lsSize; i++) {
            long open = left[ls[i] + Packed.OPEN];
            int currency = Packed.currency(left[ls[i] + Packed.ROW]);
            long size = Math.abs(open);
            while (middle < rsSize && size(right, rs[middle]) < size) {
                middle++;
            }
            int up = middle;
            while (up < rsSize && gates.amountsInReach(size, size(right, rs[up]), currency)) {
                edge(gates, i, up);
                up++;
            }
            int down = middle - 1;
            while (down >= 0 && gates.amountsInReach(size, size(right, rs[down]), currency)) {
                edge(gates, i, down);
                down--;
            }
            looked += up - down;
            if (looked > limit) {
                return false;
            }
        }
        return true;
    }
}
