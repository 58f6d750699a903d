package io.counterfoil.reconciliation.issues;

import static io.counterfoil.reconciliation.item.Side.LEFT;
import static io.counterfoil.reconciliation.item.Side.RIGHT;
import static io.counterfoil.reconciliation.plan.MatchKey.AMOUNT;
import static io.counterfoil.reconciliation.plan.MatchKey.PARTY;
import static io.counterfoil.reconciliation.plan.MatchKey.REFERENCE;
import static io.counterfoil.reconciliation.plan.MatchKey.REFERENCE_LOOSELY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.evidence.Resolution;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.money.Totals;
import io.counterfoil.reconciliation.engine.Match;
import io.counterfoil.reconciliation.engine.Reconciler;
import io.counterfoil.reconciliation.engine.Reconciliation;
import io.counterfoil.reconciliation.item.ItemBatch;
import io.counterfoil.reconciliation.item.ItemId;
import io.counterfoil.reconciliation.plan.MatchLimits;
import io.counterfoil.reconciliation.plan.MatchPlan;
import io.counterfoil.reconciliation.plan.Pass;
import io.counterfoil.reconciliation.plan.PassDecision;
import io.counterfoil.reconciliation.plan.PlanException;
import io.counterfoil.reconciliation.plan.Tolerance;
import io.counterfoil.reconciliation.plan.Window;
import io.counterfoil.reconciliation.proof.BalanceProof;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Defects that are known of other systems (reconciliation specification 6): none of them is here. */
class TrapsTest {

    private static final LocalDate DAY = LocalDate.of(2027, 3, 1);
    private static final AsOf AS_OF = new AsOf(LocalDate.of(2027, 3, 31), Instant.parse("2027-03-31T12:00:00Z"));
    private static final Amounts GBP = Amounts.in("GBP");

    /** Written as {@code id amount day reference party group}; a dash for what is missing. */
    private static ItemBatch batch(String... rows) {
        ItemBatch.Builder batch = ItemBatch.builder();
        for (String row : rows) {
            String[] part = row.split(" ", -1);
            batch.id(part[0]).amount(part[1], "GBP").day(DAY.plusDays(Integer.parseInt(part[2])));
            if (part.length > 3 && !part[3].equals("-")) {
                batch.reference(part[3]);
            }
            if (part.length > 4 && !part[4].equals("-")) {
                batch.party(part[4]);
            }
            batch.add();
        }
        return batch.build();
    }

    private static Reconciliation run(ItemBatch left, ItemBatch right, Pass... passes) {
        return run(MatchLimits.defaults(), left, right, passes);
    }

    private static Reconciliation run(MatchLimits limits, ItemBatch left, ItemBatch right, Pass... passes) {
        MatchPlan.Builder plan = MatchPlan.named("traps");
        Stream.of(passes).forEach(plan::pass);
        Reconciliation run =
                Reconciler.builder(plan.build()).limits(limits).build().match(left, right, AS_OF);
        run.conservation().orThrow();
        return run;
    }

    private static List<String> pairs(Reconciliation run) {
        return run.matches().map(m -> ids(m.left()) + "=" + ids(m.right())).toList();
    }

    private static String ids(List<Match.Portion> portions) {
        return String.join("+", portions.stream().map(p -> p.item().value()).toList());
    }

    private static final Pass AMOUNTS =
            Pass.oneToOne("amount").on(AMOUNT).within(Window.days(0, 5)).confirm();

    @Test
    @DisplayName("REC-11 trap 1: a tie is decided neither by the lowest id nor by the nearest day")
    void tie() {
        Reconciliation run = run(batch("l 100 0"), batch("a 100 0", "b 100 4"), AMOUNTS);
        assertThat(run.matches()).isEmpty();
        assertThat(run.ambiguities()).hasSize(1);
    }

    @Test
    @DisplayName("REC-05 trap 2: a percent is a percent, not a share a hundred times as large, and nothing is rounded")
    void percent() {
        Tolerance share = Tolerance.percent("0.05").of(Tolerance.Base.RIGHT);
        assertThat(share.admits(new BigDecimal("100.05"), new BigDecimal("100")))
                .isTrue();
        assertThat(share.admits(new BigDecimal("100.06"), new BigDecimal("100")))
                .isFalse();
        assertThat(share.admits(new BigDecimal("105"), new BigDecimal("100"))).isFalse();
        assertThat(pairs(run(batch("l 0.30 0"), batch("r 0.30 0"), AMOUNTS))).containsExactly("l=r");
        ItemBatch thirds = batch("a 0.10 0 - p", "b 0.20 0 - p");
        assertThat(pairs(run(batch("l 0.30 0 - p"), thirds, Pass.oneToMany("s").on(PARTY))))
                .containsExactly("l=a+b");
    }

    @Test
    @DisplayName(
            "REC-04 REC-15 trap 3: a group of two currencies matches nothing, and a pass without criteria is refused")
    void mixedGroup() {
        ItemBatch group = ItemBatch.builder()
                .id("a")
                .amount("60", "GBP")
                .day(DAY)
                .group("g")
                .add()
                .id("b")
                .amount("40", "EUR")
                .day(DAY)
                .group("g")
                .add()
                .build();
        assertThat(run(batch("l 100 0"), group, Pass.oneToGroup("g").amount(Tolerance.exact()))
                        .matches())
                .isEmpty();
        assertThatThrownBy(() -> MatchPlan.named("p")
                        .pass(Pass.oneToOne("any").within(Window.sameDay()))
                        .build())
                .isInstanceOf(PlanException.class);
    }

    @Test
    @DisplayName("REC-02 REC-19 trap 4: an item is in one match, whatever passes and sets would take it")
    void oneItemOneMatch() {
        Reconciliation run = run(
                batch("l1 100 0 R p", "l2 100 0 - p", "l3 150 0 - p"),
                batch("r1 100 0 R p", "r2 50 0 - p", "r3 100 0 - p"),
                Pass.oneToOne("reference").on(REFERENCE, AMOUNT),
                Pass.oneToMany("set").on(PARTY),
                AMOUNTS);
        List<ItemId> claimed = run.matches()
                .flatMap(m -> Stream.concat(m.left().stream(), m.right().stream()))
                .map(Match.Portion::item)
                .toList();
        assertThat(claimed).doesNotHaveDuplicates().isNotEmpty();
    }

    @Test
    @DisplayName("REC-05 trap 5: an empty reference stands in nothing and equals nothing")
    void emptyReference() {
        Pass contains = Pass.oneToOne("c").on(AMOUNT).gate(Pass.Gate.REFERENCE_CONTAINS_EITHER);
        assertThat(run(batch("l 1 0"), batch("r 1 0 INV-1"), contains).matches())
                .isEmpty();
        assertThat(run(batch("l 1 0"), batch("r 1 0"), Pass.oneToOne("e").on(REFERENCE, AMOUNT))
                        .matches())
                .isEmpty();
        ItemBatch blank = ItemBatch.builder()
                .id("b")
                .amount("1", "GBP")
                .day(DAY)
                .reference(" ")
                .add()
                .build();
        assertThat(run(blank, batch("r 1 0 INV-1"), contains).matches()).isEmpty();
    }

    @Test
    @DisplayName("REC-16 trap 6: candidates that are smaller than the amount are not all added to it")
    void notAllSmaller() {
        Reconciliation run = run(
                batch("l 100 0 - p"),
                batch("a 60 0 - p", "b 30 0 - p"),
                Pass.oneToMany("s").on(PARTY));
        assertThat(run.matches()).isEmpty();
        assertThat(run.resolution(LEFT, ItemId.of("l"))).isInstanceOf(Resolution.None.class);
    }

    @Test
    @DisplayName("REC-16 trap 7: 50 and 50 make 100 though 60 is larger, and credit notes take part")
    void notGreedy() {
        assertThat(pairs(run(
                        batch("l 100 0 - p"),
                        batch("a 60 0 - p", "b 50 0 - p", "c 50 0 - p"),
                        Pass.oneToMany("s").on(PARTY))))
                .containsExactly("l=b+c");
        assertThat(pairs(run(
                        batch("l 100 0 - p"),
                        batch("a 120 0 - p", "b -20 0 - p"),
                        Pass.oneToMany("s").on(PARTY))))
                .containsExactly("l=b+a");
    }

    @Test
    @DisplayName("REC-23 trap 8: a pool above its cap is truncated, never 'none'; the default takes sixty items")
    void poolCap() {
        String[] rows = IntStream.range(0, 60)
                .mapToObj(i -> "r" + i + " " + (i == 7 ? "33.11" : i == 50 ? "66.89" : 1000 + 7 * i) + " 0 - p")
                .toArray(String[]::new);
        ItemBatch one = batch("l 100 0 - p");
        assertThat(pairs(run(one, batch(rows), Pass.oneToMany("s").on(PARTY).maxSetSize(2))))
                .containsExactly("l=r7+r50");
        Reconciliation capped =
                run(one, batch(rows), Pass.oneToMany("s").on(PARTY).maxPool(40));
        assertThat(capped.matches()).isEmpty();
        assertThat(capped.resolution(LEFT, ItemId.of("l"))).isInstanceOf(Resolution.Truncated.class);
    }

    @Test
    @DisplayName(
            "REC-31 trap 9: an invoice and a credit note of one number are two references, and an overpayment is no match")
    void digitsCollide() {
        Pass loosely = Pass.oneToOne("loosely").on(REFERENCE_LOOSELY, AMOUNT);
        assertThat(run(batch("l 1 0 INV/2024/0001"), batch("r 1 0 CN-2024-0001"), loosely)
                        .matches())
                .isEmpty();
        assertThat(run(batch("l 1 0 INV/2024/0001"), batch("r 1 0 inv-2024-0001"), loosely)
                        .matches())
                .hasSize(1);
        assertThat(run(batch("l 110 0 INV-1"), batch("r 100 0 INV-1"), loosely).matches())
                .isEmpty();
    }

    @Test
    @DisplayName("REC-01 trap 10: money out clears no money in")
    void direction() {
        Reconciliation run = run(
                batch("l -100 0 INV-1"),
                batch("r 100 0 INV-1"),
                Pass.oneToOne("r").on(REFERENCE));
        assertThat(run.matches()).isEmpty();
        assertThat(run.whyNot(
                                run.open(LEFT).findFirst().orElseThrow(),
                                run.open(RIGHT).findFirst().orElseThrow())
                        .get(0)
                        .code()
                        .id())
                .isEqualTo("RECONCILIATION.DIRECTION");
    }

    @Test
    @DisplayName("REC-55 trap 11: a surplus is as wrong as a shortage, and the sign stays")
    void surplus() {
        Totals five = Totals.of(GBP.of("5"));
        Totals three = Totals.of(GBP.of("3"));
        BalanceProof more = BalanceProof.prove("cash", five, Totals.of(GBP.of("-3")), AS_OF);
        BalanceProof less = BalanceProof.prove("cash", three, Totals.of(GBP.of("-5")), AS_OF);
        assertThat(more.holds()).isFalse();
        assertThat(less.holds()).isFalse();
        assertThat(more.difference().in(GBP.currency())).isEqualTo(GBP.of("2"));
        assertThat(less.difference().in(GBP.currency())).isEqualTo(GBP.of("-2"));
        assertThat(BalanceProof.prove("cash", five, Totals.of(GBP.of("-5")), AS_OF)
                        .holds())
                .isTrue();
    }

    @Test
    @DisplayName("REC-12 trap 12: a match is confirmed from the margin on, not from a little below it")
    void margin() {
        Match match = run(
                        batch("l 100 0"),
                        batch("r 100 0", "s 100 9"),
                        Pass.oneToOne("a")
                                .on(AMOUNT)
                                .within(Window.days(0, 5))
                                .contest(Window.days(0, 20))
                                .margin(3)
                                .confirm())
                .matches()
                .findFirst()
                .orElseThrow();
        assertThat(match.confidence().margin().regretMillibits()).isEqualTo(3_000);
        assertThat(match.decision()).isEqualTo(PassDecision.Outcome.CONFIRM);
        assertThat(run(
                                batch("l 100 0"),
                                batch("r 100 0", "s 100 9"),
                                Pass.oneToOne("a")
                                        .on(AMOUNT)
                                        .within(Window.days(0, 5))
                                        .contest(Window.days(0, 20))
                                        .margin(3.001)
                                        .confirm())
                        .matches()
                        .map(Match::decision))
                .containsExactly(PassDecision.Outcome.SUGGEST);
    }

    @Test
    @DisplayName("REC-53 trap 13: twin payments stay two")
    void twins() {
        ItemBatch twins = batch("l1 5 0 R p", "l2 5 0 R p");
        assertThat(twins.size()).isEqualTo(2);
        assertThat(twins.rejections()).isEmpty();
        assertThat(pairs(run(
                        twins,
                        batch("r1 5 0 R p", "r2 5 0 R p"),
                        Pass.oneToOne("t")
                                .on(REFERENCE, AMOUNT)
                                .interchangeable(Pass.Interchange.Order.OLDEST_FIRST, AMOUNT, REFERENCE))))
                .hasSize(2);
    }

    @Test
    @DisplayName("REC-51 trap 14: what is expected and not yet due is no break")
    void notYetDue() {
        assertThat(run(ItemBatch.empty(), batch("later 5 60"), AMOUNTS).breaks())
                .isEmpty();
        assertThat(run(ItemBatch.empty(), batch("due 5 1"), AMOUNTS).breaks()).hasSize(1);
    }

    @Test
    @DisplayName("REC-23 REC-62 trap 15: thousands of equal amounts end in a truncation, not in hours")
    void hub() {
        List<String> many = new ArrayList<>();
        for (int i = 0; i < 3_000; i++) {
            many.add("i" + i + " 25 0");
        }
        Reconciliation run = run(
                new MatchLimits(5_000_000, 200_000, 1_000_000, 100, 200, 20_000_000),
                batch(many.toArray(String[]::new)),
                batch(many.toArray(String[]::new)),
                Pass.oneToOne("amount").on(AMOUNT));
        assertThat(run.matches()).isEmpty();
        assertThat(run.truncations()).hasSize(1);
        assertThat(run.open(LEFT)).hasSize(3_000);
    }

    @Test
    @DisplayName("REC-02 trap 17: what stays open is told once")
    void openOnce() {
        Reconciliation run = run(
                batch("l 5 0"),
                batch("r 7 0"),
                AMOUNTS,
                Pass.oneToOne("reference").on(REFERENCE, AMOUNT),
                Pass.oneToMany("s").on(PARTY));
        assertThat(run.breaks().flatMap(b -> b.items().stream()))
                .containsExactlyInAnyOrder(ItemId.of("l"), ItemId.of("r"));
    }

    @Test
    @DisplayName("REC-33 trap 18: names and references are text, never patterns")
    void noPatterns() {
        ItemBatch text = ItemBatch.builder()
                .id("l")
                .amount("1", "GBP")
                .day(DAY)
                .text("paid INV-1 (a.*b")
                .add()
                .build();
        Pass inText = Pass.oneToOne("t").on(AMOUNT).gate(Pass.Gate.REFERENCE_IN_OTHER_TEXT);
        assertThat(run(text, batch("r 1 0 I.V-1"), inText).matches()).isEmpty();
        assertThat(run(text, batch("r 1 0 (x.*["), inText).matches()).isEmpty();
        assertThat(run(text, batch("r 1 0 INV-1"), inText).matches()).hasSize(1);
        assertThat(run(
                                batch("l 1 0 - A.*("),
                                batch("r 1 0 - A1("),
                                Pass.oneToOne("p").on(PARTY, AMOUNT))
                        .matches())
                .isEmpty();
    }

    @Test
    @DisplayName(
            "REC-13 trap 19: the only equal amount inside the window is not certain while another lies in the contest scope")
    void poolUniqueness() {
        Pass contested = Pass.oneToOne("a")
                .on(AMOUNT)
                .within(Window.days(0, 2))
                .contest(Window.days(0, 20))
                .confirm();
        assertThat(run(batch("l 100 0"), batch("r 100 1"), contested).matches().map(Match::decision))
                .containsExactly(PassDecision.Outcome.CONFIRM);
        assertThat(run(batch("l 100 0"), batch("r 100 1", "s 100 9"), contested)
                        .matches()
                        .map(Match::decision))
                .containsExactly(PassDecision.Outcome.SUGGEST);
    }
}
