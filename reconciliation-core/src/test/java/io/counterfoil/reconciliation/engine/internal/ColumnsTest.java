package io.counterfoil.reconciliation.engine.internal;

import static io.counterfoil.reconciliation.plan.MatchKey.AMOUNT;
import static io.counterfoil.reconciliation.plan.MatchKey.REFERENCE;
import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.reconciliation.engine.Reconciliation;
import io.counterfoil.reconciliation.engine.RunOptions;
import io.counterfoil.reconciliation.item.ItemBatch;
import io.counterfoil.reconciliation.plan.MatchLimits;
import io.counterfoil.reconciliation.plan.MatchPlan;
import io.counterfoil.reconciliation.plan.Pass;
import io.counterfoil.reconciliation.plan.Tolerance;
import io.counterfoil.reconciliation.plan.Window;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The column join comes to what the general engine comes to, on crowds chosen for one of its ways each; the general engine is the reference. */
class ColumnsTest {

    private static void agrees(Crowd crowd, MatchLimits limits, int threads) {
        agrees(crowd, limits, threads, Crowd.PLANS);
    }

    private static void agrees(Crowd crowd, MatchLimits limits, int threads, List<MatchPlan> plans) {
        ItemBatch left = Crowd.batch(crowd.lines("L"));
        ItemBatch right = Crowd.batch(crowd.lines("R"));
        for (MatchPlan plan : plans) {
            Reconciliation general = run(plan, limits, left, right, 1, null);
            Reconciliation columns = run(plan, limits, left, right, threads, ColumnJoin.Layout.USUAL);
            assertThat(columns.explainAnalyze().text())
                    .isEqualTo(general.explainAnalyze().text());
            assertThat(columns.matches().toList()).isEqualTo(general.matches().toList());
            columns.conservation().orThrow();
            for (ColumnJoin.Layout layout : List.of(
                    new ColumnJoin.Layout(1, 1, 1),
                    new ColumnJoin.Layout(4, 10, 1_000),
                    new ColumnJoin.Layout(16, 9, 12))) {
                assertThat(run(plan, limits, left, right, threads, layout).certificate())
                        .isEqualTo(general.certificate());
            }
        }
    }

    private static Reconciliation run(
            MatchPlan plan,
            MatchLimits limits,
            ItemBatch left,
            ItemBatch right,
            int threads,
            ColumnJoin.@Nullable Layout layout) {
        RunOptions options = RunOptions.builder().threads(threads).build();
        return Run.of(new Run.Setting(plan, Crowd.CALENDAR, limits, 0, 1, options), left, right, Crowd.AS_OF, layout);
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

    @Test
    @DisplayName("REC-62 columns: so many lines that they are divided by fingerprint, and on three threads")
    void partitions() {
        agrees(new Crowd(4_500, 3_500, 4, 3, 8), MatchLimits.defaults(), 3, Crowd.PLANS.subList(0, 1));
    }

    @Test
    @DisplayName("REC-62 columns: passes on references that follow each other run together, until one asks for more")
    void stages() {
        Pass exact = Pass.oneToOne("exact").on(REFERENCE, AMOUNT).confirm();
        Pass near = Pass.oneToOne("near").on(REFERENCE).amount(Tolerance.absolute("0.01"));
        Pass amount = Pass.oneToOne("amount").on(AMOUNT).suggest();
        Pass last = Pass.oneToOne("last").on(REFERENCE).within(Window.days(0, 1));
        MatchPlan plan = MatchPlan.named("stages")
                .pass(exact)
                .pass(near)
                .pass(amount)
                .pass(last)
                .build();
        Crowd crowd = new Crowd(5, 3, 3, 3, 9);
        Run run = ((Result) run(
                        plan,
                        MatchLimits.defaults(),
                        Crowd.batch(crowd.lines("L")),
                        Crowd.batch(crowd.lines("R")),
                        1,
                        ColumnJoin.Layout.USUAL))
                .run();
        assertThat(new ColumnStage(run, 0).passes()).isEqualTo(2);
        assertThat(new ColumnStage(run, 1).passes()).isEqualTo(1);
        assertThat(new ColumnStage(run, 2).passes()).isZero();
        assertThat(new ColumnStage(run, 3).passes()).isEqualTo(1);
        run.parts.put(0, new Parts.Taken(new long[] {1}, new long[] {1}));
        assertThat(new ColumnStage(run, 0).passes())
                .as("what is taken in part is not in the columns")
                .isZero();
    }

    @Test
    @DisplayName("REC-62 columns: a run tells how far it is, pass by pass, in order")
    void progress() {
        Crowd crowd = new Crowd(30, 4, 9, 3, 10);
        List<String> reached = new ArrayList<>();
        RunOptions options = RunOptions.builder()
                .progress((pass, done, of) -> reached.add(pass + " " + done + "/" + of))
                .build();
        Run.of(
                new Run.Setting(Crowd.PLANS.get(0), Crowd.CALENDAR, MatchLimits.defaults(), 0, 1, options),
                Crowd.batch(crowd.lines("L")),
                Crowd.batch(crowd.lines("R")),
                Crowd.AS_OF);
        assertThat(reached).containsExactly("exact 1/1", "exact 1/1", "near 1/1", "reference 1/1");
    }

    @Test
    @DisplayName("REC-62 columns: a line with two references is a rival under both, and equal references that are long")
    void severalReferences() {
        String common = "a reference that is longer than eighteen characters, ";
        List<Crowd.Line> lefts = List.of(
                line("a", "A", "B"),
                line("b", "C"),
                line("c", common + 1),
                line("d", common + 2),
                line("e", common + 2));
        List<Crowd.Line> rights = List.of(
                line("x", "A"), line("y", "B"), line("z", "C", "D"), line("v", common + 1), line("w", common + 2));
        MatchPlan plan = MatchPlan.named("several")
                .pass(Pass.oneToOne("exact").on(REFERENCE, AMOUNT).confirm())
                .build();
        Reconciliation general = run(plan, MatchLimits.defaults(), Crowd.batch(lefts), Crowd.batch(rights), 1, null);
        Reconciliation columns =
                run(plan, MatchLimits.defaults(), Crowd.batch(lefts), Crowd.batch(rights), 1, ColumnJoin.Layout.USUAL);
        assertThat(columns.certificate()).isEqualTo(general.certificate());
        assertThat(columns.matches()
                        .map(match -> match.left().get(0).item() + "="
                                + match.right().get(0).item()))
                .containsExactlyInAnyOrder("b=z", "c=v");
        assertThat(columns.ambiguities()).hasSize(3);
    }

    private static Crowd.Line line(String id, String... references) {
        return new Crowd.Line(id, 100, "GBP", 1, "", "", List.of(references));
    }
}
