package io.counterfoil.reconciliation.engine.internal;

import java.util.Arrays;

/**
 * Matching of greatest total weight in a bipartite graph, with the regret of each pair (reconciliation specification 4.3).
 *
 * <p>Lefts enter one by one; each is placed by one shortest alternating path on reduced costs. The dual values u and v stay feasible (u + v is at least the
 * weight of every edge) and complementary (zero for whoever stays alone, tight on matched edges), so the result is optimal. A pair's regret is the length of
 * the shortest residual path from its left to its right end, where staying alone goes through a hub; it is zero exactly for pairs that some optimum lacks.
 * Integers throughout. Not thread-safe.
 */
public final class Assignment {

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
        int[] waiting = new int[lefts];
        int count = assignment.takeFree(waiting);
        if (count > 0) {
            Search search = assignment.new Search();
            for (int i = 0; i < count; i++) {
                search.augment(waiting[i]);
            }
        }
        return assignment;
    }

    /** The right that the left is paired with in this optimum, or -1. */
    public int mateOf(int left) {
        return mateOfLeft[left];
    }

    /** The greatest total weight: by complementary slackness the sum of all dual values. */
    public long totalWeight() {
        long total = 0;
        for (long dual : u) {
            total = Math.addExact(total, dual);
        }
        for (long dual : v) {
            total = Math.addExact(total, dual);
        }
        return total;
    }

    /** Gives each left in turn its best right while that is free: the dual values stay feasible, and most lefts need no search. */
    private int takeFree(int[] waiting) {
        int count = 0;
        for (int l = 0; l < lefts; l++) {
            long best = 0;
            int right = -1;
            for (int e = start[l]; e < start[l + 1]; e++) {
                boolean better = weight[e] > best
                        || (weight[e] == best && right >= 0 && mateOfRight[right] >= 0 && mateOfRight[target[e]] < 0);
                if (better) {
                    best = weight[e];
                    right = target[e];
                }
            }
            u[l] = best;
            if (right >= 0 && mateOfRight[right] < 0) {
                mateOfLeft[l] = right;
                mateOfRight[right] = l;
            } else if (right >= 0) {
                waiting[count] = l;
                count++;
            }
        }
        return count;
    }

    /** One shortest-path search over alternating paths; keeps its arrays between searches. */
    private final class Search {

        private final DistanceHeap queue = new DistanceHeap(rights);
        private final int[] comesFrom = new int[rights];
        private final int[] touched = new int[rights];
        private int touchedCount;

        private void augment(int root) {
            long best = 0;
            for (int e = start[root]; e < start[root + 1]; e++) {
                best = Math.max(best, weight[e] - v[target[e]]);
            }
            u[root] = best;
            if (best == 0) {
                return;
            }
            long[] distance = queue.distance;
            long end = best;
            int loser = root;
            int free = -1;
            int left = root;
            long reached = 0;
            while (true) {
                long base = reached + u[left];
                for (int e = start[left]; e < start[left + 1]; e++) {
                    int r = target[e];
                    long d = base + v[r] - weight[e];
                    if (d < end && d < distance[r]) {
                        if (distance[r] == DistanceHeap.FAR) {
                            touched[touchedCount] = r;
                            touchedCount++;
                        }
                        comesFrom[r] = left;
                        if (mateOfRight[r] < 0) {
                            distance[r] = d;
                            end = d;
                            free = r;
                        } else {
                            queue.reach(r, d);
                        }
                    }
                }
                if (queue.isEmpty()) {
                    break;
                }
                int r = queue.poll();
                if (distance[r] >= end) {
                    break;
                }
                left = mateOfRight[r];
                reached = distance[r];
                if (reached + u[left] < end) {
                    end = reached + u[left];
                    loser = left;
                    free = -1;
                }
            }
            shift(root, end);
            flip(root, free, loser);
        }

        private void shift(int root, long end) {
            u[root] -= end;
            long[] distance = queue.distance;
            for (int i = 0; i < touchedCount; i++) {
                int r = touched[i];
                if (mateOfRight[r] >= 0 && distance[r] < end) {
                    v[r] += end - distance[r];
                    u[mateOfRight[r]] -= end - distance[r];
                }
                distance[r] = DistanceHeap.FAR;
            }
            touchedCount = 0;
            queue.clear();
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

    int[] mates() {
        return mateOfRight;
    }

    long[] weights() {
        return weight;
    }

    long[] dualsOfRights() {
        return v;
    }

    int[] edgeTargets() {
        return target;
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
