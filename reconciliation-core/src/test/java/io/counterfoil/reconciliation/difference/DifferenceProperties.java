package io.counterfoil.reconciliation.difference;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.payments.evidence.Resolution;
import io.counterfoil.payments.fee.FeeSchedule;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.reconciliation.difference.DifferenceExplainer.Explanation;
import io.counterfoil.reconciliation.difference.DifferenceExplainer.Offer;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import javax.money.MonetaryAmount;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class DifferenceProperties {

    private static final Amounts CAD = Amounts.in("CAD");

    @Provide
    Arbitrary<List<Offer>> offers() {
        Arbitrary<Difference.Reason> reasons = Arbitraries.of(Difference.Reason.values());
        Arbitrary<Offer> points = Combinators.combine(
                        reasons, Arbitraries.longs().between(-6, 6).list().ofMaxSize(3))
                .as((reason, minor) ->
                        Offer.points(reason, minor.stream().map(CAD::ofMinor).toList()));
        Arbitrary<Offer> intervals = Combinators.combine(
                        reasons,
                        Arbitraries.longs().between(-5, 5),
                        Arbitraries.longs().between(0, 4))
                .as((reason, low, width) -> Offer.interval(reason, CAD.ofMinor(low), CAD.ofMinor(low + width)));
        return Arbitraries.oneOf(points, intervals).list().ofMaxSize(2);
    }

    @Property
    @Label(
            "REC-25 the explanations are those that trying everything finds: lines sum to the residual, fewest lines win")
    void agreesWithTryingEverything(
            @ForAll @IntRange(min = -12, max = 12) int residual,
            @ForAll @Size(max = 4) List<@net.jqwik.api.From("offers") List<Offer>> offers) {
        Resolution<Explanation> found = DifferenceExplainer.explainOffers(CAD.ofMinor(residual), offers, 3);
        Set<String> wanted = Set.of();
        for (int lines = 0; lines <= 3 && wanted.isEmpty(); lines++) {
            Set<String> all = new TreeSet<>();
            tryAll(offers, 0, lines, residual, false, new ArrayList<>(), all);
            wanted = all;
        }
        List<Explanation> mine =
                found.fold(u -> List.of(u.value()), a -> a.alternatives(), n -> List.<Explanation>of(), t -> t.best());
        Set<String> said = new TreeSet<>();
        for (Explanation explanation : mine) {
            long sum = explanation.lines().stream()
                    .mapToLong(line -> Amounts.minor(line.amount()))
                    .sum();
            assertThat(sum).isEqualTo(residual);
            said.add(new TreeSet<>(explanation.lines().stream()
                            .map(line -> line.reason().id() + " " + Amounts.minor(line.amount()))
                            .toList())
                    .toString());
        }
        assertThat(found.kind())
                .isEqualTo(
                        wanted.isEmpty()
                                ? Resolution.Kind.NONE
                                : wanted.size() == 1 ? Resolution.Kind.UNIQUE : Resolution.Kind.AMBIGUOUS);
        if (wanted.size() <= 20) {
            assertThat(said).isEqualTo(plain(wanted));
        }
    }

    private static Set<String> plain(Set<String> readings) {
        Set<String> plain = new TreeSet<>();
        readings.forEach(reading -> plain.add(
                new TreeSet<>(List.of(reading.isEmpty() ? new String[0] : reading.split(";", -1))).toString()));
        return plain;
    }

    private static void tryAll(
            List<List<Offer>> offers,
            int at,
            int lines,
            long rest,
            boolean banded,
            List<String> taken,
            Set<String> all) {
        if (lines == 0) {
            if (rest == 0) {
                all.add(String.join(";", taken.stream().sorted().toList()));
            }
            return;
        }
        if (at == offers.size()) {
            return;
        }
        tryAll(offers, at + 1, lines, rest, banded, taken, all);
        for (Offer offer : offers.get(at)) {
            Set<Long> amounts = new TreeSet<>();
            boolean interval = offer instanceof Offer.Interval;
            if (offer instanceof Offer.Points points) {
                points.amounts().forEach(amount -> amounts.add(Amounts.minor(amount)));
            } else if (offer instanceof Offer.Interval band && !banded) {
                for (long minor = Amounts.minor(band.low()); minor <= Amounts.minor(band.high()); minor++) {
                    amounts.add(minor);
                }
            }
            amounts.remove(0L);
            for (long minor : amounts) {
                List<String> more = new ArrayList<>(taken);
                more.add(offer.reason().id() + " " + minor);
                tryAll(offers, at + 1, lines - 1, rest - minor, banded || interval, more, all);
            }
        }
    }

    @Provide
    Arbitrary<FeeSchedule> schedules() {
        Arbitrary<String> percent = Arbitraries.integers()
                .between(0, 4900)
                .map(n -> BigDecimal.valueOf(n, 2).toPlainString());
        Arbitrary<MonetaryAmount> flat = Arbitraries.longs().between(0, 60).map(CAD::ofMinor);
        Arbitrary<FeeSchedule.Line> simple = Combinators.combine(percent, flat).as(FeeSchedule::percent);
        Arbitrary<FeeSchedule.Line> bounded = Combinators.combine(simple, flat, flat)
                .as((line, low, more) -> line.atLeast(low).atMost(low.add(more).add(CAD.ofMinor(1))));
        Arbitrary<FeeSchedule.Line> tiered = Combinators.combine(
                        Arbitraries.longs().between(1, 300), percent, percent, flat, Arbitraries.of(true, false))
                .as((limit, low, high, extra, marginal) -> {
                    List<FeeSchedule.Tier> tiers = List.of(
                            FeeSchedule.Tier.upTo(CAD.ofMinor(limit), low, CAD.zero()),
                            FeeSchedule.Tier.above(high, extra));
                    return marginal ? FeeSchedule.marginal(tiers) : FeeSchedule.slab(tiers);
                });
        Arbitrary<FeeSchedule.Line> line = Arbitraries.oneOf(simple, bounded, tiered);
        Arbitrary<FeeSchedule> two = Combinators.combine(line, line, Arbitraries.of(FeeSchedule.Lines.Mode.values()))
                .as((a, b, mode) -> new FeeSchedule.Lines(
                        mode, List.of(new FeeSchedule.Lines.Named("a", a), new FeeSchedule.Lines.Named("b", b))));
        return Arbitraries.oneOf(line.map(one -> (FeeSchedule) one), two);
    }

    @Property
    @Label("REC-27 gross from net finds exactly the gross amounts that trying each one finds")
    void grossFromNetInverts(
            @ForAll("schedules") FeeSchedule schedule,
            @ForAll @IntRange(min = -80, max = 500) int net,
            @ForAll boolean up) {
        RoundingMode rounding = up ? RoundingMode.HALF_UP : RoundingMode.FLOOR;
        List<Long> wanted = new ArrayList<>();
        for (long gross = 0; gross <= 40_000; gross++) {
            long fee = Amounts.minor(
                    schedule.expected(CAD.ofMinor(gross), rounding).amount());
            if (gross - fee == net) {
                wanted.add(gross);
            }
            if (gross - fee > 1200) {
                break;
            }
        }
        Resolution<MonetaryAmount> found = FeeRecord.grossFromNet(schedule, CAD.ofMinor(net), rounding);
        List<Long> mine = found
                .fold(u -> List.of(u.value()), a -> a.alternatives(), n -> List.<MonetaryAmount>of(), t -> t.best())
                .stream()
                .map(Amounts::minor)
                .toList();
        assertThat(mine).as(schedule.toString()).isEqualTo(wanted);
    }

    @Example
    @Label("REC-27 a net of nothing is found again behind the step of a tier")
    void behindAStep() {
        FeeSchedule.Line step = FeeSchedule.marginal(List.of(
                FeeSchedule.Tier.upTo(CAD.of("0.01"), "0", CAD.zero()), FeeSchedule.Tier.above("0", CAD.of("0.02"))));
        FeeSchedule cascade = new FeeSchedule.Lines(
                FeeSchedule.Lines.Mode.CASCADING,
                List.of(
                        new FeeSchedule.Lines.Named("a", step),
                        new FeeSchedule.Lines.Named("b", FeeSchedule.percent("0", CAD.zero()))));
        assertThat(FeeRecord.grossFromNet(cascade, CAD.zero(), RoundingMode.HALF_UP)
                        .<List<MonetaryAmount>>fold(
                                one -> List.of(one.value()),
                                Resolution.Ambiguous::alternatives,
                                none -> List.of(),
                                Resolution.Truncated::best))
                .containsExactly(CAD.zero(), CAD.of("0.02"));
    }
}
