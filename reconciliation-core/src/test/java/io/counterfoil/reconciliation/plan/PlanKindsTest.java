package io.counterfoil.reconciliation.plan;

import static io.counterfoil.reconciliation.plan.MatchKey.ACCOUNT;
import static io.counterfoil.reconciliation.plan.MatchKey.AMOUNT;
import static io.counterfoil.reconciliation.plan.MatchKey.GROUP;
import static io.counterfoil.reconciliation.plan.MatchKey.PARTY;
import static io.counterfoil.reconciliation.plan.MatchKey.REFERENCE;
import static io.counterfoil.reconciliation.plan.MatchKey.REFERENCE_LOOSELY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.counterfoil.payments.calendar.BusinessCalendar;
import io.counterfoil.payments.calendar.HolidayCalendar;
import io.counterfoil.reconciliation.difference.DifferenceExplainer;
import io.counterfoil.reconciliation.difference.RateBand;
import io.counterfoil.reconciliation.item.ItemBatch;
import io.counterfoil.reconciliation.item.Side;
import io.counterfoil.reconciliation.score.Comparison;
import io.counterfoil.reconciliation.score.ScoreModel;
import io.counterfoil.reconciliation.score.ScoreTrainer;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What passes that net, transfer, divide or convert may not be told. */
class PlanKindsTest {

    private static final DifferenceExplainer ROUNDING = DifferenceExplainer.rounding();
    private static final DifferenceExplainer FX =
            DifferenceExplainer.fx(RateBand.of((of, in, day) -> Optional.of(BigDecimal.ONE), BigDecimal.TEN));

    private static List<String> problems(Pass pass) {
        try {
            MatchPlan.named("p").pass(pass).build();
            return List.of();
        } catch (PlanException e) {
            return e.problems().stream()
                    .map(p -> p.path().replaceAll("passes\\[0\\] \\w+", "") + " " + p.code())
                    .toList();
        }
    }

    private static void unused(String setting, Pass pass) {
        assertThat(problems(pass)).containsExactly(setting + " PLAN_SETTING_UNUSED");
    }

    @Test
    @DisplayName("REC-04 REC-21 items that cancel do so to the minor unit, and are not scored")
    void netting() {
        Pass netting = Pass.netting("n", Side.LEFT)
                .on(REFERENCE)
                .within(Window.days(0, 5).from(Side.LEFT));
        assertThat(problems(netting)).isEmpty();
        unused(".amount", netting.amount(Tolerance.absolute("1")));
        unused(".amount", netting.contest(Tolerance.absolute("1")));
        unused(".amount", netting.explain(ROUNDING));
        unused(".score", netting.refines());
        Pass transfers = Pass.transfers("t").within(Window.days(0, 2).from(Side.LEFT));
        assertThat(problems(transfers)).isEmpty();
        unused(".amount", transfers.amount(Tolerance.exact()));
        unused(".amount", transfers.explain(ROUNDING));
        unused(".score", transfers.refines());
    }

    @Test
    @DisplayName(
            "REC-04 REC-24 items are taken in part only where every key list names them, and nothing else is asked")
    void partial() {
        assertThat(problems(Pass.oneToOne("p").on(GROUP).partial(Side.RIGHT)))
                .as("a group names, and is no criterion of a pair")
                .containsExactly(" PLAN_PASS_WITHOUT_CRITERION");
        for (MatchKey name : List.of(REFERENCE, REFERENCE_LOOSELY)) {
            assertThat(problems(Pass.oneToOne("p").on(name).partial(Side.RIGHT)))
                    .as(name.name())
                    .isEmpty();
        }
        Pass named = Pass.oneToOne("p").on(REFERENCE).partial(Side.RIGHT);
        assertThat(problems(named.on(GROUP, REFERENCE_LOOSELY))).isEmpty();
        assertThat(problems(named.on(PARTY, ACCOUNT))).contains(".partial PLAN_PARTIAL_WITHOUT_NAME");
        assertThat(problems(Pass.oneToOne("p").on(PARTY).partial(Side.RIGHT)))
                .contains(".partial PLAN_PARTIAL_WITHOUT_NAME");
        assertThat(problems(Pass.oneToOne("p").partial(Side.RIGHT))).contains(".partial PLAN_PARTIAL_WITHOUT_NAME");
        unused(".partial", named.amount(Tolerance.absolute("1")));
        unused(".partial", Pass.oneToOne("p").on(REFERENCE, AMOUNT).partial(Side.RIGHT));
        unused(".partial", named.within(Window.days(0, 2)).contest(Window.days(0, 4)));
        unused(".partial", named.interchangeable(Pass.Interchange.Order.OLDEST_FIRST, PARTY));
        unused(".partial", named.refines());
        unused(".partial", Pass.oneToGroup("p").on(REFERENCE).partial(Side.RIGHT));
        assertThat(problems(Pass.netting("p", Side.LEFT).on(REFERENCE).partial(Side.LEFT)))
                .contains(".partial PLAN_SETTING_UNUSED");
        assertThat(problems(Pass.transfers("p").on(REFERENCE).partial(Side.LEFT)))
                .contains(".partial PLAN_SETTING_UNUSED");
        assertThat(problems(named.within(Window.days(0, 2)))).isEmpty();
    }

    @Test
    @DisplayName("REC-04 REC-28 sets are of one currency: a rate belongs to pairs and declared groups")
    void rates() {
        assertThat(problems(Pass.oneToOne("f").on(REFERENCE).explain(FX))).isEmpty();
        assertThat(problems(Pass.oneToGroup("f").on(GROUP).explain(FX))).isEmpty();
        unused(".explain", Pass.oneToMany("f").on(PARTY).explain(FX));
        unused(".explain", Pass.manyToOne("f").on(PARTY).explain(ROUNDING, FX));
        assertThat(problems(Pass.oneToMany("f").on(PARTY).explain(ROUNDING))).isEmpty();
        assertThat(problems(Pass.manyToMany("f").on(PARTY).explain(FX)))
                .containsExactly(".explain PLAN_SETTING_UNUSED", ".explain PLAN_SETTING_UNUSED");
    }

    @Test
    @DisplayName("REC-04 REC-14 interchange is for pairs and sets of one side")
    void interchange() {
        for (Pass pass : List.of(
                Pass.oneToOne("i").on(REFERENCE, AMOUNT),
                Pass.oneToMany("i").on(PARTY),
                Pass.manyToOne("i").on(PARTY))) {
            assertThat(problems(pass.interchangeable(Pass.Interchange.Order.OLDEST_FIRST, PARTY)))
                    .isEmpty();
        }
        for (Pass pass : List.of(
                Pass.manyToMany("i").on(PARTY),
                Pass.oneToGroup("i").on(REFERENCE),
                Pass.groupToOne("i").on(REFERENCE))) {
            unused(".interchangeable", pass.interchangeable(Pass.Interchange.Order.OLDEST_FIRST, PARTY));
        }
    }

    @Test
    @DisplayName("REC-04 of two searches the wider takes all of the narrower, one as wide too")
    void widerSearch() {
        Pass wide = Pass.oneToMany("w").on(PARTY).maxSetSize(4).maxPool(50);
        for (Pass later : List.of(
                Pass.oneToMany("b").on(PARTY).maxSetSize(4).maxPool(50),
                Pass.oneToMany("b").on(PARTY).maxSetSize(3).maxPool(49))) {
            assertThat(two(wide, later)).containsExactly("passes[1] b PLAN_UNREACHABLE");
        }
        for (Pass later : List.of(
                Pass.oneToMany("b").on(PARTY).maxSetSize(5).maxPool(50),
                Pass.oneToMany("b").on(PARTY).maxSetSize(4).maxPool(51))) {
            assertThat(two(wide, later)).isEmpty();
        }
        assertThat(two(
                        Pass.oneToOne("w").on(PARTY, AMOUNT).maxSetSize(2),
                        Pass.oneToOne("b").on(PARTY, AMOUNT).maxSetSize(3)))
                .as("pairs are not searched")
                .containsExactly("passes[1] b PLAN_UNREACHABLE");
        assertThat(two(
                        Pass.netting("w", Side.LEFT).on(PARTY),
                        Pass.netting("b", Side.RIGHT).on(PARTY)))
                .isEmpty();
        assertThat(two(
                        Pass.netting("w", Side.LEFT).on(PARTY),
                        Pass.netting("b", Side.LEFT).on(PARTY)))
                .containsExactly("passes[1] b PLAN_UNREACHABLE");
        assertThat(two(
                        Pass.netting("w", Side.LEFT).on(PARTY),
                        Pass.transfers("b", Side.LEFT).on(PARTY)))
                .isEmpty();
    }

    private static ScoreModel model(Comparison... comparisons) {
        ItemBatch.Builder batch = ItemBatch.builder();
        for (int i = 0; i < 4; i++) {
            batch.id("i" + i)
                    .amount(10 + i + ".00", "GBP")
                    .day(LocalDate.of(2027, 3, 1 + i))
                    .account("a" + i)
                    .add();
        }
        ItemBatch side = batch.build();
        return ScoreTrainer.of("scores", List.of(comparisons))
                .calendar(
                        BusinessCalendar.of(HolidayCalendar.of(Set.of(), Set.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY))))
                .train(side, side)
                .model();
    }

    @Test
    @DisplayName("REC-34 REC-03 a model gives its pass the bounds that the pass does not set, and is found by its hash")
    void scored() {
        ScoreModel model = model(Comparison.amountRatio("1", "5"), Comparison.dayLag(-2, 9), Comparison.account());
        Pass pass = Pass.oneToOne("s").score(model).threshold(1.5).suggest();
        assertThat(pass.score()).contains(model);
        assertThat(pass.tolerance()).contains(Tolerance.percent("5"));
        assertThat(pass.window()).contains(Window.days(-2, 9).from(Side.LEFT));
        Pass own = Pass.oneToOne("s")
                .amount(Tolerance.absolute("2"))
                .within(Window.days(0, 1))
                .score(model);
        assertThat(own.tolerance()).contains(Tolerance.absolute("2"));
        assertThat(own.window()).contains(Window.days(0, 1));
        ScoreModel business = model(Comparison.amountRatio(), Comparison.businessDayLag(0, 3));
        assertThat(Pass.oneToOne("b").score(business).window())
                .contains(Window.businessDays(0, 3).from(Side.LEFT));
        assertThat(Pass.oneToOne("b").score(business).tolerance()).contains(Tolerance.exact());
        MatchPlan plan = MatchPlan.named("p").pass(pass).build();
        MatchPlan.Parts both = new MatchPlan.Parts(List.of(), List.of(business, model));
        MatchPlan again = MatchPlan.of(plan.settings(), both);
        assertThat(again.hash()).isEqualTo(plan.hash());
        assertThat(again.passes().get(0).score()).contains(model);
        PlanException unknown = catchThrowableOfType(
                PlanException.class,
                () -> MatchPlan.of(plan.settings(), new MatchPlan.Parts(List.of(), List.of(business))));
        assertThat(unknown.problems()).singleElement().satisfies(p -> {
            assertThat(p.path()).isEqualTo("passes[0].model");
            assertThat(p.sentence())
                    .isEqualTo("no model of this hash was given, expected one of [scores "
                            + business.hash().hex() + "]");
        });
        unused(".score", Pass.oneToMany("s").on(PARTY).amount(Tolerance.exact()).score(model));
    }

    @Test
    @DisplayName("REC-18 a limit of zero chance sets may be set, one below it not")
    void limitOfChance() {
        assertThat(Pass.oneToMany("s").maxCoincidence("0").maxCoincidenceMillionths())
                .isZero();
        assertThat(Pass.oneToMany("s").confirm().suggest().decision().outcome())
                .isEqualTo(PassDecision.Outcome.SUGGEST);
    }

    private static List<String> two(Pass first, Pass second) {
        try {
            MatchPlan.named("p").pass(first).pass(second).build();
            return List.of();
        } catch (PlanException e) {
            return e.problems().stream().map(p -> p.path() + " " + p.code()).toList();
        }
    }
}
