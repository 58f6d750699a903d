package io.counterfoil.reconciliation.engine;

import static io.counterfoil.reconciliation.plan.MatchKey.ACCOUNT;
import static io.counterfoil.reconciliation.plan.MatchKey.AMOUNT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.reconciliation.item.ItemBatch;
import io.counterfoil.reconciliation.item.Side;
import io.counterfoil.reconciliation.plan.MatchPlan;
import io.counterfoil.reconciliation.plan.Pass;
import io.counterfoil.reconciliation.plan.PassDecision;
import io.counterfoil.reconciliation.plan.PlanException;
import io.counterfoil.reconciliation.plan.Tolerance;
import io.counterfoil.reconciliation.plan.Window;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What a single run knows, what two runs differ by, and second readings. */
class RunOptionsTest {

    private static final AsOf AS_OF = new AsOf(LocalDate.of(2026, 12, 31), Instant.parse("2026-12-31T12:00:00Z"));

    private static ItemBatch items(String... rows) {
        ItemBatch.Builder batch = ItemBatch.builder();
        for (String row : rows) {
            String[] cells = row.split(" ", -1);
            batch.id(cells[0]).amount(cells[1], "EUR").day(LocalDate.parse(cells[2]));
            if (cells.length > 3) {
                batch.account(cells[3]);
            }
            batch.add();
        }
        return batch.build();
    }

    private static MatchPlan plan(int days) {
        return MatchPlan.named("p")
                .pass(Pass.oneToOne("amount+day")
                        .on(AMOUNT)
                        .within(Window.days(0, days).from(Side.LEFT))
                        .confirm())
                .build();
    }

    private static Match only(Reconciliation run) {
        return run.matches().toList().get(0);
    }

    @Test
    @DisplayName("REC-41 a match is provisional, and only suggested, until both sources are complete beyond its window")
    void watermarks() {
        ItemBatch left = items("L 10 2026-03-02");
        ItemBatch right = items("R 10 2026-03-04");
        Reconciler reconciler = Reconciler.builder(plan(3)).build();
        assertThat(only(reconciler.match(left, right, AS_OF)).finality()).isEqualTo(Match.Finality.FINAL);
        Match early = only(reconciler.match(left, right, complete("2026-03-04", "2026-03-04"), AS_OF));
        assertThat(early.finality()).isEqualTo(Match.Finality.PROVISIONAL);
        assertThat(early.decision()).isEqualTo(PassDecision.Outcome.SUGGEST);
        assertThat(only(reconciler.match(left, right, complete("2026-03-03", "2026-03-05"), AS_OF))
                        .finality())
                .isEqualTo(Match.Finality.PROVISIONAL);
        Match late = only(reconciler.match(left, right, complete("2026-03-04", "2026-03-05"), AS_OF));
        assertThat(late.finality()).isEqualTo(Match.Finality.FINAL);
        assertThat(late.decision()).isEqualTo(PassDecision.Outcome.CONFIRM);
    }

    private static RunOptions complete(String left, String right) {
        return RunOptions.builder()
                .leftCompleteTo(LocalDate.parse(left))
                .rightCompleteTo(LocalDate.parse(right))
                .build();
    }

    @Test
    @DisplayName("REC-42 the difference of two runs names what is gone, new and judged differently")
    void difference() {
        ItemBatch left = items("L1 10 2026-03-02", "L2 20 2026-03-02");
        ItemBatch right = items("R1 10 2026-03-02", "R2 20 2026-03-06");
        Reconciliation narrow = Reconciler.builder(plan(1)).build().match(left, right, AS_OF);
        Reconciliation wide = Reconciler.builder(plan(7)).build().match(left, right, AS_OF);
        Reconciliation.Diff diff = narrow.diff(wide);
        assertThat(diff.gone()).isEmpty();
        assertThat(diff.fresh()).hasSize(1);
        assertThat(diff.fresh().get(0).right().get(0).item().value()).isEqualTo("R2");
        assertThat(diff.changed()).isEmpty();
        assertThat(diff.sentence()).isEqualTo("0 matches gone, 1 new, 0 judged differently");
        assertThat(wide.diff(narrow).gone()).hasSize(1);
        assertThat(wide.diff(wide).isEmpty()).isTrue();
    }

    @Test
    @DisplayName("REC-62 a cancelled run keeps what it has, says so and gives no certificate")
    void cancelled() {
        Reconciliation run = Reconciler.builder(plan(1))
                .build()
                .match(
                        items("L 10 2026-03-02"),
                        items("R 10 2026-03-02"),
                        RunOptions.builder().cancelled(() -> true).build(),
                        AS_OF);
        assertThat(run.isCancelled()).isTrue();
        assertThat(run.matches()).isEmpty();
        assertThat(run.explainAnalyze().text()).contains("cancelled");
        assertThatThrownBy(run::certificate).isInstanceOf(IllegalStateException.class);
    }

    @Test
    @DisplayName("REC-12 the rival of a match is the reading of its component without it")
    void rival() {
        MatchPlan plan = MatchPlan.named("p")
                .pass(Pass.oneToOne("a")
                        .on(ACCOUNT)
                        .amount(Tolerance.absolute("2"))
                        .evidence(AMOUNT)
                        .suggest())
                .build();
        Reconciliation run = Reconciler.builder(plan)
                .build()
                .match(
                        items("L1 100 2026-03-02 x", "L2 101 2026-03-02 x"),
                        items("R1 100 2026-03-02 x", "R2 101 2026-03-02 x"),
                        AS_OF);
        Match match = run.matches()
                .filter(m -> m.left().get(0).item().value().equals("L1"))
                .findFirst()
                .orElseThrow();
        assertThat(match.right().get(0).item().value()).isEqualTo("R1");
        assertThat(run.rival(match))
                .extracting(m -> m.left().get(0).item() + "=" + m.right().get(0).item())
                .containsExactlyInAnyOrder("L1=R2", "L2=R1");
        assertThat(match.confidence().margin().regretMillibits()).isEqualTo(8_000);
    }

    @Test
    @DisplayName(
            "REC-20 sets of both sides: what every best division has is matched, the rest is ambiguous with all groups")
    void manyToMany() {
        MatchPlan plan = MatchPlan.named("p")
                .pass(Pass.manyToMany("nm").on(ACCOUNT).confirm())
                .build();
        Reconciler reconciler = Reconciler.builder(plan).build();
        Reconciliation sure = reconciler.match(
                items("L1 983 2026-03-02 x", "L2 637 2026-03-02 x", "L3 5 2026-03-02 x"),
                items("R1 -475 2026-03-02 x", "R2 2095 2026-03-02 x"),
                AS_OF);
        assertThat(only(sure).left()).extracting(p -> p.item().value()).containsExactlyInAnyOrder("L1", "L2");
        assertThat(only(sure).confidence().risk()).isPresent();
        sure.conservation().orThrow();
        Reconciliation open =
                reconciler.match(items("L1 10 2026-03-02 x", "L2 10 2026-03-02 x"), items("R1 10 2026-03-02 x"), AS_OF);
        assertThat(open.matches()).isEmpty();
        assertThat(open.ambiguities().toList().get(0).alternatives()).hasSize(2);
        assertThat(open.ambiguities().toList().get(0).count().items()).isEqualTo(2);
        open.conservation().orThrow();
        assertThatThrownBy(() -> MatchPlan.named("p")
                        .pass(Pass.manyToMany("nm").on(AMOUNT))
                        .build())
                .isInstanceOfSatisfying(
                        PlanException.class,
                        e -> assertThat(e.problems().get(0).code().id())
                                .isEqualTo("RECONCILIATION.PLAN_NM_WITHOUT_KEY"));
    }

    @Test
    @DisplayName(
            "REC-18 a set that nothing names is suggested where chance would make one, confirmed where it would not")
    void coincidenceGatesAutomation() {
        MatchPlan plan = MatchPlan.named("p")
                .pass(Pass.oneToMany("set").on(ACCOUNT).maxSetSize(3).confirm())
                .build();
        Reconciler reconciler = Reconciler.builder(plan).build();
        Match rare = only(reconciler.match(
                items("L 1234.57 2026-03-02 x"),
                items("R1 1000.13 2026-03-02 x", "R2 234.44 2026-03-02 x", "R3 77.77 2026-03-02 x"),
                AS_OF));
        assertThat(rare.confidence().certainty()).isEqualTo(Confidence.Certainty.CERTAIN);
        Match likely = only(reconciler.match(
                items("L 35 2026-03-02 x"),
                items("R1 5 2026-03-02 x", "R2 30 2026-03-02 x", "R3 50 2026-03-02 x", "R4 60 2026-03-02 x"),
                AS_OF));
        assertThat(likely.confidence().certainty()).isEqualTo(Confidence.Certainty.LIKELY);
        assertThat(likely.decision()).isEqualTo(PassDecision.Outcome.SUGGEST);
        assertThat(likely.evidence().facts()).anyMatch(f -> f.sentence().contains("expected to hit by chance"));
    }

    @Test
    @DisplayName("REC-09 amounts are rounded before they are compared, never in sums or differences")
    void rounding() {
        Tolerance whole = Tolerance.exact().rounded(0, RoundingMode.HALF_EVEN);
        assertThat(whole.inMinorUnits(2).admits(1050, 1049)).isTrue();
        assertThat(whole.inMinorUnits(2).admits(1050, 1051)).isFalse();
        assertThat(whole.isExact()).isFalse();
        assertThat(whole).isNotEqualTo(Tolerance.exact()).hasToString("rounded to 0 HALF_EVEN 0");
    }

    @Test
    @DisplayName("REC-07 windows in seconds look at instants, to the fraction; an item without one is outside")
    void seconds() {
        MatchPlan plan = MatchPlan.named("p")
                .pass(Pass.oneToOne("s")
                        .on(AMOUNT)
                        .within(Window.seconds(0, 60))
                        .confirm())
                .build();
        ItemBatch left = at("L", Instant.parse("2026-03-02T10:00:00Z"));
        for (var entry : List.of("2026-03-02T10:01:00Z", "2026-03-02T09:59:00Z")) {
            assertThat(Reconciler.builder(plan)
                            .build()
                            .match(left, at("R", Instant.parse(entry)), AS_OF)
                            .matches())
                    .hasSize(1);
        }
        assertThat(Reconciler.builder(plan)
                        .build()
                        .match(left, at("R", Instant.parse("2026-03-02T10:01:00.000000001Z")), AS_OF)
                        .matches())
                .isEmpty();
        Reconciliation none = Reconciler.builder(plan).build().match(left, at("R", null), AS_OF);
        assertThat(none.matches()).isEmpty();
    }

    private static ItemBatch at(String id, Instant instant) {
        return ItemBatch.builder()
                .id(id)
                .amount("10", "EUR")
                .day(LocalDate.of(2026, 3, 2))
                .instant(instant)
                .add()
                .build();
    }
}
