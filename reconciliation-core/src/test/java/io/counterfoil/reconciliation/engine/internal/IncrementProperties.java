package io.counterfoil.reconciliation.engine.internal;

import static io.counterfoil.reconciliation.plan.MatchKey.ACCOUNT;
import static io.counterfoil.reconciliation.plan.MatchKey.AMOUNT;
import static io.counterfoil.reconciliation.plan.MatchKey.PARTY;
import static io.counterfoil.reconciliation.plan.MatchKey.REFERENCE;
import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.payments.evidence.Obstacle;
import io.counterfoil.reconciliation.engine.Reconciler;
import io.counterfoil.reconciliation.engine.Reconciliation;
import io.counterfoil.reconciliation.engine.RunOptions;
import io.counterfoil.reconciliation.item.ItemBatch;
import io.counterfoil.reconciliation.item.ItemId;
import io.counterfoil.reconciliation.item.Side;
import io.counterfoil.reconciliation.plan.MatchLimits;
import io.counterfoil.reconciliation.plan.MatchPlan;
import io.counterfoil.reconciliation.plan.Pass;
import io.counterfoil.reconciliation.plan.Tolerance;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Runs that take over from an earlier one, against full runs: what is said of every item as well as what is decided. */
class IncrementProperties {

    private static final MatchPlan SETS = MatchPlan.named("references, then sets")
            .pass(Pass.oneToOne("reference").on(REFERENCE, AMOUNT).confirm())
            .pass(Pass.oneToMany("named set")
                    .on(PARTY)
                    .evidence(REFERENCE)
                    .maxSetSize(3)
                    .confirm())
            .pass(Pass.manyToOne("set").on(ACCOUNT).maxSetSize(2).suggest())
            .pass(Pass.manyToMany("zero").on(ACCOUNT, PARTY).suggest())
            .build();

    private static final MatchPlan PAIRS = MatchPlan.named("references, near and far")
            .pass(Pass.oneToOne("near")
                    .on(REFERENCE)
                    .amount(Tolerance.absolute("0.02"))
                    .evidence(PARTY)
                    .confirm())
            .pass(Pass.oneToOne("far").on(REFERENCE, PARTY).suggest())
            .build();

    private static final MatchLimits WIDE = MatchLimits.defaults();
    private static final MatchLimits TIGHT = new MatchLimits(40, 30, 60, 3, 9, 40);

    @Provide
    Arbitrary<Crowd> crowds() {
        return Crowd.any();
    }

    @Provide
    Arbitrary<MatchPlan> plans() {
        return Arbitraries.of(SETS, PAIRS);
    }

    @Provide
    Arbitrary<MatchLimits> limits() {
        return Arbitraries.of(WIDE, TIGHT);
    }

    private static Reconciler reconciler(MatchPlan plan, MatchLimits limits) {
        return Reconciler.builder(plan).limits(limits).build();
    }

    private static Reconciliation full(Reconciler by, List<Crowd.Line> left, List<Crowd.Line> right) {
        return by.match(Crowd.batch(left), Crowd.batch(right), Crowd.AS_OF);
    }

    private static List<String> obstacles(Reconciliation run, Side side) {
        return run.open(side)
                .map(item -> item.id() + " "
                        + run.whyNot(side, item.id()).stream()
                                .map(Obstacle::sentence)
                                .toList())
                .toList();
    }

    private static void same(Reconciliation incremental, Reconciliation full) {
        assertThat(incremental.certificate()).isEqualTo(full.certificate());
        assertThat(incremental.matches().toList()).isEqualTo(full.matches().toList());
        assertThat(incremental
                        .matches()
                        .map(m -> m.evidence().sentence() + m.decision() + m.confidence())
                        .toList())
                .isEqualTo(full.matches()
                        .map(m -> m.evidence().sentence() + m.decision() + m.confidence())
                        .toList());
        assertThat(incremental
                        .ambiguities()
                        .map(a -> a.alternatives() + " " + a.count() + incremental.contestedBy(a))
                        .toList())
                .isEqualTo(full.ambiguities()
                        .map(a -> a.alternatives() + " " + a.count() + full.contestedBy(a))
                        .toList());
        assertThat(incremental
                        .truncations()
                        .map(t -> t.limit() + " " + t.explored() + " " + t.best())
                        .toList())
                .isEqualTo(full.truncations()
                        .map(t -> t.limit() + " " + t.explored() + " " + t.best())
                        .toList());
        for (Side side : Side.values()) {
            assertThat(obstacles(incremental, side)).isEqualTo(obstacles(full, side));
        }
        assertThat(incremental
                        .breaks()
                        .map(b -> b.subject() + " " + b.breakClass() + b.amount())
                        .toList())
                .isEqualTo(full.breaks()
                        .map(b -> b.subject() + " " + b.breakClass() + b.amount())
                        .toList());
        incremental.conservation().orThrow();
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    @Label(
            "REC-40 property 3: items, ambiguities, cuts and obstacles after any deltas in any order are those of the full run")
    void deltas(@ForAll("crowds") Crowd crowd, @ForAll("plans") MatchPlan plan, @ForAll("limits") MatchLimits limits) {
        Random random = new Random(crowd.seed());
        Reconciler by = reconciler(plan, limits);
        List<Crowd.Line> lefts = new ArrayList<>(crowd.lines("L"));
        List<Crowd.Line> rights = new ArrayList<>(crowd.lines("R"));
        Collections.shuffle(lefts, random);
        Collections.shuffle(rights, random);
        List<Crowd.Line> left = new ArrayList<>();
        List<Crowd.Line> right = new ArrayList<>();
        Reconciliation last = full(by, left, right);
        while (!lefts.isEmpty() || !rights.isEmpty()) {
            arrive(lefts, left, random);
            arrive(rights, right, random);
            if (random.nextInt(3) == 0 && !right.isEmpty()) {
                rights.add(right.remove(random.nextInt(right.size())));
            }
            Collections.shuffle(left, random);
            last = by.match(
                    Crowd.batch(left),
                    Crowd.batch(right),
                    RunOptions.builder().earlier(last).build(),
                    Crowd.AS_OF);
        }
        same(last, full(by, left, right));
    }

    private static void arrive(List<Crowd.Line> waiting, List<Crowd.Line> here, Random random) {
        int count = Math.min(waiting.size(), 1 + random.nextInt(20));
        here.addAll(waiting.subList(0, count));
        waiting.subList(0, count).clear();
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    @Label("REC-40 property 3: two ways to cut the same arrivals into deltas come to one result")
    void twoOrders(
            @ForAll("crowds") Crowd crowd, @ForAll("plans") MatchPlan plan, @ForAll("limits") MatchLimits limits) {
        Reconciler by = reconciler(plan, limits);
        Reconciliation one = stepwise(by, crowd, new Random(crowd.seed()));
        Reconciliation other = stepwise(by, crowd, new Random(~crowd.seed()));
        same(one, other);
    }

    private static Reconciliation stepwise(Reconciler by, Crowd crowd, Random random) {
        List<Crowd.Line> lefts = new ArrayList<>(crowd.lines("L"));
        List<Crowd.Line> rights = new ArrayList<>(crowd.lines("R"));
        Collections.shuffle(lefts, random);
        Collections.shuffle(rights, random);
        List<Crowd.Line> left = new ArrayList<>();
        List<Crowd.Line> right = new ArrayList<>();
        Reconciliation last = full(by, left, right);
        while (!lefts.isEmpty() || !rights.isEmpty()) {
            arrive(lefts, left, random);
            arrive(rights, right, random);
            last = by.match(
                    Crowd.batch(left),
                    Crowd.batch(right),
                    RunOptions.builder().earlier(last).build(),
                    Crowd.AS_OF);
        }
        return last;
    }

    private static Crowd.Line line(String id, long minor, String party, String... references) {
        return new Crowd.Line(id, minor, "GBP", 0, party, "", List.of(references));
    }

    @Test
    @DisplayName(
            "REC-40 REC-19 REC-23 what a lost set needed and where a search was cut is still told after an increment")
    void sentencesStay() {
        Reconciler by = reconciler(
                MatchPlan.named("sets")
                        .pass(Pass.oneToMany("sets")
                                .on(PARTY)
                                .maxSetSize(3)
                                .maxCoincidence("100")
                                .confirm())
                        .build(),
                new MatchLimits(5_000_000, 200_000, 5_000_000, 100, 5, 20_000_000));
        List<Crowd.Line> left = new ArrayList<>(List.of(
                line("one", 1_001, "p"), line("two", 2_003, "p"), line("both", 3_004, "p"), line("crowd", 7, "q")));
        List<Crowd.Line> right = new ArrayList<>(List.of(line("a", 1_001, "p"), line("b", 2_003, "p")));
        IntStream.range(0, 6).forEach(i -> right.add(line("c" + i, 900 + i, "q")));
        Reconciliation earlier = full(by, left, right);
        left.add(line("new", 55, "r"));
        Reconciliation later = by.match(
                Crowd.batch(left),
                Crowd.batch(right),
                RunOptions.builder().earlier(earlier).build(),
                Crowd.AS_OF);
        assertThat(later.whyNot(Side.LEFT, ItemId.of("both")))
                .extracting(Obstacle::sentence)
                .singleElement()
                .asString()
                .contains("both would need a, b, which the best division gives to one and two");
        assertThat(later.truncations())
                .singleElement()
                .satisfies(t -> assertThat(t.limit()).isEqualTo(Reconciliation.Reason.MAX_ITEMS));
        same(later, full(by, left, right));
        ItemBatch batch = Crowd.batch(left);
        assertThat(later.whyNot(
                        batch.view(batch.rowOf(ItemId.of("new"))),
                        Crowd.batch(right).view(0)))
                .extracting(Obstacle::code)
                .doesNotContain(Reconciliation.Reason.TRUNCATED);
    }
}
