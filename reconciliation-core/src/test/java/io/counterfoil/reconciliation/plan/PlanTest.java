package io.counterfoil.reconciliation.plan;

import static io.counterfoil.reconciliation.plan.MatchKey.ACCOUNT;
import static io.counterfoil.reconciliation.plan.MatchKey.AMOUNT;
import static io.counterfoil.reconciliation.plan.MatchKey.PARTY;
import static io.counterfoil.reconciliation.plan.MatchKey.REFERENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.counterfoil.payments.money.Amounts;
import io.counterfoil.reconciliation.difference.DifferenceExplainer;
import io.counterfoil.reconciliation.item.Side;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class PlanTest {

    private static MatchPlan plan(Pass... passes) {
        MatchPlan.Builder plan = MatchPlan.named("p");
        Stream.of(passes).forEach(plan::pass);
        return plan.build();
    }

    private static List<String> problems(Pass... passes) {
        PlanException refused = catchThrowableOfType(PlanException.class, () -> plan(passes));
        return refused == null
                ? List.of()
                : refused.problems().stream()
                        .map(p -> p.path() + " " + p.code().id().replace("RECONCILIATION.PLAN_", ""))
                        .toList();
    }

    private static Pass named(String name) {
        return Pass.oneToOne(name).on(REFERENCE, AMOUNT);
    }

    @Test
    @DisplayName("REC-04 each kind of mistake is refused with its pass and setting")
    void mistakes() {
        assertThat(problems(Pass.oneToOne("a").on(PARTY))).containsExactly("passes[0] a PASS_WITHOUT_CRITERION");
        assertThat(problems(Pass.oneToOne("a").gate(Pass.Gate.TEXT_CONTAINS_EITHER)))
                .containsExactly("passes[0] a PASS_WITHOUT_CRITERION");
        assertThat(problems(Pass.oneToOne("a").gate(Pass.Gate.REFERENCE_EQUAL))).isEmpty();
        assertThat(problems(named("a").on())).contains("passes[0] a.on CRITERION_VACUOUS");
        assertThat(problems(Pass.oneToOne("a").amount(Tolerance.percent("100"))))
                .containsExactly("passes[0] a.amount CRITERION_VACUOUS");
        assertThat(problems(Pass.oneToOne("a").amount(Tolerance.percent("100").of(Tolerance.Base.MIN))))
                .isEmpty();
        assertThat(problems(Pass.oneToOne("a").amount(Tolerance.percent("101").of(Tolerance.Base.MIN))))
                .containsExactly("passes[0] a.amount CRITERION_VACUOUS");
        assertThat(problems(Pass.oneToOne("a").amount(Tolerance.percent("100").butAtMost("5"))))
                .isEmpty();
        assertThat(problems(Pass.oneToOne("a").amount(Tolerance.exact().shortAnd(Tolerance.percent("150")))))
                .containsExactly("passes[0] a.amount CRITERION_VACUOUS");
        assertThat(problems(named("a").contest(Tolerance.percent("200"))))
                .containsExactly("passes[0] a.contest CRITERION_VACUOUS");
        assertThat(problems(named("a").text(new Pass.Likeness(true, false, 100))))
                .containsExactly("passes[0] a.text CRITERION_VACUOUS");
        assertThat(problems(named("a").text(new Pass.Likeness(true, false, 99))))
                .isEmpty();
        assertThat(problems(named("a").within(Window.days(-1, 3))))
                .containsExactly("passes[0] a.within WINDOW_UNANCHORED");
        assertThat(problems(named("a").within(Window.days(-3, 3)))).isEmpty();
        assertThat(problems(named("a").within(Window.days(0, 1)).contest(Window.days(-1, 3))))
                .containsExactly("passes[0] a.contest WINDOW_UNANCHORED");
        assertThat(problems(named("a").contest(Window.days(0, 3))))
                .containsExactly("passes[0] a.contest SETTING_UNUSED");
        assertThat(problems(Pass.oneToOne("a").on(REFERENCE).contest(Tolerance.absolute("1"))))
                .containsExactly("passes[0] a.contest SETTING_UNUSED");
        assertThat(problems(named("a"), named("a").within(Window.sameDay()).refines()))
                .containsExactly("passes[1] a NAME_TWICE");
    }

    @Test
    @DisplayName("REC-04 REC-20 sets without a key, and settings that a search has no use for, are refused")
    void sets() {
        assertThat(problems(Pass.manyToMany("nm"))).containsExactly("passes[0] nm.on NM_WITHOUT_KEY");
        assertThat(problems(Pass.manyToMany("nm").on(AMOUNT))).contains("passes[0] nm.on NM_WITHOUT_KEY");
        assertThat(problems(Pass.manyToMany("nm").on(ACCOUNT))).isEmpty();
        assertThat(problems(Pass.manyToMany("nm").on(ACCOUNT).amount(Tolerance.absolute("1"))))
                .containsExactly("passes[0] nm.amount SETTING_UNUSED");
        assertThat(problems(Pass.manyToMany("nm").on(ACCOUNT).explain(DifferenceExplainer.rounding())))
                .containsExactly("passes[0] nm.explain SETTING_UNUSED");
        assertThat(problems(Pass.oneToMany("s").on(ACCOUNT).maxSetSize(1)))
                .containsExactly("passes[0] s.maxSetSize CRITERION_VACUOUS");
        assertThat(problems(Pass.oneToMany("s").on(ACCOUNT).maxPool(0)))
                .containsExactly("passes[0] s.maxSetSize CRITERION_VACUOUS");
        assertThat(problems(Pass.oneToMany("s").on(ACCOUNT).maxSetSize(2).maxPool(1)))
                .isEmpty();
        assertThat(problems(
                        Pass.oneToMany("s").on(ACCOUNT).interchangeable(Pass.Interchange.Order.OLDEST_FIRST, PARTY)))
                .isEmpty();
        assertThat(problems(
                        Pass.oneToMany("s").on(ACCOUNT).within(Window.sameDay()).contest(Window.days(0, 2))))
                .containsExactly("passes[0] s.contest SETTING_UNUSED");
        assertThat(problems(Pass.oneToMany("s").on(ACCOUNT).refines()))
                .containsExactly("passes[0] s.contest SETTING_UNUSED");
        assertThat(problems(Pass.oneToMany("s")
                        .on(ACCOUNT)
                        .amount(Tolerance.exact())
                        .contest(Tolerance.absolute("1"))))
                .containsExactly("passes[0] s.contest SETTING_UNUSED");
    }

    @Test
    @DisplayName(
            "REC-04 a pass that an earlier one always takes the candidates of is unreachable; one that differs in anything is not")
    void unreachable() {
        Pass wide = Pass.oneToOne("wide").on(AMOUNT).within(Window.days(0, 5));
        String refused = "passes[1] b UNREACHABLE";
        assertThat(problems(wide, Pass.oneToOne("b").on(AMOUNT, PARTY).within(Window.days(0, 5))))
                .containsExactly(refused);
        assertThat(problems(wide, Pass.oneToOne("b").on(AMOUNT).within(Window.days(1, 4))))
                .containsExactly(refused);
        assertThat(problems(wide, Pass.oneToOne("b").on(AMOUNT).within(Window.days(0, 6))))
                .isEmpty();
        assertThat(problems(wide, Pass.oneToOne("b").on(AMOUNT).within(Window.businessDays(0, 5))))
                .isEmpty();
        assertThat(problems(
                        wide,
                        Pass.oneToOne("b").on(AMOUNT).within(Window.days(0, 5).from(Side.LEFT))))
                .isEmpty();
        assertThat(problems(wide, Pass.oneToOne("b").on(AMOUNT))).isEmpty();
        assertThat(problems(wide, Pass.oneToOne("b").on(REFERENCE).within(Window.days(0, 5))))
                .isEmpty();
        assertThat(problems(wide, Pass.oneToGroup("b").on(AMOUNT).within(Window.days(0, 5))))
                .isEmpty();
        assertThat(problems(
                        wide,
                        Pass.oneToOne("b").on(AMOUNT).within(Window.days(0, 5)).refines()))
                .isEmpty();
        assertThat(problems(wide.refines(), Pass.oneToOne("b").on(AMOUNT).within(Window.days(0, 5))))
                .isEmpty();
        assertThat(problems(
                        wide.gate(Pass.Gate.REFERENCE_EQUAL),
                        Pass.oneToOne("b").on(AMOUNT).within(Window.days(0, 5))))
                .isEmpty();
        Pass ifPresent = wide.gateIfPresent(Pass.Gate.REFERENCE_EQUAL);
        Pass same = Pass.oneToOne("b").on(AMOUNT).within(Window.days(0, 5));
        assertThat(problems(ifPresent, same)).isEmpty();
        assertThat(problems(ifPresent, same.gateIfPresent(Pass.Gate.REFERENCE_EQUAL)))
                .containsExactly(refused);
        assertThat(problems(ifPresent, same.gate(Pass.Gate.REFERENCE_EQUAL))).containsExactly(refused);
        assertThat(problems(wide, same.explain(DifferenceExplainer.rounding()))).isEmpty();
        assertThat(problems(wide.explain(DifferenceExplainer.rounding()), same.explain(DifferenceExplainer.rounding())))
                .containsExactly(refused);
        assertThat(problems(wide.text(new Pass.Likeness(true, true, 0)), same)).isEmpty();
        assertThat(problems(wide.unlessShared(PARTY), same)).isEmpty();
        Pass near = Pass.oneToOne("near").amount(Tolerance.absolute("1").orPercent("2"));
        assertThat(problems(near, Pass.oneToOne("b").amount(Tolerance.absolute("1"))))
                .containsExactly(refused);
        assertThat(problems(near, Pass.oneToOne("b").amount(Tolerance.absolute("1.01"))))
                .isEmpty();
        assertThat(problems(near, Pass.oneToOne("b").amount(Tolerance.percent("3"))))
                .isEmpty();
        assertThat(problems(
                        near, Pass.oneToOne("b").amount(Tolerance.percent("2").of(Tolerance.Base.LEFT))))
                .isEmpty();
        assertThat(problems(near, Pass.oneToOne("b").on(REFERENCE))).isEmpty();
        assertThat(problems(
                        Pass.oneToMany("s").on(PARTY).maxSetSize(4),
                        Pass.oneToMany("b").on(PARTY).maxSetSize(5)))
                .isEmpty();
        assertThat(problems(
                        Pass.oneToMany("s").on(PARTY).maxSetSize(4),
                        Pass.oneToMany("b").on(PARTY).maxSetSize(3)))
                .containsExactly(refused);
        assertThat(problems(Pass.transfers("t"), Pass.oneToOne("b").on(AMOUNT))).isEmpty();
        assertThat(problems(Pass.netting("t", Side.LEFT), Pass.netting("b", Side.RIGHT)))
                .isEmpty();
        assertThat(problems(
                        Pass.netting("t", Side.LEFT),
                        Pass.netting("b", Side.LEFT).on(PARTY)))
                .containsExactly(refused);
    }

    @Test
    @DisplayName("REC-03 every setting changes the plan's hash, and building it the same way does not")
    void hash() {
        Pass base = Pass.oneToOne("a").on(REFERENCE, AMOUNT);
        List<Pass> all = new ArrayList<>(List.of(
                base,
                base.on(PARTY, AMOUNT),
                base.amount(Tolerance.absolute("1")),
                base.amount(Tolerance.absolute("1").rounded(0, RoundingMode.HALF_UP)),
                base.within(Window.days(0, 1)),
                base.within(Window.businessDays(0, 1)),
                base.within(Window.seconds(0, 1)),
                base.within(Window.days(0, 1).from(Side.LEFT)),
                base.within(Window.days(0, 1).from(Side.RIGHT)),
                base.within(Window.days(0, 1)).unlessShared(PARTY),
                base.within(Window.days(0, 1)).contest(Window.days(0, 9)),
                base.contest(Tolerance.absolute("1")),
                base.gate(Pass.Gate.REFERENCE_EQUAL),
                base.gateIfPresent(Pass.Gate.REFERENCE_EQUAL),
                base.text(new Pass.Likeness(true, true, 5)),
                base.text(new Pass.Likeness(false, true, 0)),
                base.text(new Pass.Likeness(false, false, 0)),
                base.explain(DifferenceExplainer.rounding()),
                base.evidence(PARTY),
                base.interchangeable(Pass.Interchange.Order.OLDEST_FIRST, PARTY),
                base.interchangeable(Pass.Interchange.Order.NEWEST_FIRST, PARTY),
                base.refines(),
                base.margin(1),
                base.confirm(),
                base.report(),
                base.decide(new PassDecision(
                        PassDecision.Outcome.SUGGEST, 5_000, 2_000, new PassDecision.Weights(1, 2, 3, 4, 5, 6, 7))),
                Pass.oneToMany("a").on(REFERENCE),
                Pass.oneToMany("a").on(REFERENCE).maxSetSize(3),
                Pass.oneToMany("a").on(REFERENCE).maxPool(9),
                Pass.oneToMany("a").on(REFERENCE).maxCoincidence("0.5"),
                Pass.manyToOne("a").on(REFERENCE),
                Pass.manyToMany("a").on(REFERENCE),
                Pass.oneToGroup("a").on(REFERENCE),
                Pass.groupToOne("a").on(REFERENCE),
                Pass.oneToOne("a").on(REFERENCE),
                Pass.oneToOne("a").on(REFERENCE).partial(Side.LEFT),
                Pass.oneToOne("a").on(REFERENCE).partial(Side.RIGHT),
                Pass.netting("a", Side.LEFT),
                Pass.netting("a", Side.RIGHT),
                Pass.transfers("a"),
                Pass.transfers("a", Side.LEFT)));
        assertThat(all.stream().map(pass -> plan(pass).hash())).doesNotHaveDuplicates();
        assertThat(all.stream().map(pass -> plan(pass).hash()).toList())
                .isEqualTo(all.stream()
                        .map(pass -> MatchPlan.of(plan(pass).settings(), MatchPlan.Parts.NONE)
                                .hash())
                        .toList());
        assertThat(MatchPlan.named("q").pass(base).build().hash())
                .isNotEqualTo(plan(base).hash());
    }

    @Test
    @DisplayName("REC-03 a plan reads as a person would say it")
    void reads() {
        assertThat(plan(named("a")
                                .within(Window.businessDays(0, 3).from(Side.LEFT))
                                .margin(1.5))
                        .explain()
                        .lines()
                        .subList(1, 3))
                .containsExactly(
                        " 1 a  1:1  key [REFERENCE, AMOUNT]  bd[0,3] from left  SUGGEST",
                        "     confirm from 1.500 bits, suggest from 1.500 bits of regret");
        assertThat(plan(named("a")).toString()).endsWith("confirm from 5 bits, suggest from 2 bits of regret\n");
        assertThat(Pass.oneToMany("s")
                        .on(PARTY)
                        .explain(DifferenceExplainer.rounding())
                        .toString())
                .isEqualTo(
                        "s  1:N  key [PARTY]  explain ROUNDING half a minor unit a line  sets to 6 of 200  lambda<=0.01|named  SUGGEST");
        assertThat(Tolerance.percent("1").butAtMost("5").toString()).isEqualTo("1 % but at most 5 of MAX");
        assertThat(Tolerance.absolute("1").shortAnd(Tolerance.absolute("0.1")).toString())
                .isEqualTo("short 1, over 0.1");
        assertThat(Tolerance.absolute("0.5")
                        .orPercent("1")
                        .rounded(1, RoundingMode.DOWN)
                        .toString())
                .isEqualTo("rounded to 1 DOWN 1 % or 0.5 of MAX");
        assertThat(Window.days(-2, 1).from(Side.RIGHT)).hasToString("day[-2,1] from right");
        assertThat(Window.seconds(0, 9)).hasToString("s[0,9]");
        assertThat(new Pass.Likeness(true, true, 10).sentence())
                .isEqualTo("contains either ignoring case or within 10 % edits");
    }

    private static void admits(Tolerance tolerance, String left, String right, boolean wanted) {
        assertThat(tolerance.admits(new BigDecimal(left), new BigDecimal(right)))
                .as(tolerance + ": " + left + " against " + right)
                .isEqualTo(wanted);
        assertThat(tolerance
                        .inMinorUnits(2)
                        .admits(
                                new BigDecimal(left).movePointRight(2).longValueExact(),
                                new BigDecimal(right).movePointRight(2).longValueExact()))
                .as(tolerance + " in minor units: " + left + " against " + right)
                .isEqualTo(wanted);
    }

    @Test
    @DisplayName("REC-05 REC-06 REC-09 allowances include their limit, know short from over, and their base")
    void tolerances() {
        admits(Tolerance.exact(), "1.00", "1.00", true);
        admits(Tolerance.exact(), "1.00", "1.01", false);
        admits(Tolerance.absolute("0.50"), "10.00", "10.50", true);
        admits(Tolerance.absolute("0.50"), "10.00", "10.51", false);
        admits(Tolerance.absolute("0.50"), "-10.00", "-10.50", true);
        Tolerance apart = Tolerance.absolute("1").shortAnd(Tolerance.absolute("0.10"));
        admits(apart, "9.00", "10.00", true);
        admits(apart, "8.99", "10.00", false);
        admits(apart, "10.10", "10.00", true);
        admits(apart, "10.11", "10.00", false);
        Tolerance tenth = Tolerance.percent("10");
        admits(tenth, "90.00", "100.00", true);
        admits(tenth, "89.99", "100.00", false);
        admits(tenth.of(Tolerance.Base.LEFT), "90.00", "100.00", false);
        admits(tenth.of(Tolerance.Base.LEFT), "91.00", "100.00", true);
        admits(tenth.of(Tolerance.Base.RIGHT), "90.00", "100.00", true);
        admits(tenth.of(Tolerance.Base.RIGHT), "100.00", "90.00", false);
        admits(tenth.of(Tolerance.Base.MIN), "91.00", "100.00", true);
        admits(tenth.of(Tolerance.Base.MIN), "90.00", "100.00", false);
        admits(tenth.of(Tolerance.Base.AVERAGE), "95.00", "105.00", true);
        admits(tenth.of(Tolerance.Base.AVERAGE), "94.99", "105.01", false);
        admits(Tolerance.absolute("1").orPercent("10"), "5.00", "6.00", true);
        admits(Tolerance.absolute("1").orPercent("10"), "90.00", "100.00", true);
        admits(Tolerance.absolute("1").orPercent("10"), "88.00", "100.00", false);
        admits(Tolerance.percent("10").butAtMost("5"), "95.00", "100.00", true);
        admits(Tolerance.percent("10").butAtMost("5"), "94.99", "100.00", false);
        admits(Tolerance.percent("10").butAtMost("5"), "5.00", "6.00", false);
        admits(Tolerance.exact().rounded(1, RoundingMode.HALF_UP), "1.04", "1.00", true);
        admits(Tolerance.exact().rounded(1, RoundingMode.HALF_UP), "1.05", "1.00", false);
        admits(Tolerance.exact().rounded(-1, RoundingMode.DOWN), "19.99", "10.00", true);
        admits(Tolerance.exact().rounded(2, RoundingMode.DOWN), "19.99", "19.98", false);
        assertThat(Tolerance.absolute("5").admits(new BigDecimal("2"), new BigDecimal("-2")))
                .isFalse();
        assertThat(Tolerance.absolute("5")
                        .admits(Amounts.in("CAD").of("1"), Amounts.in("USD").of("1")))
                .isFalse();
        assertThat(Tolerance.absolute("5")
                        .admits(Amounts.in("CAD").of("1"), Amounts.in("CAD").of("2")))
                .isTrue();
        assertThatIllegalArgumentException().isThrownBy(() -> Tolerance.absolute("-1"));
        assertThatIllegalArgumentException().isThrownBy(() -> Tolerance.percent("-1"));
        assertThatIllegalArgumentException().isThrownBy(() -> Tolerance.exact().rounded(1, RoundingMode.UNNECESSARY));
        assertThat(Tolerance.absolute("1.0"))
                .isEqualTo(Tolerance.absolute("1"))
                .hasSameHashCodeAs(Tolerance.absolute("1"));
        assertThat(Tolerance.absolute("1")).isNotEqualTo(Tolerance.absolute("1").of(Tolerance.Base.LEFT));
        assertThat(Tolerance.absolute("1")).isNotEqualTo(Tolerance.absolute("1").rounded(1, RoundingMode.UP));
        assertThat(Tolerance.absolute("1").isExact()).isFalse();
        assertThat(Tolerance.absolute("0").isExact()).isTrue();
        assertThat(Tolerance.absolute("0").rounded(1, RoundingMode.UP).isExact())
                .isFalse();
    }

    @Test
    @DisplayName("REC-05 the largest amounts that there are compare without overflow")
    void largeAmounts() {
        Tolerance.InMinorUnits half = Tolerance.percent("50").inMinorUnits(2);
        assertThat(half.admits(Long.MAX_VALUE, Long.MAX_VALUE / 2 + 1)).isTrue();
        assertThat(half.admits(Long.MAX_VALUE, Long.MAX_VALUE / 2 - 9)).isFalse();
        Tolerance.InMinorUnits average =
                Tolerance.percent("1").of(Tolerance.Base.AVERAGE).inMinorUnits(2);
        assertThat(average.admits(Long.MAX_VALUE, Long.MAX_VALUE - 1_000)).isTrue();
        assertThat(average.admits(Long.MAX_VALUE, Long.MAX_VALUE / 100 * 98)).isFalse();
    }

    @Test
    @DisplayName("REC-07 windows include both limits, count from their anchor, and know what they cover")
    void windows() {
        assertThat(Window.days(0, 3).admits(-3)).isTrue();
        assertThat(Window.days(0, 3).admits(4)).isFalse();
        assertThat(Window.days(0, 3).from(Side.LEFT).admits(3)).isTrue();
        assertThat(Window.days(0, 3).from(Side.LEFT).admits(-1)).isFalse();
        assertThat(Window.days(0, 3).from(Side.RIGHT).admits(-3)).isTrue();
        assertThat(Window.days(0, 3).from(Side.RIGHT).admits(1)).isFalse();
        assertThat(Window.days(1, 3).admits(0)).isFalse();
        assertThat(Window.seconds(0, 2).admits(Duration.ofSeconds(2))).isTrue();
        assertThat(Window.seconds(0, 2).admits(Duration.ofMillis(2_001))).isFalse();
        assertThat(Window.seconds(0, 2).admits(Duration.ofSeconds(-2))).isTrue();
        assertThat(Window.seconds(0, 2).from(Side.LEFT).admits(Duration.ofSeconds(-1)))
                .isFalse();
        assertThat(Window.seconds(0, 2).from(Side.RIGHT).admits(Duration.ofSeconds(-1)))
                .isTrue();
        assertThat(Window.seconds(1, 2).admits(Duration.ofMillis(999))).isFalse();
        assertThat(Window.sameDay()).isEqualTo(Window.days(0, 0)).hasSameHashCodeAs(Window.days(0, 0));
        assertThat(Window.days(0, 1))
                .isNotEqualTo(Window.days(0, 2))
                .isNotEqualTo(Window.days(-1, 1))
                .isNotEqualTo("day");
        assertThat(Window.days(0, 1))
                .isNotEqualTo(Window.businessDays(0, 1))
                .isNotEqualTo(Window.days(0, 1).from(Side.LEFT));
        assertThat(Window.days(0, 1).from(Side.LEFT).hashCode())
                .isNotEqualTo(Window.days(0, 1).hashCode());
        assertThatIllegalArgumentException().isThrownBy(() -> Window.days(1, 0)).withMessageContaining("from 1 to 0");
    }

    @Test
    @DisplayName("REC-05 likeness of texts: equal, containing, or within so many edits; a blank is like nothing")
    void likeness() {
        Pass.Likeness near = new Pass.Likeness(true, true, 20);
        assertThat(near.admits("PAYMENT", "paymant")).isTrue();
        assertThat(near.admits("PAYMENT", "poymant")).isFalse();
        assertThat(near.admits("invoice 17", "INVOICE")).isTrue();
        assertThat(near.admits(" ", "")).isFalse();
        assertThat(new Pass.Likeness(false, false, 0).admits("a", "A")).isFalse();
        assertThat(new Pass.Likeness(false, true, 0).admits("a", "A")).isTrue();
        assertThat(new Pass.Likeness(false, true, 0).admits("ab", "a")).isFalse();
        assertThatIllegalArgumentException().isThrownBy(() -> new Pass.Likeness(false, false, 5));
        assertThatIllegalArgumentException().isThrownBy(() -> new Pass.Likeness(true, false, -5));
        assertThat(EditDistance.isAtMost(1, "abc", "ac")).isTrue();
        assertThat(EditDistance.isAtMost(1, "abc", "abcde")).isFalse();
        assertThat(EditDistance.isAtMost(2, "kitten", "sitting")).isFalse();
        assertThat(EditDistance.isAtMost(3, "kitten", "sitting")).isTrue();
    }

    @Test
    @DisplayName("REC-12 margins decide what becomes of a match, and weights are never negative")
    void decisions() {
        PassDecision confirm = PassDecision.of(PassDecision.Outcome.CONFIRM);
        assertThat(confirm.outcomeAt(5_000)).isEqualTo(PassDecision.Outcome.CONFIRM);
        assertThat(confirm.outcomeAt(4_999)).isEqualTo(PassDecision.Outcome.SUGGEST);
        assertThat(confirm.outcomeAt(2_000)).isEqualTo(PassDecision.Outcome.SUGGEST);
        assertThat(confirm.outcomeAt(1_999)).isEqualTo(PassDecision.Outcome.REPORT);
        assertThat(PassDecision.of(PassDecision.Outcome.SUGGEST).outcomeAt(9_000))
                .isEqualTo(PassDecision.Outcome.SUGGEST);
        assertThat(PassDecision.of(PassDecision.Outcome.REPORT).outcomeAt(9_000))
                .isEqualTo(PassDecision.Outcome.REPORT);
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> new PassDecision(PassDecision.Outcome.SUGGEST, 1, 2, PassDecision.Weights.defaults()));
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> new PassDecision(PassDecision.Outcome.SUGGEST, 1, -1, PassDecision.Weights.defaults()));
        for (int negative = 0; negative < 7; negative++) {
            long[] weights = new long[7];
            weights[negative] = -1;
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new PassDecision.Weights(
                            weights[0], weights[1], weights[2], weights[3], weights[4], weights[5], weights[6]));
        }
        assertThat(named("a").confirm().margin(1).decision()).satisfies(d -> {
            assertThat(d.confirmMargin()).isEqualTo(1_000);
            assertThat(d.suggestMargin()).isEqualTo(1_000);
            assertThat(d.outcome()).isEqualTo(PassDecision.Outcome.CONFIRM);
        });
        assertThatIllegalArgumentException().isThrownBy(() -> named("a").maxCoincidence("-0.1"));
        assertThatIllegalArgumentException().isThrownBy(() -> Pass.oneToOne(" "));
        assertThat(Pass.oneToMany("s").maxCoincidence("0.5").maxCoincidenceMillionths())
                .isEqualTo(500_000);
        assertThat(named("a").threshold(1.5).thresholdMillibits()).isEqualTo(1_500);
    }

    @Test
    @DisplayName("REC-23 limits that nothing could be matched under are refused")
    void limits() {
        for (int small = 0; small < 6; small++) {
            int[] at = {1, 2, 1, 2, 1, 1};
            new MatchLimits(at[0], at[1], at[2], at[3], at[4], at[5]);
            at[small]--;
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new MatchLimits(at[0], at[1], at[2], at[3], at[4], at[5]));
        }
    }

    @Test
    @DisplayName(
            "REC-03 settings without values that must be there, and parts that are not given, are refused at their path")
    void settings() {
        PlanException refused = catchThrowableOfType(
                PlanException.class,
                () -> MatchPlan.of(
                        Map.of("plan", "p", "passes", List.of(Map.of("name", "a"), Map.of("kind", "1:1"))),
                        MatchPlan.Parts.NONE));
        assertThat(refused.problems().stream().map(PlanException.Problem::path))
                .containsExactly("passes[0].kind", "passes[1].name");
        assertThat(refused.problems().get(0).sentence()).isEqualTo("is nothing, expected a text");
    }
}
