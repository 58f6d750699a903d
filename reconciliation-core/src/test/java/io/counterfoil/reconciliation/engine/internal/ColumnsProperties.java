package io.counterfoil.reconciliation.engine.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.reconciliation.engine.Reconciliation;
import io.counterfoil.reconciliation.engine.RunOptions;
import io.counterfoil.reconciliation.item.ItemBatch;
import io.counterfoil.reconciliation.plan.MatchLimits;
import io.counterfoil.reconciliation.plan.MatchPlan;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;

class ColumnsProperties {

    /** So that a crowd of 25 is swept twice and one of 60 four times, in many partitions. */
    private static final ColumnJoin.Layout SMALL = new ColumnJoin.Layout(4, 20, 50);

    @Provide
    Arbitrary<Crowd> crowds() {
        return Crowd.any();
    }

    private static Reconciliation run(
            MatchPlan plan,
            MatchLimits limits,
            List<ItemBatch> sides,
            int threads,
            ColumnJoin.@Nullable Layout layout) {
        RunOptions options = RunOptions.builder().threads(threads).build();
        return Run.of(
                new Run.Setting(plan, Crowd.CALENDAR, limits, 0, 1, options),
                sides.get(0),
                sides.get(1),
                Crowd.AS_OF,
                layout);
    }

    @Property
    @Label(
            "REC-62 REC-39 the column join comes to what the general engine comes to, with 1 to 4 threads, any fingerprint key, layout and limit")
    void columnsAreTheEngine(@ForAll("crowds") Crowd crowd, @ForAll boolean cramped) {
        MatchLimits limits = cramped ? new MatchLimits(40, 30, 70, 3, 20, 2_000) : MatchLimits.defaults();
        ItemBatch left = Crowd.batch(crowd.lines("L"));
        ItemBatch right = Crowd.batch(crowd.lines("R"));
        ItemBatch ownKey = Crowd.batch(ItemBatch.builder().fingerprintKey(crowd.seed(), 7), crowd.lines("L"));
        for (MatchPlan plan : Crowd.PLANS) {
            Reconciliation general = run(plan, limits, List.of(left, right), 1, null);
            List<Reconciliation> others = new ArrayList<>();
            others.add(run(plan, limits, List.of(left, right), 1, ColumnJoin.Layout.USUAL));
            others.add(run(plan, limits, List.of(left, right), 2 + (int) (crowd.seed() & 1), SMALL));
            others.add(run(plan, limits, List.of(ownKey, right), 4, SMALL));
            for (Reconciliation other : others) {
                assertThat(other.explainAnalyze().text())
                        .isEqualTo(general.explainAnalyze().text());
                assertThat(other.matches().toList()).isEqualTo(general.matches().toList());
                other.conservation().orThrow();
            }
            assertThat(others.get(2).certificate()).isEqualTo(general.certificate());
        }
    }
}
