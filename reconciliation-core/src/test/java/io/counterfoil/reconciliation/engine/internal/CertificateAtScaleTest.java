package io.counterfoil.reconciliation.engine.internal;

import static io.counterfoil.reconciliation.plan.MatchKey.ACCOUNT;
import static io.counterfoil.reconciliation.plan.MatchKey.AMOUNT;
import static io.counterfoil.reconciliation.plan.MatchKey.REFERENCE;
import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.payments.money.Amounts;
import io.counterfoil.reconciliation.engine.Reconciler;
import io.counterfoil.reconciliation.engine.Reconciliation;
import io.counterfoil.reconciliation.engine.RunCertificate;
import io.counterfoil.reconciliation.engine.RunOptions;
import io.counterfoil.reconciliation.item.ItemBatch;
import io.counterfoil.reconciliation.plan.MatchPlan;
import io.counterfoil.reconciliation.plan.Pass;
import io.counterfoil.reconciliation.plan.Tolerance;
import io.counterfoil.reconciliation.plan.Window;
import io.counterfoil.reconciliation.sharding.Sharding;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Small unless {@code counterfoil.scale.rows} says how many rows a side has; the laws are the same at any size. */
class CertificateAtScaleTest {

    private static final int ROWS = Integer.getInteger("counterfoil.scale.rows", 5_000);

    private static final MatchPlan PLAN = MatchPlan.named("scale")
            .pass(Pass.oneToOne("exact")
                    .on(ACCOUNT, REFERENCE, AMOUNT)
                    .within(Window.days(0, 3))
                    .confirm())
            .pass(Pass.oneToOne("near")
                    .on(ACCOUNT, REFERENCE)
                    .amount(Tolerance.absolute("1.00"))
                    .confirm())
            .pass(Pass.oneToOne("amount and day")
                    .on(ACCOUNT, AMOUNT)
                    .within(Window.days(0, 1))
                    .contest(Window.days(0, 2))
                    .suggest())
            .build();

    private static final Reconciler RECONCILER = Reconciler.builder(PLAN).build();

    /** Rows of a side in an order of the seed's; the last few per thousand are left out where asked. */
    private static ItemBatch side(boolean left, long orderSeed, int leftOut) {
        var currency = Amounts.in("GBP").currency();
        ItemBatch.Builder batch = ItemBatch.builder();
        int[] order =
                IntStream.range(0, ROWS - (int) ((long) ROWS * leftOut / 1000)).toArray();
        SplittableRandom random = new SplittableRandom(orderSeed);
        for (int i = order.length - 1; orderSeed != 0 && i > 0; i--) {
            int j = random.nextInt(i + 1);
            int row = order[i];
            order[i] = order[j];
            order[j] = row;
        }
        for (int row : order) {
            SplittableRandom of = new SplittableRandom(row);
            long minor = 1 + of.nextLong(ROWS * 40L);
            int day = of.nextInt(90);
            int kind = of.nextInt(100);
            boolean named = of.nextInt(10) > 0;
            minor = named ? minor : 1 + minor % (ROWS / 20);
            String reference = named ? "R-" + (kind == 1 ? row / 2 : row) : "";
            if (!left && named) {
                minor += kind >= 90 && kind < 95 ? of.nextInt(100) : 0;
                day += kind == 2 ? 40 : of.nextInt(2);
                reference = kind >= 97 ? "ONLY-" + row : reference;
            }
            batch.id((left ? "L" : "R") + row)
                    .amountMinor(minor, currency)
                    .day(Crowd.DAY.plusDays(day))
                    .account("a" + row % 7)
                    .reference(reference)
                    .add();
        }
        return batch.build();
    }

    private static Reconciliation match(ItemBatch left, ItemBatch right, RunOptions options) {
        return RECONCILER.match(left, right, options, Crowd.AS_OF);
    }

    @Test
    @DisplayName(
            "REC-39 REC-40 REC-63 certificates are equal for any order, number of threads, number of shards, and after increments")
    void equalCertificates() {
        ItemBatch left = side(true, 0, 0);
        ItemBatch right = side(false, 0, 0);
        Reconciliation first = match(left, right, RunOptions.none());
        first.conservation().orThrow();
        assertThat(first.matches().limit(100)).isNotEmpty();
        assertThat(first.ambiguities().findFirst()).isPresent();
        RunCertificate certificate = first.certificate();
        for (int threads = 2; threads <= 4; threads++) {
            RunOptions options = RunOptions.builder().threads(threads).build();
            assertThat(match(left, right, options).certificate())
                    .as(threads + " threads")
                    .isEqualTo(certificate);
        }
        assertThat(match(side(true, 1, 0), side(false, 2, 0), RunOptions.none()).certificate())
                .as("shuffled")
                .isEqualTo(certificate);
        Sharding sharding = Sharding.of(PLAN);
        assertThat(Sharding.staticKey(PLAN)).isPresent();
        for (List<Sharding.Shard> shards :
                List.of(sharding.split(left, right, 4), sharding.splitByComponent(left, right, 3))) {
            List<Reconciliation> runs = shards.stream()
                    .map(shard -> match(shard.left(), shard.right(), RunOptions.none()))
                    .toList();
            assertThat(Sharding.merge(runs).certificate())
                    .as(shards.size() + " shards")
                    .isEqualTo(certificate);
        }
        Reconciliation earlier = match(side(true, 0, 1), side(false, 0, 1), RunOptions.none());
        assertThat(match(left, right, RunOptions.builder().earlier(earlier).build())
                        .certificate())
                .as("incremental")
                .isEqualTo(certificate);
    }
}
