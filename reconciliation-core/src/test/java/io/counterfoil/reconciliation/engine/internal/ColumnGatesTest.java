package io.counterfoil.reconciliation.engine.internal;

import static io.counterfoil.reconciliation.plan.MatchKey.ACCOUNT;
import static io.counterfoil.reconciliation.plan.MatchKey.AMOUNT;
import static io.counterfoil.reconciliation.plan.MatchKey.GROUP;
import static io.counterfoil.reconciliation.plan.MatchKey.PARTY;
import static io.counterfoil.reconciliation.plan.MatchKey.REFERENCE;
import static io.counterfoil.reconciliation.plan.MatchKey.REFERENCE_LOOSELY;
import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.reconciliation.engine.Confidence;
import io.counterfoil.reconciliation.engine.RunOptions;
import io.counterfoil.reconciliation.item.ItemBatch;
import io.counterfoil.reconciliation.item.Side;
import io.counterfoil.reconciliation.plan.MatchKey;
import io.counterfoil.reconciliation.plan.MatchLimits;
import io.counterfoil.reconciliation.plan.MatchPlan;
import io.counterfoil.reconciliation.plan.Pass;
import io.counterfoil.reconciliation.plan.PassDecision;
import io.counterfoil.reconciliation.plan.Tolerance;
import io.counterfoil.reconciliation.plan.Window;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The gates on numbers say of every pair what {@link PairCheck} says of it; the slow one is the reference. */
class ColumnGatesTest {

    private static final PassDecision ODD_WEIGHTS =
            new PassDecision(PassDecision.Outcome.CONFIRM, 40, 3, new PassDecision.Weights(1, 2, 4, 8, 16, 32, 64));

    static List<Pass> passes() {
        return List.of(
                Pass.oneToOne("reference").on(REFERENCE),
                Pass.oneToOne("amount").on(REFERENCE, AMOUNT).confirm(),
                Pass.oneToOne("amount and codes")
                        .on(AMOUNT, PARTY, ACCOUNT, REFERENCE)
                        .evidence(GROUP),
                Pass.oneToOne("reference, group, evidence")
                        .on(REFERENCE, GROUP)
                        .evidence(PARTY, ACCOUNT)
                        .amount(Tolerance.absolute("0.02"))
                        .contest(Tolerance.absolute("0.05"))
                        .within(Window.days(-1, 2).from(Side.LEFT))
                        .contest(Window.days(-2, 5).from(Side.LEFT))
                        .decide(ODD_WEIGHTS),
                Pass.oneToOne("reference and amount").on(REFERENCE, AMOUNT).within(Window.days(0, 1)),
                Pass.oneToOne("share, wide contest")
                        .on(REFERENCE)
                        .amount(Tolerance.percent("10"))
                        .within(Window.days(1, 1).from(Side.RIGHT))
                        .contest(Window.days(-3, 2000).from(Side.LEFT))
                        .decide(ODD_WEIGHTS),
                Pass.oneToOne("far windows")
                        .on(REFERENCE)
                        .within(Window.days(0, 1_200))
                        .contest(Window.days(-1_500, 1_200).from(Side.RIGHT)),
                Pass.oneToOne("farthest table").on(REFERENCE).within(Window.days(-1_000, 1_000)),
                Pass.oneToOne("business days")
                        .on(REFERENCE)
                        .amount(Tolerance.absolute("0.01"))
                        .within(Window.businessDays(0, 1))
                        .contest(Window.days(0, 4))
                        .decide(ODD_WEIGHTS),
                Pass.oneToOne("days, contested in business days")
                        .on(AMOUNT, REFERENCE)
                        .within(Window.days(0, 1))
                        .contest(Window.businessDays(0, 2)),
                Pass.oneToOne("a margin that only all reach")
                        .on(REFERENCE, AMOUNT, PARTY)
                        .evidence(ACCOUNT)
                        .decide(new PassDecision(
                                PassDecision.Outcome.SUGGEST, 39, 1, new PassDecision.Weights(1, 2, 4, 8, 2, 32, 64))),
                Pass.oneToOne("weights of nothing")
                        .on(REFERENCE)
                        .decide(new PassDecision(
                                PassDecision.Outcome.SUGGEST, 1, 0, new PassDecision.Weights(0, 0, 0, 0, 0, 0, 0))));
    }

    /** Few of everything, so that pairs agree in every mixture; a few days are far off, some in years that the calendar does not cover. */
    private static ItemBatch batch(String name, long seed) {
        Random random = new Random(seed);
        ItemBatch.Builder batch = ItemBatch.builder();
        List<Integer> days = List.of(0, 0, 1, 2, 3, 4, 5, 6, 8, -1, -2, 999, 1_000, 1_001, 1_300, -1_000, -1_001);
        for (int i = 0; i < 60; i++) {
            int minor = 96 + random.nextInt(8);
            batch.id(name + i)
                    .amount(
                            (random.nextInt(5) == 0 ? "-" : "") + "1."
                                    + String.valueOf(minor)
                                            .substring(String.valueOf(minor).length() - 2),
                            random.nextInt(4) == 0 ? "EUR" : "GBP")
                    .day(Crowd.DAY.plusDays(days.get(random.nextInt(days.size()))))
                    .reference(random.nextInt(3) == 0 ? "" : "R" + random.nextInt(2));
            batch.party(random.nextInt(4) == 0 ? "" : "p" + random.nextInt(2))
                    .account(random.nextInt(4) == 0 ? "" : "a" + random.nextInt(2))
                    .group(random.nextInt(4) == 0 ? "" : "g" + random.nextInt(2))
                    .add();
        }
        return batch.build();
    }

    private static Run run(Pass pass, long seed) {
        RunOptions options = RunOptions.builder().build();
        MatchPlan plan = MatchPlan.named("gates").pass(pass).build();
        return ((Result) Run.of(
                        new Run.Setting(plan, Crowd.CALENDAR, MatchLimits.defaults(), 0, 1, options),
                        batch("l", seed),
                        batch("r", seed + 1),
                        Crowd.AS_OF))
                .run();
    }

    private static Units all(SideData side) {
        int[] rows = new int[side.state.length];
        java.util.Arrays.setAll(rows, row -> row);
        return Units.single(side, rows);
    }

    @ParameterizedTest
    @MethodSource("passes")
    @DisplayName("REC-62 gates on packed rows say of each pair what the general gates say, and weigh it alike")
    void sayTheSame(Pass pass) {
        assertThat(ColumnGates.isEligible(pass)).isTrue();
        EnumSet<PairCheck.Finding> seen = EnumSet.noneOf(PairCheck.Finding.class);
        for (long seed = 1; seed <= 3; seed++) {
            Run run = run(pass, 10 * seed);
            ColumnGates gates = new ColumnGates(new ColumnGates.Bind(run, 7, pass, 0));
            PairCheck check = new PairCheck(pass, all(run.left), all(run.right), Crowd.CALENDAR);
            for (int l = 0; l < run.left.state.length; l++) {
                for (int r = 0; r < run.right.state.length; r++) {
                    if (!check.agrees(REFERENCE, l, r)) {
                        continue;
                    }
                    PairCheck.Finding expected = check.check(l, r);
                    seen.add(expected);
                    int said = gates.check(
                            open(run.left, l), packed(run.left, l), open(run.right, r), packed(run.right, r));
                    boolean candidate = expected == PairCheck.Finding.CANDIDATE;
                    if (candidate || expected == PairCheck.Finding.RIVAL) {
                        assertThat((said & ColumnGates.RIVAL) == 0).isEqualTo(candidate);
                        Matches.Finding found = gates.finding(said & (ColumnGates.KINDS - 1));
                        long weight = check.weigh(l, r);
                        boolean certain = weight >= pass.decision().confirmMargin();
                        assertThat(found)
                                .isEqualTo(new Matches.Finding(
                                        7,
                                        weight,
                                        certain ? Confidence.Certainty.CERTAIN : Confidence.Certainty.LIKELY));
                        assertThat(gates.isCertain(said & (ColumnGates.KINDS - 1)))
                                .isEqualTo(certain);
                    } else {
                        assertThat(said)
                                .as(l + " and " + r + " are " + expected)
                                .isEqualTo(ColumnGates.NONE);
                    }
                    if (run.left.currency(l) == run.right.currency(r)) {
                        assertThat(gates.amountsInReach(open(run.left, l), open(run.right, r), run.left.currency(l)))
                                .isEqualTo(open(run.left, l) == open(run.right, r)
                                        || (pass.tolerance().isPresent() && check.amountsInReach(l, r)));
                    }
                }
            }
        }
        assertThat(seen).contains(PairCheck.Finding.CANDIDATE, PairCheck.Finding.CURRENCY);
        assertThat(seen.contains(PairCheck.Finding.RIVAL))
                .isEqualTo(pass.contestWindow().isPresent());
        assertThat(seen.contains(PairCheck.Finding.DAY)).isEqualTo(pass.window().isPresent());
    }

    private static long open(SideData side, int row) {
        return side.batch.openMinor(row);
    }

    private static long packed(SideData side, int row) {
        return Packed.of(row, side.columns.day[row], side.currency(row));
    }

    @Test
    @DisplayName("REC-62 only passes that look at nothing but numbers run on columns")
    void eligible() {
        Pass onReference = Pass.oneToOne("p").on(REFERENCE);
        assertThat(ColumnGates.isEligible(onReference.evidence(REFERENCE_LOOSELY)))
                .as("a loose reference beside an exact one that agrees adds nothing")
                .isTrue();
        List<UnaryOperator<Pass>> asking = List.of(
                Pass::refines,
                pass -> pass.partial(Side.LEFT),
                pass -> pass.within(Window.days(0, 1)).unlessShared(PARTY),
                pass -> pass.on(MatchKey.PARTY, AMOUNT),
                pass -> pass.text(new Pass.Likeness(true, false, 0)),
                pass -> pass.gate(Pass.Gate.REFERENCE_EQUAL),
                pass -> pass.gateIfPresent(Pass.Gate.REFERENCE_EQUAL),
                pass -> pass.within(Window.seconds(0, 60)),
                pass -> pass.within(Window.days(0, 1)).contest(Window.seconds(0, 60)));
        for (UnaryOperator<Pass> more : asking) {
            assertThat(ColumnGates.isEligible(more.apply(onReference))).isFalse();
        }
        for (Pass pass : List.of(
                Pass.oneToOne("p").on(REFERENCE, REFERENCE_LOOSELY),
                Pass.oneToOne("p").on(REFERENCE_LOOSELY, AMOUNT),
                Pass.oneToOne("p").on(AMOUNT).evidence(REFERENCE),
                Pass.oneToOne("p").on(PARTY),
                Pass.oneToOne("p").amount(Tolerance.exact()),
                Pass.oneToGroup("p").on(REFERENCE),
                Pass.netting("p", Side.LEFT).on(REFERENCE),
                Pass.transfers("p").on(REFERENCE))) {
            assertThat(ColumnGates.isEligible(pass)).as(pass.toString()).isFalse();
        }
    }
}
