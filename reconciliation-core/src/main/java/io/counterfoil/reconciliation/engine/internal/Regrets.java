package io.counterfoil.reconciliation.engine.internal;

import java.util.Arrays;

/**
 * Regrets of an assignment's pairs: the lengths of the shortest ways to do without each. Either somebody stays alone who did not, or the other way round: such a
 * way leads through a hub, and the distances of all pairs to and from it are found together. Or lefts exchange their rights in a ring. An exchange of one pair's
 * right for another's is an arc between pairs, as long as what it loses (its slack). An arc that is no shorter than the way from its one end over the hub to the other
 * is of no use in any ring; few are left, and a ring is searched only through those. Not thread-safe.
 */
public final class Regrets {

    private static final long FAR = DistanceHeap.FAR;

    /** Sweeps over all arcs, before only those who got nearer are looked at. */
    private static final int SWEEPS = 2;

    /** How often, on average, a pair may get nearer before shortest paths are searched in order. */
    private static final int TURNS = 16;

    /** Pairs of which all ways are tried. */
    private static final int FEW = 16;

    private final Assignment assignment;
    private final int lefts;
    /** Arcs from each left to lefts whose right it could have, as far as they are of use. */
    private final int[] arcStart;

    private final int[] arcEnd;

    private int[] arcTo;
    private long[] arcLength;
    private final long[] toHub;
    private final long[] fromHub;
    private final long[] regret;

    Regrets(Assignment assignment) {
        this.assignment = assignment;
        this.lefts = assignment.lefts();
        this.arcStart = new int[lefts];
        this.arcEnd = new int[lefts];
        int edges = assignment.edgeStart(lefts);
        this.arcTo = new int[edges];
        this.arcLength = new long[edges];
        this.toHub = new long[lefts];
        this.fromHub = new long[lefts];
        this.regret = new long[lefts];
        arcs();
        if (lefts <= FEW) {
            allWays();
        } else {
            hub();
            rings();
        }
    }

    /** All shortest ways between a few pairs and the hub, by trying every one as a stop on every way. */
    private void allWays() {
        int n = lefts + 1;
        long[] way = new long[n * n];
        Arrays.fill(way, FAR);
        for (int l = 0; l < lefts; l++) {
            way[l * n + lefts] = toHub[l];
            way[lefts * n + l] = fromHub[l];
            for (int a = arcStart[l]; a < arcEnd[l]; a++) {
                way[l * n + arcTo[a]] = arcLength[a];
            }
        }
        for (int stop = 0; stop < n; stop++) {
            for (int from = 0; from < n; from++) {
                long first = way[from * n + stop];
                if (first < FAR) {
                    int own = from * n;
                    int further = stop * n;
                    for (int to = 0; to < n; to++) {
                        long d = first + way[further + to];
                        if (d < way[own + to]) {
                            way[own + to] = d;
                        }
                    }
                }
            }
        }
        for (int l = 0; l < lefts; l++) {
            regret[l] = way[l * n + l];
        }
    }

    /** Distances of one step to and from the hub, and the arcs. */
    private void arcs() {
        int[] mateOfRight = assignment.mates();
        int[] target = assignment.edgeTargets();
        long[] weight = assignment.weights();
        long[] v = assignment.dualsOfRights();
        for (int l = 0; l < lefts; l++) {
            int mate = assignment.mateOf(l);
            toHub[l] = mate < 0 ? FAR : assignment.dualOfLeft(l);
            fromHub[l] = mate < 0 ? FAR : v[mate];
        }
        int arcs = 0;
        for (int l = 0; l < lefts; l++) {
            int mate = assignment.mateOf(l);
            long u = assignment.dualOfLeft(l);
            long hub = toHub[l];
            arcStart[l] = arcs;
            for (int e = assignment.edgeStart(l); e < assignment.edgeStart(l + 1); e++) {
                int right = target[e];
                int other = mateOfRight[right];
                long slack = u + v[right] - weight[e];
                if (other == l) {
                    continue;
                }
                if (other < 0) {
                    hub = Math.min(hub, slack);
                } else if (mate < 0) {
                    fromHub[other] = Math.min(fromHub[other], slack);
                } else if (slack < hub + fromHub[other]) {
                    arcTo[arcs] = other;
                    arcLength[arcs] = slack;
                    arcs++;
                }
            }
            toHub[l] = hub;
            arcEnd[l] = arcs;
        }
    }

    private void hub() {
        boolean nearer = true;
        for (int sweep = 0; sweep < SWEEPS && nearer; sweep++) {
            nearer = false;
            for (int i = 0; i < lefts; i++) {
                int l = sweep % 2 == 0 ? lefts - 1 - i : i;
                nearer |= arcStart[l] < arcEnd[l] && pass(l);
            }
        }
        if (nearer) {
            spread(fromHub, arcStart, arcEnd, arcTo, arcLength);
            backwards();
        }
    }

    /** Arcs that lead to each left, and the rest of the distances to the hub over them. */
    private void backwards() {
        int[] start = new int[lefts + 1];
        for (int l = 0; l < lefts; l++) {
            for (int a = arcStart[l]; a < arcEnd[l]; a++) {
                start[arcTo[a] + 1]++;
            }
        }
        for (int l = 0; l < lefts; l++) {
            start[l + 1] += start[l];
        }
        int[] end = Arrays.copyOf(start, lefts);
        int[] comesFrom = new int[start[lefts]];
        long[] length = new long[comesFrom.length];
        for (int l = 0; l < lefts; l++) {
            for (int a = arcStart[l]; a < arcEnd[l]; a++) {
                int to = end[arcTo[a]]++;
                comesFrom[to] = l;
                length[to] = arcLength[a];
            }
        }
        spread(toHub, start, end, comesFrom, length);
    }

    /** Goes on where the sweeps stopped: whoever got nearer tells its neighbours, in turn, and where that goes on for long, the nearest first. */
    private void spread(long[] distance, int[] start, int[] end, int[] to, long[] length) {
        int[] turn = new int[lefts];
        boolean[] waits = new boolean[lefts];
        Arrays.setAll(turn, i -> i);
        Arrays.fill(waits, true);
        int first = 0;
        int waiting = lefts;
        for (long told = 0; waiting > 0 && told < (long) TURNS * lefts; told++) {
            int l = turn[first];
            first = first + 1 == lefts ? 0 : first + 1;
            waiting--;
            waits[l] = false;
            for (int a = start[l]; a < end[l]; a++) {
                int other = to[a];
                if (distance[l] + length[a] < distance[other]) {
                    distance[other] = distance[l] + length[a];
                    if (!waits[other]) {
                        waits[other] = true;
                        turn[first + waiting < lefts ? first + waiting : first + waiting - lefts] = other;
                        waiting++;
                    }
                }
            }
        }
        if (waiting > 0) {
            nearestFirst(distance, start, end, to, length);
        }
    }

    private void nearestFirst(long[] distance, int[] start, int[] end, int[] to, long[] length) {
        DistanceHeap queue = new DistanceHeap(lefts);
        for (int l = 0; l < lefts; l++) {
            queue.reach(l, distance[l]);
        }
        while (!queue.isEmpty()) {
            int l = queue.poll();
            distance[l] = queue.distance[l];
            for (int a = start[l]; a < end[l]; a++) {
                if (distance[l] + length[a] < queue.distance[to[a]]) {
                    queue.reach(to[a], distance[l] + length[a]);
                }
            }
        }
    }

    /**
     * Whether a way over one of the left's arcs is shorter than what is known, for the left to the hub, or from the hub for the arc's end. Arcs that are of no use,
     * and cannot be later, when distances have only become shorter, are dropped.
     */
    private boolean pass(int l) {
        boolean nearer = false;
        long out = toHub[l];
        long in = fromHub[l];
        int kept = arcStart[l];
        for (int a = kept; a < arcEnd[l]; a++) {
            int other = arcTo[a];
            long length = arcLength[a];
            long ahead = fromHub[other];
            if (length >= out + ahead) {
                continue;
            }
            if (length + toHub[other] < out) {
                out = length + toHub[other];
                nearer = true;
            }
            if (length + in < ahead) {
                fromHub[other] = length + in;
                nearer = true;
            }
            arcTo[kept] = other;
            arcLength[kept] = length;
            kept++;
        }
        arcEnd[l] = kept;
        toHub[l] = out;
        return nearer;
    }

    /** The way over the hub, or the shortest ring where one is shorter. */
    private void rings() {
        long[] leastIn = new long[lefts];
        Arrays.fill(leastIn, FAR);
        boolean some = false;
        for (int l = 0; l < lefts; l++) {
            regret[l] = assignment.mateOf(l) < 0 ? 0 : toHub[l] + fromHub[l];
            int kept = arcStart[l];
            for (int a = kept; a < arcEnd[l]; a++) {
                int other = arcTo[a];
                if (arcLength[a] < toHub[l] + fromHub[other]) {
                    arcTo[kept] = other;
                    arcLength[kept] = arcLength[a];
                    leastIn[other] = Math.min(leastIn[other], arcLength[a]);
                    kept++;
                }
            }
            arcEnd[l] = kept;
            some |= kept > arcStart[l];
        }
        if (some) {
            Search search = new Search(leastIn);
            for (int l = 0; l < lefts; l++) {
                search.ring(l);
            }
        }
        arcTo = new int[0];
        arcLength = new long[0];
    }

    /** Searches rings through one left after the other. */
    private final class Search {

        private final long[] leastIn;
        private final boolean[] done = new boolean[lefts];
        private final DistanceHeap queue = new DistanceHeap(lefts);
        private final int[] touched = new int[lefts];
        private final int[] comesFrom = new int[lefts];
        private int count;

        private Search(long[] leastIn) {
            this.leastIn = leastIn;
        }

        private void ring(int root) {
            done[root] = true;
            if (arcStart[root] == arcEnd[root] || leastIn[root] >= regret[root]) {
                return;
            }
            count = 0;
            relax(root, root, 0);
            while (!queue.isEmpty()) {
                int l = queue.poll();
                if (queue.distance[l] + leastIn[root] >= regret[root]) {
                    break;
                }
                relax(root, l, queue.distance[l]);
            }
            for (int i = 0; i < count; i++) {
                queue.distance[touched[i]] = FAR;
            }
            queue.clear();
        }

        /** Goes on from a left that was reached, leaving out lefts through which no ring is shorter than what is known. */
        private void relax(int root, int left, long from) {
            for (int a = arcStart[left]; a < arcEnd[left]; a++) {
                int other = arcTo[a];
                long d = from + arcLength[a];
                if (d >= regret[root]) {
                    continue;
                }
                if (other == root) {
                    close(root, left, d);
                } else if (d < queue.distance[other]
                        && d + leastIn[root] < regret[root]
                        && !(done[other] && regret[other] >= regret[root])
                        && d + toHub[other] - toHub[root] < regret[root]
                        && d + fromHub[root] - fromHub[other] < regret[root]) {
                    if (queue.distance[other] == FAR) {
                        touched[count] = other;
                        count++;
                    }
                    comesFrom[other] = left;
                    queue.reach(other, d);
                }
            }
        }

        /** A ring is a way for all of its pairs. */
        private void close(int root, int last, long length) {
            int l = last;
            while (l != root) {
                regret[l] = Math.min(regret[l], length);
                l = comesFrom[l];
            }
            regret[root] = length;
        }
    }

    /** Greatest total weight less greatest total weight without the left's pair; the left must have one. */
    public long of(int left) {
        return regret[left];
    }
}
