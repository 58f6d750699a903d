package io.counterfoil.reconciliation.engine.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.payments.calendar.BusinessCalendar;
import io.counterfoil.payments.calendar.DateRange;
import io.counterfoil.payments.calendar.HolidayCalendar;
import io.counterfoil.reconciliation.engine.Match;
import io.counterfoil.reconciliation.engine.Reconciler;
import io.counterfoil.reconciliation.engine.Reconciliation;
import io.counterfoil.reconciliation.engine.RunOptions;
import io.counterfoil.reconciliation.item.ItemBatch;
import io.counterfoil.reconciliation.item.ItemId;
import io.counterfoil.reconciliation.item.Side;
import io.counterfoil.reconciliation.plan.MatchKey;
import io.counterfoil.reconciliation.plan.MatchPlan;
import io.counterfoil.reconciliation.plan.Pass;
import io.counterfoil.reconciliation.plan.Tolerance;
import io.counterfoil.reconciliation.plan.Window;
import io.counterfoil.reconciliation.sharding.Sharding;
import java.time.DayOfWeek;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import javax.money.MonetaryAmount;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** The laws that hold for every plan (reconciliation specification, section 7). */
class LawsProperties {

    private static final MatchPlan STATIC = MatchPlan.named("static key")
            .pass(Pass.oneToOne("amount").on(MatchKey.ACCOUNT, MatchKey.AMOUNT).confirm())
            .pass(Pass.oneToMany("set").on(MatchKey.ACCOUNT).maxSetSize(3).suggest())
            .build();

    private static final MatchPlan GROUPS = MatchPlan.named("groups")
            .pass(Pass.oneToOne("reference")
                    .on(MatchKey.REFERENCE, MatchKey.AMOUNT)
                    .confirm())
            .pass(Pass.oneToGroup("group")
                    .on(MatchKey.PARTY)
                    .amount(Tolerance.absolute("0.01"))
                    .suggest())
            .build();

    @Provide
    Arbitrary<Crowd> crowds() {
        return Crowd.any();
    }

    @Provide
    Arbitrary<MatchPlan> plans() {
        List<MatchPlan> plans = new ArrayList<>(Crowd.PLANS);
        plans.add(STATIC);
        plans.add(GROUPS);
        return Arbitraries.of(plans);
    }

    private static Reconciler reconciler(MatchPlan plan) {
        return Reconciler.builder(plan).calendar(Crowd.CALENDAR).build();
    }

    private static Reconciliation run(MatchPlan plan, List<Crowd.Line> left, List<Crowd.Line> right) {
        return reconciler(plan).match(Crowd.batch(left), Crowd.batch(right), Crowd.AS_OF);
    }

    private static <T> List<T> shuffled(List<T> some, Random random) {
        List<T> copy = new ArrayList<>(some);
        Collections.shuffle(copy, random);
        return copy;
    }

    /** What was decided of each pair, named by ids. */
    private static Set<String> matched(
            Reconciliation run,
            Function<Match, List<Match.Portion>> first,
            Function<Match, List<Match.Portion>> second) {
        Set<String> matched = new TreeSet<>();
        run.matches()
                .forEach(m -> matched.add(m.pass() + " " + ids(first.apply(m)) + "=" + ids(second.apply(m)) + " "
                        + m.confidence().certainty() + " "
                        + m.confidence().margin().regretMillibits()));
        return matched;
    }

    private static Set<String> matched(Reconciliation run) {
        return matched(run, Match::left, Match::right);
    }

    private static List<ItemId> ids(List<Match.Portion> portions) {
        return portions.stream().map(Match.Portion::item).sorted().toList();
    }

    @Property
    @Label(
            "REC-39 property 1: inputs in any order, key lists in any order and any number of threads give one result hash")
    void permutation(@ForAll("crowds") Crowd crowd, @ForAll("plans") MatchPlan plan) {
        Random random = new Random(crowd.seed());
        Reconciliation straight = run(plan, crowd.lines("L"), crowd.lines("R"));
        Reconciliation other = reconciler(plan)
                .match(
                        Crowd.batch(shuffled(crowd.lines("L"), random)),
                        Crowd.batch(shuffled(crowd.lines("R"), random)),
                        RunOptions.builder().threads(1 + random.nextInt(4)).build(),
                        Crowd.AS_OF);
        assertThat(other.certificate()).isEqualTo(straight.certificate());
        MatchPlan oneWay = MatchPlan.named("lists")
                .pass(lists(MatchKey.REFERENCE, MatchKey.PARTY))
                .build();
        MatchPlan otherWay = MatchPlan.named("lists")
                .pass(lists(MatchKey.PARTY, MatchKey.REFERENCE))
                .build();
        assertThat(run(oneWay, crowd.lines("L"), crowd.lines("R")).certificate().result())
                .isEqualTo(run(otherWay, crowd.lines("L"), crowd.lines("R"))
                        .certificate()
                        .result());
    }

    private static Pass lists(MatchKey one, MatchKey other) {
        return Pass.oneToOne("lists")
                .on(MatchKey.AMOUNT, one)
                .on(other, MatchKey.AMOUNT)
                .suggest();
    }

    @Property
    @Label(
            "REC-63 property 2: shards by static key or by what hangs together, merged, are the whole, certificate and all")
    void partition(@ForAll("crowds") Crowd crowd, @ForAll("plans") MatchPlan plan, @ForAll boolean byComponent) {
        ItemBatch left = Crowd.batch(crowd.lines("L"));
        ItemBatch right = Crowd.batch(crowd.lines("R"));
        int shards = 1 + Math.floorMod(crowd.seed(), 5);
        Sharding sharding = Sharding.of(plan);
        List<Reconciliation> parts = (byComponent
                        ? sharding.splitByComponent(left, right, shards)
                        : sharding.split(left, right, shards))
                .stream()
                        .map(shard -> reconciler(plan).match(shard.left(), shard.right(), Crowd.AS_OF))
                        .toList();
        Reconciliation whole = reconciler(plan).match(left, right, Crowd.AS_OF);
        Sharding.Merged merged = Sharding.merge(parts);
        assertThat(merged.conserves()).isTrue();
        assertThat(merged.matches().map(Match::id))
                .containsExactlyInAnyOrderElementsOf(
                        whole.matches().map(Match::id).toList());
        assertThat(merged.certificate()).isEqualTo(whole.certificate());
    }

    @Property
    @Label("REC-40 property 3: deltas that add, change and remove items, in any split and order, come to the full run")
    void increments(@ForAll("crowds") Crowd crowd, @ForAll("plans") MatchPlan plan) {
        Random random = new Random(crowd.seed());
        List<Crowd.Line> lefts = shuffled(crowd.lines("L"), random);
        List<Crowd.Line> rights = shuffled(crowd.lines("R"), random);
        List<Crowd.Line> left = new ArrayList<>();
        List<Crowd.Line> right = new ArrayList<>();
        Reconciliation last = run(plan, left, right);
        while (!lefts.isEmpty() || !rights.isEmpty()) {
            arrive(lefts, left, random);
            arrive(rights, right, random);
            if (random.nextInt(3) == 0 && !left.isEmpty()) {
                lefts.add(left.remove(random.nextInt(left.size())));
            }
            if (random.nextInt(3) == 0 && !right.isEmpty()) {
                Crowd.Line line = right.get(0);
                right.set(
                        0,
                        new Crowd.Line(
                                line.id(),
                                line.minor() + 1,
                                line.currency(),
                                line.day(),
                                "p0",
                                "a0",
                                line.references()));
            }
            last = reconciler(plan)
                    .match(
                            Crowd.batch(left),
                            Crowd.batch(random.nextBoolean() ? right : shuffled(right, random)),
                            RunOptions.builder().earlier(last).build(),
                            Crowd.AS_OF);
            last.conservation().orThrow();
            if (random.nextBoolean()) {
                assertThat(last.certificate()).isEqualTo(run(plan, left, right).certificate());
            }
        }
        Reconciliation full = run(plan, left, right);
        assertThat(last.certificate()).isEqualTo(full.certificate());
        assertThat(last.matches().toList()).isEqualTo(full.matches().toList());
        assertThat(last.breaks().map(b -> b.subject() + " " + b.breakClass()).toList())
                .isEqualTo(full.breaks()
                        .map(b -> b.subject() + " " + b.breakClass())
                        .toList());
    }

    private static void arrive(List<Crowd.Line> waiting, List<Crowd.Line> here, Random random) {
        int count = Math.min(waiting.size(), 1 + random.nextInt(20));
        here.addAll(waiting.subList(0, count));
        waiting.subList(0, count).clear();
    }

    @Property
    @Label(
            "REC-60 REC-02 properties 4 and 5: every record in one state in count and money, and no item claimed beyond what is open of it")
    void conservation(@ForAll("crowds") Crowd crowd, @ForAll("plans") MatchPlan plan) {
        ItemBatch left = Crowd.batch(crowd.lines("L"));
        ItemBatch right = Crowd.batch(crowd.lines("R"));
        Reconciliation run = reconciler(plan).match(left, right, Crowd.AS_OF);
        run.conservation().orThrow();
        for (Side side : Side.values()) {
            Map<ItemId, MonetaryAmount> claimed = new HashMap<>();
            run.matches()
                    .flatMap(m -> (side == Side.LEFT ? m.left() : m.right()).stream())
                    .forEach(p -> claimed.merge(p.item(), p.amount(), MonetaryAmount::add));
            ItemBatch batch = side == Side.LEFT ? left : right;
            claimed.forEach((id, amount) -> assertThat(amount.abs()
                            .isLessThanOrEqualTo(
                                    batch.find(id).orElseThrow().open().abs()))
                    .as("claims on " + id)
                    .isTrue());
            assertThat(run.open(side).map(i -> i.id()).filter(claimed::containsKey))
                    .isEmpty();
            assertThat(claimed.size() + run.open(side).count()).isEqualTo(batch.size());
        }
    }

    @Property
    @Label("REC-39 property 9: an item that shares no key with any other changes nothing")
    void unrelated(@ForAll("crowds") Crowd crowd, @ForAll("plans") MatchPlan plan, @ForAll Side side) {
        List<Crowd.Line> left = new ArrayList<>(crowd.lines("L"));
        List<Crowd.Line> right = new ArrayList<>(crowd.lines("R"));
        Reconciliation before = run(plan, left, right);
        (side == Side.LEFT ? left : right)
                .add(0, new Crowd.Line("X", 987_654, "CHF", 2, "other", "other", List.of("none other")));
        Reconciliation after = run(plan, left, right);
        assertThat(after.matches().toList()).isEqualTo(before.matches().toList());
        assertThat(after.ambiguities().map(a -> a.alternatives()).toList())
                .isEqualTo(before.ambiguities().map(a -> a.alternatives()).toList());
    }

    @Property
    @Label(
            "REC-01 property 10: amounts and allowances times a whole number, days and holidays later by whole weeks, keep the matches")
    void scale(@ForAll("crowds") Crowd crowd, @ForAll("factors") int factor, @ForAll("weeks") int weeks) {
        Reconciliation before = run(scaled(1), crowd.lines("L"), crowd.lines("R"));
        ItemBatch.Builder left = ItemBatch.builder();
        ItemBatch.Builder right = ItemBatch.builder();
        crowd.lines("L").forEach(line -> line.add(left, factor, 7 * weeks));
        crowd.lines("R").forEach(line -> line.add(right, factor, 7 * weeks));
        BusinessCalendar later = BusinessCalendar.of(HolidayCalendar.of(
                "later",
                Set.of(Crowd.DAY.plusDays(2 + 7L * weeks)),
                Set.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY),
                DateRange.of(Crowd.DAY.minusYears(1).plusWeeks(weeks), Crowd.DAY.plusDays(6 + 7L * weeks))));
        Reconciliation after = Reconciler.builder(scaled(factor))
                .calendar(later)
                .build()
                .match(left.build(), right.build(), Crowd.AS_OF);
        assertThat(withoutChance(after)).isEqualTo(withoutChance(before));
    }

    /**
     * Matches with how sure they are where no chance is weighed: the band in which chance is counted is rounded up to minor units, and is one unit where all amounts are equal
     * (specification 4.5), so it is not quite the same on another scale.
     */
    private static List<String> withoutChance(Reconciliation run) {
        return run.matches()
                .map(m -> m.pass() + " " + ids(m.left()) + "=" + ids(m.right()) + " "
                        + m.confidence().margin().regretMillibits()
                        + ("near".equals(m.pass()) ? " " + m.confidence().certainty() : ""))
                .sorted()
                .toList();
    }

    @Provide
    Arbitrary<Integer> factors() {
        return Arbitraries.of(1, 2, 3, 10, 997, 1_000_003);
    }

    @Provide
    Arbitrary<Integer> weeks() {
        return Arbitraries.integers().between(-5, 300);
    }

    private static MatchPlan scaled(int factor) {
        return MatchPlan.named("scaled")
                .pass(Pass.oneToOne("near")
                        .on(MatchKey.REFERENCE)
                        .amount(Tolerance.absolute(
                                java.math.BigDecimal.valueOf(2L * factor, 2).toPlainString()))
                        .within(Window.businessDays(0, 2))
                        .evidence(MatchKey.PARTY)
                        .confirm())
                .pass(Pass.oneToOne("share")
                        .on(MatchKey.PARTY)
                        .amount(Tolerance.percent("2"))
                        .within(Window.days(-2, 2).from(Side.LEFT))
                        .suggest())
                .pass(Pass.oneToMany("set").on(MatchKey.ACCOUNT).maxSetSize(3).suggest())
                .build();
    }

    @Property
    @Label("REC-10 property 11: swapping the sides mirrors the result")
    void mirror(@ForAll("crowds") Crowd crowd) {
        MatchPlan there = mirrored(Side.LEFT);
        MatchPlan back = mirrored(Side.RIGHT);
        Reconciliation straight = run(there, crowd.lines("L"), crowd.lines("R"));
        Reconciliation mirrored = run(back, crowd.lines("R"), crowd.lines("L"));
        assertThat(matched(mirrored, Match::right, Match::left)).isEqualTo(matched(straight));
        for (Side side : Side.values()) {
            assertThat(mirrored.open(side.other()).map(i -> i.id()).toList())
                    .isEqualTo(straight.open(side).map(i -> i.id()).toList());
        }
    }

    private static MatchPlan mirrored(Side anchor) {
        Pass set = anchor == Side.LEFT ? Pass.oneToMany("set") : Pass.manyToOne("set");
        return MatchPlan.named("mirror")
                .pass(Pass.oneToOne("reference")
                        .on(MatchKey.REFERENCE, MatchKey.AMOUNT)
                        .within(Window.days(0, 2).from(anchor))
                        .contest(Window.days(-1, 4).from(anchor))
                        .evidence(MatchKey.PARTY)
                        .confirm())
                .pass(Pass.oneToOne("near")
                        .on(MatchKey.REFERENCE)
                        .amount(Tolerance.percent("3"))
                        .suggest())
                .pass(set.on(MatchKey.ACCOUNT).maxSetSize(3).suggest())
                .build();
    }
}
