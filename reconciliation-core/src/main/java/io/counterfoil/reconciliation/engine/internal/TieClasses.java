package io.counterfoil.reconciliation.engine.internal;

import java.util.Arrays;

/** Strongly connected components of the arcs that cost nothing in an assignment's residual graph (Tarjan, without recursion). Not thread-safe. */
final class TieClasses {

    private final Assignment assignment;
    private final int lefts;
    private final int hub;
    private final int[] classOf;
    private final int[] index;
    private final int[] low;
    private final int[] cursor;
    private final int[] stack;
    private final int[] path;
    private final boolean[] onStack;
    private int stackSize;
    private int pathSize;
    private int counter;
    private int classes;

    TieClasses(Assignment assignment) {
        this.assignment = assignment;
        this.lefts = assignment.lefts();
        this.hub = lefts + assignment.rights();
        int nodes = hub + 1;
        this.classOf = new int[nodes];
        this.index = new int[nodes];
        this.low = new int[nodes];
        this.cursor = new int[nodes];
        this.stack = new int[nodes];
        this.path = new int[nodes];
        this.onStack = new boolean[nodes];
        Arrays.fill(index, -1);
    }

    int[] classes() {
        for (int node = 0; node <= hub; node++) {
            if (index[node] < 0) {
                visit(node);
            }
        }
        return classOf;
    }

    private void visit(int root) {
        enter(root);
        while (pathSize > 0) {
            int node = path[pathSize - 1];
            int next = nextArc(node);
            if (next == -1) {
                leave(node);
            } else if (index[next] < 0) {
                enter(next);
            } else if (onStack[next]) {
                low[node] = Math.min(low[node], index[next]);
            }
        }
    }

    private void enter(int node) {
        index[node] = counter;
        low[node] = counter;
        counter++;
        stack[stackSize] = node;
        stackSize++;
        onStack[node] = true;
        path[pathSize] = node;
        pathSize++;
    }

    private void leave(int node) {
        pathSize--;
        if (pathSize > 0) {
            int parent = path[pathSize - 1];
            low[parent] = Math.min(low[parent], low[node]);
        }
        if (low[node] == index[node]) {
            int member;
            do {
                stackSize--;
                member = stack[stackSize];
                onStack[member] = false;
                classOf[member] = classes;
            } while (member != node);
            classes++;
        }
    }

    /** The next node that the node reaches at no cost, or -1. */
    private int nextArc(int node) {
        if (node < lefts) {
            return nextOfLeft(node);
        }
        if (node < hub) {
            int mate = assignment.mateOfRight(node - lefts);
            boolean first = cursor[node] == 0;
            cursor[node] = 1;
            return first ? (mate < 0 ? hub : mate) : -1;
        }
        return nextOfHub();
    }

    private int nextOfLeft(int left) {
        int from = assignment.edgeStart(left);
        int count = assignment.edgeStart(left + 1) - from;
        while (cursor[left] < count) {
            int edge = from + cursor[left];
            cursor[left]++;
            int right = assignment.edgeTarget(edge);
            if (right != assignment.mateOf(left) && assignment.isTight(left, edge)) {
                return lefts + right;
            }
        }
        if (cursor[left] == count) {
            cursor[left]++;
            if (assignment.mateOf(left) >= 0 && assignment.dualOfLeft(left) == 0) {
                return hub;
            }
        }
        return -1;
    }

    private int nextOfHub() {
        while (cursor[hub] < hub) {
            int node = cursor[hub];
            cursor[hub]++;
            if (node < lefts) {
                if (assignment.mateOf(node) < 0) {
                    return node;
                }
            } else if (assignment.mateOfRight(node - lefts) >= 0 && assignment.dualOfRight(node - lefts) == 0) {
                return node;
            }
        }
        return -1;
    }
}
