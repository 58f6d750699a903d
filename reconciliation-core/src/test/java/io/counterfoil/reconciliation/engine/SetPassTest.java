package io.counterfoil.reconciliation.engine;

import static io.counterfoil.reconciliation.plan.MatchKey.ACCOUNT;
import static io.counterfoil.reconciliation.plan.MatchKey.AMOUNT;
import static io.counterfoil.reconciliation.plan.MatchKey.PARTY;
import static io.counterfoil.reconciliation.plan.MatchKey.REFERENCE;
import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.calendar.BusinessCalendar;
import io.counterfoil.payments.calendar.HolidayCalendar;
import io.counterfoil.payments.evidence.Obstacle;
import io.counterfoil.payments.evidence.Resolution;
import io.counterfoil.reconciliation.item.ItemBatch;
import io.counterfoil.reconciliation.item.ItemId;
import io.counterfoil.reconciliation.item.Side;
import io.counterfoil.reconciliation.plan.MatchLimits;
import io.counterfoil.reconciliation.plan.MatchPlan;
import io.counterfoil.reconciliation.plan.Pass;
import io.counterfoil.reconciliation.plan.PassDecision;
import io.counterfoil.reconciliation.plan.Tolerance;
import io.counterfoil.reconciliation.plan.Window;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Passes that search sets, and the gate by coincidence. */
class SetPassTest {

    private static final AsOf AS_OF = new AsOf(LocalDate.of(2027, 3, 31), Instant.parse("2027-03-31T12:00:00Z"));
    private static final LocalDate DAY = LocalDate.of(2027, 3, 1);

    record Row(String id, String amount, String reference, String party, int day) {}

    private static Row row(String id, String amount) {
        return new Row(id, amount, "", "", 0);
    }

    private static Row row(String id, String amount, String reference, String party) {
        return new Row(id, amount, reference, party, 0);
    }

    private static ItemBatch batch(List<Row> rows) {
        ItemBatch.Builder batch = ItemBatch.builder();
        for (Row row : rows) {
            batch.id(row.id()).amount(row.amount(), "GBP").day(DAY.plusDays(row.day()));
            if (!row.reference().isEmpty()) {
                batch.reference(row.reference());
            }
            if (!row.party().isEmpty()) {
                batch.party(row.party());
            }
            batch.account("bank").add();
        }
        return batch.build();
    }

    private static Reconciliation run(List<Row> left, List<Row> right, MatchLimits limits, Pass... passes) {
        var plan = MatchPlan.named("sets");
        for (Pass pass : passes) {
            plan = plan.pass(pass);
        }
        return Reconciler.builder(plan.build()).limits(limits).build().match(batch(left), batch(right), AS_OF);
    }

    private static Reconciliation run(List<Row> left, List<Row> right, Pass... passes) {
        return run(left, right, MatchLimits.defaults(), passes);
    }

    private static List<String> pairs(Reconciliation run) {
        return run.matches()
                .map(m -> m.left().stream().map(p -> p.item().value()).toList() + "="
                        + m.right().stream().map(p -> p.item().value()).toList())
                .toList();
    }

    private static Pass sets() {
        return Pass.oneToMany("sets").on(ACCOUNT).maxSetSize(3);
    }

    @Test
    @DisplayName("REC-19 a line that loses a certain rival has no match, and is told the set that it would need")
    void loserSeesTheSetItWouldNeed() {
        Reconciliation run = run(
                List.of(row("one", "10.01"), row("two", "20.03"), row("both", "30.04")),
                List.of(row("a", "10.01"), row("b", "20.03")),
                sets().confirm());
        assertThat(pairs(run)).containsExactlyInAnyOrder("[one]=[a]", "[two]=[b]");
        assertThat(run.ambiguities()).isEmpty();
        Resolution.None<Match> none = (Resolution.None<Match>) run.resolution(Side.LEFT, ItemId.of("both"));
        assertThat(none.obstacles())
                .singleElement()
                .asString()
                .contains("BETTER_ASSIGNMENT")
                .contains("both would need a, b, which the best division gives to one and two");
        run.conservation().orThrow();
    }

    @Test
    @DisplayName("REC-19 lines that want the same set are ambiguous, and contested by each other")
    void contested() {
        Reconciliation run = run(
                List.of(row("x", "30.04"), row("y", "30.04")),
                List.of(row("a", "10.01"), row("b", "20.03")),
                sets().confirm());
        assertThat(run.matches()).isEmpty();
        List<Resolution.Ambiguous<Match>> all = run.ambiguities().toList();
        assertThat(all).hasSize(2);
        assertThat(run.contestedBy(all.get(0))).containsExactly(ItemId.of("y"));
    }

    @Test
    @DisplayName("REC-14 REC-17 interchangeable members of a set are one reading, taken in their declared order")
    void interchangeableMembers() {
        List<Row> right = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            right.add(new Row("fee" + (10 + i), "12.50", "", "school", 29 - i));
        }
        List<Row> left = List.of(new Row("l1", "37.50", "", "", 0), new Row("l2", "25.00", "", "", 1));
        Reconciliation run = run(
                left,
                right,
                sets().interchangeable(Pass.Interchange.Order.OLDEST_FIRST, PARTY, AMOUNT)
                        .maxCoincidence("100")
                        .confirm());
        assertThat(pairs(run)).containsExactlyInAnyOrder("[l1]=[fee39, fee38, fee37]", "[l2]=[fee36, fee35]");
        assertThat(run.matches().map(m -> m.confidence().certainty()))
                .containsOnly(Confidence.Certainty.INTERCHANGEABLE);
        Reconciliation newest = run(
                left,
                right,
                sets().interchangeable(Pass.Interchange.Order.NEWEST_FIRST, PARTY, AMOUNT)
                        .maxCoincidence("100")
                        .confirm());
        assertThat(pairs(newest)).containsExactlyInAnyOrder("[l2]=[fee11, fee10]", "[l1]=[fee14, fee13, fee12]");
        Reconciliation tooFew = run(
                left,
                right.subList(0, 4),
                sets().interchangeable(Pass.Interchange.Order.OLDEST_FIRST, PARTY, AMOUNT)
                        .confirm());
        assertThat(tooFew.matches()).isEmpty();
        assertThat(tooFew.ambiguities()).hasSize(2);
        Reconciliation undeclared = run(left, right, sets().confirm());
        assertThat(undeclared.matches()).isEmpty();
        Resolution.Ambiguous<Match> l2 =
                (Resolution.Ambiguous<Match>) undeclared.resolution(Side.LEFT, ItemId.of("l2"));
        assertThat(l2.count()).isEqualTo(Resolution.SolutionCount.exactly(435));
    }

    @Test
    @DisplayName("REC-14 a missing party is like no other, so that items without one are not interchangeable")
    void missingIsNotInterchangeable() {
        List<Row> right =
                IntStream.range(0, 4).mapToObj(i -> row("r" + i, "12.50")).toList();
        Reconciliation run = run(
                List.of(row("l", "25.00")),
                right,
                sets().interchangeable(Pass.Interchange.Order.OLDEST_FIRST, PARTY)
                        .confirm());
        assertThat(run.matches()).isEmpty();
        assertThat(run.ambiguities().findFirst().orElseThrow().count()).isEqualTo(Resolution.SolutionCount.exactly(6));
    }

    @Test
    @DisplayName("REC-16 REC-18 a set that references name outweighs every other, and needs no gate")
    void namedSet() {
        List<Row> right = List.of(
                row("a", "10.00", "INV1", ""),
                row("b", "20.00", "INV1", ""),
                row("c", "30.00", "INV2", ""),
                row("d", "15.00"),
                row("e", "15.00"));
        Pass pass = sets().evidence(REFERENCE).confirm();
        Reconciliation run = run(List.of(row("l", "30.00", "INV1", ""), row("other", "10.00")), right, pass);
        assertThat(pairs(run)).containsExactly("[l]=[a, b]");
        Match match = run.matches().findFirst().orElseThrow();
        assertThat(match.confidence().certainty()).isEqualTo(Confidence.Certainty.CERTAIN);
        assertThat(run.whyNot(Side.LEFT, ItemId.of("other")))
                .extracting(Obstacle::sentence)
                .singleElement()
                .asString()
                .contains("other would need a");
    }

    @Test
    @DisplayName("REC-16 a named sum that misses is reported as a difference, never replaced by a lucky set")
    void namedSumThatMisses() {
        Reconciliation run = run(
                List.of(row("l", "30.50", "INV1", "")),
                List.of(row("a", "10.00", "INV1", ""), row("b", "20.00", "INV1", ""), row("c", "30.50")),
                sets().evidence(REFERENCE).confirm());
        assertThat(run.matches()).isEmpty();
        assertThat(run.ambiguities()).isEmpty();
        assertThat(run.whyNot(Side.LEFT, ItemId.of("l")))
                .extracting(Obstacle::sentence)
                .singleElement()
                .asString()
                .contains("references name a, b")
                .contains("differs from their sum by 0.50");
    }

    @Test
    @DisplayName(
            "REC-23 a truncated search shows the best so far and its share, and makes no one else certain of its items")
    void truncated() {
        Random random = new Random(11);
        List<Row> right = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            right.add(row("r" + i, (100_000 + random.nextInt(1_000_000_000)) + "." + (10 + random.nextInt(90))));
        }
        right.add(row("small", "7.01"));
        List<Row> left = List.of(row("huge", "9000000000.01"), row("l", "7.01"));
        MatchLimits limits = new MatchLimits(5_000_000, 200_000, 5_000_000, 100, 200, 30_000);
        Pass pass = Pass.oneToMany("sets")
                .on(ACCOUNT)
                .maxSetSize(40)
                .maxCoincidence("100")
                .confirm();
        Reconciliation run = run(left, right, limits, pass);
        assertThat(run.truncations()).singleElement().satisfies(t -> {
            assertThat(t.limit()).isEqualTo(Reconciliation.Reason.LIMIT_STEPS);
            assertThat(t.explored()).isGreaterThan(30_000);
        });
        assertThat(run.whyNot(Side.LEFT, ItemId.of("huge")))
                .extracting(Obstacle::sentence)
                .singleElement()
                .asString()
                .contains("% of all sets behind it");
        assertThat(pairs(run)).containsExactly("[l]=[small]");
        assertThat(run.matches().findFirst().orElseThrow().confidence().certainty())
                .isEqualTo(Confidence.Certainty.LIKELY);
    }

    @Test
    @DisplayName("REC-39 which of many sets are listed does not depend on the order of the rows")
    void manySets() {
        List<Row> right = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            right.add(new Row("r" + i, i % 2 == 0 ? "10.00" : "20.00", "", "", i % 7));
        }
        List<Row> left = List.of(row("l", "40.00"));
        Reconciliation first = run(left, right, sets().confirm());
        Resolution.Ambiguous<Match> tie = first.ambiguities().findFirst().orElseThrow();
        assertThat(tie.count().exact()).isFalse();
        assertThat(tie.count().items()).isEqualTo(1000);
        assertThat(tie.alternatives()).hasSize(100);
        for (int seed = 0; seed < 5; seed++) {
            List<Row> shuffled = new ArrayList<>(right);
            Collections.shuffle(shuffled, new Random(seed));
            assertThat(run(left, shuffled, sets().confirm()).certificate()).isEqualTo(first.certificate());
        }
    }

    @Test
    @DisplayName("REC-05 REC-16 a wide percent admits every sum that it should")
    void widePercent() {
        Pass pass = sets().amount(Tolerance.percent("85")).maxCoincidence("100").confirm();
        Reconciliation run = run(List.of(row("l", "10.00")), List.of(row("r", "66.00")), pass);
        assertThat(pairs(run)).containsExactly("[l]=[r]");
        assertThat(pairs(run(List.of(row("l", "10.00")), List.of(row("r", "67.00")), pass)))
                .isEmpty();
    }

    private static Pass amounts() {
        return Pass.oneToOne("amount")
                .on(AMOUNT)
                .within(Window.days(-5, 5).from(Side.LEFT))
                .confirm();
    }

    @Test
    @DisplayName("REC-18 a match on the amount alone is certain only where few items lie near it by chance")
    void oneToOneByAmount() {
        List<Row> many = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            many.add(row("r" + i, String.valueOf(100 + 5 * i)));
        }
        Reconciliation crowded = run(List.of(row("l", "600")), many, amounts());
        Match match = crowded.matches().findFirst().orElseThrow();
        assertThat(match.confidence().margin().regretMillibits()).isGreaterThanOrEqualTo(5_000);
        assertThat(match.confidence().certainty()).isEqualTo(Confidence.Certainty.LIKELY);
        assertThat(match.decision()).isEqualTo(PassDecision.Outcome.SUGGEST);
        // step 5.00, band of 100.00 to either side: 40 lattice points beside the target, each with an item
        assertThat(match.confidence().risk().orElseThrow().expected(6)).isEqualByComparingTo("1");
        assertThat(match.evidence().sentence()).contains("expected to hit by chance");

        List<Row> sparse = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            sparse.add(row("r" + i, (100 + 5 * i) + "." + (10 + i % 89)));
        }
        Reconciliation cents = run(List.of(row("l", "600.21")), sparse, amounts());
        Match found = cents.matches().findFirst().orElseThrow();
        // band of a twentieth, 570.19 to 630.23: i = 95 to 105 but 100, 10 items on 6,004 lattice points
        assertThat(found.confidence().risk().orElseThrow().expected(6)).isEqualByComparingTo("0.001666");
        assertThat(found.confidence().certainty()).isEqualTo(Confidence.Certainty.CERTAIN);
        assertThat(found.decision()).isEqualTo(PassDecision.Outcome.CONFIRM);
    }

    @Test
    @DisplayName("REC-18 only items that the pass would let the line choose count, and what names a pair needs no gate")
    void pools() {
        List<Row> many = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            many.add(new Row("r" + i, String.valueOf(100 + 5 * i), i == 100 ? "A" : "", i == 100 ? "p" : "q", 0));
        }
        List<Row> left = List.of(row("l", "600", "A", "p"));
        assertThat(certainty(run(left, many, amounts()))).isEqualTo(Confidence.Certainty.LIKELY);
        assertThat(certainty(run(left, many, amounts().evidence(PARTY)))).isEqualTo(Confidence.Certainty.CERTAIN);
        Reconciliation named = run(left, many, amounts().evidence(REFERENCE));
        assertThat(certainty(named)).isEqualTo(Confidence.Certainty.CERTAIN);
        assertThat(named.matches().findFirst().orElseThrow().confidence().risk())
                .isEmpty();
        List<Row> other = many.stream()
                .map(r -> new Row(r.id(), r.amount(), r.reference(), r.party(), r.id().equals("r100") ? 0 : 9))
                .toList();
        assertThat(certainty(run(left, other, amounts()))).isEqualTo(Confidence.Certainty.CERTAIN);
        assertThat(certainty(
                        run(left, other, Pass.oneToOne("all days").on(AMOUNT).confirm())))
                .isEqualTo(Confidence.Certainty.LIKELY);
        assertThat(certainty(run(left, many, amounts().maxCoincidence("1")))).isEqualTo(Confidence.Certainty.CERTAIN);
    }

    private static Confidence.Certainty certainty(Reconciliation run) {
        return run.matches().findFirst().orElseThrow().confidence().certainty();
    }

    @Test
    @DisplayName("REC-18 the chance is seen from both ends, so that sides may be swapped")
    void bothEnds() {
        List<Row> many = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            many.add(row("r" + i, String.valueOf(100 + 5 * i)));
        }
        List<Row> one = List.of(row("l", "600"));
        Confidence straight =
                run(one, many, amounts()).matches().findFirst().orElseThrow().confidence();
        Confidence mirrored =
                run(many, one, amounts()).matches().findFirst().orElseThrow().confidence();
        assertThat(mirrored).isEqualTo(straight);
    }

    @Test
    @DisplayName("REC-18 only items inside the window count, in business days and in seconds too")
    void poolsByWindow() {
        List<Row> near = new ArrayList<>();
        List<Row> far = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            String amount = String.valueOf(100 + 5 * i);
            near.add(new Row("r" + i, amount, "", "", 1));
            // 1 March 2027 is a Monday: all but one item lie on the Monday after
            far.add(new Row("r" + i, amount, "", "", i == 100 ? 1 : 7));
        }
        List<Row> left = List.of(row("l", "600"));
        Pass business = Pass.oneToOne("bd")
                .on(AMOUNT)
                .within(Window.businessDays(0, 4).from(Side.LEFT))
                .confirm();
        assertThat(certainty(onWeekdays(batch(left), batch(near), business))).isEqualTo(Confidence.Certainty.LIKELY);
        assertThat(certainty(onWeekdays(batch(left), batch(far), business))).isEqualTo(Confidence.Certainty.CERTAIN);
        Pass seconds =
                Pass.oneToOne("s").on(AMOUNT).within(Window.seconds(0, 60)).confirm();
        assertThat(certainty(onWeekdays(timed(1, 10), timed(300, 20), seconds))).isEqualTo(Confidence.Certainty.LIKELY);
        assertThat(certainty(onWeekdays(timed(1, 10), timed(300, 90), seconds)))
                .isEqualTo(Confidence.Certainty.CERTAIN);
    }

    private static Reconciliation onWeekdays(ItemBatch left, ItemBatch right, Pass pass) {
        return Reconciler.builder(MatchPlan.named("window").pass(pass).build())
                .calendar(
                        BusinessCalendar.of(HolidayCalendar.of(Set.of(), Set.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY))))
                .build()
                .match(left, right, AS_OF);
    }

    /** One item of 600 at a quarter past, and others at so many seconds past. */
    private static ItemBatch timed(int items, int seconds) {
        ItemBatch.Builder batch = ItemBatch.builder();
        Instant noon = Instant.parse("2027-03-01T12:00:00Z");
        for (int i = 0; i < items; i++) {
            boolean alone = items == 1 || i == 100;
            batch.id("i" + i)
                    .amount(String.valueOf(items == 1 ? 600 : 100 + 5 * i), "GBP")
                    .day(DAY)
                    .instant(noon.plusSeconds(alone ? 15 : seconds))
                    .add();
        }
        return batch.build();
    }

    @Test
    @DisplayName(
            "REC-18 an amount inside a tolerance counts with the whole tolerance, an explained one with its distance")
    void widthOfTheWindow() {
        List<Row> many = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            many.add(row("r" + i, (100 + 5 * i) + ".07"));
        }
        Pass near = Pass.oneToOne("near").amount(Tolerance.absolute("2.00")).confirm();
        Match match = run(List.of(row("l", "600.00")), many, near)
                .matches()
                .findFirst()
                .orElseThrow();
        // step 5.00; 600.07 is the only lattice point within 2.00; 40 beside it in the band of 100.00, each with an
        // item
        assertThat(match.confidence().risk().orElseThrow().expected(6)).isEqualByComparingTo("1");
        Pass wide = Pass.oneToOne("wide")
                .amount(Tolerance.absolute("2.00"))
                .maxCoincidence("1")
                .confirm();
        assertThat(certainty(run(List.of(row("l", "600.00")), many, wide))).isEqualTo(Confidence.Certainty.CERTAIN);
    }
}
