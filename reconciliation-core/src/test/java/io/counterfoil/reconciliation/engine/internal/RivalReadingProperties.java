package io.counterfoil.reconciliation.engine.internal;

import static io.counterfoil.reconciliation.plan.MatchKey.ACCOUNT;
import static io.counterfoil.reconciliation.plan.MatchKey.AMOUNT;
import static io.counterfoil.reconciliation.plan.MatchKey.PARTY;
import static io.counterfoil.reconciliation.plan.MatchKey.REFERENCE;
import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.reconciliation.engine.Match;
import io.counterfoil.reconciliation.engine.RunOptions;
import io.counterfoil.reconciliation.item.ItemId;
import io.counterfoil.reconciliation.plan.MatchLimits;
import io.counterfoil.reconciliation.plan.MatchPlan;
import io.counterfoil.reconciliation.plan.Pass;
import io.counterfoil.reconciliation.plan.Tolerance;
import io.counterfoil.reconciliation.plan.Window;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What a pass would match without one of its pairs, beside the best of all ways to pair what the pass saw, without that pair. */
class RivalReadingProperties {

    private static final List<Pass> PASSES = List.of(
            Pass.oneToOne("reference")
                    .on(REFERENCE, AMOUNT)
                    .within(Window.days(0, 1))
                    .contest(Window.days(0, 3))
                    .evidence(PARTY)
                    .confirm(),
            Pass.oneToOne("party")
                    .on(PARTY)
                    .amount(Tolerance.absolute("0.01"))
                    .contest(Tolerance.absolute("0.02"))
                    .evidence(REFERENCE, ACCOUNT, AMOUNT)
                    .suggest(),
            Pass.oneToOne("amount").on(AMOUNT).evidence(ACCOUNT, PARTY).suggest());

    @Provide
    Arbitrary<Crowd> crowds() {
        return Arbitraries.longs().map(seed -> new Crowd(6, 2, 3, 4, seed));
    }

    /** The plan's first passes; at least one. */
    private static Run run(Crowd crowd, int passes) {
        MatchPlan.Builder plan = MatchPlan.named("rivals");
        PASSES.subList(0, passes).forEach(plan::pass);
        return ((Result) Run.of(
                        new Run.Setting(
                                plan.build(),
                                Crowd.CALENDAR,
                                MatchLimits.defaults(),
                                0,
                                1,
                                RunOptions.builder().build()),
                        Crowd.batch(crowd.lines("L")),
                        Crowd.batch(crowd.lines("R")),
                        Crowd.AS_OF))
                .run();
    }

    private static Pass pass(Match match) {
        return PASSES.stream()
                .filter(pass -> pass.name().equals(match.pass()))
                .findFirst()
                .orElseThrow();
    }

    private static int[] open(SideData side) {
        return IntStream.range(0, side.state.length)
                .filter(row -> side.state[row] == SideData.OPEN)
                .toArray();
    }

    private static int[] all(SideData side) {
        return IntStream.range(0, side.state.length).toArray();
    }

    /** The most that pairs weigh which have no end in common, by trying each way; 0 weighs a pair that is none. */
    private static long most(long[][] weight, int left, boolean[] taken) {
        if (left == weight.length) {
            return 0;
        }
        long most = most(weight, left + 1, taken);
        for (int right = 0; right < taken.length; right++) {
            if (weight[left][right] > 0 && !taken[right]) {
                taken[right] = true;
                most = Math.max(most, weight[left][right] + most(weight, left + 1, taken));
                taken[right] = false;
            }
        }
        return most;
    }

    /** What a pass saw: rows that were open before it, and what their pairs weigh. */
    private static final class Seen {

        private final Units lefts;
        private final Units rights;
        private final long[][] weight;

        private Seen(Units lefts, Units rights, long[][] weight) {
            this.lefts = lefts;
            this.rights = rights;
            this.weight = weight;
        }

        static Seen of(Run run, Crowd crowd, int number) {
            Run before = number == 0 ? run : run(crowd, number);
            Units lefts = Units.single(run.left, number == 0 ? all(run.left) : open(before.left));
            Units rights = Units.single(run.right, number == 0 ? all(run.right) : open(before.right));
            PairCheck check = new PairCheck(PASSES.get(number), lefts, rights, Crowd.CALENDAR);
            long[][] weight = new long[lefts.size][rights.size];
            for (int l = 0; l < lefts.size; l++) {
                for (int r = 0; r < rights.size; r++) {
                    PairCheck.Finding finding = check.check(l, r);
                    boolean counts = finding == PairCheck.Finding.CANDIDATE || finding == PairCheck.Finding.RIVAL;
                    weight[l][r] = counts ? check.weigh(l, r) : 0;
                }
            }
            return new Seen(lefts, rights, weight);
        }

        private int left(Match match) {
            return place(lefts, match.left().get(0).item());
        }

        private int right(Match match) {
            return place(rights, match.right().get(0).item());
        }

        private static int place(Units units, ItemId item) {
            return IntStream.range(0, units.size)
                    .filter(u -> units.data.batch.view(units.firstRow(u)).id().equals(item))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError(item + " was not open to the pass"));
        }

        long of(Match match) {
            return weight[left(match)][right(match)];
        }

        /** Only the pairs that hang together with the left unit. */
        long[][] component(int left) {
            boolean[] lefts = new boolean[weight.length];
            boolean[] rights = new boolean[weight.length == 0 ? 0 : weight[0].length];
            lefts[left] = true;
            for (boolean grown = true; grown; ) {
                grown = false;
                for (int l = 0; l < lefts.length; l++) {
                    for (int r = 0; r < rights.length; r++) {
                        if (weight[l][r] > 0 && lefts[l] != rights[r]) {
                            lefts[l] = true;
                            rights[r] = true;
                            grown = true;
                        }
                    }
                }
            }
            long[][] part = new long[lefts.length][];
            for (int l = 0; l < part.length; l++) {
                part[l] = lefts[l] ? weight[l].clone() : new long[rights.length];
            }
            return part;
        }
    }

    @Property
    @Label("REC-12 what a pass would match without a pair weighs as much as the best of all ways that do without it")
    void bestWithout(@ForAll("crowds") Crowd crowd) {
        Run run = run(crowd, PASSES.size());
        Rivals rivals = new Rivals(run, new Explainer(run));
        List<Match> matches = new Result(run, Crowd.AS_OF).matches().toList();
        for (Match match : matches) {
            int number = PASSES.indexOf(pass(match));
            Seen seen = Seen.of(run, crowd, number);
            long[][] component = seen.component(seen.left(match));
            List<Match> reading = rivals.without(match);
            Set<ItemId> taken = new HashSet<>();
            long weight = 0;
            for (Match other : reading) {
                assertThat(component[seen.left(other)][seen.right(other)]).isPositive();
                assertThat(other.left().get(0).item() + "="
                                + other.right().get(0).item())
                        .isNotEqualTo(match.left().get(0).item() + "="
                                + match.right().get(0).item());
                assertThat(matches)
                        .as("what differs from the run")
                        .noneMatch(made -> made.left()
                                        .get(0)
                                        .item()
                                        .equals(other.left().get(0).item())
                                && made.right()
                                        .get(0)
                                        .item()
                                        .equals(other.right().get(0).item()));
                assertThat(taken.add(other.left().get(0).item())).isTrue();
                assertThat(taken.add(other.right().get(0).item())).isTrue();
                weight += seen.of(other);
            }
            for (Match other : matches) {
                boolean stays = !other.equals(match)
                        && PASSES.indexOf(pass(other)) >= number
                        && !taken.contains(other.left().get(0).item())
                        && !taken.contains(other.right().get(0).item());
                weight += stays ? component[seen.left(other)][seen.right(other)] : 0;
            }
            component[seen.left(match)][seen.right(match)] = 0;
            assertThat(weight).isEqualTo(most(component, 0, new boolean[seen.rights.size]));
        }
    }
}
