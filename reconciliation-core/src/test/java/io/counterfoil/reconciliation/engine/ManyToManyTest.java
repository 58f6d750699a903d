package io.counterfoil.reconciliation.engine;

import static io.counterfoil.reconciliation.plan.MatchKey.PARTY;
import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.evidence.Resolution;
import io.counterfoil.reconciliation.item.ItemBatch;
import io.counterfoil.reconciliation.item.ItemId;
import io.counterfoil.reconciliation.item.Side;
import io.counterfoil.reconciliation.plan.MatchLimits;
import io.counterfoil.reconciliation.plan.MatchPlan;
import io.counterfoil.reconciliation.plan.Pass;
import io.counterfoil.reconciliation.plan.Window;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Groups of several items on both sides: what they are, how they might be chance, and where a limit cuts. */
class ManyToManyTest {

    private static final LocalDate DAY = LocalDate.of(2027, 3, 10);
    private static final Pass GROUPS = Pass.manyToMany("groups").on(PARTY).suggest();

    /** Lines as {@code id amount day party}. */
    private static ItemBatch batch(String... lines) {
        ItemBatch.Builder batch = ItemBatch.builder();
        for (String line : lines) {
            String[] cells = line.split(" ", -1);
            batch.id(cells[0])
                    .amount(cells[1], "GBP")
                    .day(DAY.plusDays(Integer.parseInt(cells[2])))
                    .party(cells[3])
                    .add();
        }
        return batch.build();
    }

    private static Reconciliation run(Pass pass, MatchLimits limits, ItemBatch left, ItemBatch right) {
        return Reconciler.builder(MatchPlan.named("test").pass(pass).build())
                .limits(limits)
                .build()
                .match(left, right, new AsOf(DAY, Instant.parse("2027-03-10T12:00:00Z")));
    }

    private static Reconciliation run(ItemBatch left, ItemBatch right) {
        return run(GROUPS, MatchLimits.defaults(), left, right);
    }

    private static String ids(List<Match.Portion> portions) {
        return portions.stream().map(p -> p.item().value()).sorted().collect(Collectors.joining("+"));
    }

    private static List<String> matches(Reconciliation run) {
        return run.matches()
                .map(m -> ids(m.left()) + "=" + ids(m.right()))
                .sorted()
                .toList();
    }

    private static List<String> cuts(Reconciliation run) {
        return run.truncations()
                .map(t -> t.limit().id().replace("RECONCILIATION.", ""))
                .toList();
    }

    @Test
    @DisplayName("REC-20 each party has groups of its own, and an item that belongs to none stays open")
    void parties() {
        Reconciliation run = run(
                batch("l1 5.01 0 a", "l2 7.02 0 a", "l3 4.05 0 b", "l4 99.00 0 b", "l5 12.03 0 c"),
                batch("r1 12.03 0 a", "r2 1.02 0 b", "r3 3.03 0 b", "r4 4.01 0 d"));
        assertThat(matches(run)).containsExactly("l1+l2=r1", "l3=r2+r3");
        assertThat(run.open(Side.LEFT)).extracting(i -> i.id().value()).containsExactlyInAnyOrder("l4", "l5");
        assertThat(run.open(Side.RIGHT)).extracting(i -> i.id().value()).containsExactly("r4");
    }

    @Test
    @DisplayName("REC-18 REC-20 the chance of a group is that of meeting its largest item with all others of its pool")
    void chance() {
        for (boolean turned : List.of(false, true)) {
            ItemBatch one = batch("l 10.00 0 a");
            ItemBatch two = batch("r1 4.00 0 a", "r2 6.00 0 a");
            Match match = run(turned ? two : one, turned ? one : two)
                    .matches()
                    .findFirst()
                    .orElseThrow();
            Confidence.CoincidenceRisk risk = match.confidence().risk().orElseThrow();
            // sums lie 2.00 apart, 20 to either side; 4.00 and 6.00 are beside it alone, together they hit: 2 in 40
            assertThat(risk.numerator()).isEqualTo(BigInteger.ONE);
            assertThat(risk.denominator()).isEqualTo(BigInteger.valueOf(20));
            assertThat(risk.stepMinor()).isEqualTo(200);
            assertThat(risk.bandMinor()).isEqualTo(4_000);

            ItemBatch more = batch("l 10.00 0 a", "x 3.00 0 a");
            Confidence.CoincidenceRisk wider = run(turned ? two : more, turned ? more : two)
                    .matches()
                    .findFirst()
                    .orElseThrow()
                    .confidence()
                    .risk()
                    .orElseThrow();
            // 4.00, 6.00 and, turned, -3.00: 1.00 apart; three alone, and two pairs beside the one that hits: 5 in 40
            assertThat(wider.numerator()).isEqualTo(BigInteger.ONE);
            assertThat(wider.denominator()).isEqualTo(BigInteger.valueOf(8));
            assertThat(wider.stepMinor()).isEqualTo(100);
        }
    }

    @Test
    @DisplayName("REC-18 REC-20 a group that chance might have made is likely, not certain")
    void likely() {
        Pass confirming = Pass.manyToMany("groups").on(PARTY).confirm();
        Reconciliation likely =
                run(confirming, MatchLimits.defaults(), batch("l 10.00 0 a"), batch("r1 4.00 0 a", "r2 6.00 0 a"));
        assertThat(likely.matches().findFirst().orElseThrow().confidence().certainty())
                .isEqualTo(Confidence.Certainty.LIKELY);
    }

    @Test
    @DisplayName("REC-20 each item of a group passes the gates with another of the group")
    void knowEachOther() {
        Pass near = Pass.manyToMany("near").on(PARTY).within(Window.days(0, 2)).suggest();
        // r2 is four days from l; it hangs together with it only through x
        Reconciliation run = run(
                near, MatchLimits.defaults(), batch("l 10.00 0 a", "x 77.00 2 a"), batch("r1 4.00 0 a", "r2 6.00 4 a"));
        assertThat(matches(run)).isEmpty();
        assertThat(cuts(run)).isEmpty();
        assertThat(matches(run(
                        near,
                        MatchLimits.defaults(),
                        batch("l 10.00 0 a", "x 77.00 2 a"),
                        batch("r1 4.00 0 a", "r2 6.00 2 a"))))
                .containsExactly("l=r1+r2");
    }

    @Test
    @DisplayName("REC-23 too many items, pairs, steps or digits: the component is cut with its limit, and no other one")
    void cut() {
        ItemBatch left = batch("l1 1.00 0 a", "l2 1.00 0 a", "z 5.00 0 b");
        ItemBatch right = batch("r1 1.00 0 a", "r2 1.00 0 a", "y 5.00 0 b");
        Pass three = GROUPS.maxPool(3);
        Reconciliation items = run(three, MatchLimits.defaults(), left, right);
        assertThat(cuts(items)).containsExactly("MAX_ITEMS");
        assertThat(matches(items)).containsExactly("z=y");
        assertThat(items.resolution(Side.LEFT, ItemId.of("l1"))).isInstanceOf(Resolution.Truncated.class);
        assertThat(items.resolution(Side.RIGHT, ItemId.of("r2"))).isInstanceOf(Resolution.Truncated.class);
        Reconciliation four = run(GROUPS.maxPool(4), MatchLimits.defaults(), left, right);
        assertThat(cuts(four)).isEmpty();
        assertThat(four.ambiguities()).isNotEmpty();

        // one pair takes 10: two sums that cancel, and two divisions looked at each of four times; two against two take
        // more
        MatchLimits steps = new MatchLimits(5_000_000, 200_000, 5_000_000, 100, 200, 10);
        assertThat(cuts(run(GROUPS, steps, left, right))).containsExactly("LIMIT_STEPS");
        assertThat(matches(run(GROUPS, steps, left, right))).containsExactly("z=y");
        MatchLimits fewer = new MatchLimits(5_000_000, 200_000, 5_000_000, 100, 200, 9);
        assertThat(cuts(run(GROUPS, fewer, left, right))).containsExactly("LIMIT_STEPS", "LIMIT_STEPS");

        // nine against eight are 72 pairs
        MatchLimits pairs = new MatchLimits(5_000_000, 200_000, 71, 100, 200, 20_000_000);
        Reconciliation block = run(GROUPS, pairs, batch(many("l", 9, "z 5.00 0 b")), batch(many("r", 8, "y 5.00 0 b")));
        assertThat(cuts(block)).containsExactly("LIMIT_BLOCK");
        assertThat(matches(block)).containsExactly("z=y");
        assertThat(block.resolution(Side.LEFT, ItemId.of("l2"))).isInstanceOf(Resolution.Truncated.class);

        ItemBatch huge = batch("l1 92233720368547758.00 0 a", "l2 92233720368547757.00 0 a");
        assertThat(cuts(run(GROUPS, MatchLimits.defaults(), huge, batch("r1 1.00 0 a", "r2 2.00 0 a"))))
                .containsExactly("ARITHMETIC_RANGE");
    }

    @Test
    @DisplayName("REC-23 one line and more candidates than a block may hold: cut for the line, other lines go on")
    void cutBlockOfSets() {
        MatchLimits pairs = new MatchLimits(5_000_000, 200_000, 65, 100, 200, 20_000_000);
        Reconciliation run = run(
                Pass.oneToMany("sets").on(PARTY).suggest(),
                pairs,
                batch("l 10.00 0 a", "z 5.01 0 b"),
                batch(many("r", 66, "y1 2.01 0 b", "y2 3.00 0 b")));
        assertThat(cuts(run)).containsExactly("LIMIT_BLOCK");
        assertThat(matches(run)).containsExactly("z=y1+y2");
        assertThat(run.resolution(Side.LEFT, ItemId.of("l"))).isInstanceOf(Resolution.Truncated.class);
        Reconciliation turned = run(
                Pass.manyToOne("sets").on(PARTY).suggest(),
                pairs,
                batch(many("r", 66, "y1 2.01 0 b", "y2 3.00 0 b")),
                batch("l 10.00 0 a", "z 5.01 0 b"));
        assertThat(cuts(turned)).containsExactly("LIMIT_BLOCK");
        assertThat(matches(turned)).containsExactly("y1+y2=z");
        assertThat(turned.resolution(Side.RIGHT, ItemId.of("l"))).isInstanceOf(Resolution.Truncated.class);
    }

    /** So many lines of a pound of party a, and others. */
    private static String[] many(String name, int count, String... others) {
        return Stream.concat(IntStream.rangeClosed(1, count).mapToObj(i -> name + i + " 1.00 0 a"), Stream.of(others))
                .toArray(String[]::new);
    }
}
