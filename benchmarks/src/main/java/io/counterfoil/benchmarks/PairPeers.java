package io.counterfoil.benchmarks;

import io.counterfoil.benchmarks.Lines.Answer;
import io.counterfoil.benchmarks.Lines.Line;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;

/** W1 as a programmer would write it over his own objects: pairs of which neither end has another candidate, first exact, then within 1.00. */
final class PairPeers {

    private static final int WINDOW = 3;
    private static final long NEAR = 100;

    private final Map<String, List<Line>> byReference;
    private final Line[] partner;
    private final boolean[] takenLeft;
    private final boolean[] takenRight;
    private final List<Line> lefts;
    private long pairs;
    private long ambiguous;

    private PairPeers(List<Line> lefts, int rows, Map<String, List<Line>> byReference) {
        this.lefts = lefts;
        this.byReference = byReference;
        this.partner = new Line[rows];
        this.takenLeft = new boolean[rows];
        this.takenRight = new boolean[rows];
    }

    static Answer maps(Lines lines) {
        Map<String, List<Line>> byReference = new HashMap<>();
        for (Line right : lines.right()) {
            byReference
                    .computeIfAbsent(right.reference(), key -> new ArrayList<>(2))
                    .add(right);
        }
        return new PairPeers(lines.left(), lines.left().size(), byReference).answer();
    }

    static Answer streams(Lines lines) {
        Map<String, List<Line>> byReference = lines.right().stream().collect(Collectors.groupingBy(Line::reference));
        return new PairPeers(lines.left(), lines.left().size(), byReference).answer();
    }

    private Answer answer() {
        long exact = pass((l, r) -> l.minor() == r.minor());
        long near = pass((l, r) -> Math.abs(l.minor() - r.minor()) <= NEAR);
        long open = partner.length - exact - near;
        return new Answer(exact, near, ambiguous, open, open, pairs);
    }

    private long pass(BiPredicate<Line, Line> gate) {
        int[] lefts = new int[partner.length];
        int[] rights = new int[partner.length];
        for (Line left : this.lefts) {
            if (!takenLeft[left.number()]) {
                for (Line right : byReference.getOrDefault(left.reference(), List.of())) {
                    if (meets(gate, left, right)) {
                        lefts[left.number()]++;
                        rights[right.number()]++;
                        partner[left.number()] = right;
                    }
                }
            }
        }
        long found = 0;
        for (Line left : this.lefts) {
            int l = left.number();
            if (lefts[l] == 0) {
                continue;
            }
            if (lefts[l] == 1 && rights[partner[l].number()] == 1) {
                found++;
                pairs += Answer.pair(l, partner[l].number());
            } else {
                ambiguous++;
            }
        }
        hold(gate, lefts);
        return found;
    }

    /** Whoever was a candidate is out of the next pass. */
    private void hold(BiPredicate<Line, Line> gate, int[] degrees) {
        for (Line left : lefts) {
            if (degrees[left.number()] == 1) {
                takenRight[partner[left.number()].number()] = true;
            } else if (degrees[left.number()] > 1) {
                for (Line right : byReference.getOrDefault(left.reference(), List.of())) {
                    takenRight[right.number()] |= gate.test(left, right);
                }
            }
            takenLeft[left.number()] |= degrees[left.number()] > 0;
        }
    }

    private boolean meets(BiPredicate<Line, Line> gate, Line left, Line right) {
        return !takenRight[right.number()]
                && gate.test(left, right)
                && Math.abs(left.day().toEpochDay() - right.day().toEpochDay()) <= WINDOW;
    }

    /** The least: 64-bit keys of reference and amount, given in arrays, put into partitions and looked up there; how many pairs have equal keys. */
    static final class Bound {

        private static final int BITS = 9;

        private final long[] left;
        private final long[] right;

        Bound(Lines lines) {
            this.left = keys(lines.left());
            this.right = keys(lines.right());
        }

        private static long[] keys(List<Line> lines) {
            return lines.stream()
                    .mapToLong(line -> mix(line.reference().hashCode() * 0x9E3779B97F4A7C15L
                            + line.reference().length()
                            + line.minor() * 0xC2B2AE3D27D4EB4FL))
                    .toArray();
        }

        private static long mix(long value) {
            long z = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
            z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
            return (z ^ (z >>> 31)) | 1;
        }

        /** Rights without a twin before them that some left meets; answers with the pairs, too, so that they are not optimised away. */
        long join() {
            int[] leftStarts = new int[(1 << BITS) + 1];
            int[] rightStarts = new int[(1 << BITS) + 1];
            long[] lefts = partitioned(left, leftStarts);
            long[] rights = partitioned(right, rightStarts);
            long[] table = new long[0];
            int[] partners = new int[right.length];
            long found = 0;
            for (int p = 0; p < 1 << BITS; p++) {
                int size = rightStarts[p + 1] - rightStarts[p];
                int slots = Integer.highestOneBit(Math.max(8, size)) << 2;
                table = table.length < 2 * slots ? new long[2 * slots] : table;
                java.util.Arrays.fill(table, 0, 2 * slots, 0);
                for (int i = rightStarts[p]; i < rightStarts[p + 1]; i++) {
                    int slot = (int) rights[2 * i] & (slots - 1);
                    while (table[2 * slot] != 0 && table[2 * slot] != rights[2 * i]) {
                        slot = (slot + 1) & (slots - 1);
                    }
                    table[2 * slot] = rights[2 * i];
                    table[2 * slot + 1] = rights[2 * i + 1];
                }
                for (int i = leftStarts[p]; i < leftStarts[p + 1]; i++) {
                    int slot = (int) lefts[2 * i] & (slots - 1);
                    while (table[2 * slot] != 0 && table[2 * slot] != lefts[2 * i]) {
                        slot = (slot + 1) & (slots - 1);
                    }
                    if (table[2 * slot] != 0) {
                        partners[(int) table[2 * slot + 1]] = (int) lefts[2 * i + 1];
                        found++;
                    }
                }
            }
            return found + (partners.length == 0 ? 1 : 0);
        }

        private static long[] partitioned(long[] keys, int[] starts) {
            for (long key : keys) {
                starts[(int) (key >>> (64 - BITS)) + 1]++;
            }
            for (int p = 0; p < 1 << BITS; p++) {
                starts[p + 1] += starts[p];
            }
            int[] at = starts.clone();
            long[] to = new long[2 * keys.length];
            for (int i = 0; i < keys.length; i++) {
                int place = at[(int) (keys[i] >>> (64 - BITS))]++;
                to[2 * place] = keys[i];
                to[2 * place + 1] = i;
            }
            return to;
        }
    }
}
