package io.counterfoil.reconciliation.engine;

import static io.counterfoil.reconciliation.plan.MatchKey.AMOUNT;
import static io.counterfoil.reconciliation.plan.MatchKey.PARTY;
import static io.counterfoil.reconciliation.plan.MatchKey.REFERENCE;
import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.reconciliation.item.ItemBatch;
import io.counterfoil.reconciliation.item.ItemId;
import io.counterfoil.reconciliation.item.Side;
import io.counterfoil.reconciliation.plan.MatchPlan;
import io.counterfoil.reconciliation.plan.Pass;
import io.counterfoil.reconciliation.plan.Tolerance;
import io.counterfoil.reconciliation.plan.Window;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class ReconcilerProperties {

    private static final AsOf AS_OF = new AsOf(LocalDate.of(2027, 3, 31), Instant.parse("2027-03-31T12:00:00Z"));
    private static final LocalDate DAY = LocalDate.of(2027, 3, 1);

    record Line(String id, int amount, int day, String reference, String party, String group) {}

    @Provide
    Arbitrary<List<Line>> lines() {
        return Combinators.combine(
                        Arbitraries.of(-500, 0, 500, 501, 1000, 1500, 2000),
                        Arbitraries.integers().between(0, 6),
                        Arbitraries.of("", "", "A", "B", "C"),
                        Arbitraries.of("", "p", "q"),
                        Arbitraries.of("", "", "g", "h"))
                .as((amount, day, reference, party, group) -> new Line("", amount, day, reference, party, group))
                .list()
                .ofMaxSize(9)
                .map(some -> {
                    List<Line> named = new ArrayList<>();
                    for (Line line : some) {
                        named.add(new Line(
                                "i" + named.size(),
                                line.amount(),
                                line.day(),
                                line.reference(),
                                line.party(),
                                line.group()));
                    }
                    return named;
                });
    }

    private static final MatchPlan PLAN = MatchPlan.named("property")
            .pass(Pass.oneToOne("reference")
                    .on(REFERENCE, AMOUNT)
                    .evidence(PARTY)
                    .confirm())
            .pass(Pass.oneToOne("day")
                    .on(AMOUNT)
                    .within(Window.days(0, 1))
                    .contest(Window.days(0, 4))
                    .evidence(PARTY)
                    .confirm())
            .pass(Pass.oneToOne("near")
                    .amount(Tolerance.absolute("0.01"))
                    .within(Window.days(0, 2))
                    .suggest())
            .pass(Pass.oneToGroup("group").amount(Tolerance.exact()).suggest())
            .pass(Pass.oneToMany("set").maxSetSize(3).suggest())
            .build();

    private static final MatchPlan ONE_TO_ONE = MatchPlan.named("mirror")
            .pass(Pass.oneToOne("reference")
                    .on(REFERENCE, AMOUNT)
                    .evidence(PARTY)
                    .confirm())
            .pass(Pass.oneToOne("near")
                    .amount(Tolerance.absolute("0.01"))
                    .within(Window.days(0, 2))
                    .suggest())
            .build();

    private static ItemBatch batch(List<Line> lines) {
        ItemBatch.Builder batch = ItemBatch.builder();
        for (Line line : lines) {
            batch.id(line.id())
                    .amount(
                            line.amount() / 100 + "."
                                    + String.valueOf(100 + Math.abs(line.amount() % 100))
                                            .substring(1),
                            "GBP")
                    .day(DAY.plusDays(line.day()))
                    .reference(line.reference())
                    .party(line.party())
                    .group(line.group())
                    .add();
        }
        return batch.build();
    }

    private static Reconciliation run(MatchPlan plan, List<Line> left, List<Line> right) {
        return Reconciler.builder(plan).build().match(batch(left), batch(right), AS_OF);
    }

    private static List<Line> shuffled(List<Line> lines, long seed) {
        List<Line> copy = new ArrayList<>(lines);
        Collections.shuffle(copy, new Random(seed));
        return copy;
    }

    @Property
    @Label("REC-39 shuffled inputs give the same certificate")
    void orderDoesNotCount(@ForAll("lines") List<Line> left, @ForAll("lines") List<Line> right, @ForAll long seed) {
        assertThat(run(PLAN, shuffled(left, seed), shuffled(right, seed + 1)).certificate())
                .isEqualTo(run(PLAN, left, right).certificate());
    }

    @Property
    @Label(
            "REC-02 REC-37 REC-60 conservation holds, nothing is claimed twice, and every open pair has an obstacle in each pass")
    void conserves(@ForAll("lines") List<Line> left, @ForAll("lines") List<Line> right) {
        Reconciliation run = run(PLAN, left, right);
        run.conservation().orThrow();
        for (Side side : Side.values()) {
            List<ItemId> claimed = run.matches()
                    .flatMap(m -> (side == Side.LEFT ? m.left() : m.right()).stream())
                    .map(Match.Portion::item)
                    .toList();
            assertThat(claimed).doesNotHaveDuplicates();
            Set<ItemId> open = new HashSet<>(run.open(side).map(i -> i.id()).toList());
            assertThat(Collections.disjoint(open, claimed)).isTrue();
        }
        run.open(Side.LEFT)
                .forEach(l -> run.open(Side.RIGHT)
                        .forEach(r -> assertThat(run.whyNot(l, r))
                                .hasSize(PLAN.passes().size())));
        run.matches()
                .filter(m -> m.left().size() == 1 && m.right().size() == 1)
                .forEach(m -> assertThat(m.evidence().sentence()).isNotBlank());
        assertThat(run.breaks())
                .allSatisfy(b ->
                        assertThat(b.toAlert(AS_OF.knownAt()).key().value()).isNotBlank());
    }

    @Property
    @Label("swapping the sides mirrors the matches")
    void mirrors(@ForAll("lines") List<Line> left, @ForAll("lines") List<Line> right) {
        Set<String> straight = new TreeSet<>();
        run(ONE_TO_ONE, left, right)
                .matches()
                .forEach(m -> straight.add(
                        m.left().get(0).item() + "=" + m.right().get(0).item() + " " + m.confidence()));
        Set<String> mirrored = new TreeSet<>();
        run(ONE_TO_ONE, right, left)
                .matches()
                .forEach(m -> mirrored.add(
                        m.right().get(0).item() + "=" + m.left().get(0).item() + " " + m.confidence()));
        assertThat(mirrored).isEqualTo(straight);
    }

    @Property
    @Label("an item that shares no key with any other changes nothing")
    void unrelatedItem(@ForAll("lines") List<Line> left, @ForAll("lines") List<Line> right) {
        List<Line> more = new ArrayList<>(right);
        more.add(new Line("unrelated", 987_654, 3, "Z", "z", "z"));
        assertThat(run(PLAN, left, more).matches().map(Match::id).toList())
                .isEqualTo(run(PLAN, left, right).matches().map(Match::id).toList());
    }

    @Property
    @Label("intake of odd records: items and rejections are what was taken in, in count and money")
    void intakeIsTotal(
            @ForAll List<@net.jqwik.api.constraints.StringLength(max = 4) String> ids,
            @ForAll List<@net.jqwik.api.constraints.StringLength(max = 6) String> amounts,
            @ForAll long seed) {
        Random random = new Random(seed);
        ItemBatch.Builder batch = ItemBatch.builder();
        List<String> numbers = new ArrayList<>(amounts);
        numbers.addAll(List.of("1.00", "0", "-3", "1.005", "9999999999999999999", "", "1,0"));
        List<String> currencies = List.of("GBP", "JPY", "XXX", "???", "");
        for (String id : ids) {
            batch.id(random.nextInt(3) == 0 ? "same" : id)
                    .amount(numbers.get(random.nextInt(numbers.size())), currencies.get(random.nextInt(5)))
                    .day(random.nextInt(9) == 0 ? null : DAY.plusDays(random.nextInt(3)))
                    .text(id)
                    .add();
        }
        ItemBatch built = batch.build();
        assertThat(built.size() + built.rejections().size()).isEqualTo(ids.size());
        Reconciler.builder(PLAN)
                .build()
                .match(built, ItemBatch.empty(), AS_OF)
                .conservation()
                .orThrow();
    }
}
