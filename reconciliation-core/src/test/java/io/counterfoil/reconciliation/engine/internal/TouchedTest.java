package io.counterfoil.reconciliation.engine.internal;

import static io.counterfoil.reconciliation.plan.MatchKey.ACCOUNT;
import static io.counterfoil.reconciliation.plan.MatchKey.AMOUNT;
import static io.counterfoil.reconciliation.plan.MatchKey.PARTY;
import static io.counterfoil.reconciliation.plan.MatchKey.REFERENCE;
import static io.counterfoil.reconciliation.plan.MatchKey.REFERENCE_LOOSELY;
import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.reconciliation.item.Side;
import io.counterfoil.reconciliation.plan.MatchPlan;
import io.counterfoil.reconciliation.plan.Pass;
import io.counterfoil.reconciliation.plan.Tolerance;
import io.counterfoil.reconciliation.plan.Window;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class TouchedTest {

    @Test
    @DisplayName("REC-40 a set of fingerprints holds what was put in and nothing else, zero and neighbours too")
    void numbers() {
        Random random = new Random(5);
        Touched.LongSet set = new Touched.LongSet();
        Set<Long> known = new HashSet<>();
        assertThat(set.contains(0)).isFalse();
        for (int i = 0; i < 3_000; i++) {
            long value = switch (random.nextInt(4)) {
                case 0 -> random.nextInt(50);
                case 1 -> random.nextLong();
                case 2 -> (long) random.nextInt(64) << 58;
                default -> -random.nextInt(40);
            };
            assertThat(set.contains(value)).isEqualTo(known.contains(value));
            if (random.nextBoolean()) {
                assertThat(set.add(value)).as("a visitor that never has enough").isFalse();
                known.add(value);
            }
        }
        assertThat(known).allMatch(set::contains);
    }

    @Test
    @DisplayName("REC-40 rows whose neighbours are looked for come back as they went in")
    void front() {
        Touched.Front front = new Touched.Front();
        assertThat(front.isEmpty()).isTrue();
        SideData side = new SideData(Side.LEFT, Crowd.batch(List.of()), new SideData.Codes());
        for (int row = 0; row < 40; row++) {
            front.add(side, row);
        }
        int[] seen = {0};
        front.forEach((of, row) -> {
            assertThat(of).isSameAs(side);
            assertThat(row).isEqualTo(seen[0]++);
        });
        assertThat(seen[0]).isEqualTo(40);
        assertThat(front.isEmpty()).isFalse();
    }

    private static boolean covers(Pass... passes) {
        MatchPlan.Builder plan = MatchPlan.named("increments");
        List.of(passes).forEach(plan::pass);
        return Touched.covers(plan.build());
    }

    @Test
    @DisplayName("REC-40 plans whose passes look beyond what single items share are run in full")
    void plans() {
        Pass reference = Pass.oneToOne("reference").on(REFERENCE, AMOUNT);
        assertThat(covers(reference)).isTrue();
        assertThat(covers(reference, Pass.oneToMany("set").on(PARTY))).isTrue();
        assertThat(covers(reference, Pass.oneToOne("chance").on(AMOUNT))).isFalse();
        assertThat(covers(reference, Pass.oneToGroup("group").on(PARTY).amount(Tolerance.exact())))
                .isFalse();
        assertThat(covers(reference, Pass.groupToOne("group").on(PARTY).amount(Tolerance.exact())))
                .isFalse();
        assertThat(covers(reference, Pass.netting("netting", Side.LEFT).on(REFERENCE)))
                .isFalse();
        assertThat(covers(reference, Pass.transfers("transfers").on(REFERENCE))).isFalse();
        assertThat(covers(
                        reference, Pass.oneToOne("part").on(REFERENCE, ACCOUNT).partial(Side.RIGHT)))
                .isFalse();
        assertThat(covers(Pass.oneToOne("cheque")
                        .on(REFERENCE, AMOUNT)
                        .within(Window.days(0, 5))
                        .unlessShared(REFERENCE)))
                .isFalse();
    }

    /** Rows that share what a pass joins on, found by comparing each with each. */
    private static boolean linked(Pass pass, SideData a, int x, SideData b, int y) {
        if (pass.keyLists().isEmpty()) {
            return a.currency(x) == b.currency(y);
        }
        return pass.keyLists().stream().anyMatch(keys -> {
            if (keys.contains(REFERENCE_LOOSELY)) {
                return a.sharesReferenceLoosely(x, b, y);
            }
            if (keys.contains(REFERENCE)) {
                return a.sharesReference(x, b, y);
            }
            boolean exact = pass.cardinality() == Pass.Cardinality.ONE_TO_ONE
                    && pass.tolerance().map(Tolerance::isExact).orElse(false)
                    && pass.contestTolerance().isEmpty();
            return a.currency(x) == b.currency(y)
                    && (!keys.contains(PARTY) || (a.party(x) >= 0 && a.party(x) == b.party(y)))
                    && (!keys.contains(ACCOUNT) || (a.account(x) >= 0 && a.account(x) == b.account(y)))
                    && (!keys.contains(AMOUNT) || !exact || a.batch.openMinor(x) == b.batch.openMinor(y));
        });
    }

    private static List<MatchPlan> linkingPlans() {
        return List.of(
                MatchPlan.named("reference")
                        .pass(Pass.oneToOne("a").on(REFERENCE, AMOUNT))
                        .pass(Pass.oneToOne("b").on(REFERENCE_LOOSELY, PARTY))
                        .build(),
                MatchPlan.named("amount")
                        .pass(Pass.oneToOne("a").on(AMOUNT, ACCOUNT).on(AMOUNT, PARTY))
                        .build(),
                MatchPlan.named("near")
                        .pass(Pass.oneToOne("a").on(PARTY, ACCOUNT).amount(Tolerance.absolute("0.01")))
                        .build(),
                MatchPlan.named("contest")
                        .pass(Pass.oneToOne("a").on(PARTY, AMOUNT).contest(Tolerance.absolute("0.01")))
                        .build(),
                MatchPlan.named("set")
                        .pass(Pass.oneToMany("a").on(PARTY, AMOUNT))
                        .build(),
                MatchPlan.named("no key")
                        .pass(Pass.oneToOne("a").amount(Tolerance.absolute("0.01")))
                        .build());
    }

    @Test
    @DisplayName(
            "REC-40 what a change can concern is what hangs together with it, as comparing each row with each finds")
    void grow() {
        for (MatchPlan plan : linkingPlans()) {
            int reached = 0;
            for (long seed = 1; seed <= 12; seed++) {
                SideData.Codes codes = new SideData.Codes();
                Crowd crowd = new Crowd(14, 14, 9, 3, seed);
                SideData[] sides = {
                    new SideData(Side.LEFT, Crowd.batch(crowd.lines("L")), codes),
                    new SideData(Side.RIGHT, Crowd.batch(crowd.lines("R")), codes)
                };
                boolean[][] expected = {new boolean[14], new boolean[14]};
                expected[1][3] = true;
                for (boolean grown = true; grown; ) {
                    grown = false;
                    for (int node = 0; node < 28 * 28; node++) {
                        int from = node / 28;
                        int to = node % 28;
                        if (expected[from / 14][from % 14]
                                && !expected[to / 14][to % 14]
                                && plan.passes().stream()
                                        .anyMatch(pass ->
                                                linked(pass, sides[from / 14], from % 14, sides[to / 14], to % 14))) {
                            expected[to / 14][to % 14] = true;
                            grown = true;
                        }
                    }
                }
                Touched touched = new Touched(plan, sides[0], sides[1]);
                Touched.Front front = new Touched.Front();
                touched.rights[3] = true;
                front.add(sides[1], 3);
                touched.grow(front);
                assertThat(touched.lefts).as(plan.name() + " " + seed).isEqualTo(expected[0]);
                assertThat(touched.rights).as(plan.name() + " " + seed).isEqualTo(expected[1]);
                for (boolean one : touched.lefts) {
                    reached += one ? 1 : 0;
                }
            }
            assertThat(reached).as(plan.name()).isBetween(5, 12 * 14 - 5);
        }
    }
}
