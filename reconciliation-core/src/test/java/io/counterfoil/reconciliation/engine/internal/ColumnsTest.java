package io.counterfoil.reconciliation.engine.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.reconciliation.engine.Reconciliation;
import io.counterfoil.reconciliation.engine.RunOptions;
import io.counterfoil.reconciliation.item.ItemBatch;
import io.counterfoil.reconciliation.plan.MatchLimits;
import io.counterfoil.reconciliation.plan.MatchPlan;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The column join comes to what the general engine comes to, on crowds chosen for one of its ways each; the general engine is the reference. */
class ColumnsTest {

    private static void agrees(Crowd crowd, MatchLimits limits, int threads) {
        ItemBatch left = Crowd.batch(crowd.lines("L"));
        ItemBatch right = Crowd.batch(crowd.lines("R"));
        for (MatchPlan plan : Crowd.PLANS) {
            Reconciliation general = run(plan, limits, left, right, 1, false);
            Reconciliation columns = run(plan, limits, left, right, threads, true);
            assertThat(columns.explainAnalyze().text())
                    .isEqualTo(general.explainAnalyze().text());
            assertThat(columns.matches().toList()).isEqualTo(general.matches().toList());
            columns.conservation().orThrow();
        }
    }

    private static Reconciliation run(
            MatchPlan plan, MatchLimits limits, ItemBatch left, ItemBatch right, int threads, boolean onColumns) {
        RunOptions options = RunOptions.builder().threads(threads).build();
        return Run.of(
                new Run.Setting(plan, Crowd.CALENDAR, limits, 0, 1, options), left, right, Crowd.AS_OF, onColumns);
    }

    @Test
    @DisplayName("REC-62 columns: a reference of its own each")
    void alone() {
        agrees(new Crowd(12, 60, 3, 3, 1), MatchLimits.defaults(), 1);
    }

    @Test
    @DisplayName("REC-62 columns: few references, few amounts, small blocks with and without rivals")
    void smallBlocks() {
        agrees(new Crowd(14, 6, 3, 3, 2), MatchLimits.defaults(), 1);
        agrees(new Crowd(14, 9, 2, 4, 3), MatchLimits.defaults(), 2);
    }

    @Test
    @DisplayName("REC-62 columns: one reference, amounts that differ: joined on amounts and swept along them")
    void oneReference() {
        agrees(new Crowd(40, 1, 400, 6, 4), MatchLimits.defaults(), 1);
    }

    @Test
    @DisplayName("REC-62 columns: hopelessly alike, and limits that cut")
    void alike() {
        agrees(new Crowd(30, 1, 2, 2, 5), MatchLimits.defaults(), 1);
        agrees(new Crowd(30, 1, 8, 4, 6), new MatchLimits(40, 30, 70, 3, 20, 2_000), 1);
    }

    @Test
    @DisplayName("REC-62 columns: a side without lines")
    void empty() {
        agrees(new Crowd(0, 1, 2, 2, 7), MatchLimits.defaults(), 1);
    }
}
