package io.counterfoil.ticketing.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.counterfoil.ticketing.sampling.AcceptanceSampling.Aql;
import io.counterfoil.ticketing.sampling.AcceptanceSampling.Inspection;
import io.counterfoil.ticketing.sampling.AcceptanceSampling.LotVerdict;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class AcceptanceSamplingProperties {

    @Property(tries = 300)
    @Label("TIC-42 the chance of acceptance is the count of samples with few errors by the count of all samples")
    void chanceIsACount(
            @ForAll @IntRange(min = 1, max = 60) int lot,
            @ForAll @IntRange(min = 1, max = 60) int sample,
            @ForAll @IntRange(min = 0, max = 8) int accept,
            @ForAll @IntRange(min = 0, max = 60) int wrong) {
        int defective = Math.min(wrong, lot);
        SamplingPlan plan = new SamplingPlan(Inspection.NORMAL, "-", Aql.of("1"), lot, sample, accept, accept + 1);
        int looked = plan.inspected();
        BigInteger taken = BigInteger.ZERO;
        for (int found = 0; found <= Math.min(accept, looked); found++) {
            taken = taken.add(choose(defective, found).multiply(choose(lot - defective, looked - found)));
        }
        double expected = taken.doubleValue() / choose(lot, looked).doubleValue();
        assertThat(plan.oc().ofLot(defective)).isCloseTo(expected, within(1e-10));
    }

    private static BigInteger choose(int from, int taken) {
        if (taken < 0 || taken > from) {
            return BigInteger.ZERO;
        }
        BigInteger product = BigInteger.ONE;
        for (int at = 1; at <= taken; at++) {
            product = product.multiply(BigInteger.valueOf(from - taken + at)).divide(BigInteger.valueOf(at));
        }
        return product;
    }

    @Property(tries = 200)
    @Label("TIC-42 more errors never raise the chance of acceptance, for a lot and for a process")
    void curvesFall(
            @ForAll @IntRange(min = 1, max = 3_000) int lot,
            @ForAll @IntRange(min = 1, max = 1_250) int sample,
            @ForAll @IntRange(min = 0, max = 21) int accept,
            @ForAll @IntRange(min = 0, max = 2_999) int wrong) {
        OcCurve curve = new SamplingPlan(Inspection.NORMAL, "-", Aql.of("1"), lot, sample, accept, accept + 1).oc();
        int fewer = Math.min(wrong, lot - 1);
        assertThat(curve.ofLot(fewer + 1))
                .isLessThanOrEqualTo(curve.ofLot(fewer) + 1e-9)
                .isBetween(0.0, 1.0);
        double share = (double) fewer / lot;
        assertThat(curve.ofProcess(share + 1.0 / lot)).isLessThanOrEqualTo(curve.ofProcess(share) + 1e-9);
        int limit = curve.limitingDefectives("0.10");
        assertThat(limit == 0 ? 1 : curve.ofLot(limit - 1)).isGreaterThan(0.10);
        assertThat(limit > lot ? 0 : curve.ofLot(limit)).isLessThanOrEqualTo(0.10);
    }

    @Property(tries = 500)
    @Label("TIC-42 switching by a fold is what the whole history says")
    void switching(@ForAll @Size(max = 60) List<@IntRange(min = 0, max = 9) Integer> lots) {
        SwitchingState state = SwitchingState.initial();
        List<Boolean> history = new ArrayList<>(); // of the present inspection
        for (int lot : lots) {
            if (state.inspection() == Inspection.DISCONTINUED) {
                state = state.resume();
                history.clear();
            }
            boolean accepted = lot > 2;
            Inspection before = state.inspection();
            history.add(accepted);
            Inspection expected = slowly(before, history);
            state = state.next(
                    new LotVerdict(accepted ? LotVerdict.Outcome.ACCEPTED : LotVerdict.Outcome.REJECTED, 0, false));
            assertThat(state.inspection()).isEqualTo(expected);
            if (expected != before) {
                history.clear();
            }
        }
    }

    private static Inspection slowly(Inspection inspection, List<Boolean> history) {
        int size = history.size();
        List<Boolean> lastFive = history.subList(Math.max(0, size - 5), size);
        long rejectedOfFive = lastFive.stream().filter(lot -> !lot).count();
        int run = size - 1 - history.lastIndexOf(false);
        return switch (inspection) {
            case NORMAL -> rejectedOfFive >= 2 ? Inspection.TIGHTENED : run >= 15 ? Inspection.REDUCED : inspection;
            case TIGHTENED ->
                history.stream().filter(lot -> !lot).count() >= 5
                        ? Inspection.DISCONTINUED
                        : run >= 5 ? Inspection.NORMAL : inspection;
            case REDUCED -> run < size ? Inspection.NORMAL : inspection;
            case DISCONTINUED -> inspection;
        };
    }
}
