package io.counterfoil.reconciliation.engine.internal;

import java.util.Arrays;
import java.util.PriorityQueue;

/**
 * Matching of greatest total weight in a bipartite graph, with the regret of each pair (reconciliation specification 4.3).
 *
 * <p>Lefts enter one by one; each is placed by one shortest alternating path on reduced costs. The dual values u and v stay feasible (u + v is at least the
 * weight of every edge) and complementary (zero for whoever stays alone, tight on matched edges), so the result is optimal. A pair's regret is the length of
 * the shortest residual path from its left to its right end, where staying alone goes through a hub; it is zero exactly for pairs that some optimum lacks.
 * Integers throughout. Not thread-safe.
 */
public final class Assignment {

    private static final long FAR = Long.MAX_VALUE / 4;

    private final int lefts;
    private final int rights;
    private final int[] start;
    private final int[] target;
    private final long[] weight;
    private final int[] mateOfLeft;
    private final int[] mateOfRight;
    private final long[] u;
    private final long[] v;

    private Assignment(int lefts, int rights, int[] from, int[] to, long[] weights) {
        this.lefts = lefts;
        this.rights = rights;
        this.start = new int[lefts + 1];
        this.target = to;
        this.weight = weights;
        for (int l : from) {
            start[l + 1]++;
        }
        for (int l = 0; l < lefts; l++) {
            start[l + 1] += start[l];
        }
        this.mateOfLeft = new int[lefts];
        this.mateOfRight = new int[rights];
        this.u = new long[lefts];
        this.v = new long[rights];
        Arrays.fill(mateOfLeft, -1);
        Arrays.fill(mateOfRight, -1);
    }

    /**
     * Solves.
     *
     * @param lefts how many lefts, numbered from 0
     * @param rights how many rights, numbered from 0
     * @param from left end of each edge, in ascending order
     * @param to right end of each edge
     * @param weights positive weight of each edge
     */
    public static Assignment solve(int lefts, int rights, int[] from, int[] to, long[] weights) {
        Assignment assignment = new Assignment(lefts, rights, from, to, weights);
        Search search = assignment.new Search();
        for (int l = 0; l < lefts; l++) {
            assignment.place(l, search);
        }
        return assignment;
    }

    /** The right that the left is paired with in this optimum, or -1. */
    public int mateOf(int left) {
        return mateOfLeft[left];
    }

    /** The greatest total weight. */
    public long totalWeight() {
        long total = 0;
        for (int l = 0; l < lefts; l++) {
            for (int e = start[l]; e < start[l + 1]; e++) {
                if (target[e] == mateOfLeft[l]) {
                    total = Math.addExact(total, weight[e]);
                }
            }
        }
        return total;
    }

    private void place(int root, Search search) {
        long best = 0;
        for (int e = start[root]; e < start[root + 1]; e++) {
            best = Math.max(best, weight[e] - v[target[e]]);
        }
        u[root] = best;
        if (best == 0) {
            return;
        }
        search.augment(root);
    }

    private record Step(long distance, int right) implements Comparable<Step> {
        @Override
        public int compareTo(Step other) {
            int order = Long.compare(distance, other.distance);
            return order != 0 ? order : Integer.compare(right, other.right);
        }
    }

    /** One shortest-path search over alternating paths; keeps its arrays between searches. */
    private final class Search {

        private final long[] distance = new long[rights];
        private final int[] comesFrom = new int[rights];
        private final boolean[] done = new boolean[rights];
        private final int[] touched = new int[rights];
        private int touchedCount;

        private Search() {
            Arrays.fill(distance, FAR);
        }

        private void reset() {
            for (int i = 0; i < touchedCount; i++) {
                distance[touched[i]] = FAR;
                done[touched[i]] = false;
            }
            touchedCount = 0;
        }

        private void augment(int root) {
            PriorityQueue<Step> queue = new PriorityQueue<>();
            long end = u[root];
            int loser = root;
            int free = -1;
            int left = root;
            long reached = 0;
            while (true) {
                for (int e = start[left]; e < start[left + 1]; e++) {
                    int r = target[e];
                    long d = reached + u[left] + v[r] - weight[e];
                    if (!done[r] && d < distance[r] && d <= end) {
                        touch(r);
                        distance[r] = d;
                        comesFrom[r] = left;
                        queue.add(new Step(d, r));
                    }
                }
                Step next = poll(queue);
                if (next == null || next.distance() >= end) {
                    break;
                }
                int r = next.right();
                done[r] = true;
                if (mateOfRight[r] < 0) {
                    free = r;
                    end = next.distance();
                    break;
                }
                left = mateOfRight[r];
                reached = next.distance();
                if (reached + u[left] < end) {
                    end = reached + u[left];
                    loser = left;
                }
            }
            shift(root, end, free);
            flip(root, free, loser);
            reset();
        }

        private void touch(int r) {
            if (distance[r] == FAR) {
                touched[touchedCount] = r;
                touchedCount++;
            }
        }

        private @org.jspecify.annotations.Nullable Step poll(PriorityQueue<Step> queue) {
            Step next = queue.poll();
            while (next != null && (done[next.right()] || next.distance() > distance[next.right()])) {
                next = queue.poll();
            }
            return next;
        }

        private void shift(int root, long end, int free) {
            u[root] -= end;
            for (int i = 0; i < touchedCount; i++) {
                int r = touched[i];
                if (done[r] && r != free && distance[r] < end) {
                    v[r] += end - distance[r];
                    u[mateOfRight[r]] -= end - distance[r];
                }
            }
        }

        /** Moves everybody on the path to the free right, or to the left that stays alone from now on. */
        private void flip(int root, int free, int loser) {
            int right = free >= 0 ? free : mateOfLeft[loser];
            if (free < 0) {
                if (loser == root) {
                    return;
                }
                mateOfLeft[loser] = -1;
            }
            while (true) {
                int left = comesFrom[right];
                int before = mateOfLeft[left];
                mateOfLeft[left] = right;
                mateOfRight[right] = left;
                if (left == root) {
                    return;
                }
                right = before;
            }
        }
    }

    /** What the best assignment loses without a pair, for any of its pairs. */
    public Regrets regrets() {
        return new Regrets(this);
    }

    /**
     * For every node, a number that two nodes share exactly if they can change places at no cost: lefts first, then rights, then the hub for staying alone. An
     * unmatched edge that is tight between nodes of one class is in some optimum; a matched edge is in every optimum unless its ends are of one class.
     */
    public int[] classes() {
        return new TieClasses(this).classes();
    }

    int lefts() {
        return lefts;
    }

    int rights() {
        return rights;
    }

    int edgeStart(int left) {
        return start[left];
    }

    int edgeTarget(int edge) {
        return target[edge];
    }

    int mateOfRight(int right) {
        return mateOfRight[right];
    }

    boolean isTight(int left, int edge) {
        return slack(left, edge) == 0;
    }

    long slack(int left, int edge) {
        return u[left] + v[target[edge]] - weight[edge];
    }

    long dualOfLeft(int left) {
        return u[left];
    }

    long dualOfRight(int right) {
        return v[right];
    }
}
