package io.counterfoil.reconciliation.engine;

import static io.counterfoil.reconciliation.item.Side.LEFT;
import static io.counterfoil.reconciliation.item.Side.RIGHT;
import static io.counterfoil.reconciliation.plan.MatchKey.AMOUNT;
import static io.counterfoil.reconciliation.plan.MatchKey.PARTY;
import static io.counterfoil.reconciliation.plan.MatchKey.REFERENCE;
import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.reconciliation.difference.DifferenceExplainer;
import io.counterfoil.reconciliation.difference.RateBand;
import io.counterfoil.reconciliation.item.ItemBatch;
import io.counterfoil.reconciliation.item.ItemId;
import io.counterfoil.reconciliation.item.ItemView;
import io.counterfoil.reconciliation.item.Side;
import io.counterfoil.reconciliation.plan.MatchPlan;
import io.counterfoil.reconciliation.plan.Pass;
import io.counterfoil.reconciliation.plan.Window;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds of passes that net, transfer, divide and convert, whatever the items. */
class PassKindsProperties {

    private static final AsOf AS_OF = new AsOf(LocalDate.of(2027, 3, 31), Instant.parse("2027-03-31T12:00:00Z"));
    private static final LocalDate DAY = LocalDate.of(2027, 3, 1);

    record Line(long minor, int day, String reference, String party, String currency) {}

    /** Two Canadian dollars for one of the United States on even days; none on odd ones. */
    private static final RateBand BAND = RateBand.of(
            (of, in, day) -> of.getCurrencyCode().equals("USD") && day.getDayOfMonth() % 2 == 1
                    ? Optional.of(new BigDecimal("2"))
                    : Optional.empty(),
            new BigDecimal("10"));

    private static MatchPlan plan(Side side) {
        return MatchPlan.named("kinds")
                .pass(Pass.netting("net", side)
                        .on(PARTY)
                        .within(Window.days(0, 2).from(LEFT))
                        .confirm())
                .pass(Pass.oneToOne("exact").on(REFERENCE, AMOUNT).confirm())
                .pass(Pass.oneToOne("part").on(REFERENCE).partial(side).confirm())
                .pass(Pass.transfers("transfer")
                        .within(Window.days(0, 1))
                        .unlessShared(REFERENCE)
                        .confirm())
                .pass(Pass.oneToOne("fx")
                        .on(PARTY)
                        .explain(DifferenceExplainer.fx(BAND))
                        .suggest())
                .pass(Pass.oneToOne("amount").on(AMOUNT).suggest())
                .build();
    }

    @Provide
    Arbitrary<List<Line>> lines() {
        return Combinators.combine(
                        Arbitraries.of(-2000L, -1000L, -500L, 0L, 500L, 700L, 1000L, 1200L, 2000L, 2001L),
                        Arbitraries.integers().between(0, 4),
                        Arbitraries.of("", "A", "B", "C"),
                        Arbitraries.of("", "p", "q"),
                        Arbitraries.of("CAD", "CAD", "USD"))
                .as(Line::new)
                .list()
                .ofMaxSize(8);
    }

    private static ItemBatch batch(List<Line> lines, List<Integer> order) {
        ItemBatch.Builder batch = ItemBatch.builder();
        for (int at : order) {
            Line line = lines.get(at);
            batch.id("i" + at)
                    .amount(Amounts.in(line.currency()).ofMinor(line.minor()))
                    .day(DAY.plusDays(line.day()))
                    .reference(line.reference())
                    .party(line.party())
                    .add();
        }
        return batch.build();
    }

    private static List<Integer> order(List<Line> lines, long seed) {
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            order.add(i);
        }
        if (seed != 0) {
            Collections.shuffle(order, new Random(seed));
        }
        return order;
    }

    private static Reconciliation run(List<Line> left, List<Line> right, Side side, long seed) {
        return Reconciler.builder(plan(side))
                .build()
                .match(batch(left, order(left, seed)), batch(right, order(right, seed)), AS_OF);
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    @Label("REC-39 property 1: the order of items changes neither matches nor certificate")
    void orderDoesNotCount(
            @ForAll("lines") List<Line> left, @ForAll("lines") List<Line> right, @ForAll Side side, @ForAll long seed) {
        Reconciliation one = run(left, right, side, 0);
        Reconciliation other = run(left, right, side, seed | 1);
        assertThat(other.matches().map(Match::toString).toList())
                .isEqualTo(one.matches().map(Match::toString).toList());
        assertThat(other.certificate()).isEqualTo(one.certificate());
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    @Label(
            "REC-24 REC-60 properties 4 and 5: what is matched and what is open is what came in, and no claim goes beyond it")
    void nothingIsClaimedTwice(@ForAll("lines") List<Line> left, @ForAll("lines") List<Line> right, @ForAll Side side) {
        Reconciliation run = run(left, right, side, 0);
        run.conservation().orThrow();
        for (Side of : Side.values()) {
            Map<ItemId, Long> claimed = new HashMap<>();
            run.matches()
                    .flatMap(m -> (of == LEFT ? m.left() : m.right()).stream())
                    .forEach(p -> claimed.merge(p.item(), Amounts.minor(p.amount()), Math::addExact));
            Map<ItemId, Long> open = new HashMap<>();
            run.open(of).forEach(item -> open.put(item.id(), Amounts.minor(item.open())));
            run.items(of)
                    .filter(item -> !item.amount().isZero())
                    .forEach(item -> assertThat(claimed.getOrDefault(item.id(), 0L) + open.getOrDefault(item.id(), 0L))
                            .isEqualTo(Amounts.minor(item.amount())));
        }
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    @Label("REC-21 REC-22 REC-28 every match cancels, moves, or is explained to the minor unit")
    void everyMatchAddsUp(@ForAll("lines") List<Line> left, @ForAll("lines") List<Line> right, @ForAll Side side) {
        run(left, right, side, 0).matches().forEach(match -> {
            long mine = sum(match.left());
            long theirs = sum(match.right());
            long lines = match.differences().stream()
                    .mapToLong(d -> Amounts.minor(d.amount()))
                    .sum();
            switch (match.pass()) {
                case "net" -> {
                    assertThat(mine + theirs).isZero();
                    assertThat(match.left().size() + match.right().size()).isEqualTo(2);
                    assertThat(side == LEFT ? match.right() : match.left()).isEmpty();
                }
                case "transfer" -> assertThat(mine).isEqualTo(-theirs);
                case "fx" -> {
                    String of = match.right().get(0).amount().getCurrency().getCurrencyCode();
                    String in = match.left().get(0).amount().getCurrency().getCurrencyCode();
                    assertThat(mine - lines).isEqualTo(of.equals(in) ? theirs : 2 * theirs);
                }
                default -> assertThat(mine).isEqualTo(theirs + lines);
            }
        });
    }

    private static long sum(List<Match.Portion> portions) {
        return portions.stream().mapToLong(p -> Amounts.minor(p.amount())).sum();
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    @Label("REC-37 property 18: a matched pair has no obstacle, every other pair has one in each pass")
    void whyNot(@ForAll("lines") List<Line> left, @ForAll("lines") List<Line> right, @ForAll Side side) {
        Reconciliation run = run(left, right, side, 0);
        Set<List<ItemId>> together = new HashSet<>();
        run.matches()
                .forEach(m -> m.left().forEach(l -> m.right().forEach(r -> together.add(List.of(l.item(), r.item())))));
        List<ItemView> rights = run.items(RIGHT).toList();
        run.items(LEFT)
                .forEach(l -> rights.forEach(r -> {
                    if (together.contains(List.of(l.id(), r.id()))) {
                        assertThat(run.whyNot(l, r)).isEmpty();
                    } else {
                        assertThat(run.whyNot(l, r)).hasSize(run.plan().passes().size());
                    }
                }));
        for (Side of : Side.values()) {
            Set<ItemId> open = new HashSet<>(run.open(of).map(ItemView::id).toList());
            run.items(of)
                    .forEach(item -> assertThat(run.whyNot(of, item.id()).isEmpty())
                            .isEqualTo(!open.contains(item.id()) && !item.open().isZero()));
        }
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    @Label("REC-39 property 11: netting and parts of the other side, with the sides swapped, are the mirror image")
    void mirrors(@ForAll("lines") List<Line> left, @ForAll("lines") List<Line> right) {
        List<Line> canadian = left.stream().map(PassKindsProperties::inCad).toList();
        List<Line> others = right.stream().map(PassKindsProperties::inCad).toList();
        assertThat(shapes(run(canadian, others, LEFT, 0), false))
                .isEqualTo(shapes(run(others, canadian, RIGHT, 0), true));
    }

    private static Line inCad(Line line) {
        return new Line(line.minor(), line.day(), line.reference(), line.party(), "CAD");
    }

    private static Set<String> shapes(Reconciliation run, boolean swapped) {
        Set<String> shapes = new TreeSet<>();
        run.matches()
                .forEach(m -> shapes.add(m.pass()
                        + sorted(swapped ? m.right() : m.left())
                        + sorted(swapped ? m.left() : m.right())
                        + m.confidence().certainty()));
        return shapes;
    }

    private static Set<String> sorted(List<Match.Portion> portions) {
        Set<String> sorted = new TreeSet<>();
        portions.forEach(p -> sorted.add(p.toString()));
        return sorted;
    }
}
