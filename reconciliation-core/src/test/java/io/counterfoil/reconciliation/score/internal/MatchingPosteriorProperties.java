package io.counterfoil.reconciliation.score.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Probabilities of pairs against the sum over every matching, written out. */
class MatchingPosteriorProperties {

    private static final class Graph {
        private final int lefts;
        private final int[] from;
        private final int[] to;
        private final long[] weight;

        private Graph(int lefts, int[] from, int[] to, long[] weight) {
            this.lefts = lefts;
            this.from = from;
            this.to = to;
            this.weight = weight;
        }
    }

    private static Graph graph(int lefts, int rights, int percent, long seed) {
        Random random = new Random(seed);
        List<long[]> edges = new ArrayList<>();
        for (int l = 0; l < lefts; l++) {
            for (int r = 0; r < rights; r++) {
                if (random.nextInt(100) < percent) {
                    edges.add(new long[] {l, r, random.nextInt(20_000) - 8_000});
                }
            }
        }
        return new Graph(
                lefts,
                edges.stream().mapToInt(e -> (int) e[0]).toArray(),
                edges.stream().mapToInt(e -> (int) e[1]).toArray(),
                edges.stream().mapToLong(e -> e[2]).toArray());
    }

    /** Total weight of all matchings of the lefts from one on, adding to each pair of the present matching what it is part of. */
    private static double enumerate(
            Graph graph, int left, boolean[] taken, List<Integer> chosen, double weight, double[] of) {
        if (left == graph.lefts) {
            chosen.forEach(e -> of[e] += weight);
            return weight;
        }
        double total = enumerate(graph, left + 1, taken, chosen, weight, of);
        for (int e = 0; e < graph.from.length; e++) {
            if (graph.from[e] == left && !taken[graph.to[e]]) {
                taken[graph.to[e]] = true;
                chosen.add(e);
                total += enumerate(graph, left + 1, taken, chosen, weight * Math.pow(2, graph.weight[e] / 1000.0), of);
                chosen.remove(chosen.size() - 1);
                taken[graph.to[e]] = false;
            }
        }
        return total;
    }

    @Property
    @Label("REC-65 the probability of a pair is its share of the weight of all matchings")
    void equalsTheSumOverAllMatchings(
            @ForAll @IntRange(min = 1, max = 6) int lefts,
            @ForAll @IntRange(min = 1, max = 6) int rights,
            @ForAll @IntRange(min = 10, max = 100) int percent,
            @ForAll long seed) {
        Graph graph = graph(lefts, rights, percent, seed);
        double[] of = new double[graph.from.length];
        double total = enumerate(graph, 0, new boolean[rights], new ArrayList<>(), 1, of);
        MatchingPosterior posterior = MatchingPosterior.of(lefts, rights, graph.from, graph.to, graph.weight);
        for (int e = 0; e < of.length; e++) {
            assertThat(posterior.of(e)).isCloseTo(of[e] / total, within(1e-9));
            assertThat(posterior.isApproximate(e)).isFalse();
        }
    }

    @Property
    @Label(
            "REC-65 in a component too large for the exact sum, probabilities stay inside 0 and 1 and no item is promised twice")
    void approximatesLargeComponents(@ForAll long seed) {
        Graph graph = graph(40, 40, 60, seed);
        MatchingPosterior posterior = MatchingPosterior.of(40, 40, graph.from, graph.to, graph.weight);
        double[] ofLeft = new double[40];
        double[] ofRight = new double[40];
        for (int e = 0; e < graph.from.length; e++) {
            assertThat(posterior.of(e)).isBetween(0.0, 1.0);
            assertThat(posterior.isApproximate(e)).isTrue();
            ofLeft[graph.from[e]] += posterior.of(e);
            ofRight[graph.to[e]] += posterior.of(e);
        }
        for (int i = 0; i < 40; i++) {
            assertThat(ofLeft[i]).isLessThan(1 + 1e-9);
            assertThat(ofRight[i]).isLessThan(1 + 1e-9);
        }
    }

    @Example
    @Label("REC-65 two equally good pairs for one item share the probability, staying alone takes the rest")
    void equalRivalsShare() {
        MatchingPosterior posterior =
                MatchingPosterior.of(1, 2, new int[] {0, 0}, new int[] {0, 1}, new long[] {2_000, 2_000});
        assertThat(posterior.of(0)).isCloseTo(4.0 / 9, within(1e-12));
        assertThat(posterior.of(1)).isCloseTo(4.0 / 9, within(1e-12));
    }

    @Example
    @Label("REC-65 a long chain of items is summed exactly: few columns are in play at once")
    void longChainsAreExact() {
        int[] from = new int[199];
        int[] to = new int[199];
        long[] weight = new long[199];
        for (int e = 0; e < 199; e++) {
            from[e] = (e + 1) / 2;
            to[e] = e / 2;
            weight[e] = 1_000;
        }
        MatchingPosterior posterior = MatchingPosterior.of(100, 100, from, to, weight);
        assertThat(posterior.isApproximate(0)).isFalse();
        assertThat(posterior.of(100)).isBetween(0.3, 0.6);
    }
}
