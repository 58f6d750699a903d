package io.counterfoil.reconciliation.engine;

import static io.counterfoil.reconciliation.plan.MatchKey.AMOUNT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.reconciliation.item.ItemBatch;
import io.counterfoil.reconciliation.item.Side;
import io.counterfoil.reconciliation.plan.MatchPlan;
import io.counterfoil.reconciliation.plan.Pass;
import io.counterfoil.reconciliation.plan.Window;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What a reconciler and a run are told, and what is refused of it. */
class ReconcilerSettingsTest {

    private static final LocalDate DAY = LocalDate.of(2027, 3, 10);
    private static final Pass PASS = Pass.oneToOne("amount").on(AMOUNT);

    private static MatchPlan plan(Pass... passes) {
        MatchPlan.Builder plan = MatchPlan.named("test");
        for (Pass pass : passes) {
            plan.pass(pass);
        }
        return plan.build();
    }

    private static Reconciliation run(Pass pass, int rightDays) {
        return Reconciler.builder(plan(pass))
                .build()
                .match(line("l", 0), line("r", rightDays), new AsOf(DAY, Instant.parse("2027-03-10T12:00:00Z")));
    }

    private static ItemBatch line(String id, int days) {
        return ItemBatch.builder()
                .id(id)
                .amount("10.00", "GBP")
                .day(DAY.plusDays(days))
                .add()
                .build();
    }

    @Test
    @DisplayName("REC-62 a run has 1 to 256 threads, and a watermark on each side of its own")
    void options() {
        for (int wrong : new int[] {0, 257}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> RunOptions.builder().threads(wrong).build())
                    .withMessage("threads " + wrong + ", expected 1 to 256");
        }
        assertThat(RunOptions.builder().threads(256).build().threads()).isEqualTo(256);
        assertThat(RunOptions.none().threads()).isEqualTo(1);
        RunOptions options = RunOptions.builder()
                .leftCompleteTo(DAY)
                .rightCompleteTo(DAY.plusDays(1))
                .build();
        assertThat(options.completeTo(Side.LEFT)).contains(DAY);
        assertThat(options.completeTo(Side.RIGHT)).contains(DAY.plusDays(1));
    }

    @Test
    @DisplayName("REC-51 days of settlement and grace are not negative")
    void settlement() {
        Reconciler.Builder builder = Reconciler.builder(plan(PASS.confirm()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.settlement(-1, 0))
                .withMessageContaining("settlement in -1 days with 0 days of grace");
        assertThatIllegalArgumentException().isThrownBy(() -> builder.settlement(0, -1));
        assertThat(builder.settlement(0, 0)).isSameAs(builder);
    }

    @Test
    @DisplayName("REC-08 a plan that counts business days in a window or a contest scope needs a calendar")
    void calendar() {
        for (Pass pass : new Pass[] {
            PASS.within(Window.businessDays(0, 1)).confirm(),
            PASS.within(Window.days(0, 1)).contest(Window.businessDays(0, 3)).confirm()
        }) {
            assertThatIllegalStateException()
                    .isThrownBy(() -> Reconciler.builder(plan(pass)).build())
                    .withMessageContaining("pass amount counts business days and the reconciler has no calendar");
        }
        Reconciler reconciler = Reconciler.builder(
                        plan(PASS.within(Window.days(0, 1)).confirm()))
                .build();
        assertThat(reconciler.explain().text())
                .isEqualTo(reconciler.plan().explain().text());
    }

    @Test
    @DisplayName(
            "REC-42 the same match of another pass, decision or certainty is judged differently, an equal one is not")
    void differences() {
        Reconciliation suggested = run(PASS.suggest(), 0);
        Reconciliation confirmed = run(Pass.oneToOne("other").on(AMOUNT).suggest(), 0);
        Reconciliation.Diff diff = suggested.diff(confirmed);
        assertThat(diff.sentence()).isEqualTo("0 matches gone, 0 new, 1 judged differently");
        assertThat(diff.changed().get(0).before().pass()).isEqualTo("amount");
        assertThat(diff.changed().get(0).after().pass()).isEqualTo("other");
        assertThat(diff.isEmpty()).isFalse();
        assertThat(suggested.diff(run(PASS.suggest(), 0)).isEmpty()).isTrue();
        Reconciliation none = run(PASS.within(Window.sameDay()).suggest(), 1);
        assertThat(none.diff(suggested).sentence()).isEqualTo("0 matches gone, 1 new, 0 judged differently");
        assertThat(suggested.diff(none).sentence()).isEqualTo("1 matches gone, 0 new, 0 judged differently");
        assertThat(suggested.diff(none).isEmpty()).isFalse();
        assertThat(none.diff(suggested).isEmpty()).isFalse();
    }

    @Test
    @DisplayName(
            "REC-18 REC-65 figures for display: the chance as a fraction rounded half even, a probability of nine decimals")
    void figures() {
        Confidence.CoincidenceRisk risk =
                new Confidence.CoincidenceRisk(BigInteger.ONE, BigInteger.valueOf(8), 1, 20, false);
        assertThat(risk.expected(2)).isEqualTo(new BigDecimal("0.12"));
        assertThat(risk.expected(3)).isEqualTo(new BigDecimal("0.125"));
        assertThat(new Confidence.Likelihood(999_000_001, true).probability()).isEqualTo(new BigDecimal("0.999000001"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MatchId.of(" "))
                .withMessageContaining("match id is blank");
        assertThat(MatchId.of("ab")).hasToString("ab");
    }
}
