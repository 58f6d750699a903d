package io.counterfoil.reconciliation.engine;

import static io.counterfoil.reconciliation.plan.MatchKey.AMOUNT;
import static io.counterfoil.reconciliation.plan.MatchKey.PARTY;
import static io.counterfoil.reconciliation.plan.MatchKey.REFERENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.calendar.BusinessCalendar;
import io.counterfoil.payments.calendar.HolidayCalendar;
import io.counterfoil.payments.evidence.Obstacle;
import io.counterfoil.payments.fee.FeeSchedule;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.reconciliation.difference.Difference;
import io.counterfoil.reconciliation.difference.DifferenceExplainer;
import io.counterfoil.reconciliation.item.ItemBatch;
import io.counterfoil.reconciliation.item.ItemId;
import io.counterfoil.reconciliation.item.Side;
import io.counterfoil.reconciliation.plan.MatchPlan;
import io.counterfoil.reconciliation.plan.Pass;
import io.counterfoil.reconciliation.plan.PassDecision;
import io.counterfoil.reconciliation.plan.PlanException;
import io.counterfoil.reconciliation.plan.Tolerance;
import io.counterfoil.reconciliation.plan.Window;
import java.math.RoundingMode;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ExplainedPassTest {

    private static final Amounts CAD = Amounts.in("CAD");
    private static final LocalDate DAY = LocalDate.of(2027, 3, 1);
    private static final AsOf AS_OF = new AsOf(LocalDate.of(2027, 3, 31), Instant.parse("2027-03-31T12:00:00Z"));
    private static final DifferenceExplainer FEES =
            DifferenceExplainer.providerFee(FeeSchedule.percent("2.9", CAD.of("0.30")), RoundingMode.HALF_UP);
    private static final DifferenceExplainer CREDIT =
            DifferenceExplainer.of(Difference.Reason.CREDIT_NOTE, "credit 3.20", question -> List.of(CAD.of("-3.20")));

    private record Row(String id, String amount, int day, String reference, String party, String text) {}

    private static Row row(String id, String amount, String reference) {
        return new Row(id, amount, 0, reference, "shop", "");
    }

    private static ItemBatch batch(List<Row> rows) {
        ItemBatch.Builder batch = ItemBatch.builder();
        for (Row row : rows) {
            batch.id(row.id()).amount(row.amount(), "CAD").day(DAY.plusDays(row.day()));
            if (!row.reference().isEmpty()) {
                batch.reference(row.reference());
            }
            if (!row.text().isEmpty()) {
                batch.text(row.text());
            }
            batch.party(row.party()).add();
        }
        return batch.build();
    }

    private static Reconciliation run(List<Row> left, List<Row> right, Pass pass) {
        return Reconciler.builder(MatchPlan.named("explained").pass(pass).build())
                .calendar(BusinessCalendar.of(HolidayCalendar.of(
                        Set.of(LocalDate.of(2027, 3, 3)), Set.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY))))
                .build()
                .match(batch(left), batch(right), AS_OF);
    }

    private static List<String> pairs(Reconciliation run) {
        return run.matches()
                .map(m -> m.left().stream().map(p -> p.item().value()).toList() + "="
                        + m.right().stream().map(p -> p.item().value()).toList())
                .toList();
    }

    private static List<String> differences(Match match) {
        return match.differences().stream()
                .map(d -> d.reason().id() + " " + Amounts.plain(d.amount()))
                .toList();
    }

    @Test
    @DisplayName("REC-25 REC-26 a payment less its fee matches the gross amount, with the fee as its line")
    void feeExplainsTheDifference() {
        Reconciliation run = run(
                List.of(row("net", "96.80", "A")),
                List.of(row("gross", "100.00", "A")),
                Pass.oneToOne("fee").on(REFERENCE).explain(FEES).confirm());
        Match match = run.matches().findFirst().orElseThrow();
        assertThat(differences(match)).containsExactly("DIFFERENCE.PROVIDER_FEE -3.20");
        assertThat(match.decision()).isEqualTo(PassDecision.Outcome.CONFIRM);
        assertThat(match.evidence().sentence()).contains("PROVIDER_FEE -3.20");
        run.conservation().orThrow();
    }

    @Test
    @DisplayName("REC-25 REC-37 one cent beside the fee is no match, and why-not says that nothing explains it")
    void oneCentOffIsNotExplained() {
        Reconciliation run = run(
                List.of(row("net", "96.79", "A")),
                List.of(row("gross", "100.00", "A")),
                Pass.oneToOne("fee").on(REFERENCE, AMOUNT).explain(FEES).confirm());
        assertThat(run.matches()).isEmpty();
        assertThat(run.whyNot(
                        run.open(Side.LEFT).findFirst().orElseThrow(),
                        run.open(Side.RIGHT).findFirst().orElseThrow()))
                .extracting(Obstacle::sentence)
                .singleElement()
                .asString()
                .contains("nothing declared explains the difference of -3.21 CAD");
    }

    @Test
    @DisplayName("REC-25 two explanations of one difference: suggested, never confirmed, and the evidence says why")
    void ambiguousExplanationsAreSuggested() {
        Reconciliation run = run(
                List.of(row("net", "96.80", "A")),
                List.of(row("gross", "100.00", "A")),
                Pass.oneToOne("fee").on(REFERENCE).explain(FEES, CREDIT).confirm());
        Match match = run.matches().findFirst().orElseThrow();
        assertThat(match.decision()).isEqualTo(PassDecision.Outcome.SUGGEST);
        assertThat(differences(match)).containsExactly("DIFFERENCE.UNEXPLAINED -3.20");
        assertThat(match.evidence().sentence()).contains("2 explanations").contains("suggested at most");
    }

    @Test
    @DisplayName("REC-25 a difference that a tolerance admits and nothing explains is named by the tolerance")
    void toleranceBesideExplainers() {
        Reconciliation run = run(
                List.of(row("net", "96.79", "A")),
                List.of(row("gross", "100.00", "A")),
                Pass.oneToOne("fee")
                        .on(REFERENCE)
                        .amount(Tolerance.absolute("5"))
                        .explain(FEES)
                        .confirm());
        assertThat(differences(run.matches().findFirst().orElseThrow()))
                .containsExactly("DIFFERENCE.TOLERANCE_SHORT -3.21");
    }

    @Test
    @DisplayName("REC-16 REC-25 a payout is the set of receipts less the fee of each, found among others")
    void setsAreExplained() {
        List<Row> receipts = List.of(
                row("a", "100.00", ""), row("b", "55.00", ""), row("c", "71.37", ""), row("zero", "-20.00", ""));
        Reconciliation run = run(
                List.of(row("payout", "149.90", "")),
                receipts,
                Pass.oneToMany("payout").on(PARTY).explain(FEES).confirm());
        assertThat(pairs(run)).containsExactly("[payout]=[b, a]");
        Match match = run.matches().findFirst().orElseThrow();
        assertThat(differences(match)).containsExactly("DIFFERENCE.PROVIDER_FEE -5.10");
        run.conservation().orThrow();
    }

    @Test
    @DisplayName("REC-17 REC-25 an exact set and an explained set are two readings of equal standing")
    void exactAndExplainedSetsTie() {
        Reconciliation run = run(
                List.of(row("payout", "96.80", "")),
                List.of(row("gross", "100.00", ""), row("x", "90.00", ""), row("y", "6.80", "")),
                Pass.oneToMany("payout").on(PARTY).explain(FEES).confirm());
        assertThat(run.matches()).isEmpty();
        assertThat(run.ambiguities().map(a -> a.count().items())).containsExactly(2L);
    }

    @Test
    @DisplayName(
            "REC-23 REC-25 sets that cannot all be asked about are truncated; where items are told apart, none is asked")
    void manySetsAreTruncated() {
        List<Row> receipts = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            receipts.add(row("r" + i, 10 + i + ".00", ""));
        }
        Reconciliation run = run(
                List.of(row("payout", "9999.00", "")),
                receipts,
                Pass.oneToMany("payout").on(PARTY).explain(CREDIT).confirm());
        Reconciliation byItem = run(
                List.of(row("payout", "9999.00", "")),
                receipts,
                Pass.oneToMany("payout").on(PARTY).explain(FEES).confirm());
        assertThat(byItem.truncations()).isEmpty();
        assertThat(byItem.ambiguities()).isEmpty();
        assertThat(run.truncations().map(t -> t.limit().id())).containsExactly("RECONCILIATION.LIMIT_STEPS");
    }

    @Test
    @DisplayName("REC-17 REC-25 more explained sets than are counted are at least so many")
    void moreThanAreCounted() {
        List<Row> receipts = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            receipts.add(row("r" + i, "100.00", ""));
        }
        Reconciliation run = run(
                List.of(row("payout", "387.20", "")),
                receipts,
                Pass.oneToMany("payout").on(PARTY).explain(FEES).confirm());
        assertThat(run.matches()).isEmpty();
        assertThat(run.truncations()).isEmpty();
        assertThat(run.ambiguities()).singleElement().satisfies(a -> {
            assertThat(a.count().exact()).isFalse();
            assertThat(a.count().items()).isEqualTo(1000);
            assertThat(a.alternatives()).hasSize(100);
        });
    }

    @Test
    @DisplayName("REC-25 REC-39 explained runs give the same certificate in any order of rows")
    void orderDoesNotMatter() {
        List<Row> left = new ArrayList<>(List.of(row("1", "96.80", ""), row("2", "53.10", ""), row("3", "100.00", "")));
        List<Row> right =
                new ArrayList<>(List.of(row("a", "100.00", ""), row("b", "55.00", ""), row("c", "100.00", "")));
        Pass pass = Pass.oneToOne("fee").on(PARTY).explain(FEES, CREDIT).suggest();
        Set<String> hashes = new HashSet<>();
        for (int seed = 0; seed < 20; seed++) {
            Collections.shuffle(left, new Random(seed));
            Collections.shuffle(right, new Random(seed * 7L));
            hashes.add(run(left, right, pass).certificate().result().hex());
        }
        assertThat(hashes).hasSize(1);
    }

    @Test
    @DisplayName("REC-04 REC-25 explainers are part of the plan's hash, and sets on both sides take none")
    void plansNameTheirExplainers() {
        Pass plain = Pass.oneToOne("fee").on(REFERENCE);
        assertThat(MatchPlan.named("p").pass(plain.explain(FEES)).build().hash())
                .isNotEqualTo(
                        MatchPlan.named("p").pass(plain.explain(CREDIT)).build().hash());
        assertThatThrownBy(() -> MatchPlan.named("p")
                        .pass(Pass.manyToMany("nm").on(PARTY).explain(FEES))
                        .build())
                .isInstanceOf(PlanException.class)
                .hasMessageContaining(".explain");
        assertThat(MatchPlan.named("p")
                        .pass(plain.amount(Tolerance.exact()))
                        .pass(Pass.oneToOne("net").on(REFERENCE).explain(FEES))
                        .build()
                        .passes())
                .hasSize(2);
    }

    @Test
    @DisplayName(
            "REC-32 texts within an allowance of edits match beside an equal amount; far ones and blank ones do not")
    void textsAreAlike() {
        Pass pass = Pass.oneToOne("text")
                .on(AMOUNT)
                .text(new Pass.Likeness(true, true, 15))
                .confirm();
        List<Row> left = List.of(
                new Row("near", "10.00", 0, "", "p", "Payment-12345"),
                new Row("far", "20.00", 0, "", "p", "Payment-12345"),
                new Row("blank", "30.00", 0, "", "p", "   "));
        List<Row> right = List.of(
                new Row("n", "10.00", 0, "", "p", "payment-12346"),
                new Row("f", "20.00", 0, "", "p", "payment-12399"),
                new Row("b", "30.00", 0, "", "p", "anything"));
        Reconciliation run = run(left, right, pass);
        assertThat(pairs(run)).containsExactly("[near]=[n]");
        assertThat(run.whyNot(
                                run.open(Side.LEFT)
                                        .filter(i -> i.id().equals(ItemId.of("far")))
                                        .findFirst()
                                        .orElseThrow(),
                                run.open(Side.RIGHT)
                                        .filter(i -> i.id().equals(ItemId.of("f")))
                                        .findFirst()
                                        .orElseThrow())
                        .get(0)
                        .code())
                .isEqualTo(Reconciliation.Reason.TEXT_DIFFERS);
        assertThatThrownBy(() -> new Pass.Likeness(false, true, 5)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> MatchPlan.named("p")
                        .pass(Pass.oneToOne("text").text(new Pass.Likeness(true, true, 5)))
                        .build())
                .isInstanceOf(PlanException.class);
    }

    @Test
    @DisplayName("REC-05 a percent is taken of the base that the pass names, inclusive, and capped where it says so")
    void percentsHaveABase() {
        List<Row> left = List.of(row("l", "100.00", "A"));
        List<Row> right = List.of(row("r", "110.00", "A"));
        Pass pass = Pass.oneToOne("p").on(REFERENCE);
        assertThat(pairs(run(left, right, pass.amount(Tolerance.percent("10").of(Tolerance.Base.LEFT)))))
                .hasSize(1);
        assertThat(pairs(run(left, right, pass.amount(Tolerance.percent("9.5").of(Tolerance.Base.LEFT)))))
                .isEmpty();
        assertThat(pairs(run(left, right, pass.amount(Tolerance.percent("9.5").of(Tolerance.Base.RIGHT)))))
                .hasSize(1);
        assertThat(pairs(run(left, right, pass.amount(Tolerance.percent("9.5").of(Tolerance.Base.AVERAGE)))))
                .isEmpty();
        assertThat(pairs(run(left, right, pass.amount(Tolerance.percent("9.6").of(Tolerance.Base.AVERAGE)))))
                .hasSize(1);
        assertThat(pairs(run(
                        left,
                        right,
                        pass.amount(Tolerance.percent("20").butAtMost("9.99").of(Tolerance.Base.MIN)))))
                .isEmpty();
        assertThat(pairs(run(
                        left,
                        right,
                        pass.amount(Tolerance.percent("5").orPercent("10").of(Tolerance.Base.MIN)))))
                .hasSize(1);
    }

    @Test
    @DisplayName("REC-08 settlement in business days counts over weekend and holiday, and not backwards")
    void businessDays() {
        // 1 March 2027 is a Monday, the 3rd a holiday, the 6th and 7th a weekend.
        Pass pass =
                Pass.oneToOne("t").on(AMOUNT).within(Window.businessDays(0, 2).from(Side.LEFT));
        List<Row> left = List.of(new Row("l", "10.00", 1, "", "p", ""));
        assertThat(pairs(run(left, List.of(new Row("r", "10.00", 4, "", "p", "")), pass)))
                .hasSize(1);
        assertThat(pairs(run(left, List.of(new Row("r", "10.00", 7, "", "p", "")), pass)))
                .isEmpty();
        assertThat(pairs(run(left, List.of(new Row("r", "10.00", 0, "", "p", "")), pass)))
                .isEmpty();
    }

    @Test
    @DisplayName("REC-14 items declared to be as good as each other pair oldest or newest first, and are labelled")
    void interchangeableItems() {
        List<Row> left = List.of(new Row("l1", "10.00", 5, "", "p", ""), new Row("l2", "10.00", 6, "", "p", ""));
        List<Row> right = List.of(
                new Row("old", "10.00", 0, "", "p", ""),
                new Row("mid", "10.00", 1, "", "p", ""),
                new Row("new", "10.00", 2, "", "p", ""));
        Pass pass = Pass.oneToOne("fifo").on(AMOUNT, PARTY);
        Reconciliation tied = run(left, right, pass.confirm());
        assertThat(tied.matches()).isEmpty();
        Reconciliation oldest = run(
                left,
                right,
                pass.interchangeable(Pass.Interchange.Order.OLDEST_FIRST, PARTY).confirm());
        assertThat(pairs(oldest)).containsExactlyInAnyOrder("[l1]=[old]", "[l2]=[mid]");
        assertThat(oldest.matches().map(m -> m.confidence().certainty()))
                .containsOnly(Confidence.Certainty.INTERCHANGEABLE);
        Reconciliation newest = run(
                left,
                right,
                pass.interchangeable(Pass.Interchange.Order.NEWEST_FIRST, PARTY).confirm());
        assertThat(newest.open(Side.RIGHT).map(i -> i.id().value())).containsExactly("old");
    }

    @Test
    @DisplayName(
            "REC-03 EXPLAIN estimates the pairs by keys and days before anything is matched, EXPLAIN ANALYZE counts them")
    void estimatesAndActuals() {
        List<Row> left = List.of(
                new Row("l1", "10.00", 0, "", "p", ""),
                new Row("l2", "10.00", 1, "", "p", ""),
                new Row("l3", "20.00", 0, "", "p", ""));
        List<Row> right = List.of(
                new Row("r1", "10.00", 0, "", "p", ""),
                new Row("r2", "10.00", 9, "", "p", ""),
                new Row("r3", "20.00", 0, "", "p", ""));
        MatchPlan plan = MatchPlan.named("est")
                .pass(Pass.oneToOne("late").on(PARTY, AMOUNT).within(Window.days(0, 2)))
                .pass(Pass.oneToOne("amount").on(AMOUNT))
                .build();
        Reconciler reconciler = Reconciler.builder(plan).build();
        // Equal amounts: 2 x 2 + 1 x 1 = 5 pairs. Days 0, 1, 0 against 0, 9, 0: 6 of 9 pairs within two days, so 5 x 6
        // / 9 rounds up to 4.
        assertThat(reconciler.explain(batch(left), batch(right)).text())
                .contains("est 5 pairs of 3 and 3")
                .contains("est 4 pairs of 3 and 3");
        assertThat(reconciler
                        .match(batch(left), batch(right), AS_OF)
                        .explainAnalyze()
                        .text())
                .contains("     3 pairs  2 components");
    }
}
