package io.counterfoil.reconciliation.engine.internal;

import io.counterfoil.reconciliation.engine.Reconciliation;
import io.counterfoil.reconciliation.item.internal.KeySort;
import io.counterfoil.reconciliation.plan.MatchLimits;
import io.counterfoil.reconciliation.plan.Pass;
import java.util.Arrays;

/** Cuts a pass's candidate pairs into components and solves each. Numbers are those of the pass's units. Not thread-safe. */
final class Solver {

    /** Takes what the solver finds. */
    interface Sink {

        /** A pair that is in every best assignment. */
        void match(int left, int right, long regret, boolean interchangeable);

        /** Pairs of one tie class: each is in some best assignment, none in all. Some may be rivals only. */
        void tie(int[] lefts, int[] rights, boolean[] rival);

        /** A component that was not solved. */
        void cut(int[] lefts, int[] rights, Reconciliation.Reason limit, long explored);
    }

    private final Edges edges;
    private final Pass pass;
    private final MatchLimits limits;
    private final Interchanges interchanges;
    private final Sink sink;
    private final int[] parent;
    private final int leftUnits;
    /** Local number of each right: a right lies in one component. */
    private final int[] rightNumber;

    int components;
    int largest;

    Solver(Edges edges, PairCheck check, MatchLimits limits, Sink sink) {
        this.edges = edges;
        this.pass = check.pass;
        this.limits = limits;
        this.interchanges = new Interchanges(check);
        this.sink = sink;
        this.leftUnits = check.left().size;
        this.parent = new int[leftUnits + check.right().size];
        this.rightNumber = new int[check.right().size];
        Arrays.fill(rightNumber, -1);
    }

    void solve() {
        int[] degree = new int[parent.length];
        for (int e = 0; e < edges.size; e++) {
            degree[edges.left[e]]++;
            degree[leftUnits + edges.right[e]]++;
        }
        long[] roots = new long[edges.size];
        int[] rest = new int[edges.size];
        int count = 0;
        for (int i = 0; i < parent.length; i++) {
            parent[i] = i;
        }
        for (int e = 0; e < edges.size; e++) {
            if (degree[edges.left[e]] == 1 && degree[leftUnits + edges.right[e]] == 1) {
                components++;
                largest = Math.max(largest, 1);
                if (!edges.contest[e]) {
                    sink.match(edges.left[e], edges.right[e], edges.weight[e], false);
                }
            } else {
                union(edges.left[e], leftUnits + edges.right[e]);
                rest[count] = e;
                count++;
            }
        }
        for (int i = 0; i < count; i++) {
            roots[i] = root(edges.left[rest[i]]);
        }
        KeySort.sort(roots, rest, count);
        int from = 0;
        while (from < count) {
            int to = from + 1;
            while (to < count && roots[to] == roots[from]) {
                to++;
            }
            component(Arrays.copyOfRange(rest, from, to));
            from = to;
        }
    }

    private int root(int node) {
        int at = node;
        while (parent[at] != at) {
            parent[at] = parent[parent[at]];
            at = parent[at];
        }
        return at;
    }

    private void union(int a, int b) {
        int x = root(a);
        int y = root(b);
        if (x != y) {
            parent[Math.max(x, y)] = Math.min(x, y);
        }
    }

    /** One component: its edges in the order of lefts, with local numbers for both sides. */
    private final class Local {

        private final int[] lefts;
        private final int[] rights;
        private final int[] from;
        private final int[] to;
        private final long[] weight;
        private final boolean[] rival;

        private Local(int[] members) {
            int[] someLefts = new int[members.length];
            int[] someRights = new int[members.length];
            int leftCount = 0;
            int rightCount = 0;
            from = new int[members.length];
            to = new int[members.length];
            weight = new long[members.length];
            rival = new boolean[members.length];
            for (int i = 0; i < members.length; i++) {
                int e = members[i];
                int l = edges.left[e];
                int r = edges.right[e];
                if (leftCount == 0 || someLefts[leftCount - 1] != l) {
                    someLefts[leftCount] = l;
                    leftCount++;
                }
                if (rightNumber[r] < 0) {
                    rightNumber[r] = rightCount;
                    someRights[rightCount] = r;
                    rightCount++;
                }
                from[i] = leftCount - 1;
                to[i] = rightNumber[r];
                weight[i] = edges.weight[e];
                rival[i] = edges.contest[e];
            }
            lefts = Arrays.copyOf(someLefts, leftCount);
            rights = Arrays.copyOf(someRights, rightCount);
        }

        private boolean hasCandidate() {
            for (boolean r : rival) {
                if (!r) {
                    return true;
                }
            }
            return false;
        }
    }

    private void component(int[] members) {
        components++;
        largest = Math.max(largest, members.length);
        Local local = new Local(members);
        if (!local.hasCandidate()) {
            return;
        }
        if (members.length > limits.edges()) {
            sink.cut(local.lefts, local.rights, Reconciliation.Reason.LIMIT_EDGES, members.length);
        } else if (local.lefts.length + local.rights.length > limits.nodes()) {
            sink.cut(local.lefts, local.rights, Reconciliation.Reason.LIMIT_NODES, members.length);
        } else if (!exchange(local)) {
            assign(local);
        }
    }

    /** Pairs a component of interchangeable items in their declared order; false where it is none. */
    private boolean exchange(Local local) {
        boolean complete = (long) local.lefts.length * local.rights.length == local.from.length;
        boolean uniform = Arrays.stream(local.weight).allMatch(w -> w == local.weight[0]);
        for (boolean rival : local.rival) {
            uniform &= !rival;
        }
        if (pass.interchange().isEmpty() || !complete || !uniform || !interchanges.alike(local.lefts, local.rights)) {
            return false;
        }
        int[] lefts = interchanges.inOrder(local.lefts, true);
        int[] rights = interchanges.inOrder(local.rights, false);
        for (int i = 0; i < Math.min(lefts.length, rights.length); i++) {
            sink.match(lefts[i], rights[i], local.weight[0], true);
        }
        return true;
    }

    private void assign(Local local) {
        Assignment best = Assignment.solve(local.lefts.length, local.rights.length, local.from, local.to, local.weight);
        Regrets regrets = best.regrets();
        boolean unique = true;
        for (int i = 0; i < local.from.length; i++) {
            if (best.mateOf(local.from[i]) == local.to[i]) {
                long regret = regrets.of(local.from[i]);
                unique &= regret > 0;
                if (regret > 0 && !local.rival[i]) {
                    sink.match(local.lefts[local.from[i]], local.rights[local.to[i]], regret, false);
                }
            }
        }
        if (!unique) {
            ties(local, best);
        }
    }

    /** Pairs of some best assignments that are not in all: those whose ends can change places at no cost. */
    private void ties(Local local, Assignment best) {
        int[] classes = best.classes();
        long[] tied = new long[local.from.length];
        int[] which = new int[local.from.length];
        int count = 0;
        for (int i = 0; i < local.from.length; i++) {
            int l = local.from[i];
            int r = local.to[i];
            boolean sameClass = classes[l] == classes[local.lefts.length + r];
            if (sameClass && (best.mateOf(l) == r || best.isTight(l, i))) {
                tied[count] = classes[l];
                which[count] = i;
                count++;
            }
        }
        KeySort.sort(tied, which, count);
        int from = 0;
        while (from < count) {
            int to = from + 1;
            while (to < count && tied[to] == tied[from]) {
                to++;
            }
            tie(local, which, from, to);
            from = to;
        }
    }

    private void tie(Local local, int[] which, int from, int to) {
        int[] lefts = new int[to - from];
        int[] rights = new int[to - from];
        boolean[] rival = new boolean[to - from];
        for (int i = from; i < to; i++) {
            lefts[i - from] = local.lefts[local.from[which[i]]];
            rights[i - from] = local.rights[local.to[which[i]]];
            rival[i - from] = local.rival[which[i]];
        }
        sink.tie(lefts, rights, rival);
    }
}
