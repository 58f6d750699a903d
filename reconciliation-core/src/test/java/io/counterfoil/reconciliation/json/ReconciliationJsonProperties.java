package io.counterfoil.reconciliation.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.reconciliation.difference.DifferenceExplainer;
import io.counterfoil.reconciliation.item.Side;
import io.counterfoil.reconciliation.plan.MatchKey;
import io.counterfoil.reconciliation.plan.MatchPlan;
import io.counterfoil.reconciliation.plan.Pass;
import io.counterfoil.reconciliation.plan.PassDecision;
import io.counterfoil.reconciliation.plan.PlanException;
import io.counterfoil.reconciliation.plan.Tolerance;
import io.counterfoil.reconciliation.plan.Window;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;

class ReconciliationJsonProperties {

    private static <T> T any(Random random, List<T> some) {
        return some.get(random.nextInt(some.size()));
    }

    private static Tolerance tolerance(Random random) {
        Tolerance one = any(
                random,
                List.of(
                        Tolerance.exact(),
                        Tolerance.absolute("0.5"),
                        Tolerance.percent("1.25"),
                        Tolerance.absolute("2.00").orPercent("3"),
                        Tolerance.percent("10").butAtMost("5")));
        Tolerance based = one.of(any(random, List.of(Tolerance.Base.values())));
        Tolerance sided = random.nextInt(3) == 0 ? based.shortAnd(Tolerance.absolute("0.01")) : based;
        return random.nextInt(3) == 0 ? sided.rounded(random.nextInt(4) - 1, RoundingMode.HALF_EVEN) : sided;
    }

    private static Window window(Random random) {
        int min = random.nextInt(9) - 5;
        Window window = any(
                random,
                List.of(
                        Window.days(min, min + random.nextInt(9)),
                        Window.businessDays(min, min + 2),
                        Window.seconds(min, min + 900)));
        return random.nextBoolean() ? window.from(any(random, List.of(Side.values()))) : window;
    }

    private static MatchKey[] keys(Random random) {
        return Stream.generate(() -> any(random, List.of(MatchKey.values())))
                .limit(1 + random.nextInt(3))
                .distinct()
                .toArray(MatchKey[]::new);
    }

    private static Pass start(Random random, String name) {
        return switch (random.nextInt(9)) {
            case 0 -> Pass.oneToGroup(name);
            case 1 -> Pass.groupToOne(name);
            case 2 ->
                Pass.oneToMany(name)
                        .maxSetSize(2 + random.nextInt(6))
                        .maxPool(30)
                        .maxCoincidence("0.05");
            case 3 -> Pass.manyToOne(name);
            case 4 -> Pass.manyToMany(name);
            case 5 -> Pass.netting(name, any(random, List.of(Side.values())));
            case 6 -> Pass.transfers(name);
            case 7 -> Pass.transfers(name, Side.LEFT);
            default -> Pass.oneToOne(name);
        };
    }

    private static Pass pass(Random random, String name) {
        Pass pass = start(random, name);
        for (int i = random.nextInt(3); i >= 0; i--) {
            pass = pass.on(keys(random));
        }
        pass = random.nextBoolean() ? pass.amount(tolerance(random)) : pass;
        pass = random.nextBoolean() ? pass.within(window(random)) : pass;
        pass = random.nextInt(3) == 0 ? pass.contest(window(random)) : pass;
        pass = random.nextInt(4) == 0 ? pass.contest(tolerance(random)) : pass;
        pass = random.nextInt(4) == 0 ? pass.unlessShared(keys(random)) : pass;
        pass = random.nextInt(4) == 0 ? pass.gate(any(random, List.of(Pass.Gate.values()))) : pass;
        pass = random.nextInt(4) == 0 ? pass.gateIfPresent(any(random, List.of(Pass.Gate.values()))) : pass;
        pass = random.nextInt(4) == 0
                ? pass.text(new Pass.Likeness(true, random.nextBoolean(), random.nextInt(50)))
                : pass;
        pass = random.nextInt(4) == 0 ? pass.evidence(keys(random)) : pass;
        pass = random.nextInt(4) == 0 ? pass.explain(DifferenceExplainer.rounding()) : pass;
        pass = random.nextInt(5) == 0 ? pass.interchangeable(Pass.Interchange.Order.NEWEST_FIRST, keys(random)) : pass;
        pass = random.nextInt(6) == 0 ? pass.refines() : pass;
        pass = random.nextInt(6) == 0 ? pass.partial(any(random, List.of(Side.values()))) : pass;
        return switch (random.nextInt(4)) {
            case 0 -> pass.confirm();
            case 1 -> pass.report();
            case 2 -> pass.margin(random.nextInt(9000) / 1000.0);
            default ->
                pass.decide(new PassDecision(
                        PassDecision.Outcome.CONFIRM,
                        7_000,
                        1_000,
                        new PassDecision.Weights(9_000, 5_000, 11_000, 8_000, 3_000, 1_000, random.nextInt(3_000))));
        };
    }

    /** A plan of random passes, as far as a plan may be made of them. */
    private static Optional<MatchPlan> plan(long seed) {
        Random random = new Random(seed);
        MatchPlan.Builder plan = MatchPlan.named("plan \"" + seed + "\"");
        int passes = 1 + random.nextInt(2);
        for (int i = 0; i < passes; i++) {
            plan.pass(pass(random, "pass \u00e9\n" + i));
        }
        try {
            return Optional.of(plan.build());
        } catch (PlanException refused) {
            return Optional.empty();
        }
    }

    @Property
    @Label("REC-03 property 23: a plan that was written and read has the same hash, and is written alike again")
    void sameHash(@ForAll long seed) {
        plan(seed).ifPresent(plan -> {
            String json = ReconciliationJson.text(plan);
            MatchPlan read = ReconciliationJson.plan(json, MatchPlan.Parts.NONE);
            assertThat(read.hash()).isEqualTo(plan.hash());
            assertThat(ReconciliationJson.text(read)).isEqualTo(json);
        });
    }

    @Property
    @Label(
            "REC-03 REC-04 JSON with a damaged character is the same plan, another plan, or refused with a place; never anything else")
    void damaged(@ForAll long seed) {
        plan(seed).ifPresent(plan -> {
            Random random = new Random(seed);
            StringBuilder json = new StringBuilder(ReconciliationJson.text(plan));
            json.setCharAt(random.nextInt(json.length()), any(random, List.of('{', '"', ',', '0', 'x', ' ', '-', ']')));
            try {
                assertThat(ReconciliationJson.plan(json.toString(), MatchPlan.Parts.NONE)
                                .passes())
                        .isNotNull();
            } catch (PlanException refused) {
                assertThat(refused.problems())
                        .isNotEmpty()
                        .allSatisfy(p -> assertThat(p.path()).isNotBlank());
            }
        });
    }
}
