package io.counterfoil.reconciliation.engine.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class AssignmentProperties {

    /** Weights of a small bipartite graph; 0 for no edge. */
    static final class Graph {
        private final long[][] weight;

        Graph(long[][] weight) {
            this.weight = weight;
        }

        long[][] weight() {
            return weight;
        }

        @Override
        public String toString() {
            return Arrays.deepToString(weight);
        }
    }

    @Provide
    Arbitrary<Graph> graphs() {
        Arbitrary<Integer> sizes = Arbitraries.integers().between(1, 7);
        return sizes.flatMap(lefts -> sizes.flatMap(rights -> Arbitraries.frequencyOf(
                        net.jqwik.api.Tuple.of(
                                3, Arbitraries.longs().between(1, 4).map(w -> w * 1000)),
                        net.jqwik.api.Tuple.of(2, Arbitraries.longs().between(1, 9_000)),
                        net.jqwik.api.Tuple.of(6, Arbitraries.just(0L)))
                .array(long[].class)
                .ofSize(lefts * rights)
                .map(flat -> {
                    long[][] weight = new long[lefts][];
                    for (int l = 0; l < lefts; l++) {
                        weight[l] = Arrays.copyOfRange(flat, l * rights, (l + 1) * rights);
                    }
                    return new Graph(weight);
                })));
    }

    /** Every matching, by trying all. */
    private static List<int[]> matchings(long[][] weight) {
        List<int[]> all = new ArrayList<>();
        extend(weight, new int[weight.length], 0, new boolean[weight[0].length], all);
        return all;
    }

    private static void extend(long[][] weight, int[] mate, int l, boolean[] taken, List<int[]> all) {
        if (l == weight.length) {
            all.add(mate.clone());
            return;
        }
        mate[l] = -1;
        extend(weight, mate, l + 1, taken, all);
        for (int r = 0; r < taken.length; r++) {
            if (weight[l][r] > 0 && !taken[r]) {
                taken[r] = true;
                mate[l] = r;
                extend(weight, mate, l + 1, taken, all);
                taken[r] = false;
            }
        }
    }

    private static long total(long[][] weight, int[] mate) {
        long sum = 0;
        for (int l = 0; l < mate.length; l++) {
            sum += mate[l] < 0 ? 0 : weight[l][mate[l]];
        }
        return sum;
    }

    static Assignment solve(long[][] weight) {
        List<int[]> edges = new ArrayList<>();
        for (int l = 0; l < weight.length; l++) {
            for (int r = 0; r < weight[0].length; r++) {
                if (weight[l][r] > 0) {
                    edges.add(new int[] {l, r});
                }
            }
        }
        return Assignment.solve(
                weight.length,
                weight[0].length,
                edges.stream().mapToInt(e -> e[0]).toArray(),
                edges.stream().mapToInt(e -> e[1]).toArray(),
                edges.stream().mapToLong(e -> weight[e[0]][e[1]]).toArray());
    }

    @Property
    @Label("REC-10 REC-12 weight, number of optima, regrets and tie classes are those of trying everything")
    void agreesWithBruteForce(@ForAll("graphs") Graph graph) {
        long[][] weight = graph.weight();
        Assignment best = solve(weight);
        List<int[]> all = matchings(weight);
        long most = all.stream().mapToLong(m -> total(weight, m)).max().orElse(0);
        List<int[]> optima = all.stream().filter(m -> total(weight, m) == most).toList();
        assertThat(best.totalWeight()).isEqualTo(most);
        assertThat(OptimaCount.of(best, 1_000_000)).isEqualTo(optima.size());
        Regrets regrets = best.regrets();
        int[] classes = best.classes();
        for (int l = 0; l < weight.length; l++) {
            int left = l;
            int mate = best.mateOf(l);
            if (mate >= 0) {
                long without = all.stream()
                        .filter(m -> m[left] != mate)
                        .mapToLong(m -> total(weight, m))
                        .max()
                        .orElse(0);
                assertThat(regrets.of(l)).isEqualTo(most - without);
                boolean sameClass = classes[l] == classes[weight.length + mate];
                assertThat(sameClass).isEqualTo(optima.stream().anyMatch(m -> m[left] != mate));
            }
            for (int e = best.edgeStart(l); e < best.edgeStart(l + 1); e++) {
                int right = best.edgeTarget(e);
                boolean inSome = optima.stream().anyMatch(m -> m[left] == right);
                boolean told = right == mate || (best.isTight(l, e) && classes[l] == classes[weight.length + right]);
                assertThat(told).isEqualTo(inSome);
            }
        }
    }

    @Property
    @Label("REC-12 in larger graphs a pair's regret is what solving without the pair loses, chains and rings included")
    void regretIsTheLossWithout(
            @ForAll @IntRange(min = 2, max = 45) int size,
            @ForAll @IntRange(min = 0, max = 3) int like,
            @ForAll long seed) {
        Random random = new Random(seed);
        long[][] weight = new long[size][size];
        for (int l = 0; l < size; l++) {
            for (int r = 0; r < size; r++) {
                int apart = Math.floorMod(r - l, size);
                weight[l][r] = switch (like) {
                    case 0 -> random.nextInt(4) == 0 ? 1 + random.nextInt(10_000) : 0;
                    case 1 -> apart <= 1 ? 5_000 + random.nextInt(3) : 0; // a ring of exchanges
                    case 2 -> apart <= 1 && r >= l ? 5_000 + 10L * l + apart : 0; // a chain to the hub
                    default -> apart < 5 ? 1_000 * (1 + random.nextInt(3)) : 0;
                };
            }
        }
        Assignment best = solve(weight);
        Regrets regrets = best.regrets();
        for (int l = 0; l < size; l++) {
            int mate = best.mateOf(l);
            if (mate >= 0) {
                long kept = weight[l][mate];
                weight[l][mate] = 0;
                assertThat(regrets.of(l))
                        .isEqualTo(best.totalWeight() - solve(weight).totalWeight());
                weight[l][mate] = kept;
            }
        }
    }
}
