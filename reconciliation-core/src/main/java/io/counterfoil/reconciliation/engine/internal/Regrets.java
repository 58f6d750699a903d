package io.counterfoil.reconciliation.engine.internal;

import java.util.Arrays;
import java.util.PriorityQueue;

/**
 * Regrets of an assignment's pairs: shortest residual paths from a pair's left to its right end. Paths through the hub (somebody stays alone who did not, or the
 * other way round) are found for all pairs by one search from the hub and one to it; only closed exchanges need a search of their own, bounded by the
 * former. Not thread-safe.
 */
public final class Regrets {

    private static final long FAR = Long.MAX_VALUE / 4;

    private final Assignment assignment;
    private final int lefts;
    private final int rights;
    private final int[] reverseStart;
    private final int[] reverseLeft;
    private final long[] reverseSlack;
    private final long[] leftToHub;
    private final long[] hubToRight;
    private final long[] distance;
    private final int[] touched;

    private record Step(long distance, int node) implements Comparable<Step> {
        @Override
        public int compareTo(Step other) {
            return Long.compare(distance, other.distance);
        }
    }

    Regrets(Assignment assignment) {
        this.assignment = assignment;
        this.lefts = assignment.lefts();
        this.rights = assignment.rights();
        int edges = assignment.edgeStart(lefts);
        this.reverseStart = new int[rights + 1];
        this.reverseLeft = new int[edges];
        this.reverseSlack = new long[edges];
        reverse(edges);
        this.leftToHub = toHub();
        this.hubToRight = fromHub();
        this.distance = new long[rights];
        this.touched = new int[rights];
        Arrays.fill(distance, FAR);
    }

    private void reverse(int edges) {
        for (int e = 0; e < edges; e++) {
            reverseStart[assignment.edgeTarget(e) + 1]++;
        }
        for (int r = 0; r < rights; r++) {
            reverseStart[r + 1] += reverseStart[r];
        }
        int[] at = Arrays.copyOf(reverseStart, rights);
        for (int l = 0; l < lefts; l++) {
            for (int e = assignment.edgeStart(l); e < assignment.edgeStart(l + 1); e++) {
                int to = at[assignment.edgeTarget(e)]++;
                reverseLeft[to] = l;
                reverseSlack[to] = assignment.slack(l, e);
            }
        }
    }

    /** Distance of each left to the hub. */
    private long[] toHub() {
        long[] left = new long[lefts];
        long[] right = new long[rights];
        Arrays.fill(left, FAR);
        Arrays.fill(right, FAR);
        PriorityQueue<Step> queue = new PriorityQueue<>();
        for (int l = 0; l < lefts; l++) {
            if (assignment.mateOf(l) >= 0) {
                left[l] = assignment.dualOfLeft(l);
                queue.add(new Step(left[l], l));
            }
        }
        for (int r = 0; r < rights; r++) {
            if (assignment.mateOfRight(r) < 0) {
                right[r] = 0;
                queue.add(new Step(0, lefts + r));
            }
        }
        for (Step next = queue.poll(); next != null; next = queue.poll()) {
            if (next.node() < lefts) {
                int mate = assignment.mateOf(next.node());
                if (next.distance() == left[next.node()] && mate >= 0 && next.distance() < right[mate]) {
                    right[mate] = next.distance();
                    queue.add(new Step(next.distance(), lefts + mate));
                }
            } else if (next.distance() == right[next.node() - lefts]) {
                int r = next.node() - lefts;
                for (int i = reverseStart[r]; i < reverseStart[r + 1]; i++) {
                    int l = reverseLeft[i];
                    long d = next.distance() + reverseSlack[i];
                    if (assignment.mateOf(l) != r && d < left[l]) {
                        left[l] = d;
                        queue.add(new Step(d, l));
                    }
                }
            }
        }
        return left;
    }

    /** Distance of each right from the hub. */
    private long[] fromHub() {
        long[] right = new long[rights];
        Arrays.fill(right, FAR);
        PriorityQueue<Step> queue = new PriorityQueue<>();
        for (int r = 0; r < rights; r++) {
            if (assignment.mateOfRight(r) >= 0) {
                right[r] = assignment.dualOfRight(r);
                queue.add(new Step(right[r], r));
            }
        }
        for (int l = 0; l < lefts; l++) {
            if (assignment.mateOf(l) < 0) {
                relaxFrom(l, 0, FAR, right, queue);
            }
        }
        for (Step next = queue.poll(); next != null; next = queue.poll()) {
            int mate = assignment.mateOfRight(next.node());
            if (next.distance() == right[next.node()] && mate >= 0) {
                relaxFrom(mate, next.distance(), FAR, right, queue);
            }
        }
        return right;
    }

    private void relaxFrom(int left, long from, long bound, long[] right, PriorityQueue<Step> queue) {
        for (int e = assignment.edgeStart(left); e < assignment.edgeStart(left + 1); e++) {
            int r = assignment.edgeTarget(e);
            long d = from + assignment.slack(left, e);
            if (r != assignment.mateOf(left) && d < right[r] && d < bound) {
                right[r] = d;
                queue.add(new Step(d, r));
            }
        }
    }

    /** Greatest total weight less greatest total weight without the left's pair; the left must have one. */
    public long of(int left) {
        int goal = assignment.mateOf(left);
        long best = leftToHub[left] + hubToRight[goal];
        PriorityQueue<Step> queue = new PriorityQueue<>();
        int count = 0;
        count = relaxLocal(left, 0, best, queue, count);
        for (Step next = queue.poll(); next != null; next = queue.poll()) {
            if (next.node() == goal) {
                best = next.distance();
                break;
            }
            int mate = assignment.mateOfRight(next.node());
            if (next.distance() == distance[next.node()] && mate >= 0) {
                count = relaxLocal(mate, next.distance(), best, queue, count);
            }
        }
        for (int i = 0; i < count; i++) {
            distance[touched[i]] = FAR;
        }
        return best;
    }

    private int relaxLocal(int left, long from, long bound, PriorityQueue<Step> queue, int touchedCount) {
        int count = touchedCount;
        for (int e = assignment.edgeStart(left); e < assignment.edgeStart(left + 1); e++) {
            int r = assignment.edgeTarget(e);
            long d = from + assignment.slack(left, e);
            if (r != assignment.mateOf(left) && d < distance[r] && d < bound) {
                if (distance[r] == FAR) {
                    touched[count] = r;
                    count++;
                }
                distance[r] = d;
                queue.add(new Step(d, r));
            }
        }
        return count;
    }
}
