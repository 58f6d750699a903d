package io.counterfoil.benchmarks;

import java.util.Arrays;

/** The least work that finds an optimal assignment, or decides a sum of subsets: bare loops over arrays that know their case, without lists, kinds or limits. */
final class BareSearch {

    private BareSearch() {}

    /** Sparse shortest augmenting paths over blocks in arrays that are made once. Not thread-safe. */
    static final class Assignment {

        private final int[] mateOfLeft;
        private final int[] mateOfRight;
        private final long[] u;
        private final long[] v;
        private final long[] distance;
        private final int[] comesFrom;
        private final int[] heap;
        private final int[] place;
        private final int[] touched;
        private int size;

        Assignment(int most) {
            mateOfLeft = new int[most];
            mateOfRight = new int[most];
            u = new long[most];
            v = new long[most];
            distance = new long[most];
            comesFrom = new int[most];
            heap = new int[most];
            place = new int[most];
            touched = new int[most];
        }

        /** The greatest weight of one block, whose edges start at {@code start[l]} for each left. */
        long weight(int n, int[] start, int[] target, long[] weight) {
            Arrays.fill(mateOfLeft, 0, n, -1);
            Arrays.fill(mateOfRight, 0, n, -1);
            Arrays.fill(v, 0, n, 0);
            Arrays.fill(distance, 0, n, Long.MAX_VALUE);
            Arrays.fill(place, 0, n, -1);
            for (int l = 0; l < n; l++) {
                int right = -1;
                long best = 0;
                for (int e = start[l]; e < start[l + 1]; e++) {
                    if (weight[e] > best) {
                        best = weight[e];
                        right = target[e];
                    }
                }
                u[l] = best;
                if (right >= 0 && mateOfRight[right] < 0) {
                    mateOfLeft[l] = right;
                    mateOfRight[right] = l;
                }
            }
            for (int l = 0; l < n; l++) {
                if (mateOfLeft[l] < 0 && start[l] < start[l + 1]) {
                    augment(l, start, target, weight);
                }
            }
            long total = 0;
            for (int i = 0; i < n; i++) {
                total += u[i] + v[i];
            }
            return total;
        }

        private void augment(int root, int[] start, int[] target, long[] weight) {
            long best = 0;
            for (int e = start[root]; e < start[root + 1]; e++) {
                best = Math.max(best, weight[e] - v[target[e]]);
            }
            u[root] = best;
            long end = best;
            int loser = root;
            int free = -1;
            int left = root;
            long reached = 0;
            int count = 0;
            while (end > reached) {
                for (int e = start[left]; e < start[left + 1]; e++) {
                    int r = target[e];
                    long d = reached + u[left] + v[r] - weight[e];
                    if (d < end && d < distance[r]) {
                        if (distance[r] == Long.MAX_VALUE) {
                            touched[count++] = r;
                        }
                        comesFrom[r] = left;
                        distance[r] = d;
                        if (mateOfRight[r] < 0) {
                            end = d;
                            free = r;
                        } else {
                            up(r);
                        }
                    }
                }
                if (size == 0) {
                    break;
                }
                int r = poll();
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
            u[root] -= end;
            for (int i = 0; i < count; i++) {
                int r = touched[i];
                if (mateOfRight[r] >= 0 && distance[r] < end) {
                    v[r] += end - distance[r];
                    u[mateOfRight[r]] -= end - distance[r];
                }
                distance[r] = Long.MAX_VALUE;
                place[r] = -1;
            }
            size = 0;
            flip(root, free, loser);
        }

        private void flip(int root, int free, int loser) {
            int right = free >= 0 ? free : mateOfLeft[loser];
            if (free < 0) {
                mateOfLeft[loser] = -1;
            }
            while (right >= 0) {
                int l = comesFrom[right];
                int before = mateOfLeft[l];
                mateOfLeft[l] = right;
                mateOfRight[right] = l;
                right = l == root ? -1 : before;
            }
        }

        private void up(int r) {
            int at = place[r] < 0 ? size++ : place[r];
            while (at > 0 && distance[heap[(at - 1) >>> 1]] > distance[r]) {
                heap[at] = heap[(at - 1) >>> 1];
                place[heap[at]] = at;
                at = (at - 1) >>> 1;
            }
            heap[at] = r;
            place[r] = at;
        }

        private int poll() {
            int nearest = heap[0];
            place[nearest] = -1;
            int last = heap[--size];
            int at = 0;
            while (size > 0 && 2 * at + 1 < size) {
                int child = 2 * at + 1;
                child += child + 1 < size && distance[heap[child + 1]] < distance[heap[child]] ? 1 : 0;
                if (distance[heap[child]] >= distance[last]) {
                    break;
                }
                heap[at] = heap[child];
                place[heap[at]] = at;
                at = child;
            }
            heap[at] = last;
            place[last] = at;
            return nearest;
        }
    }

    /** Depth first over descending positive amounts, cut by what is left; 2 for two or more. */
    static int depthFirst(long[] descending, long target, int maxSize) {
        long[] rest = new long[descending.length + 1];
        for (int i = descending.length - 1; i >= 0; i--) {
            rest[i] = rest[i + 1] + descending[i];
        }
        return depthFirst(descending, rest, 0, target, maxSize, 0);
    }

    private static int depthFirst(long[] amounts, long[] rest, int from, long target, int more, int known) {
        int found = known;
        for (int i = from; i < amounts.length && found < 2 && rest[i] >= target; i++) {
            if (amounts[i] == target) {
                found++;
            } else if (amounts[i] < target && more > 1) {
                found = depthFirst(amounts, rest, i + 1, target - amounts[i], more - 1, found);
            }
        }
        return found;
    }

    /** Counts of subsets by sum, up to two each, as two tables of bits: at least one, at least two. */
    static int table(long[] amounts, long target) {
        int words = (int) (target / 64) + 1;
        long[] one = new long[words];
        long[] two = new long[words];
        one[0] = 1;
        for (long amount : amounts) {
            int whole = (int) Math.min(words, amount >>> 6);
            int part = (int) (amount & 63);
            for (int w = words - 1; w >= whole; w--) {
                long first = one[w - whole] << part;
                long second = two[w - whole] << part;
                if (part > 0 && w > whole) {
                    first |= one[w - whole - 1] >>> 64 - part;
                    second |= two[w - whole - 1] >>> 64 - part;
                }
                two[w] |= second | one[w] & first;
                one[w] |= first;
            }
        }
        int at = (int) (target >>> 6);
        return (one[at] >>> target & 1) == 0 ? 0 : (two[at] >>> target & 1) == 0 ? 1 : 2;
    }

    /** All sums of either half in order against each other. */
    static int halves(long[] amounts, long target) {
        long[] a = sums(amounts, 0, amounts.length / 2);
        long[] b = sums(amounts, amounts.length / 2, amounts.length);
        int found = 0;
        int j = b.length - 1;
        for (int i = 0; i < a.length && found < 2; i++) {
            while (j >= 0 && a[i] + b[j] > target) {
                j--;
            }
            for (int k = j; k >= 0 && a[i] + b[k] == target && found < 2; k--) {
                found++;
            }
        }
        return found;
    }

    private static long[] sums(long[] amounts, int from, int to) {
        long[] sums = {0};
        for (int item = from; item < to; item++) {
            long[] next = new long[2 * sums.length];
            int i = 0;
            int j = 0;
            for (int at = 0; at < next.length; at++) {
                boolean without = j == sums.length || (i < sums.length && sums[i] <= sums[j] + amounts[item]);
                next[at] = without ? sums[i++] : sums[j++] + amounts[item];
            }
            sums = next;
        }
        return sums;
    }

    /** Sets of up to four, by pairs in order against pairs; a set of four is seen as the pairs of its lower and its upper two. */
    static int pairs(long[] descending, long target, int maxSize) {
        int n = descending.length;
        int found = 0;
        for (int i = 0; i < n; i++) {
            found += descending[i] == target ? 1 : 0;
        }
        int count = n * (n - 1) / 2;
        long[] pairs = new long[count];
        int at = 0;
        for (int i = 0; i < n; i++) {
            for (int j = i + 1; j < n; j++) {
                pairs[at++] = (descending[i] + descending[j]) << 14 | i << 7 | j;
                found += descending[i] + descending[j] == target ? 1 : 0;
            }
        }
        Arrays.sort(pairs);
        int from = 0;
        for (int i = n - 1; i >= 0 && found < 2; i--) {
            // ascending single amounts against descending pairs
            from = i == n - 1 ? count - 1 : from;
            while (from >= 0 && descending[i] + (pairs[from] >> 14) > target) {
                from--;
            }
            for (int k = from; k >= 0 && descending[i] + (pairs[k] >> 14) == target; k--) {
                found += i < (pairs[k] >> 7 & 127) ? 1 : 0;
            }
        }
        int high = count - 1;
        for (int low = 0; low < count && maxSize > 3 && found < 2; low++) {
            while (high >= 0 && (pairs[low] >> 14) + (pairs[high] >> 14) > target) {
                high--;
            }
            for (int k = high; k >= 0 && (pairs[low] >> 14) + (pairs[k] >> 14) == target; k--) {
                found += (pairs[low] & 127) < (pairs[k] >> 7 & 127) ? 1 : 0;
            }
        }
        return Math.min(found, 2);
    }
}
