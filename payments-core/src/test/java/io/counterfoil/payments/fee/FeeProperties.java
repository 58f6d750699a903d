package io.counterfoil.payments.fee;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.payments.money.Amounts;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;

/** The law of payments specification 7.10, and a slow reference in whole numbers: a millionth of a minor unit is one. */
class FeeProperties {

    private static final Amounts CAD = Amounts.in("CAD");

    /** A tier by numbers: limit (exclusive of none), rate in ten-thousandths of a percent, flat part. */
    record Step(long limit, long rate, long flat) {}

    @Provide
    Arbitrary<List<Step>> steps() {
        return rising();
    }

    private static Arbitrary<List<Step>> rising() {
        Arbitrary<Step> step = Combinators.combine(
                        Arbitraries.longs().between(1, 50_000),
                        Arbitraries.longs().between(0, 1_000_000),
                        Arbitraries.longs().between(0, 500))
                .as(Step::new);
        return step.list().ofMinSize(1).ofMaxSize(5).map(widths -> {
            List<Step> rising = new ArrayList<>();
            long limit = 0;
            for (Step one : widths) {
                limit += one.limit();
                rising.add(new Step(limit, one.rate(), one.flat()));
            }
            return rising;
        });
    }

    private static List<FeeSchedule.Tier> tiers(List<Step> steps) {
        List<FeeSchedule.Tier> tiers = new ArrayList<>();
        for (int at = 0; at < steps.size(); at++) {
            Step step = steps.get(at);
            String percent = BigDecimal.valueOf(step.rate(), 4).toPlainString();
            tiers.add(
                    at < steps.size() - 1
                            ? FeeSchedule.Tier.upTo(CAD.ofMinor(step.limit()), percent, CAD.ofMinor(step.flat()))
                            : FeeSchedule.Tier.above(percent, CAD.ofMinor(step.flat())));
        }
        return tiers;
    }

    private static long fee(FeeSchedule schedule, long amount) {
        return Amounts.minor(
                schedule.expected(CAD.ofMinor(amount), RoundingMode.HALF_UP).amount());
    }

    /** In millionths of a minor unit, one minor unit of the amount after the other. */
    private static long marginalByUnits(List<Step> steps, long amount) {
        BigInteger millionths = BigInteger.ZERO;
        int before = -1;
        for (long unit = 1; unit <= amount; unit++) {
            int at = tierOf(steps, unit);
            if (at != before) {
                millionths = millionths.add(BigInteger.valueOf(steps.get(at).flat() * 1_000_000));
            }
            millionths = millionths.add(BigInteger.valueOf(steps.get(at).rate()));
            before = at;
        }
        return halfUp(millionths);
    }

    private static long slab(List<Step> steps, long amount) {
        Step step = steps.get(tierOf(steps, amount));
        return halfUp(BigInteger.valueOf(step.flat() * 1_000_000 + step.rate() * amount));
    }

    private static int tierOf(List<Step> steps, long amount) {
        for (int at = 0; at < steps.size() - 1; at++) {
            if (amount <= steps.get(at).limit()) {
                return at;
            }
        }
        return steps.size() - 1;
    }

    private static long halfUp(BigInteger millionths) {
        return millionths
                .add(BigInteger.valueOf(500_000))
                .divide(BigInteger.valueOf(1_000_000))
                .longValueExact();
    }

    @Property
    void tieredFeesAreThoseOfTheReferenceThatCountsUnits(
            @ForAll("steps") List<Step> steps, @ForAll @LongRange(min = 0, max = 20_000) long amount) {
        assertThat(fee(FeeSchedule.slab(tiers(steps)), amount)).isEqualTo(slab(steps, amount));
        assertThat(fee(FeeSchedule.marginal(tiers(steps)), amount)).isEqualTo(marginalByUnits(steps, amount));
    }

    /** Lines that rise by no more than the amount does: what they leave never falls. */
    private static Arbitrary<FeeSchedule.Line> gentle() {
        Arbitrary<FeeSchedule.Line> flat = flats().map(fee -> FeeSchedule.flat(CAD.ofMinor(fee)));
        Arbitrary<FeeSchedule.Line> percent = Combinators.combine(rates(), flats())
                .as((rate, fee) -> FeeSchedule.percent(percent(rate), CAD.ofMinor(fee)));
        Arbitrary<FeeSchedule.Line> margins = rising().map(steps -> FeeSchedule.marginal(tiers(
                steps.stream().map(one -> new Step(one.limit(), one.rate(), 0)).toList())));
        return limited(Arbitraries.oneOf(flat, percent, margins));
    }

    /** Lines that never fall: also those with a step upwards. */
    private static Arbitrary<FeeSchedule.Line> monotone() {
        Arbitrary<FeeSchedule.Line> margins = rising().map(steps -> FeeSchedule.marginal(tiers(steps)));
        Arbitrary<FeeSchedule.Line> slab = rising().map(steps -> FeeSchedule.slab(tiers(dearer(steps))));
        return Arbitraries.oneOf(gentle(), limited(Arbitraries.oneOf(margins, slab)));
    }

    /** The tiers in an order in which rate and flat part rise with the limit: a slab of them never falls. */
    private static List<Step> dearer(List<Step> steps) {
        List<Long> rates = steps.stream().map(Step::rate).sorted().toList();
        List<Long> flats = steps.stream().map(Step::flat).sorted().toList();
        List<Step> dearer = new ArrayList<>();
        for (int at = 0; at < steps.size(); at++) {
            dearer.add(new Step(steps.get(at).limit(), rates.get(at), flats.get(at)));
        }
        return dearer;
    }

    private static Arbitrary<FeeSchedule.Line> limited(Arbitrary<FeeSchedule.Line> lines) {
        return Combinators.combine(
                        lines, flats(), flats(), Arbitraries.integers().between(0, 3))
                .as((line, least, width, kind) -> switch (kind) {
                    case 0 -> line;
                    case 1 -> line.atLeast(CAD.ofMinor(least));
                    case 2 -> line.atMost(CAD.ofMinor(least));
                    default -> line.atLeast(CAD.ofMinor(least)).atMost(CAD.ofMinor(least + width));
                });
    }

    private static Arbitrary<Long> flats() {
        return Arbitraries.longs().between(0, 500);
    }

    private static Arbitrary<Long> rates() {
        return Arbitraries.longs().between(0, 1_000_000);
    }

    private static String percent(long rate) {
        return BigDecimal.valueOf(rate, 4).toPlainString();
    }

    /** Every kind of schedule of 4.9 that never falls: in a cascade only the last line may step. */
    @Provide
    Arbitrary<FeeSchedule> monotoneSchedules() {
        Arbitrary<FeeSchedule> parallel =
                monotone().list().ofMinSize(1).ofMaxSize(4).map(lines -> FeeSchedule.Lines.parallel(named(lines)));
        Arbitrary<FeeSchedule> cascading = Combinators.combine(
                        gentle().list().ofMinSize(1).ofMaxSize(3), monotone())
                .as((gentle, last) -> {
                    List<FeeSchedule.Line> lines = new ArrayList<>(gentle);
                    lines.add(last);
                    return FeeSchedule.Lines.cascading(named(lines));
                });
        return Arbitraries.oneOf(monotone().map(line -> line), parallel, cascading);
    }

    private static List<FeeSchedule.Lines.Named> named(List<FeeSchedule.Line> lines) {
        List<FeeSchedule.Lines.Named> named = new ArrayList<>();
        lines.forEach(line -> named.add(new FeeSchedule.Lines.Named("line " + named.size(), line)));
        return named;
    }

    @Provide
    Arbitrary<Long> increases() {
        return Arbitraries.oneOf(
                Arbitraries.longs().between(0, 5), Arbitraries.longs().between(0, 300_000));
    }

    @Property
    @Label(
            "property 10: the fee of no monotone schedule falls as the amount rises: flat, share, margins, slab, limits, lines")
    void feesNeverFallAsTheAmountRises(
            @ForAll("monotoneSchedules") FeeSchedule schedule,
            @ForAll @LongRange(min = 0, max = 300_000) long amount,
            @ForAll("increases") long more,
            @ForAll("roundings") RoundingMode rounding) {
        long less =
                Amounts.minor(schedule.expected(CAD.ofMinor(amount), rounding).amount());
        assertThat(Amounts.minor(
                        schedule.expected(CAD.ofMinor(amount + more), rounding).amount()))
                .isGreaterThanOrEqualTo(less);
    }

    @Property
    @Label("property 10: ... nor just above any limit of its tiers")
    void feesNeverFallAtALimit(@ForAll("steps") List<Step> steps, @ForAll("roundings") RoundingMode rounding) {
        for (FeeSchedule schedule :
                List.of(FeeSchedule.marginal(tiers(steps)), FeeSchedule.slab(tiers(dearer(steps))))) {
            for (Step step : steps) {
                long at = Amounts.minor(
                        schedule.expected(CAD.ofMinor(step.limit()), rounding).amount());
                long above = Amounts.minor(schedule.expected(CAD.ofMinor(step.limit() + 1), rounding)
                        .amount());
                assertThat(above).isGreaterThanOrEqualTo(at);
            }
        }
    }

    @Provide
    Arbitrary<RoundingMode> roundings() {
        return Arbitraries.of(RoundingMode.class).filter(mode -> mode != RoundingMode.UNNECESSARY);
    }

    @Property
    @Label("property 10: a fee lies within its limits")
    void aFeeLiesWithinItsLimits(
            @ForAll("steps") List<Step> steps,
            @ForAll @LongRange(min = 0, max = 1_000_000_000) long amount,
            @ForAll @LongRange(min = 0, max = 1_000) long least,
            @ForAll @LongRange(min = 0, max = 1_000) long width) {
        FeeSchedule.Line free = FeeSchedule.slab(tiers(steps));
        long fee = fee(free.atMost(CAD.ofMinor(least + width)).atLeast(CAD.ofMinor(least)), amount);
        assertThat(fee).isBetween(least, least + width);
        assertThat(fee(free.atLeast(CAD.ofMinor(least)).atMost(CAD.ofMinor(least + width)), amount))
                .isEqualTo(fee);
        assertThat(fee).isEqualTo(Math.max(least, Math.min(least + width, fee(free, amount))));
    }

    @Property
    void partsSumToTheFeeAndCascadesNeverTakeMoreThanParallelLines(
            @ForAll("steps") List<Step> one,
            @ForAll("steps") List<Step> other,
            @ForAll @LongRange(min = 0, max = 1_000_000) long amount) {
        List<FeeSchedule.Lines.Named> lines = List.of(
                new FeeSchedule.Lines.Named("one", FeeSchedule.marginal(tiers(one))),
                new FeeSchedule.Lines.Named("other", FeeSchedule.marginal(tiers(other))));
        Fee parallel = FeeSchedule.Lines.parallel(lines).expected(CAD.ofMinor(amount), RoundingMode.HALF_UP);
        Fee cascading = FeeSchedule.Lines.cascading(lines).expected(CAD.ofMinor(amount), RoundingMode.HALF_UP);
        for (Fee fee : List.of(parallel, cascading)) {
            assertThat(fee.parts().stream()
                            .mapToLong(part -> Amounts.minor(part.amount()))
                            .sum())
                    .isEqualTo(Amounts.minor(fee.amount()));
        }
        assertThat(Amounts.minor(cascading.amount())).isLessThanOrEqualTo(Amounts.minor(parallel.amount()));
    }

    @Property
    void aVarianceIsTheDifferenceAndExactlyOneVerdictHolds(
            @ForAll @LongRange(min = 0, max = 1_000) long due,
            @ForAll @LongRange(min = 0, max = 1_000) long charged,
            @ForAll @LongRange(min = 0, max = 10) long tolerance) {
        Fee expected = FeeSchedule.flat(CAD.ofMinor(due)).expected(CAD.zero(), RoundingMode.HALF_UP);
        Fee.Variance variance = Fee.Variance.of(expected, CAD.ofMinor(charged), CAD.ofMinor(tolerance));
        assertThat(Amounts.minor(variance.variance())).isEqualTo(charged - due);
        Fee.Variance.Verdict verdict = charged > due + tolerance
                ? Fee.Variance.Verdict.OVERCHARGED
                : charged < due - tolerance ? Fee.Variance.Verdict.UNDERCHARGED : Fee.Variance.Verdict.AS_EXPECTED;
        assertThat(variance.verdict()).isEqualTo(verdict);
    }
}
