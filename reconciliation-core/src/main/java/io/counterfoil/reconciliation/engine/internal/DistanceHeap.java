package io.counterfoil.reconciliation.engine.internal;

import java.util.Arrays;

/** Nodes by their distance, the nearest first, in arrays: each node stands once, and moves up when its distance falls. Not thread-safe. */
final class DistanceHeap {

    /** Farther than anything. */
    static final long FAR = Long.MAX_VALUE / 4;

    /** Distances by node, {@link #FAR} for nodes not reached. */
    final long[] distance;

    private final int[] heap;
    private final int[] place;
    private int size;

    DistanceHeap(int nodes) {
        this.distance = new long[nodes];
        this.heap = new int[nodes];
        this.place = new int[nodes];
        Arrays.fill(distance, FAR);
        Arrays.fill(place, -1);
    }

    /** Takes a distance that is shorter than the known one. */
    void reach(int node, long shorter) {
        distance[node] = shorter;
        int at = place[node];
        if (at < 0) {
            at = size;
            size++;
        }
        while (at > 0) {
            int up = (at - 1) >>> 1;
            int above = heap[up];
            if (distance[above] <= shorter) {
                break;
            }
            heap[at] = above;
            place[above] = at;
            at = up;
        }
        heap[at] = node;
        place[node] = at;
    }

    boolean isEmpty() {
        return size == 0;
    }

    /** Takes the nearest node away; its distance is final. */
    int poll() {
        int nearest = heap[0];
        size--;
        int last = heap[size];
        place[nearest] = -1;
        if (size > 0) {
            long key = distance[last];
            int at = 0;
            int child = 1;
            while (child < size) {
                if (child + 1 < size && distance[heap[child + 1]] < distance[heap[child]]) {
                    child++;
                }
                int below = heap[child];
                if (distance[below] >= key) {
                    break;
                }
                heap[at] = below;
                place[below] = at;
                at = child;
                child = 2 * at + 1;
            }
            heap[at] = last;
            place[last] = at;
        }
        return nearest;
    }

    /** Forgets the nodes that still wait. */
    void clear() {
        for (int i = 0; i < size; i++) {
            place[heap[i]] = -1;
        }
        size = 0;
    }
}
