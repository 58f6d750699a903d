package io.counterfoil.reconciliation.score.internal;

import java.util.ArrayDeque;
import java.util.Arrays;

/**
 * Probability of each candidate pair over all one-to-one matchings of its component, staying alone included (reconciliation specification 4.8). A matching's
 * weight is the product of its pairs' odds; the sum over all matchings is taken exactly, row by row, over which of the columns that are still in play are taken.
 * Where more columns are in play at once than {@link #EXACT_COLUMNS}, pairs that are weakest beside the best ones of both their ends are left out first, until
 * what remains is small enough: the approximation. Not thread-safe.
 */
public final class MatchingPosterior {

    /** Columns that may be in play at once. */
    public static final int EXACT_COLUMNS = 16;

    private static final long FAR_BEHIND = 24_000;
    private static final long STEP = 1_000;
    private static final int STATES = 1 << 24;

    private final int lefts;
    private final int rights;
    private final int[] from;
    private final int[] to;
    private final long[] weight;
    private final double[] posterior;
    private final boolean[] approximate;

    private MatchingPosterior(int lefts, int rights, int[] from, int[] to, long[] weight) {
        this.lefts = lefts;
        this.rights = rights;
        this.from = from;
        this.to = to;
        this.weight = weight;
        this.posterior = new double[from.length];
        this.approximate = new boolean[from.length];
    }

    /**
     * Computes.
     *
     * @param lefts how many rows, numbered from 0
     * @param rights how many columns, numbered from 0
     * @param from row of each pair, ascending
     * @param to column of each pair
     * @param logOdds of each pair against both staying alone, in thousandths of a bit
     */
    public static MatchingPosterior of(int lefts, int rights, int[] from, int[] to, long[] logOdds) {
        MatchingPosterior all = new MatchingPosterior(lefts, rights, from, to, logOdds);
        int[] edges = new int[from.length];
        Arrays.setAll(edges, i -> i);
        all.split(edges, FAR_BEHIND, false);
        return all;
    }

    /** Probability of the pair. */
    public double of(int edge) {
        return posterior[edge];
    }

    /** Whether the pair's component was too large for the exact sum. */
    public boolean isApproximate(int edge) {
        return approximate[edge];
    }

    /** Solves each component of the pairs; what is far behind is left out where a component is too large. */
    private void split(int[] edges, long behind, boolean approximated) {
        int[] parent = new int[lefts + rights];
        for (int e : edges) {
            parent[from[e]] = from[e];
            parent[lefts + to[e]] = lefts + to[e];
        }
        for (int e : edges) {
            int a = root(parent, from[e]);
            int b = root(parent, lefts + to[e]);
            parent[Math.max(a, b)] = Math.min(a, b);
        }
        long[] keys = new long[edges.length];
        for (int i = 0; i < edges.length; i++) {
            keys[i] = (long) root(parent, from[edges[i]]) << 32 | edges[i];
        }
        Arrays.sort(keys);
        int start = 0;
        while (start < keys.length) {
            int end = start + 1;
            while (end < keys.length && keys[end] >>> 32 == keys[start] >>> 32) {
                end++;
            }
            int[] component = new int[end - start];
            for (int i = start; i < end; i++) {
                component[i - start] = (int) keys[i];
            }
            component(component, behind, approximated);
            start = end;
        }
    }

    private static int root(int[] parent, int node) {
        int at = node;
        while (parent[at] != at) {
            parent[at] = parent[parent[at]];
            at = parent[at];
        }
        return at;
    }

    private void component(int[] edges, long behind, boolean approximated) {
        if (edges.length == 1) {
            double odds = odds(edges[0]);
            posterior[edges[0]] = odds / (1 + odds);
            approximate[edges[0]] = approximated;
            return;
        }
        Elimination exact = new Elimination(edges);
        if (exact.fits()) {
            exact.solve();
            for (int e : edges) {
                approximate[e] = approximated;
            }
            return;
        }
        for (int e : edges) {
            approximate[e] = true;
        }
        thin(edges, behind);
    }

    private double odds(int edge) {
        return StrictMath.pow(2, Math.max(-60_000, Math.min(60_000, weight[edge])) / 1000.0);
    }

    /** Leaves out pairs that lie behind the best of both their ends by more than the bound, which shrinks until the component falls apart. */
    private void thin(int[] edges, long behind) {
        long bound = behind;
        int[] kept = edges;
        while (kept.length == edges.length && bound > 0) {
            kept = kept(edges, bound);
            bound -= STEP;
        }
        if (kept.length == edges.length) {
            kept = Arrays.copyOf(edges, edges.length / 2);
        }
        split(kept, bound, true);
    }

    private int[] kept(int[] edges, long bound) {
        java.util.Map<Integer, Long> best = new java.util.HashMap<>();
        for (int e : edges) {
            best.merge(from[e], weight[e], Math::max);
            best.merge(lefts + to[e], weight[e], Math::max);
        }
        return Arrays.stream(edges)
                .filter(e -> weight[e] >= best.getOrDefault(from[e], 0L) - bound
                        || weight[e] >= best.getOrDefault(lefts + to[e], 0L) - bound)
                .toArray();
    }

    /** The sum over all matchings of one component. */
    private final class Elimination {

        private final int[] edges;
        private final int[] rowOf;
        private final int[] slot;
        private int rows;
        private int[] start = new int[0];
        private int[] order = new int[0];
        private long[] freed = new long[0];
        private int slots;

        private Elimination(int[] edges) {
            this.edges = edges;
            this.rowOf = new int[edges.length];
            this.slot = new int[edges.length];
            arrange();
        }

        /** Puts rows in an order of neighbours and gives each column a slot from its first row to its last. */
        private void arrange() {
            int[] localLefts =
                    Arrays.stream(edges).map(e -> from[e]).sorted().distinct().toArray();
            int[] localRights =
                    Arrays.stream(edges).map(e -> to[e]).sorted().distinct().toArray();
            rows = localLefts.length;
            int columns = localRights.length;
            int[] l = Arrays.stream(edges)
                    .map(e -> Arrays.binarySearch(localLefts, from[e]))
                    .toArray();
            int[] r = Arrays.stream(edges)
                    .map(e -> Arrays.binarySearch(localRights, to[e]))
                    .toArray();
            int[] position = positions(l, r, columns);
            int[] first = new int[columns];
            int[] last = new int[columns];
            Arrays.fill(first, Integer.MAX_VALUE);
            Arrays.fill(last, -1);
            for (int i = 0; i < edges.length; i++) {
                rowOf[i] = position[l[i]];
                first[r[i]] = Math.min(first[r[i]], rowOf[i]);
                last[r[i]] = Math.max(last[r[i]], rowOf[i]);
            }
            start = new int[rows + 1];
            for (int row : rowOf) {
                start[row + 1]++;
            }
            for (int i = 0; i < rows; i++) {
                start[i + 1] += start[i];
            }
            order = new int[edges.length];
            int[] at = Arrays.copyOf(start, rows);
            for (int i = 0; i < edges.length; i++) {
                order[at[rowOf[i]]++] = i;
            }
            assignSlots(r, first, last);
        }

        private void assignSlots(int[] r, int[] first, int[] last) {
            int[] slotOf = new int[first.length];
            freed = new long[rows];
            long busy = 0;
            for (int row = 0; row < rows; row++) {
                for (int k = start[row]; k < start[row + 1]; k++) {
                    int column = r[order[k]];
                    if (first[column] == row) {
                        int free = Long.numberOfTrailingZeros(~busy);
                        if (free >= 62) {
                            slots = 64;
                            return;
                        }
                        busy |= 1L << free;
                        slotOf[column] = free;
                        slots = Math.max(slots, free + 1);
                    }
                    slot[order[k]] = slotOf[column];
                }
                for (int k = start[row]; k < start[row + 1]; k++) {
                    int column = r[order[k]];
                    if (last[column] == row) {
                        freed[row] |= 1L << slotOf[column];
                    }
                }
                busy &= ~freed[row];
            }
        }

        /** Breadth first from the row with the fewest columns. */
        private int[] positions(int[] l, int[] r, int columns) {
            int[][] byRow = lists(l, r, rows);
            int[][] byColumn = lists(r, l, columns);
            int[] position = new int[rows];
            Arrays.fill(position, -1);
            int begin = 0;
            for (int i = 1; i < rows; i++) {
                begin = byRow[i].length < byRow[begin].length ? i : begin;
            }
            ArrayDeque<Integer> queue = new ArrayDeque<>();
            queue.add(begin);
            position[begin] = 0;
            int next = 1;
            while (!queue.isEmpty()) {
                int row = queue.remove();
                for (int column : byRow[row]) {
                    for (int other : byColumn[column]) {
                        if (position[other] < 0) {
                            position[other] = next;
                            next++;
                            queue.add(other);
                        }
                    }
                }
            }
            return position;
        }

        private int[][] lists(int[] keys, int[] values, int size) {
            int[] count = new int[size];
            for (int key : keys) {
                count[key]++;
            }
            int[][] lists = new int[size][];
            for (int i = 0; i < size; i++) {
                lists[i] = new int[count[i]];
            }
            for (int i = 0; i < keys.length; i++) {
                lists[keys[i]][--count[keys[i]]] = values[i];
            }
            return lists;
        }

        private boolean fits() {
            return slots <= EXACT_COLUMNS && (long) (rows + 1) << slots <= STATES;
        }

        private void solve() {
            int states = 1 << slots;
            double[][] forward = new double[rows + 1][];
            forward[0] = new double[states];
            forward[0][0] = 1;
            double[] odds = new double[edges.length];
            for (int i = 0; i < edges.length; i++) {
                odds[i] = odds(edges[i]);
            }
            for (int row = 0; row < rows; row++) {
                forward[row + 1] = step(row, forward[row], odds);
            }
            double[] backward = new double[states];
            backward[0] = 1;
            for (int row = rows - 1; row >= 0; row--) {
                backward = back(row, forward[row], backward, odds);
            }
        }

        private double[] step(int row, double[] before, double[] odds) {
            double[] after = new double[before.length];
            int keep = (int) ~freed[row];
            for (int state = 0; state < before.length; state++) {
                double value = before[state];
                if (value == 0) {
                    continue;
                }
                after[state & keep] += value;
                for (int k = start[row]; k < start[row + 1]; k++) {
                    int bit = 1 << slot[order[k]];
                    if ((state & bit) == 0) {
                        after[(state | bit) & keep] += value * odds[order[k]];
                    }
                }
            }
            scale(after);
            return after;
        }

        /** The backward sums of the row, and the probabilities of its pairs on the way. */
        private double[] back(int row, double[] before, double[] backward, double[] odds) {
            double[] sums = new double[before.length];
            double[] through = new double[start[row + 1] - start[row]];
            int keep = (int) ~freed[row];
            double total = 0;
            for (int state = 0; state < before.length; state++) {
                double value = before[state];
                if (value == 0) {
                    continue;
                }
                double sum = backward[state & keep];
                for (int k = start[row]; k < start[row + 1]; k++) {
                    int bit = 1 << slot[order[k]];
                    if ((state & bit) == 0) {
                        double part = odds[order[k]] * backward[(state | bit) & keep];
                        sum += part;
                        through[k - start[row]] += value * part;
                    }
                }
                sums[state] = sum;
                total += value * sum;
            }
            for (int k = start[row]; k < start[row + 1]; k++) {
                posterior[edges[order[k]]] = through[k - start[row]] / total;
            }
            scale(sums);
            return sums;
        }

        private void scale(double[] values) {
            double most = 0;
            for (double v : values) {
                most = Math.max(most, v);
            }
            if (most > 0) {
                for (int i = 0; i < values.length; i++) {
                    values[i] /= most;
                }
            }
        }
    }
}
