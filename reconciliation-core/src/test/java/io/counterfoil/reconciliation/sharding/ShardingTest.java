package io.counterfoil.reconciliation.sharding;

import static io.counterfoil.reconciliation.plan.MatchKey.ACCOUNT;
import static io.counterfoil.reconciliation.plan.MatchKey.AMOUNT;
import static io.counterfoil.reconciliation.plan.MatchKey.GROUP;
import static io.counterfoil.reconciliation.plan.MatchKey.PARTY;
import static io.counterfoil.reconciliation.plan.MatchKey.REFERENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.reconciliation.engine.Reconciler;
import io.counterfoil.reconciliation.engine.Reconciliation;
import io.counterfoil.reconciliation.engine.RunOptions;
import io.counterfoil.reconciliation.item.ItemBatch;
import io.counterfoil.reconciliation.item.Side;
import io.counterfoil.reconciliation.plan.MatchLimits;
import io.counterfoil.reconciliation.plan.MatchPlan;
import io.counterfoil.reconciliation.plan.Pass;
import io.counterfoil.reconciliation.plan.Tolerance;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ShardingTest {

    private static final LocalDate DAY = LocalDate.of(2027, 3, 1);
    private static final AsOf AS_OF = new AsOf(LocalDate.of(2027, 3, 31), Instant.parse("2027-03-31T12:00:00Z"));
    private static final MatchPlan PLAN = MatchPlan.named("shards")
            .pass(Pass.oneToOne("reference").on(REFERENCE, AMOUNT, PARTY).confirm())
            .build();

    private static ItemBatch items(String... lines) {
        ItemBatch.Builder batch = ItemBatch.builder();
        for (String line : lines) {
            String[] fields = line.split(" ", -1);
            batch.id(fields[0])
                    .amount(fields[1], fields[2])
                    .day(DAY)
                    .reference(fields[3])
                    .party(fields[4])
                    .add();
        }
        return batch.build();
    }

    private static Reconciliation run(Reconciler reconciler) {
        return reconciler.match(items("L1 10 GBP R p"), items("R1 10 GBP R p"), AS_OF);
    }

    private static MatchPlan plan(Pass... passes) {
        MatchPlan.Builder plan = MatchPlan.named("keys");
        List.of(passes).forEach(plan::pass);
        return plan.build();
    }

    @Test
    @DisplayName(
            "REC-63 what all key lists of all passes ask for tells the shard, and the currency where nothing crosses it")
    void staticKeys() {
        Pass both = Pass.oneToOne("both").on(REFERENCE, PARTY, ACCOUNT);
        assertThat(Sharding.staticKey(plan(both))).contains(new Sharding.StaticKey(Set.of(PARTY, ACCOUNT), true));
        assertThat(Sharding.staticKey(plan(both, Pass.oneToMany("set").on(ACCOUNT))))
                .contains(new Sharding.StaticKey(Set.of(ACCOUNT), true));
        assertThat(Sharding.staticKey(plan(both.on(REFERENCE, PARTY))))
                .contains(new Sharding.StaticKey(Set.of(PARTY), true));
        assertThat(Sharding.staticKey(plan(both, Pass.oneToOne("amount").amount(Tolerance.exact()))))
                .as("a pass that asks for no key")
                .isEmpty();
        assertThat(Sharding.staticKey(plan(Pass.transfers("moves").on(REFERENCE, ACCOUNT, PARTY))))
                .as("a transfer has two accounts")
                .contains(new Sharding.StaticKey(Set.of(PARTY), true));
        Pass group = Pass.oneToGroup("group").on(PARTY, GROUP).amount(Tolerance.exact());
        assertThat(Sharding.staticKey(plan(group)))
                .as("members of a group stay together, whatever their parties and currencies")
                .contains(new Sharding.StaticKey(Set.of(GROUP), false));
        assertThat(Sharding.staticKey(plan(Pass.groupToOne("group").on(PARTY).amount(Tolerance.exact()))))
                .isEmpty();
    }

    @Test
    @DisplayName("REC-63 equal keys are one shard, and shards are used")
    void shardOf() {
        Sharding.StaticKey party = new Sharding.StaticKey(Set.of(PARTY, REFERENCE), true);
        assertThatThrownBy(() -> party.shardOf(items("a 1 GBP R p").view(0), 4))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("REFERENCE");
        Sharding.StaticKey key = new Sharding.StaticKey(Set.of(PARTY), true);
        Sharding.StaticKey anyCurrency = new Sharding.StaticKey(Set.of(PARTY), false);
        Set<Integer> used = new java.util.TreeSet<>();
        int apart = 0;
        for (int i = 0; i < 40; i++) {
            ItemBatch some = items("a 1 GBP R p" + i, "b 2 GBP S p" + i, "c 1 JPY R p" + i);
            int shard = key.shardOf(some.view(0), 4);
            assertThat(shard).isBetween(0, 3).isEqualTo(key.shardOf(some.view(1), 4));
            assertThat(anyCurrency.shardOf(some.view(0), 4)).isEqualTo(anyCurrency.shardOf(some.view(2), 4));
            apart += shard == key.shardOf(some.view(2), 4) ? 0 : 1;
            used.add(shard);
        }
        assertThat(used).containsExactly(0, 1, 2, 3);
        assertThat(apart).isPositive();
    }

    @Test
    @DisplayName("REC-63 shards hold every line once, in its order, and what was rejected is in the first")
    void divides() {
        ItemBatch left =
                items("a 1 GBP R p", "b 2 GBP R q", "x no GBP R p", "c 3 GBP S p", "d 4 GBP S r", "e 5 GBP T s");
        List<Sharding.Shard> shards = Sharding.of(PLAN).split(left, items(), 3);
        assertThat(shards).hasSize(3);
        assertThat(shards.get(0).left().rejections()).hasSize(1);
        assertThat(shards.get(1).left().rejections()).isEmpty();
        assertThat(shards.stream().mapToInt(shard -> shard.left().size()).sum()).isEqualTo(5);
        for (Sharding.Shard shard : shards) {
            List<String> ids = new java.util.ArrayList<>();
            for (int row = 0; row < shard.left().size(); row++) {
                ids.add(shard.left().view(row).id().value());
            }
            assertThat(ids).isSorted();
        }
    }

    @Test
    @DisplayName("REC-63 runs are merged only where plan and setting are one and none was cancelled")
    void refusals() {
        Reconciliation run = run(Reconciler.builder(PLAN).build());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Sharding.merge(List.of()))
                .withMessageContaining("no runs");
        Reconciliation other = run(
                Reconciler.builder(plan(Pass.oneToOne("other").on(REFERENCE))).build());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Sharding.merge(List.of(run, other)))
                .withMessageContaining("different plans");
        Reconciliation limited = run(Reconciler.builder(PLAN)
                .limits(new MatchLimits(10, 10, 10, 2, 10, 10))
                .build());
        assertThatThrownBy(() -> Sharding.merge(List.of(run, limited)).certificate())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("limits");
        Reconciliation cancelled = Reconciler.builder(PLAN)
                .build()
                .match(
                        items(),
                        items(),
                        RunOptions.builder().cancelled(() -> true).build(),
                        AS_OF);
        assertThatThrownBy(() -> Sharding.merge(List.of(run, cancelled)).certificate())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("cancelled");
    }

    @Test
    @DisplayName("REC-63 what shards found is told together")
    void merged() {
        Reconciler reconciler = Reconciler.builder(PLAN).build();
        Reconciliation one = reconciler.match(items("a 10 GBP R p", "b 7 GBP S p"), items("c 10 GBP R p"), AS_OF);
        Reconciliation two =
                reconciler.match(items("d 10 GBP R q", "e 10 GBP R q"), items("f 10 GBP R q", "g 1 GBP S q"), AS_OF);
        Sharding.Merged merged = Sharding.merge(List.of(one, two));
        assertThat(merged.matches()).hasSize(1);
        assertThat(merged.ambiguities()).hasSize(2);
        assertThat(merged.truncations()).isEmpty();
        assertThat(merged.open(Side.LEFT).map(item -> item.id().value())).containsExactlyInAnyOrder("b", "d", "e");
        assertThat(merged.open(Side.RIGHT).map(item -> item.id().value())).containsExactlyInAnyOrder("f", "g");
        assertThat(merged.conserves()).isTrue();
    }
}
