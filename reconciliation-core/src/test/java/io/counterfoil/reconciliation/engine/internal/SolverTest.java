package io.counterfoil.reconciliation.engine.internal;

import static io.counterfoil.reconciliation.plan.MatchKey.AMOUNT;
import static io.counterfoil.reconciliation.plan.MatchKey.REFERENCE;
import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.reconciliation.engine.Reconciliation;
import io.counterfoil.reconciliation.item.ItemBatch;
import io.counterfoil.reconciliation.item.Side;
import io.counterfoil.reconciliation.plan.MatchLimits;
import io.counterfoil.reconciliation.plan.Pass;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What the solver says of pairs and their weights, beside trying every way to pair them. */
class SolverTest {

    private static final int LEFTS = 7;
    private static final int RIGHTS = 6;

    /** What a solver found, in words. */
    private static final class Found implements Solver.Sink {

        private final Set<String> matches = new TreeSet<>();
        private final Set<String> tied = new TreeSet<>();
        private final List<String> cuts = new ArrayList<>();
        private final List<int[]> tieLefts = new ArrayList<>();

        @Override
        public void match(int left, int right, long regret, boolean interchangeable) {
            assertThat(matches.add(left + "=" + right + " " + regret + (interchangeable ? " in order" : "")))
                    .isTrue();
        }

        @Override
        public void tie(int[] lefts, int[] rights, boolean[] rival) {
            tieLefts.add(lefts);
            for (int i = 0; i < lefts.length; i++) {
                assertThat(tied.add(lefts[i] + "=" + rights[i] + (rival[i] ? " rival" : "")))
                        .isTrue();
            }
        }

        @Override
        public void cut(int[] lefts, int[] rights, Reconciliation.Reason limit, long explored) {
            cuts.add(limit + " " + Arrays.toString(lefts) + Arrays.toString(rights) + " " + explored);
        }
    }

    private static Units units(Side side, int count, String reference) {
        ItemBatch.Builder batch = ItemBatch.builder();
        for (int i = 0; i < count; i++) {
            batch.id(side + "" + i)
                    .amount("1.00", "GBP")
                    .day(Crowd.DAY.plusDays((i * 3) % 7))
                    .reference(reference)
                    .add();
        }
        return Units.single(
                new SideData(side, batch.build(), new SideData.Codes()),
                IntStream.range(0, count).toArray());
    }

    private static Solver solver(Edges edges, Pass pass, MatchLimits limits, Found found) {
        PairCheck check = new PairCheck(pass, units(Side.LEFT, LEFTS, "R"), units(Side.RIGHT, RIGHTS, "R"), null);
        return new Solver(edges, check, limits, found);
    }

    /** Pairs in the order of lefts; weights of three kinds, so that ties abound. */
    private static long[][] graph(Random random) {
        long[][] weight = new long[LEFTS][RIGHTS];
        int density = 2 + random.nextInt(6);
        for (long[] row : weight) {
            for (int r = 0; r < RIGHTS; r++) {
                row[r] = random.nextInt(density) == 0 ? 1 + random.nextInt(3) : 0;
            }
        }
        return weight;
    }

    private static void optima(
            long[][] weight, int l, int[] mate, long sum, Set<Integer> taken, List<int[]> all, long[] most) {
        if (l == weight.length) {
            if (sum > most[0]) {
                most[0] = sum;
                all.clear();
            }
            if (sum == most[0]) {
                all.add(mate.clone());
            }
            return;
        }
        mate[l] = -1;
        optima(weight, l + 1, mate, sum, taken, all, most);
        for (int r = 0; r < weight[l].length; r++) {
            if (weight[l][r] > 0 && taken.add(r)) {
                mate[l] = r;
                optima(weight, l + 1, mate, sum + weight[l][r], taken, all, most);
                taken.remove(r);
            }
        }
        mate[l] = -1;
    }

    private static long most(long[][] weight) {
        long[] most = {-1};
        optima(weight, 0, new int[weight.length], 0, new HashSet<>(), new ArrayList<>(), most);
        return most[0];
    }

    @Test
    @DisplayName(
            "REC-10 REC-11 REC-12 pairs of all best assignments match with their regret, pairs of some tie, rivals never match")
    void everyAssignment() {
        Random random = new Random(11);
        int ties = 0;
        for (int round = 0; round < 400; round++) {
            long[][] weight = graph(random);
            Edges edges = new Edges();
            boolean[][] rival = new boolean[LEFTS][RIGHTS];
            for (int l = 0; l < LEFTS; l++) {
                for (int r = 0; r < RIGHTS; r++) {
                    if (weight[l][r] > 0) {
                        rival[l][r] = random.nextInt(5) == 0;
                        edges.add(l, r, weight[l][r], rival[l][r]);
                    }
                }
            }
            Found found = new Found();
            Solver solver = solver(edges, Pass.oneToOne("p").on(REFERENCE), MatchLimits.defaults(), found);
            solver.solve();
            List<int[]> all = new ArrayList<>();
            long[] best = {-1};
            optima(weight, 0, new int[LEFTS], 0, new HashSet<>(), all, best);
            Set<String> matches = new TreeSet<>();
            Set<String> tied = new TreeSet<>();
            List<Set<Integer>> components = components(weight);
            for (int l = 0; l < LEFTS; l++) {
                for (int r = 0; r < RIGHTS; r++) {
                    int left = l;
                    int right = r;
                    long in = all.stream().filter(mate -> mate[left] == right).count();
                    if (weight[l][r] == 0 || in == 0 || onlyRivals(components, rival, l)) {
                        continue;
                    }
                    if (in < all.size()) {
                        tied.add(l + "=" + r + (rival[l][r] ? " rival" : ""));
                    } else if (!rival[l][r]) {
                        long kept = weight[l][r];
                        weight[l][r] = 0;
                        matches.add(l + "=" + r + " " + (best[0] - most(weight)));
                        weight[l][r] = kept;
                    }
                }
            }
            assertThat(found.matches).isEqualTo(matches);
            assertThat(found.tied).isEqualTo(tied);
            assertThat(found.cuts).isEmpty();
            assertThat(solver.components).isEqualTo(components.size());
            assertThat(solver.largest)
                    .isEqualTo(components.stream().mapToInt(Set::size).max().orElse(0));
            assertThat(found.tieLefts.stream()
                            .flatMapToInt(lefts -> Arrays.stream(lefts).distinct())
                            .boxed())
                    .as("a left is in one class")
                    .doesNotHaveDuplicates();
            ties += tied.size();
        }
        assertThat(ties).isGreaterThan(400);
    }

    /** The pairs of each component, numbered row by row. */
    private static List<Set<Integer>> components(long[][] weight) {
        List<Set<Integer>> components = new ArrayList<>();
        for (int pair = 0; pair < LEFTS * RIGHTS; pair++) {
            if (weight[pair / RIGHTS][pair % RIGHTS] > 0) {
                Set<Integer> mine = new TreeSet<>(Set.of(pair));
                for (Set<Integer> other : List.copyOf(components)) {
                    if (other.stream().anyMatch(pairOfOther -> meets(pairOfOther, mine))) {
                        mine.addAll(other);
                        components.remove(other);
                    }
                }
                components.add(mine);
            }
        }
        return components;
    }

    private static boolean meets(int pair, Set<Integer> others) {
        return others.stream().anyMatch(other -> other / RIGHTS == pair / RIGHTS || other % RIGHTS == pair % RIGHTS);
    }

    private static boolean onlyRivals(List<Set<Integer>> components, boolean[][] rival, int left) {
        return components.stream()
                .filter(pairs -> pairs.stream().anyMatch(pair -> pair / RIGHTS == left))
                .allMatch(pairs -> pairs.stream().allMatch(pair -> rival[pair / RIGHTS][pair % RIGHTS]));
    }

    private static Edges complete(int lefts, int rights) {
        Edges edges = new Edges();
        for (int l = 0; l < lefts; l++) {
            for (int r = 0; r < rights; r++) {
                edges.add(l, r, 5, false);
            }
        }
        return edges;
    }

    private static Found limited(int lefts, int rights, int edges, int nodes) {
        Found found = new Found();
        solver(
                        complete(lefts, rights),
                        Pass.oneToOne("p").on(REFERENCE),
                        new MatchLimits(edges, nodes, 100, 2, 10, 10),
                        found)
                .solve();
        return found;
    }

    @Test
    @DisplayName("REC-23 a component beyond a limit is cut and says which, at the limit it is solved")
    void limits() {
        assertThat(limited(3, 2, 6, 5).cuts).isEmpty();
        assertThat(limited(3, 2, 6, 5).tied).hasSize(6);
        assertThat(limited(3, 2, 5, 5).cuts).containsExactly("LIMIT_EDGES [0, 1, 2][0, 1] 6");
        assertThat(limited(3, 2, 6, 4).cuts).containsExactly("LIMIT_NODES [0, 1, 2][0, 1] 6");
        assertThat(limited(3, 2, 6, 4).tied).isEmpty();
    }

    private static Found inOrder(Edges edges, Pass.Interchange.Order order) {
        Found found = new Found();
        solver(
                        edges,
                        Pass.oneToOne("p").on(REFERENCE).interchangeable(order, REFERENCE, AMOUNT),
                        MatchLimits.defaults(),
                        found)
                .solve();
        return found;
    }

    @Test
    @DisplayName(
            "REC-14 items declared as good as each other pair in order of days where every pair of them is one, of one weight")
    void interchange() {
        // days of units 0, 1, 2 and so on: 0, 3, 6, 2, 5, 1, 4
        assertThat(inOrder(complete(4, 3), Pass.Interchange.Order.OLDEST_FIRST).matches)
                .containsExactly("0=0 5 in order", "1=2 5 in order", "3=1 5 in order");
        assertThat(inOrder(complete(2, 4), Pass.Interchange.Order.NEWEST_FIRST).matches)
                .containsExactly("0=1 5 in order", "1=2 5 in order");
        Edges heavier = complete(2, 2);
        heavier.weight[3] = 6;
        assertThat(inOrder(heavier, Pass.Interchange.Order.OLDEST_FIRST).matches)
                .containsExactly("0=0 1", "1=1 1");
        Edges lighter = complete(2, 2);
        lighter.weight[0] = 4;
        assertThat(inOrder(lighter, Pass.Interchange.Order.OLDEST_FIRST).matches)
                .containsExactly("0=1 1", "1=0 1");
        Edges contested = complete(2, 2);
        contested.contest[1] = true;
        assertThat(inOrder(contested, Pass.Interchange.Order.OLDEST_FIRST).matches)
                .isEmpty();
        Edges incomplete = complete(2, 2);
        incomplete.size = 3;
        assertThat(inOrder(incomplete, Pass.Interchange.Order.OLDEST_FIRST).matches)
                .containsExactly("0=1 5", "1=0 5");
    }
}
