package io.counterfoil.benchmarks;

import com.google.ortools.Loader;
import com.google.ortools.graph.MinCostFlow;
import com.google.ortools.graph.MinCostFlowBase;
import io.counterfoil.benchmarks.results.Role;
import io.counterfoil.reconciliation.engine.internal.Assignment;
import io.counterfoil.reconciliation.engine.internal.Regrets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.jgrapht.alg.matching.MaximumWeightBipartiteMatching;
import org.jgrapht.graph.DefaultWeightedEdge;
import org.jgrapht.graph.SimpleWeightedGraph;

/**
 * W2: the best one-to-one assignment inside blocks of 10, 100 and 1,000 items a side whose amounts lie in tolerance of about ten others, with ties. Ours also says of
 * every pair what the best assignment without it would lose; the others find one optimum. An operation is one item of either side.
 */
final class AssignmentWorkload extends RacedWorkload {

    private static final long SEED = 2;
    private static final int[] BLOCKS = {10, 100, 1000};
    private static final int NEIGHBOURS = 10;
    private static final String OURS = "Counterfoil, with certificate";
    private static final String BARE = "bare augmenting paths";
    private static final String JGRAPHT = "JGraphT";
    private static final String OR_TOOLS = "OR-Tools min-cost flow";

    private static final String FREE_FIRST =
            "the bound takes each left's best right at once where it is free, which the one"
                    + " that the target was set by did not; and it proves nothing of its pairs";

    private boolean hasNative;

    @Override
    public String name() {
        return "W2";
    }

    @Override
    public String title() {
        return "Best assignment in blocks, with its certificate";
    }

    @Override
    int defaultRows() {
        return 200_000;
    }

    @Override
    List<Race> races(int rows, Options options) {
        hasNative = loaded();
        List<Race> races = new ArrayList<>();
        for (int size : BLOCKS) {
            int items = size == 1000 ? Math.max(2_000, rows / 5) : rows;
            races.add(race(size, Math.max(1, items / 2 / size)));
        }
        return races;
    }

    @Override
    void judge(Results results, Targets targets) {
        for (int size : BLOCKS) {
            Race.Result result = results.of(name(size));
            targets.atMost("b=" + size + " certificate/bound", result.ratio(OURS, BARE), 1.5, FREE_FIRST);
            targets.atLeast("b=" + size + " JGraphT/ours", result.ratio(JGRAPHT, OURS), 5);
            if (result.has(OR_TOOLS)) {
                targets.atLeast("b=" + size + " OR-Tools/ours", result.ratio(OR_TOOLS, OURS), 3);
            }
        }
        targets.atLeast("b=10 items M/s", 1e3 / results.of(name(10)).nanos(OURS), 1);
    }

    @Override
    List<String> notes() {
        return hasNative
                ? List.of("peers build their graphs inside the clock, from the same arrays; a block is a graph")
                : List.of("OR-Tools' native library does not load here");
    }

    private static String name(int size) {
        return "blocks of " + size;
    }

    private static boolean loaded() {
        try {
            Loader.loadNativeLibraries();
            return true;
        } catch (RuntimeException | UnsatisfiedLinkError e) {
            return false;
        }
    }

    /** One block: edges in the order of lefts. */
    private record Block(int size, int[] start, int[] from, int[] to, long[] weight) {}

    private Race race(int size, int blocks) {
        List<Block> data = new ArrayList<>();
        Random random = new Random(SEED + size);
        for (int b = 0; b < blocks; b++) {
            data.add(block(size, random));
        }
        int items = 2 * size * blocks;
        Race race = Race.of(name(size), items)
                .bound(BARE, n -> {
                    BareSearch.Assignment bare = new BareSearch.Assignment(size);
                    long total = 0;
                    for (int b = 0; b < n / 2 / size; b++) {
                        Block block = data.get(b);
                        total += bare.weight(size, block.start(), block.to(), block.weight());
                    }
                    return total;
                })
                .ours(OURS, n -> certified(data, n / 2 / size))
                .with(Contender.of(Role.PEER, JGRAPHT, n -> jgrapht(data, n / 2 / size))
                        .atMost(Math.min(items, Math.max(2 * size, 20_000))));
        return hasNative ? race.with(Contender.of(Role.PEER, OR_TOOLS, n -> flow(data, n / 2 / size))) : race;
    }

    /** Amounts over a range in which about ten others lie in tolerance; nearer ones and a shared party weigh more, and many weigh the same. */
    private static Block block(int size, Random random) {
        int range = 100_000;
        int tolerance = Math.max(1, NEIGHBOURS * range / size / 2);
        int[] left = random.ints(size, 0, range).toArray();
        int[] right = random.ints(size, 0, range).toArray();
        int[] start = new int[size + 1];
        int[] from = new int[size * size];
        int[] to = new int[size * size];
        long[] weight = new long[size * size];
        int count = 0;
        for (int l = 0; l < size; l++) {
            for (int r = 0; r < size; r++) {
                int apart = Math.abs(left[l] - right[r]);
                if (apart <= tolerance) {
                    from[count] = l;
                    to[count] = r;
                    weight[count] = 10_000 - 4_000L * apart / tolerance / 50 * 50 + 4_000L * random.nextInt(2);
                    count++;
                }
            }
            start[l + 1] = count;
        }
        return new Block(
                size, start, Arrays.copyOf(from, count), Arrays.copyOf(to, count), Arrays.copyOf(weight, count));
    }

    private static Object certified(List<Block> data, int blocks) {
        long total = 0;
        long regret = 0;
        for (int b = 0; b < blocks; b++) {
            Block block = data.get(b);
            Assignment best = Assignment.solve(block.size(), block.size(), block.from(), block.to(), block.weight());
            Regrets regrets = best.regrets();
            for (int l = 0; l < block.size(); l++) {
                regret += best.mateOf(l) >= 0 ? regrets.of(l) : 0;
            }
            total += best.totalWeight();
        }
        if (regret < 0) {
            throw new IllegalStateException("regrets of " + regret + ", expected none below zero");
        }
        return total;
    }

    private static Object jgrapht(List<Block> data, int blocks) {
        long total = 0;
        for (int b = 0; b < blocks; b++) {
            Block block = data.get(b);
            SimpleWeightedGraph<Integer, DefaultWeightedEdge> graph =
                    new SimpleWeightedGraph<>(DefaultWeightedEdge.class);
            Set<Integer> lefts = new HashSet<>();
            Set<Integer> rights = new HashSet<>();
            for (int i = 0; i < block.size(); i++) {
                lefts.add(i);
                rights.add(block.size() + i);
                graph.addVertex(i);
                graph.addVertex(block.size() + i);
            }
            for (int e = 0; e < block.from().length; e++) {
                DefaultWeightedEdge edge = graph.addEdge(block.from()[e], block.size() + block.to()[e]);
                graph.setEdgeWeight(edge, block.weight()[e]);
            }
            MaximumWeightBipartiteMatching<Integer, DefaultWeightedEdge> matching =
                    new MaximumWeightBipartiteMatching<>(graph, lefts, rights);
            total += matching.getMatching().getEdges().stream()
                    .mapToLong(edge -> (long) graph.getEdgeWeight(edge))
                    .sum();
        }
        return total;
    }

    /** Source to lefts, edges, rights to sink, and a free way past everything for whoever stays alone. */
    private static Object flow(List<Block> data, int blocks) {
        long total = 0;
        for (int b = 0; b < blocks; b++) {
            Block block = data.get(b);
            int n = block.size();
            int source = 2 * n;
            int sink = source + 1;
            MinCostFlow flow = new MinCostFlow();
            for (int i = 0; i < n; i++) {
                flow.addArcWithCapacityAndUnitCost(source, i, 1, 0);
                flow.addArcWithCapacityAndUnitCost(n + i, sink, 1, 0);
                flow.addArcWithCapacityAndUnitCost(i, sink, 1, 0);
            }
            for (int e = 0; e < block.from().length; e++) {
                flow.addArcWithCapacityAndUnitCost(block.from()[e], n + block.to()[e], 1, -block.weight()[e]);
            }
            flow.setNodeSupply(source, n);
            flow.setNodeSupply(sink, -n);
            if (flow.solve() != MinCostFlowBase.Status.OPTIMAL) {
                throw new IllegalStateException("min-cost flow found no optimum");
            }
            total -= flow.getOptimalCost();
        }
        return total;
    }
}
