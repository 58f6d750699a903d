package io.counterfoil.ticketing.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import io.counterfoil.ticketing.sampling.AcceptanceSampling.Aql;
import io.counterfoil.ticketing.sampling.AcceptanceSampling.Inspection;
import io.counterfoil.ticketing.sampling.AcceptanceSampling.Level;
import io.counterfoil.ticketing.sampling.AcceptanceSampling.LotVerdict;
import io.counterfoil.ticketing.sampling.AcceptanceSampling.LotVerdict.Outcome;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class AcceptanceSamplingTest {

    private final AcceptanceSampling sampling = AcceptanceSampling.iso2859();

    private static SwitchingState after(SwitchingState state, LotVerdict... lots) {
        SwitchingState now = state;
        for (LotVerdict lot : lots) {
            now = now.next(lot);
        }
        return now;
    }

    private static LotVerdict lot(Outcome outcome, int accept, boolean tighter) {
        return new LotVerdict(outcome, accept, tighter);
    }

    @Test
    @DisplayName("TIC-42 a lot of 2,000 at level II and AQL 1.5 is letter K: 125 items, 5 errors borne, 6 reject")
    void theSpecificationsExample() {
        SamplingPlan plan = sampling.plan(2_000, Level.II, Aql.of("1.50"), Inspection.NORMAL);
        assertThat(plan).isEqualTo(new SamplingPlan(Inspection.NORMAL, "K", Aql.of("1.5"), 2_000, 125, 5, 6));
        assertThat(plan.isFullInspection()).isFalse();
        assertThat(sampling.assess(plan, 5).outcome()).isEqualTo(Outcome.ACCEPTED);
        assertThat(sampling.assess(plan, 6).outcome()).isEqualTo(Outcome.REJECTED);
        // AQL 1.0 bears 3 errors in 125
        assertThat(sampling.assess(plan, 3).acceptedTighter()).isTrue();
        assertThat(sampling.assess(plan, 4).acceptedTighter()).isFalse();
        assertThat(sampling.assess(plan, 4).acceptNumber()).isEqualTo(5);
    }

    @Test
    @DisplayName("TIC-42 the lot sizes of the table begin and end where the standard says; every item of a small lot is"
            + " looked at")
    void lotSizes() {
        assertThat(sampling.plan(280, Level.II, Aql.of("1"), Inspection.NORMAL).codeLetter())
                .isEqualTo("G");
        assertThat(sampling.plan(281, Level.II, Aql.of("1"), Inspection.NORMAL).codeLetter())
                .isEqualTo("H");
        assertThat(sampling.plan(Integer.MAX_VALUE, Level.S4, Aql.of("1"), Inspection.NORMAL)
                        .codeLetter())
                .isEqualTo("K");
        SamplingPlan small = sampling.plan(13, Level.II, Aql.of("1.0"), Inspection.NORMAL);
        assertThat(small.sampleSize()).isEqualTo(13);
        assertThat(small.isFullInspection()).isTrue();
        assertThat(sampling.plan(5, Level.II, Aql.of("0.65"), Inspection.NORMAL).inspected())
                .isEqualTo(5);
        assertThat(sampling.plan(5, Level.II, Aql.of("0.010"), Inspection.TIGHTENED)
                        .inspected())
                .isEqualTo(5);
        assertThat(Level.parse("S-3")).isEqualTo(Level.S3);
        assertThat(Level.S3.code()).isEqualTo("S-3");
    }

    @Test
    @DisplayName("TIC-42 the smallest AQL has none tighter")
    void smallestAql() {
        SamplingPlan plan = sampling.plan(2_000, Level.II, Aql.of("0.010"), Inspection.NORMAL);
        assertThat(sampling.assess(plan, 0).acceptedTighter()).isFalse();
        SamplingPlan next = sampling.plan(2_000, Level.II, Aql.of("0.015"), Inspection.NORMAL);
        assertThat(sampling.assess(next, 0).acceptedTighter()).isTrue();
    }

    @Test
    @DisplayName("TIC-42 reduced inspection takes a lot between acceptance and rejection, and the next is looked at"
            + " normally")
    void theGap() {
        SamplingPlan plan = sampling.plan(50, Level.II, Aql.of("6.5"), Inspection.REDUCED);
        assertThat(plan.accept()).isZero();
        assertThat(plan.reject()).isEqualTo(2);
        LotVerdict verdict = sampling.assess(plan, 1);
        assertThat(verdict.outcome()).isEqualTo(Outcome.ACCEPTED_IN_GAP);
        assertThat(verdict.isAccepted()).isTrue();
        SwitchingState reduced = new SwitchingState(Inspection.REDUCED, 0, 0, 0, 0);
        assertThat(reduced.next(verdict)).isEqualTo(SwitchingState.initial());
        assertThat(reduced.next(sampling.assess(plan, 2))).isEqualTo(SwitchingState.initial());
        assertThat(reduced.next(sampling.assess(plan, 0))).isEqualTo(reduced);
    }

    @Test
    @DisplayName(
            "TIC-42 with two errors borne or more, only a lot that would pass one AQL tighter scores, and it scores"
                    + " three")
    void switchingScore() {
        LotVerdict good = lot(Outcome.ACCEPTED, 5, true);
        LotVerdict fair = lot(Outcome.ACCEPTED, 5, false);
        SwitchingState state = SwitchingState.initial();
        for (int at = 0; at < 9; at++) {
            state = state.next(good);
        }
        assertThat(state.score()).isEqualTo(27);
        assertThat(state.next(fair).score()).isZero();
        assertThat(state.next(good).inspection()).isEqualTo(Inspection.REDUCED);
        assertThat(SwitchingState.initial()
                        .next(lot(Outcome.ACCEPTED, 1, false))
                        .score())
                .isEqualTo(2);
        assertThat(SwitchingState.initial().next(lot(Outcome.ACCEPTED, 2, true)).score())
                .isEqualTo(3);
    }

    @Test
    @DisplayName("TIC-42 the second rejection within five lots tightens, the sixth lot is out of the window")
    void window() {
        LotVerdict yes = lot(Outcome.ACCEPTED, 0, false);
        LotVerdict no = lot(Outcome.REJECTED, 0, false);
        assertThat(after(SwitchingState.initial(), no, yes, yes, yes, no).inspection())
                .isEqualTo(Inspection.TIGHTENED);
        SwitchingState sixth = after(SwitchingState.initial(), no, yes, yes, yes, yes, no);
        assertThat(sixth.inspection()).isEqualTo(Inspection.NORMAL);
        assertThat(sixth.lotsSinceRejection()).isEqualTo(1);
        SwitchingState tightened = after(SwitchingState.initial(), no, no);
        assertThat(after(tightened, yes, yes, yes, yes, no, yes, yes, yes, yes).inspection())
                .isEqualTo(Inspection.TIGHTENED);
        assertThat(after(tightened, yes, yes, yes, yes, no, yes, yes, yes, yes, yes))
                .isEqualTo(SwitchingState.initial());
        SwitchingState over = after(tightened, no, yes, no, yes, no, no, no);
        assertThat(over.inspection()).isEqualTo(Inspection.DISCONTINUED);
        assertThatIllegalStateException().isThrownBy(() -> over.next(yes)).withMessageContaining("discontinued");
        assertThat(over.resume().inspection()).isEqualTo(Inspection.TIGHTENED);
        assertThat(tightened.resume()).isEqualTo(tightened);
    }

    @Test
    @DisplayName(
            "TIC-42 the curve of a lot of 10 with 2 wrong and a sample of 3 by hand: none found in 56 of 120 draws")
    void curveByHand() {
        OcCurve curve = new SamplingPlan(Inspection.NORMAL, "-", Aql.of("1"), 10, 3, 0, 1).oc();
        assertThat(curve.ofLot(2)).isCloseTo(56.0 / 120, within(1e-12));
        assertThat(curve.ofLot(0)).isEqualTo(1);
        assertThat(curve.ofLot(8)).isZero();
        assertThat(curve.ofProcess(0.2)).isCloseTo(0.512, within(1e-12));
        assertThat(curve.ofProcess(0)).isEqualTo(1);
        assertThat(curve.ofProcess(1)).isZero();
        assertThat(curve.limitingDefectives("0.10"))
                .isEqualTo(5); // with 4 wrong C(6,3)/120 = 0.167, with 5 wrong C(5,3)/120 = 0.083
        OcCurve all = new SamplingPlan(Inspection.NORMAL, "-", Aql.of("1"), 10, 3, 3, 4).oc();
        assertThat(all.ofLot(10)).isEqualTo(1);
        assertThat(all.ofProcess(1)).isEqualTo(1);
        assertThat(all.limitingDefectives("0.10")).isEqualTo(11);
    }

    @Test
    @DisplayName("TIC-42 LTPD of 125 items with 5 borne is 7.29 per hundred at 10 %; above AQL 10 errors are counted"
            + " (Poisson)")
    void limitingQuality() {
        OcCurve curve =
                sampling.plan(2_000, Level.II, Aql.of("1.5"), Inspection.NORMAL).oc();
        double limit = curve.limitingQuality("0.10");
        assertThat(curve.ofProcess(limit / 100)).isCloseTo(0.10, within(1e-9));
        assertThat(limit).isBetween(7.2, 7.4);
        // n = 1 would be e^-m: five items bear one error at 10 per hundred, m = 0.5: 1.5 e^-0.5 = 0.909796
        OcCurve errors = new SamplingPlan(Inspection.NORMAL, "A", Aql.of("15"), 100, 5, 1, 2).oc();
        assertThat(errors.ofErrors(10)).isCloseTo(0.909796, within(1e-6));
        assertThat(errors.atAql()).isCloseTo(0.826641, within(1e-6)); // m = 0.75: 1.75 e^-0.75
        assertThat(errors.ofErrors(0)).isEqualTo(1);
        assertThat(errors.ofErrors(errors.limitingQuality("0.05"))).isCloseTo(0.05, within(1e-9));
        OcCurve many = new SamplingPlan(Inspection.NORMAL, "A", Aql.of("1000"), 100, 2, 30, 31).oc();
        assertThat(many.limitingQuality("0.05")).isGreaterThan(1_000);
        OcCurve ten = new SamplingPlan(Inspection.NORMAL, "A", Aql.of("10"), 100, 5, 1, 2).oc();
        assertThat(ten.atAql()).isCloseTo(0.91854, within(1e-6)); // 0.9^5 + 5 * 0.1 * 0.9^4
    }

    @Test
    @DisplayName(
            "TIC-42 a drawn sample is seeded and recorded: different items, all of the lot, the same for the same seed")
    void drawing() {
        SamplingPlan plan = sampling.plan(2_000, Level.II, Aql.of("1.5"), Inspection.NORMAL);
        SamplingPlan.Sample sample = plan.draw(42);
        assertThat(sample.positions()).hasSize(125).doesNotHaveDuplicates().allMatch(at -> at >= 1 && at <= 2_000);
        assertThat(plan.draw(42)).isEqualTo(sample);
        assertThat(plan.draw(43).positions()).isNotEqualTo(sample.positions());
        SamplingPlan full = sampling.plan(5, Level.II, Aql.of("0.65"), Inspection.NORMAL);
        assertThat(full.draw(7).positions()).containsExactlyInAnyOrder(1, 2, 3, 4, 5);
        assertThat(new SamplingPlan(Inspection.NORMAL, "-", Aql.of("1"), 4, 4, 0, 1)
                        .draw(1)
                        .positions())
                .containsExactlyInAnyOrderElementsOf(List.of(1, 2, 3, 4));
    }

    @Test
    @DisplayName("TIC-42 what the standard has no plan for is refused by name and value")
    void badInput() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> sampling.plan(1, Level.II, Aql.of("1"), Inspection.NORMAL))
                .withMessageContaining("lot has 1 items");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> sampling.plan(100, Level.II, Aql.of("1.2"), Inspection.NORMAL))
                .withMessageContaining("AQL 1.2 is not in the standard");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> sampling.plan(100, Level.II, Aql.of("1"), Inspection.DISCONTINUED))
                .withMessageContaining("DISCONTINUED");
        assertThatIllegalArgumentException().isThrownBy(() -> Aql.of("0")).withMessageContaining("AQL is 0");
        assertThatIllegalArgumentException().isThrownBy(() -> Level.parse("IV")).withMessageContaining("'IV'");
        SamplingPlan plan = sampling.plan(100, Level.II, Aql.of("1"), Inspection.NORMAL);
        assertThatIllegalArgumentException().isThrownBy(() -> sampling.assess(plan, -1));
        assertThatIllegalArgumentException().isThrownBy(() -> sampling.assess(plan, plan.inspected() + 1));
        assertThat(sampling.assess(plan, plan.inspected()).outcome()).isEqualTo(Outcome.REJECTED);
        assertThat(sampling.assess(plan, 0).outcome()).isEqualTo(Outcome.ACCEPTED);
        assertThatIllegalArgumentException().isThrownBy(() -> plan.oc().ofLot(101));
        assertThatIllegalArgumentException().isThrownBy(() -> plan.oc().ofLot(-1));
        assertThatIllegalArgumentException().isThrownBy(() -> plan.oc().ofProcess(Double.NaN));
        assertThatIllegalArgumentException().isThrownBy(() -> plan.oc().ofProcess(1.1));
        assertThatIllegalArgumentException().isThrownBy(() -> plan.oc().ofErrors(-1));
        assertThatIllegalArgumentException().isThrownBy(() -> plan.oc().ofErrors(Double.POSITIVE_INFINITY));
        assertThatIllegalArgumentException().isThrownBy(() -> plan.oc().limitingQuality("0"));
        assertThatIllegalArgumentException().isThrownBy(() -> plan.oc().limitingQuality("1"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SamplingPlan(Inspection.NORMAL, "A", Aql.of("1"), 10, 0, 0, 1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SamplingPlan(Inspection.NORMAL, "A", Aql.of("1"), 10, 2, 1, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new LotVerdict(Outcome.ACCEPTED, -1, false));
        assertThatIllegalArgumentException().isThrownBy(() -> new SwitchingState(Inspection.NORMAL, -1, 0, 0, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new SwitchingState(Inspection.NORMAL, 0, -1, 0, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new SwitchingState(Inspection.NORMAL, 0, 0, -1, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new SwitchingState(Inspection.NORMAL, 0, 0, 0, -1));
        assertThatIllegalArgumentException().isThrownBy(() -> plan.oc().ofProcess(-0.1));
        assertThatIllegalArgumentException().isThrownBy(() -> plan.oc().ofErrors(Double.NaN));
        assertThatIllegalArgumentException().isThrownBy(() -> plan.oc().limitingQuality("-0.1"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SamplingPlan(Inspection.NORMAL, "A", Aql.of("1"), 0, 1, 0, 1))
                .withMessageContaining("1 of 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SamplingPlan(Inspection.NORMAL, "A", Aql.of("1"), 10, 2, -1, 1));
        SamplingPlan least = new SamplingPlan(Inspection.NORMAL, "A", Aql.of("1"), 1, 1, 0, 1);
        assertThat(least.draw(9)).isEqualTo(new SamplingPlan.Sample(least, 9, List.of(1)));
    }
}
